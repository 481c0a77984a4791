"""Choices of columns that are remembered for files of the same shape (按上次的对应读取)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from desktop.domain.scheme import Scheme
from desktop.intake.book import Grid
from desktop.intake.found import Found
from desktop.intake.labels import fold_label
from desktop.store import departments as kept
from desktop.store.chain import canonical
from desktop.work.desk import Changed, Desk, changed
from desktop.work.incoming_file import Incoming

_PREFIX = "mapping:"
_SEARCHED = 60  # rows from the top in which a header may begin

Heads = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shape:
    """A remembered choice: the folded header rows, the roster, and each column's 0-based index.

    `name` is the file from which it was learned, `key` what it is kept under.
    """

    key: str
    name: str
    roster: str
    heads: Heads
    mapping: Mapping[str, int]


def shapes(desk: Desk, scheme: Scheme) -> tuple[Shape, ...]:
    """Return what is remembered for a scheme's rosters."""
    known = {roster.key for roster in scheme.rosters}
    return tuple(one for one in shapes_of(desk, scheme.id) if one.roster in known)


def shapes_of(desk: Desk, owner: str) -> tuple[Shape, ...]:
    """Return what is remembered for an owner's lists: a scheme by its id, or one of a name."""
    found = kept.settings_like(desk.store, f"{_PREFIX}{owner}:")
    return tuple(
        Shape(key, one["name"], one["roster"], _heads(one["heads"]), dict(one["mapping"]))
        for key, one in found.items()
    )


def _heads(plain: Sequence[Sequence[str]]) -> Heads:
    return tuple(tuple(row) for row in plain)


def remember(desk: Desk, scheme: Scheme, incoming: Sequence[Incoming]) -> list[str]:
    """Remember what the reviewer chose by hand, inside an act; returns the files' names."""
    learned = []
    for one in incoming:
        shape = shape_of(one, scheme)
        if one.by_hand and shape is not None:
            put_shape(desk, shape)
            learned.append(one.name)
    return learned


def put_shape(desk: Desk, shape: Shape) -> None:
    """Remember one choice, inside an act."""
    plain = {
        "name": shape.name,
        "roster": shape.roster,
        "heads": [list(row) for row in shape.heads],
        "mapping": dict(shape.mapping),
    }
    kept.put_setting(desk.store, shape.key, plain)


def forget(desk: Desk, key: str) -> Changed:
    """Remember a choice no longer."""
    with desk.act("不再按上次的对应读取", "department", key=key):
        kept.drop_setting(desk.store, key)
    return changed("department")


def shape_of(incoming: Incoming, scheme: Scheme) -> Shape | None:
    """Return the shape of a file that was read as a roster; None where it has no header."""
    found = incoming.found
    if found is None or incoming.taken is None:
        return None
    return shape_at(found, scheme.id, incoming.name, incoming.roster)


def shape_at(found: Found, owner: str, name: str, roster: str) -> Shape | None:
    """Return the shape of one table of the file `name`; None where it has no header."""
    heads = heads_of(found)
    if not any(any(row) for row in heads):
        return None
    digest = sha256(canonical([list(row) for row in heads]).encode()).hexdigest()[:24]
    return Shape(f"{_PREFIX}{owner}:{digest}", name, roster, heads, found.mapping)


def heads_of(found: Found) -> Heads:
    """Return a table's header rows, folded for comparing."""
    return tuple(_folded(found.grid.cells[row]) for row in found.header_lines)


def _folded(cells: Sequence[str]) -> tuple[str, ...]:
    folded = [fold_label(text) for text in cells]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)


def shape_in(grids: Sequence[Grid], known: Sequence[Shape]) -> tuple[Shape, str, int] | None:
    """Return a remembered shape whose header rows stand in one of the sheets.

    With it the sheet's name and the 1-based line of the header's last row.
    """
    for grid in grids if known else ():
        rows = [_folded(row) for row in grid.cells[:_SEARCHED]]
        for top in range(len(rows)):
            for shape in known:
                height = len(shape.heads)
                if tuple(rows[top : top + height]) == shape.heads:
                    return shape, grid.name, grid.first_line + top + height - 1
    return None
