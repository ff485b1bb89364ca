"""Fields take what an officer types with UniKey, and Enter only goes on."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCompleter, QVBoxLayout, QWidget

from povdesk.domain.partial_date import PartialDate
from povdesk.ui import keys
from povdesk.ui.widgets.choice_field import meant
from povdesk.ui.widgets.fields import (
    Choice,
    ChoiceField,
    LongTextField,
    Mark,
    MoneyField,
    NumberField,
    PartialDateField,
    ProblemLevel,
    TextField,
    TriStateField,
)
from povdesk.ui.widgets.search_box import SearchBox
from povdesk.ui.widgets.side_by_side import side_by_side

from .typing_vi import press, type_unikey, type_vi

pytestmark = pytest.mark.gui

RELATIONS = [
    Choice("head", "Chủ hộ", "01"),
    Choice("spouse", "Vợ, chồng", "02"),
    Choice("child", "Con", "03"),
    Choice("grandchild", "Cháu", "04"),
]


@pytest.fixture
def form(qtbot):
    """An empty window that fields are put into."""
    window = QWidget()
    QVBoxLayout(window)
    window.resize(600, 500)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def put(form, *fields):
    for field in fields:
        form.layout().addWidget(field)
    fields[0].setFocus()
    return fields[0] if len(fields) == 1 else fields


def focused():
    return QApplication.focusWidget()


@pytest.mark.parametrize("name", ["Hồ Thị Nghiệm", "Ân", "Đinh Văn Được", "Nguyễn Thuỷ Ưởng"])
def test_unikey_letters_arrive_whole_in_every_text_field(form, name):
    text, search, long_text = put(
        form, TextField("name", "Họ và tên"), SearchBox("Tìm"), LongTextField("n", "Ghi")
    )

    type_unikey(text, name)
    type_unikey(search, name)
    type_unikey(long_text, name)

    assert text.value() == name
    assert search.text() == name
    assert long_text.value() == name


def test_unikey_letters_arrive_whole_in_a_closed_list(form):
    hamlets = [Choice("1", "Ân Hòa"), Choice("2", "An Bình"), Choice("3", "Đồi Ổi")]
    field = put(form, ChoiceField("hamlet", "Thôn", hamlets))

    type_unikey(field, "Ân Hòa")

    assert field.text() == "Ân Hòa"
    assert field.value() == "1"
    assert field.box().completer().completionMode() is not QCompleter.CompletionMode.InlineCompletion


@pytest.mark.parametrize(("typed", "code"), [("vo", "spouse"), ("02", "spouse"), ("chau", "grandchild")])
def test_a_closed_list_takes_parts_without_diacritics_and_codes(form, typed, code):
    field = put(form, ChoiceField("relation", "Quan hệ", RELATIONS))

    type_vi(field, typed)
    press(field, Qt.Key.Key_Return)

    assert field.value() == code
    assert field.problem() is None


def test_arrows_choose_in_the_open_list_and_enter_goes_on(form, qtbot):
    field, after = put(form, ChoiceField("relation", "Quan hệ", RELATIONS), TextField("b", "Khác"))

    type_vi(field, "ch")
    assert QApplication.activePopupWidget() is not None
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: after.isAncestorOf(focused()))
    assert field.value() in ("head", "grandchild", "spouse")
    assert field.problem() is None


def test_a_word_that_is_not_in_the_list_stays_and_is_marked(form):
    field = put(form, ChoiceField("relation", "Quan hệ", RELATIONS))

    type_vi(field, "hàng xóm")
    press(field, Qt.Key.Key_Return)

    assert field.text() == "hàng xóm"
    assert field.value() == ""
    assert field.problem()[0] is ProblemLevel.ERROR


def test_enter_goes_to_the_next_field_and_shift_enter_back(form):
    fields = put(
        form,
        TextField("a", "Tên"),
        NumberField("b", "Diện tích"),
        PartialDateField("c", "Ngày sinh"),
        ChoiceField("d", "Quan hệ", RELATIONS),
        TriStateField("e", "Khuyết tật"),
        TextField("f", "Ghi chú"),
    )

    for field in fields[1:]:
        press(focused(), Qt.Key.Key_Return)
        assert field.isAncestorOf(focused())
    for field in reversed(fields[:-1]):
        press(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        assert field.isAncestorOf(focused())


def test_enter_in_text_of_several_lines_is_a_new_line_and_tab_leaves(form):
    note, after = put(form, LongTextField("note", "Ghi chú"), TextField("after", "Sau"))

    type_vi(note, "một")
    press(note, Qt.Key.Key_Return, text="\r")
    type_vi(note, "hai")
    press(focused(), Qt.Key.Key_Tab)

    assert note.value() == "một\nhai"
    assert after.isAncestorOf(focused())


def test_names_are_cleaned_only_when_the_field_is_left(form):
    field, _ = put(form, TextField("name", "Họ và tên"), TextField("b", "Khác"))

    type_vi(field, "  Hồ   Văn ")
    assert field.text() == "  Hồ   Văn "
    press(field, Qt.Key.Key_Return)

    assert field.text() == "Hồ Văn"


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("1.234,5", "1234.5", "1.234,5"), ("0.82", "0.82", "0,82"), ("1 234", "1234", "1.234")],
)
def test_numbers_are_read_in_the_ways_officers_write_them(form, typed, value, shown):
    field = put(form, NumberField("area", "Diện tích"))

    type_vi(field, typed)
    press(field, Qt.Key.Key_Return)

    assert field.value() == Decimal(value)
    assert field.text() == shown


def test_an_unreadable_number_is_kept_as_typed_and_explained(form):
    field = put(form, NumberField("area", "Diện tích"))

    type_vi(field, "12a")
    press(field, Qt.Key.Key_Return)

    assert field.text() == "12a"
    assert field.value() is None
    assert field.problem()[0] is ProblemLevel.ERROR


def test_money_in_million_dong_is_kept_as_whole_dong(form):
    field = put(form, MoneyField("amount", "Kinh phí", in_millions=True))

    type_vi(field, "3.230")
    press(field, Qt.Key.Key_Return)

    assert field.value() == 3_230_000_000
    field.set_value(1_500_000)
    assert field.text() == "1,5"


@pytest.mark.parametrize(
    ("typed", "shown"), [("5/9/2006", "05/09/2006"), ("9/2006", "09/2006"), ("2006", "2006")]
)
def test_a_birth_may_be_known_in_part(form, typed, shown):
    field = put(form, PartialDateField("born", "Ngày sinh"))

    type_vi(field, typed)
    press(field, Qt.Key.Key_Return)

    assert field.text() == shown
    assert field.value() == PartialDate.parse(typed)


def test_month_13_is_explained_with_an_example(form):
    field = put(form, PartialDateField("born", "Ngày sinh"))

    type_vi(field, "22/13/2012")
    press(field, Qt.Key.Key_Return)

    assert field.problem() == (
        ProblemLevel.ERROR,
        "Tháng 13 không có. Gõ lại, ví dụ 22/12/2012 hoặc chỉ năm 2012.",
    )


def test_a_later_day_than_today_is_refused_where_the_field_is_about_the_past(form):
    field = put(form, PartialDateField("born", "Ngày sinh", not_future=True))

    field.set_value(date(2999, 1, 1))

    assert field.value() is None
    assert field.unreadable()


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_1, True), (Qt.Key.Key_0, False), (Qt.Key.Key_Space, None)]
)
def test_yes_no_unknown_take_1_0_and_space(form, key, answer):
    field = put(form, TriStateField("disabled", "Khuyết tật"))
    field.set_value(not answer)

    press(focused(), key)

    assert field.value() is answer


def test_an_unanswered_yes_no_question_is_empty_not_no(form):
    field = put(form, TriStateField("disabled", "Khuyết tật"))

    assert field.is_empty()
    assert field.mark() is Mark.EMPTY


def test_a_value_from_last_year_counts_only_after_enter(form):
    field, _ = put(form, TextField("phone", "Điện thoại"), TextField("b", "Khác"))
    field.set_value("0912 345 678", carried=True)
    assert field.mark() is Mark.CARRIED

    press(focused(), Qt.Key.Key_Return)

    assert field.mark() is Mark.CONFIRMED


def test_leaving_an_unchanged_field_commits_nothing(form, qtbot):
    field, _ = put(form, TextField("name", "Tên"), TextField("b", "Khác"))
    field.set_value("Hồ Văn Suối")

    with qtbot.assertNotEmitted(field.committed):
        press(focused(), Qt.Key.Key_Return)
    field.setFocus()
    type_vi(field, " A")
    with qtbot.waitSignal(field.committed):
        press(focused(), Qt.Key.Key_Return)


def test_the_line_for_words_below_a_field_is_always_there(form):
    field = put(form, TextField("name", "Tên"))
    before = field.sizeHint().height()

    field.show_problem(ProblemLevel.WARNING, "Thiếu 1 chữ số")

    assert field.sizeHint().height() == before


def test_the_wheel_changes_no_box_that_has_no_focus(form):
    first, choice = put(form, TextField("a", "Tên"), ChoiceField("b", "Quan hệ", RELATIONS))
    plain = keys.ComboBox(form)
    plain.addItems(["2023", "2024"])
    form.layout().addWidget(plain)
    choice.set_value("spouse")

    for box in (choice.box(), plain):
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, turn)

    assert choice.value() == "spouse"
    assert plain.currentText() == "2023"
    assert first.isAncestorOf(focused())


def test_two_words_of_a_hamlets_name_choose_it_although_each_begins_with_thon():
    names = ("thôn Trà Xanh", "thôn Trà Hoa", "thôn Trà Khương")
    hamlets = [Choice(str(number), name) for number, name in enumerate(names)]

    assert meant(hamlets, "tra ho") == hamlets[1]
    assert meant(hamlets, "tra") is None


def test_a_long_sentence_below_a_field_takes_more_lines_and_never_makes_the_field_wider(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    first, second = TextField("first", "Loại"), TextField("second", "Nguồn")
    holder.setLayout(side_by_side([first, second], 2))
    holder.resize(460, 240)
    holder.show()
    widths, height = (first.width(), second.width()), first.height()
    least = holder.minimumSizeHint().width()

    first.show_problem(
        ProblemLevel.ERROR, "“dinh thi linh” không phải ngày. Gõ lại, ví dụ 22/12/2012 hoặc chỉ năm 2012."
    )
    QApplication.processEvents()

    assert (first.width(), second.width()) == widths
    assert holder.minimumSizeHint().width() <= least + 20, "the sign beside the words, no more"
    assert first.height() > height

    first.show_problem(None)
    qtbot.waitUntil(lambda: first.height() == height)


def test_the_list_of_a_narrow_field_is_as_wide_as_its_longest_line(qtbot):
    long = "Tiểu dự án 2 - Dự án 4, vốn sự nghiệp, ngân sách trung ương"
    field = ChoiceField("line", "Dòng kinh phí", [Choice("1", long), Choice("2", "Dự án 2")])
    qtbot.addWidget(field)
    field.resize(160, 70)
    field.show()
    needed = field.fontMetrics().horizontalAdvance(long)

    assert field.findChild(QCompleter).popup().minimumWidth() > needed
    field.box().showPopup()
    assert field.box().view().minimumWidth() > needed
    field.box().hidePopup()


def test_a_line_chosen_in_the_list_below_leads_to_the_next_field_and_passes_none_over(form, qtbot):
    field, after, _ = put(
        form, ChoiceField("d", "Quan hệ", RELATIONS), TextField("e", "Ghi chú"), TextField("f", "Sau")
    )
    type_vi(focused(), "ch")
    popup = field.findChild(QCompleter).popup()
    qtbot.waitUntil(popup.isVisible)

    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: after.isAncestorOf(focused()))
    assert field.value() in ("head", "grandchild", "spouse")
