"""Turns a Word document into paragraphs and tables of distinct cells, inside the reading child."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from desktop.intake.book import Document, Paragraph, Refused, WordCell, WordTable

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Characters of the symbol faces that stand for ticks and boxes, by their last byte.
_SYMBOLS = {
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☑",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "□",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☑",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x2A): "□",
    ("wingdings 2", 0x30): "□",
    ("symbol", 0xD6): "√",
}  # fmt: skip - one namespace in a line
_DROPPED = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sdtPr")
)
_TEXT = 5_000_000  # characters of a document
_AREA = 1_000_000  # places on the grids of its tables
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass
class _Sink:
    """What was found so far, in reading order."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[WordTable] = field(default_factory=list)


def read_document(data: bytes, name: str) -> Document | Refused:
    """Return the paragraphs and tables of a .docx; nested tables come after the outer one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    try:
        root = ElementTree.fromstring(xml.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))
    except ElementTree.ParseError:
        return Refused("文件已损坏，打不开。", "请用 Word 或 WPS 打开后另存一份再导入。")
    sink = _Sink()
    body = root.find(f"{_W}body")
    for block in _blocks(body if body is not None else root):
        if block.tag == f"{_W}tbl":
            _take_table(block, sink)
        elif text := _text(block).strip():
            sink.paragraphs.append(Paragraph(len(sink.paragraphs) + 1, text))
    cells = [cell for table in sink.tables for cell in table.cells]
    length = sum(len(p.text) for p in sink.paragraphs) + sum(len(cell.text) for cell in cells)
    if length > _TEXT or sum(cell.rows * cell.columns for cell in cells) > _AREA:
        return Refused("文档太长，或表格太大。", "请只保留申请表和名单，另存一份再导入。")
    return Document(name, tuple(sink.paragraphs), tuple(sink.tables))


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, looking through content controls and the like."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _DROPPED and child.tag != f"{_W}tr":
            yield from _blocks(child)


def _take_table(table: Element, sink: _Sink) -> None:
    place = len(sink.tables)
    sink.tables.append(WordTable(place + 1, ()))
    inner: list[Element] = []
    cells = _cells(table, inner)
    sink.tables[place] = WordTable(place + 1, tuple(cells))
    for nested in inner:
        _take_table(nested, sink)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children called `tag`, looking through content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inside(child, tag)


def _cells(table: Element, inner: list[Element]) -> list[WordCell]:
    """Return the distinct cells; a vertical merge's lower parts lengthen the cell above."""
    found: list[WordCell] = []
    open_above: dict[int, int] = {}
    for row, line in enumerate(_inside(table, f"{_W}tr")):
        column = _number(line, "trPr/gridBefore", 0)
        for ordinal, cell in enumerate(_inside(line, f"{_W}tc"), 1):
            span = max(1, _number(cell, "tcPr/gridSpan", 1))
            if _continues(cell, "hMerge") and found and found[-1].row == row:
                found[-1] = replace(found[-1], columns=found[-1].columns + span)
            elif _continues(cell, "vMerge") and column in open_above:
                above = open_above[column]
                found[above] = replace(found[above], rows=row - found[above].row + 1)
            else:
                open_above[column] = len(found)
                text = _cell_text(cell, inner)
                found.append(WordCell(text, row, column, 1, span, ordinal))
            column += span
    return found


def _cell_text(cell: Element, inner: list[Element]) -> str:
    lines = []
    for block in _blocks(cell):
        if block.tag == f"{_W}tbl":
            inner.append(block)
        else:
            lines.append(_text(block))
    return "\n".join(lines).strip()


def _number(node: Element, path: str, default: int) -> int:
    found = node.find("/".join(_W + step for step in path.split("/")))
    value = found.get(f"{_W}val", "") if found is not None else ""
    return min(int(value), 1000) if value.isdigit() else default


def _continues(cell: Element, way: str) -> bool:
    """Tell whether a cell is the further part of a merge: hMerge is how old documents widen one."""
    merge = cell.find(f"{_W}tcPr/{_W}{way}")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _text(node: Element) -> str:
    return "".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}r" and (face := _face(child)):
            yield "".join(_SYMBOLS.get((face, ord(char) & 0xFF), char) for char in _text(child))
        elif tag == f"{_W}sym":
            yield _symbol(child)
        elif tag == f"{_W}ffData":
            yield _form_box(child)
        elif tag == f"{_W}sdt":
            yield _control(child)
        elif tag == f"{_W}txbxContent":
            yield "\n" + "\n".join(_text(block) for block in _blocks(child))
        elif tag not in _DROPPED and tag != _FALLBACK:
            yield from _pieces(child)


def _face(run: Element) -> str:
    """Return the symbol face of a run's letters: R in Wingdings 2 is a ticked box."""
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    name = "" if fonts is None else fonts.get(f"{_W}ascii", "") or fonts.get(f"{_W}hAnsi", "")
    return name.lower() if name.lower().startswith("wingdings") else ""


def _symbol(node: Element) -> str:
    """Return the tick or box that a symbol face's character stands for, else the character."""
    code = int(node.get(f"{_W}char", "0") or "0", 16)
    font = node.get(f"{_W}font", "").lower()
    return _SYMBOLS.get((font, code & 0xFF), chr(code) if code >= 0x20 else "")


def _on(node: Element | None) -> bool:
    return node is not None and node.get(f"{_W}val", "1") in ("1", "true", "on")


def _form_box(data: Element) -> str:
    """Return the state of an old form's check box, or what its list shows; a text has its runs."""
    box = data.find(f"{_W}checkBox")
    if box is None:
        return _chosen(data)
    checked = box.find(f"{_W}checked")
    return "☑" if _on(checked if checked is not None else box.find(f"{_W}default")) else "□"


def _chosen(data: Element) -> str:
    entries = data.findall(f"{_W}ddList/{_W}listEntry")
    index = _number(data, "ddList/result", _number(data, "ddList/default", 0))
    return entries[index].get(f"{_W}val", "") if index < len(entries) else ""


def _control(control: Element) -> str:
    """Return a content control's text; its prompt (单击此处输入文字) is no text."""
    checkbox = control.find(f"{_W}sdtPr/{_W14}checkbox")
    if checkbox is not None:
        state = checkbox.find(f"{_W14}checked")
        ticked = state is not None and state.get(f"{_W14}val", "1") in ("1", "true", "on")
        return "☑" if ticked else "□"
    if _on(control.find(f"{_W}sdtPr/{_W}showingPlcHdr")):
        return ""
    content = control.find(f"{_W}sdtContent")
    return _text(content) if content is not None else ""
