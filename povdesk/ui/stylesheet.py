"""The one small style sheet, written from the tokens of `theme.py`."""

from collections.abc import Callable

from povdesk import paths

from . import theme as t


def stylesheet(px: Callable[[float], int]) -> str:
    """The sheet for one text size; `px` scales a measure."""
    icons = (paths.RESOURCES / "icons").as_posix()
    return "".join(part(px, icons) for part in (_text, _frames, _buttons, _inputs, _lists, _bars))


def _text(px: Callable[[float], int], icons: str) -> str:
    return f"""
QLabel {{ background: transparent; color: {t.INK}; }}
QLabel[role="title"] {{ font-size: {px(19)}px; font-weight: 600; }}
QLabel[role="formTitle"] {{ font-size: {px(16)}px; font-weight: 600; }}
QLabel[role="cardTitle"] {{ font-size: {px(15)}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="kpi"] {{ font-size: {px(24)}px; font-weight: 600; }}
QLabel[role="caption"] {{ font-size: {px(12)}px; color: {t.INK2}; }}
QLabel[role="hint"] {{ font-size: {px(12)}px; color: {t.INK3}; }}
QLabel[role="group"] {{ font-size: {px(11)}px; font-weight: 600; color: {t.INK2}; }}
QLabel[tone="ok"] {{ color: {t.OK}; }}
QLabel[tone="warn"] {{ color: {t.WARN}; }}
QLabel[tone="danger"] {{ color: {t.DANGER}; }}
QLabel[tone="info"] {{ color: {t.ACCENT_DARK}; }}
QToolTip {{ background: {t.INK}; color: {t.SURFACE}; border: 0; padding: 4px 8px; font-size: {px(12)}px; }}
"""


def _frames(px: Callable[[float], int], icons: str) -> str:
    return f"""
QMainWindow, QDialog {{ background: {t.APP}; }}
QFrame#card {{ background: {t.SURFACE}; border: 1px solid {t.LINE}; border-radius: 6px; }}
QFrame#pageHeader {{ background: {t.SURFACE}; border: 0; border-bottom: 1px solid {t.LINE}; }}
QFrame#statusBar {{ background: {t.SURFACE}; border: 0; border-top: 1px solid {t.LINE}; }}
QFrame#statusBar QLabel {{ font-size: {px(12)}px; color: {t.INK2}; }}
QFrame#statusBar QLabel[tone="danger"] {{ color: {t.DANGER}; }}
QFrame#dialogButtons {{ background: {t.SURFACE}; border: 0; border-top: 1px solid {t.LINE}; }}
QFrame#sampleStrip {{ background: {t.WARN_TINT}; border: 0; border-bottom: 1px solid {t.HEAT}; }}
QFrame#diskStrip {{ background: {t.DANGER_TINT}; border: 0; border-bottom: 1px solid {t.DANGER}; }}
QFrame#diskStrip QLabel {{ color: {t.DANGER}; font-weight: 600; }}
QFrame#sampleStrip QLabel {{ color: {t.WARN}; font-size: {px(12)}px; font-weight: 600; }}
QFrame#navigation {{ background: {t.NAVIGATION}; border: 0; border-right: 1px solid {t.LINE}; }}
QFrame#toast {{ background: {t.INK}; border-radius: 6px; }}
QFrame#toast QLabel {{ color: {t.SURFACE}; }}
QFrame#toast QToolButton {{ background: transparent; border: 0; padding: 2px; }}
QFrame#toast QPushButton {{ background: transparent; color: {t.SURFACE}; border: 1px solid {t.SURFACE}; }}
QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget#scrollBody {{ background: transparent; }}
QSplitter::handle {{ background: transparent; }}
"""


def _buttons(px: Callable[[float], int], icons: str) -> str:
    return f"""
QPushButton {{ background: {t.SURFACE}; color: {t.INK}; border: 1px solid {t.BORDER}; border-radius: 4px;
  padding: 0 {px(12)}px; min-height: {px(28)}px; }}
QPushButton:hover {{ background: {t.ACCENT_TINT}; border-color: {t.ACCENT}; }}
QPushButton:pressed {{ background: {t.LINE}; }}
QPushButton:focus {{ border: 2px solid {t.ACCENT}; padding: 0 {px(12) - 1}px; min-height: {px(28) - 2}px; }}
QPushButton:disabled {{ color: {t.INK3}; background: {t.READ_ONLY}; border-color: {t.LINE}; }}
QPushButton[kind="primary"] {{ background: {t.ACCENT}; color: {t.SURFACE}; border-color: {t.ACCENT};
  font-weight: 600; }}
QPushButton[kind="primary"]:hover {{ background: {t.ACCENT_DARK}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.INK}; }}
QPushButton[kind="primary"]:disabled {{ color: {t.INK3}; background: {t.NEUTRAL_TINT};
  border-color: {t.LINE}; }}
QPushButton[kind="danger"] {{ color: {t.DANGER}; border-color: {t.DANGER}; }}
QPushButton[kind="danger"]:hover {{ background: {t.DANGER_TINT}; }}
QPushButton[kind="danger"]:disabled {{ color: {t.INK3}; border-color: {t.LINE}; }}
QPushButton[kind="link"], QToolButton {{ background: transparent; color: {t.ACCENT};
  border: 2px solid transparent; border-radius: 4px; padding: 0 {px(6)}px; min-height: {px(24)}px; }}
QPushButton[kind="link"]:hover, QToolButton:hover {{ background: {t.ACCENT_TINT}; }}
QPushButton[kind="link"]:focus, QToolButton:focus {{ border: 2px solid {t.ACCENT};
  padding: 0 {px(6)}px; min-height: {px(24)}px; }}
QPushButton[kind="link"]:disabled, QToolButton:disabled {{ color: {t.INK3}; background: transparent;
  border-color: transparent; }}
QPushButton::menu-indicator {{ image: url("{icons}/control-down.svg"); width: {px(12)}px; height: {px(12)}px;
  subcontrol-origin: padding; subcontrol-position: center right; }}
QPushButton[kind="segment"] {{ border-radius: 0; min-height: {px(26)}px; padding: 0 {px(8)}px; }}
QPushButton[kind="segment"]:checked {{ background: {t.ACCENT};
  color: {t.SURFACE}; font-weight: 600;
  border-color: {t.ACCENT}; }}
QPushButton[kind="segment"][quiet="true"]:checked {{ background: {t.NEUTRAL_TINT}; color: {t.INK2};
  font-weight: 400; border-color: {t.BORDER}; }}
QPushButton[kind="segment"][carried="true"]:checked {{ background: {t.SURFACE}; color: {t.INK2};
  font-weight: 400; font-style: italic; border: 2px dashed {t.BAR_ATTENTION}; min-height: {px(26) - 2}px; }}
QPushButton[kind="segment"][focused="true"] {{ border: 2px solid {t.ACCENT}; min-height: {px(26) - 2}px; }}
QPushButton[kind="segment"][focused="true"]:checked {{ border: 2px solid {t.INK}; }}
QPushButton[kind="pin"] {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
QPushButton[kind="pin"]:hover, QPushButton[kind="pin"]:checked {{ background: {t.ACCENT_TINT}; }}
QFrame#tabs {{ background: {t.SURFACE}; border-bottom: 1px solid {t.LINE}; }}
QPushButton[kind="tab"] {{ background: transparent; border: 0; border-bottom: 3px solid transparent;
  border-radius: 0; color: {t.INK2}; min-height: {px(33)}px; padding: 0 {px(4)}px; }}
QPushButton[kind="tab"]:checked {{ color: {t.ACCENT_DARK}; border-bottom-color: {t.ACCENT};
  font-weight: 600; }}
QPushButton[kind="tab"]:hover {{ background: {t.ACCENT_TINT}; }}
QPushButton[kind="tab"]:focus {{ border: 2px solid {t.ACCENT}; padding: 0 {px(4)}px;
  min-height: {px(33) - 1}px; }}
QFrame#drawer {{ background: {t.APP}; border: 0; border-left: 2px solid {t.BORDER}; }}
QFrame#banner {{ background: {t.ACCENT_TINT}; border: 1px solid {t.ACCENT}; border-radius: 4px; }}
QPushButton[kind="filter"] {{ border-radius: {px(14)}px; min-height: {px(26)}px; color: {t.INK2}; }}
QPushButton[kind="filter"]:checked {{ padding: 0 {px(8)}px; background: {t.ACCENT_TINT};
  color: {t.ACCENT_DARK}; border-color: {t.ACCENT}; font-weight: 600; }}
QPushButton[kind="place"] {{ background: transparent; border: 0; border-left: 3px solid transparent;
  border-radius: 0; color: {t.NAVIGATION_INK}; text-align: left; padding: 0 {px(10)}px; min-height: 0; }}
QPushButton[kind="place"]:hover {{ background: {t.LINE}; }}
QPushButton[kind="place"]:checked {{ background: {t.SURFACE}; border-left: 3px solid {t.ACCENT};
  color: {t.ACCENT_DARK}; font-weight: 600; }}
QPushButton[kind="place"]:focus {{ border: 2px solid {t.ACCENT}; padding: 0 {px(10)}px 0 {px(10) + 1}px;
  min-height: 0; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {px(24)}px; border: 2px solid transparent;
  border-radius: 4px; }}
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {{ width: {px(16)}px; height: {px(16)}px;
  border: 1px solid {t.BORDER}; background: {t.SURFACE}; border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: {px(16) // 2 + 1}px; }}
QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {t.ACCENT};
  border-color: {t.ACCENT}; image: url("{icons}/control-check.svg"); }}
QRadioButton::indicator:checked {{ border: {px(5)}px solid {t.ACCENT}; width: {px(8)}px; height: {px(8)}px; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {t.ACCENT}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.ACCENT}; }}
"""


def _inputs(px: Callable[[float], int], icons: str) -> str:
    boxes = "QLineEdit, QComboBox, QPlainTextEdit, QTextEdit"
    focused = ", ".join(f"{box.strip()}:focus" for box in boxes.split(","))

    def state(name: str) -> str:
        return ", ".join(f'{box.strip()}[level="{name}"]' for box in boxes.split(","))

    return f"""
{boxes} {{ background: {t.SURFACE}; color: {t.INK}; border: 1px solid {t.BORDER}; border-radius: 4px;
  padding: 1px {px(8)}px; selection-background-color: {t.ACCENT}; selection-color: {t.SURFACE}; }}
QLineEdit, QComboBox {{ min-height: {px(26)}px; max-height: {px(28)}px; }}
{focused} {{ border: 2px solid {t.ACCENT}; padding: 0 {px(8) - 1}px; }}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
  background: {t.READ_ONLY}; border-color: {t.LINE}; color: {t.INK2}; }}
QLineEdit[carried="true"], QComboBox[carried="true"] {{ font-style: italic; color: {t.INK3}; }}
{state("warning")} {{ border: 2px solid {t.BAR_ATTENTION}; padding: 0 {px(8) - 1}px; }}
{state("error")} {{ border: 2px solid {t.DANGER}; background: #FFF8F7; padding: 0 {px(8) - 1}px; }}
QLineEdit#cellEditor {{ border: 2px solid {t.ACCENT}; border-radius: 0; padding: 0 3px; min-height: 0;
  max-height: {px(t.ROSTER_ROW)}px; }}
QLineEdit QToolButton {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox QLineEdit {{ border: 0; background: transparent; padding: 0; min-height: 0; }}
QComboBox::drop-down {{ border: 0; width: {px(24)}px; subcontrol-origin: padding;
  subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: url("{icons}/control-down.svg"); width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView, QListView#completions {{ background: {t.SURFACE}; border: 1px solid {t.BORDER};
  padding: 2px; outline: 0; selection-background-color: {t.ACCENT_TINT}; selection-color: {t.ACCENT_DARK}; }}
QComboBox QAbstractItemView::item, QListView#completions::item {{ min-height: {px(28)}px;
  padding: 0 {px(6)}px; }}
"""


def _lists(px: Callable[[float], int], icons: str) -> str:
    return f"""
QTableView, QListView, QTreeView, QListWidget, QTreeWidget, QTableWidget, QTextBrowser {{
  background: {t.SURFACE}; border: 1px solid {t.LINE}; border-radius: 6px; outline: 0;
  selection-background-color: {t.ACCENT_TINT}; selection-color: {t.INK}; gridline-color: {t.LINE}; }}
QTableView[bare="true"], QListView[bare="true"], QTreeView[bare="true"], QListWidget[bare="true"],
QTreeWidget[bare="true"], QTextBrowser[bare="true"] {{ border: 0; border-radius: 0; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {t.ACCENT}; }}
QTableView[bare="true"], QTableView[bare="true"]:focus {{ border: 0; }}
QTableView[lines="true"][bare="true"] {{ border: 2px solid transparent; border-radius: 6px; }}
QTableView[lines="true"][bare="true"]:focus {{ border: 2px solid {t.ACCENT}; }}
QTableView[lines="true"]::item {{ border: 0; border-bottom: 1px solid {t.LINE}; padding: 0 {px(4)}px; }}
QTableView[lines="true"]::item:selected {{ background: {t.ACCENT_TINT}; color: {t.INK}; }}
QListView::item, QTreeView::item {{ border: 0; background: transparent; min-height: {px(32)}px;
  padding: 0 {px(6)}px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {t.APP}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {t.ACCENT_TINT}; color: {t.ACCENT_DARK}; }}
QHeaderView {{ background: {t.APP}; border: 0; }}
QHeaderView::section {{ background: {t.APP}; color: {t.INK2}; border: 0;
  border-right: 1px solid {t.LINE}; border-bottom: 1px solid {t.LINE};
  padding: 0 {px(6)}px; font-size: {px(12)}px; font-weight: 600; min-height: {px(27)}px; }}
QHeaderView::section:hover {{ background: {t.ACCENT_TINT}; }}
QHeaderView::down-arrow {{ image: url("{icons}/control-down.svg"); width: {px(12)}px; height: {px(12)}px; }}
QHeaderView::up-arrow {{ image: url("{icons}/control-up.svg"); width: {px(12)}px; height: {px(12)}px; }}
QTableCornerButton::section {{ background: {t.APP}; border: 0; }}
QMenu {{ background: {t.SURFACE}; border: 1px solid {t.BORDER}; padding: 4px 0; }}
QMenu::item {{ padding: {px(5)}px {px(24)}px {px(5)}px {px(12)}px; }}
QMenu::item:selected {{ background: {t.ACCENT_TINT}; color: {t.ACCENT_DARK}; }}
QMenu::item:disabled {{ color: {t.INK3}; }}
QMenu::separator {{ height: 1px; background: {t.LINE}; margin: 4px 0; }}
"""


def _bars(px: Callable[[float], int], icons: str) -> str:
    return f"""
QTabWidget::pane {{ border: 0; }}
QTabBar {{ background: {t.SURFACE}; qproperty-drawBase: 0; }}
QTabBar::tab {{ background: transparent; color: {t.INK2}; border: 0; border-bottom: 3px solid transparent;
  padding: {px(8)}px {px(12)}px {px(6)}px {px(12)}px; }}
QTabBar::tab:hover {{ color: {t.ACCENT_DARK}; background: {t.ACCENT_TINT}; }}
QTabBar::tab:selected {{ color: {t.ACCENT_DARK}; font-weight: 600; border-bottom: 3px solid {t.ACCENT}; }}
QTabBar::tab:focus {{ border: 2px solid {t.ACCENT}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: #B4BECA; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.BORDER}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.BAR_TRACK}; border: 0; border-radius: 4px; text-align: center;
  min-height: {px(8)}px; max-height: {px(8)}px; }}
QProgressBar::chunk {{ background: {t.BAR_COURSE}; border-radius: 4px; }}
"""
