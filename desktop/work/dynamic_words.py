"""A ready-made text (催报) for a recognised unit that owes a yearly paper or a filing."""

from collections.abc import Iterator

from desktop.domain.dates import show_date
from desktop.domain.recognised import OPEN, OVERDUE, DutyLine, duty_lines, filings
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.dynamic_units import Followed, followed_one


def urging(desk: Desk, unit_id: int) -> str:
    """Return what is to be sent to a unit: what it owes, by when, by which article, to whom.

    "" where it owes nothing that this department receives.
    """
    one = followed_one(desk, unit_id)
    asked = [*_papers(one), *_changes(one)]
    if not asked:
        return ""
    ours = department(desk)
    name = ours.name if ours else ""
    reach = "，".join(filter(None, (ours.filler, ours.phone))) if ours else ""
    end = f"{name}（{reach}）" if reach else name
    return "\n".join((f"{one.unit.operator or one.unit.name}：", *asked, f"请尽快报送。{end}"))


def _papers(one: Followed) -> Iterator[str]:
    watch = one.watch
    several: dict[tuple[str, str], list[DutyLine]] = {}
    for line in duty_lines(one.unit, watch.following, watch.today, watch.level):
        if line.duty.who == "platform" and line.state in (OPEN, OVERDUE):
            several.setdefault((show_date(line.due), line.duty.article), []).append(line)
    for (due, article), lines in several.items():
        late = "，现已逾期" if lines[0].state == OVERDUE else ""
        what = "、".join(line.title for line in lines)
        yield f"贵单位“{one.unit.name}”的{what}，按办法{article}应于{due}前报送{late}。"


def _changes(one: Followed) -> Iterator[str]:
    rule = one.watch.following.change
    for each in filings(one.unit, one.watch.following, one.watch.calendar):
        if rule and each.missing:
            what = f"贵单位“{one.unit.name}”的{each.what or '变更'}"
            term = f"应在更改完成后{rule.working_days}个工作日内"
            yield f"{what}，按办法{rule.article}{term}向{'、'.join(each.missing)}备案。"
