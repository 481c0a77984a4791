"""Moves what stands below new rows of a foreign worksheet, and what refers to it from elsewhere."""

from desktop.sheets.refit_package import (
    RELATIONS,
    TYPES,
    Element,
    OddFormError,
    Package,
    S,
    parse,
    serialised,
)
from desktop.sheets.refit_shift import Shift, shift_formula, shift_ref, shift_refs
from desktop.sheets.refit_xlsx import Workbook, cells_of, name_of

_ONE_REF = ("hyperlink", "autoFilter", "sortState", "sortCondition", "protectedRange")
_ROW_PARTS = {"drawing": "图片或图形", "vmlDrawing": "批注", "comments": "批注"}
# What stands before calcPr in a workbook, as the schema orders it.
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


def move_below(
    book: Workbook,
    part: str,
    root: Element,
    shift: Shift,
    parts: dict[str, bytes],
    notes: list[str],
) -> None:
    """Make room on the sheet, and move names, formulas and drawings of the whole workbook.

    Changed parts are put into `parts`; what can't be moved is said in `notes`. The sheet's own
    formulas are the caller's.
    """
    name = next(name for name, known, _ in book.sheets if known == part)
    _move_rows(root, shift)
    _move_ranges(root, shift, name)
    _move_names(book, shift, name, parts)
    _move_other_formulas(book, part, shift, name, parts)
    _move_tables(book.package, part, shift, parts)
    _move_drawings(book.package, part, shift, parts, notes)
    if any(known.startswith("xl/pivot") for known in book.package.parts):
        notes.append("工作簿里有数据透视表，它引用的区域没有随着新加的行移动，请核对。")


def _move_rows(root: Element, shift: Shift) -> None:
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        number = int(row.get("r"))
        if number >= shift.at:
            for column, cell in cells_of(row, number):
                cell.set("r", name_of(number + shift.count, column))
            row.set("r", str(number + shift.count))


def _move_ranges(root: Element, shift: Shift, name: str) -> None:
    """Move merged cells, formats, lists, links, breaks: all that names cells of the sheet."""
    for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        merge.set("ref", shift_ref(merge.get("ref", ""), shift.still()))
    for element in list(root.iter("{*}*")):
        kind = element.tag.rpartition("}")[2]
        if kind == "dimension":
            element.getparent().remove(element)
        elif kind in ("f", "formula", "formula1", "formula2"):
            _move_formula(element, shift, name)
        elif kind == "sqref" and element.text:  # inside of extLst
            element.text = shift_refs(element.text, shift)
        elif kind in _ONE_REF and element.get("ref"):
            element.set("ref", shift_ref(element.get("ref"), shift))
        elif element.get("sqref") and kind != "selection":
            element.set("sqref", shift_refs(element.get("sqref"), shift))
    for brk in root.iterfind(f"{S}rowBreaks/{S}brk"):
        brk.set("id", str(shift.row(int(brk.get("id", "0")) + 1) - 1))


def _move_formula(element: Element, shift: Shift, name: str) -> None:
    """Move a format's or list's formula; of a cell's own only the place that an array covers."""
    if element.getparent().tag != f"{S}c":
        element.text = shift_formula(element.text or "", shift, name, here=True)
    elif element.get("ref"):
        element.set("ref", shift_ref(element.get("ref"), shift.still()))


def _move_names(book: Workbook, shift: Shift, name: str, parts: dict[str, bytes]) -> None:
    """Move print areas, print titles and other names."""
    root = book.package.xml(book.main)
    for one in root.iterfind(f"{S}definedNames/{S}definedName"):
        if one.text:
            one.text = shift_formula(one.text, shift, name, here=False)
    parts[book.main] = serialised(root)


def _move_other_formulas(
    book: Workbook, own: str, shift: Shift, name: str, parts: dict[str, bytes]
) -> None:
    """Move what formulas of other sheets, and charts, say of this one."""
    charts = [known for known in book.package.parts if known.startswith("xl/charts/chart")]
    for part in [known for _, known, _ in book.sheets if known != own] + charts:
        if any(tag in book.package.parts[part] for tag in (b"<f>", b"<f ", b":f>")):
            root = book.package.xml(part)
            for element in root.iter("{*}f"):
                if element.text:
                    element.text = shift_formula(element.text, shift, name, here=False)
            parts[part] = serialised(root)


def _move_tables(package: Package, part: str, shift: Shift, parts: dict[str, bytes]) -> None:
    for table in package.related(part, "table"):
        root = package.xml(table)
        for element in (root, *root.iter(f"{S}autoFilter", f"{S}sortState")):
            if element.get("ref"):
                element.set("ref", shift_ref(element.get("ref"), shift))
        parts[table] = serialised(root)


def _move_drawings(
    package: Package, part: str, shift: Shift, parts: dict[str, bytes], notes: list[str]
) -> None:
    """Move pictures and comments that stand at rows below the new ones."""
    for kind, what in _ROW_PARTS.items():
        for name in package.related(part, kind):
            try:
                root = package.xml(name)
            except OddFormError:
                notes.append(f"{what}的位置没能随着新加的行移动，请核对。")
                continue
            _move_anchors(root, shift)
            parts[name] = serialised(root)


def _move_anchors(root: Element, shift: Shift) -> None:
    for element in root.iter():
        kind = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        text = (element.text or "").strip()
        if kind in ("row", "Row") and text.isdigit():  # 0-based
            element.text = str(shift.row(int(text) + 1) - 1)
        elif kind == "Anchor":
            numbers = [n.strip() for n in text.split(",")]
            if len(numbers) == 8 and all(n.isdigit() for n in numbers):
                for at in (2, 6):
                    numbers[at] = str(shift.row(int(numbers[at]) + 1) - 1)
                element.text = ", ".join(numbers)
        elif kind == "comment":
            element.set("ref", shift_ref(element.get("ref", ""), shift))


def move_elsewhere(book: Workbook, parts: dict[str, bytes], notes: list[str]) -> frozenset[str]:
    """Have everything computed anew on opening; return the parts to leave out."""
    package = book.package
    root = _changed(book, parts)
    calc = root.find(f"{S}calcPr")
    if calc is None:
        calc = root.makeelement(f"{S}calcPr")
        before = [child for child in root if child.tag in {f"{S}{n}" for n in _BEFORE_CALC}]
        before[-1].addnext(calc)
    calc.set("fullCalcOnLoad", "1")
    parts[book.main] = serialised(root)
    if any(name.startswith("_xmlsignatures/") for name in package.parts):
        notes.append("原文件有数字签名，填写后签名不再有效。")
    return _without_chain(book, parts)


def _changed(book: Workbook, parts: dict[str, bytes]) -> Element:
    return parse(parts.get(book.main, book.package.parts[book.main]))


def _without_chain(book: Workbook, parts: dict[str, bytes]) -> frozenset[str]:
    """Leave out the order of computing: it names cells that have moved, and is made anew."""
    package = book.package
    chain = package.related(book.main, "calcChain")
    if not chain:
        return frozenset()
    types = package.xml("[Content_Types].xml")
    for one in types.findall(f"{TYPES}Override"):
        if one.get("PartName", "").removeprefix("/") in chain:
            types.remove(one)
    parts["[Content_Types].xml"] = serialised(types)
    folder, _, file = book.main.rpartition("/")
    name = f"{folder}/_rels/{file}.rels"
    relations = package.xml(name)
    for one in relations.findall(f"{RELATIONS}Relationship"):
        if one.get("Type", "").endswith("/calcChain"):
            relations.remove(one)
    parts[name] = serialised(relations)
    return frozenset(chain)
