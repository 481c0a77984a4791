"""What the workbook and the Word file share: faces offices have, rough widths, quiet archives."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from desktop.sheets.document import Style

# What offices have installed; a machine without one shows its own substitute.
FONTS: dict[Style, str] = {"cell": "宋体", "head": "黑体", "title": "方正小标宋简体"}
DRAFT = "草稿"


LETTER, TITLE_LETTER = 0.55, 0.61  # ems of a letter or figure; those of titles are heavy


class RoughWidths(dict[str, float]):
    """Widths in ems as good as they can be without the machine's own fonts."""

    def __init__(self, letter: float = LETTER) -> None:
        """`letter` is the width of what is no ideograph."""
        super().__init__()
        self._letter = letter

    def __missing__(self, character: str) -> float:
        self[character] = width = self._letter if character.isascii() else 1.0
        return width


class RoughStack:
    """Measures a style; see `desktop.sheets.layout.Measured`."""

    def __init__(self, letter: float) -> None:
        """Nothing is measured yet."""
        self.widths: Mapping[str, float] = RoughWidths(letter)


class RoughFaces:
    """Faces for a layout that is near enough for Word and Excel, which lay out by themselves."""

    def __init__(self) -> None:
        """Titles have a table of widths of their own, so that they break as in the PDF."""
        self._stack = RoughStack(LETTER)
        self._titles = RoughStack(TITLE_LETTER)

    def stack(self, style: Style) -> RoughStack:
        """The rough widths of that style."""
        return self._titles if style == "title" else self._stack


def timeless(archive: bytes) -> bytes:
    """The same office file without the time of its making, so that equal sheets are equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Python on Windows would say 0: other bytes for equal sheets
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
