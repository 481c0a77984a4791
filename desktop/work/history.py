"""操作历史: who changed what, when, from what to what; and taking the last change back (撤销)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import (
    applications,
    journal,
    organisations,
    origins,
    recognised,
    rosters,
    rounds,
    values,
)
from desktop.store.journal import Entry
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.history_names import names_anywhere, names_of_case, names_of_round
from desktop.work.history_words import Names, names_of, say
from desktop.work.receive import follow_name
from desktop.work.rounds import scheme_of

_MOST = 5000  # acts of the whole file that are shown
_VALUE, _CELL = "填写", "修改名单"
_LOOKED_AT = 200  # how far back the change to be taken back is looked for


@dataclass(frozen=True)
class HistoryLine:
    """One act as a person reads it; `at` is local (2026-11-20 12:00:05), `of` the application."""

    seq: int
    at: str
    operator: str
    act: str
    of: str
    what: str
    old: str
    new: str

    @property
    def line(self) -> str:
        """The act in one line of text, tabs between, as Excel takes it."""
        parts = (str(self.seq), self.at, self.operator, self.act, self.of)
        return "\t".join(_flat(one) for one in (*parts, self.what, self.old, self.new))


@dataclass(frozen=True)
class Undoable:
    """The change that can be taken back now, and the words of the button that does it.

    `path` is the blank that it was made in, empty for a cell of a roster.
    """

    seq: int
    words: str
    path: str = ""


def case_history(desk: Desk, application_id: int) -> tuple[HistoryLine, ...]:
    """Return all acts on one application, newest first."""
    application = application_of(desk, application_id)
    found = journal.history(desk.store, case_subject(application_id))
    names = names_of_case(desk, application, names_of_round(desk, application.round_id), found)
    return tuple(_line(desk, one, names, application.name) for one in reversed(found))


def subject_history(
    desk: Desk, subject: str, of: str, only: Callable[[Entry], bool] = lambda _one: True
) -> tuple[HistoryLine, ...]:
    """Return the acts on what the journal calls `subject`, newest first; `of` is its name."""
    found = journal.history(desk.store, subject)
    return tuple(_line(desk, one, names_anywhere(), of) for one in reversed(found) if only(one))


def file_history(desk: Desk, limit: int = _MOST) -> tuple[HistoryLine, ...]:
    """Return the newest acts of the whole file, newest first."""
    acts: dict[str, list[Entry]] = {}
    found = journal.entries(desk.store, limit)
    for one in found:
        acts.setdefault(one.subject, []).append(one)
    in_round = cache(partial(names_of_round, desk))
    known = {subject: _known(desk, subject, acts[subject], in_round) for subject in acts}
    return tuple(_line(desk, one, *known[one.subject]) for one in found)


def _known(
    desk: Desk, subject: str, acts: Sequence[Entry], in_round: Callable[[int], Names]
) -> tuple[Names, str]:
    """The words for the acts on one subject, and what it is called."""
    kind, _, number = subject.partition(":")
    if kind == "scheme" and number in desk.schemes:
        return names_anywhere(desk.schemes[number]), desk.schemes[number].short_name
    if not number.isdigit():
        return names_anywhere(), "本文件"
    if kind == "application":
        one = applications.application(desk.store, int(number))
        return names_of_case(desk, one, in_round(one.round_id), acts), one.name
    there = {one.id: one for one in rounds.rounds(desk.store)}
    if kind == "unit":
        return names_anywhere(), recognised.unit(desk.store, int(number)).name
    if kind == "round" and int(number) in there:
        year, scheme = there[int(number)].year, scheme_of(desk, int(number))
        return in_round(int(number)), f"{year}年度 {scheme.short_name}"
    if kind == "organisation":
        known = {one.id: one.name for one in organisations.organisations(desk.store)}
        return names_anywhere(), known.get(int(number), "本文件")
    return names_anywhere(), "本文件"


def _line(desk: Desk, one: Entry, names: Names, of: str) -> HistoryLine:
    said = say(one.act, one.detail, names)
    at = desk.local(one.at)[:19].replace("T", " ")
    return HistoryLine(one.seq, at, one.operator, one.act, of, said.what, said.old, said.new)


def text_of(lines: Sequence[HistoryLine]) -> str:
    """Return lines of the history as a text to be pasted, with a head."""
    head = "\t".join(("序号", "时间", "经办人", "操作", "对象", "内容", "原来", "改为"))
    return "\n".join((head, *(one.line for one in lines)))


def _flat(text: str) -> str:
    return " ".join(text.split())


def undoable(desk: Desk, application_id: int) -> Undoable | None:
    """Return the newest change of a blank or a cell, where nothing has touched it since.

    None where the newest change can't be taken back honestly: an import, a lock or an answer
    came after it, its text has changed by another way, or its detail was erased.
    """
    found = journal.history(desk.store, case_subject(application_id))[-_LOOKED_AT:]
    gone = {one.detail["undone"] for one in found if one.detail and "undone" in one.detail}
    for one in reversed(found):
        if one.act in _BARS:
            return None
        if one.act in (_VALUE, _CELL) and one.seq not in gone and one.detail is not None:
            stands = one.act == _VALUE or "row" in one.detail
            return _offer(desk, application_id, one) if stands else None
    return None


# After these an earlier change is no longer the last step: each has a way back of its own, or none.
_BARS = frozenset({"读入文件", "撤销读入", "撤销导入", "确认并封存名单", "登记随机码", "流转"})


def _offer(desk: Desk, application_id: int, one: Entry) -> Undoable | None:
    detail = one.detail or {}
    if _standing(desk, application_id, one) != detail["new"]:
        return None
    names = names_of(scheme_of(desk, application_of(desk, application_id).round_id))
    said = say(one.act, detail, names)
    return Undoable(
        one.seq, f"撤销{one.act}“{said.what}”，改回“{said.old}”", str(detail.get("path", ""))
    )


def _standing(desk: Desk, application_id: int, one: Entry) -> str | None:
    """Return what stands now where the act wrote; None where the place is gone."""
    detail = one.detail or {}
    if one.act == _VALUE:
        found = values.values(desk.store, application_id).get(detail["path"])
        return found.text if found else None
    rows = {row.id: row for row in desk.rows(application_id, _roster(desk, detail["row"]))}
    row = rows.get(detail["row"])
    return row.cells.get(detail["column"], "") if row else None


def _roster(desk: Desk, row_id: int) -> str:
    found = desk.store.read("SELECT roster FROM roster_row WHERE id = ?", (row_id,))
    return str(found[0][0]) if found else ""


def undo_last(desk: Desk, application_id: int, seq: int) -> Changed:
    """Take back the change that the journal has as `seq`: an act of its own, nothing vanishes.

    UserError where it is not, or no longer, the last one that can be taken back.
    """
    offer = undoable(desk, application_id)
    if offer is None or offer.seq != seq:
        raise UserError("这一步已不能撤销。", "那一栏之后又改动过；请直接填写正确的内容。")
    found = journal.history(desk.store, case_subject(application_id))
    one = next(each for each in found if each.seq == seq)
    undo: Callable[[Desk, int, Entry], None] = _undo_value if one.act == _VALUE else _undo_cell
    undo(desk, application_id, one)
    return changed("values", "rosters")


def _undo_value(desk: Desk, application_id: int, one: Entry) -> None:
    detail = one.detail or {}
    path, old, new = detail["path"], detail["old"], detail["new"]
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    read = origins.values_read(desk.store, application_id).get(path)
    back = read if read is not None and read.text == old else Value(old)
    subject = case_subject(application_id)
    with desk.act("撤销填写", subject, path=path, old=new, new=old, undone=one.seq):
        values.put_values(desk.store, application_id, [(path, back)])
        follow_name(desk, application_id, scheme, {path: old})


def _undo_cell(desk: Desk, application_id: int, one: Entry) -> None:
    detail = one.detail or {}
    row_id, column, old, new = (detail[key] for key in ("row", "column", "old", "new"))
    row = rosters.row(desk.store, row_id)
    with desk.act(
        "撤销修改名单",
        case_subject(application_id),
        row=row_id,
        place=row.place,
        column=column,
        old=new,
        new=old,
        undone=one.seq,
    ):
        rosters.edit_row(desk.store, row_id, {**row.cells, column: old})
        read = origins.origin(desk.store, row_id, column)
        if read is not None and read.before == old:
            origins.drop_origin(desk.store, row_id, column)
        else:
            origins.put_origins(desk.store, [origins.Origin(row_id, column, "hand", new, old)])
