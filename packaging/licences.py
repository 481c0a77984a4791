"""Collects the licences of all that the frozen program carries into one text, when it is built.

Run in the environment that is frozen: `python licences.py BUNDLE OUT`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "review-desk"
NOT_FROZEN = {"pip", "setuptools"}  # sqlite-utils names them; the bundle leaves them out
LOADER = "pyinstaller"  # its bootloader starts the program
SHARED = ROOT / "packaging" / "licences"
# Distributions that bring no text of their own, and the texts that their metadata name.
TEXTS = {"LGPL": ("LGPL-3.0.txt", "GPL-3.0.txt"), "MIT": (), "BSD": (), "Apache": ()}
_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_RULE = "=" * 78


def closure(start: str) -> list[Distribution]:
    """The distributions that `start` needs on this machine, itself left out, by name."""
    found: dict[str, Distribution] = {}
    waiting = [start]
    while waiting:
        for line in distribution(waiting.pop()).requires or []:
            requirement, _, marker = line.partition(";")
            name = re.match(r"[\w.-]+", requirement)
            if name is None or "extra ==" in marker or not _installed(name[0]):
                continue
            key = _key(name[0])
            if key not in found and key not in NOT_FROZEN:
                found[key] = distribution(name[0])
                waiting.append(name[0])
    return [found[key] for key in sorted(found)]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except ImportError:
        return False  # not asked for on this machine: its marker says so
    return True


def of_distribution(one: Distribution) -> tuple[str, list[str]]:
    """Title and texts of one distribution. LookupError where no licence can be told."""
    meta = cast(Message, one.metadata)  # which it is, and its own protocol says less
    named = meta.get("License-Expression") or meta.get("License") or ""
    if len(named) > 100 or not named:
        classes = [c for c in meta.get_all("Classifier") or [] if c.startswith("License")]
        named = "; ".join(c.rpartition(" :: ")[2] for c in classes) or named.partition("\n")[0]
    files = [f for f in one.files or [] if ".dist-info" in f.parts[0]]
    texts = [
        Path(str(one.locate_file(f))).read_text("utf-8", "replace")
        for f in files
        if _LICENCE.search(f.name) or "licenses" in f.parts
    ]
    if not texts:
        texts = shared_texts(named)
    if not named and not texts:
        raise LookupError(f"{meta['Name']}: no licence found")
    return f"{meta['Name']} {one.version}（{named or '见下文'}）", texts


def shared_texts(named: str) -> list[str]:
    """The texts that a licence's name stands for, where the distribution brings none."""
    names = next((names for mark, names in TEXTS.items() if mark in named), ())
    return [(SHARED / name).read_text("utf-8") for name in names]


def of_python() -> tuple[str, list[str]]:
    """Python's own licence."""
    version = ".".join(map(str, sys.version_info[:3]))
    places = [
        Path(os.__file__).parent / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python3.{sys.version_info[1]}/copyright"),
    ]
    texts = [place.read_text("utf-8", "replace") for place in places if place.is_file()]
    if not texts:
        raise LookupError("Python: no licence found")
    return f"Python {version}", texts[:1]


def of_system(bundle: Path) -> list[tuple[str, list[str]]]:
    """The Debian packages whose libraries lie in the bundle, with their copyright files."""
    names = [f.name for f in (bundle / "_internal").glob("*.so*") if not f.is_symlink()]
    packages = sorted({package for name in names for package in _packages_of(name)})
    return [
        (
            f"{one}（Debian）",
            [Path("/usr/share/doc", one, "copyright").read_text("utf-8", "replace")],
        )
        for one in packages
        if Path("/usr/share/doc", one, "copyright").is_file()
    ]


def _packages_of(library: str) -> Iterable[str]:
    if not library.endswith((".dll", ".pyd")) and os.name == "posix":
        command = ["dpkg", "-S", f"*/{library}"]
        done = subprocess.run(command, capture_output=True, text=True)
        yield from {line.partition(":")[0] for line in done.stdout.splitlines()}


def of_fonts() -> list[tuple[str, list[str]]]:
    """The bundled faces' licences."""
    folder = ROOT / "resources" / "fonts"
    return [
        (f"字体 {path.stem.removeprefix('OFL-')}（OFL-1.1）", [path.read_text("utf-8")])
        for path in sorted(folder.glob("OFL-*.txt"))
    ]


def collect(bundle: Path) -> str:
    """All licences as one text, a contents list first."""
    parts = [of_python(), *map(of_distribution, [*closure(PROGRAM), distribution(LOADER)])]
    parts += [*of_fonts(), *of_system(bundle)]
    lines = ["本程序随附的组件及其许可", "", *(f"- {title}" for title, _ in parts), ""]
    lines += [
        "PySide6、shiboken6 与 Qt 按 LGPL 第3版使用：它们是 _internal 文件夹里的独立文件，",
        "可以换成同一版本的其他构建。",
        "",
    ]
    for title, texts in parts:
        lines += [_RULE, title, _RULE, "", *(text.strip() + "\n" for text in texts)]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the text for the bundle `arguments[0]` to the file `arguments[1]`."""
    Path(arguments[1]).write_text(collect(Path(arguments[0])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
