"""Rows put right in the preview (就地改正): a cell corrected, a row refused, both taken back."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from desktop.domain.form import Roster
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.intake.book import Grid
from desktop.intake.found import Found, RefusedRow, Taken, TakenRow, by_place
from desktop.intake.joint import joint_text
from desktop.intake.labels import name_column
from desktop.intake.long_cells import with_rows
from desktop.intake.rows import take_rows, take_some
from desktop.work.incoming_file import Incoming, RowAt
from desktop.work.receive import clean_text

BY_HAND = "经办人不采纳："
MENDED = "手改："


def mend_cell(incoming: Incoming, scheme: Scheme, at: RowAt, key: str, text: str) -> Incoming:
    """Put `text` into one cell as it is read; the row is judged anew and notes 手改.

    UserError where the text can't be kept.
    """
    fixes = {row: dict(cells) for row, cells in incoming.fixes.items()}
    fixes.setdefault(at, {})[key] = clean_text(text)
    return settle(replace(incoming, fixes=fixes), scheme)


def give_back(incoming: Incoming, scheme: Scheme, places: Collection[RowAt]) -> Incoming:
    """Take rows again as the file has them: corrections and refusals by hand fall away."""
    gone = set(places)
    fixes = {row: cells for row, cells in incoming.fixes.items() if row not in gone}
    refusals = {row: why for row, why in incoming.refusals.items() if row not in gone}
    return settle(replace(incoming, fixes=fixes, refusals=refusals), scheme)


def refuse_rows(
    incoming: Incoming, scheme: Scheme, places: Collection[RowAt], reason: str
) -> Incoming:
    """Refuse rows that could be taken; UserError where no reason is given."""
    why = clean_text(reason)
    if not why:
        raise UserError("请写明不采纳这一行的原因。", "原因会记入办理记录和问题清单。")
    refusals = {**incoming.refusals, **dict.fromkeys(places, why)}
    return settle(replace(incoming, refusals=refusals), scheme)


def settle(incoming: Incoming, scheme: Scheme) -> Incoming:
    """Return the file with its rows as they are after all that was put right by hand."""
    if incoming.found is not None and incoming.roster:
        roster = scheme.roster(incoming.roster)
        taken = _table(incoming, roster)
        return replace(incoming, taken=taken, sentence=_sentence(roster, taken, incoming))
    if incoming.form is not None:
        inner = {
            key: _by_hand(incoming, scheme.roster(key), taken)
            for key, taken in incoming.form.rosters.items()
            if key in incoming.inner
        }
        return replace(incoming, inner=inner)
    return incoming


def _sentence(roster: Roster, taken: Taken, incoming: Incoming) -> str:
    sheet = incoming.found.grid.name if incoming.found is not None else ""
    if not taken.rows:
        return f"{roster.title}：表头之下没有可采纳的行"
    sums = f"读入{taken.read} = 采纳{len(taken.rows)} + 拒绝{len(taken.refused)}"
    mended = sum(len(cells) for at, cells in incoming.fixes.items() if at[0] == roster.key)
    tail = f"，手改{mended}格" if mended else ""
    return f"{roster.title}：{sums}（{sheet}）{tail}"


def _table(incoming: Incoming, roster: Roster) -> Taken:
    """Take the table's rows with the corrected cells in place of the file's own."""
    found, known = incoming.found, incoming.as_read
    assert found is not None
    plain = known.taken if known is not None and known.found is found else take_rows(found, roster)
    mine = {at: cells for at, cells in incoming.fixes.items() if at[0] == roster.key}
    if not mine and not any(at[0] == roster.key for at in incoming.refusals):
        return plain
    read = replace(found, grid=_patched(found, mine)) if mine else found
    again = _some_again(found, read, roster, plain, mine) if mine else plain
    return _by_hand(incoming, roster, again or take_rows(read, roster))


def _some_again(
    found: Found, read: Found, roster: Roster, plain: Taken, places: Iterable[RowAt]
) -> Taken | None:
    """Judge only the corrected rows anew; None where others may hang on them.

    Those are rows merged with them, a header, a total in the foot, units that nobody names.
    """
    grid = found.grid
    rows = {line - grid.first_line for _, sheet, line in places if sheet == grid.name}
    rows &= set(range(len(grid.cells)))
    if any(merge.bottom > merge.top for merge in grid.merged) or min(rows, default=0) < (
        found.first_row
    ):
        return None
    before, after = (take_some(one, roster, sorted(rows)) for one in (found, read))
    if before.problems != after.problems or before.total or after.total:
        return None
    lines = {grid.first_line + row for row in rows}
    taken = [row for row in plain.rows if row.line not in lines]
    refused = [row for row in plain.refused if row.line not in lines]
    return replace(
        plain,
        rows=tuple(sorted([*taken, *after.rows], key=_line)),
        refused=tuple(sorted([*refused, *after.refused], key=_line)),
        read=plain.read - before.read + after.read,
        empty=plain.empty - before.empty + after.empty,
    )


def _line(row: TakenRow | RefusedRow) -> int:
    return row.line


def _patched(found: Found, fixes: Mapping[RowAt, Mapping[str, str]]) -> Grid:
    grid = found.grid
    rows: dict[int, list[str]] = {}
    lost = set(grid.long_numbers)
    for (_, sheet, line), texts in fixes.items():
        index = line - grid.first_line
        if sheet != grid.name or not 0 <= index < len(grid.cells):
            continue
        row = list(rows.get(index, grid.cells[index]))
        whole = joint_text(found, index, texts)
        for key, text in {**texts, **whole}.items():
            place = found.mapping.get(key, -1)
            if place >= 0:
                row += [""] * (place + 1 - len(row))
                row[place] = text
                lost.discard((index, place))
        rows[index] = row
    return replace(grid, cells=with_rows(grid.cells, rows), long_numbers=frozenset(lost))


def _by_hand(incoming: Incoming, roster: Roster, taken: Taken) -> Taken:
    """Return the rows with what was put right noted, and the rows refused by hand refused."""
    rows: list[TakenRow] = []
    refused: list[RefusedRow] = []
    touched = {*incoming.fixes, *incoming.refusals}
    for row in taken.rows:
        at = (roster.key, row.sheet, row.line)
        if at not in touched:
            rows.append(row)
            continue
        mended = _mended(row, roster, incoming, at)
        if at in incoming.refusals:
            places = incoming.found.mapping if incoming.found is not None else {}
            refused.append(_refused(mended, places, f"{BY_HAND}{incoming.refusals[at]}"))
        else:
            rows.append(mended)
    for one in taken.refused:
        again = _taken_again(one, roster, incoming)
        if again is None:
            refused.append(one)
        else:
            rows.append(again)
    rows.sort(key=_line)
    refused.sort(key=_line)
    return replace(taken, rows=tuple(rows), refused=tuple(refused))


def _mended(row: TakenRow, roster: Roster, incoming: Incoming, at: RowAt) -> TakenRow:
    fixes = incoming.fixes.get(at)
    if not fixes:
        return row
    before = read_cells(incoming, at)
    labels = {column.key: column.label for column in roster.columns}
    notes = [
        f"{MENDED}{labels.get(key, key)}原为“{before.get(key, '')}”"
        for key, text in fixes.items()
        if text != before.get(key, "")
    ]
    return row._replace(cells={**row.cells, **fixes}, notes=(*row.notes, *notes))


def _refused(row: TakenRow, places: Mapping[str, int], reason: str) -> RefusedRow:
    cells = by_place(row.cells, places)
    text = " ".join(text for text in cells.values() if text)
    return RefusedRow(row.sheet, row.line, cells, reason, text)


def _taken_again(one: RefusedRow, roster: Roster, incoming: Incoming) -> TakenRow | None:
    """Return a row of a form's table that was refused and has its name now; tables are re-read."""
    at = (roster.key, one.sheet, one.line)
    fixes = incoming.fixes.get(at)
    if not fixes or incoming.found is not None:
        return None
    cells = {**one.cells, **fixes}
    if not cells.get(name_column(roster), "").strip() or at in incoming.refusals:
        return None
    return _mended(TakenRow(one.sheet, one.line, cells), roster, incoming, at)


def read_cells(incoming: Incoming, at: RowAt) -> Mapping[str, str]:
    """Return a row's cells as they stand in the file, by column key; empty where it is gone."""
    key, sheet, line = at
    found = incoming.found
    if found is not None:
        index = line - found.grid.first_line
        if found.grid.name != sheet or not 0 <= index < len(found.grid.cells):
            return {}
        return {column: found.grid.text(index, n).strip() for column, n in found.mapping.items()}
    taken = incoming.form.rosters.get(key) if incoming.form is not None else None
    rows: list[TakenRow | RefusedRow] = [*taken.rows, *taken.refused] if taken is not None else []
    return next((row.cells for row in rows if (row.sheet, row.line) == (sheet, line)), {})
