"""What can be told of the Windows build on any machine: its wheels, its version, its installer."""

import re
import tomllib
from pathlib import Path

import pytest

from desktop import cli

PACKAGING = Path(__file__).parent.parent / "packaging"


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def test_markers_are_worked_out_for_windows():
    """pip asks the machine it runs on, so the list for another one holds no markers any more."""
    import windows

    text = (
        "# by hand\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:aa \\\n"
        "    --hash=sha256:bb\n    # via click\n"
        "macholib==1.16 ; sys_platform == 'darwin' \\\n    --hash=sha256:cc\n"
        "uvloop==1.0 ; sys_platform != 'win32' \\\n    --hash=sha256:dd\n"
        "click==8.5 \\\n    --hash=sha256:ee\n    # via sqlite-utils\n"
    )
    assert windows.for_windows(text) == (
        "colorama==0.4.6 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "click==8.5 \\\n    --hash=sha256:ee\n"
    )


def test_a_marker_that_is_not_known_stops_the_wheelhouse():
    """Nothing is left out on a guess."""
    import windows

    with pytest.raises(ValueError, match="python_full_version"):
        windows.for_windows("a==1 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\n")


def test_the_wheelhouse_has_what_only_windows_needs():
    """PyInstaller reads Windows' files with pefile; what only a Mac needs is not there."""
    import windows

    texts = [(PACKAGING / name).read_text("utf-8") for name in windows.REQUIREMENTS]
    listed = "".join(map(windows.for_windows, texts))
    names = set(re.findall(r"^([a-z0-9-]+)==", listed, re.MULTILINE))
    assert {"pefile", "pywin32-ctypes", "pyside6-essentials", "hatchling"} <= names
    assert ("macholib" in names, ";" in listed) == (False, False)


def test_windows_counts_versions_in_four_numbers(tmp_path: Path):
    """0.1.0 is 0.1.0.0, in the program's version data as well."""
    import windows

    windows.write_version("0.1.0", tmp_path / "version.txt")
    text = (tmp_path / "version.txt").read_text("utf-8")
    assert windows.quad("0.1.0") == (0, 1, 0, 0)
    assert ("filevers=(0, 1, 0, 0)" in text, windows.TITLE in text) == (True, True)


def test_the_installer_is_one_persons_and_leaves_the_clerks_data():
    """No administrator, no entry for all users, and of folders only the program's own goes."""
    text = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    gone = set(re.findall(r"^\s*RMDir (.*)$", text, re.MULTILINE))
    assert "RequestExecutionLevel user" in text
    assert ("HKLM" in text, "SHCTX" in text) == (False, False)
    assert gone == {'/r "$INSTDIR\\_internal"', '"$INSTDIR"'}


def test_the_installer_says_which_windows_it_needs():
    """Qt takes icuuc.dll from Windows, which older ones do not have: nothing is installed there."""
    text = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")
    before, _, _ = text.partition('Section "程序"')
    assert ("${AtLeastBuild} 15063" in before, "${RunningX64}" in before) == (True, True)


def test_without_nsis_the_program_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """The frozen program is there, and the sentence says where and what is missing."""
    import windows

    monkeypatch.setattr("shutil.which", lambda _name: None)
    status = windows.installer(tmp_path, tmp_path, "0.1.0", tmp_path)
    said = capsys.readouterr().out
    assert (status, "NSIS" in said, str(tmp_path) in said) == (1, True, True)


def test_the_version_has_one_source(capsys: pytest.CaptureFixture[str]):
    """`review-desk --version` says what pyproject.toml says."""
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text("utf-8"))["project"]
    with pytest.raises(SystemExit) as ended:
        cli.run(["--version"])
    said = (ended.value.code, capsys.readouterr().out)
    assert said == (0, f"review-desk {project['version']}\n"), "changed? then make .venv anew"
