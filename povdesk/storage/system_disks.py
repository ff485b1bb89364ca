"""Asks Windows or Linux what disks there are; answers "unknown" rather than failing."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    import struct

    _KINDS = {2: "removable", 3: "fixed", 4: "network", 5: "removable", 6: "fixed"}
    _OUTSIDE_BUSES = {0, 4, 7, 9, 12, 13}
    """Unknown, FireWire, USB, iSCSI, SD and MMC cards."""

    def kind(path: Path) -> str:
        """What kind of disk holds `path`: fixed, removable, network or unknown."""
        drive = path.absolute().drive
        if drive.startswith("\\\\"):
            return "network"
        return _KINDS.get(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\"), "unknown")

    def inside(path: Path) -> bool:
        """The bus of the disk is one inside the computer (IOCTL_STORAGE_QUERY_PROPERTY)."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        handle = kernel.CreateFileW(f"\\\\.\\{path.absolute().drive}", 0, 3, None, 3, 0, None)
        if handle in (None, ctypes.c_void_p(-1).value):
            return False
        handle = ctypes.c_void_p(handle)
        query, answer = struct.pack("<III", 0, 0, 0), ctypes.create_string_buffer(1024)
        length = ctypes.c_ulong(0)
        try:
            answered = kernel.DeviceIoControl(
                handle, 0x2D1400, query, len(query), answer, len(answer), ctypes.byref(length), None
            )
        finally:
            kernel.CloseHandle(handle)
        if not answered or length.value < 32:
            return False
        return int(struct.unpack_from("<I", answer.raw, 28)[0]) not in _OUTSIDE_BUSES

    def roots() -> tuple[Path, ...]:
        """The roots of all drive letters."""
        letters = ctypes.windll.kernel32.GetLogicalDrives()
        return tuple(Path(f"{chr(65 + place)}:\\") for place in range(26) if letters >> place & 1)

else:
    _MOUNTS = Path("/proc/self/mounts")
    _NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "davfs", "afs", "ncpfs", "fuse.rclone", "fuse.google")
    _OF_THE_SYSTEM = ("/proc", "/sys", "/dev", "/run/user", "/run/lock", "/boot", "/snap")
    _STICKS = ("/media/", "/run/media/")

    def kind(path: Path) -> str:
        """What kind of disk holds `path`: fixed, removable, network or unknown."""
        device, root, system = _mount_of(path)
        if system.startswith(_NETWORK):
            return "network"
        if f"{root}/".startswith(_STICKS) or _says(device, "removable"):
            return "removable"
        return "fixed" if device else "unknown"

    def inside(path: Path) -> bool:
        """A device of the kernel that does not hang on a USB cable."""
        device = _block_device(_mount_of(path)[0])
        return device is not None and "/usb" not in str(device)

    def roots() -> tuple[Path, ...]:
        """Where file systems of files are mounted."""
        return tuple(
            Path(root) for _device, root, _system in _mounts() if not root.startswith(_OF_THE_SYSTEM)
        )

    def _mounts() -> list[tuple[str, str, str]]:
        try:
            lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        found = [line.split() for line in lines]
        return [
            (each[0], each[1].encode("latin-1", "replace").decode("unicode_escape"), each[2])
            for each in found
            if len(each) > 2
        ]

    def _mount_of(path: Path) -> tuple[str, str, str]:
        real = os.path.realpath(path)
        holding = [each for each in _mounts() if Path(real).is_relative_to(each[1])]
        return max(holding, key=lambda each: len(each[1]), default=("", "", ""))

    def _block_device(device: str) -> Path | None:
        if not device.startswith("/dev/"):
            return None
        found = Path("/sys/class/block") / Path(os.path.realpath(device)).name
        return found.resolve() if found.exists() else None

    def _says(device: str, what: str) -> bool:
        found = _block_device(device)
        if found is None:
            return False
        for place in (found, found.parent):
            try:
                return (place / what).read_text(encoding="ascii").strip() == "1"
            except OSError:
                continue
        return False
