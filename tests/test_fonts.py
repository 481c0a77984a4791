"""The bundled faces: what they are called, what they cover, and that they are as published."""

import hashlib
from pathlib import Path

from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths, ui
from desktop.ui.kit.fonts import SCREEN_FAMILIES


def test_qt_knows_the_bundled_families(qapp: QApplication):
    """After registering, the screen's font is a bundled one and the paper's families are there."""
    there = set(QFontDatabase.families())
    assert {*SCREEN_FAMILIES, "Noto Serif SC"} <= there
    assert qapp.font().families() == list(SCREEN_FAMILIES)


def test_the_faces_are_those_that_the_digests_name():
    """Each face has the SHA-256 of SHA256SUMS, and no face lies beside it unnamed."""
    named = (paths.fonts_dir() / "SHA256SUMS").read_text("utf-8")
    found = "".join(
        f"{hashlib.sha256(face.read_bytes()).hexdigest()}  {face.name}\n"
        for face in sorted(paths.fonts_dir().glob("*.ttf"))
    )
    assert found == named


def test_the_faces_cover_the_characters_of_names():
    """The body face with the last fallback has URO, Extensions A to D, and rare name characters."""
    covered: set[int] = set()
    for name in ("NotoSerifSC-Regular.ttf", "HanaMinB.ttf"):
        with TTFont(paths.fonts_dir() / name, lazy=True) as face:
            assert "glyf" in face, "TrueType outlines only: the PDF writer embeds nothing else"
            covered |= set(face.getBestCmap())
    blocks = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6D6), (0x2A700, 0x2B734)]
    wanted = {c for first, last in blocks for c in range(first, last + 1)}
    wanted |= {ord(c) for c in "𬭎𠮷䶮㛃〔〕—…“”‘’《》·％㎡√✓①※"}
    assert sorted(wanted - covered) == []


def test_every_sign_of_the_window_is_in_a_face_of_the_screen():
    """Nothing is left to the machine's own fonts: a Debian without any would show a box."""
    faces = [paths.fonts_dir() / name for name in ("NotoSansSC-Regular.ttf", "HanaMinB.ttf")]
    known: set[int] = set()
    for face in faces:
        with TTFont(face, lazy=True) as font:
            known |= set(font.getBestCmap())
    rooms = Path(ui.__file__ or "").parent.rglob("*.py")
    texts = [(room.name, room.read_text("utf-8")) for room in rooms]
    unknown = {(name, sign) for name, text in texts for sign in text if ord(sign) not in known}
    assert {(name, sign) for name, sign in unknown if sign.isprintable()} == set()
