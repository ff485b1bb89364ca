"""What is left to do, found by rules over the data: nobody keeps a list of tasks."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


class Severity(enum.StrEnum):
    """How much a rule weighs; the sign and the word say it, colour only repeats it."""

    URGENT = "urgent"
    ATTENTION = "attention"
    NOTE = "note"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Severity.URGENT: "Cần làm ngay",
    Severity.ATTENTION: "Cần chú ý",
    Severity.NOTE: "Ghi nhớ",
}


@dataclass(frozen=True)
class TodoRule:
    """One rule. words: the sentence after the number; short: the same on little room.

    source: where the plan asks for it. advice: what to do. column: what the note beside each case says.
    may_assign: the cases are households that a cadre can be given to at once. verb, place, target: the
    button that opens the page where all of them are dealt with, empty when there is none.
    """

    code: str
    severity: Severity
    words: str
    short: str
    source: str
    advice: str
    column: str = "Ghi chú"
    may_assign: bool = False
    verb: str = ""
    place: str = ""
    target: Mapping[str, Any] = field(default_factory=dict)


RULES = (
    TodoRule(
        "no_cadre",
        Severity.URGENT,
        "hộ nghèo, cận nghèo chưa phân công cán bộ giúp đỡ",
        "hộ chưa có cán bộ giúp đỡ",
        "Mục I.1, III.2",
        "Chọn hộ rồi bấm Phân công cán bộ.",
        may_assign=True,
        verb="Mở trang phân công",
        place="assignments",
        target={"tab": "helps", "left_over": True},
    ),
    TodoRule(
        "no_insurance",
        Severity.URGENT,
        "người thuộc hộ nghèo, cận nghèo chưa có thẻ BHYT",
        "người chưa có thẻ BHYT",
        "Chỉ tiêu h, y tế: 100%",
        "Lập danh sách cấp thẻ, nhập thẻ vào phiếu hộ hoặc ghi hỗ trợ cấp thẻ.",
    ),
    TodoRule(
        "doubled",
        Severity.URGENT,
        "người trùng số định danh hoặc trùng mã thẻ BHYT",
        "người trùng số giấy tờ",
        "Số liệu trong sổ",
        "Đối chiếu giấy tờ, sửa số ở phiếu hộ; nếu là một người thì cho rời một hộ.",
    ),
    TodoRule(
        "half_typed",
        Severity.ATTENTION,
        "phần nhập dở chưa lưu",
        "phần nhập dở chưa lưu",
        "Bản nháp trên máy này",
        "Mở ra, nhập tiếp rồi lưu, hoặc bỏ phần nhập dở.",
        column="Đang dở",
    ),
    TodoRule(
        "forms_open",
        Severity.ATTENTION,
        "phiếu rà soát chưa nhập hoặc chưa chốt",
        "phiếu chưa chốt",
        "Mục V.1",
        "Mở phiếu, nhập đủ rồi chốt phiếu.",
    ),
    TodoRule(
        "not_at_school",
        Severity.ATTENTION,
        "trẻ trong độ tuổi chưa đi học đúng độ tuổi",
        "trẻ chưa đi học đúng tuổi",
        "Chỉ tiêu h, giáo dục",
        "Cùng nhà trường vận động gia đình; cập nhật phiếu khi trẻ đi học.",
    ),
    TodoRule(
        "house_unlisted",
        Severity.ATTENTION,
        "hộ thiếu hụt nhà ở chưa vào danh sách hỗ trợ",
        "hộ thiếu nhà chưa xét hỗ trợ",
        "Chỉ tiêu h, nhà ở",
        "Xét đưa vào danh sách; ghi hỗ trợ nhà ở ở bước Đã duyệt.",
    ),
    TodoRule(
        "water_unhelped",
        Severity.ATTENTION,
        "hộ thiếu nước sạch hoặc nhà tiêu chưa có biện pháp",
        "hộ thiếu nước, nhà tiêu",
        "Chỉ tiêu h, nước và vệ sinh",
        "Ghi hỗ trợ nước sinh hoạt, nhà tiêu ở bước Đã duyệt khi có biện pháp.",
    ),
    TodoRule(
        "job_wanted",
        Severity.ATTENTION,
        "lao động có nhu cầu chưa được tư vấn, kết nối việc làm",
        "lao động cần tư vấn việc làm",
        "Chỉ tiêu h, việc làm",
        "Tổ chức tư vấn, kết nối rồi ghi hỗ trợ cho từng người.",
    ),
    TodoRule(
        "cadre_untrained",
        Severity.ATTENTION,
        "cán bộ giảm nghèo chưa tập huấn trong năm",
        "cán bộ chưa tập huấn",
        "Chỉ tiêu g: 100%",
        "Cử đi tập huấn, ghi tập huấn sau khi xong.",
        verb="Mở trang cán bộ",
        place="assignments",
        target={"tab": "cadres", "untrained": True},
    ),
    TodoRule(
        "escape_unhelped",
        Severity.ATTENTION,
        "hộ đăng ký thoát nghèo chưa có hỗ trợ nào trong năm",
        "hộ sắp thoát chưa được hỗ trợ",
        "Mục I.2",
        "Chọn hỗ trợ phù hợp với chỉ số thiếu hụt của hộ.",
        verb="Mở danh sách đăng ký",
        place="assignments",
        target={"tab": "exits"},
    ),
    TodoRule(
        "report_overdue",
        Severity.ATTENTION,
        "việc, báo cáo quá hạn chưa nhận",
        "việc, báo cáo quá hạn",
        "Mục V.1, V.4-6",
        "Ghi đã nhận khi có, hoặc in công văn đôn đốc.",
        column="Nội dung",
    ),
    TodoRule(
        "plan_unsigned",
        Severity.ATTENTION,
        "kế hoạch chưa có bản ký, đóng dấu",
        "kế hoạch chưa có bản ký",
        "Văn bản",
        "Trình ký, ban hành rồi đính bản ký vào kế hoạch.",
    ),
    TodoRule(
        "plan_numbers",
        Severity.ATTENTION,
        "chỗ trong kế hoạch lệch số liệu hoặc sai thể thức",
        "chỗ lệch trong kế hoạch",
        "Văn bản",
        "Mở kế hoạch, xem thẻ kiểm tra và sửa từng chỗ.",
        column="Nội dung",
    ),
    TodoRule(
        "typed_stale",
        Severity.NOTE,
        "chỉ tiêu nhập tay chưa có số liệu hoặc số đã cũ",
        "chỉ tiêu cần nhập số",
        "Quy tắc tình trạng chỉ tiêu",
        "Xin số của đơn vị theo dõi rồi nhập số đo.",
        column="Lý do",
    ),
    TodoRule(
        "budget",
        Severity.NOTE,
        "dự án vượt hoặc chậm giải ngân",
        "dự án lệch giải ngân",
        "Kinh phí trong kế hoạch",
        "Đối chiếu chứng từ, nhập giải ngân còn thiếu.",
        column="Tình hình",
    ),
    TodoRule(
        "backup",
        Severity.NOTE,
        "việc sao lưu đã quá hạn",
        "lần sao lưu quá hạn",
        "An toàn dữ liệu",
        "Cắm USB rồi sao lưu.",
        column="Tình hình",
    ),
)
"""All rules in the order in which they are shown within their severity."""

BACKUP_WORKING_DAYS, BACKUP_URGENT_DAYS = 1, 7
"""Working days after which a copy outside the computer is owed, and days after which it is urgent."""

BACKUP_REMINDERS = (1, 2, 3, 5)
"""Working days the officer may choose to be reminded after; a week is urgent whatever was chosen."""


@dataclass(frozen=True)
class Snooze:
    """Put off by the officer, with a reason, until a day (that day included)."""

    until: date
    reason: str


@dataclass(frozen=True)
class TodoCase:
    """One case behind a rule. uid: what a snooze is kept under. place, target: where Enter leads."""

    uid: str
    name: str
    kind: str = ""
    hamlet: str = ""
    group: str = ""
    note: str = ""
    household_id: int | None = None
    place: str = ""
    target: Mapping[str, Any] = field(default_factory=dict)
    snooze: Snooze | None = None

    @property
    def key(self) -> str:
        return self.uid


@dataclass(frozen=True)
class TodoItem:
    """A rule with its cases. reason: why it cannot be computed; then there are no cases.

    severity: may be above the rule's own (a backup that is very old). deadline: when the plan or the round
    wants it done.
    """

    rule: TodoRule
    cases: tuple[TodoCase, ...] = ()
    reason: str = ""
    severity: Severity = Severity.NOTE
    deadline: date | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def open_cases(self) -> tuple[TodoCase, ...]:
        """Those that are not put off."""
        return tuple(case for case in self.cases if case.snooze is None)

    @property
    def count(self) -> int:
        return len(self.open_cases)

    @property
    def snoozed(self) -> int:
        return len(self.cases) - self.count

    @property
    def is_due(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Todo:
    """All rules of a day; those with something to do first, by severity."""

    year: int
    day: date
    items: tuple[TodoItem, ...]
    agency: str = ""
    place: str = ""

    @property
    def due(self) -> tuple[TodoItem, ...]:
        return tuple(item for item in self.items if item.is_due)

    @property
    def next_deadline(self) -> date | None:
        return min((item.deadline for item in self.items if item.deadline is not None), default=None)


def in_order(items: tuple[TodoItem, ...]) -> tuple[TodoItem, ...]:
    """What is due first, by severity; then what cannot be computed; then what is done."""
    ranks = list(Severity)
    places = {rule.code: place for place, rule in enumerate(RULES)}
    return tuple(
        sorted(
            items,
            key=lambda item: (
                0 if item.is_due else 1 if item.reason else 2,
                ranks.index(item.severity),
                places[item.code],
            ),
        )
    )
