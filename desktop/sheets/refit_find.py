"""Finds in someone else's form the table to fill: its header, its rows, and what follows them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from desktop.domain.labels import is_serial
from desktop.sheets.refit_match import Spelled, match
from desktop.sheets.refit_table import COMPUTED, MERGED, FoundTable, Head, RawTable, Spot

SEARCHED, TALLEST, LEAST_COLUMNS, MOST_ROWS = 200, 3, 2, 5000
_TOTAL = re.compile(r"(合计|总计|小计|共计|累计)")
_NOTE = re.compile(
    r"(注|备注|说明|填表说明|填报说明|填写说明|注意|注意事项)[\s]*([:：\d一1.．、]|$)"
)
_SIGNATURE = re.compile(
    r"(填表|填报|制表|审核|审批|负责|单位负责|主管|经办|联系|推荐单位|主管部门|盖章|县|市).{0,14}[:：]"
)
_EXAMPLE = re.compile(r"(示例|样例|举例|填写样|例[:：]|^例$|某|[×xX*＊]{2,}|…{1,}|\.{3,})")
_TICKS = ("√", "☑", "✓", "✔", "☒", "■")
_CROSSES = ("×", "✗", "✕", "╳")
_DATE = re.compile(r"(19|20)\d\d\s*[年./-]\s*\d{1,2}(\s*[月./-]\s*\d{1,2}\s*日?|\s*月)")


@dataclass(frozen=True)
class _Map:
    """A table as a map from places to cells."""

    raw: RawTable
    cover: dict[tuple[int, int], Spot] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[int, list[Spot]]:
        """The cells that begin in each row, from left to right."""
        found: dict[int, list[Spot]] = {}
        for spot in sorted(self.raw.spots, key=lambda s: (s.row, s.column)):
            found.setdefault(spot.row, []).append(spot)
        return found

    @cached_property
    def last(self) -> int:
        """The last row that holds a cell."""
        return max((s.row + s.rows - 1 for s in self.raw.spots), default=-1)

    def anchors(self, row: int, left: int, right: int) -> list[Spot]:
        """The distinct cells that cover a row between two columns, from left to right."""
        found: list[Spot] = []
        for column in range(left, right + 1):
            spot = self.cover.get((row, column))
            if spot is not None and (not found or found[-1] is not spot):
                found.append(spot)
        return found


def _map(raw: RawTable) -> _Map:
    made = _Map(raw)
    for spot in raw.spots:
        for row in range(spot.row, spot.row + min(spot.rows, MOST_ROWS)):
            for column in range(spot.column, spot.column + spot.columns):
                made.cover[row, column] = spot
    return made


def find(raws: Sequence[RawTable], offers: Sequence[Spelled]) -> tuple[FoundTable, ...]:
    """Return the tables that have a header like ours, the likeliest first."""
    found = [(raw.hidden, one) for raw in raws if (one := find_in(raw, offers)) is not None]
    found.sort(key=lambda pair: (pair[0], -pair[1].score, pair[1].number))
    return tuple(one for _, one in found)


def find_in(raw: RawTable, offers: Sequence[Spelled]) -> FoundTable | None:
    """Return where one sheet or table has the header, or None where nothing is like it."""
    table = _map(raw)
    best: tuple[tuple[int, int], int, int, tuple[int, ...]] | None = None
    halves = {row for s in raw.spots for row in range(s.row + 1, min(s.row + s.rows, SEARCHED))}
    for top in [row for row in table.rows if row < SEARCHED and row not in halves]:
        for height in range(1, TALLEST + 1):
            bottom = _bottom(table, top, height)
            columns = _columns(table, bottom)
            score = _score([_texts(table, top, bottom, c) for c in columns], offers)
            likeness = (score, top - bottom)  # of two that are as like, the one without the title
            if score and (best is None or likeness > best[0]):
                best = (likeness, top, bottom, tuple(columns))
    return None if best is None else _found(table, best[0][0], *best[1:])


def _bottom(table: _Map, top: int, height: int) -> int:
    """The last row of a header, drawn down by cells that are merged over several rows."""
    bottom = top + height - 1
    cells = [spot for row in range(top, bottom + 1) for spot in table.rows.get(row, [])]
    return max([bottom, *(min(s.row + s.rows - 1, top + TALLEST + 1) for s in cells if s.text)])


def _columns(table: _Map, bottom: int) -> list[int]:
    """The columns at which a cell begins in the header's last row, none where it is blank."""
    places = [column for row, column in table.cover if row == bottom]
    if not any(table.cover[bottom, column].text.strip() for column in places):
        return []
    return [s.column for s in table.anchors(bottom, min(places), max(places))]


def _texts(table: _Map, top: int, bottom: int, column: int) -> tuple[str, ...]:
    """The distinct texts above a column; a group's text reaches over empty cells to its right."""
    texts: list[str] = []
    for row in range(top, bottom + 1):
        spot = table.cover.get((row, column))
        text = spot.text.strip() if spot else ""
        if not text and row < bottom:
            text = _group(table, row, bottom, column)
        if text and text not in texts:
            texts.append(text)
    return tuple(texts)


def _group(table: _Map, row: int, bottom: int, column: int) -> str:
    """The group above a label that has an empty, unmerged cell above it."""
    below = table.cover.get((bottom, column))
    if below is None or not below.text.strip() or below.rows > 1:
        return ""
    for left in range(column - 1, -1, -1):
        spot, under = table.cover.get((row, left)), table.cover.get((bottom, left))
        if spot is None or under is spot or under is None or not under.text.strip():
            return ""
        if spot.text.strip():
            return spot.text.strip()
    return ""


def _score(heads: list[tuple[str, ...]], offers: Sequence[Spelled]) -> int:
    """How like ours a header is: 0 for no header at all."""
    if len(heads) < LEAST_COLUMNS or max((len(t) for h in heads for t in h), default=0) > 200:
        return 0
    scores = [likeness for key, likeness in match(heads, offers) if key and key != "serial"]
    named = [head for head in heads if head]
    if len(scores) < min(LEAST_COLUMNS, len(named)) or not scores:
        return 0
    return sum(scores) * 100 // (100 * len(named) + 100) + 10 * len(scores)


def _found(table: _Map, score: int, top: int, bottom: int, columns: tuple[int, ...]) -> FoundTable:
    left, right = (
        columns[0],
        max(s.column + s.columns - 1 for s in table.anchors(bottom, columns[0], columns[-1])),
    )
    heads = {c: _texts(table, top, bottom, c) for c in range(left, right + 1)}
    if _numbered(table, bottom + 1, left, right):
        bottom += 1
    first = bottom + 1
    last = _last_item(table, bottom, left, right)
    found = FoundTable(table.raw.number, table.raw.name, bottom, (), first, last, score=score)
    found = replace(
        found,
        heads=_heads(table, found, heads),
        title=_title(table, top),
        after=_after(table, last),
    )
    return _with_content(table, found)


def _numbered(table: _Map, row: int, left: int, right: int) -> bool:
    """Tell whether a row only numbers the columns (1 2 3 …, or 甲 乙 1 2)."""
    texts = [s.text.strip() for s in table.anchors(row, left, right) if s.text.strip()]
    digits = [t for t in texts if t.strip("()（）").isdigit()]
    letters = [t for t in texts if t in "甲乙丙丁ABCD"]
    in_order = [int(d.strip("()（）")) for d in digits]
    return (
        len(texts) >= 3
        and len(digits) + len(letters) == len(texts)
        and in_order == list(range(1, len(in_order) + 1))
    )


def _last_item(table: _Map, bottom: int, left: int, right: int) -> int:
    """The last row for entries: before a total, a note, a signature, or the table's end."""
    width = len({id(s) for s in table.anchors(bottom, left, right)})
    boxed = any(s.boxed for s in table.anchors(bottom, left, right))
    last = bottom
    for row in range(bottom + 1, min(table.last, bottom + MOST_ROWS) + 1):
        cells = table.anchors(row, left, right)
        if _ends(cells, width, right - left + 1) or (boxed and not any(s.boxed for s in cells)):
            break
        if not any(s.text.strip() or s.boxed for s in cells):
            return row if last == bottom else last  # one empty row shows what they look like
        last = row
    return last


def _ends(cells: list[Spot], width: int, columns: int) -> bool:
    texts = [s.text.strip() for s in cells if s.text.strip()]
    first = "".join(texts[0].split()) if texts else ""
    if _TOTAL.match(first) or _NOTE.match(first) or _SIGNATURE.match(first):
        return True
    if width >= 4 and 0 < len(cells) <= width // 2:
        return True
    return any(s.columns * 10 >= columns * 6 and s.columns > 2 for s in cells) and width > 2


def _heads(table: _Map, found: FoundTable, texts: dict[int, tuple[str, ...]]) -> tuple[Head, ...]:
    """The columns to be filled are the cells of the first row for entries, under their headers."""
    left, right = min(texts), max(texts)
    row = found.first if found.last >= found.first else found.head_last
    made: list[Head] = []
    for spot in table.anchors(row, left, right):
        above = texts.get(spot.column, ())
        again = sum(1 for head in made if head.texts[: len(above)] == above)
        if above and again:
            above = (*above, f"第{again + 1}格")
        made.append(_evidence(table, found, Head(spot.column, above), spot))
    return tuple(head for head in made if head.texts)


def _evidence(table: _Map, found: FoundTable, head: Head, spot: Spot) -> Head:
    """Look how the form itself fills the column: its marks, its dates, its formulas."""
    rows = range(found.first, found.last + 1)
    cells = [c for r in rows if (c := table.cover.get((r, head.column))) is not None]
    texts = [cell.text.strip() for cell in cells]
    options = [
        o
        for choice in table.raw.choices
        if choice.column == head.column and choice.top <= found.first <= choice.bottom
        for o in choice.options
    ]
    yes, no = _marks([*texts, *options], head.label)
    date = next((t for t in texts if _DATE.fullmatch(t)), "")
    return replace(head, yes=yes, no=no, date=date, fixed=_fixed(spot, cells, found))


def _fixed(spot: Spot, cells: list[Spot], found: FoundTable) -> str:
    if any(cell.formula for cell in cells):
        return COMPUTED
    if found.last >= found.first and (spot.row < found.first or spot.rows > 1):
        return MERGED
    return ""


def _marks(texts: list[str], label: str) -> tuple[str, str]:
    """The marks for yes and no, as texts in the column or its header show them."""
    plain = [text.strip() for text in texts]
    tick = next((t for t in _TICKS if t in plain), "")
    cross = next((t for t in _CROSSES if t in plain), "")
    if tick or "√" in label or "✓" in label:
        return tick or "√", cross
    pairs = (("是", "否"), ("同意", "不同意"), ("推荐", "不推荐"), ("符合", "不符合"))
    for yes, no in (*pairs, ("满足", "不满足"), ("Y", "N")):
        if yes in plain or no in plain or f"{yes}/{no}" in label:
            return yes, no
    return "", ""


def _title(table: _Map, top: int) -> str:
    above = [s.text.strip() for r in range(max(0, top - 8), top) for s in table.rows.get(r, [])]
    return max((" ".join(text.split()) for text in above), key=len, default="")[:60]


def _after(table: _Map, last: int) -> tuple[str, ...]:
    texts = (
        next((s.text for s in table.rows.get(row, []) if s.text.strip()), "")
        for row in range(last + 1, min(table.last, last + 30) + 1)
    )
    return tuple(" ".join(text.split())[:40] for text in texts if text)


def _with_content(table: _Map, found: FoundTable) -> FoundTable:
    """Say which rows for entries hold something, and whether that is only an example."""
    filled, samples, serials = [], [], []
    numbers = [head.column for head in found.heads if is_serial(head.texts[-1])]
    for row in range(found.first, found.last + 1):
        cells = [
            table.cover[row, head.column]
            for head in found.heads
            if (row, head.column) in table.cover and head.column not in numbers and not head.fixed
        ]
        texts = [c.text.strip() for c in cells if c.text.strip() and c.row == row]
        if len(texts) >= 2 or any(_EXAMPLE.search(text) for text in texts):
            filled.append(row)
            samples.append(any(_EXAMPLE.search(t) for t in (*texts, *_first(table, row, numbers))))
            serials += _first(table, row, numbers)
    return replace(
        found,
        filled=tuple(filled),
        samples=bool(filled) and all(samples),
        serials=tuple(serials),
    )


def _first(table: _Map, row: int, numbers: list[int]) -> list[str]:
    return [table.cover[row, c].text.strip() for c in numbers[:1] if (row, c) in table.cover]
