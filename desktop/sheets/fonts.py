"""The faces on paper: which face has a character, how wide it is, and what no face can print."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.problem import UserError

if TYPE_CHECKING:  # a desk has fonts as soon as its file is open, long before any paper is made
    from reportlab.pdfbase.ttfonts import TTFont

    from desktop.sheets.document import Style
    from desktop.sheets.machine_fonts import FaceFile

REGULAR, BLACK = "NotoSerifSC-Regular.ttf", "NotoSerifSC-Black-cut.ttf"
SANS, LAST = "NotoSansSC-Regular.ttf", "HanaMinB.ttf"
# For each style its own face first, then those that it falls back to.
STACKS: dict[Style, tuple[str, ...]] = {
    "cell": (REGULAR, SANS, LAST),
    "head": (SANS, REGULAR, LAST),
    "title": (BLACK, REGULAR, SANS, LAST),
}
_BUNDLED = frozenset({REGULAR, BLACK, SANS, LAST})


class Uncovered(NamedTuple):
    """A character that no face has, and its name in the Unicode standard."""

    character: str
    name: str


class Fonts:
    """The bundled faces of one folder, loaded at first use and kept for the process.

    Make one and pass it on; loading takes some 10 ms a face, the last fallback only when needed.
    `words` say what is to be known of the fonts, such as a chosen one that is gone.
    """

    words = ""

    def __init__(self, folder: Path) -> None:
        """`folder` is resources/fonts. Nothing is read yet."""
        self._folder = folder
        self._faces: dict[str, TTFont] = {}
        self._stacks: dict[Style, Stack] = {}
        self._chosen: dict[str, FaceFile] = {}  # by the key that stands in a stack
        self._firsts: dict[Style, str] = {}

    def with_chosen(self, chosen: Mapping[Style, FaceFile], words: str = "") -> Fonts:
        """Return fonts that ask these faces of the machine first, then the bundled ones."""
        made = Fonts(self._folder)
        made._faces = {file: self._faces[file] for file in self._faces if file in _BUNDLED}
        made._firsts = {style: f"{one.path}#{one.index}" for style, one in chosen.items()}
        made._chosen = {made._firsts[style]: one for style, one in chosen.items()}
        made.words = words
        return made

    def stack(self, style: Style) -> Stack:
        """The faces of a style with what is known of each character."""
        if style not in self._stacks:
            first = self._firsts.get(style)
            files = STACKS[style] if first is None else (first, *STACKS[style])
            self._stacks[style] = Stack(self, files)
        return self._stacks[style]

    def face(self, file: str) -> TTFont:
        """The face in that file. Raises UserError where the file is missing or broken."""
        if file not in self._faces:
            own = self._chosen.get(file)
            self._faces[file] = self._load(file) if own is None else load_machine_face(own)
        return self._faces[file]

    def _load(self, file: str) -> TTFont:
        try:
            return _register(file.removesuffix(".ttf"), self._folder / file, 0)
        except (OSError, ValueError) as error:
            hint = f"请重新安装本程序（{error}）。"
            raise UserError(f"打印用的字体文件“{file}”读不出来。", hint) from error

    def uncovered(self, text: str) -> list[Uncovered]:
        """The characters of `text` that can't be printed, each once, in their order."""
        stack = self.stack("cell")
        missing = [c for c in dict.fromkeys(text) if c != "\n" and not stack.covers(c)]
        return [Uncovered(c, unicodedata.name(c, f"U+{ord(c):04X}")) for c in missing]


def load_machine_face(file: FaceFile) -> TTFont:
    """Return a face of this machine; UserError where it can't be read, or not be embedded."""
    try:
        return _register(f"{file.path}#{file.index}", file.path, file.index)
    except (OSError, ValueError) as error:
        hint = f"请在“设置”中另选字体（{error}）。"
        raise UserError(f"本机字体“{file.name}”读不出来。", hint) from error


def _register(name: str, path: Path, index: int) -> TTFont:
    """Read a face and make it known to reportlab. OSError; ValueError where it is damaged."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from desktop.sheets.lean_face import LeanFont

    ttfonts.makeToUnicodeCMap = to_unicode
    rl_config.useA85 = 0  # streams as bytes: a fifth smaller, and a third of the time
    try:
        face = LeanFont(name, path, index)
    except (ttfonts.TTFError, struct.error, LookupError, AttributeError) as error:
        # reportlab 5.1 asks for a setting that it lacks where a face has no name
        raise ValueError(str(error)) from error
    pdfmetrics.registerFont(face)
    return face


class Stack:
    """The faces of one style: `widths` of characters in ems, and the face that has a character."""

    def __init__(self, fonts: Fonts, files: tuple[str, ...]) -> None:
        """`files` in the order in which they are asked."""
        from desktop.sheets.document import BOX, BOX_TICKED

        self._fonts = fonts
        self._files = files
        self._boxes = (BOX, BOX_TICKED)
        self.widths = _Widths(self)

    @cached_property
    def first(self) -> TTFont:
        """The style's own face."""
        return self._fonts.face(self._files[0])

    def covers(self, character: str) -> bool:
        """Whether a face has the character, or it is one of the boxes that are drawn."""
        return character in self._boxes or self._found(character) is not None

    def face(self, character: str) -> TTFont:
        """The first face that has the character. Raises KeyError where none has it."""
        found = self._found(character)
        if found is None:
            raise KeyError(character)
        return found

    def width(self, character: str) -> float:
        """The character's width in ems; a drawn box has one em."""
        if character in self._boxes:
            return 1.0
        face = self.face(character).face
        return float(face.charWidths.get(ord(character), face.defaultWidth)) / 1000

    def _found(self, character: str) -> TTFont | None:
        code = ord(character)
        for file in self._files:
            face = self._fonts.face(file)
            if face.face.charToGlyph.get(code):  # glyph 0 is the box of what is missing
                return face
        return None


class _Widths(dict[str, float]):
    """Widths by character, each looked up once."""

    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self._stack = stack

    def __missing__(self, character: str) -> float:
        self[character] = width = self._stack.width(character)
        return width


def to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """A font subset's ToUnicode table, in place of reportlab's own `makeToUnicodeCMap`.

    reportlab 5.1 writes characters beyond the BMP as five hex digits, so they print right and copy
    wrong; the table wants UTF-16, and at most a hundred entries in a block (PDF 32000-1, 9.10.3).
    """
    pairs = [f"<{at:02X}> <{_utf16(code)}>" for at, code in enumerate(subset)]
    blocks = [
        "\n".join([f"{len(part)} beginbfchar", *part, "endbfchar"])
        for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    ]
    head = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n"
        f"<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange"
    )
    foot = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    return "\n".join([head, *blocks, foot])


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
