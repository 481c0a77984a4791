"""The frozen program carries its own Python and Qt, and of the build machine only what it must."""

import sys
from pathlib import Path

import PySide6
import pytest

PACKAGING = Path(__file__).parent.parent / "packaging"
SITE = "/home/one/env/lib/python3.11/site-packages"
QT = "PySide6/Qt/lib"
PLUGIN = "PySide6/Qt/plugins"


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))


def test_only_what_the_program_reaches_stays_in_the_bundle():
    """Plugins by the list, Qt's libraries by need, the machine's where Python itself needs them."""
    import bundle

    needs = {
        f"{SITE}/PySide6/QtGui.so": ["libQt6Gui.so.6", "libGL.so.1"],
        f"{SITE}/{PLUGIN}/platforms/libqxcb.so": ["libQt6XcbQpa.so.6", "libstdc++.so.6"],
        f"{SITE}/{PLUGIN}/platforms/libqvnc.so": ["libQt6Network.so.6"],
        f"{SITE}/{QT}/libQt6XcbQpa.so.6": ["libfontconfig.so.1"],
        "/usr/lib/python3.11/lib-dynload/_sqlite3.so": ["libsqlite3.so.0", "libz.so.1"],
    }
    ours = ["PySide6/QtGui.so", f"{PLUGIN}/platforms/libqxcb.so", "a/mend.so", "b/mend.so"]
    ours += [f"{QT}/libQt6Gui.so.6", f"{QT}/libQt6XcbQpa.so.6"]
    extra = [f"{QT}/libQt6Network.so.6", f"{PLUGIN}/platforms/libqvnc.so"]
    entries = [(name, f"{SITE}/{name}", "BINARY") for name in [*ours, *extra]]
    own = ["_sqlite3.so", "libsqlite3.so.0", "libpython3.11.so.1.0"]
    system = ["libz.so.1", "libfontconfig.so.1", "libstdc++.so.6"]
    entries += [(own[0], "/usr/lib/python3.11/lib-dynload/_sqlite3.so", "EXTENSION")]
    entries += [(name, f"/usr/lib/machine/{name}", "BINARY") for name in [*own[1:], *system]]
    kept = bundle.slim(entries, lambda file: needs.get(file, []))
    assert {name for name, _, _ in kept} == {*ours, *own}


def test_of_the_data_only_what_is_used_stays():
    """Chinese buttons, Chinese number tables, links that lead somewhere, and no build path."""
    import bundle

    here = ["PySide6/Qt/translations/qtbase_zh_CN.qm", "stdnum/cn/loc.dat", "forms/甲.toml"]
    here += ["review_desk-1.dist-info/METADATA"]
    gone = ["PySide6/Qt/translations/qtbase_fr.qm", "stdnum/oui.dat", "PySide6/Qt/qml/a.qml"]
    gone += ["review_desk-1.dist-info/direct_url.json"]
    entries = [(name, f"{SITE}/{name}", "DATA") for name in [*here, *gone]]
    entries += [("libA.so", "x/libA.so", "SYMLINK"), ("libB.so", "x/libB.so", "SYMLINK")]
    kept = bundle.slim_data(entries, [("x/libA.so", "", "BINARY")])
    assert [name for name, _, _ in kept] == [*here, "libA.so"]


def test_a_module_that_is_left_out_and_yet_needed_stops_the_build():
    """One that is imported at once breaks what imports it; one that is tried for does not."""
    import bundle

    excluded = "excluded module named"
    needed = f"{excluded} ssl - imported by http.client (optional), stdnum.util (top-level)"
    told = f"{excluded} curses - imported by rich (optional)\n{needed}\nmissing module named _x\n"
    told += f"{excluded} _frozen_importlib - imported by zipimport (top-level)\n"
    assert bundle.lacking(told) == [needed]


@pytest.mark.skipif(sys.platform != "linux", reason="the list holds Windows' names beside Linux's")
def test_every_plugin_that_is_to_stay_is_there():
    """A newer Qt that renames a plugin would leave a bundle without it: each word finds a file."""
    import bundle

    folder = Path(PySide6.__file__).parent / "Qt" / "plugins"
    elsewhere = {
        ("platforms", "qwindows"),
        ("styles", "windows"),
        ("platforminputcontexts", "fcitx"),
    }
    lost = {
        (kind, mark)
        for kind, marks in bundle.PLUGINS.items()
        for mark in marks
        if not list((folder / kind).glob(f"*{mark}*"))
    }
    assert lost == elsewhere


def test_every_part_has_its_licence():
    """Each distribution that the program needs says its licence, in full or by a text kept here."""
    import licences

    parts = licences.closure(licences.PROGRAM)
    told = [licences.of_distribution(one) for one in parts]
    named = {title.partition(" ")[0]: texts for title, texts in told}
    assert {"PySide6_Essentials", "reportlab", "lxml", "pypdfium2"} <= named.keys()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in named["PySide6_Essentials"][0]
    assert [title for title, texts in told if "见下文" in title and not texts] == []


def test_the_icons_are_one_family_and_can_be_drawn(qapp: object):
    """Program and file carry the drawing of the window's corner, in colours of their own."""
    import icons
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    for name in icons.FAMILY:
        svg = icons.drawing(name)
        assert QSvgRenderer(QByteArray(svg.encode())).isValid()
        assert ("currentColor" in svg, 'circle cx="12" cy="9" r="6"' in svg) == (False, True)
    pictures = {16: icons.png(icons.drawing("review-desk"), 16)}
    head = icons.ico(pictures)
    assert head[:6] == b"\0\0\1\0\1\0"
    assert head[22:] == pictures[16]
