"""Copies rows as Excel and WPS take them: tab-separated lines, and a table in HTML beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

# Excel keeps such a cell as text: a code of 18 digits would lose its last ones as a number.
_TEXT = "<td style='mso-number-format:\"\\@\"'>"
_FIGURE = "<td>"


class Column(Protocol):
    """What is to be known of a table's column: heading, alignment, text, and boxes to tick."""

    @property
    def title(self) -> str:
        """Its heading."""

    @property
    def right(self) -> bool:
        """Whether it holds figures."""

    @property
    def text(self) -> Callable[[Any], str]:
        """What gives a row's text."""

    @property
    def ticked(self) -> Callable[[Any], bool] | None:
        """What tells whether a row's box is ticked, None where there is none."""


def clip_of(columns: Sequence[Column], rows: Iterable[Any]) -> tuple[str, str]:
    """Return the rows under their headings, as tab-separated lines and as HTML.

    A break inside a cell becomes a space; columns of boxes to tick are left out.
    """
    wanted = [one for one in columns if one.ticked is None]
    opening = [_FIGURE if one.right else _TEXT for one in wanted]
    titles = [one.title for one in wanted]
    cells = [[" ".join(one.text(row).split()) for one in wanted] for row in rows]
    plain = "\n".join("\t".join(line) for line in (titles, *cells))
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    body = "".join(f"<tr>{_row(opening, line)}</tr>" for line in cells)
    return plain, f"<meta charset='utf-8'><table><tr>{head}</tr>{body}</table>"


def _row(opening: Sequence[str], line: Sequence[str]) -> str:
    pairs = zip(opening, line, strict=True)
    return "".join(f"{begin}{escape(text)}</td>" for begin, text in pairs)


def put_clip(clip: tuple[str, str]) -> None:
    """Put what `clip_of` made on the clipboard."""
    data = QMimeData()
    data.setText(clip[0])
    data.setHtml(clip[1])
    QGuiApplication.clipboard().setMimeData(data)
