"""Copies rows as Excel and WPS take them: tab-separated lines, and a table in HTML beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

# Excel keeps such a cell as text: a code of 18 digits would lose its last ones as a number.
_TEXT = "<td style='mso-number-format:\"\\@\"'>"
_FIGURE = "<td>"
_AT_ONCE = 2_000  # rows that are texts at one time: a long list is held as bytes alone


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

    @property
    def copied(self) -> Sequence[Column]:
        """The columns that stand in its place in a copy; none where it stands there itself."""


@dataclass(frozen=True)
class Clip:
    """Rows ready for the clipboard, in UTF-8: tab-separated lines, and HTML.

    As bytes, not as texts: of 100,000 rows these take a sixth of the memory.
    """

    plain: QByteArray
    html: QByteArray


def clip_of(columns: Sequence[Column], rows: Iterable[Any]) -> Clip:
    """Return the rows under their headings; they are gone through once, a few at a time.

    A break inside a cell becomes a space; columns of boxes to tick are left out.
    """
    wanted = [one for whole in columns for one in whole.copied or (whole,) if one.ticked is None]
    opening = [_FIGURE if one.right else _TEXT for one in wanted]
    titles = [" ".join(one.title.split()) for one in wanted]
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    plain = [_bytes("\t".join(titles))]
    html = [_bytes(f"<meta charset='utf-8'><table><tr>{head}</tr>")]
    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        cells = [[" ".join(one.text(row).split()) for one in wanted] for row in part]
        plain.append(_bytes("".join("\n" + "\t".join(line) for line in cells)))
        html.append(_bytes("".join(f"<tr>{_row(opening, line)}</tr>" for line in cells)))
    html.append(_bytes("</table>"))
    return Clip(_whole(plain), _whole(html))


def _row(opening: Sequence[str], line: Sequence[str]) -> str:
    pairs = zip(opening, line, strict=True)
    return "".join(f"{begin}{escape(text)}</td>" for begin, text in pairs)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _whole(pieces: list[bytes]) -> QByteArray:
    """Join the pieces and let each go at once: what grows by itself is held twice on the way."""
    whole = QByteArray()
    whole.reserve(sum(map(len, pieces)))
    pieces.reverse()
    while pieces:
        whole.append(pieces.pop())
    return whole


def put_clip(clip: Clip) -> None:
    """Put what `clip_of` made on the clipboard."""
    data = _plain_data()
    data.setData("text/plain", clip.plain)
    data.setData("text/html", clip.html)
    QGuiApplication.clipboard().setMimeData(data)


def _plain_data() -> QMimeData:
    """An empty QMimeData that Qt made, as its models do for a row that is dragged.

    Some platforms (offscreen, framebuffers) let the clipboard go after Python has ended: a
    QMimeData that Python made would then call into nothing, and the program end with a crash.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for name in data.formats():
        data.removeFormat(name)
    return data
