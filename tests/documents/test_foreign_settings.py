"""What lies in a user's home folder or on the path changes no paper and is never run."""

import os
import subprocess
import sys
from pathlib import Path

from povdesk import paths

_DRAW = """
import sys
from povdesk.documents import fonts
fonts.family()
from reportlab import rl_config
print(rl_config.invariant, rl_config.trustedHosts, rl_config.trustedSchemes)
"""
_FOREIGN = (
    'open({mark!r}, "a").write("run"); invariant = 7; trustedSchemes = ["http"]; trustedHosts = ["*"]\n'
)


def test_settings_of_the_home_folder_and_modules_on_the_path_are_not_run(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "nhà", tmp_path / "khác"
    mark = tmp_path / "đã chạy.txt"
    text = _FOREIGN.format(mark=str(mark))
    for folder, names in (
        (home, (".reportlab_settings", ".reportlab_mods")),
        (elsewhere, ("reportlab_settings.py", "reportlab_mods.py")),
    ):
        folder.mkdir()
        for name in names:
            (folder / name).write_text(text, encoding="utf-8")
    found = os.pathsep.join([str(paths.RESOURCES.parent), str(elsewhere)])
    child = {**os.environ, "HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": found}
    done = subprocess.run(
        [sys.executable, "-c", _DRAW], env=child, timeout=300, capture_output=True, text=True
    )

    assert done.stdout.split() == ["0", "None", "[]"], done.stderr
    assert not mark.exists()
