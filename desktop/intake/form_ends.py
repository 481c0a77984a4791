"""Tells where a table inside a Word form ends: at a heading, and never at a word in its cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.form import Form, FormTable
from desktop.intake.book import WordCell
from desktop.intake.labels import fold_label, wanted_column
from desktop.intake.layout import Plane

_BESIDE = "合作资源"  # printed beside two blanks on the annexes, a blank's label on one of them


@dataclass(frozen=True)
class Headings:
    """What is printed on a form, folded: headings of its parts, labels, and columns by table."""

    sections: frozenset[str]
    labels: frozenset[str]
    columns: tuple[tuple[str, frozenset[str]], ...]
    rows: frozenset[str]

    def is_section(self, text: str) -> bool:
        """Tell whether a cell is the heading of a part of the form."""
        return fold_label(text) in self.sections

    @property
    def words(self) -> frozenset[str]:
        """The words of the tables alone: headers of columns and printed rows."""
        return self.rows.union(*(own for _, own in self.columns)) - self.labels - self.sections


def headings_of(form: Form) -> Headings:
    """Return the form's headings; titles that are only a word of a table's own are none."""
    columns = tuple(
        (table.key, frozenset(one for c in table.columns for one in wanted_column(c).spellings))
        for table in form.tables
    )
    own = {text for _, texts in columns for text in texts}
    sections = {fold_label(text) for text in (*form.sections, *form.printed, form.title)}
    sections |= {fold_label(text.title) for text in form.texts}
    sections |= {fold_label(table.title) for table in form.tables} - own
    labels = {fold_label(text) for f in form.fields for text in (f.label, *f.aliases, f.note)}
    labels.add(_BESIDE)
    rows = {fold_label(row.label) for table in form.tables for row in table.fixed_rows}
    rows |= {fold_label(table.row_header) for table in form.tables}
    return Headings(frozenset(sections - {""}), frozenset(labels - {""}), columns, frozenset(rows))


def ends(
    table: FormTable, plane: Plane, index: int, tops: Sequence[WordCell], headings: Headings
) -> bool:
    """Tell whether a row belongs to what comes after the table.

    `tops` are the cells of the table's header. A row whose cells lie exactly below them is the
    table's own: one word of the form in it is what the applicant wrote there. Only where a label
    begins the row, or several stand in it, does the form go on.
    """
    row = [cell for cell in plane.rows[index] if cell.text.strip()]
    texts = [fold_label(cell.text) for cell in row]
    if any(text in headings.sections for text in texts):
        return True
    if any(key != table.key and _two(texts, own) for key, own in headings.columns):
        return True
    if (texts and texts[0] in headings.labels) or _two(texts, headings.labels):
        return True
    if _is_below(plane, index, tops):
        return False
    if any(text in headings.words or text in headings.labels for text in texts):
        return True
    alone = len(plane.rows[index]) == 1 and len(tops) > 1
    return alone and bool(row) and row[0].columns > 1


def _two(texts: Sequence[str], words: frozenset[str]) -> bool:
    return sum(1 for text in texts if text in words) >= 2


def _is_below(plane: Plane, index: int, tops: Sequence[WordCell]) -> bool:
    """Tell whether the row has a cell of its own below each cell of the header, of its width."""
    below = [plane.at.get((index, top.column)) for top in tops]
    return all(
        cell is not None and (cell.column, cell.columns) == (top.column, top.columns)
        for cell, top in zip(below, tops, strict=True)
    )
