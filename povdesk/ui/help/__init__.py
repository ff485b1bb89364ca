"""Offline help: one page of resources/help per screen, and the key card. Shown with F1."""

from .drawer import show_help

__all__ = ["show_help"]
