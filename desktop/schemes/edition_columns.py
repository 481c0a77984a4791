"""Takes columns that an edition's roster has no more off the paper that the applicant fills in."""

from collections.abc import Iterator
from typing import Any

from desktop.domain.form import Roster

_ROWS = "roster.rows"
_OWN = ("serial",)  # what the program fills in by itself


def drop_columns(paper: Any, roster: Roster | None) -> None:
    """Drop each column of the roster's grid whose key the roster lacks; its width goes beside."""
    known = {one.key for one in roster.columns} if roster else set()
    for grid in paper.get("blocks", ()):
        rows = grid.get("rows")
        data = [row for row in rows if row.get("each") == _ROWS] if isinstance(rows, list) else []
        texts = [cell.get("text", "") for row in data for cell in row["cells"]]
        named = [text[1:-1] for text in texts if text.startswith("{") and text.endswith("}")]
        for key in named:
            if key not in {*known, *_OWN} and len(grid["widths"]) > 1:
                _drop(grid, f"{{{key}}}")


def _drop(grid: Any, text: str) -> None:
    rows = grid["rows"]
    places = list(_places(rows))
    start, span = next(
        place
        for row, found in zip(rows, places, strict=True)
        for cell, place in zip(row["cells"], found, strict=True)
        if row.get("each") == _ROWS and cell.get("text") == text
    )
    for row, found in zip(rows, places, strict=True):
        for at in reversed(range(len(found))):
            first, wide = found[at]
            lost = min(first + wide, start + span) - max(first, start)
            if lost == wide:
                del row["cells"][at]
            elif lost > 0:
                row["cells"][at]["span"] = wide - lost
    freed = sum(grid["widths"][start : start + span])
    for _ in range(span):
        del grid["widths"][start]
    beside = min(start, len(grid["widths"]) - 1)
    grid["widths"][beside] = grid["widths"][beside] + freed


def _places(rows: Any) -> Iterator[list[tuple[int, int]]]:
    """Yield each row's cells as (first column, columns), those that reach down counted."""
    taken: dict[int, int] = {}
    for row in rows:
        found, below, at = [], {c: left - 1 for c, left in taken.items() if left > 1}, 0
        for cell in row["cells"]:
            while taken.get(at, 0):
                at += 1
            span = int(cell.get("span", 1))
            found.append((at, span))
            if cell.get("down", 1) > 1:
                below |= dict.fromkeys(range(at, at + span), int(cell["down"]) - 1)
            at += span
        yield found
        taken = below
