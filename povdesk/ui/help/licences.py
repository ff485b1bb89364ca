"""Whose works the program is shipped with: names, versions as they run here, full licence texts."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from povdesk import paths

FOLDER = paths.RESOURCES / "licences"
_LINE = "\n\n" + "─" * 40 + "\n\n"


@dataclass(frozen=True)
class Part:
    """One work of others. version: as it runs here, empty when it does not say.

    texts: its licence texts, below the folder of resources. source: where its source code is to be had.
    """

    name: str
    licence: str
    texts: tuple[str, ...]
    source: str
    version: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        return self.name

    def full_text(self) -> str:
        """Note, address of the source code, and every licence text whole."""
        about = [f"{self.name} {self.version}".strip(), f"Giấy phép: {self.licence}", self.note]
        about.append(f"Mã nguồn: {self.source}")
        texts = [(paths.RESOURCES / each).read_text(encoding="utf-8").strip() for each in self.texts]
        return _LINE.join(["\n".join(filter(None, about)), *texts])


@cache
def parts() -> tuple[Part, ...]:
    """All of them, in the order of the file."""
    told = tomllib.loads((FOLDER / "parts.toml").read_text(encoding="utf-8"))
    return tuple(
        Part(
            each["name"],
            each["licence"],
            tuple(each["texts"]),
            each["source"],
            _version(each),
            each.get("note", ""),
        )
        for each in told["part"]
    )


def _version(told: dict[str, str]) -> str:
    """What runs here, not what was planned; a package without its description has no version."""
    if told.get("version") == "python":
        import platform

        return platform.python_version()
    if told.get("version") == "sqlite":
        from povdesk.storage.database import SQLITE_VERSION

        return SQLITE_VERSION
    try:
        return metadata.version(told["distribution"]) if "distribution" in told else ""
    except metadata.PackageNotFoundError:
        return ""
