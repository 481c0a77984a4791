"""What stands on the papers of 动态管理: 有效期到期情况表, 年度总结和计划情况表, 变更备案情况表."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop.domain.dates import show_date
from desktop.domain.following import Following
from desktop.domain.recognised import (
    ENDED,
    ENDING,
    OVERDUE,
    UNKNOWN,
    VALID,
    DutyLine,
    Filing,
    duty_lines,
    filings,
    state_of,
    term,
)
from desktop.domain.recognised_alerts import Watch
from desktop.domain.scheme import Scheme
from desktop.domain.working_days import UnknownYear
from desktop.work.desk import Desk
from desktop.work.dynamic import UnitLine, unit_lines
from desktop.work.dynamic_units import Followed, followed, following_of
from desktop.work.inward_case import document_here

_BY_HAND = "本表由填表人按认定文件填写。"
_FILLED = "本表按数据文件中登记的认定单位列出，今年以前到期的和已撤销的不列。"
_SAID = ("duty", "validity")  # these stand in columns of their own
_STANDING = (VALID, ENDING, ENDED, UNKNOWN)


def validity_facts(desk: Desk, scheme: Scheme) -> dict[str, Any]:
    """Return what stands on 有效期到期情况表: the scheme's rule, and its units by their end.

    Without units the rows are for the pen.
    """
    following = following_of(desk, scheme.id)
    again = f"，{following.reapply}" if following.reapply else ""
    today = desk.clock().date()
    lines = [one for one in unit_lines(desk, scheme.id) if _stands(one, today)]
    rows = [
        {"serial": serial} | _validity_row(one, following)
        for serial, one in enumerate(sorted(lines, key=_by_end), 1)
    ]
    rule = f"有效期{following.valid_years}年{again}（{following.valid_article}）。"
    return {"rule": rule, "rows": rows, "told": _FILLED if rows else _BY_HAND}


def _stands(line: UnitLine, today: date) -> bool:
    old = line.validity is not None and line.validity.year < today.year
    return bool(line.id) and line.state in _STANDING and not old


def _by_end(line: UnitLine) -> tuple[int, date, str]:
    validity = line.validity
    if validity is None:
        return 9999, date.max, line.name
    return validity.year, validity.until or date(validity.year, 12, 31), line.name


def _validity_row(line: UnitLine, following: Following) -> dict[str, Any]:
    ending = line.state in (ENDING, ENDED) and bool(following.reapply)
    again = "是" if line.again else "尚未" if ending else ""
    since = line.recognised_on or (f"{line.year}年" if line.year else "")
    return {
        "name": line.name,
        "operator": line.operator,
        "document": line.document,
        "recognised": since,
        "ends": line.until,
        "again": again,
        "remark": "\n".join(filter(None, (line.state, line.note))),
    }


def yearly_facts(desk: Desk, scheme: Scheme) -> dict[str, Any]:
    """Return what stands on 年度总结和计划情况表: this year's papers of each unit of the scheme."""
    following = following_of(desk, scheme.id)
    today = desk.clock().date()
    rows = [
        {"serial": serial, "name": one.unit.name, "operator": one.unit.operator}
        | {who: "\n".join(_said(lines, who, one.watch)) for who in ("platform", "department")}
        for serial, (one, lines) in enumerate(_this_year(desk, scheme.id, today), 1)
    ]
    rules, document = following.duty_words, document_here(desk, scheme)
    return {
        "due_year": str(today.year),
        "rule": f"依据{document}，{rules}。" if rules else f"{document}没有规定年度总结和计划。",
        "rows": rows,
    }


def _this_year(
    desk: Desk, scheme_id: str, today: date
) -> Iterator[tuple[Followed, list[DutyLine]]]:
    for one in followed(desk):
        if one.kept.scheme_id == scheme_id:
            lines = duty_lines(one.unit, one.watch.following, today, one.watch.level)
            wanted = [line for line in lines if line.year == today.year]
            if wanted:
                yield one, wanted


def _said(lines: list[DutyLine], who: str, watch: Watch) -> Iterator[str]:
    for line in lines:
        if line.duty.who != who:
            continue
        if line.done is not None:
            yield f"{line.title}：{show_date(line.done)}{line.word}"
        elif line.state == OVERDUE:
            left = term(watch.calendar, watch.today, line.due).words
            yield f"{line.title}：{line.word}，{left}"
        else:
            yield f"{line.title}：{line.word}"


def change_facts(desk: Desk, scheme: Scheme) -> dict[str, Any]:
    """Return what stands on 变更备案情况表: changes of this year, and older ones not filed yet."""
    following = following_of(desk, scheme.id)
    rows = [row for one in followed(desk) if one.kept.scheme_id == scheme.id for row in _rows(one)]
    rule, document = following.change, document_here(desk, scheme)
    told = (
        f"依据{document}，{rule.text}（{rule.article}）" if rule else f"{document}没有规定变更备案"
    )
    return {
        "rule": f"{told}。",
        "rows": [{"serial": serial} | row for serial, row in enumerate(rows, 1)],
    }


def _rows(one: Followed) -> Iterator[dict[str, Any]]:
    watch = one.watch
    for each in filings(one.unit, watch.following, watch.calendar):
        this_year = each.done is None or each.done.year == watch.today.year
        if this_year or each.missing:
            at = f"change.{each.number}"
            old, new = (one.kept.values.get(f"{at}.{key}", "") for key in ("old", "new"))
            yield {
                "name": one.unit.name,
                "what": each.what,
                "change": "\n".join(filter(None, (old and f"原：{old}", new and f"现：{new}"))),
                "done": show_date(each.done) if each.done else "",
                "due": _due(each),
                "filed": "\n".join(_filed(each)),
                "state": _state(each, watch),
            }


def _due(each: Filing) -> str:
    if isinstance(each.due, UnknownYear):
        return f"没有{each.due.year}年的放假安排"
    return show_date(each.due) if each.due else ""


def _filed(each: Filing) -> Iterator[str]:
    for name, day in zip(each.to, each.filed, strict=True):
        yield f"{name}：{show_date(day) if day else '未备案'}"


def _state(each: Filing, watch: Watch) -> str:
    if not each.to:
        return "记录"
    if not each.missing:
        due = each.due if isinstance(each.due, date) else date.max
        late = any(day is not None and day > due for day in each.filed)
        return "逾期备案" if late else "已备案"
    if not isinstance(each.due, date):
        return "未备案"
    left = term(watch.calendar, watch.today, each.due)
    return f"{'逾期未备案' if left.late else '未备案'}，{left.words}"


def units_for_successor(desk: Desk) -> dict[str, Any]:
    """Return what stands of recognised units on 工作交接单: those that stand, and what is to do."""
    lines = [one for one in unit_lines(desk) if one.id]
    known = {one.kept.id: one for one in followed(desk)}
    today = desk.clock().date()
    standing = [
        one
        for one in lines
        if state_of(known[one.id].unit, known[one.id].watch.following, today) != ENDED
        and (one.state in _STANDING or one.alerts or one.state == "待认定")
    ]
    rows = [
        {
            "serial": serial,
            "scheme": one.scheme,
            "name": "\n".join(dict.fromkeys(filter(None, (one.name, one.operator)))),
            "ends": "\n".join(filter(None, (one.until, one.state))),
            "summary": one.summary,
            "next": "\n".join(each.sentence for each in one.alerts if each.topic not in _SAID),
        }
        for serial, one in enumerate(sorted(standing, key=_by_end), 1)
    ]
    return {"units": rows, "unit_count": len(rows), "no_units": not rows}
