"""Step 2 of the event dialog: whom the event concerns, one part for each kind of event."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from povdesk.domain import head_relations
from povdesk.domain.household import Category, EventKind, Person
from povdesk.domain.household_events import Family, Happening, Resident

from ..desk import Desk
from ..widgets.fields import Choice, ChoiceField, TextField
from ..widgets.labels import label
from .event_people import NewcomerPart, Relations, Ticks, chosen_key, head_choices, relation_choices
from .event_reading import Loaded


@dataclass(frozen=True)
class Told:
    """What the officer has told so far: the event, the household it merges into, who comes in."""

    event: Happening
    other_id: int | None = None
    coming: tuple[tuple[Person, str], ...] = field(default=())


class WhoPart(QWidget):
    """Asks for the people of one kind of event. entered: Enter in a list, go on."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def start(self) -> None:
        """The cursor where this part begins."""
        self.focusNextChild()

    def add_to(self, told: Told) -> Told:
        """The event with what this part says."""
        return told


def who_part(kind: EventKind, loaded: Loaded, desk: Desk, parent: QWidget) -> WhoPart:
    """The part for a kind of event."""
    family = loaded.family
    if family is None or (kind is EventKind.MOVED_IN):
        return _ArrivalPart(loaded, desk, parent)
    if kind in (EventKind.SPLIT, EventKind.MEMBER_LEFT, EventKind.MEMBER_DIED):
        return _LeavingPart(kind, loaded, family, parent)
    if kind is EventKind.HEAD_CHANGED:
        return _HeadPart(family, parent)
    if kind is EventKind.MERGED:
        return _MergePart(loaded, family, parent)
    if kind is EventKind.MEMBER_JOINED:
        return _JoiningPart(desk, parent)
    if kind is EventKind.MEMBER_RETURNED:
        return _ReturningPart(loaded, parent)
    if kind is EventKind.MOVED_OUT:
        return _MovePart(loaded, family, parent)
    part = WhoPart(parent)
    words = f"{len(family.residents)} người trong hộ thôi ở hộ này. Lý lịch của từng người vẫn được giữ."
    part.column.addWidget(label(words, "", part, wrap=True))
    return part


class _LeavingPart(WhoPart):
    """Ticks; heads and relations of both households when they are needed."""

    def __init__(self, kind: EventKind, loaded: Loaded, family: Family, parent: QWidget) -> None:
        super().__init__(parent)
        self._family = family
        self._splits = kind is EventKind.SPLIT
        words = {
            EventKind.SPLIT: "Ai ra hộ mới? Dùng phím cách để đánh dấu.",
            EventKind.MEMBER_LEFT: "Ai ra khỏi hộ? Dùng phím cách để đánh dấu.",
            EventKind.MEMBER_DIED: "Ai đã chết? Dùng phím cách để đánh dấu.",
        }[kind]
        self._ticks = Ticks(family.residents, loaded.day, self)
        self._new_head = ChoiceField("new_head_id", "Chủ hộ của hộ mới", (), self, required=True)
        self._hamlet = ChoiceField("hamlet_id", "Thôn của hộ mới", _hamlets(loaded), self)
        self._hamlet.set_value(str(family.hamlet_id))
        self._new_relations = Relations("QUAN HỆ VỚI CHỦ HỘ MỚI", self)
        self._head = ChoiceField("head_id", "Chủ hộ của những người ở lại", (), self, required=True)
        self._relations = Relations("QUAN HỆ CỦA NGƯỜI Ở LẠI VỚI CHỦ HỘ", self)
        self.column.addWidget(label(words, "caption", self, wrap=True))
        self.column.addWidget(self._ticks)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._new_head, 1)
        row.addWidget(self._hamlet, 1)
        self.column.addLayout(row)
        for widget in (self._new_relations, self._head, self._relations):
            self.column.addWidget(widget)
        self._ticks.changed.connect(self._on_ticked)
        self._ticks.entered.connect(self._on_entered)
        self._new_head.changed.connect(self._ask_new)
        self._head.changed.connect(self._ask_staying)
        self._on_ticked()

    def start(self) -> None:
        self._ticks.setFocus()

    def add_to(self, told: Told) -> Told:
        relations = {**self._relations.value(), **self._new_relations.value()}
        event = replace(
            told.event,
            people=self._ticks.chosen(),
            head_id=chosen_key(self._head) if self._needs_head() else None,
            new_head_id=chosen_key(self._new_head) if self._splits else None,
            hamlet_id=chosen_key(self._hamlet) if self._splits else None,
            relations=relations,
        )
        return replace(told, event=event)

    def _chosen(self) -> tuple[Resident, ...]:
        return self._family.those(self._ticks.chosen())

    def _staying(self) -> tuple[Resident, ...]:
        return self._family.others(self._ticks.chosen())

    def _needs_head(self) -> bool:
        return bool(self._staying()) and not any(one.is_head for one in self._staying())

    def _on_ticked(self) -> None:
        chosen = self._chosen()
        for widget in (self._new_head, self._hamlet):
            widget.setVisible(self._splits and bool(chosen))
        self._new_head.set_choices(head_choices(chosen))
        if len(chosen) == 1:
            self._new_head.set_value(str(chosen[0].id))
        self._head.setVisible(self._needs_head())
        self._head.set_choices(head_choices(self._staying()) if self._needs_head() else ())
        self._ask_new()
        self._ask_staying()

    def _ask_new(self) -> None:
        if self._splits:
            _ask(self._new_relations, self._chosen(), chosen_key(self._new_head))

    def _ask_staying(self) -> None:
        _ask(self._relations, self._staying(), chosen_key(self._head) if self._needs_head() else None)

    def _on_entered(self) -> None:
        if self._splits or self._needs_head():
            self._ticks.focusNextChild()
        else:
            self.entered.emit()


class _HeadPart(WhoPart):
    def __init__(self, family: Family, parent: QWidget) -> None:
        super().__init__(parent)
        self._family = family
        others = [one for one in family.residents if not one.is_head]
        self._head = ChoiceField("head_id", "Chủ hộ mới", head_choices(others), self, required=True)
        self._relations = Relations("QUAN HỆ VỚI CHỦ HỘ MỚI", self)
        self.column.addWidget(label(f"Chủ hộ hiện nay: {family.head_name}.", "caption", self))
        self.column.addWidget(self._head)
        self.column.addWidget(self._relations)
        self._head.changed.connect(lambda: _ask(self._relations, family.residents, chosen_key(self._head)))

    def start(self) -> None:
        self._head.setFocus()

    def add_to(self, told: Told) -> Told:
        event = replace(told.event, head_id=chosen_key(self._head), relations=self._relations.value())
        return replace(told, event=event)


class _MergePart(WhoPart):
    def __init__(self, loaded: Loaded, family: Family, parent: QWidget) -> None:
        super().__init__(parent)
        choices = [Choice(str(key), words) for key, words in loaded.others]
        self._other = ChoiceField("other", "Nhập vào hộ", choices, self, required=True)
        self._other.set_hint("Gõ tên chủ hộ hoặc mã hộ. Chủ hộ đó vẫn là chủ hộ.")
        self._relations = Relations("QUAN HỆ VỚI CHỦ HỘ NHẬN", self)
        self._relations.ask(family.residents, {})
        self.column.addWidget(self._other)
        self.column.addWidget(self._relations)

    def start(self) -> None:
        self._other.setFocus()

    def add_to(self, told: Told) -> Told:
        event = replace(told.event, relations=self._relations.value())
        return replace(told, event=event, other_id=chosen_key(self._other))


class _JoiningPart(WhoPart):
    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._newcomer = NewcomerPart(desk, head=False, parent=self)
        self.column.addWidget(self._newcomer)

    def start(self) -> None:
        self._newcomer.start()

    def add_to(self, told: Told) -> Told:
        return replace(told, coming=((self._newcomer.person(), self._newcomer.relation()),))


class _ReturningPart(WhoPart):
    def __init__(self, loaded: Loaded, parent: QWidget) -> None:
        super().__init__(parent)
        self._former = {str(person.id): person for person in loaded.former}
        choices = [
            Choice(key, f"{person.full_name}, sinh {person.born}" if person.born else person.full_name)
            for key, person in self._former.items()
        ]
        self._who = ChoiceField("arrival", "Người trở về", choices, self, required=True)
        self._relation = ChoiceField(
            "newcomer_relation", "Quan hệ với chủ hộ", relation_choices(), self, required=True
        )
        if choices:
            self.column.addWidget(self._who)
            self.column.addWidget(self._relation)
        else:
            for widget in (self._who, self._relation):
                widget.hide()
            words = "Không có ai đã ra khỏi hộ này. Nếu là người khác, quay lại chọn “Thêm người vào hộ”."
            self.column.addWidget(label(words, "", self, wrap=True))

    def start(self) -> None:
        self._who.setFocus()

    def add_to(self, told: Told) -> Told:
        someone = self._former.get(self._who.value())
        coming = ((someone, self._relation.value()),) if someone is not None else ()
        return replace(told, coming=coming)


class _MovePart(WhoPart):
    def __init__(self, loaded: Loaded, family: Family, parent: QWidget) -> None:
        super().__init__(parent)
        hamlets = [choice for choice in _hamlets(loaded) if choice.code != str(family.hamlet_id)]
        self._hamlet = ChoiceField("hamlet_id", "Nếu ở lại trong xã: thôn nơi đến", hamlets, self)
        self._hamlet.set_hint("Để trống khi hộ chuyển ra ngoài xã.")
        self.column.addWidget(self._hamlet)

    def start(self) -> None:
        self._hamlet.setFocus()

    def add_to(self, told: Told) -> Told:
        return replace(told, event=replace(told.event, hamlet_id=chosen_key(self._hamlet)))


class _ArrivalPart(WhoPart):
    """A household from elsewhere: in full, or only its class when it has been typed in already."""

    def __init__(self, loaded: Loaded, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._new = loaded.family is None
        self._newcomer = NewcomerPart(desk, head=True, parent=self)
        self._hamlet = ChoiceField("hamlet_id", "Thôn", _hamlets(loaded), self, required=True)
        self._address = TextField("address", "Tổ, địa chỉ", self)
        classes = [Choice(category.value, category.label) for category in Category][:3]
        self._category = ChoiceField("category", "Diện do nơi cũ công nhận (nếu có giấy)", classes, self)
        row = QHBoxLayout()
        row.setSpacing(12)
        for widget in (self._hamlet, self._address):
            row.addWidget(widget, 1)
        self.column.addWidget(self._newcomer)
        self.column.addLayout(row)
        self.column.addWidget(self._category)
        for widget in (self._newcomer, self._hamlet, self._address):
            widget.setVisible(self._new)

    def start(self) -> None:
        if self._new:
            self._newcomer.start()
        else:
            self._category.setFocus()

    def add_to(self, told: Told) -> Told:
        category = self._category.value()
        event = replace(told.event, category=Category(category) if category else None)
        if not self._new:
            return replace(told, event=event)
        event = replace(event, hamlet_id=chosen_key(self._hamlet), address=self._address.value())
        return replace(told, event=event, coming=((self._newcomer.person(), ""),))


def _hamlets(loaded: Loaded) -> list[Choice]:
    return [Choice(str(key), name) for key, name in loaded.hamlets]


def _ask(part: Relations, people: tuple[Resident, ...], head_id: int | None) -> None:
    """Relations to that head, with what follows from those to the old one."""
    if head_id is None:
        part.ask((), {})
    else:
        others = tuple(one for one in people if one.id != head_id)
        part.ask(others, head_relations.suggested(people, head_id))
