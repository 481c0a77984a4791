"""动态管理: the list of recognised units, and of what was sent up and waits for its outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import show_date
from desktop.domain.recognised import (
    ENDED,
    ENDING,
    IN_TIME,
    LATE,
    OPEN,
    OVERDUE,
    PENDING,
    REFUSED,
    VALID,
    WITHDRAWN,
    DutyLine,
    Filing,
    Validity,
    duty_lines,
    filings,
    recognised_year,
    state_of,
    validity_of,
)
from desktop.domain.recognised_alerts import Alert, alerts
from desktop.domain.working_days import UnknownYear
from desktop.store import applications, rounds
from desktop.store import values as kept_values
from desktop.store.applications import Application
from desktop.work.desk import Desk
from desktop.work.dynamic_units import Followed, followed, scheme_words, shown_day
from desktop.work.office_way import YES

OWED = "年度总结未交"
ALL, LATE_ONES = "全部", "有逾期"
FILTERS = (ALL, VALID, ENDING, ENDED, WITHDRAWN, PENDING, OWED, LATE_ONES)
_LATE_WORD = "逾期"
_NOT_YET = "待办：已报送，等待登记评审、公示和认定结果"


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list; `id` 0 is an application that was sent up and is not followed yet.

    `summary` and `filing` say how the yearly papers and the changes stand, `told` is the most
    pressing thing to do, in words that begin with 逾期 or 待办. `validity` is None where nothing
    tells, `since` the day of the recognition as it is kept.
    """

    id: int
    application_id: int | None
    organisation_id: int
    scheme_id: str
    scheme: str
    name: str
    operator: str
    code: str
    year: int
    recognised_on: str
    validity: Validity | None
    state: str
    summary: str = ""
    filing: str = ""
    alerts: tuple[Alert, ...] = ()
    again: bool = False
    document: str = ""
    note: str = ""
    since: str = ""

    @property
    def until(self) -> str:
        """The end of the validity in words; what is not recognised has none."""
        if self.validity is None or self.state in (PENDING, REFUSED):
            return ""
        until = self.validity.until
        return show_date(until) if until else f"{self.validity.year}年"

    @property
    def overdue(self) -> bool:
        """Whether something of it is overdue."""
        return any(one.kind == "overdue" for one in self.alerts)

    @property
    def owes(self) -> bool:
        """Whether a yearly paper is overdue, or due soon and not there."""
        return any(one.topic == "duty" for one in self.alerts)

    @property
    def told(self) -> str:
        """The most pressing thing to do, after 逾期 or 待办."""
        if not self.id:
            return _NOT_YET
        first = next(iter(self.alerts), None)
        if first is None:
            return ""
        more = f"（共{len(self.alerts)}项）" if len(self.alerts) > 1 else ""
        return f"{'逾期' if first.kind == 'overdue' else '待办'}：{first.sentence}{more}"


def is_wanted(line: UnitLine, wanted: str) -> bool:
    """Whether a line belongs under a filter; 有效 has those that end this year too."""
    if wanted == OWED:
        return line.owes
    if wanted == LATE_ONES:
        return line.overdue
    if wanted == VALID:
        return line.state in (VALID, ENDING)
    return wanted == ALL or line.state == wanted


def unit_lines(desk: Desk, scheme_id: str = "") -> list[UnitLine]:
    """Return the units of one scheme, or of all, then the applications that wait for an outcome."""
    found = followed(desk)
    applied, newest = _applied(desk), _newest(found)
    lines = [unit_line(desk, one, again=_again(one, newest, applied)) for one in found]
    known = {one.kept.application_id for one in found}
    lines += [_waiting(desk, *pair) for pair in _sent(desk) if pair[1].id not in known]
    return [one for one in lines if scheme_id in ("", one.scheme_id)]


def unit_line(desk: Desk, one: Followed, *, again: bool = False) -> UnitLine:
    """Return one unit's line."""
    unit, watch, kept = one.unit, one.watch, one.kept
    duties = duty_lines(unit, watch.following, watch.today, watch.level)
    changes = filings(unit, watch.following, watch.calendar)
    state = state_of(unit, watch.following, watch.today)
    return UnitLine(
        unit.id,
        kept.application_id,
        kept.organisation_id,
        kept.scheme_id,
        scheme_words(desk, kept.scheme_id),
        unit.name,
        unit.operator,
        unit.code,
        recognised_year(unit),
        shown_day(kept.recognised_on),
        validity_of(unit, watch.following),
        state,
        ""
        if state in (ENDED, WITHDRAWN)
        else summary_words(duties, watch.today, has_duties=bool(watch.following.duties)),
        filing_words(changes, watch.today),
        alerts(unit, watch, again=again),
        again,
        unit.document,
        kept.note,
        kept.recognised_on,
    )


def summary_words(duties: Iterable[DutyLine], today: date, *, has_duties: bool) -> str:
    """Say how a unit's yearly papers stand: what is overdue, else what this year asks for."""
    if not has_duties:
        return "办法未规定"
    lines = list(duties)
    late = [one.title for one in lines if one.state == OVERDUE]
    if late:
        return f"{_LATE_WORD}：{'、'.join(late)}"
    ours = [one for one in lines if one.year == today.year and one.state in (OPEN, IN_TIME, LATE)]
    still = [one.title for one in ours if one.state == OPEN]
    if still:
        return f"待交：{'、'.join(still)}"
    return f"已交齐（{today.year}年）" if ours else ""


def filing_words(changes: Iterable[Filing], today: date) -> str:
    """Say how a unit's changes stand: how many are overdue, wait, or are filed."""
    several = list(changes)
    late = sum(one.late(today) for one in several)
    waiting = sum(bool(one.missing) for one in several) - late
    unknown = sum(isinstance(one.due, UnknownYear) and bool(one.missing) for one in several)
    words = [f"{_LATE_WORD}{late}项"] if late else []
    words += [f"待备案{waiting}项"] if waiting else []
    words += ["期限算不出"] if unknown else []
    done = len(several) - late - waiting
    return "、".join([*words, *([f"已备案{done}项"] if done else [])])


def _applied(desk: Desk) -> set[tuple[str, int, int]]:
    """Every application as scheme, organisation and year; those given up don't count."""
    return {
        (round_.scheme_id, one.organisation_id, round_.year)
        for round_ in rounds.rounds(desk.store)
        for one in applications.applications(desk.store, round_.id)
        if one.state in ("open", "overdue")
    }


def _newest(found: list[Followed]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Year and id of every recognition, by scheme and organisation."""
    years: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for one in found:
        key = one.kept.scheme_id, one.kept.organisation_id
        years.setdefault(key, []).append((recognised_year(one.unit), one.kept.id))
    return years


def _again(
    one: Followed,
    newest: dict[tuple[str, int], list[tuple[int, int]]],
    applied: set[tuple[str, int, int]],
) -> bool:
    """Whether a unit has applied, or was recognised, again in the year in which it ends."""
    validity = validity_of(one.unit, one.watch.following)
    if validity is None:
        return False
    key = one.kept.scheme_id, one.kept.organisation_id
    others = [year for year, number in newest[key] if number != one.kept.id]
    return (*key, validity.year) in applied or any(year >= validity.year for year in others)


def _sent(desk: Desk) -> list[tuple[rounds.Round, Application]]:
    """The applications that were sent up as recommended."""
    return [
        (round_, one)
        for round_ in rounds.rounds(desk.store)
        for one in applications.applications(desk.store, round_.id)
        if one.stage == "报送" and one.state == "open" and _agreed(desk, one.id)
    ]


def _agreed(desk: Desk, application_id: int) -> bool:
    found = kept_values.values(desk.store, application_id).get("rec.agrees")
    return found is not None and found.text in YES


def _waiting(desk: Desk, round_: rounds.Round, one: Application) -> UnitLine:
    return UnitLine(
        0,
        one.id,
        one.organisation_id,
        round_.scheme_id,
        scheme_words(desk, round_.scheme_id),
        one.name,
        one.operator_name,
        "",
        round_.year,
        "",
        None,
        PENDING,
    )
