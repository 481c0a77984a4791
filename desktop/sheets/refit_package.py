"""Opens someone else's Office file part by part, and writes it again with some parts replaced."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Element = Any  # lxml ships no types


class OddFormError(Exception):
    """The form is none that can be filled: `sentence` says why, `hint` what to do."""

    def __init__(self, sentence: str, hint: str) -> None:
        """Keep both for the reader."""
        super().__init__(sentence)
        self.sentence, self.hint = sentence, hint


_SAVE_AGAIN = "请用 Office 或 WPS 打开，另存一份再试。"


@dataclass(frozen=True)
class Package:
    """The parts of a .docx or .xlsx file by name."""

    data: bytes
    parts: Mapping[str, bytes]

    def xml(self, name: str) -> Element:
        """Return the root of a part. OddFormError where it is missing or broken."""
        return parse(self.parts.get(name, b""))

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations: its own ids, each with a kind and the other part's name."""
        folder, file = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self.parts:
            return {}
        found = {}
        for one in self.xml(rels):
            kind = one.get("Type", "").rpartition("/")[2]
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
                found[one.get("Id", "")] = (kind, target.removeprefix("/"))
        return found

    def related(self, name: str, kind: str) -> list[str]:
        """Return the names of a part's relations of one kind."""
        return [part for found, part in self.relations(name).values() if found == kind]

    def kind_of(self, name: str) -> str:
        """Return a part's content type."""
        for one in self.xml("[Content_Types].xml"):
            if one.get("PartName", "").lower() == f"/{name}".lower():
                return str(one.get("ContentType", ""))
        return ""


def parse(data: bytes) -> Element:
    """Parse a part without entities, network or DTD. OddFormError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise OddFormError("文件已损坏，打不开。", _SAVE_AGAIN) from error


def keeping_blanks(element: Element, text: str) -> Element:
    """Put a text into an element, without what XML can't hold; its blanks count."""
    element.text = _NO_XML.sub("", text)
    element.set(XML_SPACE, "preserve")
    return element


def serialised(root: Element) -> bytes:
    """Return a part as Office writes it."""
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return bytes(written)


def open_package(data: bytes) -> Package:
    """Read all parts. The zip was looked through before (its sizes are known to be sane)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Package(data, {name: archive.read(name) for name in archive.namelist()})


def rewritten(package: Package, parts: Mapping[str, bytes], without: frozenset[str]) -> bytes:
    """Return the file with `parts` replaced and some left out; all else stays byte for byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package.data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename not in without:
                data = parts.get(info.filename, package.parts[info.filename])
                entry = zipfile.ZipInfo(info.filename, info.date_time)
                entry.external_attr = info.external_attr
                new.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main_part(package: Package, expected: str) -> str:
    """Return the name of the document or workbook part; OddFormError for macros and templates.

    `expected` is document or sheet, as the content types name it.
    """
    found = package.related("", "officeDocument")
    name = found[0] if found else ""
    kind = package.kind_of(name)
    suffix = ".docx" if expected == "document" else ".xlsx"
    app = "Word" if expected == "document" else "Excel"
    hint = f"请用 {app} 或 WPS 打开，另存为普通的 {suffix} 文件再套用。"
    if "macroEnabled" in kind:
        raise OddFormError("这个文件带有宏，不能套用。", hint)
    if "template" in kind:
        raise OddFormError(f"这是 {app} 模板文件，不能直接套用。", hint)
    if f"{expected}.main+xml" not in kind or name not in package.parts:
        raise OddFormError("这个文件的内部结构读不懂，不能套用。", hint)
    return name
