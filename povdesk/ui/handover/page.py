"""Bàn giao: the dossier for the next officer, readable without the program."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from povdesk import paths
from povdesk.domain.officer import Role

from .. import messages
from ..desk import Desk
from ..sign_in.role_buttons import needs
from ..theme import Tone
from ..widgets.card import Card
from ..widgets.file_choosing import last_folder, remember
from ..widgets.file_saving import open_folder
from ..widgets.job_strip import JobStrip
from ..widgets.labels import button, label, set_tone
from ..widgets.page import Page

_INSIDE = (
    "Thư bàn giao: số liệu, mốc nhật ký, cách lấy lại dữ liệu vào phần mềm",
    "Sổ hộ, sổ nhân khẩu, diện của từng hộ qua các năm (PDF và Excel)",
    "Sổ tiếp nhận giấy đề nghị, hỗ trợ từng năm, phân công giúp hộ (PDF và Excel)",
    "Kế hoạch các năm (PDF và Word), đúng tệp PDF của mọi văn bản đã ban hành, bản quét đã đính kèm",
    "Sổ văn bản đã ban hành, tên đơn vị, thôn, người ký, người dùng phần mềm (PDF và Excel)",
)
_STEPS = (
    "1. Sao lưu ra USB (mục Sao lưu, phục hồi) và cất tờ mã phục hồi.",
    "2. Lập hồ sơ bàn giao ở đây, chép ra USB hoặc in.",
    "3. Người mới có tên trong Người dùng, riêng tư; đổi mã PIN và khóa sao lưu khi người cũ đi.",
)
_WARNING = (
    "Hồ sơ có dữ liệu cá nhân, số định danh đầy đủ, và không mã hóa: giữ như hồ sơ giấy, xóa khi không cần."
)


class HandoverPage(Page):
    """One button; the work can be stopped and leaves nothing half done."""

    help_topic = "ban-giao"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Bàn giao", parent)
        self._path = desk.folder / paths.DATABASE_NAME
        self._last = label("", "", self, wrap=True)
        self._make = needs(
            button("Lập hồ sơ bàn giao…", self._on_make, kind="primary", icon="save", parent=self),
            Role.MANAGE,
        )
        self._backup = button(
            "Sao lưu, phục hồi", lambda: desk.open("backup"), icon="shield-checkmark", parent=self
        )
        self._zip = QCheckBox("Gói thành một tệp .zip", self)
        self._zip.setChecked(True)
        self._work = JobStrip(desk.worker, self)
        self._lay_out()
        self._work.began.connect(lambda: self._make.setEnabled(False))
        self._work.ended.connect(lambda: self._make.setEnabled(True))

    def reload(self) -> None:
        """The last copy, which the letter names."""

        def read(connection: Any) -> str:
            from povdesk.storage import handover

            return handover.facts(connection).last_copy

        self.desk.worker.read(self, read, self._on_loaded)

    def write_to(self, target: Path) -> None:
        """Write the dossier; said in the history before the first file is there."""
        path, today = self._path, date.today()

        def note(act: Any) -> None:
            from povdesk.storage import handover

            handover.note(act, target.name)

        def job(progress: Any, cancelled: Any) -> Path:
            from povdesk import papers_handover

            return papers_handover.write(path, target, today, progress=progress, cancelled=cancelled)

        def noted(_nothing: object) -> None:
            self._work.run(job, self._on_done, text="Lập hồ sơ bàn giao")

        self.desk.worker.drafts(self, note, noted)

    def _on_make(self) -> None:
        name = f"{last_folder(self.desk)}/ban-giao-{date.today():%Y%m%d}"
        if self._zip.isChecked():
            chosen, _ = QFileDialog.getSaveFileName(
                self, "Lập hồ sơ bàn giao", f"{name}.zip", "Tệp zip (*.zip)"
            )
        else:
            chosen, _ = QFileDialog.getSaveFileName(self, "Lập hồ sơ bàn giao: tên thư mục", name)
        if not chosen:
            return
        target = Path(chosen)
        if self._zip.isChecked() and target.suffix.lower() != ".zip":
            target = target.with_name(f"{target.name}.zip")
        if target.is_file():
            # The officer has just agreed that it be replaced.
            try:
                target.unlink()
            except OSError:
                messages.tell(
                    self, f"Chưa thay được tệp {target.name}.", "Đóng tệp đó ở chương trình khác rồi làm lại."
                )
                return
        remember(self.desk, target)
        self.write_to(target)

    def _on_done(self, target: Path) -> None:
        messages.choose(
            self,
            f"Đã lập hồ sơ bàn giao “{target.name}”.",
            [("Mở thư mục", "primary", lambda: open_folder(target))],
            "Đóng",
            more=_WARNING,
        )

    def _on_loaded(self, last_copy: str) -> None:
        self._last.setText(
            f"Bản sao lưu gần nhất: {last_copy or 'chưa có. Sao lưu ra USB trước khi bàn giao.'}"
        )
        set_tone(self._last, None if last_copy else Tone.WARN)

    def _lay_out(self) -> None:
        self.header.add_action(self._backup)
        self.header.add_action(self._make)
        inside = Card("Hồ sơ bàn giao gồm", self)
        for words in _INSIDE:
            inside.body.addWidget(label(f"•  {words}", "", self, wrap=True))
        warning = label(_WARNING, "", self, wrap=True)
        set_tone(warning, Tone.WARN)
        inside.body.addWidget(warning)
        inside.body.addWidget(self._zip)
        inside.body.addWidget(self._work)
        self.body.addWidget(inside)
        steps = Card("Các bước bàn giao", self)
        for words in _STEPS:
            steps.body.addWidget(label(words, "", self, wrap=True))
        steps.body.addWidget(self._last)
        self.body.addWidget(steps)
        self.body.addStretch(1)


def create(desk: Desk) -> HandoverPage:
    """The page, for the list of places."""
    return HandoverPage(desk)
