"""Draws pictures on pages of their own at a sheet's end: the same as in the window, in grey."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop.domain.chart import Chart
from desktop.domain.chart_layout import Area, Words, place
from desktop.domain.chart_layout import Placed as Picture
from desktop.sheets.document import Document, Look
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, Sheet
from desktop.sheets.rows import MM, leading
from desktop.sheets.wrap import wrap

HEAD = Look("head", 12)
_LOOKS = {"head": Look("head", 10.5), "plain": Look("cell", 9.5), "quiet": Look("cell", 9)}
SIZE = 9.5
GUTTER, APART = 10 * MM, 5 * MM
HEAD_HIGH = 9 * MM
WIDEST = 140 * MM  # a wider picture is hard to read; two stand side by side
HATCH = 4.0  # points between the strokes
SOLID, OUTLINE = "0.45", "0.35"  # greys: every office printer is black and white


class ChartPage(NamedTuple):
    """A page of pictures: its texts, and the operators that draw the rest."""

    texts: Sheet
    drawn: list[str]


def chart_pages(document: Document, fonts: Fonts) -> list[ChartPage]:
    """The pages that the document's pictures take, filled column by column; none without them."""
    columns = list(_columns(document, fonts))
    beside = 2 if document.page.inner_width * MM > WIDEST * 1.5 else 1
    pages = [columns[at : at + beside] for at in range(0, len(columns), beside)]
    return [_page(document, one) for one in pages]


def _width(document: Document) -> float:
    inner = document.page.inner_width * MM
    return (inner - GUTTER) / 2 if inner > WIDEST * 1.5 else inner


def _columns(document: Document, fonts: Fonts) -> Iterator[list[tuple[float, Picture]]]:
    """The pictures of each column, each with its distance from the column's upper end."""
    page = document.page
    room = (page.height - page.top - page.bottom) * MM - HEAD_HIGH
    filled: list[tuple[float, Picture]] = []
    y = 0.0
    for chart in document.charts:
        for part in _fitting(chart, _width(document), room, fonts):
            if filled and y + part.height > room:
                yield filled
                filled, y = [], 0.0
            filled.append((y, part))
            y += part.height + APART
    if filled:
        yield filled


def _fitting(chart: Chart, width: float, room: float, fonts: Fonts) -> Iterator[Picture]:
    """The picture, in as many parts as it takes for each to fit a column."""
    whole = _placed(chart, width, fonts)
    if whole.height <= room or len(chart.bars) < 2:
        yield whole
        return
    half = len(chart.bars) // 2
    for bars in (chart.bars[:half], chart.bars[half:]):
        yield from _fitting(replace(chart, bars=bars), width, room, fonts)


def _placed(chart: Chart, width: float, fonts: Fonts) -> Picture:
    def broken(text: str, room: float, style: str) -> list[str]:
        look = _LOOKS[style]
        return wrap(text, room / look.size, fonts.stack(look.style).widths)

    return place(chart, width, SIZE, broken)


def _page(document: Document, columns: Sequence[Sequence[tuple[float, Picture]]]) -> ChartPage:
    page = document.page
    left, top = page.left * MM, page.top * MM
    head = Placed(left, top, page.inner_width * MM, HEAD_HIGH, ("附图",), HEAD)
    found = ChartPage([head], [])
    for at, column in enumerate(columns):
        x = left + at * (_width(document) + GUTTER)
        for y, one in column:
            _put(found, one, x, top + HEAD_HIGH + y, page.height * MM)
    return found


def _put(page: ChartPage, one: Picture, x: float, y: float, high: float) -> None:
    for words in one.words:
        page.texts.append(_text(words, x, y, one.width))
    for area in one.areas:
        page.drawn.extend(_area(area, x, high - y))
    for at, upper, lower in one.marks:
        line = f"{x + at:.2f} {high - y - upper:.2f} m {x + at:.2f} {high - y - lower:.2f} l S"
        page.drawn.append(f"0 G 1.6 w {line}")


def _text(words: Words, x: float, y: float, width: float) -> Placed:
    look = _LOOKS[words.style]
    rise = (leading(look.size) - look.size) / 2 + look.size * 0.88  # as the pen sets a line
    top = y + words.y - rise
    return Placed(x + words.x, top, width, leading(look.size), (words.text,), look)


def _area(area: Area, x: float, top: float) -> Iterator[str]:
    box = f"{x + area.x:.2f} {top - area.y - area.height:.2f} {area.width:.2f} {area.height:.2f} re"
    if area.fill == "solid":
        yield f"{SOLID} g {box} f 0 g"
    elif area.fill == "blank":
        yield f"{OUTLINE} G 0.6 w {box} S 0 G"
    else:
        yield f"q {box} W n {OUTLINE} G 0.6 w"
        yield from _strokes(x + area.x, top - area.y - area.height, area.width, area.height)
        yield f"Q {OUTLINE} G 0.6 w {box} S 0 G"


def _strokes(x: float, y: float, width: float, height: float) -> Iterator[str]:
    at = -height
    while at < width:
        yield f"{x + at:.2f} {y:.2f} m {x + at + height:.2f} {y + height:.2f} l S"
        at += HATCH
