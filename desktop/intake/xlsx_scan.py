"""A plain look through an .xlsx's own XML, for what the spreadsheet engine does not tell."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Limits, Refused

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FILLED = rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>'
_WIDE = re.compile(_FILLED.replace(rb"[A-Z]{1,3}", rb"(?:[A-Z]{3}|[K-Z][A-Z])"))
_TALL = re.compile(_FILLED.replace(rb"\d{1,7}", rb"\d{6,7}"))
_ERROR = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="e"[^>]*>(?:<(?:\w+:)?f.{0,2000}?)??'
    rb"<(?:\w+:)?v>([^<]{1,20})</",
    re.DOTALL,
)
_NO_VALUE = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*'
    rb"<(?:\w+:)?f(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
# A quick look that no cell beyond the limits and no formula escapes; most sheets have neither.
_MAY_BE_FAR = re.compile(rb'c r="(?:[A-Z]{3}|[K-Z][A-Z]|[A-Z]{1,3}\d{6})')
_MAY_BE_FORMULA = re.compile(rb"f[ />]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_HIDDEN_COLUMNS = re.compile(
    rb'<(?:\w+:)?col (?=[^>]*(?:hidden="(?:1|true)"|width="0"))(?=[^>]*min="(\d+)")[^>]*max="(\d+)"'
)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?hidden="(?:1|true)"')


@dataclass(frozen=True)
class SheetScan:
    """What one sheet's XML says: cells with errors as (row, column, text), 0-based, and notes.

    `columns` are ranges (first, last) of hidden columns, 0-based.
    """

    errors: tuple[tuple[int, int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    since_1904: bool = False
    columns: tuple[tuple[int, int], ...] = ()


def column_index(letters: str) -> int:
    """Return the 0-based column of `A`, `AB` and so on."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def scan_workbook(data: bytes, limits: Limits) -> dict[str, SheetScan] | Refused:
    """Return a scan for each sheet's name, or why a cell lies too far out to be read safely."""
    scans: dict[str, SheetScan] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name, member in sheet_members(archive).items():
            xml = archive.read(member)
            far = _too_far(xml, limits)
            if far:
                return Refused(
                    f"工作表“{name}”在{far}还有内容，超出{limits.rows}行、{limits.columns}列的范围。",
                    "请删去远处多余的单元格，或分成几个文件再导入。",
                )
            scans[name] = SheetScan(
                _errors(xml), tuple(_notes(name, xml)), columns=_hidden_columns(xml)
            )
        if _counts_from_1904(archive):
            note = "这份工作簿的日期从1904年起算（旧版苹果电脑的设置），已照此换算，请核对。"
            scans = {name: replace(scan, since_1904=True) for name, scan in scans.items()}
            first = next(iter(scans), "")
            scan = scans.get(first, SheetScan())
            scans[first] = replace(scan, problems=(*scan.problems, Problem("", note)))
    return scans


def sheet_members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the zip member of each worksheet by the sheet's name, in the workbook's order."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {
        rel.get("Id", ""): posixpath.normpath(posixpath.join("xl", rel.get("Target", "")))
        for rel in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found: dict[str, str] = {}
    for node in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if node.tag.endswith("}sheet"):
            member = targets.get(node.get(_REL, ""), "").lstrip("/")
            if member in names:
                found[node.get("name", "")] = member
    return found


def _too_far(xml: bytes, limits: Limits) -> str:
    """Return the address of the first filled cell beyond the limits, empty where there is none."""
    hint = _MAY_BE_FAR.search(xml)
    if hint is None:
        return ""
    first = xml.rfind(b"<", 0, hint.start() + 1)
    for pattern in (_WIDE, _TALL):
        for match in pattern.finditer(xml, max(0, first)):
            letters, row = match.group(1).decode(), int(match.group(2))
            if column_index(letters) >= limits.columns or row > limits.rows:
                return f"{letters}{row}"
    return ""


def _errors(xml: bytes) -> tuple[tuple[int, int, str], ...]:
    if b't="e"' not in xml:
        return ()
    return tuple(
        (int(match[2]) - 1, column_index(match[1].decode()), match[3].decode("utf-8", "replace"))
        for match in _ERROR.finditer(xml)
    )


def _hidden_columns(xml: bytes) -> tuple[tuple[int, int], ...]:
    head = xml[: max(0, xml.find(b"sheetData"))]
    return tuple((int(first) - 1, int(last) - 1) for first, last in _HIDDEN_COLUMNS.findall(head))


def _notes(name: str, xml: bytes) -> list[Problem]:
    notes = []
    hidden = len(_HIDDEN_ROW.findall(xml)) if b'hidden="' in xml else 0
    if hidden:
        sentence = f"有{hidden}行是隐藏的，也一并读取了。"
        notes.append(Problem(name, sentence, Severity.NOTE))
    formulas = _MAY_BE_FORMULA.search(xml) and _FORMULA.search(xml)
    empty = [match.decode() for match in _NO_VALUE.findall(xml)] if formulas else []
    if empty:
        shown = "、".join(empty[:3])
        sentence = (
            f"有{len(empty)}个公式单元格没有保存结果（{shown}），读出来是空的，"
            "请用 Excel 或 WPS 打开并保存一次再导入。"
        )
        notes.append(Problem(name, sentence, Severity.WARNING))
    return notes


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    if "xl/workbook.xml" not in archive.namelist():
        return False
    return bool(re.search(rb'date1904="(?:1|true)"', archive.read("xl/workbook.xml")))
