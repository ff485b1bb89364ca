"""What a rule pack would change, value by value, in words that stand on the screen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """One value side by side."""

    place: str
    before: str
    after: str


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What an item changes, value by value, in the item's order; what it takes away comes last."""
    old = dict(_values(before or {}, ()))
    new = dict(_values(after, ()))
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        Difference(": ".join(place), old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place, "") != new.get(place, "")
    )


def _values(value: Any, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        # What stands alone first, long tables of rows after it.
        for key, inner in sorted(value.items(), key=lambda pair: _is_rows(pair[1])):
            if key not in _UNSHOWN or not place:
                yield from _values(inner, (*place, _NAMES.get(str(key), str(key))))
    elif _is_rows(value):
        for row, name in zip(value, _row_names(value), strict=True):
            yield from _values(row, (*place, name))
    elif isinstance(value, (list, tuple)):
        yield place, "; ".join(map(_shown, value))
    else:
        yield place, _shown(value)


def _is_rows(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and any(isinstance(row, Mapping) for row in value)


def _row_names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each row goes by; rows of one name (two answers "Khác") stay apart by their code."""
    names = [
        _VALUES.get(name, name)
        for name in (
            str(row.get("name") or row.get("text") or row.get("heading") or row.get("code") or number)
            for number, row in enumerate(rows, start=1)
        )
    ]
    return [
        f"{name} ({row.get('code', '')})" if names.count(name) > 1 else name
        for name, row in zip(names, rows, strict=True)
    ]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") if abs(value) >= 10_000 else str(value)
    return _VALUES.get(str(value), str(value))


_UNSHOWN = frozenset({"code"})
_VALUES = {
    "complete": "đủ",
    "incomplete": "chưa đủ",
    "poor": "hộ nghèo",
    "near_poor": "hộ cận nghèo",
    "not_poor": "hộ không nghèo",
}
_NAMES = {
    "id": "Mã bộ",
    "title": "Tên",
    "name": "Tên",
    "short_name": "Tên in trên giấy",
    "legal_basis": "Văn bản quy định",
    "effective_from": "Áp dụng từ",
    "effective_to": "Đến hết",
    "valid_from": "Từ ngày",
    "valid_to": "Đến hết ngày",
    "status": "Đủ để dùng",
    "note": "Ghi chú",
    "points_per_deprivation": "Điểm B2 mỗi chỉ số",
    "income_lines": "Mức thu nhập",
    "average_lines": "Mức sống trung bình",
    "cutoffs": "Điểm giới hạn B1",
    "rural": "nông thôn",
    "urban": "thành thị",
    "indicator": "Chỉ số",
    "question": "Câu hỏi B1",
    "answer": "trả lời",
    "points": "điểm",
    "at_least": "từ mức",
    "category": "Phân loại",
    "within_cutoff": "trong điểm giới hạn",
    "min_deprivations": "thiếu hụt ít nhất",
    "service": "dịch vụ",
    "text": "nội dung",
    "number": "số thứ tự",
    "certainty": "cần đối chiếu vì",
    "suggested_by": "cách gợi ý",
    "kind": "kiểu",
    "unit": "đơn vị",
    "catalogue": "danh mục",
    "group": "nhóm",
    "groups": "Nhóm",
    "source": "Căn cứ",
    "step": "Bước",
    "actor": "người thực hiện",
    "output": "kết quả",
    "working_days": "số ngày làm việc",
    "recheck_working_days": "ngày làm việc phúc tra",
    "min_agreement_percent": "tỷ lệ đồng ý (%)",
    "may_be_skipped": "được bỏ qua",
    "addressee_choices": "nơi nhận",
    "suggested_month": "tháng dự kiến",
    "suggested_day": "ngày dự kiến",
    "periodic": "Rà soát định kỳ",
    "continuous": "Rà soát thường xuyên",
    "start_month": "tháng bắt đầu",
    "start_day": "ngày bắt đầu",
    "end_month": "tháng kết thúc",
    "end_day": "ngày kết thúc",
    "from_day": "từ ngày trong tháng",
    "answer_working_days": "ngày làm việc để trả lời",
    "procedure_code": "Mã thủ tục",
    "item": "Dòng",
    "active": "đang dùng",
    "extra": "Kèm theo",
    "parent": "Thuộc dự án",
    "programme": "Chương trình",
    "position": "Thứ tự",
    "subject": "Trích yếu",
    "opening": "Mở đầu",
    "closing": "Kết thúc",
    "basis": "Căn cứ",
    "section": "Mục",
    "heading": "tên mục",
    "body": "lời văn",
    "role": "Vai",
    "recipient": "Nơi nhận",
    "options": "Lựa chọn",
    "like": "tính giống mục",
    "month": "tháng",
    "day": "ngày",
    "subjects": "đối tượng",
    "policy": "chính sách",
    "male_years": "nam: năm",
    "male_months": "nam: tháng",
    "female_years": "nữ: năm",
    "female_months": "nữ: tháng",
}
"""What a key of rule data is called in front of an officer; an unknown one is shown as it stands."""
