"""Copies rows as Excel and WPS take them: tab-separated lines, and a table in HTML beside them."""

from __future__ import annotations

import atexit
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

# Excel keeps such a cell as text: a code of 18 digits would lose its last ones as a number.
_TEXT = "<td style='mso-number-format:\"\\@\"'>"
_FIGURE = "<td>"
_AT_ONCE = 2_000  # rows that are texts at one time: a long list is held as bytes alone
_LONG = 1024 * 1024  # bytes; what is longer is held pressed and opened when somebody pastes it
_PLAIN, _HTML = "text/plain", "text/html"
_MINDED = "clip minded"  # a property of the application: its end was seen to


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

    As bytes, not as texts: of 100,000 rows these take a sixth of the memory. Where they are
    `pressed` (zlib), a tenth of that.
    """

    plain: QByteArray
    html: QByteArray
    pressed: bool = False


class _Pressed:
    """A text in UTF-8 that is pressed while it is written, so that it is never held whole."""

    def __init__(self) -> None:
        self.size = 0
        self._press = zlib.compressobj(zlib.Z_BEST_SPEED)
        self._parts: list[bytes] = []

    def add(self, text: str) -> None:
        data = text.encode("utf-8", "replace")
        self.size += len(data)
        self._parts.append(self._press.compress(data))

    def whole(self) -> bytes:
        return b"".join([*self._parts, self._press.flush()])


class LongClip(QMimeData):
    """A pressed Clip on the clipboard: 30 ms for 60,000 rows when another program takes it."""

    def __init__(self, clip: Clip) -> None:
        """Hold the pressed bytes."""
        super().__init__()
        self._clip = clip

    def formats(self) -> list[str]:
        """Both kinds."""
        return [_PLAIN, _HTML]

    def hasFormat(self, kind: str) -> bool:
        """Whether it is one of the two."""
        return kind in self.formats()

    def retrieveData(self, kind: str, _wanted: QMetaType | QMetaType.Type) -> QByteArray | None:
        """Open what is pasted; Qt makes a text of it where it wants one."""
        if not self.hasFormat(kind):
            return None
        return _opened(self._clip.plain if kind == _PLAIN else self._clip.html)


def clip_of(columns: Sequence[Column], rows: Iterable[Any]) -> Clip:
    """Return the rows under their headings; they are gone through once, a few at a time.

    A break inside a cell becomes a space; columns of boxes to tick are left out.
    """
    wanted = [one for whole in columns for one in whole.copied or (whole,) if one.ticked is None]
    opening = [_FIGURE if one.right else _TEXT for one in wanted]
    titles = [" ".join(one.title.split()) for one in wanted]
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    plain, html = _Pressed(), _Pressed()
    plain.add("\t".join(titles))
    html.add(f"<meta charset='utf-8'><table><tr>{head}</tr>")
    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        cells = [[" ".join(one.text(row).split()) for one in wanted] for row in part]
        plain.add("".join("\n" + "\t".join(line) for line in cells))
        html.add("".join(f"<tr>{_row(opening, line)}</tr>" for line in cells))
    html.add("</table>")
    clip = Clip(QByteArray(plain.whole()), QByteArray(html.whole()), pressed=True)
    return clip if plain.size + html.size > _LONG else _whole(clip)


def _row(opening: Sequence[str], line: Sequence[str]) -> str:
    pairs = zip(opening, line, strict=True)
    return "".join(f"{begin}{escape(text)}</td>" for begin, text in pairs)


def _whole(clip: Clip) -> Clip:
    return Clip(_opened(clip.plain), _opened(clip.html)) if clip.pressed else clip


def _opened(pressed: QByteArray) -> QByteArray:
    return QByteArray(zlib.decompress(pressed.data()))


def put_clip(clip: Clip) -> None:
    """Put what `clip_of` made on the clipboard; what is pressed stays so while the program runs."""
    if clip.pressed:
        _mind_the_end()
    data = LongClip(clip) if clip.pressed else _plain_data(clip)
    QGuiApplication.clipboard().setMimeData(data)


def _mind_the_end() -> None:
    """See to it that nothing of Python's is on the clipboard when the program ends.

    Some platforms (offscreen, framebuffers) let the clipboard go after Python has ended: a
    QMimeData that Python made would then call into nothing, and the program end with a crash.
    Others hand it over at the end, so that it can be pasted still.
    """
    application = QGuiApplication.instance()
    if application is not None and not application.property(_MINDED):
        application.setProperty(_MINDED, True)  # noqa: FBT003 - Qt's own signature
        application.aboutToQuit.connect(_leave_plain)
        atexit.register(_leave_plain)  # where the loop never ran


def _leave_plain() -> None:
    if QGuiApplication.instance() is None:
        return
    data = QGuiApplication.clipboard().mimeData()
    if isinstance(data, LongClip):
        QGuiApplication.clipboard().setMimeData(_plain_data(_whole(data._clip)))


def _plain_data(clip: Clip) -> QMimeData:
    """A QMimeData that Qt made, as its models do for a row that is dragged, with whole bytes."""
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for name in data.formats():
        data.removeFormat(name)
    data.setData(_PLAIN, clip.plain)
    data.setData(_HTML, clip.html)
    return data
