"""What a sheet can give to someone else's form: its lists, their columns, and what fills a cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.sheets.describe import Break, GridOfRows, OnlyWhere, SheetDescription, Table
from desktop.sheets.fill import TICK, look_up, show
from desktop.sheets.refit_offers import BOTH, USUAL, Offer
from desktop.sheets.refit_table import Head, Written

Facts = Mapping[str, Any]
_BLANK = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")
_NUMBERS = re.compile(r"\d+")
_EVERYWHERE = ("unit", "region", "filler", "filler_phone", "year", "date")
_YES_NO = {"meets": ("符合条件", "不符合条件"), "agrees": ("同意推荐", "不同意推荐")}


@dataclass(frozen=True)
class Listing:
    """A list of a sheet (applications, asked firms): where its entries stand, and its offers."""

    rows: str
    offers: tuple[Offer, ...]

    def offer(self, key: str) -> Offer | None:
        """Return the offer of that key."""
        return next((one for one in self.offers if one.key == key), None)


def listings(
    description: SheetDescription, facts: Facts, answers: Sequence[str] = ()
) -> tuple[Listing, ...]:
    """Return the sheet's lists; none for a form that has only labels and values (推荐意见).

    `answers` are the labels of the survey's scale: each can be a column to tick.
    """
    made = []
    for any_block in description.blocks:
        block = any_block
        if isinstance(any_block, OnlyWhere):
            block = any_block.block if look_up(any_block.where, facts) else Break()
        if isinstance(block, Table):
            made.append((block.rows, _of_table(block)))
        elif isinstance(block, GridOfRows):
            made += _of_grid(block)
    return tuple(
        Listing(rows, (*own, *_besides(rows, own, facts, answers))) for rows, own in made if own
    )


def _of_table(table: Table) -> tuple[Offer, ...]:
    return tuple(
        Offer("".join(c.label.split()), c.path, c.format, c.group, c.equals) for c in table.columns
    )


def _of_grid(grid: GridOfRows) -> list[tuple[str, tuple[Offer, ...]]]:
    """Return each repeated row of a grid with the labels that the head rows have above it."""
    labels: dict[int, list[str]] = {}
    covered: dict[int, set[int]] = {}
    found = []
    for number, row in enumerate(grid.rows):
        places, at = [], 0
        for cell in row.cells:
            while at in covered.get(number, ()):
                at += 1
            places.append(at)
            for below in range(number + 1, number + cell.down):
                covered.setdefault(below, set()).update(range(at, at + cell.span))
            if row.head:
                for column in range(at, at + cell.span):
                    labels.setdefault(column, []).append("".join(cell.text.split()))
            at += cell.span
        if row.each:
            cells = zip(places, row.cells, strict=True)
            made = [_of_cell(labels.get(at, []), c.text, c.equals) for at, c in cells]
            found.append((row.each, tuple(one for one in made if one is not None)))
    return found


def _of_cell(labels: list[str], text: str, equals: str) -> Offer | None:
    blank = _BLANK.fullmatch(text.strip())
    if blank is None or not labels:
        return None
    group = labels[0] if len(labels) > 1 else ""
    return Offer(labels[-1], blank[1], blank[2] or "text", group, equals)


def _besides(
    rows: str, own: tuple[Offer, ...], facts: Facts, answers: Sequence[str]
) -> tuple[Offer, ...]:
    """Return what the entries have besides the sheet's own columns, and what all rows share."""
    has = {offer.key for offer in own}
    entries = look_up(rows, facts)
    paths = [path for path in USUAL if entries and path in entries[0]]
    if not any(entry.get("code") for entry in entries):  # most annexes don't ask for it
        paths = [path for path in paths if path != "code"]
    paths += [BOTH] if {"contact", "phone"} <= set(paths) else []
    paths += [path for path in _EVERYWHERE if path in facts]
    more = [Offer(USUAL[path][0], path, _format(path), own=False) for path in paths]
    for path in paths:
        yes, no = _YES_NO.get(path, ("", ""))
        if yes:
            more += [
                Offer(yes, path, "yes_no", equals="是", own=False),
                Offer(no, path, "yes_no", equals="否", own=False),
            ]
        if path == "answer_label":
            more += [Offer(a, path, equals=a, own=False) for a in answers]
    return tuple(offer for offer in more if offer.key not in has)


def _format(path: str) -> str:
    return {"meets": "yes_no", "agrees": "yes_no", "date": "date", "serial": "serial"}.get(
        path, "text"
    )


def write(offer: Offer, entry: Facts, facts: Facts, head: Head) -> Written:
    """Return what the offer puts into the form's column, with the marks that the form uses."""
    value = _value(offer.path, entry, facts)
    if offer.equals:
        shown = show(value, offer.format)
        return Written((head.yes or TICK) if shown == offer.equals else head.no)
    if offer.format == "yes_no":
        return Written(_marked(value, head))
    if isinstance(value, date):
        return Written(date_like(value, head.date) or show(value, offer.format), day=str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return Written(str(value), number=True)
    return Written(show(value, offer.format))


def _value(path: str, entry: Facts, facts: Facts) -> Any:
    """The fact of the entry, else the one that all entries share."""
    if path == BOTH:
        return " ".join(filter(None, (entry["contact"], entry["phone"])))
    try:
        return look_up(path, entry)
    except KeyError:
        return look_up(path, facts)


def _marked(value: bool | None, head: Head) -> str:
    if value is None or not head.yes:
        return show(value, "yes_no")
    return head.yes if value else head.no


def date_like(day: date, sample: str) -> str:
    """Return the day written as `sample` writes one (2026-01-05, 2026.1.5, 2026年1月); "" if none.

    >>> date_like(date(2026, 3, 9), "2025.01.31")
    '2026.03.09'
    """
    numbers = list(_NUMBERS.finditer(sample))
    if not 2 <= len(numbers) <= 3 or len(numbers[0][0]) != 4:
        return ""
    padded = any(len(n[0]) == 2 and n[0][0] == "0" for n in numbers[1:])
    parts = [str(day.year), *(f"{n:02d}" if padded else str(n) for n in (day.month, day.day))]
    out, at = "", 0
    for number, part in zip(numbers, parts, strict=False):
        out += sample[at : number.start()] + part
        at = number.end()
    return out + sample[at:]


def renumbered(written: Written, at: int) -> Written:
    """Return the cell of a serial column for the `at`-th row of the form (1-based)."""
    return replace(written, text=str(at), number=True)
