"""Habits of one computer (window size, text size, column widths) in settings.json beside the database."""

import json
import os
from pathlib import Path
from typing import Any

FILE_NAME = "settings.json"


class Habits:
    """A small file of habits; losing it loses nothing that matters, so a broken file is simply replaced."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE_NAME if folder else None
        self._values: dict[str, Any] = {}
        if self._path is not None:
            try:
                kept = json.loads(self._path.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                kept = {}
            self._values = kept if isinstance(kept, dict) else {}

    def get(self, key: str, default: Any = None) -> Any:
        """The kept value, or the default when there is none or it is of another kind."""
        value = self._values.get(key, default)
        if default is not None and not isinstance(value, type(default)):
            return default
        return value

    def put(self, key: str, value: Any) -> None:
        """Keep a value at once; a folder that cannot be written is no reason to stop work."""
        if self._values.get(key) == value:
            return
        self._values[key] = value
        if self._path is None:
            return
        beside = self._path.with_name(f"{FILE_NAME}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            os.replace(beside, self._path)
        except OSError:
            return
