"""What a table of the editor is made of: kinds of cells and columns, and how a cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from desktop.domain.dates import parse_date

# What a cell holds: `lines` a text of several lines, `list` texts joined by ；, `flag` 是 or 否,
# `choice` one of the words, `name` and `names` what stands elsewhere, by its own label; `shown`
# cells are not edited.
Kind = Literal[
    "text", "lines", "whole", "day", "share", "list", "flag", "choice", "name", "names", "shown"
]
Words = tuple[tuple[str, str], ...]  # (as the data have it, as the cell says it)
COMMA, BREAK, ANY = "；", "⏎", "（任何文字）"
YES_NO: Words = (("true", "是"), ("false", "否"))


@dataclass(frozen=True)
class Column:
    """One column: the key of the data, its heading, and how its cells are read.

    `shown` cells are not edited; they show the key of the entry `up` levels above, `a|b` being the
    first of the two that says something. An `optional` one that is emptied is taken out of the
    data. `words` go with choices; `of` says whose names a `name` may be. In a table of records a
    column with `when` stands only where the entry is of that sort, and may be emptied.
    """

    key: str
    label: str
    kind: Kind = "text"
    optional: bool = False
    width: int = 120
    words: Words = ()
    of: str = ""
    up: int = 0
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableOf:
    """Lists in the data as one table: `paths` name them, `[]` standing for each entry of a list.

    `blank` is what a new row holds; without it rows are neither added nor taken away, and a new
    one is called `stem`_1 under its key `named`. `bare` lists hold texts and no tables. `records`
    have a row for each column of each entry. `parent` is where an entry above says what it is.
    """

    key: str
    title: str
    paths: tuple[str, ...]
    columns: tuple[Column, ...]
    blank: Mapping[str, Any] = field(default_factory=dict)
    bare: bool = False
    records: bool = False
    stem: str = ""
    named: str = "id"
    parent: str = ""

    @property
    def grows(self) -> bool:
        """Whether rows may be added, taken away and moved."""
        return bool(self.blank) or (self.bare and bool(self.stem))


@dataclass(frozen=True)
class Line:
    """One value of the scheme by itself, as a row of the table 基本情况 or 抽查."""

    path: str
    label: str
    kind: Kind = "text"
    optional: bool = False
    of: str = ""


def shown(value: Any, words: Words = ()) -> str:
    """Return a value of the data as the cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        whole = value and all(isinstance(one, int) for one in value)
        return ("/" if whole else COMMA).join(shown(one, words) or ANY for one in value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    text = str(value)
    return dict(words).get(text, text).replace("\n", BREAK)


def read(text: str, kind: Kind, words: Words = ()) -> Any:
    """Return what a cell says as the data want it; text where it can't be read.

    The strict reader then tells at that very place what should stand there.
    """
    bare = text.strip()
    data = {said: key for key, said in reversed(words)}
    if kind == "whole":
        return int(bare) if bare.isascii() and bare.isdecimal() else bare
    if kind == "day":
        return parse_date(bare) or bare
    if kind == "share":
        parts = [one.strip() for one in bare.split("/")]
        whole = len(parts) == 2 and all(one.isascii() and one.isdecimal() for one in parts)
        return [int(one) for one in parts] if whole else bare
    if kind in ("list", "names"):
        pieces = [one.strip() for one in bare.replace(";", COMMA).split(COMMA)]
        return [{ANY: "", **data}.get(one, one) for one in pieces if one]
    if kind == "flag":
        return {"是": True, "否": False}.get(bare, bare)
    if kind == "lines":
        return text.replace(BREAK, "\n")
    return data.get(bare, bare)
