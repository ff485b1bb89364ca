"""One indicator: its words, how it is counted, who leads it, and the years in which it is used."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from povdesk.domain.indicator import IndicatorDefinition
from povdesk.domain.indicator_measure import BY_NAME, DIRECTION_WORDS, KIND_WORDS, MEASURES, words_of

from ..settings.form_dialog import Failed, FormDialog
from ..widgets.field import ProblemLevel
from ..widgets.fields import Choice, ChoiceField, NumberField, TextField
from ..widgets.labels import label
from .reading import Loaded

Keep = Callable[[IndicatorDefinition, Callable[[], None], Failed], None]

_YEAR = re.compile(r"(19|20)\d\d")
_SUBJECTS = {"household": "hộ", "person": "người", "cadre": "cán bộ", "none": ""}


class DefinitionDialog(FormDialog):
    """keep: saves what was typed; an indicator without a code is a new one."""

    def __init__(self, known: IndicatorDefinition, loaded: Loaded, keep: Keep, parent: QWidget) -> None:
        self._known, self._loaded, self._keep = known, loaded, keep
        fields = [
            TextField("indicator-name", "Tên chỉ tiêu như trong kế hoạch", required=True),
            TextField("indicator-short", "Tên ngắn trên bảng"),
            TextField("indicator-letter", "Chữ cái trong kế hoạch"),
            TextField("indicator-group", "Nhóm chỉ tiêu"),
            ChoiceField("indicator-measure", "Cách đếm", _measures(known.measure), required=True),
            ChoiceField("indicator-kind", "Loại chỉ tiêu", _choices(KIND_WORDS), required=True),
            TextField("indicator-unit", "Đơn vị"),
            NumberField("indicator-decimals", "Số chữ số thập phân", whole=True, maximum=4),
            ChoiceField("indicator-direction", "Chiều của mục tiêu", _choices(DIRECTION_WORDS)),
            TextField("indicator-roles", "Cơ quan chủ trì"),
            TextField("indicator-projects", "Dự án"),
            TextField("indicator-from", "Dùng từ năm"),
            TextField("indicator-to", "Dùng đến hết năm"),
        ]
        super().__init__(
            "Sửa chỉ tiêu" if known.code else "Thêm chỉ tiêu",
            fields,
            parent,
            needed={"indicator-name": "Gõ tên chỉ tiêu.", "indicator-measure": "Chọn cách đếm (F4)."},
        )
        self._explained = label("", "caption", self, wrap=True)
        self.content.addWidget(self._explained)
        for words in _offered(loaded):
            self.content.addWidget(label(words, "caption", self, wrap=True))
        self._fill()
        self.field("indicator-measure").changed.connect(self._on_measure)
        self._explain()
        self._changed = False

    def open_it(self) -> None:
        self.start(self._write, "indicator-name")

    def explained(self) -> str:
        """What the chosen way of counting counts, and who is missing."""
        return self._explained.text()

    def _fill(self) -> None:
        known = self._known
        for code, value in (
            ("name", known.name),
            ("short", known.short_name),
            ("letter", known.letter),
            ("group", known.group),
            ("unit", known.unit),
            ("measure", known.measure),
            ("kind", known.kind),
            ("direction", known.direction),
            ("decimals", Decimal(known.decimals)),
            ("roles", _listed(known.roles, self._loaded.roles)),
            ("projects", _listed(known.projects, self._loaded.projects)),
            ("from", str(known.valid_from.year) if known.valid_from else ""),
            ("to", str(known.valid_to.year) if known.valid_to else ""),
        ):
            self.field(f"indicator-{code}").set_value(value)
        for code in ("roles", "projects"):
            self.field(f"indicator-{code}").set_hint("Cách nhau dấu chấm phẩy.")

    def _on_measure(self) -> None:
        """The usual kind and unit of a way of counting, when the ones that stand there cannot be."""
        chosen = BY_NAME.get(self.field("indicator-measure").value())
        if chosen is not None:
            kind = self.field("indicator-kind")
            if kind.value() not in chosen.kinds:
                kind.set_value(chosen.kinds[0])
                if chosen.name != "typed":
                    self.field("indicator-unit").set_value(chosen.unit)
        self._explain()

    def _explain(self) -> None:
        chosen = words_of(self.field("indicator-measure").value() or self._known.measure)
        parts = [f"Cách đếm: {chosen.counts}"]
        if _SUBJECTS[chosen.subject]:
            parts.append(f"Danh sách phía sau gồm {_SUBJECTS[chosen.subject]}.")
        if chosen.missing:
            parts.append(f"Thiếu số liệu: {chosen.missing[:1].lower()}{chosen.missing[1:]}.")
        kinds = ", ".join(KIND_WORDS[kind].lower() for kind in chosen.kinds)
        parts.append(f"Dùng được cho: {kinds}.")
        self._explained.setText(" ".join(parts))

    def _write(self, done: Callable[[], None], failed: Failed) -> None:
        wanted = self._wanted()
        if wanted is None:
            self.allow_save()
            return
        self._keep(wanted, done, failed)

    def _wanted(self) -> IndicatorDefinition | None:
        found = {}
        for code, offered, what in (
            ("roles", self._loaded.roles, "cơ quan"),
            ("projects", self._loaded.projects, "dự án"),
        ):
            field = self.field(f"indicator-{code}")
            kept = getattr(self._known, code)
            codes, unknown = _codes(field.value(), offered, kept)
            if unknown:
                field.show_problem(
                    ProblemLevel.ERROR, f"Không có {what} “{unknown}”, cách nhau dấu chấm phẩy."
                )
                field.setFocus()
                return None
            found[code] = codes
        years = {}
        for code in ("from", "to"):
            field = self.field(f"indicator-{code}")
            typed = (field.value() or "").strip()
            if typed and not _YEAR.fullmatch(typed):
                field.show_problem(ProblemLevel.ERROR, "Gõ năm gồm bốn chữ số, hoặc để trống.")
                field.setFocus()
                return None
            years[code] = int(typed) if typed else None
        text = {
            name: self.field(f"indicator-{code}").value() or ""
            for name, code in (
                ("name", "name"),
                ("short_name", "short"),
                ("letter", "letter"),
                ("group", "group"),
                ("unit", "unit"),
                ("measure", "measure"),
                ("kind", "kind"),
                ("direction", "direction"),
            )
        }
        return dataclasses.replace(
            self._known,
            **text,
            decimals=int(self.field("indicator-decimals").value() or 0),
            roles=found["roles"],
            projects=found["projects"],
            valid_from=_limit(self._known.valid_from, years["from"], (1, 1)),
            valid_to=_limit(self._known.valid_to, years["to"], (12, 31)),
        )


def _limit(known: date | None, year: int | None, day: tuple[int, int]) -> date | None:
    if year is None:
        return None
    if known is not None and known.year == year:
        return known
    return date(year, *day)


def _measures(known: str) -> list[Choice]:
    offered = [Choice(one.name, one.title) for one in MEASURES]
    if known not in BY_NAME:
        offered.append(Choice(known, words_of(known).title))
    return offered


def _choices(words: Mapping[str, str]) -> list[Choice]:
    return [Choice(code, text) for code, text in words.items()]


def _listed(codes: tuple[str, ...], offered: Mapping[str, str]) -> str:
    return "; ".join(offered.get(code, code) for code in codes)


def _offered(loaded: Loaded) -> list[str]:
    """What may be typed into the fields of groups, roles and projects."""
    found = (
        ("Nhóm đang có", loaded.groups),
        ("Cơ quan trong kế hoạch", loaded.roles.values()),
        ("Dự án của chương trình", loaded.projects.values()),
    )
    return [f"{words}: {'; '.join(names)}." for words, names in found if names]


def _codes(text: str, offered: Mapping[str, str], kept: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Codes of the names typed, and the first name that is none."""
    by_name = {name.casefold(): code for code, name in offered.items()}
    by_name |= {code.casefold(): code for code in (*kept, *offered)}
    codes = []
    for part in (text or "").split(";"):
        name = part.strip()
        if not name:
            continue
        code = by_name.get(name.casefold())
        if code is None:
            return (), name
        codes.append(code)
    return tuple(dict.fromkeys(codes)), ""
