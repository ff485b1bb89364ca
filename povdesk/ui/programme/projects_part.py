"""Tab 1: projects and sub-projects with their dates, who leads and who helps."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from povdesk.domain.programme import Project
from povdesk.domain.vietnamese import short_date

from ..desk import Desk
from ..settings.form_dialog import FormDialog
from ..theme import Tone
from ..widgets.fields import Choice, ChoiceField, LongTextField, PartialDateField, TextField
from ..widgets.table import ListColumn
from .loading import Loaded, read_frame
from .part import ListPart


@dataclass(frozen=True)
class ProjectRow:
    """A project with the bodies of both parts and the roles that lead it in the year's plan."""

    project: Project
    leads: tuple[tuple[int, str], ...] = ()
    helps: tuple[tuple[int, str], ...] = ()
    in_plan: str = ""
    day: date = date.max

    @property
    def uid(self) -> str:
        return self.project.uid

    @property
    def title(self) -> str:
        return f"    {self.project.called}" if self.project.parent else self.project.called

    @property
    def lead_words(self) -> str:
        return "; ".join(name for _key, name in self.leads) or self.in_plan

    @property
    def help_words(self) -> str:
        return "; ".join(name for _key, name in self.helps)

    @property
    def is_over(self) -> bool:
        return self.project.valid_to is not None and self.project.valid_to < self.day


class ProjectsPart(ListPart):
    """In the programme's order; those that are over can be left out."""

    name = "projects"
    spare = ("helps", "from", "lead")
    widths = {"short": 46, "name": 96, "from": 24, "to": 24, "lead": 52, "helps": 46}
    title = "Dự án, tiểu dự án"
    adding = "Thêm dự án"
    nothing = "Chưa có dự án nào."
    advice = "Nhập theo quyết định phê duyệt chương trình của giai đoạn."
    rule = (
        "Tên in trên kế hoạch, báo cáo. Chưa chọn cơ quan chủ trì thì lấy vai chủ trì trong kế hoạch năm. "
        "Dự án đang dùng chỉ kết thúc được, không xóa được."
    )
    icon = "money"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, _columns(), parent)
        self.only_valid = QCheckBox("Chỉ dự án còn hiệu lực", self)
        self.only_valid.setObjectName("only-valid")
        self.only_valid.setChecked(True)
        self.bar.addWidget(self.only_valid)
        self.bar.addWidget(self.count)
        self.bar.addStretch(1)
        self._end = self.row_button("Kết thúc", self.ask_end, "calendar-ltr")
        self.only_valid.toggled.connect(self._on_only_valid)
        self._on_only_valid(True)

    def load(self, connection: Any) -> Loaded:
        from povdesk.storage import programme, project_bodies

        frame = read_frame(connection, self.year, self.today())
        shares = project_bodies.of_projects(connection)
        plan = project_bodies.leads_in_plan(connection, frame.year)
        rows = []
        for one in programme.projects(connection):
            found = shares.get(one.id or 0, ())
            parts = {
                part: tuple((body.body_id, body.name) for body in found if body.part == part)
                for part in (project_bodies.LEAD, project_bodies.COORDINATE)
            }
            in_plan = plan.get(one.code) or plan.get(one.parent, "")
            rows.append(ProjectRow(one, parts["lead"], parts["coordinate"], in_plan, frame.day))
        return Loaded(frame, tuple(rows), project_bodies.bodies(connection, frame.day))

    def open_dialog(self, row: ProjectRow | None) -> None:
        if self.loaded is None:
            return
        dialog = ProjectDialog(row, [one.project for one in self.loaded.rows], self.loaded.more, self)

        def save(done: Any, failed: Any) -> None:
            wanted, leads, helps = dialog.wanted()
            self.write(
                partial(_keep, wanted=wanted, leads=leads, helps=helps),
                f"Đã lưu {wanted.called}.",
                done,
                failed,
            )

        dialog.start(save, "short_name" if row is None else "name")

    def ask_end(self, row: ProjectRow) -> None:
        """The project's last day."""
        dialog = FormDialog(
            f"Kết thúc {row.project.called}",
            [PartialDateField("day", "Ngày cuối cùng còn hiệu lực", None, required=True, whole=True)],
            self,
            columns=1,
            needed={"day": "Gõ ngày, ví dụ 31/12/2025."},
            words="Kinh phí, hỗ trợ đã ghi cho dự án vẫn giữ nguyên.",
        )
        dialog.field("day").set_value(row.project.valid_to or date(row.day.year, 12, 31))

        def save(done: Any, failed: Any) -> None:
            from povdesk.storage import project_bodies

            day = dialog.field("day").date_value()
            self.write(
                lambda act: project_bodies.end(act, row.uid, day),
                f"{row.project.called} kết thúc ngày {short_date(day)}.",
                done,
                failed,
            )

        dialog.start(save)

    def remove_words(self, row: ProjectRow) -> tuple[str, str]:
        return f"Xóa {row.project.called}?", f"Đã xóa {row.project.called}."

    def delete(self, act: Any, row: ProjectRow) -> None:
        from povdesk.storage import project_bodies

        project_bodies.delete(act, row.uid)

    def filter_words(self) -> str:
        if self.loaded is None or not self.only_valid.isChecked():
            return ""
        return f"Còn hiệu lực ngày {short_date(self.loaded.frame.day)}"

    def _on_only_valid(self, on: bool) -> None:
        self.narrow((lambda row: not row.is_over) if on else None)


class ProjectDialog(FormDialog):
    """One project. Its code is never shown: it only ties records together."""

    def __init__(
        self,
        row: ProjectRow | None,
        projects: list[Project],
        bodies: tuple[tuple[int, str], ...],
        parent: QWidget,
    ) -> None:
        self._row = row
        self._bodies = bodies
        self._projects = {one.code: one for one in projects}
        own = row.project.code if row else ""
        tops = [Choice(one.code, one.called) for one in projects if not one.parent and one.code != own]
        super().__init__(
            "Dự án, tiểu dự án",
            [
                TextField("short_name", "Tên ngắn in trong bảng, ví dụ Tiểu dự án 1 - Dự án 3"),
                ChoiceField("parent", "Thuộc dự án (để trống: là dự án)", tops),
                LongTextField("name", "Tên đầy đủ", required=True, lines=2),
                ChoiceField("lead", "Cơ quan chủ trì", [Choice(str(key), name) for key, name in bodies]),
                PartialDateField("valid_from", "Thực hiện từ ngày", whole=True),
                PartialDateField("valid_to", "Đến hết ngày", whole=True),
            ],
            parent,
            needed={"name": "Gõ tên dự án theo văn bản phê duyệt."},
            words="" if bodies else "Chưa có cơ quan, đơn vị nào để chọn; thêm ở trang phân công.",
        )
        self.field("valid_to").set_placeholder("để trống: còn hiệu lực")
        helping = {key for key, _name in row.helps} if row else set()
        for key, name in bodies:
            self.add_box(f"help-{key}", f"Phối hợp: {name}", key in helping)
        if row is not None:
            for code in ("short_name", "parent", "name", "valid_from", "valid_to"):
                self.field(code).set_value(getattr(row.project, code))
            self.field("lead").set_value(str(row.leads[0][0]) if row.leads else "")
        self._changed = False

    def wanted(self) -> tuple[Project, tuple[int, ...], tuple[int, ...]]:
        """The project, who leads, who helps."""
        kept = self._row.project if self._row else Project("", "")
        parent = self.field("parent").value() or ""
        above = self._projects.get(parent)
        lead = self.field("lead").value()
        helps = tuple(key for key, _name in self._bodies if self.ticked(f"help-{key}"))
        position = kept.position
        if self._row is None:
            beside = [one.position for one in self._projects.values() if parent in (one.code, one.parent)]
            position = max(beside if parent else [one.position for one in self._projects.values()], default=0)
        wanted = Project(
            code=kept.code,
            name=self.field("name").value().replace("\n", " "),
            short_name=self.field("short_name").value(),
            parent=parent,
            programme=above.programme if above else kept.programme,
            position=position,
            valid_from=self.field("valid_from").date_value(),
            valid_to=self.field("valid_to").date_value(),
            id=kept.id,
            uid=kept.uid,
        )
        return wanted, (int(lead),) if lead else (), helps


def _keep(act: Any, *, wanted: Project, leads: tuple[int, ...], helps: tuple[int, ...]) -> None:
    from povdesk.storage import programme, project_bodies

    key = programme.save_project(act, wanted)
    project_bodies.set_bodies(act, key, leads, helps)


def _columns() -> tuple[ListColumn, ...]:
    def day(value: date | None) -> str:
        return short_date(value) if value else ""

    return (
        ListColumn(
            "short",
            "Dự án",
            190,
            lambda row: row.title,
            lambda row: (row.project.position, row.project.code),
            tone=lambda row: Tone.NEUTRAL if row.is_over else None,
        ),
        ListColumn(
            "name",
            "Tên đầy đủ",
            240,
            lambda row: row.project.name,
            tip=lambda row: row.project.name,
            stretch=True,
        ),
        ListColumn(
            "from", "Từ ngày", 88, lambda row: day(row.project.valid_from), lambda row: row.project.valid_from
        ),
        ListColumn(
            "to", "Đến hết", 88, lambda row: day(row.project.valid_to), lambda row: row.project.valid_to
        ),
        ListColumn("lead", "Chủ trì", 190, lambda row: row.lead_words, tip=lambda row: row.lead_words),
        ListColumn("helps", "Phối hợp", 150, lambda row: row.help_words, tip=lambda row: row.help_words),
    )
