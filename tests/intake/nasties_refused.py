"""Nasty files that can't be read: each has its sentence, and the sentence says what to do."""

from collections.abc import Iterator

from tests.intake.nasty import Nasty, Sheet
from tests.intake.nasty_files import edited, xlsx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole_with(stream: str) -> bytes:
    """The outline of an OLE file: its head, and one directory entry at its place."""
    return OLE + bytes(504) + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(384)


_PLAIN = xlsx(Sheet([["企业名称", "联系人"], ["甲", "乙"]]))
_SHEET = "xl/worksheets/sheet1.xml"
_XML = '<?xml version="1.0"?>'
REFUSED: tuple[tuple[str, bytes, str], ...] = (
    ("空.xlsx", b"", "文件是空的（0字节）。"),
    ("a.doc", ole_with("WordDocument"), "这是旧版 Word 文档（.doc）。"),
    ("a.docx", ole_with("WordDocument"), "文件名是 .docx，内容却是旧版 Word 文档（.doc）。"),
    ("a.wps", ole_with("WordDocument"), "这是 WPS 文字文档（.wps）。"),
    ("a.wps", ole_with("MatOST"), "这是旧版 Works 文件。"),
    ("a.wks", b"\xff\0\x02\0\x04\x04" + bytes(60), "这是旧版 Works 文件。"),
    ("a.ppt", ole_with("PowerPoint Document"), "这是演示文稿（.ppt）。"),
    ("a.xlsx", ole_with("EncryptedPackage"), "文件设有打开密码。"),
    ("a.msg", ole_with("__nameid_version1.0"), "这种文件读不了。"),
    (
        "a.xls",
        b"\x09\x04\x06\0\0\0\x10\0" + bytes(60),
        "这是很旧的 Excel 表格（Excel 4.0 或更早）。",
    ),
    ("a.xls", b"\x09\x08\x10\0\0\x06\x05\0" + bytes(60), "这份 .xls 缺少外层结构，打不开。"),
    ("a.pdf", b"%PDF-1.7 ...", "这是 PDF 文件，不能从中读取内容。"),
    ("a.rtf", b"{\\rtf1\\ansi", "这是 RTF 文档。"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(9), "这是图片，不能从中读取内容。"),
    ("a.png", b"\x89PNG\r\n" + bytes(9), "这是图片，不能从中读取内容。"),
    ("a.tif", b"II*\0" + bytes(9), "这是图片，不能从中读取内容。"),
    ("a.bmp", b"BM" + bytes(60), "这是图片，不能从中读取内容。"),
    ("a.rar", b"Rar!\x1a\x07\0" + bytes(9), "这是压缩包，不是表格或文档。"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c", "这是压缩包，不是表格或文档。"),
    ("a.zip", zipped(("名单.xlsx", _PLAIN)), "这是压缩包，不是表格或文档。"),
    ("名单.xlsx.lnk", b"L\0\0\0\x01\x14\x02\0" + bytes(60), "这只是一个快捷方式，不是文件本身。"),
    ("a.exe", b"MZ\x90\0" + bytes(60), "这是程序，不是表格或文档，没有打开。"),
    ("a.ofd", zipped(("OFD.xml", b"<ofd/>")), "这是 OFD 版式文件，不能从中读取内容。"),
    ("a.odt", zipped(("content.xml", b"<office:text/>")), "这是 .odt 文字文档。"),
    (
        "a.pptx",
        zipped(("[Content_Types].xml", b"<a/>"), ("ppt/a.xml", b"")),
        "这是演示文稿（.pptx）。",
    ),
    ("a.numbers", zipped(("Index/Document.iwa", b"x")), "这是苹果电脑的 Numbers 或 Pages 文件。"),
    (
        "a.mht",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related",
        "这是单个文件网页（.mht），只是名字像 Excel 文件。",
    ),
    (
        "a.xls",
        f'{_XML}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'.encode(),
        "这是 XML 格式的表格，只是名字像 Excel 文件。",
    ),
    (
        "a.doc",
        f'{_XML}<?mso-application progid="Word.Document"?><w:wordDocument>'.encode(),
        "这是 XML 格式的 Word 文档。",
    ),
    ("a.xml", f"{_XML}<data/>".encode(), "这是 XML 文件，不是表格或文档。"),
    ("a.xls", b"<html><body>no</body></html>", "这是网页，里面没有表格。"),
    ("a.bin", bytes(range(256)) * 9, "看不出这是什么文件。"),
    ("a.xlsx", _PLAIN[: len(_PLAIN) // 2], "文件已损坏，打不开。"),
    (
        "a.xlsx",
        zipped(("xl/workbook.xml", b""), ("bomb.xml", bytes(20_000_000))),
        "文件展开后大得不合常理，为安全起见没有打开。",
    ),
    (
        "a.xlsx",
        zipped(("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        "文件里夹带了办公软件不会写入的内容，为安全起见没有打开。",
    ),
    (
        "a.xlsx",
        edited(_PLAIN, _SHEET, '<c r="A2"', '<c r="XFD1048576"'),
        "工作表“名单”在XFD1048576还有内容，超出110000行、300列的范围。",
    ),
)  # fmt: skip - a file in a line


def refused() -> Iterator[Nasty]:
    """Yield each file that has a sentence instead of rows."""
    for at, (name, data, sentence) in enumerate(REFUSED):
        yield Nasty(f"refused-{at}-{name}", name, data, refusal=sentence)
