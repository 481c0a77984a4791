"""Rounds (年度): one scheme in one year under the bureau's call."""

from collections.abc import Sequence
from datetime import date

from desktop.domain import call as calls
from desktop.domain.clean import clean
from desktop.domain.dates import show_date
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.domain.working_days import last_working_day
from desktop.store import applications, departments
from desktop.store import rounds as kept
from desktop.work.desk import Changed, Desk, changed
from desktop.work.frame_lines import RoundLine, list_rounds
from desktop.work.working_days import calendar_of

_DAYS = "一二三四五六日"

__all__ = ["RoundLine", "list_rounds"]

CALL_FIELDS = calls.CALL_FIELDS
_EARLIEST, _LATEST = 2000, 2099


def open_round(desk: Desk, scheme_id: str, year: int) -> Changed:
    """Open a round; one that is there already is simply returned. `value` is the round's id."""
    if not _EARLIEST <= year <= _LATEST:
        raise UserError(f"年度“{year}”不对。", f"请填写{_EARLIEST}至{_LATEST}之间的年份。")
    for line in list_rounds(desk):
        if (line.scheme_id, line.year) == (scheme_id, year):
            return changed("rounds", value=line.id)
    digest = desk.schemes[scheme_id].digest
    with desk.act("新建年度", f"round:{scheme_id}:{year}", scheme=scheme_id, digest=digest):
        round_id = kept.add_round(desk.store, scheme_id, year, {}, digest)
        key = f"scheme-texts:{digest}"  # as record.py keeps them with a draw
        from desktop.schemes.texts import folder_texts

        if desk.is_own(scheme_id) and departments.setting(desk.store, key) is None:
            departments.put_setting(desk.store, key, folder_texts(desk.folder(scheme_id)))
    return changed("rounds", value=round_id)


def call_of(desk: Desk, round_id: int) -> dict[str, str]:
    """Return what the year's call (年度申报通知) says, by the keys of CALL_FIELDS."""
    return dict(round_of(desk, round_id).call)


def save_call(desk: Desk, round_id: int, key: str, text: str) -> Changed:
    """Keep one line of the year's call as typed; `value` says what is wrong with the call, by key.

    A day is kept as 2026年11月20日, a count without its unit; what can't be read stays as it is.
    UserError where a character can't be kept.
    """
    kept_text = calls.in_one_way(key, "\n".join(_clean(line) for line in text.splitlines()).strip())
    call = call_of(desk, round_id)
    if call.get(key, "") != kept_text:
        before = call.get(key, "")
        call = {**call, key: kept_text}
        with desk.act("填写申报通知", f"round:{round_id}", key=key, old=before, new=kept_text):
            kept.save_call(desk.store, round_id, call)
        desk.summaries.clear()  # what is overdue goes by the call's days
    return changed("rounds", value=_wrong(desk, round_id, call))


def _wrong(desk: Desk, round_id: int, call: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return what is wrong with a call, by key; a day on which nobody works is asked about."""
    found = dict(calls.call_problems(call, round_of(desk, round_id).year))
    calendar = calendar_of(desk)
    for key, day in calls.call_days(call).items():
        if calendar.works(day) is False:
            last = last_working_day(calendar, day)
            before = f"，此前最后一个工作日是{show_date(last)}" if isinstance(last, date) else ""
            told = f"{show_date(day)}（星期{_DAYS[day.weekday()]}）不是工作日{before}，请核对。"
            found[key] = (*found.get(key, ()), told)
    return found


def _clean(line: str) -> str:
    found = clean(line)
    if found.refused:
        raise UserError(found.notes[0].sentence, "原来的内容没有改动。")
    return found.text


def call_of_round(desk: Desk, round_id: int) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the year's call, and what is wrong with it, both by the keys of CALL_FIELDS."""
    call = call_of(desk, round_id)
    return call, _wrong(desk, round_id, call)


def days_of_call(desk: Desk, round_id: int) -> dict[str, date]:
    """Return the days of a round's call that can be read, by key."""
    return calls.call_days(call_of(desk, round_id))


def round_of(desk: Desk, round_id: int) -> kept.Round:
    """Return the stored round; UserError where it is gone."""
    try:
        return kept.round_(desk.store, round_id)
    except KeyError:
        raise UserError("找不到这个年度。", "请在上方重新选择年度。") from None


def scheme_of(desk: Desk, round_id: int) -> Scheme:
    """Return the scheme of a round; UserError where its data are not on this machine."""
    scheme_id = round_of(desk, round_id).scheme_id
    if scheme_id not in desk.schemes:
        raise UserError(f"本机没有办法数据“{scheme_id}”。", "请安装含有此办法的程序版本后再打开。")
    return desk.schemes[scheme_id]


def round_labels(desk: Desk, application_ids: Sequence[int]) -> list[str]:
    """Return the round of each application in words: 2026年度 昆明市中小企业公共服务示范平台."""
    labels = {one.id: one.label for one in list_rounds(desk)}
    found = (applications.application(desk.store, one) for one in application_ids)
    return [labels[one.round_id] for one in found]
