"""What the files of a rule pack may be: each kind read by the loader of the shipped files of that kind."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from povdesk.domain import procedure as procedures
from povdesk.domain import programme, standard
from povdesk.domain.errors import InvalidInput, PovDeskError, RuleDataUnreadable
from povdesk.domain.rights import GROUPS
from povdesk.domain.rule_data import Fields, Mistakes
from povdesk.domain.rule_pack import PackItem, Part
from povdesk.domain.toml_text import plain
from povdesk.domain.vietnamese import short_date
from povdesk.storage import form_a, insurance_changes, paper_wording, plan_wordings, what_if_rules
from povdesk.storage.indicators import rules as counting

from . import catalogue_files, result_files

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_YEAR = re.compile(r"20[2-9]\d")
_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")

SECTIONS = {
    "status": "Xếp loại tiến độ",
    "counting": "Cách đếm",
    "kinds": "Loại hỗ trợ được đếm",
    "removes": "Hỗ trợ xóa thiếu hụt nào",
    "leaving": "Dấu hiệu sắp thoát nghèo",
    "pace": "Nhịp giảm nghèo",
}


def items_from(path: str, data: Mapping[str, Any]) -> tuple[PackItem, ...]:
    """The items of one file, checked; RuleDataUnreadable names the file, the place and the mistake."""
    read = _reader(path)
    if read is None:
        raise RuleDataUnreadable(
            f"Gói có phần “{path}” mà phần mềm này không biết.",
            "Không có gì thay đổi. Cập nhật PovDesk rồi nhập lại gói.",
        )
    return tuple(read(path, data))


def _reader(path: str) -> Callable[[str, Mapping[str, Any]], Iterator[PackItem]] | None:
    folder, name = PurePosixPath(path).parent.as_posix(), PurePosixPath(path).stem
    if folder == "papers" and f"{name}.toml" in paper_wording.FILES:
        return _wording
    if folder == "catalogues":
        return _form_a if name == form_a.CODE else catalogue_files.items
    exact = {
        "papers/results.toml": result_files.items,
        "indicators/rules.toml": _counting,
        "indicators/suggestions.toml": _suggestions,
        "insurance/groups.toml": _insurance,
    }
    whole = {"annual_plan": _plan, "standards": _standard, "procedures": _procedure, "programmes": _projects}
    return exact.get(path) or whole.get(folder)


def _standard(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    made = standard.from_data(data, path)
    yield PackItem(Part.STANDARD, _id(made.id, path), made.title, plain(data))


def _procedure(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    made = procedures.from_data(data, path)
    steps = [step.step for step in made.steps]
    mistakes = Mistakes(path)
    for step in sorted({step for step in steps if steps.count(step) > 1}):
        mistakes.add("", f"bước “{step}” có hai lần")
    if made.effective_to is not None and made.effective_to < made.effective_from:
        mistakes.add("", "ngày hết hiệu lực ở trước ngày có hiệu lực")
    mistakes.raise_if_any()
    yield PackItem(Part.PROCEDURE, _id(made.id, path), made.title, plain(data))


def _plan(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    year = PurePosixPath(path).stem
    if not _YEAR.fullmatch(year) or data.get("year") != int(year):
        raise RuleDataUnreadable(
            f"Tên tệp “{path}” và năm ghi trong tệp không khớp.", "Xin lại gói từ nơi làm gói."
        )
    plan_wordings.read_data(data, int(year))
    yield PackItem(Part(plan_wordings.KIND), year, f"Mẫu kế hoạch từ năm {year}", plain(data))


def _wording(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    file = PurePosixPath(path).name
    known_names = paper_wording.placeholders(file)
    mistakes = Mistakes(path)
    for code, parts in data.items():
        if (
            code not in paper_wording.PAPERS
            or not paper_wording.holds(file, code)
            or not isinstance(parts, Mapping)
        ):
            mistakes.add(code, "phần mềm không có văn bản này")
            continue
        shipped = paper_wording.shipped(file, code)
        for part, lines in parts.items():
            where = f"{code}, {part}"
            if part not in shipped:
                mistakes.add(where, "văn bản không có đoạn này")
            elif not _is_texts(lines) or not lines or not all(lines):
                mistakes.add(where, "phải là danh sách các dòng chữ, không dòng nào trống")
            else:
                for name in sorted(set(_BRACES.findall("\n".join(lines))) - known_names):
                    mistakes.add(where, f"không biết chỗ điền “{{{name}}}”")
    mistakes.raise_if_any()
    for code, parts in data.items():
        yield PackItem(Part.WORDING, code, paper_wording.PAPERS[code], plain(parts), file)


def _form_a(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    read = catalogue_files.read(path, data)
    lines = [item.name for item in read.items if item.active]
    if not lines:
        raise RuleDataUnreadable(f"“{path}” không có dòng nào.", "Xin lại gói từ nơi gửi.")
    yield PackItem(Part.FORM_A, form_a.CODE, read.title, {"item": lines})


def _counting(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    yield from _sections(path, data, Part.COUNTING, counting.refuse_wrong, _odd_counting)


def _suggestions(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    known = what_if_rules.shipped_sections()

    def refuse(section: str, values: Mapping[str, Any]) -> None:
        if section not in known:
            raise InvalidInput("phần mềm không có phần này")
        if section == "removes":
            return
        what_if_rules.refuse_wrong(section, values)

    yield from _sections(path, data, Part.SUGGESTIONS, refuse, _odd_codes("removes"))


def _sections(
    path: str,
    data: Mapping[str, Any],
    part: Part,
    refuse: Callable[[str, Mapping[str, Any]], None],
    odd: Callable[[str, str, Any], str],
) -> Iterator[PackItem]:
    mistakes = Mistakes(path)
    for section, values in data.items():
        try:
            if not isinstance(values, Mapping):
                raise InvalidInput("phải là một bảng")
            refuse(section, values)
        except PovDeskError as error:
            mistakes.add(section, error.message)
            continue
        for name, value in values.items():
            why = odd(section, name, value)
            if why:
                mistakes.add(f"{section}, {name}", why)
    mistakes.raise_if_any()
    for section, values in data.items():
        yield PackItem(part, section, SECTIONS[section], plain(values))


def _odd_counting(section: str, name: str, value: Any) -> str:
    if name in ("year_starts", "year_ends"):
        found = _MONTH_DAY.fullmatch(str(value))
        try:
            date(2023, *map(int, found.groups() if found else ("0", "0")))
        except ValueError:
            return "phải là tháng-ngày, ví dụ 03-01"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and not 0 <= value <= 1200:
        return "số ngoài khoảng dùng được"
    return _odd_codes("kinds")(section, name, value)


def _odd_codes(lists: str) -> Callable[[str, str, Any], str]:
    def odd(section: str, name: str, value: Any) -> str:
        if section != lists:
            return ""
        fits = _is_texts(value) and all(map(_CODE.fullmatch, value)) and _CODE.fullmatch(name)
        return "" if fits else "phải là danh sách các mã"

    return odd


def _insurance(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    mistakes = Mistakes(path)
    fields = Fields(data, "", mistakes)
    found = []
    for row in fields.tables("period"):
        since, groups, source = row.day("valid_from", required=True), row.texts("groups"), row.text("source")
        if not groups or not set(groups) <= set(GROUPS):
            row.wrong("“groups” phải là nhóm mà phần mềm biết: " + ", ".join(GROUPS))
        row.finish()
        found.append((since, groups, source))
    fields.finish()
    mistakes.raise_if_any()
    for since, groups, source in found:
        if since is not None:
            yield PackItem(
                Part(insurance_changes.RULES),
                since.isoformat(),
                f"Từ ngày {short_date(since)}",
                {"groups": sorted(groups), "source": source},
            )


def _projects(path: str, data: Mapping[str, Any]) -> Iterator[PackItem]:
    found = programme.projects_from(data, path)
    for one, row in zip(found, data.get("project", ()), strict=True):
        values = {
            "name": one.name,
            "short_name": one.short_name,
            "parent": one.parent,
            "programme": one.programme,
            "position": row.get("position"),
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
        }
        yield PackItem(Part.PROJECT, one.code, one.called, plain(values), one.programme)


def _id(code: str, path: str) -> str:
    if not _ID.fullmatch(code):
        raise RuleDataUnreadable(
            f"Mã “{code[:60]}” trong “{path}” không dùng được.",
            "Mã chỉ gồm chữ không dấu, số, dấu chấm, dấu gạch, không quá 40 chữ.",
        )
    return code


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(line, str) for line in value)
