"""Short forms that papers use: each is explained where it first stands."""

import re
from collections.abc import Iterator

ABBREVIATIONS = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQVN": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "VH-XH": "Văn hóa - Xã hội",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "MTQG": "mục tiêu quốc gia",
    "DTTS": "dân tộc thiểu số",
    "BHYT": "bảo hiểm y tế",
    "BCĐ": "Ban Chỉ đạo",
}


def used(short: str, text: str) -> re.Match[str] | None:
    """Where a short form first stands; a symbol such as 21/KH-UBND is none."""
    return re.search(rf"(?<![-/\w]){re.escape(short)}(?!\w)", text)


def unexplained(text: str) -> Iterator[tuple[str, str]]:
    """Short forms that stand in a text before "long (short)", each with its long form.

    A note below a table may explain them the other way round, "short: long".
    """
    for short, long in ABBREVIATIONS.items():
        found = used(short, text)
        if found is None or text.startswith(f"{short}: {long}", found.start()):
            continue
        if f"{long} ({short})" not in text[: found.end() + 1]:
            yield short, long
