"""Tells of files and text boxes that lie within a document or workbook, and were not read."""

import io
import re
import zipfile
from html import unescape

from desktop.domain.problem import Problem, Severity

_FILE = re.compile(r"(?:word|xl)/embeddings/(.+)")
_OFFICE = (".xlsx", ".xlsm", ".xls", ".et", ".docx", ".doc", ".wps", ".ods")
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WordDocument", "Package"))
_BOX = re.compile(r"xl/drawings/[^/]+\.xml")
_SHAPE = re.compile(rb"<xdr:sp[ >].*?</xdr:sp>", re.DOTALL)
_TEXT = re.compile(rb"<a:t(?: [^>]*)?>([^<]+)</a:t>")
_SHOWN = 20  # characters of a text box


def embedded_notes(data: bytes) -> tuple[Problem, ...]:
    """Return what is to be said of a .docx or .xlsx: what lies within it and was not read.

    What charts keep for themselves is no such file. Nothing where the zip is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            notes = [*_files(archive, names), *_merged(archive, names), *_boxes(archive, names)]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ()
    return tuple(notes)


def _files(archive: zipfile.ZipFile, names: list[str]) -> list[Problem]:
    found = [(name, match[1]) for name in names if (match := _FILE.fullmatch(name))]
    if not found:
        return []
    links = [name for name in names if "/charts/_rels/" in name]
    charts = b"".join(archive.read(name) for name in links)
    own = [name for name, file in found if file.encode() not in charts]
    count = sum(1 for name in own if _is_office(archive, name))
    if not count:
        return []
    sentence = (
        f"里面嵌有{count}个表格或文档（双击图标才打开的那种），其中的内容没有读到，"
        "请打开后另存为文件，再导入。"
    )
    return [Problem("", sentence, Severity.WARNING)]


def _is_office(archive: zipfile.ZipFile, name: str) -> bool:
    if name.lower().endswith(_OFFICE):
        return True
    content = archive.read(name) if name.lower().endswith(".bin") else b""
    return any(stream in content for stream in _STREAMS)


def _merged(archive: zipfile.ZipFile, names: list[str]) -> list[Problem]:
    if "word/document.xml" not in names or b"<w:altChunk" not in archive.read("word/document.xml"):
        return []
    sentence = "有一部分内容是从别的文件并入的，没有读到，请用 Word 打开后另存一份，再导入。"
    return [Problem("", sentence, Severity.WARNING)]


def _boxes(archive: zipfile.ZipFile, names: list[str]) -> list[Problem]:
    texts = []
    for name in filter(_BOX.fullmatch, names):
        for shape in _SHAPE.findall(archive.read(name)):
            text = unescape(b"".join(_TEXT.findall(shape)).decode("utf-8", "replace")).strip()
            texts += [text] if text else []
    if not texts:
        return []
    first = texts[0] if len(texts[0]) <= _SHOWN else f"{texts[0][:_SHOWN]}…"
    sentence = f"有{len(texts)}个文本框浮在表格上（“{first}”），其中的文字没有读取，请看一看。"
    return [Problem("", sentence, Severity.NOTE)]
