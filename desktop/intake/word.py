"""Fills a scheme's form from an applicant's Word document; what is not understood is shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.case import Value
from desktop.domain.condition import Function
from desktop.domain.form import Column, Field, Form, FormTable, Roster
from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Document, WordCell
from desktop.intake.form_ends import headings_of
from desktop.intake.form_joint import joint_blanks
from desktop.intake.form_labels import LabelHit, Labels
from desktop.intake.form_lists import Last, first_of_list, rest_of
from desktop.intake.form_patterns import Hit, Line, compile_lines, find_line, lines_of
from desktop.intake.form_tables import TableCell, TableHit, find_form_table
from desktop.intake.form_values import read_value, year_of
from desktop.intake.found import Found, Taken
from desktop.intake.labels import fold_label
from desktop.intake.layout import Marks, Plane, planes
from desktop.intake.rows import take_rows
from desktop.intake.tables import find_table
from desktop.intake.words import HeaderWords, header_words

_PRINTED = ("申请报告", "申请报告主要内容", "申请报告的主要内容", "承诺书", "合作资源")


_UNITS = re.compile(r"[（(]单位[^（）()]*[)）]$")
_NAME = 16  # characters of a row's first cell that name it
_NUMBER = re.compile("[一二三四五六七八九十]+、")  # left of a heading whose words were read
_SAID = re.compile(r"[^\W_]")
_OPINION = re.compile(r".*推荐意见(?:盖章)?(?:年月日)?")


@dataclass(frozen=True)
class FormReading:
    """What was read from a form: values by path, rosters by key, problems, and what was not read.

    `unread` holds each text that was not understood, with its place as the source.
    """

    values: Mapping[str, Value]
    rosters: Mapping[str, Taken]
    problems: tuple[Problem, ...]
    unread: tuple[Value, ...]


@dataclass
class _Reader:
    """The reading under way."""

    form: Form
    fields: Mapping[str, Field]
    known: frozenset[str]
    words: HeaderWords
    names: frozenset[str]
    values: dict[str, Value] = field(default_factory=dict)
    rosters: dict[str, Taken] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    settled: set[str] = field(default_factory=set)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)  # number of plane, rows so far
    last: Last | None = None


def take_form(
    document: Document,
    form: Form,
    rosters: Sequence[Roster],
    functions: Sequence[Function] = (),
) -> FormReading:
    """Read the form's values, tables and rosters out of a document.

    Rosters first, then the form's tables, its lines with blanks, and its labels: the surer comes
    before the looser. No value is confirmed: the reviewer looks at each.
    """
    names = frozenset(fold_label(function.name) for function in functions)
    reader = _Reader(
        form, {f.key: f for f in form.fields}, _known(form, rosters), header_words(), names
    )
    everything = planes(document)
    for plane in everything:
        _take_roster(reader, plane, rosters)
    for plane in everything:
        _take_tables(reader, plane)
    labels = Labels(form)
    lines = [compile_lines(pattern, reader.fields) for pattern in form.patterns]
    for plane in everything:
        _take_lines(reader, plane, lines, labels)
    for plane in everything:
        _take_joint(reader, plane)
        first = first_of_list(plane)
        for hit in labels.find(plane, reader.marks):
            if hit.label.row < first:
                _take_label(reader, plane, hit)
    return FormReading(
        reader.values, reader.rosters, tuple(reader.problems), _unread(reader, everything)
    )


def _known(form: Form, rosters: Sequence[Roster]) -> frozenset[str]:
    """Return, folded, what is printed on the form and says nothing of the applicant."""
    texts = [
        form.title,
        form.annex,
        *form.sections,
        *form.printed,
        *_PRINTED,
        *(line for text in form.texts for line in (text.title, *text.lines, *text.foot)),
        *(f.note for f in form.fields),
    ]
    texts += [text for f in form.fields for text in (f.label, *f.aliases)]
    for table in form.tables:
        texts += [table.title, table.row_header, *(c.label for c in table.columns)]
        texts += [row.label for row in table.fixed_rows]
    texts += [text for roster in rosters for text in (roster.title, roster.note, roster.annex)]
    return frozenset(fold_label(text) for text in texts if fold_label(text))


def _keep(
    reader: _Reader,
    path: str,
    blank: Field | Column,
    text: str,
    place: tuple[Plane, WordCell],
    named: str = "",
) -> None:
    """Keep what was read for a path; a second, different text is a problem and not kept.

    `named` is what the blank is called among others of its label: its table and row.
    """
    source = place[0].source(place[1])
    where = f"{source} {named or blank.label}"
    kept, problems = read_value(blank, text, where)
    reader.settled.add(path)
    if not kept:
        return
    before = reader.values.get(path)
    if before is None:
        reader.values[path] = Value(kept, source, confirmed=False)
        reader.problems += problems
    elif fold_label(before.text) != fold_label(kept):
        other = f"{before.source}的“{before.text}”"
        sentence = f"这里写的是“{kept}”，与{other}不同，已取用“{before.text}”，请核对。"
        reader.problems.append(Problem(where, sentence, Severity.WARNING))


def _take_roster(reader: _Reader, plane: Plane, rosters: Sequence[Roster]) -> None:
    if plane.loose or not plane.cells:
        return
    grid = plane.grid()
    hits = []
    for roster in rosters:
        found = find_table([grid], roster, words=reader.words)
        own = [column.key for column in roster.columns if not column.additional]
        cover = sum(1 for key in own if found and key in found.mapping) / len(own)
        if found is not None and len(found.mapping) >= 3 and cover >= 0.6:
            hits.append((cover - 0.1 * len(found.unmapped), roster, found))
    if hits:
        _, roster, found = max(hits, key=lambda hit: hit[0])
        _take_found(reader, plane, roster, found)
    elif (rest := rest_of(reader.last, plane, grid)) is not None:
        _take_found(reader, plane, *rest)


def _take_found(reader: _Reader, plane: Plane, roster: Roster, found: Found) -> None:
    taken = take_rows(found, roster, reader.words)
    before = reader.rosters.get(roster.key)
    reader.rosters[roster.key] = taken if before is None else _joined(before, taken)
    reader.last = Last(plane.number, roster, found)
    _mark_rows(reader, plane, found)
    if taken.total and roster.total_field in reader.fields:
        foot = plane.rows[taken.total_line - 1][0]
        blank = reader.fields[roster.total_field]
        _keep(reader, roster.total_field, blank, taken.total, (plane, foot))


def _mark_rows(reader: _Reader, plane: Plane, found: Found) -> None:
    for cell in plane.cells:
        if not found.header_lines or cell.row >= found.header_lines[0]:
            reader.marks.mark(plane, cell)


def _joined(first: Taken, second: Taken) -> Taken:
    with_total = first if first.total else second
    return Taken(
        first.rows + second.rows,
        first.refused + second.refused,
        first.problems + second.problems,
        first.read + second.read,
        first.empty + second.empty,
        with_total.total,
        with_total.total_sheet,
        with_total.total_line,
    )


def _take_tables(reader: _Reader, plane: Plane) -> None:
    headings = headings_of(reader.form)
    for table in reader.form.tables:
        hit = find_form_table(table, plane, headings)
        if hit is None or any(reader.marks.touched(plane, cell) for cell in hit.printed):
            continue
        before = _rows_before(reader, table, plane, hit)
        if before is None:
            continue
        hit = replace(hit, values=tuple(_numbered(table, one, before) for one in hit.values))
        rows = [int(row) for one in hit.values if (row := one.path.split(".")[1]).isdigit()]
        reader.tables[table.key] = plane.number, max(rows, default=before)
        for cell in hit.printed:
            reader.marks.mark(plane, cell)
        called = _row_names(table, hit)
        for value in hit.values:
            text = value.cell.text
            if value.column.key == "year" and year_of(text):
                text = year_of(text)
            reader.marks.mark(plane, value.cell)
            named = f"{called[value.path.rpartition('.')[0]]} {value.column.label}"
            _keep(reader, value.path, value.column, text, (plane, value.cell), named)


def _rows_before(reader: _Reader, table: FormTable, plane: Plane, hit: TableHit) -> int | None:
    """Return how many rows of the table stand before these: it may go on over the page.

    It does so in the next table, below its header once more. None where it was read already: the
    same years again, or the same table elsewhere, are shown to the reviewer.
    """
    known = {p: v.text for p, v in reader.values.items() if p.startswith(f"{table.key}.")}
    if not known:
        return 0
    number, rows = reader.tables.get(table.key, (-1, 0))
    if plane.number != number + 1 or hit.printed[0].row:
        return None
    years = {year_of(one.cell.text) for one in hit.values if one.column.key == "year"} - {""}
    again = table.rows == "years" and not years.isdisjoint(known.values())
    return None if again else rows


def _numbered(table: FormTable, cell: TableCell, before: int) -> TableCell:
    if table.rows == "fixed" or not before:
        return cell
    key, row, column = cell.path.split(".")
    return replace(cell, path=f"{key}.{int(row) + before}.{column}")


def _row_names(table: FormTable, hit: TableHit) -> dict[str, str]:
    """Return what rows are called by their paths (`二、平台运营情况 2025年`)."""
    about = _UNITS.sub("", table.section or table.title)
    rows: dict[str, list[TableCell]] = {}
    for one in hit.values:
        rows.setdefault(one.path.rpartition(".")[0], []).append(one)
    fixed = {f"{table.key}.{one.key}": one.label for one in table.fixed_rows}
    return {
        row: " ".join(filter(None, (about, fixed.get(row) or _row_name(table, cells))))
        for row, cells in rows.items()
    }


def _row_name(table: FormTable, cells: Sequence[TableCell]) -> str:
    if table.rows == "years":
        years = (year_of(one.cell.text) for one in cells if one.column.key == "year")
        return next((f"{year}年" for year in years if year), "")
    first = cells[0].cell.text.strip()
    plain = 0 < len(first) <= _NAME and "\n" not in first and not first[0].isdigit()
    return f"“{first}”" if plain else ""


def _take_lines(
    reader: _Reader, plane: Plane, lines: Sequence[tuple[Line, ...]], labels: Labels
) -> None:
    """Read the lines with blanks; a header (`投资比例 %`) is left to the labels."""
    rows = list(lines_of(plane))
    for spellings in lines:
        for row in rows:
            for hits, spans in find_line(spellings, row):
                if not any(_SAID.search(hit.text) for hit in hits) and labels.of_cell(
                    hits[0].cell.text
                ):
                    continue
                for hit in hits:
                    _keep_hit(reader, plane, hit)
                for cell, start, end in spans:
                    reader.marks.mark(plane, cell, start, end)


def _keep_hit(reader: _Reader, plane: Plane, hit: Hit) -> None:
    if hit.key in reader.fields:
        _keep(reader, hit.key, reader.fields[hit.key], hit.text, (plane, hit.cell))


def _take_joint(reader: _Reader, plane: Plane) -> None:
    if not {"contact", "phone"} <= reader.fields.keys() - reader.settled:
        return
    for label, cell, name, phones in joint_blanks(plane, reader.marks):
        reader.marks.mark(plane, label)
        reader.marks.mark(plane, cell)
        _keep(reader, "contact", reader.fields["contact"], name, (plane, cell))
        _keep(reader, "phone", reader.fields["phone"], phones, (plane, cell))


def _take_label(reader: _Reader, plane: Plane, hit: LabelHit) -> None:
    """Give the value to the first field of these words that has none yet."""
    open_fields = [f for f in hit.fields if f.key not in reader.settled]
    if hit.loose and not open_fields:
        return  # a sentence that begins with the words of a blank which has its answer
    blank = (open_fields or list(hit.fields))[0]
    if hit.cell is None or hit.cell is not hit.label:
        reader.marks.mark(plane, hit.label)
    else:
        reader.marks.mark(plane, hit.label, 0, hit.end)
    if hit.cell is None:
        reader.settled.add(blank.key)
        return
    if hit.cell is not hit.label:
        reader.marks.mark(plane, hit.cell)
    _keep(reader, blank.key, blank, hit.cell.text[hit.start : hit.end], (plane, hit.cell))
    if hit.loose and blank.key in reader.values:
        where = f"{plane.source(hit.cell)} {blank.label}"
        sentence = f"这里写在“{blank.label}”这几个字后面的，已读作这一栏的内容，请核对。"
        reader.problems.append(Problem(where, sentence, Severity.WARNING))
    others = [f for f in hit.fields if f.key != blank.key]
    for blank, cell in zip(others, hit.more, strict=False):  # a form may have rows left empty
        reader.marks.mark(plane, cell)
        _keep(reader, blank.key, blank, cell.text, (plane, cell))


def _unread(reader: _Reader, everything: Sequence[Plane]) -> tuple[Value, ...]:
    """Return what was understood nowhere and is not printed on the form itself.

    A word of the form in a row of a table that holds such a thing is shown with it: there it is
    what somebody answered, as 培训服务 before its figures.
    """
    left = []
    words = headings_of(reader.form).words | reader.names
    for plane in everything:
        for row in plane.rows:
            texts = [(cell, text) for cell in row if (text := reader.marks.left(plane, cell))]
            said = [(cell, text) for cell, text in texts if _says(reader, plane, text)]
            if said and not plane.loose:
                said = [one for one in texts if one in said or fold_label(one[1]) in words]
            left += [Value(text, plane.source(cell), confirmed=False) for cell, text in said]
    return tuple(left)


def _says(reader: _Reader, plane: Plane, text: str) -> bool:
    """Tell whether a text is no word of the form and repeats nothing that was read."""
    if _NUMBER.fullmatch(text.strip()):
        return False
    folded = fold_label(text)
    heading = plane.loose and folded in reader.names
    return not (heading or _is_printed(reader, folded) or _repeats(reader, text))


def _repeats(reader: _Reader, text: str) -> bool:
    """Tell whether a line such as `日期：2026年3月12日` only says again what was read already."""
    label, mark, said = text.replace(":", "：").partition("：")
    if not mark or len(label) > 20 or not fold_label(said):
        return False
    return any(fold_label(said) == fold_label(value.text) for value in reader.values.values())


def _is_printed(reader: _Reader, text: str) -> bool:
    """Tell whether a folded text stands on every form: a label, a heading, part of the title."""
    plain = text.removesuffix("申请报告")
    whole = (fold_label(reader.form.title), *reader.known)
    if _OPINION.fullmatch(text):
        return True
    return text in reader.known or (len(plain) >= 6 and any(plain in known for known in whole))
