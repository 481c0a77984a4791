"""Runs the tests with another Qt: `python3 packaging/try_qt.py 6.8 [arguments of pytest]`.

The program promises to use only what PySide6 6.8 has, so that it can be built for systems whose
C library is too old for newer ones. The environment is build/qt-<version>.
"""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import dev

QT = ("pyside6", "shiboken6")


def main(arguments: list[str]) -> int:
    """Make the environment where it is not there yet, and run pytest in it; its exit status."""
    if not arguments or not re.fullmatch(r"6\.\d+(\.\d+)*", arguments[0]):
        dev.say("用法：python3 packaging/try_qt.py 6.8 [pytest 的参数]")
        return 2
    dev.need_packages({**dev.WINDOW, **dev.TESTS})
    python = environment(arguments[0])
    rest = arguments[1:] or ["tests/ui", "tests/e2e"]
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", *rest]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=dev.ROOT, env=quiet).returncode


def environment(version: str) -> Path:
    """The Python of an environment with this Qt and all else as it is pinned."""
    folder = dev.ROOT / "build" / f"qt-{version}"
    python = folder / dev.BIN.name / Path(dev.program("python")).name
    if (folder / "complete").exists():
        return python
    dev.say(f"正在建立 PySide6 {version} 的环境 ……")
    venv.create(folder, clear=True, with_pip=True)
    pins = folder / "pins.txt"
    pins.write_text(without_qt((dev.PACKAGING / "requirements-dev.txt").read_text("utf-8")))
    dev.pip(f"--requirement={pins}", f"PySide6-Essentials=={version}.*", python=str(python))
    own = ["--no-build-isolation", "--no-deps", "--editable", str(dev.ROOT)]
    dev.pip(*own, python=str(python))
    (folder / "complete").write_text("", "utf-8")
    return python


def without_qt(text: str) -> str:
    """Requirement entries as bare pins, Qt's left out: its hashes are of the other version."""
    pins = re.findall(r"^([a-z0-9-]+==[^ ]+(?: ; [^\\]+)?) \\$", text, re.MULTILINE)
    return "".join(f"{pin}\n" for pin in pins if not pin.startswith(QT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
