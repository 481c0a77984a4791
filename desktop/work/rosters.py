"""The rosters of one application (名单): what is there, from which file, and what was marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.domain.case import Row
from desktop.domain.fieldcheck import column_sentences
from desktop.domain.figure import parse_figure
from desktop.domain.filters import holds
from desktop.domain.form import Column
from desktop.domain.problem import UserError
from desktop.store import files as kept_files
from desktop.store import origins, takings
from desktop.store import rosters as kept
from desktop.store.search import fold
from desktop.work.casedata import application_of, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.reading_names import readings_of
from desktop.work.receive import clean_text, taken_out
from desktop.work.roster_order import AT_ONCE, LEAST, Keys, Of, Order, order_in_turns, order_of
from desktop.work.rounds import scheme_of

_AS_FIGURE = "#"  # ends the name of an order of figures; no column's key has it
_OVER = object()
_ALL = 1 << 31  # rows; no file has as many


@dataclass(frozen=True)
class ImportLine:
    """One import that stands: read = taken + refused."""

    id: int
    file: str
    read: int
    taken: int
    refused: int
    at: str


@dataclass(frozen=True)
class RosterCard:
    """One roster with its imports; `count` is how many rows it has now.

    `parts` are those that stand now: several tables or files that were kept in one act, and what
    was added to them since (补充名单).
    """

    key: str
    title: str
    required: bool
    count: int
    imports: tuple[ImportLine, ...]
    columns: tuple[Column, ...]
    parts: tuple[ImportLine, ...] = ()


@dataclass(frozen=True)
class RefusedLine:
    """A row that was not taken, with its place, its text and the reason."""

    sheet: str
    line: int
    text: str
    reason: str


def roster_cards(desk: Desk, application_id: int) -> list[RosterCard]:
    """Return the scheme's rosters in their order."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    names = {f.id: f.name for f in kept_files.files(desk.store, application_id)}
    batches = [b for b in kept.imports(desk.store, application_id) if not b.undone_at]
    stands = _standing(desk, application_id, batches)
    return [
        RosterCard(
            roster.key,
            roster.title,
            roster.required,
            kept.count(desk.store, application_id, roster.key),
            tuple(_import_line(desk, b, names) for b in batches if b.roster == roster.key),
            roster.columns,
            tuple(_import_line(desk, b, names) for b in stands if b.roster == roster.key),
        )
        for roster in scheme.rosters
    ]


def parts_now(desk: Desk, application_id: int, roster: str) -> list[kept.Import]:
    """Return the imports that a roster's rows come from: of the last act, and what it added to."""
    batches = [b for b in kept.imports(desk.store, application_id) if not b.undone_at]
    return [b for b in _standing(desk, application_id, batches) if b.roster == roster]


def _standing(desk: Desk, application_id: int, batches: Sequence[kept.Import]) -> list[kept.Import]:
    groups = takings.import_groups(desk.store, application_id)
    last = {one.roster: one.id for one in batches}
    ids = {part for one in last.values() for part in groups.get(one, (one,))}
    if len(batches) > len(ids):  # some were replaced, or added to
        ids |= desk.memory.recall(
            ("standing", application_id),
            desk.store.roster_revision(application_id),
            lambda: kept.standing(desk.store, application_id),
        )
    return [batch for batch in batches if batch.id in ids]


def _last_act(desk: Desk, application_id: int, roster: str) -> list[int]:
    """The imports of the act that brought the roster's last one."""
    every = kept.imports(desk.store, application_id)
    mine = [one.id for one in every if one.roster == roster and not one.undone_at]
    if not mine:
        return []
    group = takings.import_groups(desk.store, application_id).get(mine[-1], (mine[-1],))
    return [number for number in mine if number in group]


def _import_line(desk: Desk, batch: kept.Import, names: dict[int, str]) -> ImportLine:
    file = names.get(batch.file_id or 0, "")
    at = desk.local(batch.at)
    return ImportLine(batch.id, file, batch.read_n, batch.taken_n, batch.refused_n, at)


def roster_page(
    desk: Desk,
    application_id: int,
    roster: str,
    after_id: int = 0,
    limit: int = 200,
    search: str = "",
) -> list[Row]:
    """Return up to `limit` rows after the row `after_id`, those that hold `search`."""
    return kept.page(desk.store, application_id, roster, after_id, limit, search)


def roster_numbers(
    desk: Desk, application_id: int, roster: str, search: str = "", by: str = "", *, down: bool
) -> list[int]:
    """Return the ids of all rows, or of those that hold `search`, sorted by the column `by`.

    Figures are sorted as figures, all else as it is read (拼音); what is empty comes last either
    way, and rows that are equal keep the file's order. Letters are looked for as initials too, as
    soon as those are known.
    """
    read = _read_so(desk, search)
    if read:
        wanted = read.union(kept.shown_ids(desk.store, application_id, roster, search))
        every = roster_numbers(desk, application_id, roster, "", by, down=down)
        return [number for number in every if number in wanted]
    if by in ("", "code", "phone"):
        return kept.shown_ids(desk.store, application_id, roster, search, by, down=down)
    of, keys = _way(desk, application_id, roster, by)
    known = desk.orders.get(of, desk.store.roster_revision(application_id))
    if known is None and search:
        pairs = kept.shown_texts(desk.store, application_id, roster, search, by)
        return order_of(*_apart(pairs), keys).listed(down=down)
    order = known or _made(desk, of, keys)
    among = set(kept.shown_ids(desk.store, application_id, roster, search)) if search else None
    return order.listed(down=down, among=among)


def _read_so(desk: Desk, search: str) -> set[int]:
    """The rows of the whole file whose names or contacts have these initials."""
    needle = fold(search.strip())
    if not (needle.isascii() and needle.isalpha() and desk.index.ready):
        return set()
    return set(desk.index.find(needle, _ALL))


def _apart(pairs: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [text for text, _id in pairs], [number for _text, number in pairs]


def _made(desk: Desk, of: Of, keys: Keys) -> Order:
    """Make an order; a long one is kept until a roster of its application is written."""
    application_id, roster, by = of
    texts, ids = kept.shown_columns(desk.store, application_id, roster, by.removesuffix(_AS_FIGURE))
    order = order_of(texts, ids, keys)
    if len(ids) >= LEAST and not desk.store.in_act:
        desk.orders.put(of, desk.store.roster_revision(application_id), order)
    return order


def _way(desk: Desk, application_id: int, roster: str, by: str) -> tuple[Of, Keys]:
    """What an order is known by, and what makes its keys."""
    column = _column(desk, application_id, by, roster)
    if column is not None and column.kind in ("figure", "percent"):
        return (application_id, roster, by + _AS_FIGURE), _figures
    return (application_id, roster, by), partial(_read_keys, desk)


def order_beforehand(desk: Desk, application_id: int, roster: str) -> bool:
    """Make the next part of a long roster's order by name; True where there is more to do.

    For moments in which there is nothing else to do, while the roster is looked at: some 10 ms
    each, at the end 30. It is made so once; after a change the reviewer's own click makes it anew.
    """
    of, orders = (application_id, roster, "name"), desk.orders
    if of not in orders.begun:
        known = of in orders.known or kept.count(desk.store, application_id, roster) < LEAST
        orders.begun[of] = iter(()) if known else _beforehand(desk, of)
    return next(orders.begun[of], _OVER) is not _OVER


def _beforehand(desk: Desk, of: Of) -> Iterator[None]:
    revision = desk.store.roster_revision(of[0])
    for made in order_in_turns(_names(desk, of), partial(_read_keys, desk)):
        if desk.store.roster_revision(of[0]) != revision:
            return
        if made is not None:
            desk.orders.put(of, revision, made)
        yield


def _names(desk: Desk, of: Of) -> Iterator[list[tuple[str, int]]]:
    last = 0
    while part := kept.names_after(desk.store, of[0], of[1], last, AT_ONCE):
        yield part
        last = part[-1][1]


def _read_keys(desk: Desk, texts: Sequence[str]) -> list[str]:
    """Return what sorts the texts as they are read; all in one go, which is many times as fast.

    In UTF-8 they sort alike, and Python compares texts of single bytes several times as fast.
    """
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):  # a break inside a cell
        joined = "\n".join(" ".join(one.split()) for one in texts)
    whole = readings_of(desk).order(joined).encode("utf-8", "surrogatepass")
    return whole.decode("latin-1").split("\n")


def _figures(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    return list(map(_figure, texts))


def _figure(text: str) -> tuple[int, int, str]:
    """Return what sorts a figure's text: its value, else, after all values, the text."""
    value = parse_figure(text.rstrip("%％"))
    return (1, 0, text) if value is None else (0, value, "")


def roster_rows(desk: Desk, ids: Sequence[int]) -> list[Row]:
    """Return the rows with these ids, in their order."""
    return kept.rows_of(desk.store, ids)


def refused_rows(desk: Desk, import_id: int) -> list[RefusedLine]:
    """Return the rows that an import did not take, with the reasons."""
    return [
        RefusedLine(row.sheet, row.line, " ".join(t for t in row.cells.values() if t), row.reason)
        for row in kept.refused(desk.store, import_id)
    ]


def edit_cell(desk: Desk, application_id: int, row_id: int, column: str, text: str) -> Changed:
    """Put `text` into one cell; `value` says what is wrong with it. The old text is journalled."""
    row = kept.row(desk.store, row_id)
    cleaned = clean_text(text)
    wanted = _column(desk, application_id, column)
    wrong = column_sentences(wanted, cleaned) if wanted else ()
    before = row.cells.get(column, "")
    if before == cleaned:
        return changed("rosters", value=wrong)
    with desk.act(
        "修改名单",
        case_subject(application_id),
        row=row_id,
        place=row.place,
        column=column,
        old=before,
        new=cleaned,
    ):
        kept.edit_row(desk.store, row_id, {**row.cells, column: cleaned})
        _note_hand(desk, row_id, column, before, cleaned)
    return changed("rosters", value=wrong, said=taken_out(text))


def _note_hand(desk: Desk, row_id: int, column: str, before: str, after: str) -> None:
    """Keep what the file said beside a corrected cell; typed back, it is the file's again."""
    read = origins.origin(desk.store, row_id, column)
    if read is not None and read.before == after:
        origins.drop_origin(desk.store, row_id, column)
    else:
        origins.put_origins(desk.store, [origins.Origin(row_id, column, "hand", before, after)])


def _column(desk: Desk, application_id: int, key: str, of: str = "") -> Column | None:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    for roster in scheme.rosters:
        for column in roster.columns:
            if column.key == key and of in ("", roster.key):
                return column
    return None


def mark_row(
    desk: Desk, application_id: int, row_id: int, filter_id: str, answer: bool | None
) -> Changed:
    """Say whether a row counts where its text can't tell; None takes the word back."""
    return mark_rows(desk, application_id, [row_id], filter_id, answer)


def mark_rows(
    desk: Desk, application_id: int, row_ids: Sequence[int], filter_id: str, answer: bool | None
) -> Changed:
    """Say the same of several rows in one act."""
    subject = case_subject(application_id)
    with desk.act("标明名单行", subject, rows=list(row_ids), filter=filter_id, answer=answer):
        for row_id in row_ids:
            marks = dict(kept.row(desk.store, row_id).marks)
            marks.pop(filter_id, None)
            if answer is not None:
                marks[filter_id] = answer
            kept.mark_row(desk.store, row_id, marks)
    return changed("rosters")


def unknown_rows(desk: Desk, application_id: int, filter_id: str) -> list[Row]:
    """Return the rows that the filter can't tell."""
    loaded = load(desk, application_id)
    filters = {f.id: f for f in loaded.scheme.filters}
    rows = loaded.case.rosters.get(filters[filter_id].roster, ())
    readings = loaded.case.readings
    return [row for row in rows if holds(filter_id, row, filters, readings) is None]


def add_row(desk: Desk, application_id: int, roster: str, name: str) -> Changed:
    """Add a row by hand; `value` is its id. Every row needs a name."""
    cleaned = clean_text(name)
    if not cleaned:
        raise UserError("请先填写名称。", "名单中的每一行都要有名称。")
    with desk.act("补录名单", case_subject(application_id), roster=roster, name=cleaned):
        row_id = kept.add_row(desk.store, application_id, roster, {"name": cleaned})
    return changed("rosters", value=row_id)


def undo_import(desk: Desk, application_id: int, import_id: int) -> Changed:
    """Take a whole import back with all its parts; the rows that it had replaced stand again.

    Rows that it was added to stay.
    """
    roster = next(b.roster for b in kept.imports(desk.store, application_id) if b.id == import_id)
    parts = _last_act(desk, application_id, roster)
    with desk.act("撤销导入", case_subject(application_id), imported=import_id):
        for number in reversed(parts if import_id in parts else [import_id]):
            kept.undo_import(desk.store, number)
    return changed("rosters")
