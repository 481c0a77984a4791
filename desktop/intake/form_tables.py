"""Reads the tables inside a Word form: yearly figures, printed rows, and free rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.form import Column, FormTable
from desktop.intake.book import WordCell
from desktop.intake.form_ends import Headings, ends
from desktop.intake.form_values import year_of
from desktop.intake.labels import LEAST, fold_label, wanted, wanted_column
from desktop.intake.layout import Plane


@dataclass(frozen=True)
class TableCell:
    """A cell of a form's table: its value's path, the column, and the cell that holds it."""

    path: str
    column: Column
    cell: WordCell


@dataclass(frozen=True)
class TableHit:
    """A form's table found in a plane: the cells with values, and the printed cells around them."""

    values: tuple[TableCell, ...]
    printed: tuple[WordCell, ...]


_Heads = dict[str, list[WordCell]]


def find_form_table(table: FormTable, plane: Plane, headings: Headings) -> TableHit | None:
    """Return the table's cells, or None where its header does not stand in the plane.

    `headings` tell where the form goes on with something else; until there, rows are read by their
    place, whatever words stand in them: 培训服务 is a heading on one form and an answer on another.
    """
    if plane.loose:
        return None
    best: tuple[int, int, _Heads] | None = None
    for row in range(len(plane.rows)):
        heads = _heads(table, plane.rows[row])
        if heads and (best is None or len(heads) > best[0]):
            best = (len(heads), row, heads)
    if best is None:
        return None
    _, row, heads = best
    if table.rows == "fixed":
        return _fixed(table, plane, row, heads, headings)
    return _running(table, plane, row, heads, headings)


def _heads(table: FormTable, cells: tuple[WordCell, ...]) -> _Heads:
    """Return the header's cells for each column, empty where too few of the columns are there."""
    pairs = []
    for column in table.columns:
        label = wanted_column(column)
        pairs += [
            (score, column.key, place)
            for place, cell in enumerate(cells)
            if (score := label.score(cell.text)) >= LEAST
        ]
    heads: _Heads = {}
    taken: set[int] = set()
    for _, key, place in sorted(pairs, key=lambda pair: -pair[0]):
        if place not in taken and len(heads.get(key, ())) < table.across:
            heads.setdefault(key, []).append(cells[place])
            taken.add(place)
    needed = max(min(2, len(table.columns)), (len(table.columns) * 3 + 4) // 5)
    return heads if len(heads) >= needed else {}


def _below(plane: Plane, row: int, head: WordCell) -> WordCell | None:
    """Return the row's cell that lies most under a header's cell."""
    shared: dict[tuple[int, int], int] = {}
    for column in range(head.column, head.column + head.columns):
        cell = plane.at.get((row, column))
        if cell is not None:
            place = (cell.row, cell.column)
            shared[place] = shared.get(place, 0) + 1
    if not shared:
        return None
    return plane.at[max(shared, key=lambda place: shared[place])]


def _fixed(table: FormTable, plane: Plane, row: int, heads: _Heads, headings: Headings) -> TableHit:
    """Read the rows that are printed: each label's values lie under the headers to its right.

    A label stands beside the headers' columns; the same words below a header are an answer.
    """
    labels = [
        (fixed.key, wanted(fixed.label, fixed.aliases).spellings) for fixed in table.fixed_rows
    ]
    answers = {place for tops in heads.values() for top in tops for place in _columns(top)}
    values: list[TableCell] = []
    printed = list(plane.rows[row])
    for line in plane.rows[row + 1 :]:
        if any(headings.is_section(cell.text) for cell in line):
            break
        for cell in line:
            text = fold_label(cell.text)
            key = next((key for key, spellings in labels if text in spellings), "")
            if key and cell.column not in answers:
                printed.append(cell)
                values += _of_label(table, plane, cell, heads, key)
    return TableHit(tuple(values), tuple(printed))


def _columns(cell: WordCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def _of_label(
    table: FormTable, plane: Plane, label: WordCell, heads: _Heads, key: str
) -> Iterator[TableCell]:
    edge = label.column + label.columns
    for column in table.columns:
        tops = [head for head in heads.get(column.key, ()) if head.column + head.columns > edge]
        if tops:
            cell = _below(plane, label.row, min(tops, key=lambda head: head.column))
            if cell is not None and cell != label:
                yield TableCell(f"{table.key}.{key}.{column.key}", column, cell)


def _running(
    table: FormTable, plane: Plane, row: int, heads: _Heads, headings: Headings
) -> TableHit:
    """Read rows below the header, numbered from 1, until the form goes on with something else."""
    columns = {column.key: column for column in table.columns}
    tops = {key: cells[0] for key, cells in heads.items()}
    values: list[TableCell] = []
    samples = {fold_label(text) for text in table.printed} | {""}
    printed, number = list(plane.rows[row]), 0
    for index in range(row + 1, len(plane.rows)):
        if len(_heads(table, plane.rows[index])) == len(heads):  # printed again on the next page
            printed += plane.rows[index]
            continue
        if ends(table, plane, index, tuple(tops.values()), headings):
            break
        cells = {key: _below(plane, index, top) for key, top in tops.items()}
        filled = {key: cell for key, cell in cells.items() if cell is not None and cell.row > row}
        if all(fold_label(cell.text) in samples for cell in filled.values()):
            printed += [cell for cell in filled.values() if cell.text.strip()]
            continue
        if table.rows == "years" and not _is_year(filled):
            continue
        number += 1
        values += [
            TableCell(f"{table.key}.{number}.{key}", columns[key], cell)
            for key, cell in filled.items()
        ]
    return TableHit(tuple(values), tuple(printed))


def _is_year(cells: dict[str, WordCell]) -> bool:
    """Tell whether a row is a year's, or has figures and no year (which is for the reviewer)."""
    year = cells.get("year")
    return year is None or not year.text.strip() or bool(year_of(year.text))
