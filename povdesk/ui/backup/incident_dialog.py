"""Báo cáo sự cố: choose what is lost, see what was on it and what to do, print it for the head."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from povdesk.documents import incident_report
from povdesk.documents.incident_report import Held, Incident
from povdesk.domain.vietnamese import format_count

from .. import theme
from ..desk import Desk
from ..keys import ComboBox
from ..theme import Tone
from ..widgets.dialog import Dialog
from ..widgets.labels import label, set_tone
from ..widgets.preview_dialog import PreviewDialog


class IncidentDialog(Dialog):
    """now: the page's overview, for the sticks that are known."""

    def __init__(self, parent: QWidget, desk: Desk, now: Any) -> None:
        super().__init__("Báo cáo sự cố", parent)
        self._desk, self._agency = desk, now.agency
        self._incident: Incident | None = None
        self.lost = ComboBox(self)
        for stick in now.sticks:
            self.lost.addItem(
                f"{stick.name} ({format_count(stick.copies)} bản sao lưu)", (stick.uid, stick.name)
            )
        self.lost.addItem("Máy tính này", ("", ""))
        self._risk = label("", "strong", self, wrap=True)
        self._held = label("", "", self, wrap=True)
        self._steps = label("", "", self, wrap=True)
        self.body.addWidget(label("Mất gì?", "strong", self))
        for widget in (self.lost, self._risk, self._held, self._steps):
            self.body.addWidget(widget)
        self._steps.setMinimumWidth(theme.px(560))
        self.body.addStretch(1)
        self.add_button("Đóng")
        self._print = self.add_button("In báo cáo…", self._on_print, kind="primary")
        self.lost.currentIndexChanged.connect(lambda _place: self._look())
        self._look()

    def _look(self) -> None:
        uid, name = self.lost.currentData()

        def read(connection: Any) -> Incident:
            from povdesk.storage.backup import incident

            loss = incident.of_stick(connection, uid, name) if uid else incident.of_computer(connection)
            held = tuple(
                Held(copy.sequence, copy.at, copy.encrypted, copy.households, copy.people, copy.sha256)
                for copy in loss.copies
            )
            return Incident(loss.what, held, loss.households, loss.people, loss.is_computer)

        self._print.setEnabled(False)
        self._desk.worker.read(self, read, self._on_read)

    def _on_read(self, found: Incident) -> None:
        self._incident = found
        is_readable = found.is_computer or any(not copy.encrypted for copy in found.held)
        self._risk.setText(incident_report.risk(found))
        set_tone(self._risk, Tone.DANGER if is_readable else Tone.OK)
        newest = (
            f" Bản mới nhất số {found.held[0].sequence}, {found.held[0].at:%d/%m/%Y}." if found.held else ""
        )
        self._held.setText(
            f"Trên đó có {format_count(len(found.held))} bản sao lưu, nhiều nhất"
            f" {format_count(found.households)} hộ, {format_count(found.people)} người.{newest}"
        )
        numbered = enumerate(incident_report.steps(found), start=1)
        self._steps.setText("\n".join(f"{place}. {step}" for place, step in numbered))
        self._print.setEnabled(True)
        self.layout().activate()
        width = max(self.width(), theme.px(600))
        self.resize(width, max(self.height(), self.layout().totalHeightForWidth(width)))

    def _on_print(self) -> None:
        found, agency, sample = self._incident, self._agency, self._desk.is_sample
        assert found is not None

        def write(path: Path) -> None:
            from povdesk import papers

            papers.write_pdf(incident_report.build(found, agency, date.today(), sample=sample), path)

        PreviewDialog(self, self._desk, "Báo cáo sự cố", write, file_name="bao-cao-su-co").open()
