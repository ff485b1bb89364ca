"""Files of rule packs: damaged, foreign and oversized ones are refused in words and change nothing."""

import hashlib
import io
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from povdesk.domain import toml_text
from povdesk.domain.errors import NotPossibleNow, PovDeskError, RuleDataUnreadable
from povdesk.storage import paper_wording
from povdesk.storage.rule_packs import container

from .rule_packs import HEAD, a_pack, a_register, contents, new_plan, new_procedure, new_standard

MANIFEST = container.MANIFEST


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes], *more: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, content in [*parts.items(), *more]:
            archive.writestr(name, content)
    return made.getvalue()


def good() -> bytes:
    return container.to_bytes(HEAD, contents())


def listed(path: str, content: bytes) -> bytes:
    """A pack of one file as its maker would list it, whatever stands in it."""
    manifest = {
        "format": 1,
        "kind": "povdesk-rules",
        "name": "Gói thử",
        "content": [{"path": path, "sha256": hashlib.sha256(content).hexdigest()}],
    }
    return zipped({MANIFEST: toml_text.dumped(manifest).encode(), path: content})


def with_manifest(**changes: Any) -> bytes:
    parts = members(good())
    data = tomllib.loads(parts[MANIFEST].decode()) | changes
    return zipped(parts | {MANIFEST: toml_text.dumped(data).encode()})


def edited_member() -> bytes:
    parts = members(good())
    name = "standards/2027-2030.toml"
    return zipped(parts | {name: parts[name].replace(b"150", b"950")})


def flipped(place: int) -> bytes:
    data = bytearray(good())
    data[place] ^= 0x40
    return bytes(data)


def doubled() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped(members(good()), (MANIFEST, b"format = 1"))


def locked() -> bytes:
    data = bytearray(good())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    return bytes(data)


def one_project_twice() -> bytes:
    rows = [{"code": "HP9", "name": "Dự án bịa"}]
    return container.to_bytes(
        HEAD, {f"programmes/{name}.toml": {"code": name, "project": rows} for name in ("a", "b")}
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "an empty file": lambda: b"",
    "a photograph": lambda: b"\xff\xd8\xff\xe0" * 500,
    "a zip of something else": lambda: zipped({"word/document.xml": b"<x/>"}),
    "no manifest": lambda: zipped({k: v for k, v in members(good()).items() if k != MANIFEST}),
    "half of a pack": lambda: good()[: len(good()) // 2],
    "a file in it edited": edited_member,
    "a file not in the manifest": lambda: zipped(members(good()), ("papers/programme.toml", b"")),
    "a file of the manifest missing": lambda: zipped({MANIFEST: members(good())[MANIFEST]}),
    "a name listed twice": doubled,
    "a project in two programmes": one_project_twice,
    "a password": locked,
    "a path upwards": lambda: listed("../povdesk.toml", b"x = 1"),
    "a path upwards inside": lambda: listed("standards/..toml", b"x = 1"),
    "an absolute path": lambda: listed("/etc/passwd.toml", b"x = 1"),
    "a Windows path": lambda: listed("standards\\..\\..\\x.toml", b"x = 1"),
    "a drive": lambda: listed("C:/x.toml", b"x = 1"),
    "a folder": lambda: zipped(members(good()), ("standards/", b"")),
    "a program": lambda: listed("standards/x.exe", b"MZ"),
    "a file too large": lambda: listed("standards/x.toml", b"#" * (container.LARGEST_MEMBER + 1)),
    "a bomb": lambda: listed("standards/x.toml", b"#" * 60_000_000),
    "too many files": lambda: zipped({f"standards/{n}.toml": b"" for n in range(70)}),
    "too large": lambda: b"PK" * container.LARGEST_FILE,
    "another compression": lambda: zipped(members(good()), kind=zipfile.ZIP_BZIP2),
    "not TOML": lambda: listed("standards/x.toml", b"id = "),
    "not UTF-8": lambda: listed("standards/x.toml", b'id = "\xff\xfe"'),
    "deep nesting": lambda: listed("standards/x.toml", b"x = " + b"[" * 5000 + b"]" * 5000),
    "a number without end": lambda: listed("standards/x.toml", b"points_per_deprivation = " + b"9" * 6000),
    "a number beyond SQLite": lambda: listed(
        "standards/x.toml", b"points_per_deprivation = 99999999999999999999"
    ),
    "an hour": lambda: listed("standards/x.toml", b"effective_from = 2027-01-01T00:00:00Z"),
    "a text without end": lambda: listed("standards/x.toml", b'note = "' + b"a" * 20_000 + b'"'),
    "an unknown kind": lambda: listed("macros/x.toml", b"x = 1"),
    "an unknown file of a known kind": lambda: listed("papers/layout.toml", b"x = 1"),
    "no rule at all": lambda: listed("papers/round.toml", b""),
    "a manifest of another program": lambda: with_manifest(kind="something"),
    "a manifest with an unknown entry": lambda: with_manifest(run="calc.exe"),
    "a manifest without a name": lambda: with_manifest(name=""),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_good_pack_is_refused_in_a_sentence(what: str, data_folder: Path) -> None:
    file = data_folder / "gói lạ.pvrules"
    file.write_bytes(HOSTILE[what]())
    with pytest.raises((RuleDataUnreadable, NotPossibleNow)) as refused:
        container.read(file)
    assert refused.value.message.endswith((".", "”")) or "\n" in refused.value.message
    assert refused.value.advice


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'id = "x"\nname =\n', "sai cách viết ở dòng 2, chữ thứ 7"),
        (b'id = "x', "sai cách viết ở cuối tệp"),
        (b'id = "\xff"', "chữ không đọc được"),
    ],
)
def test_the_place_of_a_mistake_is_said_in_vietnamese(data_folder: Path, content: bytes, words: str) -> None:
    file = data_folder / "gói sai.pvrules"
    file.write_bytes(listed("standards/x.toml", content))

    with pytest.raises(RuleDataUnreadable, match=words):
        container.read(file)


def test_a_stick_pulled_out_and_a_folder_are_refused_in_words(data_folder: Path) -> None:
    for path in (data_folder / "không có.pvrules", data_folder):
        with pytest.raises(NotPossibleNow, match="Không thấy tệp"):
            container.read(path)


def test_a_newer_format_says_to_update_the_program() -> None:
    with pytest.raises(NotPossibleNow, match="phần mềm mới hơn") as refused:
        container.from_bytes(with_manifest(format=2, more="unknown here"))
    assert "Cập nhật PovDesk" in refused.value.advice


@settings(max_examples=150, deadline=None)
@given(some.integers(0, len(good()) - 1), some.integers(1, 255))
def test_no_changed_byte_lets_other_rules_in(place: int, mask: int) -> None:
    """Bytes of a zip that mean nothing (a date) may differ; what is read is then what was made."""
    data = bytearray(good())
    data[place] ^= mask
    try:
        found = container.from_bytes(bytes(data))
    except PovDeskError:
        return
    assert (found.head, found.items) == (a_pack().head, a_pack().items)


WRONG = {
    "a standard that says complete without limits": (
        "standards/x.toml",
        {**new_standard(), "cutoffs": {"rural": 150}},
        "thiếu điểm giới hạn B1 khu vực thành thị",
    ),
    "a standard with a rule nobody knows": (
        "standards/x.toml",
        {**new_standard(), "formula": "B1+B2"},
        "không biết mục “formula”",
    ),
    "a standard with a strange id": ("standards/x.toml", {**new_standard(), "id": "../x"}, "không dùng được"),
    "a procedure with a step twice": (
        "procedures/x.toml",
        {**new_procedure(), "step": [*new_procedure()["step"], new_procedure()["step"][0]]},
        "có hai lần",
    ),
    "a procedure with an unknown step": (
        "procedures/x.toml",
        {**new_procedure(), "step": [{"code": "lottery", "name": "Bốc thăm"}]},
        "không có bước “lottery”",
    ),
    "a plan of another year than its file": (
        "annual_plan/2029.toml",
        new_plan(2028),
        "không khớp",
    ),
    "a plan without a title": (
        "annual_plan/2028.toml",
        {**new_plan(), "title": ""},
        "title",
    ),
    "a plan with a passage of no kind": (
        "annual_plan/2028.toml",
        {**new_plan(), "section": [{"code": "x", "kind": ["text"]}]},
        "kind lạ",
    ),
    "a paper this program has not": ("papers/round.toml", {"D99": {"x": ["y"]}}, "không có văn bản này"),
    "a part the paper has not": ("papers/round.toml", {"D08": {"x": ["y"]}}, "không có đoạn này"),
    "a blank line of a paper": ("papers/round.toml", {"D08": {"funding": [""]}}, "không dòng nào trống"),
    "a name nobody fills in": (
        "papers/round.toml",
        {"D08": {"funding": ["Kinh phí của {tinh_x}."]}},
        "không biết chỗ điền “{tinh_x}”",
    ),
    "a list this program has not": (
        "catalogues/zodiac.toml",
        {"title": "x", "item": [{"code": "a", "name": "a"}]},
        "không nhận danh mục này",
    ),
    "a list tied to counting": (
        "catalogues/genders.toml",
        {"title": "x", "item": [{"code": "x", "name": "x"}]},
        "không nhận danh mục này",
    ),
    "another name for a shipped item": (
        "catalogues/reasons.toml",
        {"title": "x", "item": [{"code": "no_land", "name": "Khác", "column": 1, "database_code": "HR001"}]},
        "không đổi tên được",
    ),
    "a need that counts by its code retired": (
        "catalogues/needs.toml",
        {
            "title": "x",
            "item": [
                {
                    "code": "loan",
                    "name": "Cần vay vốn",
                    "kinds": ["VAY_VON_TIN_DUNG"],
                    "valid_to": date(2027, 1, 1),
                }
            ],
        },
        "không ngừng được",
    ),
    "an item without what counting asks for": (
        "catalogues/house_walls.toml",
        {"title": "x", "item": [{"code": "Tường đất", "name": "Tường đất"}]},
        "thiếu “",
    ),
    "a holiday without a day": (
        "catalogues/public_holidays.toml",
        {"title": "x", "item": [{"code": "t", "name": "Tết", "month": 2, "day": 30}]},
        "thiếu tháng, ngày",
    ),
    "a project inside a sub-project": (
        "programmes/x.toml",
        {
            "code": "x",
            "project": [
                {"code": "a", "name": "a"},
                {"code": "b", "name": "b", "parent": "a"},
                {"code": "c", "name": "c", "parent": "b"},
            ],
        },
        "không nằm trong tiểu dự án khác",
    ),
    "a way of counting nobody knows": (
        "indicators/rules.toml",
        {"counting": {"lasting_work": "dice"}},
        "không có trong danh sách",
    ),
    "a day of the year that is none": (
        "indicators/rules.toml",
        {"status": {"year_starts": "13-45"}},
        "tháng-ngày",
    ),
    "a share above all": ("indicators/suggestions.toml", {"leaving": {"share": 120}}, "từ 0 đến 100"),
    "a group nobody knows": (
        "insurance/groups.toml",
        {"period": [{"valid_from": date(2027, 1, 1), "groups": ["rich"], "source": "x"}]},
        "nhóm mà phần mềm biết",
    ),
    "a table with a column too many": (
        "papers/results.toml",
        {"table": [{"code": "T2", "headings": ["một"]}]},
        "số cột không bằng",
    ),
    "a layout": ("papers/results.toml", {"addressee": [{"names": ["x"]}]}, "không nhận mục này"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_pack_that_breaks_a_rule_names_the_place(what: str) -> None:
    path, data, words = WRONG[what]
    with pytest.raises(RuleDataUnreadable) as refused:
        container.from_bytes(container.to_bytes(HEAD, {path: data}))
    assert words in str(refused.value)


def test_a_refused_pack_leaves_the_register_byte_for_byte(data_folder: Path) -> None:
    a_register(data_folder).close()
    before = (data_folder / "povdesk.db").read_bytes()
    for make in HOSTILE.values():
        with pytest.raises(PovDeskError):
            container.from_bytes(make())
    assert (data_folder / "povdesk.db").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "code", "part"),
    [
        ("papers/review.toml", "D18", "recipients"),
        ("papers/review.toml", "D20", "evaluation"),
        ("papers/assignment_plan.toml", "D06", "tasks"),
        ("papers/activities.toml", "D29-BB", "subject"),
        ("papers/progress.toml", "D21", "closing"),
    ],
)
def test_a_pack_may_bring_the_wording_of_any_paper_that_the_office_can_change(
    path: str, code: str, part: str
) -> None:
    pack = container.from_bytes(container.to_bytes(HEAD, {path: {code: {part: ["Lời bịa của {xa}."]}}}))
    assert [(item.title, item.data) for item in pack.items] == [
        (paper_wording.PAPERS[code], {part: ["Lời bịa của {xa}."]})
    ]


def test_every_paper_that_can_be_reworded_has_a_file_and_a_name() -> None:
    for code in paper_wording.PAPERS:
        assert paper_wording.holds(paper_wording.any_file_of(code), code)


def test_the_same_rules_give_the_same_file() -> None:
    assert good() == good()
    assert (
        a_pack().check_words
        == " ".join(hashlib.sha256(good()).hexdigest()[n : n + 4] for n in (0, 4, 8, 12)).upper()
    )


MUTATED = some.one_of(
    some.none(),
    some.integers(-5, 5),
    some.text(max_size=4),
    some.booleans(),
    some.lists(some.integers(), max_size=2),
)


@settings(max_examples=300, deadline=None)
@given(some.sampled_from(sorted(contents())), some.randoms(use_true_random=False), MUTATED)
def test_whatever_stands_in_a_packs_file_it_is_read_or_refused_in_words(
    path: str, random: Any, value: Any
) -> None:
    data = toml_text.plain(contents()[path])
    spot = data
    while True:
        keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        if not keys:
            break
        key = random.choice(keys)
        if not isinstance(spot[key], (dict, list)) or random.random() < 0.3:
            if value is None:
                del spot[key]
            else:
                spot[key] = value
            break
        spot = spot[key]
    try:
        content = toml_text.dumped(data)
    except TypeError:
        return
    try:
        container.from_bytes(listed(path, content.encode()))
    except PovDeskError as error:
        assert error.message
