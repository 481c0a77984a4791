"""What a foreign workbook's cell styles say: borders, dates, text, font size; and wrapped ones."""

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.sheets.refit_package import Element, S

_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TEXT = 49
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE_CODE = re.compile(r"[yY年]")
_SIDES = ("left", "right", "top", "bottom", "start", "end")


@dataclass
class Styles:
    """The styles part under change: a changed copy of a style is made at its first use."""

    root: Element
    copies: dict[tuple[str, int], int] = field(default_factory=dict)

    def boxed(self, style: int) -> bool:
        """Tell whether cells of the style have a line on any side."""
        border = self._item("borders", self._number(style, "borderId"))
        sides = [border.find(f"{S}{side}") for side in _SIDES] if border is not None else []
        return any(side is not None and side.get("style", "none") != "none" for side in sides)

    def is_text(self, style: int) -> bool:
        """Tell whether cells of the style show all as text (@)."""
        number = self._number(style, "numFmtId")
        return number == _TEXT or self._code(number) == "@"

    def is_date(self, style: int) -> bool:
        """Tell whether cells of the style show numbers as dates."""
        number = self._number(style, "numFmtId")
        code = _QUOTED.sub("", self._code(number))
        return number in _DATES or bool(_DATE_CODE.search(code))

    def size(self, style: int) -> float:
        """The size of the style's font in points."""
        font = self._item("fonts", self._number(style, "fontId"))
        size = font.find(f"{S}sz") if font is not None else None
        return float(size.get("val", "11")) if size is not None else 11.0

    def wrapped(self, style: int) -> int:
        """The same style with wrapping lines."""
        one = self._item("cellXfs", style)
        alignment = one.find(f"{S}alignment") if one is not None else None
        if alignment is not None and alignment.get("wrapText") in ("1", "true"):
            return style
        return self._copy("wrapped", style, _wrap)

    def shrunk(self, style: int) -> int:
        """The same style with one line, made as small as its cell needs."""
        return self._copy("shrunk", style, _shrink)

    def plain(self, style: int) -> int:
        """The same style neither slanted nor coloured, as examples often are."""
        font = self._item("fonts", self._number(style, "fontId"))
        if font is None or not _marks(font):
            return style

        def change(xf: Element) -> None:
            made = copy.deepcopy(font)
            for mark in _marks(made):
                made.remove(mark)
            xf.set("fontId", str(self._add("fonts", made)))

        return self._copy("plain", style, change)

    def _copy(self, what: str, style: int, change: Callable[[Element], None]) -> int:
        one = self._item("cellXfs", style)
        if one is None:
            return style
        if (what, style) not in self.copies:
            made = copy.deepcopy(one)
            change(made)
            self.copies[what, style] = self._add("cellXfs", made)
        return self.copies[what, style]

    def _add(self, group: str, made: Element) -> int:
        found = self.root.find(f"{S}{group}")
        found.append(made)
        found.set("count", str(len(found)))
        return len(found) - 1

    def _number(self, style: int, name: str) -> int:
        one = self._item("cellXfs", style)
        text = one.get(name, "0") if one is not None else "0"
        return int(text) if text.isdigit() else 0

    def _code(self, number: int) -> str:
        group = self.root.find(f"{S}numFmts")
        for one in group if group is not None else ():
            if one.get("numFmtId") == str(number):
                return str(one.get("formatCode", ""))
        return ""

    def _item(self, group: str, number: int) -> Element | None:
        found = self.root.find(f"{S}{group}")
        return found[number] if found is not None and 0 <= number < len(found) else None


def _marks(font: Element) -> list[Element]:
    return [mark for mark in font if mark.tag in (f"{S}i", f"{S}color")]


def _wrap(style: Element) -> None:
    _align(style, "wrapText", "shrinkToFit")


def _shrink(style: Element) -> None:
    _align(style, "shrinkToFit", "wrapText")


def _align(style: Element, on: str, off: str) -> None:
    alignment = style.find(f"{S}alignment")
    if alignment is None:
        alignment = style.makeelement(f"{S}alignment")
        style.insert(0, alignment)
    alignment.set(on, "1")
    alignment.attrib.pop(off, None)
    style.set("applyAlignment", "1")
