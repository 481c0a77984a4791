"""What an applicant sent (读入): recognised by content, and read another way where one says so."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.plausible import form_hints
from desktop.domain.problem import Problem, Severity, UserError
from desktop.domain.scheme import Scheme
from desktop.intake.archives import Unpacked
from desktop.intake.book import Ask, Grid, Reading, Refused
from desktop.intake.found import Found
from desktop.intake.long_cells import width_of
from desktop.intake.reading import is_archive, is_counted, read, unpack_files
from desktop.intake.rows import take_rows
from desktop.intake.tables import find_table, guess_roster
from desktop.intake.word import FormReading, take_form
from desktop.work.give_back import keep_large_apart
from desktop.work.incoming_books import split_book
from desktop.work.incoming_file import (
    FORM,
    OTHER,
    REFUSED,
    ROSTER,
    AsRead,
    Incoming,
    Kept,
    holds_rosters,
)
from desktop.work.incoming_keep import keep_incoming, receive_new
from desktop.work.incoming_paths import files_of
from desktop.work.mend import settle
from desktop.work.own_parcels import told_of_own
from desktop.work.scans import is_scan, scan_of
from desktop.work.shapes import Shape, shape_in

__all__ = [
    "FORM",
    "OTHER",
    "REFUSED",
    "ROSTER",
    "Incoming",
    "Kept",
    "columns_of",
    "keep_incoming",
    "read_incoming",
    "receive_new",
    "recognise",
    "remap",
]

# A form of which fewer blanks than this were found is some other letter.
FEWEST_FORM_VALUES = 3
LARGE = 500_000  # bytes of a file whose second count may come after the preview
MOST_BYTES = 200_000_000
# The confidence of a column that the reviewer chose; else it is 80 to 100.
BY_HAND = 0


def _never() -> bool:
    return False


def read_incoming(
    paths: Sequence[Path],
    scheme: Scheme,
    progress: Callable[[int, int, str], None],
    cancelled: Callable[[], bool],
    known: Sequence[Shape] = (),
    *,
    count_later: bool = False,
) -> list[Incoming]:
    """Read files and folders; nothing is kept yet. `progress` gets (done, all, file name).

    `known` are choices of columns that were made before for files of the same shape. With
    `count_later` large workbooks come without their second count (`recount` does it).
    """
    keep_large_apart()
    found = files_of(paths)
    read_so_far: list[Incoming] = []
    for done, path in enumerate(found):
        progress(done, len(found), path.name)
        for fresh in _read_path(path, scheme, cancelled, known, later=count_later):
            read_so_far += [_once(read_so_far, part) for part in split_book(fresh, scheme)]
            if cancelled():
                break
        if cancelled():
            raise UserError("已取消读入。", "文件没有保存。")
    progress(len(found), len(found), "")
    return read_so_far


def _read_path(
    path: Path,
    scheme: Scheme,
    cancelled: Callable[[], bool],
    known: Sequence[Shape],
    *,
    later: bool,
) -> Iterator[Incoming]:
    """Yield the file, or each file of a zip."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        if path.stat().st_size > MOST_BYTES:
            sentence = f"文件超过{MOST_BYTES // 1_000_000}MB，没有读入，也没有保存。"
            yield Incoming(name, REFUSED, "", sentence)
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield Incoming(name, REFUSED, "", "文件已不在原处，可能被移动、改名或删除了。")
        return
    except OSError:
        sentence = "文件打不开，请检查是否正被其他程序占用，或移动盘是否已拔出。"
        yield Incoming(name, REFUSED, "", sentence)
        return
    if is_archive(data) and (own := told_of_own(data)):
        yield Incoming(name, REFUSED, "", own)
        return
    unpacked = unpack_files(data, cancelled=cancelled) if is_archive(data) else None
    if isinstance(unpacked, Unpacked):
        for inner, content in unpacked.files:
            told = tuple(one for one in unpacked.problems if one.where == inner)
            fresh = recognise(inner, content, scheme, cancelled, known, count_later=later)
            yield replace(fresh, problems=(*told, *fresh.problems))
        names = {inner for inner, _ in unpacked.files}
        for one in unpacked.problems:
            if one.where not in names:
                yield Incoming(one.where, REFUSED, "", one.sentence)
    elif unpacked is not None:
        sentence = f"{unpacked.sentence}{unpacked.hint}文件将作为附件保存。"
        yield Incoming(name, REFUSED, "", sentence, data=data)
    else:
        yield recognise(name, data, scheme, cancelled, known, count_later=later)


def _once(read_so_far: Sequence[Incoming], fresh: Incoming) -> Incoming:
    """Return a file's reading, or only its bytes where the same was read under another name.

    A scan that came twice says so; both names stay.
    """
    twice = [one for one in read_so_far if one.data and one.data == fresh.data]
    same = [one for one in twice if one.what in (FORM, ROSTER)]
    if not same:
        told = f"与“{twice[0].name}”内容相同，只存一份。" if twice and is_scan(fresh) else ""
        return replace(fresh, sentence=f"{fresh.sentence}{told}") if told else fresh
    sentence = f"内容与“{same[0].name}”完全相同，不重复读入，将作为附件保存。"
    return Incoming(fresh.name, OTHER, "", sentence, data=fresh.data, kind=fresh.kind)


def recognise(
    name: str,
    data: bytes,
    scheme: Scheme,
    cancelled: Callable[[], bool] = _never,
    known: Sequence[Shape] = (),
    *,
    count_later: bool = False,
) -> Incoming:
    """Return what a file is, told by its content and never by its name."""
    if (scan := scan_of(name, data)) is not None:
        return scan
    later = count_later and len(data) > LARGE and is_counted(data)
    got = read(data, name, Ask(count=not later), cancelled=cancelled)
    if isinstance(got, Refused):
        sentence = f"{got.sentence}{got.hint}文件将作为附件保存。"
        return Incoming(name, REFUSED, "", sentence, data=data)
    if got.document is not None:
        return _form(name, data, got, scheme)
    whole = Incoming(name, OTHER, "", "", got.problems, data, got.kind, book=got.book)
    whole = replace(whole, uncounted=later, difference=got.difference)
    return _as_before(whole, scheme, known) or _roster(whole, scheme)


def _form(name: str, data: bytes, got: Reading, scheme: Scheme) -> Incoming:
    if got.document is None:
        raise ValueError("not a document")
    form = take_form(got.document, scheme.form, scheme.rosters, scheme.functions)
    inner = {key: taken for key, taken in form.rosters.items() if taken.rows}
    told = (*got.problems, *form.problems, *_out_of_proportion(form, scheme))
    if len(form.values) < FEWEST_FORM_VALUES and not inner:
        return Incoming(name, OTHER, "", "没有认出申请表，将作为附件保存。", told, data, got.kind)
    rows = sum(len(taken.rows) for taken in inner.values())
    tail = f"，表内名单{rows}行" if rows else ""
    made = Incoming(name, FORM, "", "", told, data, got.kind, form=form, inner=inner)
    sentence = f"{scheme.form.title}：读出{len(form.values)}项{tail}"
    if holds_rosters(made):
        titles = "、".join(scheme.roster(key).title for key in inner)
        sentence = f"{titles}：名单{rows}行"
    if form.unread:
        sentence += f"，{len(form.unread)}处未识别"
    return replace(made, sentence=sentence)


def _out_of_proportion(form: FormReading, scheme: Scheme) -> Iterator[Problem]:
    """Yield reminders of figures that don't go together, each at the one in doubt."""
    for hint in form_hints(scheme.form, {path: one.text for path, one in form.values.items()}):
        first = next((form.values[path] for path in hint.paths if path in form.values), None)
        yield Problem(first.source if first else "", hint.sentence, Severity.WARNING)


def _as_before(incoming: Incoming, scheme: Scheme, known: Sequence[Shape]) -> Incoming | None:
    """Read a file whose header was mapped by hand before in the same way, and say so."""
    book = incoming.book
    hit = shape_in(book.sheets, known) if book is not None else None
    if hit is None:
        return None
    shape, sheet, line = hit
    fresh = remap(incoming, scheme, shape.roster, shape.mapping, line, sheet)
    if fresh.taken is None:
        return None
    sentence = f"按上次的对应读取（{shape.name}）。{fresh.sentence}"
    return replace(fresh, sentence=sentence, shape=shape.key, by_hand=False)


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
    taken = take_rows(found, scheme.roster(key))
    fresh = replace(
        incoming,
        what=ROSTER,
        roster=key,
        found=found,
        taken=taken,
        problems=(*incoming.problems, *taken.problems),
        as_read=AsRead(found, taken),
    )
    return settle(fresh, scheme)


def remap(
    incoming: Incoming,
    scheme: Scheme,
    roster: str,
    mapping: Mapping[str, int] | None = None,
    header_line: int | None = None,
    sheet: str = "",
) -> Incoming:
    """Read the same file as another roster, with other columns, header line or sheet.

    With no `roster` the file is only kept as it is. What was put right in the rows stays.
    """
    if not roster or incoming.book is None:
        return replace(
            incoming, what=OTHER, roster="", taken=None, found=None, sentence="将作为附件保存。"
        )
    found = find_table(
        _grids(incoming, mapping, sheet),
        scheme.roster(roster),
        mapping=mapping,
        header_line=header_line or 0,
        sheet=sheet,
    )
    fresh = replace(incoming, problems=incoming.difference, by_hand=True, shape="")
    if found is not None and mapping is not None:
        also = incoming.found.also if incoming.found is not None else ()
        found = replace(found, confidence=_confidence(incoming.found, mapping), also=also)
    if found is None:
        sentence = f"没有找到《{scheme.roster(roster).title}》的表头，请指明表头行和各列。"
        return replace(fresh, what=OTHER, roster=roster, taken=None, found=None, sentence=sentence)
    return _taken(fresh, scheme, roster, found)


def _grids(incoming: Incoming, mapping: Mapping[str, int] | None, sheet: str) -> Sequence[Grid]:
    """Return where to look: other columns are meant for the very table that is shown."""
    here = incoming.found.grid if incoming.found is not None else None
    if mapping is not None and here is not None and here.name == sheet:
        return (here,)
    return incoming.book.sheets if incoming.book is not None else ()


def with_unit(incoming: Incoming, scheme: Scheme, column: str, unit: str) -> Incoming:
    """Read amounts of a column in the unit that the reviewer names (元, 万元, 亿元)."""
    if incoming.found is None:
        return incoming
    units = {**incoming.found.units, column: unit}
    told = incoming.taken.problems if incoming.taken is not None else ()
    plain = replace(incoming, problems=tuple(p for p in incoming.problems if p not in told))
    return _taken(plain, scheme, incoming.roster, replace(incoming.found, units=units))


def _confidence(before: Found | None, mapping: Mapping[str, int]) -> dict[str, int]:
    """Return how sure each column is: as it was where nobody changed it, else BY_HAND."""
    if before is None:
        return dict.fromkeys(mapping, BY_HAND)
    return {
        key: before.confidence.get(key, BY_HAND) if before.mapping.get(key) == index else BY_HAND
        for key, index in mapping.items()
    }


def as_recognised(incoming: Incoming, scheme: Scheme) -> Incoming:
    """Read a table by its own header, without the choice that was remembered."""
    plain = replace(
        incoming, problems=incoming.difference, shape="", by_hand=False, taken=None, found=None
    )
    return _roster(replace(plain, what=OTHER, roster=""), scheme)


def may_share(one: str, other: str) -> bool:
    """Tell whether one column of a file may serve for both: a scale, or contact and phone."""
    return {one, other} in ({"satisfied", "dissatisfied"}, {"contact", "phone"})


def columns_of(incoming: Incoming) -> list[tuple[int, str]]:
    """Return the file's columns (0-based) with what their headers say, for choosing."""
    found = incoming.found
    if found is None:
        sheets = incoming.book.sheets if incoming.book else ()
        width = max((width_of(grid.cells) for grid in sheets[:1]), default=0)
        return [(index, f"第{index + 1}列") for index in range(width)]
    width = width_of(found.grid.cells)
    return [(index, _header(found, index)) for index in range(width)]


def _header(found: Found, index: int) -> str:
    texts = [found.grid.text(line, index).strip() for line in found.header_lines]
    words = " ".join(dict.fromkeys(text for text in texts if text))
    return words or f"第{index + 1}列"


def header_lines_of(incoming: Incoming) -> int:
    """Return the 1-based line of the sheet that the header ends at, 0 where there is none."""
    found = incoming.found
    if found is None or not found.header_lines:
        return 0
    return found.grid.first_line + found.header_lines[-1]
