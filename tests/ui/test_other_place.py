"""Settings: the folder of the data can be changed, and changed back, without losing sight of the old one."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from povdesk import paths
from povdesk.storage import places
from povdesk.storage.places import RefusedPlace
from povdesk.ui.desk import Desk
from povdesk.ui.habits import Habits
from povdesk.ui.settings.other_place import OtherPlace
from povdesk.ui.widgets.dialog import Dialog

pytestmark = pytest.mark.gui


@pytest.fixture
def shown(qtbot, qapp, data_folder, monkeypatch):
    monkeypatch.setattr(paths, "home", lambda: data_folder)

    def show(folder, *, is_sample=False):
        opened = []
        desk = Desk(None, Habits(None), folder, is_sample, open_folder=opened.append)
        part = OtherPlace(desk)
        qtbot.addWidget(part)
        part.show()
        return part, opened

    return show


def words(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def buttons(widget):
    return {one.text(): one for one in widget.findChildren(QPushButton) if one.isVisibleTo(widget)}


def test_the_usual_folder_has_no_way_back(shown, data_folder):
    part, _opened = shown(data_folder / "data")

    assert "thư mục thường dùng" in words(part)
    assert list(buttons(part)) == ["Mở dữ liệu ở thư mục khác…"]


def test_a_chosen_folder_has_one(shown, data_folder):
    (data_folder / "data").mkdir()
    (data_folder / "data" / paths.DATABASE_NAME).touch()
    part, opened = shown(data_folder / "ổ D")
    assert "thư mục đã chọn" in words(part)

    buttons(part)["Dùng thư mục thường dùng"].click()
    assert opened == [data_folder / "data"]


def test_the_sample_says_that_it_is_not_kept(shown, data_folder):
    part, _opened = shown(data_folder / "sample", is_sample=True)

    assert "dữ liệu mẫu" in words(part) and "Dùng thư mục thường dùng" in buttons(part)


def test_an_empty_folder_is_asked_about_and_says_how_data_move(shown, data_folder):
    part, opened = shown(data_folder / "data")
    part.open(data_folder / "trống")
    dialog = part.findChild(Dialog)

    assert opened == [] and "chưa có dữ liệu PovDesk" in words(dialog) and "Phục hồi" in words(dialog)
    buttons(dialog)["Bắt đầu ở thư mục này"].click()
    assert opened == [data_folder / "trống"]


@pytest.mark.parametrize("chosen", ["Tài liệu", "Tài liệu/PovDesk", "Tài liệu/PovDesk/data"])
def test_data_that_the_first_steps_put_into_a_folder_are_found_there(shown, data_folder, chosen):
    """The first steps make PovDesk/data inside the folder that the officer chose and remembers."""
    folder = data_folder / "Tài liệu" / "PovDesk" / "data"
    folder.mkdir(parents=True)
    (folder / paths.DATABASE_NAME).touch()
    part, opened = shown(data_folder / "data")

    part.open(data_folder / chosen)

    assert opened == [folder]


def test_a_stick_is_refused_and_the_present_data_stay_open(shown, data_folder, monkeypatch):
    def refuse(folder):
        raise RefusedPlace("Thư mục này ở trên USB.", "Chọn thư mục khác.")

    monkeypatch.setattr(places, "refuse_for_live_data", refuse)
    part, opened = shown(data_folder / "data")
    part.open(data_folder / "usb")

    assert opened == [] and "ở trên USB" in words(part.findChild(Dialog))
