"""Titles, headings and switches of the result tables, as a rule pack may bring them."""

from collections.abc import Iterator, Mapping
from typing import Any

from povdesk.domain.rule_data import Mistakes
from povdesk.domain.rule_pack import PackItem, Part
from povdesk.domain.toml_text import plain
from povdesk.storage import result_table_rules

_FIELDS: Mapping[str, Any] = {"code": "", "title": "", "template": "", "headings": [""]}


def items(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    """One item: what differs from the shipped file, laid over it. Layout and dates are not for packs."""
    shipped = result_table_rules.shipped()
    mistakes = Mistakes(path)
    for name, value in data.items():
        known = shipped.get(name)
        if name == "table" and isinstance(value, list):
            _tables(value, {row["code"]: row for row in shipped["table"]}, mistakes)
        elif name == "options" and isinstance(value, Mapping) and isinstance(known, Mapping):
            for key, inner in value.items():
                if key not in known or not _is_alike(inner, known[key]):
                    mistakes.add(f"{name}, {key}", "phần mềm không có mục này hoặc giá trị không đúng kiểu")
        else:
            mistakes.add(str(name), "phần mềm không nhận mục này từ gói")
    mistakes.raise_if_any()
    yield PackItem(
        Part(result_table_rules.KIND), result_table_rules.CODE, "Biểu kết quả rà soát", plain(data)
    )


def _tables(rows: list[Any], known: Mapping[str, Mapping[str, Any]], mistakes: Mistakes) -> None:
    for number, row in enumerate(rows, start=1):
        code = str(row.get("code", number)) if isinstance(row, Mapping) else str(number)
        if not isinstance(row, Mapping) or code not in known:
            mistakes.add(f"table {code}", "phần mềm không có biểu này")
            continue
        for key, value in row.items():
            example = _FIELDS.get(key)
            if example is None or not _is_alike(value, example):
                mistakes.add(f"table {code}, {key}", "giá trị không dùng được")
            elif key == "headings" and len(value) != len(known[code].get("headings", ())):
                mistakes.add(f"table {code}", "số cột không bằng số cột của biểu")


def _is_alike(value: Any, known: Any) -> bool:
    if isinstance(known, list):
        return isinstance(value, list) and all(isinstance(line, str) for line in value)
    return type(value) is type(known)
