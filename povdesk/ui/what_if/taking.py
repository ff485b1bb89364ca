"""The three confirmations: old → new of the plan's proposal, of suggested targets, of the hamlets' cuts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.indicator import Target
from povdesk.domain.marks import goal_text, short_value
from povdesk.domain.target_suggestion import HamletCut, Suggestion
from povdesk.domain.vietnamese import format_count
from povdesk.domain.what_if import Effect, Proposal, Trial

from .suggestion_parts import kept_text
from .take_dialog import TakeDialog, number_column, words_column

Write = Callable[..., None]
_KINDS = ("rate", "count")


def accept_dialog(page: QWidget, found: Proposal, trial: Trial, write: Write) -> TakeDialog:
    """Accept the proposal; numbers left in the grid become the year's targets in the same act."""
    effects = {one.code: one for one in trial.changed if _may_set(one)}
    rows = [
        {
            "key": code,
            "name": one.after.definition.label,
            "old": goal_text(one.after.definition, one.after.target) or "chưa có",
            "result": short_value(one.after.definition, one.after.shown),
            "value": _raised(one),
        }
        for code, one in effects.items()
    ]

    def save(kept: Sequence[dict[str, Any]], done: Any, failed: Any) -> None:
        wanted = {row["key"]: _target(effects[row["key"]], found.year, row["value"]) for row in kept}

        def work(act: Any) -> None:
            from povdesk.storage import what_if

            what_if.accept(act, found.uid, wanted)

        more = f", đặt {format_count(len(wanted))} mục tiêu" if wanted else ""
        words = f"“{found.name}” là đề xuất của kế hoạch năm {found.year}{more}."
        write(work, words, done, failed)

    return TakeDialog(
        "Nhận làm đề xuất của kế hoạch",
        f"“{found.name}” sẽ là đề xuất của kế hoạch năm {found.year}. Cột “Sẽ lưu” là mục tiêu mới"
        " của năm; xóa trống dòng nào thì mục tiêu của dòng đó giữ nguyên.",
        [
            words_column("name", "Chỉ tiêu", 220, stretch=True),
            words_column("old", "Mục tiêu đang có", 140, right=True),
            words_column("result", "Kết quả thử", 120, right=True),
            number_column("value", "Sẽ lưu", 120),
        ],
        rows,
        save,
        page,
        verb="Nhận làm đề xuất",
        may_be_empty=True,
    )


def suggestions_dialog(page: QWidget, year: int, lines: Sequence[Suggestion], write: Write) -> TakeDialog:
    """Suggested targets into those of next year."""
    by_code = {one.key: one for one in lines}
    rows = [
        {
            "key": one.key,
            "name": one.definition.label,
            "old": goal_text(one.definition, one.kept) or "chưa có",
            "value": one.value,
            "reason": one.reason,
        }
        for one in lines
    ]

    def save(kept: Sequence[dict[str, Any]], done: Any, failed: Any) -> None:
        wanted = {row["key"]: by_code[row["key"]].target(year, float(row["value"])) for row in kept}

        def work(act: Any) -> None:
            from povdesk.storage import target_suggestions

            target_suggestions.accept(act, year, wanted)

        write(work, f"Đã lưu {format_count(len(wanted))} mục tiêu của năm {year}.", done, failed)

    return TakeDialog(
        f"Lấy vào mục tiêu năm {year}",
        "Xem lại từng con số; sửa được. Xóa trống dòng nào thì dòng đó không lưu.",
        [
            words_column("name", "Chỉ tiêu", 190),
            words_column("old", "Đang có", 96, right=True),
            number_column("value", "Sẽ lưu", 90),
            words_column("reason", "Vì sao", 240, stretch=True),
        ],
        rows,
        save,
        page,
        verb="Lưu mục tiêu",
    )


def hamlets_dialog(page: QWidget, year: int, lines: Sequence[HamletCut], write: Write) -> TakeDialog:
    """Suggested cuts into those given to the hamlets for next year."""
    known = {one.uid: one for one in lines}
    rows = [
        {
            "key": one.uid,
            "name": one.hamlet,
            "old": kept_text(one),
            "poor": one.poor or None,
            "near_poor": one.near_poor or None,
            "reason": one.reason,
        }
        for one in lines
    ]

    def save(kept: Sequence[dict[str, Any]], done: Any, failed: Any) -> None:
        def work(act: Any) -> None:
            from povdesk.storage import target_suggestions
            from povdesk.storage.plan_cuts import Cut

            cuts = {}
            for row in kept:
                # An empty cell leaves what the hamlet has.
                poor, near_poor, had = row["poor"], row["near_poor"], known[row["key"]]
                cuts[row["key"]] = Cut(
                    had.kept_poor if poor is None else poor,
                    had.kept_near_poor if near_poor is None else near_poor,
                )
            target_suggestions.accept(act, year, {}, cuts)

        words = f"Đã giao chỉ tiêu giảm hộ năm {year} cho {format_count(len(kept))} thôn."
        write(work, words, done, failed)

    return TakeDialog(
        f"Giao chỉ tiêu giảm hộ năm {year}",
        "Xem lại từng con số; sửa được. Ô để trống thì số đang giao của thôn giữ nguyên.",
        [
            words_column("name", "Thôn", 140),
            words_column("old", "Đang giao", 150, right=True),
            number_column("poor", "Hộ nghèo", 90, whole=True),
            number_column("near_poor", "Hộ cận nghèo", 104, whole=True),
            words_column("reason", "Vì sao", 220, stretch=True),
        ],
        rows,
        save,
        page,
        verb="Giao cho thôn",
    )


def _may_set(one: Effect) -> bool:
    target = one.after.target
    if one.after.definition.kind not in _KINDS or one.after.readings or one.after.shown.value is None:
        return False
    return target is None or not target.is_unclear


def _raised(one: Effect) -> float | None:
    """The result where it goes beyond the target, or where the year has none yet."""
    definition, target, value = one.after.definition, one.after.target, one.after.shown.value
    assert value is not None
    whole = 10**definition.decimals
    rounded = int(value * whole + 1e-9) / whole
    if target is None or target.value is None or rounded > target.value:
        return rounded
    return None


def _target(one: Effect, year: int, value: float) -> Target:
    known = one.after.target
    if known is None:
        return Target(year, ">=", value, one.before.shown.value)
    return replace(known, operator=known.operator or ">=", value=value)
