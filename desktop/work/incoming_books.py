"""A workbook with several rosters (名单工作簿) is read as one file for each of them."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme
from desktop.intake.blocks import blocks
from desktop.intake.book import Grid
from desktop.intake.found import Found
from desktop.intake.many_rosters import rosters_of_book
from desktop.intake.rows import take_rows
from desktop.intake.words import header_words
from desktop.sheets.roster_book import GUIDE
from desktop.work.incoming_file import ROSTER, AsRead, Incoming
from desktop.work.mend import settle


def split_book(one: Incoming, scheme: Scheme) -> list[Incoming]:
    """Return a reading for each roster of a workbook, or the reading itself where it has but one.

    A reading that follows the reviewer's own or a remembered choice stays as it is. Tables that
    none of them takes are named.
    """
    if one.what != ROSTER or one.book is None or one.by_hand or one.shape:
        return [one]
    parts = _parts(one, one.book.sheets, scheme)
    told = _passed_over(one.book.sheets, [part.found for part in parts if part.found is not None])
    return [replace(parts[0], problems=(*parts[0].problems, *told)), *parts[1:]]


def _parts(one: Incoming, sheets: Sequence[Grid], scheme: Scheme) -> list[Incoming]:
    if len(sheets) < 2 and len(blocks(sheets[0], header_words())) < 2:
        return [one]  # one table can't be several rosters
    found = rosters_of_book(sheets, scheme.rosters)
    if len(sheets) < 2 and len(found) < 2:
        return [one]
    parts = [part for key, hit in found if (part := _part(one, scheme, key, hit))]
    if not parts or (len(parts) == 1 and one.taken is not None and one.taken.rows):
        return [one]
    first = replace(parts[0], problems=(*_of_file(one), *parts[0].problems))
    return [first, *parts[1:]]


def _passed_over(sheets: Sequence[Grid], found: Sequence[Found]) -> list[Problem]:
    """Name what lies on the sheets and is no part of a roster that was found."""
    said = {name for hit in found for name in hit.also}  # 名单, 名单（第6行起）
    told = []
    for sheet in sheets:
        used = [hit.grid for hit in found if hit.grid.name == sheet.name]
        if (
            _guides(sheet)
            or sheet.name in said
            or any(len(grid.cells) == len(sheet.cells) for grid in used)
        ):
            continue
        for part in blocks(sheet, header_words()) if used else (sheet,):
            rows = sum(any(text.strip() for text in row) for row in part.cells)
            used_here = any(grid.first_line == part.first_line for grid in used)
            if rows and not used_here and not any(_is_of(name, part) for name in said):
                told.append(_unread(part, rows, whole=not used))
    return told


def _guides(sheet: Grid) -> bool:
    """Tell whether a sheet is the workbook's own page that says how to fill in the others."""
    single = all(sum(bool(text.strip()) for text in row) <= 1 for row in sheet.cells)
    return sheet.name == GUIDE and single


def _is_of(said: str, part: Grid) -> bool:
    """Tell whether a place that was said already lies in this part of a sheet."""
    line = said.removeprefix(f"{part.name}（第").removesuffix("行起）")
    return line.isdigit() and 0 <= int(line) - part.first_line < len(part.cells)


def _unread(part: Grid, rows: int, *, whole: bool) -> Problem:
    if whole:
        sentence = f"工作表“{part.name}”（{rows}行）没有认出是哪份名单，没有导入。"
        return Problem(part.name, sentence, Severity.NOTE)
    sentence = (
        f"第{part.first_line}行起还有一张表（{rows}行），没有认出是哪份名单，没有导入；"
        "需要时可“一并导入”，并指明标题行。"
    )
    return Problem(part.name, sentence, Severity.WARNING)


def _part(one: Incoming, scheme: Scheme, key: str, hit: Found) -> Incoming | None:
    taken = take_rows(hit, scheme.roster(key))
    if not taken.rows:
        return None
    read = AsRead(hit, taken)
    part = replace(one, roster=key, found=hit, taken=taken, problems=taken.problems, as_read=read)
    return settle(part, scheme)


def _of_file(one: Incoming) -> tuple[Problem, ...]:
    """Return what is to be said of the whole file; it is said once."""
    own = one.taken.problems if one.taken is not None else ()
    return tuple(problem for problem in one.problems if problem not in own)
