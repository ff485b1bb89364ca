"""All kinds of fields in one place: `from povdesk.ui.widgets.fields import TextField, …`."""

from .choice_field import Choice, ChoiceField, TriStateField
from .field import Field, Mark, ProblemLevel
from .line_fields import LongTextField, MoneyField, NumberField, PartialDateField, TextField
from .masked_field import MaskedField

__all__ = [
    "Choice",
    "ChoiceField",
    "Field",
    "LongTextField",
    "Mark",
    "MaskedField",
    "MoneyField",
    "NumberField",
    "PartialDateField",
    "ProblemLevel",
    "TextField",
    "TriStateField",
]
