"""Published lists (专精特新企业名单 and the like): brought in once, asked about every roster."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.codes import valid_code
from desktop.domain.form import Column, Roster
from desktop.domain.listed import OPEN, ListEntry, Said, compare_with_lists
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.intake.book import Ask, Document, Grid, Refused
from desktop.intake.found import Taken
from desktop.intake.reading import read
from desktop.store import files, origins, reference_lists, rosters
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.list_columns import Listing, known_lists, listing, remember
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.shapes import Shape

SPECIAL, SIZE = "special", "size"
# What a list may answer: the roster's column, what it is called, and what the list's firms are.
ANSWERS = (
    (SPECIAL, "专精特新", "专精特新中小企业"),
    (SIZE, "企业规模", ""),
)
_EXAMPLES = 5
_SIGNS = {SPECIAL: ("专精特新", "小巨人", "创新型"), SIZE: ("划型", "规模", "小微", "规上")}
_ROSTER = Roster(
    "published",
    "公布名单",
    "",
    (
        Column("serial", "序号"),
        Column("district", "所属地区", aliases=("地区", "州市", "县区", "所在地", "所属县区")),
        Column("name", "企业名称", aliases=("单位名称", "企业全称", "公司名称", "名称", "企业")),
        Column("code", "统一社会信用代码", "code", aliases=("信用代码", "社会信用代码", "代码")),
        Column(
            "value",
            "认定类别",
            aliases=("类别", "类型", "企业规模", "企业类型", "规模", "划型", "认定等级", "级别"),
        ),
    ),
)
FIELDS = tuple(one for one in _ROSTER.columns if one.key in ("name", "code", "value"))
_NO_NAME = "没有认出企业名称一栏：请选择企业名称取自文件的哪一栏；标题不在这一行的，改标题行。"


@dataclass(frozen=True)
class ListReading:
    """A list as read, before it is kept: `read` = rows taken + refused.

    `column` and `name` are guesses that the reviewer may change; `listing` says which column was
    taken for which, and can be changed too (`read_list_again`).
    """

    file: str
    data: bytes
    kind: str
    name: str
    column: str
    taken: Taken
    listing: Listing

    @property
    def told(self) -> str:
        """What is to be said first: which column has the firms' names is not known."""
        known = any("name" in one.mapping for one in self.listing.tables)
        return "" if known else _NO_NAME

    @property
    def sentence(self) -> str:
        """The counts in words."""
        rows, refused = len(self.taken.rows), len(self.taken.refused)
        return f"读入{self.taken.read} = 采纳{rows} + 拒绝{refused}"

    @property
    def examples(self) -> str:
        """The first firms, with what the list's own column says of each."""
        told = [
            f"{row.cells.get('name', '')}{'（' + said + '）' if said else ''}"
            for row in self.taken.rows[:_EXAMPLES]
            for said in [row.cells.get("value", "")]
        ]
        return "、".join(told)


def known_published(desk: Desk) -> tuple[Shape, ...]:
    """Return the choices of columns that were made for published lists before."""
    return known_lists(desk, _ROSTER)


def read_list(
    path: Path, cancelled: Callable[[], bool], known: Sequence[Shape] = ()
) -> ListReading:
    """Read a published list in the child, a workbook, csv or a table of a Word document.

    A list whose columns were chosen by hand before (`known`) is read in the same way. UserError
    where it can't be read, or nothing stands in it.
    """
    data, kind, grids = read_tables(path, cancelled)
    found = listing(_ROSTER, path.name, grids, known)
    if found is None:
        raise UserError("表格是空的，没有可读的内容。", "请确认文件是公布的企业名单。")
    title = " ".join([path.stem, *(text for row in grids[0].cells[:2] for text in row)])
    return ListReading(path.name, data, kind, path.stem, _guess(title), _whole(found), found)


def read_list_again(reading: ListReading, found: Listing) -> ListReading:
    """Return the same file's rows with its columns taken as the clerk chose."""
    return replace(reading, taken=_whole(found), listing=found)


def read_tables(path: Path, cancelled: Callable[[], bool]) -> tuple[bytes, str, Sequence[Grid]]:
    """Read a file in the child: its bytes, its kind, its sheets or a Word document's tables.

    UserError where it can't be opened or read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("文件打不开。", "请确认文件还在原处、没有被其他程序占用。") from error
    got = read(data, path.name, Ask(), cancelled=cancelled)
    if isinstance(got, Refused):
        raise UserError(got.sentence, got.hint)
    grids = got.book.sheets if got.book is not None else _grids_of(got.document)
    return data, str(got.kind), grids


def _grids_of(document: Document | None) -> tuple[Grid, ...]:
    """Return a document's tables as sheets."""
    grids = []
    for table in document.tables if document is not None else ():
        rows = 1 + max((cell.row for cell in table.cells), default=-1)
        width = 1 + max((cell.column for cell in table.cells), default=-1)
        cells = [[""] * width for _ in range(rows)]
        for cell in table.cells:
            cells[cell.row][cell.column] = cell.text
        grids.append(Grid(f"表{table.number}", cells))
    return tuple(grids)


def _whole(found: Listing) -> Taken:
    """Return the firms of every sheet that holds a table of them: lists go by batch or region."""
    whole = found.take()
    return replace(
        whole[0],
        rows=tuple(row for one in whole for row in one.rows),
        refused=tuple(row for one in whole for row in one.refused),
        read=sum(one.read for one in whole),
    )


def _guess(title: str) -> str:
    found = (key for key, signs in _SIGNS.items() if any(sign in title for sign in signs))
    return next(found, SPECIAL)


def keep_list(
    desk: Desk, reading: ListReading, name: str, publisher: str, dated: str, column: str
) -> Changed:
    """Keep a list once for all applications, with its file; `value` is its id.

    A row says what its own column says, else what all of the list's firms are. UserError where
    the list has no name, or rows say nothing.
    """
    title = clean_text(name)
    if not reading.taken.rows:
        raise UserError("名单中没有可以采纳的企业。", "请确认企业名称取自文件的哪一栏。")
    if not title:
        raise UserError("请填写名单的名称。", "例如“2026年云南省专精特新中小企业名单”。")
    standard = {key: said for key, _, said in ANSWERS}[column]
    entries = [
        reference_lists.NewEntry(
            row.sheet,
            row.line,
            row.cells.get("name", ""),
            valid_code(row.cells.get("code", "")) or "",
            row.cells.get("value", "").strip() or standard,
        )
        for row in reading.taken.rows
    ]
    silent = sum(not one.value for one in entries)
    if silent:
        word = {key: word for key, word, _ in ANSWERS}[column]
        raise UserError(
            f"名单中有{silent}行没有写明{word}。",
            "请确认名单有“类别”或“企业规模”一栏。",
        )
    head = (title, clean_text(publisher), clean_text(dated), column)
    with desk.act("导入公布名单", "lists", name=title, rows=len(entries)) as act:
        ref = files.keep_file(desk.store, None, reading.file, reading.data, reading.kind)
        refused = len(reading.taken.refused)
        number = reference_lists.add_list(desk.store, head, ref.id, entries, refused)
        remember(desk, reading.listing)
        act.detail |= {"list": number, "sha256": ref.sha256, "refused": refused}
    return changed("lists", "rosters", value=number)


@dataclass(frozen=True)
class ListLine:
    """A list in use as the page shows it."""

    id: int
    name: str
    answers: str
    publisher: str
    dated: str
    firms: int
    file: str


def list_lines(desk: Desk) -> list[ListLine]:
    """Return the lists in use as the page shows them."""
    words = {key: word for key, word, _ in ANSWERS}
    return [
        ListLine(
            one.id,
            one.name,
            words.get(one.column, one.column),
            one.publisher,
            one.dated,
            one.taken_n,
            one.file_name,
        )
        for one in published_lists(desk)
    ]


def published_lists(desk: Desk) -> list[reference_lists.ReferenceList]:
    """Return the lists that are in use, oldest first."""
    return reference_lists.lists(desk.store)


def withdraw_list(desk: Desk, list_id: int) -> Changed:
    """Use a list no longer; cells that were taken from it stay, and still name it."""
    with desk.act("停用公布名单", "lists", list=list_id):
        reference_lists.withdraw(desk.store, list_id)
    return changed("lists", "rosters")


@dataclass(frozen=True)
class ListedRoster:
    """What the lists say of one column of a roster."""

    roster: str
    column: str
    label: str
    said: tuple[Said, ...]

    @property
    def open(self) -> tuple[Said, ...]:
        """Rows that say nothing themselves and stand on a list."""
        return tuple(one for one in self.said if one.kind == OPEN)

    @property
    def sentence(self) -> str:
        """The counts in words."""
        count = dict.fromkeys((OPEN, "agrees", "differs", "unlisted"), 0)
        for one in self.said:
            count[one.kind] += 1
        return (
            f"{self.label}：名单上有、企业名单没有写的{count[OPEN]}行；一致{count['agrees']}行；"
            f"不一致{count['differs']}行；自己写了而名单上没有的{count['unlisted']}行"
        )


def listed_in(desk: Desk, application_id: int, roster: str) -> list[ListedRoster]:
    """Return what the lists in use say of a roster's columns; nothing is changed by asking."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    return _listed(desk, application_id, scheme, scheme.roster(roster))


def _listed(desk: Desk, application_id: int, scheme: Scheme, roster: Roster) -> list[ListedRoster]:
    labels = {column.key: column.label for column in scheme.roster(roster.key).columns}
    found = []
    for key, word, _ in ANSWERS:
        entries = reference_lists.entries(desk.store, key) if key in labels else []
        if entries:
            listed = (
                ListEntry(e.id, e.list_name, f"{e.sheet} 第{e.line}行", e.name, e.code, e.value)
                for e in entries
            )
            rows = desk.rows(application_id, roster.key)
            said = compare_with_lists(rows, key, listed)
            found.append(ListedRoster(roster.key, key, labels.get(key, word), said))
    return found


def adopt(
    desk: Desk, application_id: int, roster: str, column: str, row_ids: Sequence[int] = ()
) -> Changed:
    """Write what the lists say into the rows that say nothing themselves (按名单采用), in one act.

    Only rows of `row_ids`, where some are named. What a roster says itself is never touched.
    `value` is how many cells were filled; the journal names each with its list and place.
    """
    wanted = [
        one
        for here in listed_in(desk, application_id, roster)
        if here.column == column
        for one in here.open
        if not row_ids or one.row.id in row_ids
    ]
    if not wanted:
        raise UserError("没有可以按名单采用的行。", "企业名单自己写明的内容不会被替换。")
    told = [
        [one.row.id, one.row.place, e.list_name, e.place, one.by, e.value]
        for one in wanted
        if (e := one.entry) is not None
    ]
    with desk.act(
        "按名单采用", case_subject(application_id), roster=roster, column=column, rows=told
    ):
        for one in wanted:
            if one.entry is not None:
                cells = {**one.row.cells, column: one.entry.value}
                rosters.edit_row(desk.store, one.row.id, cells)
                kept = origins.Origin(
                    one.row.id, column, "list", one.own, one.entry.value, one.entry.id
                )
                origins.put_origins(desk.store, [kept])
    return changed("rosters", value=len(told))


def take_back(desk: Desk, application_id: int, row_id: int, column: str) -> Changed:
    """Give a cell that was adopted or corrected by hand back what its file said (还原读入值).

    UserError where the cell says what its file says.
    """
    row = rosters.row(desk.store, row_id)
    found = origins.origin(desk.store, row_id, column)
    if found is None:
        raise UserError("这一格就是文件中的内容。", "没有可以还原的。")
    with desk.act(
        "还原读入值",
        case_subject(application_id),
        row=row_id,
        place=row.place,
        column=column,
        old=row.cells.get(column, ""),
        new=found.before,
    ):
        rosters.edit_row(desk.store, row_id, {**row.cells, column: found.before})
        origins.drop_origin(desk.store, row_id, column)
    return changed("rosters")


def cell_notes(desk: Desk, application_id: int, roster: str) -> Mapping[tuple[int, str], str]:
    """Return, by row and column, where a cell has its text from if not plainly from the file."""
    return {
        (one.row_id, one.column): _note(one)
        for one in origins.origins(desk.store, application_id, roster)
    }


def _note(one: origins.Origin) -> str:
    if one.kind == "list":
        return f"来自名单：{one.list_name}（{one.place}）"
    return f"手改：文件中为“{one.before}”"
