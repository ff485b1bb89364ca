"""Which file is a newer PovDesk, and what must vouch for it before it is taken."""

from itertools import pairwise
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain import changelog, update
from povdesk.domain.errors import InvalidInput
from povdesk.domain.update import Signature, SignatureState, Version

HASH = "0f" * 32
OURS = Version(1, 2, 0)
SIGNED = Signature(SignatureState.VALID, "Công ty Phần mềm Mẫu")
UNKNOWN_ROOT = Signature(SignatureState.UNCONFIRMED, "Công ty Phần mềm Mẫu")
ALTERED = Signature(SignatureState.BROKEN, "Công ty Phần mềm Mẫu")

numbers = st.integers(0, 9999)
versions = st.builds(Version, numbers, numbers, numbers)


@given(versions)
def test_a_version_is_read_back_from_the_name_of_its_setup(wanted: Version) -> None:
    assert update.version_in_name(f"PovDesk-Setup-{wanted}.exe") == wanted
    assert update.version(str(wanted)) == wanted


@given(versions, versions)
def test_of_two_different_versions_exactly_one_may_replace_the_other(one: Version, other: Version) -> None:
    taken = 0
    for found, ours in ((one, other), (other, one)):
        try:
            update.refuse_unless_newer(found, ours)
            taken += 1
        except InvalidInput:
            pass
    assert taken == (one != other)


def test_versions_are_compared_as_numbers() -> None:
    told = ["0.9.9", "1.0.0", "1.2.0", "1.9.12", "1.10.0", "2.0.0"]
    ordered = [update.version(each) for each in told]

    assert all(before < after for before, after in pairwise(ordered))  # type: ignore[operator]


@pytest.mark.parametrize(
    "name",
    [
        "PovDesk-Setup-1.0.exe",
        "PovDesk-Setup-1.0.0.exe.exe",
        "PovDesk-Setup-1.0.0.msi",
        "PovDesk-Setup-1.0.0 (1).exe",
        "Setup-1.0.0.exe",
        "PovDesk-Setup-1.0.0.exe.sha256",
        "PovDesk-Setup-٣.0.0.exe",
        "PovDesk-Setup-99999.0.0.exe",
    ],
)
def test_another_name_is_no_setup(name: str) -> None:
    assert update.version_in_name(name) is None
    with pytest.raises(InvalidInput, match="không phải bộ cài"):
        update.named_version(PurePath(name))


def test_the_same_and_an_older_version_are_refused_in_words() -> None:
    with pytest.raises(InvalidInput, match=r"đang dùng đúng phiên bản 1\.2\.0"):
        update.refuse_unless_newer(OURS, OURS)
    with pytest.raises(InvalidInput, match=r"1\.1\.9, cũ hơn phiên bản 1\.2\.0"):
        update.refuse_unless_newer(Version(1, 1, 9), OURS)
    update.refuse_unless_newer(Version(1, 2, 1), OURS)


def test_a_hash_file_is_read_as_sha256sum_writes_it() -> None:
    text = f"{HASH}  PovDesk-Setup-1.2.1.exe\n{HASH.upper()} *build/PovDesk-Setup-1.2.1.txt\r\nkhông phải\n"

    assert update.fingerprints(text) == {"povdesk-setup-1.2.1.exe": HASH, "povdesk-setup-1.2.1.txt": HASH}
    assert update.fingerprints("\ufeff" + text) == update.fingerprints(text)


@given(st.text(max_size=300))
def test_whatever_a_hash_file_says_it_is_read_or_passed_over(text: str) -> None:
    assert all(len(each) == 64 for each in update.fingerprints(text).values())


@pytest.mark.parametrize(
    ("signature", "fits", "said"),
    [
        (SIGNED, None, "Chữ ký số hợp lệ của Công ty Phần mềm Mẫu."),
        (SIGNED, True, "Chữ ký số hợp lệ của Công ty Phần mềm Mẫu. Mã kiểm SHA-256 cũng khớp."),
        (
            update.UNSIGNED,
            True,
            "Mã kiểm SHA-256 khớp. Tệp không có chữ ký số:"
            " chỉ cài khi biết chắc USB đến từ nơi cấp phần mềm.",
        ),
        (
            UNKNOWN_ROOT,
            True,
            "Mã kiểm SHA-256 khớp. Tệp có chữ ký số của Công ty Phần mềm Mẫu,"
            " nhưng máy này không xác nhận được.",
        ),
    ],
)
def test_what_vouches_for_the_file_is_said(signature: Signature, fits: bool | None, said: str) -> None:
    assert update.proof(signature, fits) == said


@pytest.mark.parametrize(
    ("signature", "fits", "why"),
    [
        (update.UNSIGNED, None, "cũng không có tệp mã kiểm"),
        (UNKNOWN_ROOT, None, "cũng không có tệp mã kiểm"),
        (update.UNSIGNED, False, "khác với mã kiểm"),
        (SIGNED, False, "khác với mã kiểm"),
        (ALTERED, True, "không còn đúng"),
        (ALTERED, None, "không còn đúng"),
    ],
)
def test_a_file_nothing_vouches_for_is_refused(signature: Signature, fits: bool | None, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        update.proof(signature, fits)

    assert ".sha256" in refused.value.advice


def test_a_signed_program_is_only_replaced_by_the_same_signer() -> None:
    other = Signature(SignatureState.VALID, "Hãng khác")

    assert "hợp lệ" in update.proof(SIGNED, True, ours=SIGNED)
    for stranger in (other, update.UNSIGNED, UNKNOWN_ROOT):
        with pytest.raises(InvalidInput, match="Bản đang dùng có chữ ký số của Công ty Phần mềm Mẫu"):
            update.proof(stranger, True, ours=SIGNED)


LIST = """# Có gì mới

## 1.10.0

Bản mười.

- Một.

## 1.9.0 (tháng 3)

- Chín.

## Ghi chú

Không phải phiên bản.

## 1.8.2

- Tám.
"""


def test_the_list_of_changes_is_cut_into_versions_the_newest_first() -> None:
    found = changelog.sections(LIST)

    assert [str(each.version) for each in found] == ["1.10.0", "1.9.0", "1.8.2"]
    assert found[0].text == "Bản mười.\n\n- Một."
    assert found[2].text == "- Tám."


def test_only_what_came_after_the_version_seen_last_is_new() -> None:
    def new(seen: str, ours: str = "1.10.0") -> list[str]:
        return [str(each.version) for each in changelog.since(LIST, seen, ours)]

    assert new("1.8.2") == ["1.10.0", "1.9.0"]
    assert new("1.9.0") == ["1.10.0"]
    assert new("1.8.2", "1.9.0") == ["1.9.0"]
    assert new("1.10.0") == new("2.0.0") == new("") == new("lạ") == []
