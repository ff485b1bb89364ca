"""What is done with a whole proposal: made, named, copied, taken away; each one act with its way back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from povdesk.domain.what_if import Proposal

from ..settings.form_dialog import FormDialog
from ..widgets.fields import TextField

if TYPE_CHECKING:
    from .page import WhatIfPage


class ProposalActs:
    """Of the page whose proposal is in front."""

    def __init__(self, page: "WhatIfPage") -> None:
        self._page = page

    def new(self) -> FormDialog | None:
        """An empty one."""
        return self._name(None)

    def rename(self) -> FormDialog | None:
        return self._name(self._page.proposal())

    def copy(self) -> None:
        """The same lines under another name."""
        found = self._page.proposal()
        if found is None:
            return
        lines = tuple(replace(line, uid="") for line in found.lines)
        made = Proposal(found.year, f"{found.name} (chép)", lines, note=found.note)
        self.save(made, f"Đã chép “{found.name}”.")

    def remove(self) -> None:
        """With all its lines."""
        found = self._page.proposal()
        if found is None:
            return

        def work(act: Any) -> None:
            from povdesk.storage import what_if

            what_if.delete(act, found.uid)

        self._page.write(work, f"Đã xóa “{found.name}”.")

    def _name(self, known: Proposal | None) -> FormDialog | None:
        loaded = self._page.loaded
        if loaded is None:
            return None
        dialog = FormDialog(
            "Đổi tên phương án" if known else "Phương án mới",
            [TextField("name", "Tên phương án", required=True), TextField("note", "Ghi chú")],
            self._page,
            columns=1,
            needed={"name": "Gõ tên, ví dụ: Phương án 2."},
        )
        dialog.field("name").set_value(known.name if known else self.next_name())
        dialog.field("note").set_value(known.note if known else "")

        def save(done: Callable[[], None], failed: Callable[[Exception], None]) -> None:
            base = known or Proposal(loaded.year, "")
            wanted = replace(base, name=dialog.field("name").value(), note=dialog.field("note").value())
            self.save(wanted, f"Đã lưu “{wanted.name}”.", done, failed)

        dialog.start(save, "name")
        return dialog

    def next_name(self) -> str:
        """The first free "Phương án 1", "Phương án 2", …"""
        names = {one.name for one in self._page.loaded.proposals} if self._page.loaded else set()
        number = 1
        while f"Phương án {number}" in names:
            number += 1
        return f"Phương án {number}"

    def save(
        self,
        wanted: Proposal,
        words: str,
        done: Callable[[], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep it as it is wanted; it comes to the front."""

        def work(act: Any) -> str:
            from povdesk.storage import what_if

            return what_if.save(act, wanted)

        self._page.write(work, words, done, failed, self._page.follow)
