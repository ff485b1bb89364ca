"""Short answers in the roster are read whole: "Không" must not look like something else."""

import pytest
from PySide6.QtGui import QFontMetrics

from povdesk.ui import theme
from povdesk.ui.households.form_rows import columns

pytestmark = pytest.mark.gui

PADDING = 12


@pytest.mark.parametrize("key", ["sex", "health_insurance"])
def test_a_short_answer_fits_its_column(qapp, key):
    theme.apply(qapp)
    metrics = QFontMetrics(theme.font(13))
    column = next(column for column in columns(str, lambda row: "") if column.key == key)
    widest = max(metrics.horizontalAdvance(choice.text) for choice in column.choices)

    assert widest + PADDING <= theme.px(column.width)
