"""A face that stays on the disk gives reportlab what its own gives, byte for byte."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from reportlab.pdfbase.ttfonts import TTFontFace

from desktop import paths
from desktop.domain.problem import UserError
from desktop.sheets.fonts import BLACK, LAST, load_machine_face
from desktop.sheets.lean_face import LeanFace
from desktop.sheets.machine_fonts import FaceFile

TEXT = "昆明市（第1号）ABC é\u00a0𠮷㛃"
CutFace = Callable[..., Path]


@pytest.fixture
def cut_face(tmp_path: Path) -> CutFace:
    """Writes a few characters of a bundled face, with a table of characters in one form."""

    def cut(name: str, form: int, platform: int = 3) -> Path:
        options = subset.Options()
        options.notdef_outline = True
        with TTFont(paths.fonts_dir() / name) as face:
            cutter = subset.Subsetter(options)
            cutter.populate(text=TEXT)
            cutter.subset(face)
            known = {c: g for c, g in face.getBestCmap().items() if form == 12 or c <= 0xFFFF}
            if form == 0:
                known = {c: g for c, g in known.items() if c < 256}
            table = CmapSubtable.newSubtable(form)
            table.platformID, table.platEncID, table.language = platform, 0, 0
            table.cmap = known
            face["cmap"].tables = [table]
            face.save(tmp_path / f"{form}.ttf")
        return tmp_path / f"{form}.ttf"

    return cut


def known_of(face: TTFontFace) -> tuple[object, ...]:
    """All that reportlab asks of a face."""
    codes = sorted(code for code, glyph in face.charToGlyph.items() if glyph)
    widths = [face.charWidths.get(code, face.defaultWidth) for code in (*codes, 0x2FFFF)]
    metrics = [face.hmetrics[glyph] for glyph in range(face.numGlyphs)]
    some = [0, *codes[:3], *codes[len(codes) // 2 :][:40], *codes[-3:]]
    plain = (face.name, face.flags, face.ascent, face.descent, face.bbox, face.stemV)
    places = list(face.glyphPos)
    return codes, widths, metrics, places, plain, 0x2FFFF in face.charToGlyph, face.makeSubset(some)


@pytest.mark.parametrize("name", [BLACK, LAST])
def test_a_bundled_face_is_the_same(name: str):
    """Characters, widths, metrics, places of outlines, and a subset with composite glyphs."""
    path = paths.fonts_dir() / name
    assert known_of(LeanFace(path)) == known_of(TTFontFace(str(path)))


@pytest.mark.parametrize(("form", "platform"), [(4, 3), (12, 3), (0, 1)])
def test_a_face_with_another_table_of_characters_is_the_same(
    form: int, platform: int, cut_face: CutFace
):
    """The two usual forms are read here; what is rare is left to reportlab."""
    path = cut_face(LAST, form, platform)
    assert known_of(LeanFace(path)) == known_of(TTFontFace(str(path)))


def test_a_font_file_that_was_changed_meanwhile_is_told(cut_face: CutFace):
    """No paper is made of outlines that stand elsewhere by now."""
    path = cut_face(BLACK, 4)
    face = LeanFace(path)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(UserError) as told:
        face.makeSubset([0, ord("昆")])
    assert str(told.value.sentence) == "打印用的字体文件“4.ttf”在使用中被改动了。"
    assert face._ttf_data._file is not None
    assert face._ttf_data._file.closed


def test_a_cut_file_is_refused_by_a_sentence(cut_face: CutFace):
    """A table that ends early is damage, whichever it is: also that of the face's own names."""
    path = cut_face(BLACK, 12)
    whole = path.read_bytes()
    told, first = [], whole.index(b"name")
    for size in (0, 3, 100, *range(first, first + 24), 4032, len(whole) // 2):
        path.write_bytes(whole[:size])
        with pytest.raises(UserError) as refused:
            load_machine_face(FaceFile("宋体", path))
        told.append(refused.value.sentence)
    assert set(told) == {"本机字体“宋体”读不出来。"}
