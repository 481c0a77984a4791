"""Writes a small .xlsb (BIFF12) by hand: no office program at hand saves one."""

import io
import struct
import zipfile
from collections.abc import Sequence

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>
<Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/>
</Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{0}</Relationships>'
)
_RELATION = '<Relationship Id="rId{0}" Type="' + _OFFICE + '{1}" Target="{2}"/>'
_BLANK, _RK, _ERROR, _REAL, _OWN_TEXT, _INDEXED = 1, 2, 3, 5, 6, 7


def xlsb(rows: Sequence[Sequence[object]], title: str = "名单") -> bytes:
    """Return a workbook of one sheet; texts are shared strings but for every seventh cell.

    A byte (`b"\\x2a"`) is an error's code.
    """
    strings: list[str] = []
    sheet = _sheet(rows, strings)
    book = b"".join(
        (
            _record(131, b""),
            _record(143, b""),
            _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(title)),
            _record(144, b""),
            _record(132, b""),
        )
    )
    shared = b"".join(_record(19, b"\0" + _text(one)) for one in strings)
    count = struct.pack("<II", len(strings), len(strings))
    members = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": _relations(
            ("worksheet", "worksheets/sheet1.bin"), ("sharedStrings", "sharedStrings.bin")
        ),
        "xl/sharedStrings.bin": _record(159, count) + shared + _record(160, b""),
        "xl/worksheets/sheet1.bin": sheet,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _relations(*targets: tuple[str, str]) -> bytes:
    lines = [_RELATION.format(n, kind, where) for n, (kind, where) in enumerate(targets, 1)]
    return _RELATIONS.format("".join(lines)).encode()


def _sheet(rows: Sequence[Sequence[object]], strings: list[str]) -> bytes:
    width = max(map(len, rows))
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    out = [_record(129, b""), _record(148, extent), _record(145, b"")]
    for number, row in enumerate(rows):
        head = struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)
        out.append(_record(0, head))
        out += [_cell(number, column, value, strings) for column, value in enumerate(row)]
    return b"".join((*out, _record(146, b""), _record(130, b"")))


def _cell(row: int, column: int, value: object, strings: list[str]) -> bytes:
    place = struct.pack("<II", column, 0)
    if value in ("", None):
        return _record(_BLANK, place)
    if isinstance(value, bytes):
        return _record(_ERROR, place + value)
    if isinstance(value, int) and abs(value) < 1 << 29:
        return _record(_RK, place + struct.pack("<I", (value << 2 | 2) & 0xFFFFFFFF))
    if isinstance(value, (int, float)):
        return _record(_REAL, place + struct.pack("<d", value))
    if (row + column) % 7 == 0:
        return _record(_OWN_TEXT, place + _text(str(value)))
    strings.append(str(value))
    return _record(_INDEXED, place + struct.pack("<I", len(strings) - 1))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")


def _record(kind: int, body: bytes) -> bytes:
    return _number(kind) + _number(len(body)) + body


def _number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))
