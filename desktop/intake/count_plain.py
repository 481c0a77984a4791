"""The second engine's quick way through a sheet: what is written as spreadsheets write it.

Row by row against one pattern that leaves nothing open; a sheet with anything else in it, and one
that is no XML, is for expat.
"""

import codecs
import html
import re
from collections import Counter
from xml.parsers import expat

_LETTER = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]"
_SIGN = (  # of what XML allows: no controls, and nothing that HTML reads otherwise
    rb"&(?:#(?:3[2-9]|[4-9]\d|1[6-9]\d|[2-9]\d\d|[1-9]\d{3}|[1-4]\d{4}|6[0-4]\d{3}|65[0-4]\d\d)"
    rb"|lt|gt|amp|quot|apos);"
)
# What a text begins with that is no blank: ASCII, signs such as √, Chinese.
_FILLED = (
    rb"(?:[!-%'-;=?-~\xc3\xe4-\xef]|\xe2[\x83-\xbf]"
    rb"|&#(?:1[3-9]\d{3}|[2-4]\d{4}|8[3-9]\d\d|6[0-4]\d{3}|65[0-4]\d\d);)"
)
# Only single letters are repeated possessively: Python 3.11.2 goes on in the wrong place where a
# group that is taken so fails halfway (<v>1 without its end).
_ANY = rb"(?:" + _LETTER + rb"++|" + _SIGN + rb")*"
_MORE = rb'(?: [a-z]++="[\w:,$. -]*+")*'
_FORMULA = rb"(?:<f" + _MORE + rb"(?:/>|>" + _ANY + rb"</f>))?"


def _row_of(value: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a row whose cells have such a value, or none."""
    texts = rb"<v>" + value + rb'</v>|<is><t(?: xml:space="preserve")?>' + value + rb"</t></is>"
    cell = rb'<c r="[A-Z]{1,3}\d{1,7}"' + _MORE + rb"(?:/>|>" + _FORMULA
    cells = rb"(?:" + cell + rb"(?:" + texts + rb")?</c>))*"
    more = rb'(?: [A-Za-z\d:]++="[\w.:]*+")*'
    return re.compile(rb'<row r="(\d{1,7})"' + more + rb"(?:/>|>(" + cells + rb")</row>)")


_QUICK, _SLOW = _row_of(_FILLED + _ANY), _row_of(_ANY)  # the first knows that each is filled
_VALUE = re.compile(rb"<[vt](?: [^>]*)?>([^<]*)</[vt]>")
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_NEVER = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # no characters of XML
_PIECE = 1 << 20


def count_plain(xml: bytes) -> Counter[int] | None:
    """Return how many cells of each row have a value; None where expat should look.

    No value may be the index of a blank shared string. `expat.ExpatError` where what stands around
    the rows is no XML.
    """
    start, end = xml.find(_OPEN) + len(_OPEN), xml.rfind(_CLOSE)
    if not len(_OPEN) <= start <= end or not _is_text(xml):
        return None
    if not _frames_rows(xml[:start] + xml[end:], ascii_only=xml.isascii()):
        return None
    counts = Counter[int]()
    while start < end:
        match = _QUICK.match(xml, start, end)
        if match is not None:
            cells = match[2] or b""
            filled = cells.count(b"</v>") + cells.count(b"</t>")
        else:
            match = _SLOW.match(xml, start, end)
            if match is None:
                return None
            filled = sum(map(_is_filled, _VALUE.findall(match[2] or b"")))
        if filled:
            counts[int(match[1])] += filled
        start = match.end()
    return counts


def _is_filled(value: bytes) -> bool:
    return bool(html.unescape(value.decode()).strip())


def _is_text(xml: bytes) -> bool:
    """Tell whether the bytes are UTF-8 without what XML forbids; controls are seen later."""
    if xml.isascii():
        return True
    if any(never in xml for never in _NEVER):
        return False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(xml), _PIECE):
            decoder.decode(xml[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _frames_rows(frame: bytes, *, ascii_only: bool) -> bool:
    """Tell whether a sheet without its rows has no cell, and is in a code that is a kind of UTF-8.

    Nor any value: it would count with the last cell.
    """
    plain = True

    def declared(_version: str, code: str | None, _alone: int) -> None:
        nonlocal plain
        known = code is None or code.lower() == "utf-8"
        plain = plain and (
            known or (code is not None and code.lower() == "us-ascii" and ascii_only)
        )

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal plain
        plain = plain and tag.rpartition(":")[2] not in {"c", "row", "v", "t"}

    parser = expat.ParserCreate()
    parser.XmlDeclHandler, parser.StartElementHandler = declared, start
    parser.Parse(frame, True)  # noqa: FBT003 - expat's own
    return plain
