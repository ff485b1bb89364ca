"""Lines of a paper that the officer may word: the shipped text, or the officer's own kept in the database."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection

from povdesk import paths
from povdesk.domain.errors import InvalidInput
from povdesk.domain.vietnamese import clean_lines
from povdesk.domain.wording import filled as filled
from povdesk.storage import rule_edits
from povdesk.storage.act import Act
from povdesk.storage.rule_edits import RuleEdit

KIND = "paper_wording"
TABLES = "tables.toml"
FILES = (
    "round.toml",
    "review.toml",
    "assignment_plan.toml",
    "activities.toml",
    "programme.toml",
    "progress.toml",
    "confirmation.toml",
    "refusal.toml",
    "adjustment.toml",
    TABLES,
)
"""Files whose parts are papers' codes, so that any of these papers can be reworded by its code."""

GROUPS = {
    "Kỳ rà soát": {
        "names": "Tên ban chỉ đạo",
        "D08": "Kế hoạch rà soát",
        "D09": "Quyết định thành lập ban chỉ đạo",
        "D10": "Giấy mời họp dân",
        "D14": "Biên bản họp dân",
        "D15": "Biên bản họp ban chỉ đạo",
        "D15-PT": "Biên bản phúc tra",
        "D15-NY": "Biên bản kết thúc niêm yết",
        "D16": "Thông báo niêm yết",
        "D17": "Tờ trình xin ý kiến",
        "D18": "Quyết định công nhận",
        "D20": "Báo cáo kết quả rà soát",
    },
    "Phân công giúp đỡ": {
        "D06": "Kế hoạch phân công giúp đỡ hộ",
        "D07": "Danh sách đăng ký thoát nghèo",
        "D36": "Danh sách hộ chưa có đất",
    },
    "Hoạt động trong năm": {
        "D29": "Kế hoạch kiểm tra, giám sát",
        "D29-BB": "Biên bản kiểm tra, giám sát",
        "D31": "Danh sách tăng, giảm thẻ BHYT",
    },
    "Chương trình, báo cáo": {
        "D21": "Báo cáo tiến độ",
        "D22": "Báo cáo giám sát",
        "D25": "Công văn đôn đốc",
        "D28": "Thông báo công khai nguồn lực",
        "D26": "Biên bản sao lưu",
        "D33": "Kế hoạch điều chỉnh, bổ sung",
    },
    "Tiếp nhận đề nghị": {
        "D27": "Giấy xác nhận",
        "D32": "Văn bản trả lời không công nhận",
    },
    "Tên các biểu": {f"T{number}": f"Biểu số {number}" for number in range(1, 16)},
}
"""Every paper that can be reworded, by what it belongs to."""

_BRACES = re.compile(r"\{([^{}\n]*)\}")

PAPERS = {code: name for papers in GROUPS.values() for code, name in papers.items()}


@dataclass(frozen=True)
class Worded:
    """One paper with the lines in force by part. edit: None while it is as shipped."""

    code: str
    title: str
    group: str
    lines: Mapping[str, tuple[str, ...]]
    edit: RuleEdit | None = None


def worded(connection: Connection) -> tuple[Worded, ...]:
    """All papers that can be reworded, in the order of `GROUPS`."""
    kept = rule_edits.edits(connection, KIND)
    return tuple(
        Worded(code, title, group, lines(connection, any_file_of(code), code), kept.get(code))
        for group, papers in GROUPS.items()
        for code, title in papers.items()
    )


def file_of(code: str) -> str:
    """Where the wording of a paper is; empty when it cannot be changed by its code."""
    return next((file for file in FILES if code[:1] in "DT" and code in _data(file)), "")


def holds(file: str, code: str) -> bool:
    """Is this a part of the file whose lines can be reworded."""
    return isinstance(_data(file).get(code), Mapping)


@cache
def placeholders(file: str) -> frozenset[str]:
    """The names in braces that its papers fill in."""
    text = (paths.RESOURCES / "papers" / file).read_text(encoding="utf-8")
    return frozenset(_BRACES.findall(text))


def any_file_of(code: str) -> str:
    """The file whose part has this code, also one that only other papers use."""
    return next(file for file in FILES if holds(file, code))


def lines(connection: Connection, file: str, code: str) -> dict[str, tuple[str, ...]]:
    """The lines of a paper by part, the officer's where there are some. Names in braces are not filled in."""
    edit = rule_edits.edits(connection, KIND).get(code)
    return shipped(file, code) | {
        part: tuple(str(line) for line in found) for part, found in (edit.payload if edit else {}).items()
    }


def of_file(connection: Connection, file: str, words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """All papers of a file, filled in, by paper and part: "D18.subject"."""
    return {
        f"{code}.{part}": found
        for code in _data(file)
        if holds(file, code)
        for part, found in filled(lines(connection, file, code), words).items()
    }


def keep(act: Act, file: str, code: str, wanted: Mapping[str, Sequence[str]]) -> None:
    """The officer's lines of some parts; a part as shipped needs no keeping.

    Refused: an empty part, a name in braces that no paper of the file fills in.
    """
    original = shipped(file, code)
    kept: dict[str, list[str]] = {}
    for part, typed in wanted.items():
        found = [line for line in (clean_lines(line) for line in typed) if line]
        if not found:
            raise InvalidInput("Lời văn không được để trống.", "Gõ lại, hoặc lấy lại lời văn có sẵn.")
        for name in _BRACES.findall("\n".join(found)):
            if name not in placeholders(file):
                known = ", ".join(f"{{{one}}}" for one in sorted(placeholders(file)))
                raise InvalidInput(f"Không biết chỗ điền “{{{name}}}”.", f"Dùng được: {known}.")
        if tuple(found) != original[part]:
            kept[part] = found
    words = f"Sửa lời văn {code}"
    if kept:
        rule_edits.put(act, KIND, code, kept, words)
    else:
        rule_edits.drop(act, KIND, code, words)


def restore(act: Act, code: str) -> None:
    """Back to the wording that the program brings."""
    rule_edits.drop(act, KIND, code, f"Lấy lại lời văn gốc {code}")


@cache
def shipped(file: str, code: str) -> dict[str, tuple[str, ...]]:
    """As the program brings it."""
    return {part: tuple(found) for part, found in _data(file)[code].items()}


@cache
def _data(file: str) -> dict[str, Any]:
    return tomllib.loads((paths.RESOURCES / "papers" / file).read_text(encoding="utf-8"))
