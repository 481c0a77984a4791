"""Fills a worksheet of someone else's workbook in its own styles; all other parts stay."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.sheets.refit_fit import Fitter
from desktop.sheets.refit_package import Element, Package, S, keeping_blanks, rewritten, serialised
from desktop.sheets.refit_shift import Shift, copied_formula, shift_formula
from desktop.sheets.refit_table import Filled, Filling, Written
from desktop.sheets.refit_xlsx import (
    Workbook,
    cells_of,
    merges_of,
    name_of,
    open_workbook,
    rows_of,
    style_of,
)
from desktop.sheets.refit_xlsx_move import move_below, move_elsewhere
from desktop.sheets.xlsx_text import escaped

_DAY_0, _DAY_0_MAC = date(1899, 12, 30), date(1904, 1, 1)


@dataclass
class _Sheet:
    """The worksheet under change; rows and columns are 1-based."""

    book: Workbook
    name: str
    part: str
    root: Element
    rows: dict[int, Element] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def look(self) -> None:
        """Note where rows and merged cells stand now."""
        self.rows = dict(rows_of(self.root))
        self.merged = {(t, le): (b, r) for _, (le, t, r, b) in merges_of(self.root)}


def fill_xlsx(package: Package, filling: Filling) -> Filled:
    """Fill the worksheet; what could not be kept is said."""
    book = open_workbook(package)
    name, part, _ = book.sheets[filling.table.number]
    sheet = _Sheet(book, name, part, package.xml(part))
    sheet.look()
    notes: list[str] = []
    parts: dict[str, bytes] = {}
    _spread_shared(sheet)
    start, first = _make_room(sheet, filling, parts, notes)
    sheet.look()
    _write_rows(sheet, filling, first + start, notes)
    _forget_results(sheet.root)
    without = move_elsewhere(book, parts, notes)
    parts[part] = serialised(sheet.root)
    if book.styles.copies:
        parts[book.styles_part] = serialised(book.styles.root)
    return Filled(rewritten(package, parts, without), tuple(dict.fromkeys(notes)))


def _spread_shared(sheet: _Sheet) -> None:
    """Write shared formulas out: each cell has its own before rows move."""
    masters: dict[str, tuple[str, str]] = {}
    for formula in sheet.root.iter(f"{S}f"):
        if formula.get("t") == "shared":
            origin, number = formula.getparent().get("r", ""), formula.get("si", "")
            if formula.text:
                masters[number] = (formula.text, origin)
            elif number in masters:
                formula.text = copied_formula(*masters[number], origin)
            for attribute in ("t", "si", "ref"):
                formula.attrib.pop(attribute, None)


def _make_room(
    sheet: _Sheet, filling: Filling, parts: dict[str, bytes], notes: list[str]
) -> tuple[int, int]:
    """Put in the rows that are missing; return where to start and the first row for entries.

    New rows stand before the last one, which may carry the frame's lower line.
    """
    found = filling.table
    first, last = found.first + 1, found.last + 1
    if not filling.keep:
        _wipe_examples(sheet, filling)
    start = found.start(keep=filling.keep)
    count = start + len(filling.rows) - (last - first + 1)
    if last < first:
        notes.append("表里没有可以照样的空行，新加的行用了表头的样式，请看一下字体和底色。")
    if count > 0:
        before = last > first and start < last - first + 1
        at = last if before else last + 1
        models = _models(sheet, first, at - 1)
        fresh = [
            _copied(models[n % len(models)], at + n, wipe=start > 0 or last < first)
            for n in range(count)
        ]
        shift = Shift(at, count, grows=not before and last >= first)
        _formulas(sheet, shift, range(first, last + 1))
        merges = _merges_in(sheet, at - 1)
        move_below(sheet.book, sheet.part, sheet.root, shift, parts, notes)
        _put_in(sheet, fresh, at, models)
        _merge(sheet.root, merges, range(at, at + count))
    return start, first


def _models(sheet: _Sheet, first: int, last: int) -> list[Element]:
    """The rows to copy, in the order of their copies: the last, or two where they alternate."""

    def look(row: int) -> list[tuple[int, int]]:
        element = sheet.rows.get(row)
        cells = cells_of(element, row) if element is not None else ()
        return [(column, style_of(cell)) for column, cell in cells]

    model = sheet.rows.get(last)
    if model is None:
        model = sheet.root.makeelement(f"{S}row", {"r": str(last)})
    striped = last - first >= 2 and look(last) == look(last - 2) != look(last - 1)
    return [sheet.rows[last - 1], model] if striped else [model]


def _copied(model: Element, row: int, *, wipe: bool) -> Element:
    """A copy of a row for another place; its formulas are moved with it later."""
    made = copy.deepcopy(model)
    made.set("r", str(row))
    made.attrib.pop("hidden", None)
    for column, cell in cells_of(made, int(model.get("r"))):
        cell.set("r", name_of(row, column))
        if wipe and cell.find(f"{S}f") is None:
            _clear(cell)
    return made


def _formulas(sheet: _Sheet, shift: Shift, items: range) -> None:
    """Move what formulas refer to; those in the rows for entries don't grow over the new ones."""
    for number, row in sheet.rows.items():
        own = shift.still() if number in items else shift
        for formula in row.iter(f"{S}f"):
            if formula.text:
                formula.text = shift_formula(formula.text, own, sheet.name, here=True)


def _put_in(sheet: _Sheet, fresh: list[Element], at: int, models: list[Element]) -> None:
    data = sheet.root.find(f"{S}sheetData")
    above = [row for row in data if int(row.get("r")) < at]
    for place, row in enumerate(fresh, len(above)):
        model = models[(place - len(above)) % len(models)]
        _move_formulas(model, row)
        data.insert(place, row)


def _move_formulas(model: Element, row: Element) -> None:
    formulas = {
        column: cell.find(f"{S}f").text
        for column, cell in cells_of(model, int(model.get("r")))
        if cell.find(f"{S}f") is not None
    }
    for column, cell in cells_of(row, int(row.get("r"))):
        if formulas.get(column):
            origin = name_of(int(model.get("r")), column)
            cell.find(f"{S}f").text = copied_formula(formulas[column], origin, cell.get("r"))


def _merges_in(sheet: _Sheet, row: int) -> list[tuple[int, int]]:
    """The columns that are merged side by side in a row."""
    return [(le, r) for _, (le, t, r, b) in merges_of(sheet.root) if t == b == row and r > le]


def _merge(root: Element, columns: list[tuple[int, int]], rows: range) -> None:
    group = root.find(f"{S}mergeCells")
    for row in rows:
        for left, right in columns:
            made = group.makeelement(f"{S}mergeCell")
            made.set("ref", f"{name_of(row, left)}:{name_of(row, right)}")
            group.append(made)
    if group is not None:
        group.set("count", str(len(group)))


def _write_rows(sheet: _Sheet, filling: Filling, first: int, notes: list[str]) -> None:
    """Write the entries; what is left of the rows stays as the form has it."""
    covered = _covered(sheet)
    fitter = Fitter(sheet.root, sheet.book.styles, sheet.merged)
    for number, values in enumerate(filling.rows, first):
        row = _row(sheet, number)
        row.attrib.pop("spans", None)
        cells, texts = dict(cells_of(row, number)), {}
        for column, value in zip((c + 1 for c in filling.columns), values, strict=True):
            if column not in cells:
                cells[column] = _new_cell(row, cells, number, column)
            cell = cells[column]
            if (number, column) not in covered and cell.find(f"{S}f") is None:
                _write(sheet, cell, value)
                texts[column] = value.text
            elif value.text and cell.find(f"{S}f") is None:
                notes.append(f"“{value.text[:20]}”没有写进去：那一格与别的格合并了。")
        fitter.fit(row, cells, texts)


def _covered(sheet: _Sheet) -> set[tuple[int, int]]:
    return {
        (row, column)
        for (top, left), (bottom, right) in sheet.merged.items()
        if bottom - top < 20_000 and right - left < 500
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _row(sheet: _Sheet, number: int) -> Element:
    """The row of that number, made where the file has none."""
    if number not in sheet.rows:
        data = sheet.root.find(f"{S}sheetData")
        made = data.makeelement(f"{S}row")
        made.set("r", str(number))
        data.insert(sum(1 for other in sheet.rows if other < number), made)
        sheet.rows[number] = made
    return sheet.rows[number]


def _new_cell(row: Element, cells: Mapping[int, Element], number: int, column: int) -> Element:
    """A cell that the row has not, put in its place among the row's `cells`."""
    made = row.makeelement(f"{S}c")
    made.set("r", name_of(number, column))
    row.insert(sum(1 for other in cells if other < column), made)
    return made


def _clear(cell: Element) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)


def _wipe_examples(sheet: _Sheet, filling: Filling) -> None:
    """Empty the rows that hold something; they look like the blank ones from now on."""
    found, columns = filling.table, {head.column + 1 for head in filling.table.heads}
    rows = {row + 1: sheet.rows[row + 1] for row in found.filled if row + 1 in sheet.rows}
    blank = next(
        (
            sheet.rows[row + 1]
            for row in range(found.first, found.last + 1)
            if row not in found.filled and row + 1 in sheet.rows
        ),
        None,
    )
    looks = {} if blank is None else {c: cell.get("s") for c, cell in cells_of(blank, 0)}
    for number, row in rows.items():
        for column, cell in cells_of(row, number):
            if column in columns and cell.find(f"{S}f") is None:
                _clear(cell)
            style = looks.get(column) or str(sheet.book.styles.plain(style_of(cell)))
            if style != "0":
                cell.set("s", style)
        if blank is not None:
            for name in ("ht", "customHeight"):
                row.attrib.pop(name, None)
                if name in blank.attrib:
                    row.set(name, blank.get(name))


def _write(sheet: _Sheet, cell: Element, value: Written) -> None:
    """Put a value into a cell, as its own style wants it: a number, a date, or a text."""
    _clear(cell)
    styles, style = sheet.book.styles, style_of(cell)
    number = value.text if value.number and not styles.is_text(style) else ""
    if value.day and styles.is_date(style):
        number = str((date.fromisoformat(value.day) - _day_0(sheet.book)).days)
    if number:
        cell.append(cell.makeelement(f"{S}v"))
        cell[0].text = number
    elif value.text:
        cell.set("t", "inlineStr")
        inline = cell.makeelement(f"{S}is")
        inline.append(keeping_blanks(cell.makeelement(f"{S}t"), escaped(value.text)))
        cell.append(inline)


def _day_0(book: Workbook) -> date:
    properties = book.package.xml(book.main).find(f"{S}workbookPr")
    mac = properties is not None and properties.get("date1904") in ("1", "true")
    return _DAY_0_MAC if mac else _DAY_0


def _forget_results(root: Element) -> None:
    """Forget what formulas gave before: whoever opens the file computes them anew."""
    for cell in root.iter(f"{S}c"):
        value = cell.find(f"{S}v")
        if cell.find(f"{S}f") is not None and value is not None:
            cell.remove(value)
            cell.attrib.pop("t", None)
