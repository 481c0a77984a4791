"""导出列表: what a list shows, as a workbook, in its order and with its columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

_LEAST, _MOST, _ROOM = 6, 48, 2  # signs; a Chinese character is as wide as two


@dataclass(frozen=True)
class ListBook:
    """A list as it is shown: a title, what is to be known of it, headings, rows of texts."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pour_list_book(found: ListBook) -> bytes:
    """Return the list as xlsx; every cell is text, each column as wide as its longest one."""
    from desktop.sheets.problem_list import write_list  # with openpyxl, 12 MB

    columns = zip(found.heads, *found.rows, strict=True)
    widths = [max(map(_signs, column)) + _ROOM for column in columns]
    fitting = [min(max(width, _LEAST), _MOST) for width in widths]
    return write_list("列表", (found.title, *found.notes), found.heads, found.rows, fitting)


def _signs(text: str) -> int:
    lines: Sequence[str] = text.splitlines() or ("",)
    return max(sum(2 if east_asian_width(sign) in "WF" else 1 for sign in one) for one in lines)
