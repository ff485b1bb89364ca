"""A real stick is pulled while a setup is read from it: nothing stays behind, the officer is told."""

import hashlib
import os
import signal
from pathlib import Path

import pytest

from povdesk.domain.errors import StorageUnavailable
from povdesk.domain.update import Version
from povdesk.storage import updates

from . import sticks

NAME = "PovDesk-Setup-1.0.1.exe"
OURS = Version(1, 0, 0)
SIZE = 24 << 20


@pytest.mark.parametrize("kind", sticks.KINDS)
def test_a_stick_pulled_while_a_setup_is_read_leaves_nothing(kind: str, tmp_path: Path) -> None:
    sticks.need(kind)
    image, place, into = tmp_path / "stick.img", tmp_path / "USB", tmp_path / "updates"
    place.mkdir()
    sticks.format_image(kind, image)
    content = b"MZ" + os.urandom(SIZE)
    with sticks.stick(kind, image, place):
        (place / NAME).write_bytes(content)
        said = hashlib.sha256(content).hexdigest()
        (place / f"{NAME}.sha256").write_text(f"{said}  {NAME}\n", encoding="ascii")

    with sticks.stick(kind, image, place) as driver:
        alive = True

        def pull(percent: int, _words: str) -> None:
            nonlocal alive
            if alive and percent >= 15:
                alive = False
                os.kill(driver, signal.SIGKILL)

        with pytest.raises(StorageUnavailable, match="USB đã bị rút"):
            updates.bring(place / NAME, OURS, into, progress=pull)

    assert not alive
    assert not list(into.iterdir())
    with sticks.stick(kind, image, place, repair=True):
        assert updates.bring(place / NAME, OURS, into).sha256 == said
