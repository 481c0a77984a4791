"""A table in someone else's form (上级表样), as plain values, and as JSON between two processes."""

from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

MERGED, COMPUTED = "这一列是上下合并的单元格", "这一列由表自己的公式计算"


@dataclass(frozen=True)
class Spot:
    """A cell of the foreign table, 0-based, `rows` high and `columns` wide.

    `boxed` cells have a border; a `formula` is computed by the form itself.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    boxed: bool = True
    formula: bool = False


@dataclass(frozen=True)
class Choice:
    """A column's drop-down list in a workbook: the rows it holds for and what may be chosen."""

    column: int
    top: int
    bottom: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class RawTable:
    """A sheet of a workbook, or a table of a document, before anything is known of it.

    `number` is its place in the file, 0-based; `name` is what the reader calls it.
    """

    number: int
    name: str
    spots: tuple[Spot, ...]
    hidden: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Head:
    """One column to be filled: its first grid column and its header from top to bottom.

    `yes` and `no` are the marks that the form itself uses there, empty where it shows none;
    `date` is a date as it writes it. `fixed` says why nothing can be written there.
    """

    column: int
    texts: tuple[str, ...]
    yes: str = ""
    no: str = ""
    date: str = ""
    fixed: str = ""

    @property
    def label(self) -> str:
        """The header in one line, as the reader is shown it."""
        return "／".join("".join(text.split()) for text in self.texts)


@dataclass(frozen=True)
class FoundTable:
    """Where the header, the rows for entries and what follows stand; rows are 0-based.

    `first` to `last` are the rows to be filled (`last` < `first`: the form has none). `filled` are
    those of them that hold something; `samples` tells that it is an example (示例). `title` is
    what stands above, `after` the beginnings of the rows below. `score` is its likeness.
    """

    number: int
    name: str
    head_last: int
    heads: tuple[Head, ...]
    first: int
    last: int
    filled: tuple[int, ...] = ()
    samples: bool = False
    serials: tuple[str, ...] = ()
    title: str = ""
    after: tuple[str, ...] = ()
    score: int = 0

    def start(self, *, keep: bool) -> int:
        """Which of the rows is filled first: the one below what is kept, else the first (0)."""
        return self.filled[-1] - self.first + 1 if keep and self.filled else 0

    @property
    def shape(self) -> str:
        """A hash that is the same for forms with the same header (lower-case hex)."""
        labels = "\n".join(f"{head.column} {head.label}" for head in self.heads)
        return sha256(labels.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Written:
    """What is put into one cell: a text, a whole number, or a date as ISO with its text."""

    text: str
    number: bool = False
    day: str = ""


@dataclass(frozen=True)
class Filling:
    """What is written where: `columns` are grid columns, each row has as many cells as those.

    `keep` leaves the rows that hold something as they are and begins below them; otherwise all
    that stands in the rows is replaced.
    """

    table: FoundTable
    columns: tuple[int, ...]
    rows: tuple[tuple[Written, ...], ...]
    keep: bool = False


@dataclass(frozen=True)
class Filled:
    """The filled file, and in sentences what could not be kept or has to be looked at."""

    data: bytes
    notes: tuple[str, ...] = field(default=())


def plain_found(tables: tuple[FoundTable, ...]) -> list[dict[str, Any]]:
    """Return the tables as plain values for JSON."""
    return [asdict(table) for table in tables]


def found_tables(plain: Any) -> tuple[FoundTable, ...]:
    """Return the tables from plain values; KeyError, TypeError or ValueError: it is garbage."""
    return tuple(_found(dict(one)) for one in plain)


def _found(plain: dict[str, Any]) -> FoundTable:
    heads = tuple(Head(**{**head, "texts": tuple(head["texts"])}) for head in plain.pop("heads"))
    plain |= {key: tuple(plain[key]) for key in ("filled", "serials", "after")}
    return FoundTable(heads=heads, **plain)


def plain_filling(filling: Filling) -> dict[str, Any]:
    """Return what is to be filled as plain values for JSON."""
    return asdict(filling)


def filling_of(plain: Any) -> Filling:
    """Return what is to be filled from plain values."""
    rows = tuple(tuple(Written(**cell) for cell in row) for row in plain["rows"])
    return Filling(_found(dict(plain["table"])), tuple(plain["columns"]), rows, plain["keep"])
