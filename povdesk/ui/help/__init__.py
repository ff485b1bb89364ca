"""Offline help: one page of resources/help per screen, and the key card. Shown with F1."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from .drawer import show_help

if TYPE_CHECKING:
    from ..widgets.dialog import Dialog

__all__ = ["show_about", "show_help", "show_news"]


def show_about(window: QWidget) -> "Dialog":
    """Version, folders, licences."""
    from . import about

    return about.show_about(window)


def show_news(window: QWidget) -> "Dialog":
    """The whole list of changes."""
    from . import news

    return news.show_all(window)
