"""What Windows answers about a signature, in our words; asked through a fake where there is no Windows."""

from pathlib import Path

import pytest

from povdesk.domain.update import UNSIGNED, Signature, SignatureState
from povdesk.storage import signed_files

FILE = Path("PovDesk-Setup-1.0.1.exe")
SIGNER = "Công ty Phần mềm Mẫu"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (0, SignatureState.VALID),
        (0x80096010, SignatureState.BROKEN),  # the file was altered
        (0x800B010C, SignatureState.BROKEN),  # withdrawn
        (0x800B0111, SignatureState.BROKEN),  # forbidden on this computer
        (0x800B0109, SignatureState.UNCONFIRMED),  # root not known, as on a computer without internet
        (0x800B010A, SignatureState.UNCONFIRMED),  # chain not complete
        (0x800B0101, SignatureState.UNCONFIRMED),  # expired and without a time stamp
        (0x80070005, SignatureState.UNCONFIRMED),  # an answer nobody expected proves nothing
    ],
)
def test_the_answer_of_windows_is_understood(code: int, state: SignatureState) -> None:
    found = signed_files.signature(FILE, lambda _path: (code, SIGNER))

    assert found == Signature(state, SIGNER)


@pytest.mark.parametrize("code", [0x800B0100, 0x800B0003, 0x800B0001])
def test_a_file_without_a_signature_has_no_signer(code: int) -> None:
    assert signed_files.signature(FILE, lambda _path: (code, SIGNER)) == UNSIGNED


def test_windows_answers_with_a_negative_number() -> None:
    found = signed_files.signature(FILE, lambda _path: (0x80096010 - 2**32, ""))

    assert found.state is SignatureState.BROKEN


def test_the_file_that_is_asked_about_is_the_one_given() -> None:
    asked = []

    def trust(path: Path) -> tuple[int, str]:
        asked.append(path)
        return 0, SIGNER

    signed_files.signature(FILE, trust)

    assert asked == [FILE]
