"""Lays a picture out for any painter: where its areas, its line and its words stand."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.chart import Bar, Chart, Sign
from desktop.domain.figure import MILLION

LEADING = 1.45  # of the size, from base line to base line
RISE = 1.1  # of the size, from a line's upper edge to its base line
THICK = 0.8  # of the size, a bar
GAP = 0.55  # of the size, between a bar and the next one's words
OVER = 0.22  # of the size, by which the line stands out of its bar


@dataclass(frozen=True)
class Area:
    """A rectangle: the frame of a bar (blank), what is so (solid), what can still be (hatched)."""

    x: float
    y: float
    width: float
    height: float
    fill: str  # blank, solid, hatched
    sign: Sign


@dataclass(frozen=True)
class Words:
    """A line of text at its left end and base line; `style` is head, plain or quiet."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True)
class Placed:
    """A picture in its place, all in one unit; `marks` are the line's pieces: (x, top, bottom)."""

    width: float
    height: float
    areas: tuple[Area, ...]
    words: tuple[Words, ...]
    marks: tuple[tuple[float, float, float], ...]


Wrap = Callable[[str, float, str], list[str]]


def place(chart: Chart, width: float, size: float, wrap: Wrap, *, titled: bool = True) -> Placed:
    """Lay the picture out from its upper left corner, y going down.

    `size` is the text's, in the unit of `width`; `wrap` breaks a text into lines of at most a
    width, in a style.
    """
    pen = _Pen(width, size, wrap)
    if titled:
        pen.write(chart.title, "head")
    for bar in chart.bars:
        pen.bar(bar, chart.mark)
    pen.write(chart.notes, "quiet")
    return Placed(width, pen.y, tuple(pen.areas), tuple(pen.words), tuple(pen.marks))


class _Pen:
    """Goes down the picture, and keeps what it has placed."""

    def __init__(self, width: float, size: float, wrap: Wrap) -> None:
        self.width, self.size, self.wrap = width, size, wrap
        self.y = 0.0
        self.areas: list[Area] = []
        self.words: list[Words] = []
        self.marks: list[tuple[float, float, float]] = []

    def write(self, text: str, style: str) -> None:
        for one in self.wrap(text, self.width, style):
            self.words.append(Words(0.0, self.y + RISE * self.size, one, style))
            self.y += LEADING * self.size

    def bar(self, bar: Bar, mark: int) -> None:
        self.write(f"{bar.label}　{bar.words}", "plain")
        top, high = self.y + OVER * self.size, THICK * self.size
        self._area(0, MILLION, top, high, "blank", bar.sign)
        self._area(0, bar.low, top, high, "solid", bar.sign)
        self._area(bar.low, bar.high, top, high, "hatched", bar.sign)
        if 0 <= mark <= MILLION:
            over = OVER * self.size
            self.marks.append((self._at(mark), top - over, top + high + over))
        self.y = top + high + (OVER + GAP) * self.size

    def _at(self, share: int) -> float:
        return self.width * min(max(share, 0), MILLION) / MILLION

    def _area(self, start: int, end: int, top: float, high: float, fill: str, sign: Sign) -> None:
        left, right = self._at(start), self._at(end)
        if right > left:
            self.areas.append(Area(left, top, right - left, high, fill, sign))
