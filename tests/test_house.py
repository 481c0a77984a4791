"""The house's own measures, checked on every file, so that no reader has to."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DESKTOP = ROOT / "desktop"
FILES = sorted(DESKTOP.rglob("*.py"))
DOMAIN_MAY_USE = sys.stdlib_module_names | {"stdnum", "rapidfuzz", "pypinyin", "chinese_calendar"}
# Parts of the standard library that are files, clocks, dice or the network.
DOMAIN_MAY_NOT_USE = {"os", "io", "pathlib", "shutil", "tempfile", "sqlite3", "time", "random"} | {
    "secrets", "socket", "urllib", "http", "subprocess", "threading", "logging", "uuid", "tomllib"
}  # fmt: skip  # read as lists


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def _imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


def test_the_rules_rest_on_nothing_but_pure_libraries():
    """desktop.domain imports the standard library's pure part, itself and a short list."""
    strangers = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((DESKTOP / "domain").rglob("*.py"))
        for name in sorted(_imported(_parse(path)))
        if not (name == "desktop.domain" or name.startswith("desktop.domain."))
        and name.split(".")[0] not in DOMAIN_MAY_USE - DOMAIN_MAY_NOT_USE
    ]
    assert strangers == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_small_and_says_what_it_is_for(path: Path):
    """A file starts with a docstring and has 400 lines at most, a function 60."""
    text = path.read_text("utf-8")
    tree = _parse(path)
    long_functions = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > 60
    ]
    first_line = (ast.get_docstring(tree) or "").partition("\n")[0]
    found = (bool(first_line), text.count("\n") <= 400, long_functions)
    assert found == (True, True, [])


def test_functions_are_short_over_the_whole_house():
    """Half of all functions have 8 lines at most, nine in ten have 25."""
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in FILES
        for node in ast.walk(_parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    half, nine_tenths = lengths[len(lengths) // 2], lengths[len(lengths) * 9 // 10]
    assert (half <= 8, nine_tenths <= 25) == (True, True), (half, nine_tenths)


def test_every_lint_ignore_has_its_reason():
    """A `noqa` or `type: ignore` names its code and says why on the same line."""
    bare = []
    for path in FILES:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for mark in ("# noqa", "# type: ignore", "# fmt: skip", "# fmt: off"):
                after = line.partition(mark)[2]
                if mark in line and "#" not in after and " - " not in after:
                    bare.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert bare == []


def test_the_import_contracts_hold():
    """Imports point down, in no circle, and each library is known to its own room only."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_toolkit_survives_many_void_calls():
    """20,000 setText calls end well: PySide6 6.12.0 aborts after some 5,000 on Python 3.11."""
    script = (
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "application = QApplication([])\n"
        "label = QLabel()\n"
        "for number in range(20_000):\n"
        "    label.setText(str(number))\n"
        "print(label.text())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "19999\n"), done.stderr
