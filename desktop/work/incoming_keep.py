"""Keeps what was read (采纳): all in one act, with what it replaced, so that it can go back."""

from collections.abc import Mapping, Sequence

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.intake.found import Taken
from desktop.intake.word import FormReading
from desktop.store import applications, files, origins, rosters, takings, values
from desktop.work.beside import beside_of, without_those_there
from desktop.work.carry import carry, judged
from desktop.work.casedata import NO_NAME, application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.incoming_file import REFUSED, Incoming, Kept, whole_files
from desktop.work.mend import read_cells
from desktop.work.receive import UNREAD, follow_name
from desktop.work.roster_totals import Stated, keep_totals
from desktop.work.rounds import scheme_of
from desktop.work.shapes import remember

FROM_FORM = "docx"


def keep_incoming(desk: Desk, application_id: int, incoming: Sequence[Incoming]) -> Changed:
    """Keep everything that was read, in one act; `value` is a list of Kept.

    A roster that was there is replaced (and can be brought back by undoing the import), or added to
    where the reviewer wants that; several files of one roster come one after another. What the
    reviewer typed is never overwritten, and what was judged of a row that is the same in the new
    roster stays with it. A roster inside a form leaves one that came otherwise as it is, unless the
    reviewer wants it.
    """
    _check_counted(incoming)
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    desk.before_import()
    with desk.act("读入文件", case_subject(application_id)) as act:
        keeping = _Keeping(desk, application_id, scheme, incoming)
        act.detail |= keeping.run()
    return changed("values", "rosters", value=keeping.done)


def receive_new(desk: Desk, round_id: int, name: str, incoming: Sequence[Incoming]) -> Changed:
    """Start an application with what was read, in one act: all of it is there, or nothing.

    `value` is (the application's id, list of Kept). `name` stands until the form's own arrives.
    """
    _check_counted(incoming)
    scheme = scheme_of(desk, round_id)
    with desk.act("收件登记", f"round:{round_id}", name=name) as act:
        application_id = applications.add_application(desk.store, round_id, name or NO_NAME, "")
        keeping = _Keeping(desk, application_id, scheme, incoming)
        act.detail |= {"application": application_id, **keeping.run()}
    return changed("values", "rosters", value=(application_id, keeping.done))


def _check_counted(incoming: Sequence[Incoming]) -> None:
    """Keep nothing whose second count is still to come."""
    if any(one.uncounted for one in incoming):
        raise UserError("复核清点还没有完成，没有保存。", "请稍候，清点完后再采纳。")


def leaves_form_rosters(desk: Desk, application_id: int) -> frozenset[str]:
    """Return the rosters that a form's own tables do not replace: they came otherwise."""
    kinds = {ref.id: ref.kind for ref in files.files(desk.store, application_id)}
    last: dict[str, str] = {}
    for batch in rosters.imports(desk.store, application_id):
        if not batch.undone_at:
            last[batch.roster] = kinds.get(batch.file_id or 0, "")
    return frozenset(
        key
        for key, kind in last.items()
        if kind != FROM_FORM and rosters.count(desk.store, application_id, key)
    )


class _Keeping:
    """One act of keeping under way: what is replaced once, and which imports were made."""

    def __init__(
        self, desk: Desk, application_id: int, scheme: Scheme, incoming: Sequence[Incoming]
    ) -> None:
        """Note what was there before."""
        self._desk, self._number, self._scheme = desk, application_id, scheme
        self._beside = beside_of(incoming)
        there = {key: desk.rows(application_id, key) for key in self._beside}
        self._incoming = without_those_there(incoming, scheme, there)
        self._standalone = {one.roster for one in incoming if one.taken is not None}
        self._leave = leaves_form_rosters(desk, application_id)
        self._replaced: set[str] = set()
        self._imports: list[int] = []
        self._left: list[str] = []
        self._books: dict[tuple[str, bytes], files.FileRef] = {}
        self.done: list[Kept] = []

    def run(self) -> dict[str, object]:
        """Keep every file; returns what the journal tells of it."""
        store, number = self._desk.store, self._number
        before = values.values(store, number)
        was = judged(self._desk, number)
        self.done = [self._keep_one(one) for one in self._incoming]
        carried = {key: carry(self._desk, number, key, was) for key in sorted(self._replaced)}
        stated = [one for one in _stated(self._incoming) if one.roster not in self._beside]
        keep_totals(self._desk, number, self._scheme, stated)
        after = values.values(store, number)
        fresh = {path: value for path, value in after.items() if before.get(path) != value}
        origins.put_read(store, number, fresh.items())
        names = tuple(one.name for one in whole_files(self._incoming))
        old = {path: before.get(path) for path in fresh}
        taking = takings.add_taking(store, number, names, tuple(self._imports), old, fresh)
        told: dict[str, object] = {"taking": taking, "kept": _told(self.done)}
        mended = [fix for one in self._incoming for fix in fixes_of(one)]
        refused = [
            [one.name, *at, why] for one in self._incoming for at, why in one.refusals.items()
        ]
        learned = remember(self._desk, self._scheme, self._incoming)
        more: dict[str, object] = {
            "mended": mended,
            "refused": refused,
            "learned": learned,
            "left": self._left,
        }
        more |= {"beside": sorted(self._beside), "carried": any(carried.values()) and carried}
        return told | {key: value for key, value in more.items() if value}

    def _keep_one(self, one: Incoming) -> Kept:
        if one.what == REFUSED and not one.data:
            return Kept(one.name, 0, 0, 0, one.sentence)
        again = (one.name, one.data) in self._books
        ref = self._file(one)
        if one.taken is not None:
            self._keep_rows(one, one.roster, ref.id, one.taken)
            rows, refused = len(one.taken.rows), len(one.taken.refused)
            return Kept(one.name, one.taken.read, rows, refused, one.sentence, again)
        if one.form is None:
            return Kept(one.name, 0, 0, 0, one.sentence)
        taken = self._keep_values(one.form)
        tail = "".join(self._keep_inner(one, key, ref.id) for key in one.inner)
        read = len(one.form.values)
        return Kept(one.name, read, taken, read - taken, one.sentence + tail)

    def _file(self, one: Incoming) -> files.FileRef:
        """Keep the file's bytes; a workbook that several tables come from is kept once."""
        known = self._books.get((one.name, one.data)) if one.book is not None else None
        if known is not None:
            return known
        store = self._desk.store
        ref = files.keep_file(store, self._number, one.name, one.data, one.kind or one.what)
        if one.book is not None:
            self._books[one.name, one.data] = ref
        return ref

    def _keep_inner(self, one: Incoming, key: str, file_id: int) -> str:
        """Keep a roster that stands inside the form, or say that it was left."""
        wanted = key not in self._leave if one.wanted is None else key in one.wanted
        if key in self._standalone or not wanted:
            title, rows = self._scheme.roster(key).title, len(one.inner[key].rows)
            self._left.append(key)
            return f"；表内《{title}》{rows}行没有采用，以单独的名单为准"
        self._keep_rows(one, key, file_id, one.inner[key])
        return ""

    def _keep_rows(self, one: Incoming, roster: str, file_id: int, taken: Taken) -> None:
        number = rosters.add_import(
            self._desk.store,
            self._number,
            roster,
            file_id,
            taken.rows,
            [rosters.Refused(row.sheet, row.line, row.cells, row.reason) for row in taken.refused],
            mapping=one.found.mapping if one.found is not None else {},
            replace=roster not in self._replaced and roster not in self._beside,
        )
        if roster not in self._beside:
            self._replaced.add(roster)
        self._imports.append(number)
        self._note_hand(one, roster, number)

    def _note_hand(self, one: Incoming, roster: str, import_id: int) -> None:
        """Keep beside each cell that was corrected what the file said."""
        mine = [at for at in one.fixes if at[0] == roster]
        if not mine:
            return
        store = self._desk.store
        ids = rosters.row_ids(store, import_id)
        origins.put_origins(
            store,
            [
                origins.Origin(ids[at[1:]], key, "hand", read_cells(one, at).get(key, ""), text)
                for at in mine
                if at[1:] in ids
                for key, text in one.fixes[at].items()
            ],
        )

    def _keep_values(self, form: FormReading) -> int:
        """Keep what the form says where the reviewer has not said otherwise; returns how many."""
        store, number = self._desk.store, self._number
        there = values.values(store, number)
        wanted, unread = _wanted(form, there)
        items = [*wanted.items(), (UNREAD, Value("\n".join(unread)))]
        values.put_values(store, number, items)
        origins.put_read(store, number, form.values.items())
        texts = {path: value.text for path, value in wanted.items()}
        follow_name(self._desk, number, self._scheme, texts)
        return len(wanted)


def _wanted(form: FormReading, there: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """Return the values to keep, and a line for each text that is not."""
    wanted: dict[str, Value] = {}
    unread = [f"{one.source}：{one.text}" for one in form.unread]
    for path, value in form.values.items():
        old = there.get(path)
        if old is None or not old.text or not old.confirmed or old.text == value.text:
            wanted[path] = value
        else:
            unread.append(f"{value.source}：“{value.text}”与已核对的“{old.text}”不同，未采用")
    return wanted, unread


def fixes_of(one: Incoming) -> list[list[str | int]]:
    """Return every cell that was corrected: file, roster, sheet, line, column, before, after."""
    return [
        [one.name, *at, key, read_cells(one, at).get(key, ""), text]
        for at, cells in one.fixes.items()
        if at[0] in one.rosters()
        for key, text in cells.items()
    ]


def _told(done: Sequence[Kept]) -> list[list[str | int]]:
    return [[kept.name, kept.read, kept.taken, kept.refused] for kept in done]


def _stated(incoming: Sequence[Incoming]) -> list[Stated]:
    """Return what the feet of the rosters state, in the order of the files."""
    return [
        Stated(one.roster, one.taken.total, _foot(one.name, one.taken))
        for one in incoming
        if one.taken is not None and one.taken.total
    ]


def _foot(name: str, taken: Taken) -> str:
    sheet = f" {taken.total_sheet}" if taken.total_sheet else ""
    return f"{name}{sheet} 第{taken.total_line}行"
