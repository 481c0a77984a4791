"""What is installed is what was looked at: pinned, hashed, and from no named host."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parent.parent / "packaging"
FILES = ["requirements.txt", "requirements-dev.txt", "requirements-build.txt"]
FREEZE = "requirements-freeze.txt"  # an environment of its own: packaging/build_all.py


def _pins(name: str) -> dict[str, str]:
    text = (PACKAGING / name).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ \n]+)", text, re.M))


@pytest.mark.parametrize("name", [*FILES, FREEZE])
def test_every_requirement_is_pinned_and_hashed_and_names_no_host(name: str):
    """Each entry is `name==version` followed by hashes; no line says where it comes from."""
    text = (PACKAGING / name).read_text("utf-8")
    entries = [e for e in re.split(r"\n(?=[^\s#])", "\n" + text) if e.strip()]
    loose = [e for e in entries if "==" not in e.splitlines()[0] or "--hash=sha256:" not in e]
    assert (loose, "://" in text, "--index" in text) == ([], False, False)


def test_the_files_agree_and_hold_what_the_project_asks_for():
    """The same library has one version everywhere, and each dependency is in the run's file."""
    run, tests, build = map(_pins, FILES)
    assert {**tests, **run, **build} == tests
    project = tomllib.loads((PACKAGING.parent / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.split(r"[<>=]", line)[0].lower() for line in project["dependencies"]}
    assert asked - run.keys() == set()


def test_a_machine_that_lacks_packages_gets_one_line_to_copy(monkeypatch: pytest.MonkeyPatch):
    """Without root, the script all that is missing is named in one apt-get line."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.setattr(sys, "platform", "linux")
    import dev

    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(dev.shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    monkeypatch.setattr(dev, "has_venv", lambda: False)
    with pytest.raises(dev.SetupError) as stopped:
        dev.need_packages({"libmissing.so.1": "libmissing1", "Xvfb": "xvfb"})
    assert str(stopped.value).splitlines()[1:] == [
        "sudo apt-get install -y python3-venv libmissing1 xvfb"
    ]


def test_another_qt_is_tried_with_all_else_as_it_is_pinned(monkeypatch: pytest.MonkeyPatch):
    """Bare pins with their markers; Qt's own are left out, their hashes being another version's."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    import try_qt

    text = "attrs==26.1.0 \\\n    --hash=sha256:aa\n    # via cattrs\n"
    text += "pyside6-essentials==6.11.3 \\\n    --hash=sha256:bb\n"
    text += "colorama==0.4 ; sys_platform == 'win32' \\\n    --hash=sha256:cc\n"
    assert try_qt.without_qt(text) == "attrs==26.1.0\ncolorama==0.4 ; sys_platform == 'win32'\n"
    everything = try_qt.without_qt((PACKAGING / "requirements-dev.txt").read_text("utf-8"))
    assert len(everything.splitlines()) == len(_pins("requirements-dev.txt")) - 2
