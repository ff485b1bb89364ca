"""`python -m installer`: the words of `packaging/dev.py installer`."""

import argparse
import sys
from pathlib import Path

from installer import build, inputs, setup_file
from installer.places import ROOT, BuildRefused


def main(arguments: list[str]) -> int:
    """Build the installer, or only fill a folder with its inputs; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py installer", description="Build PovDesk-Setup-X.Y.Z.exe."
    )
    parser.add_argument(
        "--offline", type=Path, metavar="DIR", help="take the inputs from DIR, without network"
    )
    parser.add_argument("--fetch-only", type=Path, metavar="DIR", help="only fill DIR with the inputs")
    parser.add_argument("--out", type=Path, metavar="DIR", default=ROOT / "dist", help="where to (dist/)")
    parser.add_argument(
        "--compressor", choices=setup_file.COMPRESSORS, default="lzma", help="zlib is for tests"
    )
    parser.add_argument(
        "--sign-cmd", metavar="CMD", help="sign whatever is unsigned: CMD FILE signs FILE in place"
    )
    parser.add_argument("--as-version", metavar="X.Y.Z", help="tests only: another version number")
    words = parser.parse_args(arguments)
    if sys.version_info[:2] != (3, 11):
        print(
            "The installer ships Python 3.11 and compiles for it, so it is built with Python 3.11 "
            f"(Debian 12's python3); this is {sys.version.split()[0]}.",
            file=sys.stderr,
        )
        return 1
    try:
        if words.fetch_only is not None:
            folder = words.fetch_only.resolve()
            inputs.fetch(folder)
            found = inputs.take(folder)
            print(f"{folder}: the runtime and {len(found.wheels)} wheels, all proven.")
            return 0
        build.build(
            build.Wanted(
                out=words.out.resolve(),
                compressor=words.compressor,
                offline=None if words.offline is None else words.offline.resolve(),
                sign_cmd=words.sign_cmd,
                as_version=words.as_version,
            )
        )
    except BuildRefused as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
