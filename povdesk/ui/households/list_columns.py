"""The columns of the list of households, and the words for its codes."""

from povdesk.domain import vietnamese
from povdesk.domain.household import Category
from povdesk.storage.household_list import HouseholdRow

from ..theme import Tone
from ..widgets.table import ListColumn

CLASS_WORDS = {
    Category.POOR: "Nghèo",
    Category.NEAR_POOR: "Cận nghèo",
    Category.NOT_POOR: "Không nghèo",
    None: "Chưa xét",
}
FORM_WORDS = {
    "": "Không rà soát",
    "waiting": "Chưa nhập",
    "draft": "Bản nháp",
    "closed": "Đã chốt",
    "recognised": "Đã công nhận",
}

_CLASS_RANK = {Category.POOR: 0, Category.NEAR_POOR: 1, Category.NOT_POOR: 2, None: 3}
_FORM_RANK = {"waiting": 0, "draft": 1, "closed": 2, "recognised": 3, "": 4}
_FORM_TONES = {"draft": Tone.WARN, "closed": Tone.OK, "recognised": Tone.INFO}
_FORM_ICONS = {"draft": "edit", "closed": "checkmark-circle", "recognised": "lock-closed"}


def columns(year: int) -> tuple[ListColumn, ...]:
    """The list's columns when the working year is `year`."""
    return (
        ListColumn("code", "Mã hộ", 70, lambda row: row.code),
        ListColumn(
            "head_name",
            "Chủ hộ",
            134,
            lambda row: row.head_name,
            lambda row: row.sort_key,
            bold=True,
            stretch=True,
        ),
        ListColumn("hamlet", "Thôn", 92, lambda row: row.hamlet, lambda row: row.hamlet_position),
        ListColumn(
            "size", "Khẩu", 50, lambda row: str(row.size), lambda row: row.size, align="right", searched=False
        ),
        ListColumn(
            "class",
            f"Diện {year - 1} → {year}",
            140,
            class_words,
            _class_rank,
            tip=_class_tip,
            searched=False,
        ),
        ListColumn(
            "form",
            "Phiếu",
            106,
            form_words,
            lambda row: _FORM_RANK[row.form],
            tone=lambda row: _FORM_TONES.get(row.form),
            icon=lambda row: _FORM_ICONS.get(row.form, ""),
            searched=False,
        ),
        ListColumn("cadre", "Cán bộ giúp đỡ", 112, lambda row: row.cadre, _cadre_key, searched=False),
        ListColumn(
            "problems",
            "Cảnh báo",
            78,
            lambda row: str(row.problems) if row.problems else "",
            lambda row: row.problems,
            tone=lambda row: Tone.WARN if row.problems else None,
            icon=lambda row: "warning" if row.problems else "",
            searched=False,
        ),
    )


def class_words(row: HouseholdRow) -> str:
    """One word while the class stays; otherwise what happened, as the review calls it."""
    before, now = row.class_before, row.class_now
    if now is None or before is now:
        return "" if now is None else CLASS_WORDS[now]
    if now is Category.NOT_POOR:
        return {Category.POOR: "Thoát nghèo", Category.NEAR_POOR: "Thoát cận nghèo"}.get(
            before, CLASS_WORDS[now]
        )
    if before in (Category.POOR, Category.NEAR_POOR):
        return f"{CLASS_WORDS[before]} → {CLASS_WORDS[now].lower()}"
    return f"Vào diện {CLASS_WORDS[now].lower()}"


def form_words(row: HouseholdRow) -> str:
    return FORM_WORDS[row.form] if row.form else ""


def _class_rank(row: HouseholdRow) -> tuple[int, int]:
    return _CLASS_RANK[row.class_now], _CLASS_RANK[row.class_before]


def _class_tip(row: HouseholdRow) -> str:
    return f"Năm trước: {CLASS_WORDS[row.class_before].lower()}. Nay: {CLASS_WORDS[row.class_now].lower()}."


def _cadre_key(row: HouseholdRow) -> str:
    return vietnamese.name_sort_key(row.cadre.partition(",")[0])
