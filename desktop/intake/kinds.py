"""What a file is, told by its content and never by its name, and what is too much of it."""

import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator

from desktop.intake.archives import OFFICE
from desktop.intake.book import Ask, Kind, Limits, Refused
from desktop.intake.text_tables import decode

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_XLSX = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
_SAVE_AGAIN = "请用 Office 或 WPS 打开，另存一份再导入。"
_SAVE_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
_ASK_ORIGINAL = "请向申报单位要 Word 或 Excel 原件。"
_ZIP_BROKEN = Refused(
    "文件已损坏，打不开。", "请重新拷贝一份，或用 Office、WPS 打开后另存一份再导入。"
)
_ARCHIVE = Refused("这是压缩包，不是表格或文档。", "请先解压，再导入里面的文件。")

_PICTURE = Refused("这是图片，不能从中读取内容。", "请作为扫描件添加到材料里。")
_OLD_EXCEL = Refused("这是很旧的 Excel 表格（Excel 4.0 或更早）。", _SAVE_XLSX)
_WORKS = Refused(
    "这是旧版 Works 文件。", "请用 Office 或 WPS 打开，另存为 .xlsx 或 .docx 后再导入。"
)

_PAGE_STARTS = ("<!doctype html", "<html", "<table", "<meta", "<head", "<body", "<div", "<style")

# What a file begins with, and what is said of it.
_STARTS: tuple[tuple[bytes, Refused], ...] = (
    (b"%PDF", Refused("这是 PDF 文件，不能从中读取内容。", "请向申报单位要 Word 或 Excel 原件。")),
    (b"{\\rtf", Refused("这是 RTF 文档。", _SAVE_DOCX)),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"\x09\x08\x10\0\0\x06", Refused("这份 .xls 缺少外层结构，打不开。", _SAVE_XLSX)),
    (b"\x09\x08", _OLD_EXCEL),
    (b"\x09\x04\x06\0", _OLD_EXCEL),
    (b"\x09\x02\x06\0", _OLD_EXCEL),
    (b"\x09\0\x04\0", _OLD_EXCEL),
    (b"\xff\0\x02\0", _WORKS),
    (b"\0\0\x02\0", _WORKS),
    (b"\x01\xfe", _WORKS),
    (b"\x20\x54\x02\0", _WORKS),
    (
        b"L\0\0\0\x01\x14\x02\0",
        Refused("这只是一个快捷方式，不是文件本身。", "请打开它所指的文件夹，拷贝文件本身再导入。"),
    ),
    (b"MZ", Refused("这是程序，不是表格或文档，没有打开。", "请向申报单位重新要一份。")),
)


def kind_of(data: bytes, name: str, ask: Ask, limits: Limits) -> Kind | Refused:
    """Return what `data` is, or why it can't be read. `name` only shapes the sentence."""
    if not data:
        return Refused("文件是空的（0字节）。", "请向申报单位重新要一份。")
    if len(data) > limits.size:
        return Refused(
            f"文件太大（超过{limits.size // 1_000_000}MB）。", "请去掉图片，或分成几个文件。"
        )
    kind = _look(data, name, ask, limits)
    if isinstance(kind, Refused):
        return kind
    if kind is Kind.DOCX and not ask.documents:
        return Refused("这是 Word 文档，这里要的是表格文件。", "请选择 Excel 或 csv 文件。")
    if kind is not Kind.DOCX and not ask.books:
        return Refused("这是表格文件，这里要的是 Word 申请表。", "请选择 .docx 文件。")
    return kind


def _look(data: bytes, name: str, ask: Ask, limits: Limits) -> Kind | Refused:
    if data.startswith(_OLE):
        return _inside_ole(data, name)
    if data.startswith(b"PK"):
        return _inside_zip(data, limits)
    for start, refused in _STARTS:
        if data.startswith(start) and not _is_plain(data, start):
            return refused
    return _inside_text(data, ask)


def _is_plain(data: bytes, start: bytes) -> bool:
    """Tell whether a start of two letters (BM, MZ) begins a plain text after all."""
    return start.isalpha() and len(start) == 2 and b"\0" not in data[:200]


def _has_stream(data: bytes, name: str) -> bool:
    """Tell whether an OLE directory names a stream: entries take 128 bytes, name first."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    place = data.find(wanted)
    while place >= 0 and place % 128:
        place = data.find(wanted, place + 1)
    return place >= 0


def _inside_ole(data: bytes, name: str) -> Kind | Refused:
    if _has_stream(data, "EncryptedPackage"):
        return Refused("文件设有打开密码。", "请用 Office 或 WPS 打开，去掉密码后另存，再导入。")
    if _has_stream(data, "WordDocument"):
        if name.lower().endswith(".docx"):
            return Refused("文件名是 .docx，内容却是旧版 Word 文档（.doc）。", _SAVE_DOCX)
        if name.lower().endswith(".wps"):
            return Refused("这是 WPS 文字文档（.wps）。", _SAVE_DOCX)
        return Refused("这是旧版 Word 文档（.doc）。", _SAVE_DOCX)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Kind.XLS
    if _has_stream(data, "MatOST") or _has_stream(data, "CONTENTS"):
        return _WORKS
    if _has_stream(data, "PowerPoint Document"):
        return Refused("这是演示文稿（.ppt）。", _ASK_ORIGINAL)
    return Refused("这种文件读不了。", "请用 Office 或 WPS 打开，另存为 .xlsx 或 .docx 后再导入。")


def _inside_zip(data: bytes, limits: Limits) -> Kind | Refused:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return _ZIP_BROKEN
    with archive:
        if not any(name.startswith(OFFICE) for name in archive.namelist()):
            return _ARCHIVE  # said before a look inside: it may be large, or locked
        return _too_much(archive, limits) or _zip_kind(archive)


def _zip_kind(archive: zipfile.ZipFile) -> Kind | Refused:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return Kind.DOCX
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if "content.xml" in names:
        return _open_document(archive)
    if any(name.startswith("ppt/") for name in names):
        return Refused("这是演示文稿（.pptx）。", _ASK_ORIGINAL)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        return Refused(
            "这是苹果电脑的 Numbers 或 Pages 文件。", "请申报单位导出为 .xlsx 或 .docx。"
        )
    if "OFD.xml" in names:
        return Refused(
            "这是 OFD 版式文件，不能从中读取内容。", "请向申报单位要 Word 或 Excel 原件。"
        )
    return _ARCHIVE


def _open_document(archive: zipfile.ZipFile) -> Kind | Refused:
    with archive.open("content.xml") as file:
        head = file.read(65536)
    if b"office:spreadsheet" in head or b"opendocument.spreadsheet" in head:
        return Kind.ODS
    if "mimetype" in archive.namelist() and b"spreadsheet" in archive.read("mimetype")[:100]:
        return Kind.ODS
    return Refused("这是 .odt 文字文档。", _SAVE_DOCX)


def _too_much(archive: zipfile.ZipFile, limits: Limits) -> Refused | None:
    """Unpack every XML member once, counting: the sizes in the zip's own list may lie."""
    if len(archive.infolist()) > limits.entries:
        return Refused(
            f"文件由{limits.entries}个以上的部分拼成，不合常理，为安全起见没有打开。", _SAVE_AGAIN
        )
    if any(info.flag_bits & 1 for info in archive.infolist()):
        return Refused("文件设有密码。", "请用 Office 或 WPS 打开，去掉密码后另存，再导入。")
    total = 0
    for info in archive.infolist():
        try:
            for size, hostile in _chunks(archive, info):
                total += size
                if hostile:
                    return Refused(
                        "文件里夹带了办公软件不会写入的内容，为安全起见没有打开。", _SAVE_AGAIN
                    )
                if _bomb(total, info, limits):
                    return Refused("文件展开后大得不合常理，为安全起见没有打开。", _SAVE_AGAIN)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            return _ZIP_BROKEN
        except (ValueError, RuntimeError, struct.error):  # offsets before the file, odd methods
            return _ZIP_BROKEN
    return None


def _bomb(total: int, info: zipfile.ZipInfo, limits: Limits) -> bool:
    """Tell whether it is too much. The ratio counts from 10 MB on: small XML packs very well."""
    swollen = info.file_size > 10_000_000 and info.file_size > limits.ratio * info.compress_size
    return swollen or total > limits.unpacked


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[tuple[int, bool]]:
    """Yield the size of each piece of a member, and whether a DTD begins in it."""
    plain = info.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(info) as file:
        tail = b""
        while piece := file.read(1 << 20):
            window = tail + piece
            yield len(piece), plain and (b"<!DOCTYPE" in window or b"<\0!\0D\0O\0C" in window)
            tail = piece[-16:]


def _inside_text(data: bytes, ask: Ask) -> Kind | Refused:
    text = decode(data[:200_000], ask.encoding, whole=len(data) <= 200_000)
    if text is None or not _is_text(text[:5000]):
        return Refused("看不出这是什么文件。", "能读取的是 .xlsx、.xls、.ods、.csv 和 .docx。")
    head = text[:5000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("mime-version:") or "\nmime-version:" in head[:500]:
        return Refused("这是单个文件网页（.mht），只是名字像 Excel 文件。", _SAVE_XLSX)
    if head.startswith("<?xml") and "<html" not in head:
        return _inside_xml(head)
    if head.startswith(_PAGE_STARTS) or (head.startswith("<") and "<table" in head):
        return Kind.HTML
    return Kind.CSV


def _is_text(text: str) -> bool:
    """Tell whether hardly any character is one that nobody types: control, private, unassigned."""
    strange = sum(
        1
        for char in text
        if (unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\t\r\n\f\v\x1a")
    )
    return "\0" not in text and 50 * strange <= len(text)


def _inside_xml(head: str) -> Refused:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return Refused("这是 XML 格式的表格，只是名字像 Excel 文件。", _SAVE_XLSX)
    if "office/word/2003/wordml" in head or 'progid="word.document"' in head:
        return Refused("这是 XML 格式的 Word 文档。", _SAVE_DOCX)
    if "schemas.microsoft.com/office/2006/xmlpackage" in head:
        return Refused("这是单个 XML 文件的 Office 文档。", _SAVE_AGAIN)
    return Refused("这是 XML 文件，不是表格或文档。", _SAVE_XLSX)
