"""Reads the text back out of a sheet that somebody else poured: PDF, xlsx or docx.

Their parsers are for a child process only: the file may come from anywhere.
"""

import zipfile
from io import BytesIO

_LARGEST = 50_000_000  # bytes of one part, unpacked
_PARTS = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}


class ReadbackError(ValueError):
    """The file can't be read back; the message is a Chinese sentence."""


def texts_in(kind: str, data: bytes) -> tuple[str, ...]:
    """Return the texts of a sheet in their order: by page, by cell, by paragraph.

    ReadbackError where it is no such file. KeyError for another kind than pdf, xlsx, docx.
    """
    return _pdf(data) if kind == "pdf" else _office(_PARTS[kind], data)


def _pdf(data: bytes) -> tuple[str, ...]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        return tuple(page.get_textpage().get_text_bounded() for page in document)
    except pypdfium2.PdfiumError:
        raise ReadbackError("PDF读不出来。") from None


def _office(part: str, data: bytes) -> tuple[str, ...]:
    """Every text node of the part: what a reader sees, and what a formula or a code would be."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(part) as inside:
            raw = inside.read(_LARGEST + 1)
        root = etree.fromstring(raw, parser)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, etree.XMLSyntaxError):
        raise ReadbackError("文件读不出来。") from None
    return tuple(text for text in root.itertext() if text.strip())
