"""What an applicant sent (读入): recognised by content, looked at, then kept all or not at all."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os.path import exists, isdir, isfile, realpath
from pathlib import Path

from desktop.domain.case import Value
from desktop.domain.problem import Problem, UserError
from desktop.domain.scheme import Scheme
from desktop.intake.book import Ask, Book, Reading, Refused
from desktop.intake.found import Found, Taken
from desktop.intake.reading import read
from desktop.intake.rows import take_rows
from desktop.intake.tables import find_table, guess_roster
from desktop.intake.word import FormReading, take_form
from desktop.store import applications, files, rosters, values
from desktop.work.casedata import NO_NAME, application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import UNREAD, follow_name
from desktop.work.roster_totals import Stated, keep_totals
from desktop.work.rounds import scheme_of

FORM, ROSTER, OTHER, REFUSED = "form", "roster", "other", "refused"
# A form of which fewer blanks than this were found is some other letter.
FEWEST_FORM_VALUES = 3
MOST_FILES = 500
MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Incoming:
    """One file as read. `what` is form, roster, other (kept as it is) or refused (can't be read).

    `sentence` says in Chinese what it was taken for, or why it can't be read. `inner` are rosters
    that stand inside a form, by key.
    """

    name: str
    what: str
    roster: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    data: bytes = b""
    kind: str = ""
    form: FormReading | None = None
    taken: Taken | None = None
    found: Found | None = None
    book: Book | None = None
    inner: Mapping[str, Taken] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """What became of one file: `read` = `taken` + `refused` rows, or blanks for a form."""

    name: str
    read: int
    taken: int
    refused: int
    sentence: str


def read_incoming(
    paths: Sequence[Path],
    scheme: Scheme,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
) -> list[Incoming]:
    """Read files and folders; nothing is kept yet. `progress` gets (done, all, file name)."""
    found = _files(paths)
    read_so_far: list[Incoming] = []
    for done, path in enumerate(found):
        progress(done, len(found), path.name)
        fresh = _read_one(path, scheme, cancelled)
        if cancelled():
            raise UserError("已取消读入。", "文件没有保存。")
        read_so_far.append(_once(read_so_far, fresh))
    progress(len(found), len(found), "")
    return read_so_far


def _files(paths: Sequence[Path]) -> list[Path]:
    """Return every file once, folders walked; a path that is not there is for the reading to say.

    Links to folders are not followed, and what is no plain file (a pipe) is left alone.
    """
    found: dict[str, Path] = {}
    for path in paths:
        inside = _walked(path) if isdir(path) else [path]  # noqa: PTH112 - Path raises: long name
        for one in inside:
            plain = isfile(one)  # noqa: PTH113 - Path raises where the name is too long
            gone = not exists(one)  # noqa: PTH110 - the same
            if (plain or gone) and not _is_litter(one.name):
                found.setdefault(realpath(one), one)
    if len(found) > MOST_FILES:
        raise UserError(
            f"共有{len(found)}个文件，一次最多读入{MOST_FILES}个。",
            "请只选这一家申报单位的文件夹。",
        )
    return list(found.values())


def _walked(folder: Path) -> list[Path]:
    return sorted(Path(place, name) for place, _, names in os.walk(folder) for name in names)


def _is_litter(name: str) -> bool:
    """Whether it is what Word, Excel or a file manager leave behind."""
    return name.startswith(("~$", ".")) or name in ("Thumbs.db", "desktop.ini")


def _read_one(path: Path, scheme: Scheme, cancelled: Callable[[], bool]) -> Incoming:
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        if path.stat().st_size > MOST_BYTES:
            sentence = f"文件超过{MOST_BYTES // 1_000_000}MB，没有读入，也没有保存。"
            return Incoming(name, REFUSED, "", sentence)
        data = path.read_bytes()
    except FileNotFoundError:
        return Incoming(name, REFUSED, "", "文件已不在原处，可能被移动、改名或删除了。")
    except OSError:
        sentence = "文件打不开，请检查是否正被其他程序占用，或移动盘是否已拔出。"
        return Incoming(name, REFUSED, "", sentence)
    return recognise(name, data, scheme, cancelled)


def _once(read_so_far: Sequence[Incoming], fresh: Incoming) -> Incoming:
    """Return a file's reading, or only its bytes where the same was read under another name."""
    same = [one for one in read_so_far if one.data == fresh.data and one.what in (FORM, ROSTER)]
    if not same:
        return fresh
    sentence = f"内容与“{same[0].name}”完全相同，不重复读入，将作为附件保存。"
    return Incoming(fresh.name, OTHER, "", sentence, data=fresh.data, kind=fresh.kind)


def recognise(
    name: str, data: bytes, scheme: Scheme, cancelled: Callable[[], bool] = lambda: False
) -> Incoming:
    """Return what a file is, told by its content and never by its name."""
    got = read(data, name, Ask(), cancelled=cancelled)
    if isinstance(got, Refused):
        sentence = f"{got.sentence}{got.hint}文件将作为附件保存。"
        return Incoming(name, REFUSED, "", sentence, data=data)
    if got.document is not None:
        return _form(name, data, got, scheme)
    return _roster(
        Incoming(name, OTHER, "", "", got.problems, data, got.kind, book=got.book), scheme
    )


def _form(name: str, data: bytes, got: Reading, scheme: Scheme) -> Incoming:
    if got.document is None:
        raise ValueError("not a document")
    form = take_form(got.document, scheme.form, scheme.rosters, scheme.functions)
    inner = {key: taken for key, taken in form.rosters.items() if taken.rows}
    told = (*got.problems, *form.problems)
    if len(form.values) < FEWEST_FORM_VALUES and not inner:
        return Incoming(name, OTHER, "", "没有认出申请表，将作为附件保存。", told, data, got.kind)
    rows = sum(len(taken.rows) for taken in inner.values())
    tail = f"，表内名单{rows}行" if rows else ""
    sentence = f"{scheme.form.title}：读出{len(form.values)}项{tail}"
    if form.unread:
        sentence += f"，{len(form.unread)}处未读懂"
    return Incoming(name, FORM, "", sentence, told, data, got.kind, form=form, inner=inner)


def _roster(incoming: Incoming, scheme: Scheme) -> Incoming:
    book = incoming.book
    if book is None or not any(grid.cells for grid in book.sheets):
        return replace(incoming, sentence="表格是空的，没有可读的内容。")
    guess = guess_roster(book.sheets, scheme.rosters)
    if guess is None:
        sentence = "没有找到名单的表头，请选择这是哪一份名单，并指明表头和各列。"
        return replace(incoming, sentence=sentence)
    key, found = guess
    return _taken(incoming, scheme, key, found)


def _taken(incoming: Incoming, scheme: Scheme, key: str, found: Found) -> Incoming:
    roster = scheme.roster(key)
    taken = take_rows(found, roster)
    sentence = (
        f"{roster.title}：读入{taken.read} = 采纳{len(taken.rows)} + 拒绝{len(taken.refused)}"
        f"（{found.grid.name}）"
    )
    if not taken.rows:
        sentence = f"{roster.title}：表头之下没有可采纳的行"
    return replace(
        incoming,
        what=ROSTER,
        roster=key,
        found=found,
        taken=taken,
        sentence=sentence,
        problems=(*incoming.problems, *taken.problems),
    )


def remap(
    incoming: Incoming,
    scheme: Scheme,
    roster: str,
    mapping: Mapping[str, int] | None = None,
    header_line: int | None = None,
    sheet: str = "",
) -> Incoming:
    """Read the same file as another roster, with other columns, header line or sheet.

    With no `roster` the file is only kept as it is.
    """
    if not roster or incoming.book is None:
        return replace(
            incoming, what=OTHER, roster="", taken=None, found=None, sentence="将作为附件保存。"
        )
    found = find_table(
        incoming.book.sheets,
        scheme.roster(roster),
        mapping=mapping,
        header_line=header_line or 0,
        sheet=sheet,
    )
    fresh = replace(incoming, problems=())
    if found is None:
        sentence = f"没有找到《{scheme.roster(roster).title}》的表头，请指明表头行和各列。"
        return replace(fresh, what=OTHER, roster=roster, taken=None, found=None, sentence=sentence)
    return _taken(fresh, scheme, roster, found)


def columns_of(incoming: Incoming) -> list[tuple[int, str]]:
    """Return the file's columns (0-based) with what their headers say, for choosing."""
    found = incoming.found
    if found is None:
        sheets = incoming.book.sheets if incoming.book else ()
        width = max((len(row) for grid in sheets[:1] for row in grid.cells), default=0)
        return [(index, f"第{index + 1}列") for index in range(width)]
    width = max((len(row) for row in found.grid.cells), default=0)
    return [(index, _header(found, index)) for index in range(width)]


def _header(found: Found, index: int) -> str:
    texts = [found.grid.text(line, index).strip() for line in found.header_lines]
    words = " ".join(dict.fromkeys(text for text in texts if text))
    return words or f"第{index + 1}列"


def keep_incoming(desk: Desk, application_id: int, incoming: Sequence[Incoming]) -> Changed:
    """Keep everything that was read, in one act; `value` is a list of Kept.

    A roster that was there is replaced (and can be brought back by undoing the import); several
    files of one roster come one after another. What the reviewer typed is never overwritten.
    """
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    with desk.act("读入文件", case_subject(application_id)) as act:
        done = _keep_all(desk, application_id, scheme, incoming)
        keep_totals(desk, application_id, scheme, _stated(incoming))
        act.detail["kept"] = _told(done)
    return changed("values", "rosters", value=done)


def receive_new(desk: Desk, round_id: int, name: str, incoming: Sequence[Incoming]) -> Changed:
    """Start an application with what was read, in one act: all of it is there, or nothing.

    `value` is (the application's id, list of Kept). `name` stands until the form's own arrives.
    """
    scheme = scheme_of(desk, round_id)
    with desk.act("收件登记", f"round:{round_id}", name=name) as act:
        application_id = applications.add_application(desk.store, round_id, name or NO_NAME, "")
        done = _keep_all(desk, application_id, scheme, incoming)
        act.detail |= {"application": application_id, "kept": _told(done)}
    return changed("values", "rosters", value=(application_id, done))


def _keep_all(
    desk: Desk, application_id: int, scheme: Scheme, incoming: Sequence[Incoming]
) -> list[Kept]:
    standalone = {one.roster for one in incoming if one.taken is not None}
    replaced: set[str] = set()
    return [_keep_one(desk, application_id, scheme, one, standalone, replaced) for one in incoming]


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


def _keep_one(
    desk: Desk,
    application_id: int,
    scheme: Scheme,
    one: Incoming,
    standalone: set[str],
    replaced: set[str],
) -> Kept:
    if one.what == REFUSED and not one.data:
        return Kept(one.name, 0, 0, 0, one.sentence)
    ref = files.keep_file(desk.store, application_id, one.name, one.data, one.kind or one.what)
    if one.taken is not None:
        _keep_rows(desk, application_id, one.roster, ref.id, one.taken, replaced)
        rows = len(one.taken.rows)
        return Kept(one.name, one.taken.read, rows, len(one.taken.refused), one.sentence)
    if one.form is None:
        return Kept(one.name, 0, 0, 0, one.sentence)
    taken = _keep_values(desk, application_id, scheme, one.form)
    for key, inner in one.inner.items():
        if key not in standalone:
            _keep_rows(desk, application_id, key, ref.id, inner, replaced)
    return Kept(one.name, len(one.form.values), taken, len(one.form.values) - taken, one.sentence)


def _keep_rows(
    desk: Desk, application_id: int, roster: str, file_id: int, taken: Taken, replaced: set[str]
) -> None:
    rosters.add_import(
        desk.store,
        application_id,
        roster,
        file_id,
        (rosters.NewRow(row.sheet, row.line, row.cells) for row in taken.rows),
        [rosters.Refused(row.sheet, row.line, row.cells, row.reason) for row in taken.refused],
        replace=roster not in replaced,
    )
    replaced.add(roster)


def _keep_values(desk: Desk, application_id: int, scheme: Scheme, form: FormReading) -> int:
    """Keep what the form says where the reviewer has not said otherwise; returns how many."""
    there = values.values(desk.store, application_id)
    wanted: dict[str, Value] = {}
    unread = [f"{one.source}：{one.text}" for one in form.unread]
    for path, value in form.values.items():
        old = there.get(path)
        if old is None or not old.text or not old.confirmed or old.text == value.text:
            wanted[path] = value
        else:
            unread.append(f"{value.source}：“{value.text}”与已核对的“{old.text}”不同，未采用")
    items = [*wanted.items(), (UNREAD, Value("\n".join(unread)))]
    values.put_values(desk.store, application_id, items)
    texts = {path: value.text for path, value in wanted.items()}
    follow_name(desk, application_id, scheme, texts)
    return len(wanted)
