"""A rule pack: rules that others have typed (a standard, a procedure, papers, projects) in one file."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from povdesk.domain.errors import InvalidInput, NotPossibleNow, RuleDataUnreadable
from povdesk.domain.rule_data import Fields, Mistakes
from povdesk.domain.vietnamese import clean_lines, clean_text

FORMAT = 1
"""Raised when older programs would misread what a pack says."""

KIND = "povdesk-rules"
SUFFIX = ".pvrules"
OFFICER = "officer"
"""Origin of what was typed here; everything else says which pack it came with."""

_LONGEST = 500


class Part(enum.StrEnum):
    """What an item of a pack is. Except for the last two, also the kind under which the register keeps it."""

    STANDARD = "standard"
    PROCEDURE = "procedure"
    WORDING = "paper_wording"
    FORM_A = "catalogue"
    PLAN = "plan_template"
    RESULTS = "paper"
    COUNTING = "indicator_rules"
    SUGGESTIONS = "suggestion_rules"
    INSURANCE = "insurance_groups"
    CATALOGUE = "catalogue_item"
    PROJECT = "project"

    @property
    def words(self) -> str:
        return _PARTS[self]


_PARTS = {
    Part.STANDARD: "Chuẩn nghèo",
    Part.PROCEDURE: "Quy trình rà soát",
    Part.WORDING: "Lời văn văn bản",
    Part.FORM_A: "Phiếu A",
    Part.PLAN: "Mẫu kế hoạch năm",
    Part.RESULTS: "Biểu kết quả rà soát",
    Part.COUNTING: "Cách tính chỉ tiêu",
    Part.SUGGESTIONS: "Ngưỡng gợi ý",
    Part.INSURANCE: "Nhóm được cấp thẻ BHYT",
    Part.CATALOGUE: "Danh mục",
    Part.PROJECT: "Dự án của chương trình",
}


class Standing(enum.StrEnum):
    """What an item meets here."""

    NEW = "new"
    SHIPPED = "shipped"
    PACK = "pack"
    OWN = "own"
    SAME = "same"

    @property
    def words(self) -> str:
        return _STANDINGS[self]

    @property
    def is_taken(self) -> bool:
        """Unless the officer says otherwise: what they typed themselves stays."""
        return self in (Standing.NEW, Standing.SHIPPED, Standing.PACK)


_STANDINGS = {
    Standing.NEW: "Mới",
    Standing.SHIPPED: "Thay bản kèm phần mềm",
    Standing.PACK: "Thay gói trước",
    Standing.OWN: "Cán bộ xã đã sửa",
    Standing.SAME: "Đã có, giống hệt",
}


@dataclass(frozen=True)
class PackHead:
    """Who made a pack, when and on what grounds. author: in words, as given; nothing vouches for it."""

    name: str
    number: str = ""
    author: str = ""
    legal_basis: tuple[str, ...] = ()
    made_on: date | None = None

    @property
    def called(self) -> str:
        return f"{self.name}, số {self.number}" if self.number else self.name


@dataclass(frozen=True)
class PackItem:
    """One rule. group: the list or file it belongs to, if any. data: plain, as JSON keeps it."""

    part: Part
    code: str
    title: str
    data: Mapping[str, Any] = field(repr=False)
    group: str = ""

    @property
    def key(self) -> str:
        return f"{self.part}:{self.group}:{self.code}" if self.group else f"{self.part}:{self.code}"


@dataclass(frozen=True)
class Pack:
    """A pack as it was read, every item checked. sha256: of the whole file, to compare by telephone."""

    head: PackHead
    items: tuple[PackItem, ...]
    sha256: str = ""

    @property
    def check_words(self) -> str:
        return check_words(self.sha256)


def check_words(sha256: str) -> str:
    """The first letters of a file's hash in groups, short enough to be read aloud."""
    return " ".join(sha256[place : place + 4] for place in range(0, 16, 4)).upper()


def checked_head(head: PackHead) -> PackHead:
    """The head of a pack that is being made, cleaned; InvalidInput when something is missing."""
    made = PackHead(
        clean_text(head.name),
        clean_text(head.number),
        clean_text(head.author),
        tuple(line for line in (clean_text(line) for line in head.legal_basis) if line),
        head.made_on,
    )
    if not made.name:
        raise InvalidInput("Gói chưa có tên.", "Gõ tên gói, ví dụ: Chuẩn nghèo giai đoạn 2027-2030.")
    if max(map(len, (made.name, made.number, made.author, *made.legal_basis))) > _LONGEST:
        raise InvalidInput(f"Tên, số, nơi làm gói không dài quá {_LONGEST} chữ.", "Viết ngắn lại.")
    return made


def head_from(data: Mapping[str, Any], source: str) -> tuple[PackHead, dict[str, str]]:
    """The head from a manifest, and the hash of every file of the pack by its path."""
    known_format = data.get("format")
    if data.get("kind") != KIND or type(known_format) is not int:
        raise RuleDataUnreadable("Tệp này không phải gói quy định của PovDesk.", "Chọn tệp có đuôi .pvrules.")
    if known_format > FORMAT:
        raise NotPossibleNow(
            f"Gói này làm bằng phần mềm mới hơn (dạng {known_format}, máy này đọc đến dạng {FORMAT}).",
            "Cập nhật PovDesk rồi nhập lại gói.",
        )
    mistakes = Mistakes(source)
    fields = Fields(data, "", mistakes)
    fields.text("kind")
    fields.whole("format")
    head = PackHead(
        clean_text(fields.text("name")),
        clean_text(fields.text("number", "")),
        clean_text(fields.text("author", "")),
        tuple(clean_text(line) for line in fields.texts("legal_basis")),
        fields.day("made_on"),
    )
    hashes: dict[str, str] = {}
    for row in fields.tables("content"):
        path = row.text("path")
        if path in hashes:
            row.wrong(f"tệp “{path}” ghi hai lần")
        hashes[path] = row.text("sha256")
        row.finish()
    if not hashes:
        fields.wrong("gói không có nội dung nào")
    if max(map(len, (head.name, head.number, head.author, *head.legal_basis))) > _LONGEST:
        fields.wrong(f"tên, số, nơi làm gói không dài quá {_LONGEST} chữ")
    fields.finish()
    mistakes.raise_if_any()
    return head, hashes


def manifest_of(head: PackHead, hashes: Mapping[str, str]) -> dict[str, Any]:
    """What `head_from` reads."""
    data: dict[str, Any] = {"format": FORMAT, "kind": KIND, "name": head.name}
    data |= {"number": head.number, "author": head.author, "legal_basis": list(head.legal_basis)}
    if head.made_on:
        data["made_on"] = head.made_on
    return data | {"content": [{"path": path, "sha256": hashes[path]} for path in sorted(hashes)]}


def cleaned(value: Any, where: str, depth: int = 0) -> Any:
    """Texts as they are kept; RuleDataUnreadable for what no rule needs and a register should not hold."""
    if depth > 16:
        raise RuleDataUnreadable(f"“{where}” lồng quá nhiều tầng.", "Xin lại gói từ nơi gửi.")
    if isinstance(value, str):
        if len(value) > 10_000:
            raise RuleDataUnreadable(f"“{where}” có dòng chữ quá dài.", "Xin lại gói từ nơi gửi.")
        return clean_lines(value)
    if isinstance(value, Mapping):
        return {clean_text(key): cleaned(inner, where, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner, where, depth + 1) for inner in value]
    if isinstance(value, float) and not abs(value) < 1e15:
        raise RuleDataUnreadable(f"“{where}” có số không dùng được.", "Xin lại gói từ nơi gửi.")
    if isinstance(value, int) and not abs(value) < 10**15:
        raise RuleDataUnreadable(f"“{where}” có số quá lớn.", "Xin lại gói từ nơi gửi.")
    if type(value) is date or isinstance(value, (bool, int, float)):
        return value
    raise RuleDataUnreadable(f"“{where}” có giá trị không dùng được (giờ trong ngày).", "Chỉ ghi ngày.")
