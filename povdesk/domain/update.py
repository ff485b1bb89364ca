"""Which file is a newer PovDesk, and what proves that it is the one that was published."""

import enum
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from povdesk.domain.errors import InvalidInput

HASH_ENDING, NEWS_ENDING = ".sha256", ".txt"

_NAME = re.compile(r"PovDesk-Setup-(\d{1,4})\.(\d{1,4})\.(\d{1,4})\.exe", re.IGNORECASE | re.ASCII)
_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})", re.ASCII)
_HASH_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *](.{1,200})")
_ASK_FOR = "Xin nơi cấp phần mềm chép lại cả tệp PovDesk-Setup-….exe và tệp .exe.sha256 đi kèm."


@dataclass(frozen=True, order=True)
class Version:
    """Three numbers, compared as numbers: 1.10.0 is newer than 1.9.0."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


class SignatureState(enum.StrEnum):
    """unconfirmed: there is one and nothing is wrong with it, but this computer does not know who vouches
    for it, as happens without internet. broken: the file was altered, or its signature was withdrawn.
    """

    NONE = "none"
    VALID = "valid"
    UNCONFIRMED = "unconfirmed"
    BROKEN = "broken"


@dataclass(frozen=True)
class Signature:
    """Whose digital signature a program file carries."""

    state: SignatureState = SignatureState.NONE
    signer: str = ""

    @property
    def is_valid(self) -> bool:
        return self.state is SignatureState.VALID


UNSIGNED = Signature()


@dataclass(frozen=True)
class Candidate:
    """A file that is called like a setup of PovDesk; nothing in it has been looked at."""

    path: Path
    version: Version

    @property
    def key(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class CheckedUpdate:
    """A setup that lies on this computer's own disk and was checked there.

    proof: what vouches for it, in words. news: what is new in it, as far as its publisher wrote it down.
    """

    path: Path
    version: Version
    sha256: str
    signature: Signature
    proof: str
    news: str = ""


def version(text: str) -> Version | None:
    """The version that a text says; None when it says none."""
    found = _VERSION.fullmatch(text.strip())
    return Version(*(int(each) for each in found.groups())) if found else None


def version_in_name(name: str) -> Version | None:
    """The version of a setup by its file's name; None for any other file."""
    found = _NAME.fullmatch(name)
    return Version(*(int(each) for each in found.groups())) if found else None


def named_version(path: PurePath) -> Version:
    """As `version_in_name`; InvalidInput for a file that is not called like a setup."""
    found = version_in_name(path.name)
    if found is None:
        raise InvalidInput(
            f"Tệp {path.name} không phải bộ cài PovDesk.",
            "Chọn tệp có tên PovDesk-Setup-X.Y.Z.exe; giữ nguyên tên tệp như lúc nhận.",
        )
    return found


def refuse_unless_newer(found: Version, ours: Version) -> None:
    """The same or an older version is refused, with words."""
    if found == ours:
        raise InvalidInput(
            f"Máy đang dùng đúng phiên bản {ours}.", "Không cần cập nhật; chờ bản có số lớn hơn."
        )
    if found < ours:
        raise InvalidInput(
            f"Tệp này là phiên bản {found}, cũ hơn phiên bản {ours} đang dùng.",
            "Không cài bản cũ đè lên bản mới. Xin nơi cấp phần mềm bản mới nhất.",
        )


def fingerprints(text: str) -> dict[str, str]:
    """SHA-256 by file name, in small letters, from the lines of a hash file as sha256sum writes it."""
    found = {}
    for line in text.removeprefix("\ufeff").splitlines():
        if told := _HASH_LINE.fullmatch(line.strip()):
            found[PurePath(told[2].replace("\\", "/")).name.lower()] = told[1].lower()
    return found


def proof(signature: Signature, hash_fits: bool | None, ours: Signature = UNSIGNED) -> str:
    """What vouches for the file, in words; InvalidInput when nothing does or something speaks against it.

    hash_fits: None when no hash file lies beside it. ours: the signature of the program in use.
    """
    if hash_fits is False:
        raise InvalidInput(
            "Tệp cập nhật khác với mã kiểm đi kèm: tệp chép chưa trọn, bị hỏng hoặc bị sửa.",
            f"Không cài tệp này. {_ASK_FOR}",
        )
    if signature.state is SignatureState.BROKEN:
        raise InvalidInput(
            "Chữ ký số của tệp cập nhật không còn đúng: tệp đã bị sửa, hoặc chữ ký đã bị thu hồi.",
            f"Không cài tệp này. {_ASK_FOR}",
        )
    if ours.is_valid and (not signature.is_valid or signature.signer != ours.signer):
        whose = f"chữ ký của {signature.signer}" if signature.is_valid else "không có chữ ký đó"
        raise InvalidInput(
            f"Bản đang dùng có chữ ký số của {ours.signer}, còn tệp này {whose}.",
            "Hỏi lại nơi cấp phần mềm trước khi cài.",
        )
    if signature.is_valid:
        also = " Mã kiểm SHA-256 cũng khớp." if hash_fits else ""
        return f"Chữ ký số hợp lệ của {signature.signer or 'một tổ chức không ghi tên'}.{also}"
    if hash_fits is None:
        raise InvalidInput(
            "Tệp cập nhật không có chữ ký số mà máy này xác nhận được, cũng không có tệp mã kiểm đi kèm:"
            " không biết có còn nguyên vẹn hay không.",
            _ASK_FOR,
        )
    if signature.state is SignatureState.UNCONFIRMED:
        whose = f" của {signature.signer}" if signature.signer else ""
        return f"Mã kiểm SHA-256 khớp. Tệp có chữ ký số{whose}, nhưng máy này không xác nhận được."
    return "Mã kiểm SHA-256 khớp. Tệp không có chữ ký số: chỉ cài khi biết chắc USB đến từ nơi cấp phần mềm."
