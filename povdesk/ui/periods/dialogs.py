"""Forms of the page of periods: a period, the officer's words, a reason, number and date of a report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.domain.commune import Signer
from povdesk.domain.partial_date import PartialDate
from povdesk.domain.period import REMARKS, Period, PeriodKind

from ..settings.form_dialog import FormDialog
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField


class PeriodDialog(FormDialog):
    """A new period, or one that is not frozen."""

    def __init__(self, year: int, period: Period | None, parent: QWidget) -> None:
        self._year, self._period = year, period
        super().__init__(
            f"Kỳ báo cáo năm {year}",
            [
                TextField("period-name", "Tên kỳ", required=True),
                ChoiceField(
                    "period-kind",
                    "Loại kỳ",
                    [Choice(str(kind), kind.label) for kind in PeriodKind],
                    required=True,
                ),
                PartialDateField("period-day", "Số liệu đến ngày", required=True, whole=True),
            ],
            parent,
            columns=1,
            needed={"period-name": "Gõ tên kỳ.", "period-day": "Gõ ngày, ví dụ 30/06/2024."},
        )
        if period is not None:
            self.field("period-name").set_value(period.name)
            self.field("period-day").set_value(PartialDate.of(period.as_of))
        self.field("period-kind").set_value(str(period.kind if period else PeriodKind.OWN))
        self._changed = False

    def wanted(self) -> Period:
        day = self.field("period-day").value().as_date()
        return Period(
            self.field("period-name").value(),
            self._year,
            PeriodKind(self.field("period-kind").value()),
            day,
            id=self._period.id if self._period else None,
            uid=self._period.uid if self._period else "",
        )


class RemarksDialog(FormDialog):
    """The officer's words in the report, part by part."""

    def __init__(self, period: Period, parent: QWidget) -> None:
        fields = [
            LongTextField(f"remark-{key}", title, lines=2 if key == "addressees" else 3)
            for key, title in REMARKS.items()
        ]
        super().__init__(
            f"Lời văn báo cáo: {period.name}",
            fields,
            parent,
            words="Mỗi dòng là một đoạn; dòng bắt đầu bằng “- ” là một gạch đầu dòng. "
            "Phần bỏ trống in dòng chấm để viết thêm.",
        )
        for key in REMARKS:
            self.field(f"remark-{key}").set_value(period.remarks.get(key, ""))
        self._changed = False

    def remarks(self) -> dict[str, str]:
        return {key: self.field(f"remark-{key}").value() for key in REMARKS}


class ReasonDialog(FormDialog):
    """Something that is done only for a reason, which stays in the history."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(
            title,
            [LongTextField("reason", "Lý do", required=True, lines=3)],
            parent,
            columns=1,
            needed={"reason": "Gõ lý do; lý do nằm trong nhật ký."},
            words=words,
        )

    def reason(self) -> str:
        return str(self.field("reason").value())


class IssueReportDialog(FormDialog):
    """Number, date and signer as the clerk and the signer gave them."""

    def __init__(self, period: Period, signers: Sequence[Signer], parent: QWidget) -> None:
        self._signers = {one.uid: one for one in signers}
        super().__init__(
            f"Ban hành báo cáo {period.called}",
            [
                TextField("report-number", "Số văn bản", required=True),
                PartialDateField("report-day", "Ngày ký", required=True, whole=True),
                ChoiceField(
                    "report-signer",
                    "Người ký",
                    [Choice(one.uid, f"{one.post} {one.full_name}".strip()) for one in signers],
                    required=True,
                ),
            ],
            parent,
            columns=1,
            needed={
                "report-number": "Gõ số do văn thư cấp.",
                "report-day": "Gõ ngày ký.",
                "report-signer": "Chọn người ký.",
            },
            words="Sau khi ban hành, tệp PDF cùng các con số và danh sách được giữ nguyên trong sổ văn bản.",
        )
        if signers:
            self.field("report-signer").set_value(signers[0].uid)
        self._changed = False

    def values(self) -> tuple[str, date, Signer | None]:
        day: Any = self.field("report-day").value().as_date()
        return (
            self.field("report-number").value(),
            day,
            self._signers.get(self.field("report-signer").value()),
        )
