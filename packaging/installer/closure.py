"""Which DLLs the payload needs: follows the imports of its PE files, nothing by guesswork."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pefile

from installer.places import BuildRefused

ENDINGS = (".exe", ".dll", ".pyd")

WINDOWS_10 = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "authz", "bcrypt", "bcryptprimitives", "comctl32", "comdlg32", "crypt32", "cryptbase"),
        *("d3d11", "d3d12", "d3d9", "dbghelp", "dnsapi", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32"),
        *(
            "iphlpapi",
            "kernel32",
            "mpr",
            "msvcrt",
            "ncrypt",
            "netapi32",
            "ntdll",
            "ole32",
            "oleaut32",
            "powrprof",
        ),
        *("psapi", "rpcrt4", "secur32", "setupapi", "shell32", "shlwapi", "ucrtbase", "uiautomationcore"),
        *("user32", "userenv", "usp10", "uxtheme", "version", "winhttp", "winmm", "ws2_32", "wtsapi32"),
    )
) | {"winspool.drv"}
"""DLLs that every Windows 10 from 1809 on has in its system folder."""

_API_SETS = ("api-ms-win-", "ext-ms-win-")

_IMPORT, _DELAYED, _SIGNATURE = 1, 13, 4


def pe_files(folder: Path) -> list[Path]:
    """All programs and libraries for Windows below a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())


def imports(path: Path) -> frozenset[str]:
    """The DLLs that a PE file imports, at once or on first use, in small letters."""
    file = _opened(path)
    file.parse_data_directories([_IMPORT, _DELAYED])
    tables = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
    entries = [entry for table in tables for entry in getattr(file, table, [])]
    return frozenset(entry.dll.decode("ascii").lower() for entry in entries)


def is_signed(path: Path) -> bool:
    """Whether a PE file carries an Authenticode signature."""
    return bool(_opened(path).OPTIONAL_HEADER.DATA_DIRECTORY[_SIGNATURE].Size)


def is_for_64_bit(path: Path) -> bool:
    """Whether a PE file is for 64-bit Windows."""
    return bool(_opened(path).FILE_HEADER.Machine == 0x8664)


def _opened(path: Path) -> pefile.PE:
    # From memory: given a path, pefile keeps the file mapped, and looks for garbage whenever it closes one.
    return pefile.PE(data=path.read_bytes(), fast_load=True)


def needed(
    roots: Iterable[Path], libraries: Mapping[str, Path], wants: Mapping[Path, frozenset[str]]
) -> set[Path]:
    """The roots and every library that they need, directly or through others. libraries: by small name."""
    kept = set(roots)
    waiting = list(kept)
    while waiting:
        for name in wants[waiting.pop()]:
            library = libraries.get(name)
            if library is not None and library not in kept:
                kept.add(library)
                waiting.append(library)
    return kept


def check_complete(wants: Mapping[Path, frozenset[str]]) -> None:
    """BuildRefused when a file imports a DLL that is neither among these files nor part of Windows 10."""
    present = {path.name.lower() for path in wants}
    absent = sorted(
        f"{path.name} → {name}"
        for path, names in wants.items()
        for name in names
        if name not in present and name not in WINDOWS_10 and not name.startswith(_API_SETS)
    )
    if absent:
        raise BuildRefused(f"DLLs that are neither shipped nor in Windows 10: {'; '.join(absent)}.")
