"""What importing a roster anew changes in the case (与现有名单比较), said before it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.attempt import State
from desktop.domain.case import Row
from desktop.domain.roster_diff import RosterDiff, compare_rosters
from desktop.domain.scheme import Scheme
from desktop.domain.signs import signs_of
from desktop.store import frames, origins
from desktop.work.beside import beside_of, without_those_there
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.incoming_file import Incoming
from desktop.work.incoming_keep import leaves_form_rosters
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import drawn, newest_lock

_SHOWN = 5
_TYPED = "手工录入"


@dataclass(frozen=True)
class DrawnFirm:
    """A firm that the survey asks by the lock that counts, with whether it has answered."""

    name: str
    code: str
    answered: bool


@dataclass(frozen=True)
class Standing:
    """What an application has now, as far as an import touches it.

    `leave` are the rosters that a form's own tables do not replace. `locked` is the number of the
    lock that counts (0: none), `drawn` its firms. `corrected` cells are counted by roster,
    `left_out` are the ids of rows that are not to be drawn, by roster.
    """

    rosters: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    leave: frozenset[str] = frozenset()
    locked: int = 0
    drawn: tuple[DrawnFirm, ...] = ()
    corrected: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class RosterChange:
    """What an import changes in one roster, and what becomes of what was done with the old one."""

    roster: str
    title: str
    diff: RosterDiff
    warnings: tuple[str, ...]
    beside: bool = False  # the new rows come behind those that are there
    twice: int = 0  # rows that are there already, and are refused then

    @property
    def rows(self) -> tuple[int, int]:
        """How many rows there are now, and how many the new roster has."""
        both = len(self.diff.altered) + self.diff.same
        return both + len(self.diff.gone), both + len(self.diff.added)

    @property
    def loses_most(self) -> bool:
        """Whether a shorter roster would replace one most of whose rows it lacks (补充名单？)."""
        old, new = self.rows
        return not self.beside and new < old and 2 * len(self.diff.gone) > old


def standing_of(desk: Desk, application_id: int) -> Standing:
    """Return what an application has now."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    rosters = {one.key: desk.rows(application_id, one.key) for one in scheme.rosters}
    said = frames.left_out(desk.store, application_id)
    lock = newest_lock(desk, application_id)
    return Standing(
        rosters,
        leaves_form_rosters(desk, application_id),
        lock.number if lock is not None else 0,
        _drawn(desk, application_id, scheme),
        {key: len(origins.origins(desk.store, application_id, key)) for key in rosters},
        {key: frozenset(row.id for row in rows if row.id in said) for key, rows in rosters.items()},
    )


def _drawn(desk: Desk, application_id: int, scheme: Scheme) -> tuple[DrawnFirm, ...]:
    found = drawn(desk, application_id, scheme)
    if found is None:
        return ()
    waiting = (State.WAITING, State.TRYING, State.CALL_BACK)
    return tuple(
        DrawnFirm(place.name, place.code, place.state not in waiting)
        for place in found.standing.places
    )


def roster_changes(
    incoming: Sequence[Incoming], scheme: Scheme, now: Standing
) -> tuple[RosterChange, ...]:
    """Return, for each roster that the case has already, what keeping `incoming` would change."""
    fresh: dict[str, list[Row]] = {}
    beside = beside_of(incoming)
    whole, incoming = incoming, without_those_there(incoming, scheme, now.rosters)
    standalone = {one.roster for one in incoming if one.taken is not None}
    for one in incoming:
        for key, rows in rows_by_roster(one, now.leave, standalone).items():
            fresh.setdefault(key, []).extend(rows)
    return tuple(
        _added(scheme, roster.key, now, fresh[roster.key], whole)
        if roster.key in beside
        else _change(scheme, roster.key, now, fresh[roster.key])
        for roster in scheme.rosters
        if now.rosters.get(roster.key) and roster.key in fresh
    )


def rows_by_roster(
    one: Incoming, leave: frozenset[str], standalone: set[str]
) -> dict[str, list[Row]]:
    """Return the rows that would be kept of a file, by roster."""
    found = {}
    for key, taken in one.rosters().items():
        if one.taken is None:
            wanted = key not in leave if one.wanted is None else key in one.wanted
            if key in standalone or not wanted:
                continue
        marks: dict[str, bool] = {}
        found[key] = [
            Row(number, one.name, row.sheet, row.line, row.cells, marks)
            for number, row in enumerate(taken.rows)
        ]
    return found


def _change(scheme: Scheme, key: str, now: Standing, fresh: Sequence[Row]) -> RosterChange:
    old = now.rosters[key]
    asked = key in (scheme.sample.roster, scheme.sample.compare_with)
    diff = compare_rosters(old, fresh)
    changed = {id(row) for row in (*diff.gone, *(one.old for one in diff.altered))}
    warnings = _lost(key, now, [row for row in old if id(row) in changed])
    if asked and now.locked:
        warnings = [*_after_lock(now, fresh), *warnings]
    return RosterChange(key, scheme.roster(key).title, diff, tuple(warnings))


def _added(
    scheme: Scheme, key: str, now: Standing, fresh: Sequence[Row], whole: Sequence[Incoming]
) -> RosterChange:
    """What a supplementary roster (补充名单) adds: nothing that is there changes."""
    old = now.rosters[key]
    read = sum(len(one.taken.rows) for one in whole if one.taken is not None and one.roster == key)
    twice = read - len(fresh)
    told = [f"新文件中有{twice}行现有名单中已有，不再采纳，列入拒绝的行。"] if twice else []
    if key in (scheme.sample.roster, scheme.sample.compare_with) and now.locked:
        told += _after_lock(now, [*old, *fresh])
    diff = RosterDiff(tuple(fresh), (), (), len(old))
    return RosterChange(key, scheme.roster(key).title, diff, tuple(told), beside=True, twice=twice)


def _after_lock(now: Standing, fresh: Sequence[Row]) -> list[str]:
    """What a lock fixed stays: the draw goes by the locked list, and answers stay with its firms.

    Only contacts and phones come from the roster as it is now.
    """
    told = [
        f"抽查企业名单已封存（第{now.locked}次）：抽取和抽中企业以封存的名单为准，"
        "重新导入不会改变；已登记的答复都保留。"
    ]
    there = {sign for row in fresh for sign in _signs(row.cells)}
    gone = [
        firm
        for firm in now.drawn
        if not there.intersection(_signs({"name": firm.name, "code": firm.code}))
    ]
    if gone:
        names = "、".join(firm.name for firm in gone[:_SHOWN])
        more = f"等{len(gone)}家" if len(gone) > _SHOWN else ""
        still = sum(not firm.answered for firm in gone)
        told.append(
            f"抽中企业中有{len(gone)}家不在新名单中（其中{still}家尚待询问）：{names}{more}。"
            "询问时的联系人和电话取自现在的名单，采纳后这些企业须另行查找电话。"
        )
    return told


def _signs(cells: Mapping[str, str]) -> set[str]:
    signs = signs_of(cells)
    return {sign for sign in (signs.code, signs.name) if sign}


def _lost(key: str, now: Standing, changed: Sequence[Row]) -> list[str]:
    """What was done with the old rows and does not go over to the new ones.

    What was judged of a row that stays as it is goes over (`carry`).
    """
    rows = now.rosters[key]
    out = now.left_out.get(key, frozenset())
    counts = (
        (sum(bool(row.marks) for row in changed), "行标明了是否计入"),
        (sum(row.id in out for row in changed), "行标明不列入抽查"),
        (now.corrected.get(key, 0), "格手改或按名单采用"),
        (sum(row.file == _TYPED for row in rows), "行手工补录"),
    )
    parts = [f"{count}{words}" for count, words in counts if count]
    if not parts:
        return []
    return [f"现有名单中有{'、'.join(parts)}，不会带到新名单；撤销读入可以恢复。"]
