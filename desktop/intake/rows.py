"""Takes a roster's rows from a sheet: every row is taken, or refused with a reason."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat

from desktop.domain.clean import clean
from desktop.domain.form import Column, Roster
from desktop.domain.packed import Frame
from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Grid
from desktop.intake.cells import Columns, Planned, keeper_of, reader_of, settle_ticks
from desktop.intake.cells import columns_of as cells_known
from desktop.intake.found import Found, RefusedRow, Taken, TakenRow, by_place
from desktop.intake.labels import TICK_COLUMNS, fold_label, is_serial, name_column
from desktop.intake.left_out import headers_of, left_out
from desktop.intake.long_cells import pieces
from desktop.intake.no_entry import joined_name, why_no_entry
from desktop.intake.plain_rows import PlainRows, plain_rows
from desktop.intake.plain_runs import PlainRuns
from desktop.intake.words import HeaderWords, header_words

_TOTALS = re.compile(
    r"[(]?(?:本页|本表|以上|全部|企业|服务企业)?(?:合计|总计|小计|共计|累计|总数)"
    r"(?:数量?|[家户人台]数|(?:中小|小微)?企业(?:数量?)?)?[:：]?[共约]?[_(]*[\d,.]*[)_]*"
    r"(?:[家户人个名台套项件次]|[(][^()]{1,4}[)])?(?:企业)?[。.)]?"
    r"|共[:：]?[_(]*[\d,]+[)_]*[家户人个名台套项](?:企业)?[。.]?"
)
_SERVED = re.compile(
    r"(?:(?:注|备注|说明)\d?[:：])?(上一?年度|本年度|全年|\d{4}年度?)?共?(实际)?服务(中小微?|小微)?(企业)?.*家.*"
)
_HOW_MANY = re.compile(r"服务[^\d]{0,12}?[:：(]?(\d{1,3}(?:,\d{3})+|\d+)\)?[家户]")
_REMARK = re.compile(
    r"(注|备注|说明|联系电话)\d?[:：]|填表|填报|制表|审核人|单位负责人|单位[（(]盖章|申报单位"
)
_SHORT_RUN = 40  # rows that are still looked at as one where a longer run has an odd one
_EXPONENT = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+?\d{1,3}")


@dataclass
class _Sheet:
    """What is known of the sheet while its rows are taken, and what was taken so far."""

    found: Found
    columns: Mapping[str, Column]
    name: str
    label: str
    merged: Mapping[tuple[int, int], int]
    heads: tuple[frozenset[tuple[int, str]], ...]
    printed: Mapping[str, str]
    known: Columns
    frame: Frame
    plan: tuple[Planned, ...] = ()
    readers: tuple[Planned, ...] = ()
    plain: PlainRows | None = None
    runs: PlainRuns | None = None
    lost: frozenset[int] = frozenset()
    letters: frozenset[str] = frozenset()
    shared: bool = False
    rows: list[TakenRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    empty: int = 0
    total: str = ""
    total_line: int = 0


def take_rows(found: Found, roster: Roster, words: HeaderWords | None = None) -> Taken:
    """Return every row below the header, taken or refused; cells cleaned, ticks as 是.

    Amounts are brought into the column's unit where their own is known (`Found.units` may say it).
    """
    sheet = _sheet(found, roster, words)
    _look_above(sheet)
    if found.first_row < len(found.grid.cells):
        _take(sheet, found.first_row, found.grid.cells[found.first_row])
    for first, rows in pieces(found.grid.cells, found.first_row + 1):
        _take_run(sheet, first, rows)
    sheet.problems += [*_units(sheet), *left_out(found)]
    return _taken(sheet)


def take_some(found: Found, roster: Roster, rows: Iterable[int]) -> Taken:
    """Return what becomes of some rows (0-based), and problems of units that these alone raise.

    They are judged as among all rows, but for a repeated total: the first of these counts.
    """
    sheet = _sheet(found, roster, None)
    for index in rows:
        _take(sheet, index, found.grid.cells[index])
    sheet.problems += _units(sheet)
    return _taken(sheet)


def _sheet(found: Found, roster: Roster, words: HeaderWords | None) -> _Sheet:
    name = name_column(roster)
    columns = {c.key: c for c in roster.columns if c.key in found.mapping}
    label = next((c.label for c in roster.columns if c.key == name), "")
    known = cells_known(found, columns, (words or header_words()).dates)
    printed = _printed(roster)
    heads, frame = headers_of(found), Frame(tuple(found.mapping))
    sheet = _Sheet(found, columns, name, label, _merges(found), heads, printed, known, frame)
    sheet.plan = tuple(_plan(sheet))
    sheet.readers = tuple(one for one in sheet.plan if one.reader or one.may_lose)
    sheet.letters = _letters(sheet)
    sheet.shared = len({found.mapping.get(key) for key in TICK_COLUMNS}) == 1
    if not printed:
        sheet.plain = plain_rows(found.mapping, name, sheet.letters)
    sheet.runs, sheet.lost = _runs(sheet), frozenset(row for row, _ in found.grid.long_numbers)
    return sheet


def _runs(sheet: _Sheet) -> PlainRuns | None:
    """Return what takes many rows at once; none where a row hangs on those before it."""
    if sheet.plain is None or sheet.merged or not all(sheet.known.units.values()):
        return None
    return PlainRuns(sheet.plain, sheet.found.mapping, sheet.readers, sheet.frame, sheet.shared)


def _taken(sheet: _Sheet) -> Taken:
    read = len(sheet.rows) + len(sheet.refused)
    return Taken(
        tuple(sheet.rows),
        tuple(sheet.refused),
        tuple(sheet.problems),
        read,
        sheet.empty,
        sheet.total,
        sheet.found.grid.name,
        sheet.total_line,
        tuple(sheet.known.unclear),
    )


def _units(sheet: _Sheet) -> list[Problem]:
    """Ask for the unit of a column of money that names none."""
    return [
        Problem(
            sheet.found.grid.name,
            f"“{sheet.columns[key].label}”一列没有写明金额单位，{count}个数字照"
            f"{sheet.columns[key].unit}读入，请核对是元还是万元。",
            Severity.WARNING,
        )
        for key, count in sheet.known.unclear.items()
    ]


def _look_above(sheet: _Sheet) -> None:
    """Note a total that stands above the header, as in the program's own workbook."""
    for index in range(sheet.found.header_lines[0] if sheet.found.header_lines else 0):
        texts = [text.strip() for text in sheet.found.grid.cells[index] if text.strip()]
        line = _foot_text(texts)
        if 1 < len(texts) <= 3 and _SERVED.fullmatch(line):
            _note_total(sheet, index, line)


def _foot_text(texts: list[str]) -> str:
    return _squeezed(unicodedata.normalize("NFKC", "".join(texts))).replace("_", "")


def _merges(found: Found) -> dict[tuple[int, int], int]:
    """Return, for the mapped cells below the top of a vertical merge, the row of its top."""
    wanted = set(found.mapping.values())
    last = len(found.grid.cells) - 1
    tops: dict[tuple[int, int], int] = {}
    for merge in found.grid.merged:
        if merge.bottom > merge.top >= found.first_row:
            for column in wanted.intersection(range(merge.left, min(merge.right, 2000) + 1)):
                for row in range(merge.top + 1, min(merge.bottom, last) + 1):
                    tops[row, column] = merge.top
    return tops


def _printed(roster: Roster) -> dict[str, str]:
    """Return the folded spellings of rows that are printed on the form, with their label."""
    return {
        fold_label(text): row.label
        for row in roster.fixed_rows
        for text in (row.label, *row.aliases)
    }


def _plan(sheet: _Sheet) -> Iterator[Planned]:
    for key, place in sheet.found.mapping.items():
        column, known = sheet.columns.get(key), sheet.known
        code = key == "code" or (column is not None and column.kind in ("code", "idcard"))
        reader, keeps = reader_of(key, column, known), keeper_of(key, column, known)
        yield Planned(key, place, column, reader, keeps, code and column is not None)


def _letters(sheet: _Sheet) -> frozenset[str]:
    """Return the letters of the name's headers: a name that ends otherwise repeats none."""
    place = sheet.found.mapping.get(sheet.name, -1)
    heads = [sheet.found.grid.text(line, place) for line in sheet.found.header_lines]
    return frozenset("".join([*heads, ")）:：*＊"]))


def _take_run(sheet: _Sheet, first: int, rows: Sequence[list[str]]) -> None:
    """Take rows in a row at one look where all are plain; else some of them, then each."""
    grid = sheet.found.grid
    runs = sheet.runs if sheet.lost.isdisjoint(range(first, first + len(rows))) else None
    taken = runs.taken(rows) if runs is not None else None
    if taken is not None:
        lines = count(grid.first_line + first)
        sheet.rows += map(TakenRow, repeat(grid.name), lines, *taken)
    elif sheet.runs is not None and len(rows) > _SHORT_RUN:
        for start in range(0, len(rows), _SHORT_RUN):
            _take_run(sheet, first + start, rows[start : start + _SHORT_RUN])
    else:
        for index, row in enumerate(rows, first):
            _take(sheet, index, row)


def _take(sheet: _Sheet, index: int, row: list[str]) -> None:
    grid = sheet.found.grid
    line = grid.first_line + index
    texts = list(filter(None, row))
    if not any(map(str.strip, texts)):
        sheet.empty += 1
        return
    notes: list[str] = []
    plain = sheet.plain if index > sheet.found.first_row and not sheet.merged else None
    cells = plain.cells(row, texts) if plain is not None else None
    if cells is not None:
        reason = _read_plain(sheet, index, cells, notes)
    else:
        reason = _why_not(sheet, index)
        if not reason:
            cells, reason = _cleaned(sheet, index, notes)
    if reason or cells is None:
        raw = by_place(_raw(sheet, index), sheet.found.mapping)
        sheet.refused.append(RefusedRow(grid.name, line, raw, reason, _whole(grid.cells[index])))
        return
    frame = sheet.frame
    kept = frame.pack(tuple(cells.values())) if len(cells) == len(frame.keys) else cells
    sheet.rows.append(TakenRow(grid.name, line, kept, tuple(notes)))


def _read_plain(sheet: _Sheet, index: int, cells: dict[str, str], notes: list[str]) -> str:
    """Read the cells of a plain row in their columns' ways; return why it is refused, or nothing.

    They are exchanged in `cells`, and what is to be known of them is added to `notes`.
    """
    for one in sheet.readers:
        text = cells[one.key]
        if text:
            if one.may_lose and one.column and _lost(sheet.found.grid, index, one.place, text):
                return _lost_sentence(one.column, text)
            cells[one.key] = one.read(text, notes)
    _settle(sheet, cells, notes)
    return ""


def _raw(sheet: _Sheet, index: int) -> dict[str, str]:
    grid = sheet.found.grid
    return {key: grid.text(index, column) for key, column in sheet.found.mapping.items()}


def _whole(cells: list[str]) -> str:
    return " ".join(text.strip() for text in cells if text.strip())


def _why_not(sheet: _Sheet, index: int) -> str:
    """Return why a row is no entry of the list, empty where it is one."""
    grid = sheet.found.grid
    texts = [text for text in map(str.strip, grid.cells[index]) if text]
    first = _squeezed(texts[0])
    name = _squeezed(grid.text(index, sheet.found.mapping.get(sheet.name, -1)))
    if any(_TOTALS.fullmatch(unicodedata.normalize("NFKC", one)) for one in (first, name)):
        return "这是合计行，不作为名单内容。"
    if len(texts) <= 3 and _SERVED.fullmatch(foot := _foot_text(texts)):
        _note_total(sheet, index, foot)
        return "这是合计行（服务企业总数），不作为名单内容。"
    if _REMARK.match(texts[0]) and (len(texts) <= 2 or not name):
        return "这是备注或填表说明，不作为名单内容。"
    if _repeats_header(sheet, index, name):
        return "这是重复的表头，不作为名单内容。"
    first_row = index == sheet.found.first_row
    if reason := why_no_entry(texts, name, sheet.label, first=first_row):
        return reason
    if not name:
        return _no_name(sheet, index, texts)
    if sheet.printed and fold_label(name) in sheet.printed and not _filled(sheet, index):
        return "这一行只有表上印好的文字，没有填写。"
    return ""


def _note_total(sheet: _Sheet, index: int, foot: str) -> None:
    """Keep the first figure that a foot line states, and its line; its thousands lose commas."""
    stated = _HOW_MANY.search(foot)
    if stated and not sheet.total:
        sheet.total = stated[1].replace(",", "")
        sheet.total_line = sheet.found.grid.first_line + index


def _filled(sheet: _Sheet, index: int) -> bool:
    return any(
        text.strip()
        for key, text in _raw(sheet, index).items()
        if key != sheet.name and not is_serial(sheet.columns[key].label)
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _repeats_header(sheet: _Sheet, index: int, name: str) -> bool:
    if name and name[-1] not in sheet.letters:
        return False
    place = sheet.found.mapping.get(sheet.name, -1)
    if name and not any((place, fold_label(name)) in head for head in sheet.heads):
        return False
    cells = {
        (column, fold_label(text))
        for column, text in enumerate(sheet.found.grid.cells[index])
        if fold_label(text)
    }
    return len(cells) > 1 and any(
        len(cells & head) >= 2 and 2 * len(cells & head) >= len(cells) for head in sheet.heads
    )


def _no_name(sheet: _Sheet, index: int, texts: list[str]) -> str:
    top = sheet.merged.get((index, sheet.found.mapping.get(sheet.name, -1)))
    if top is not None:
        line = sheet.found.grid.first_line + top
        return f"“{sheet.label}”与第{line}行合并，这一行没有自己的{sheet.label}。"
    if len(texts) == 1 and texts[0].isdigit():
        return "这一行只有序号，没有内容。"
    return f"这一行没有{sheet.label}。"


def _cleaned(sheet: _Sheet, index: int, notes: list[str]) -> tuple[dict[str, str], str]:
    """Return the cells, and a reason where one makes the row impossible; notes are added.

    Most cells need no more than the first look: a long list is read cell by cell.
    """
    cells: dict[str, str] = {}
    row, merged = sheet.found.grid.cells[index], sheet.merged
    width = len(row)
    for one in sheet.plan:
        text = row[one.place] if one.place < width else ""
        if not text and (not merged or (index, one.place) not in merged):
            cells[one.key] = ""
        elif text and one.reader is None and _is_plain(text):
            cells[one.key] = text
        else:
            kept, reason = _read(sheet, index, one, text, notes)
            if reason:
                return {}, reason
            cells[one.key] = kept
    if sheet.printed and sheet.name in cells:
        cells[sheet.name] = sheet.printed.get(fold_label(cells[sheet.name]), cells[sheet.name])
    _settle(sheet, cells, notes)
    return cells, ""


def _settle(sheet: _Sheet, cells: dict[str, str], notes: list[str]) -> None:
    if "satisfied" in cells or "dissatisfied" in cells:
        settle_ticks(cells, notes, shared=sheet.shared)


def _read(sheet: _Sheet, index: int, one: Planned, text: str, notes: list[str]) -> tuple[str, str]:
    """Return one cell's text as it is kept, or why its row is refused; notes are added."""
    grid, label = sheet.found.grid, one.label
    if not text and (top := sheet.merged.get((index, one.place))) is not None:
        text = grid.text(top, one.place)
        notes.append(f"{label}取自第{grid.first_line + top}行合并单元格")
    if one.key == sheet.name:
        text = joined_name(text)
    if not _is_plain(text):
        kept = clean(text)
        if kept.notes and kept.refused:
            return "", f"{label}：{kept.notes[0].sentence}"
        notes += [f"{label}：{note.sentence}" for note in kept.notes]
        text = kept.text
    if one.may_lose and one.column and _lost(grid, index, one.place, text):
        return "", _lost_sentence(one.column, text)
    return one.read(text, notes) if text else "", ""


def _is_plain(text: str) -> bool:
    """Tell whether a look shows that cleaning would change nothing."""
    plain = text.isprintable() and text == text.strip(" ") and "  " not in text
    return plain and unicodedata.is_normalized("NFC", text)


def _lost(grid: Grid, row: int, place: int, text: str) -> bool:
    return (row, place) in grid.long_numbers or bool("." in text and _EXPONENT.fullmatch(text))


def _lost_sentence(column: Column, text: str) -> str:
    return (
        f"{column.label}“{text}”在表格里存成了数字，末几位已经丢失，"
        "请把这一列设为文本格式，照证件重新填写。"
    )
