"""What the frozen program is made of: which Qt files and libraries of the machine stay in it.

PyInstaller gathers too much (every Qt plugin, and whatever these pull in) and copies libraries of
the build machine that must match the clerk's own. `slim` is called by review-desk.spec.
"""

from collections.abc import Callable, Iterable
from pathlib import PurePath

Entry = tuple[str, str, str]  # name in the bundle, file on this machine, PyInstaller's type code
Imports = Callable[[str], Iterable[str]]  # a library's file -> names of the libraries it needs

# Folder of plugins -> what is kept of it; a folder that is not named goes.
PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows"),
    "platforminputcontexts": ("ibus", "compose", "fcitx"),
    "platformthemes": ("xdgdesktopportal",),
    "imageformats": ("qsvg", "qico"),  # Qt itself reads PNG
    "iconengines": ("qsvgicon",),
    "printsupport": ("cups",),
    "styles": ("windows",),  # qmodernwindowsstyle
    "xcbglintegrations": ("egl", "glx"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient",),
    "wayland-graphics-integration-client": ("egl",),
}
TRANSLATIONS = ("qtbase_zh_CN.qm",)
# The clerk's graphics drivers bring newer ones than ours, and both can't be loaded.
NEVER = ("libstdc++.so.6", "libgcc_s.so.1", "libz.so.1")
_SYSTEM = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_OWN = ("/usr/lib/python3", "/usr/lib/pymodules")  # Debian's Python keeps its modules there

# Neither used nor reachable without a network, a compiler or a test.
LEFT_OUT = [
    *("tkinter", "turtle", "idlelib", "lib2to3", "pydoc_data"),
    *("ensurepip", "venv", "pip", "setuptools", "pkg_resources", "wheel"),
    *("readline", "curses", "xmlrpc", "ftplib", "imaplib", "smtplib", "telnetlib"),
    *("numpy", "pandas", "matplotlib", "IPython", "pytest", "hypothesis", "mypy", "fontTools"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtTest", "PySide6.QtSql"),
    *("PIL._avif", "PIL._webp", "PIL._imagingtk", "PIL.ImageTk", "PIL.ImageQt"),
]


def slim(entries: Iterable[Entry], imports: Imports) -> list[Entry]:
    """Return the files that the program needs of those that PyInstaller gathered.

    Kept are Qt's plugins by PLUGINS, the Qt libraries that these and the modules need, and the
    machine's libraries that Python itself needs. Those that only Qt needs come with the system
    (the package depends on them): fontconfig, glib or cups must fit the clerk's machine.
    """
    wanted = [e for e in map(_slashed, entries) if _wanted(e[0])]
    libraries = {PurePath(e[0]).name: e for e in wanted}
    qt = {name for name, e in libraries.items() if is_qt_library(e[0])}
    own = {e for e in wanted if not is_system(e[1]) and not is_qt_library(e[0])}
    own |= {e for name, e in libraries.items() if name.startswith("libpython")}
    kept = reached([e[1] for e in own], libraries, imports) & qt
    python = [e[1] for e in own if not _is_qt(e[0])]
    kept |= reached(python, libraries, imports) - qt - set(NEVER)
    return sorted(own | {libraries[name] for name in kept})


def slim_data(entries: Iterable[Entry], libraries: Iterable[Entry]) -> list[Entry]:
    """Return the data files that the program needs, and of the links those that lead to one."""
    names = {name for name, _, _ in libraries}
    return [
        e for e in map(_slashed, entries) if (e[1] in names if e[2] == "SYMLINK" else _wanted(e[0]))
    ]


def reached(roots: Iterable[str], libraries: dict[str, Entry], imports: Imports) -> set[str]:
    """Return the names in `libraries` that the files `roots` need, and what these need in turn."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        needs = {PurePath(name).name for name in imports(waiting.pop())}
        fresh = (needs & libraries.keys()) - found
        found |= fresh
        waiting.extend(libraries[name][1] for name in fresh)
    return found


def lacking(warnings: str) -> list[str]:
    """Lines of PyInstaller's report about a module that is left out and yet imported at once."""
    lines = [line for line in warnings.splitlines() if line.startswith("excluded module named")]
    python = "excluded module named _frozen_importlib"  # which is Python itself
    return [line for line in lines if "(top-level)" in line and not line.startswith(python)]


def is_system(file: str) -> bool:
    """Whether a file is the build machine's and not of Python or of a distribution."""
    return file.startswith(_SYSTEM) and not file.startswith(_OWN) and "/site-packages/" not in file


def is_qt_library(name: str) -> bool:
    """Whether a name in the bundle is one of Qt's libraries, which stay only where needed."""
    path = PurePath(name)
    if not _is_qt(name) or "plugins" in path.parts:
        return False
    return path.name.startswith(("libQt6", "Qt6", "libicu", "libav", "libsw", "opengl32"))


def _slashed(entry: Entry) -> Entry:
    return (entry[0].replace("\\", "/"), *entry[1:])


def _is_qt(name: str) -> bool:
    return name.startswith(("PySide6/", "shiboken6/"))


def _wanted(name: str) -> bool:
    parts = PurePath(name).parts
    if parts[0] == "stdnum":  # which holds the number formats of all the world
        return parts[:2] == ("stdnum", "cn")
    if parts[0].startswith("review_desk"):  # the version, and not where it was built
        return parts[-1] == "METADATA"
    if not _is_qt(name):
        return True
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        return any(mark in parts[-1] for mark in PLUGINS.get(folder, ()))
    if "translations" in parts:
        return parts[-1] in TRANSLATIONS
    return "qml" not in parts
