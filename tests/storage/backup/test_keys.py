"""The two secrets that open a copy, typed by people on any keyboard; the format's fixed example."""

import hashlib
import io
import json
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povdesk.domain.errors import BackupDamaged, InvalidInput
from povdesk.storage.backup import codes, container, keys

from .samples import PASSPHRASE, QUICK, a_key

VECTOR = json.loads((Path(__file__).parent / "vector.json").read_text(encoding="utf-8"))


def test_both_secrets_open_the_key() -> None:
    office, code = a_key()

    assert keys.unwrap(office.wraps, PASSPHRASE) == office.key
    assert keys.unwrap(office.wraps, code) == office.key
    assert code.replace("-", "") not in json.dumps(list(office.wraps))


@pytest.mark.parametrize(
    "typed", ["SUOI TRONG NUI XANH", " suoi  trong nui xanh ", "suoi trong\u00a0nui xanh"]
)
def test_capitals_and_spaces_lock_nobody_out(typed: str) -> None:
    office, _code = a_key()

    assert keys.unwrap(office.wraps, typed) == office.key


def test_a_code_read_aloud_in_small_letters_with_o_for_zero_still_opens() -> None:
    office, code = a_key()
    spoken = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")

    assert keys.unwrap(office.wraps, spoken) == office.key


def test_a_wrong_secret_is_told_from_a_damaged_file() -> None:
    office, _code = a_key()
    for wrong in ("", "suoi trong nui do", codes.new_recovery_code()):
        with pytest.raises(InvalidInput, match="không đúng"):
            keys.unwrap(office.wraps, wrong)


@pytest.mark.parametrize("typed", ["ngắn", "suối trong núi xanh", "muoi mot ky", "a" * 11])
def test_a_passphrase_an_input_method_could_change_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        keys.new_office_key(typed, cost=QUICK)


@pytest.mark.parametrize(
    ("field", "value"), [("n", 1 << 40), ("n", 3), ("r", 4096), ("p", 99), ("kdf", "none")]
)
def test_a_forged_cost_is_refused_before_any_memory_is_taken(field: str, value: object) -> None:
    office, code = a_key()
    forged = [{**wrap, field: value} for wrap in office.wraps]

    with pytest.raises(BackupDamaged):
        keys.unwrap(forged, code)


_GROUP_PLACES = st.integers(0, codes.GROUPS * 5 - 1)


@given(_GROUP_PLACES, st.sampled_from(codes.ALPHABET))
def test_one_wrong_letter_is_shown_in_its_group(place: int, letter: str) -> None:
    code = codes.new_recovery_code().replace("-", "")
    typed = code[:place] + letter + code[place + 1 :]

    assert codes.wrong_group(typed) == (None if typed == code else place // 5 + 1)


@given(st.integers(0, codes.GROUPS - 1), st.integers(0, 4), st.integers(0, 4))
def test_two_letters_that_changed_places_are_shown(group: int, one: int, other: int) -> None:
    code = list(codes.new_recovery_code().replace("-", ""))
    before = list(code)
    one, other = group * 5 + one, group * 5 + other
    code[one], code[other] = code[other], code[one]

    assert codes.wrong_group("".join(code)) == (None if code == before else group + 1)


def test_a_code_with_letters_missing_says_how_many_there_are() -> None:
    with pytest.raises(InvalidInput, match="vừa gõ 12 chữ"):
        codes.wrong_group("0123-4567-89AB")


@pytest.mark.parametrize("secret", ["passphrase", "recovery_code"])
def test_the_example_file_of_the_format_opens_with_each_secret(secret: str) -> None:
    data = bytes.fromhex(VECTOR["file"])
    file, pieces = io.BytesIO(data), []
    checked = container.check(file)
    key = keys.opening_key(checked.header.enc, VECTOR[secret], None)
    container.unpack(file, checked, key, pieces.append)

    assert key is not None and key.hex() == VECTOR["office_key"]
    assert b"".join(pieces).hex() == VECTOR["plain"]


def test_the_example_file_can_be_read_with_nothing_but_the_description_of_the_format() -> None:
    """Written anew from the description: another program could do the same in fifty years."""
    import zstandard
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    data = bytes.fromhex(VECTOR["file"])
    assert data[:8] == b"\x89PVB\r\n\x1a\n"
    length = int.from_bytes(data[12:16], "little")
    header, place = json.loads(data[16 : 16 + length]), 16 + length
    scrypt = next(wrap for wrap in header["enc"]["wraps"] if wrap["kind"] == "pass")
    stretched = hashlib.scrypt(
        VECTOR["passphrase"].encode(), salt=bytes.fromhex(scrypt["salt"]), n=scrypt["n"], r=8, p=1, dklen=32
    )
    office = AESGCM(stretched).decrypt(
        bytes.fromhex(scrypt["nonce"]), bytes.fromhex(scrypt["key"]), b"PVB1 pass"
    )
    of_file = HKDF(SHA256(), 32, bytes.fromhex(header["enc"]["salt"]), b"PVB1 file").derive(office)
    word = int.from_bytes(data[place : place + 4], "little")
    assert word >> 31 == 1
    sealed = data[place + 4 : place + 4 + (word & 0x7FFFFFFF)]
    nonce = bytes.fromhex(header["enc"]["prefix"]) + struct.pack(">IB", 0, 1)
    packed = AESGCM(of_file).decrypt(nonce, sealed, hashlib.sha256(data[: 16 + length]).digest())

    assert zstandard.ZstdDecompressor().decompress(packed).hex() == VECTOR["plain"]
    assert data[-48:-40] == b"PVB-END\n"
    assert int.from_bytes(data[-40:-32], "little") == len(data)
    assert hashlib.sha256(data[:-32]).digest() == data[-32:]
