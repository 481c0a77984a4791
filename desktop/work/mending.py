"""补正: until which day, whether it is past, what came back when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.domain.completeness import COMPLETE, MEND, MISSING, NA
from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.domain.working_days import UnknownYear, working_days_between
from desktop.store import journal, printed
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, case_subject
from desktop.work.materials import checklist
from desktop.work.office_notes import day_text, moment_words, notes, put_notes
from desktop.work.rounds import days_of_call
from desktop.work.working_days import calendar_of

ACT = "登记告知"
UNDER = "mend"
NOTICE = "mend_notice"  # the paper's id
MESSAGE = "补正"  # the kind of a message that tells the same
_OWED, _SETTLED = (MISSING, MEND), (COMPLETE, NA)


@dataclass(frozen=True)
class Mending:
    """What is owed: how many papers, until when (None: no day is set), whose day it is.

    `typed` is the day set for this case alone, 2026年11月20日 or empty. `told` says when the
    notice was printed or saved, `back` what came when, one sentence each.
    """

    owed: int
    due: date | None
    typed: str
    told: str
    back: tuple[str, ...]
    overdue: bool

    @property
    def until(self) -> str:
        """By when, in a text to the applicant; a day that is past can't be kept any more."""
        return "尽快" if self.due is None or self.overdue else f"于{show_date(self.due)}前"

    @property
    def sentence(self) -> str:
        """Until when it is owed, or how long that is past; the day itself is in the text."""
        if self.due is None:
            return ""
        source = "" if self.typed else "（受理截止日期）"
        return f"补正期限{show_date(self.due)}{source}" + ("，已过" if self.overdue else "")


def mending(desk: Desk, application_id: int) -> Mending:
    """Return what one application owes, and until when."""
    found = checklist(desk, application_id)
    due, typed = due_day(desk, application_id), _typed(desk, application_id)
    overdue = bool(found.missing) and due is not None and due < desk.clock().date()
    back = tuple(_came_back(desk, application_id))
    return Mending(len(found.missing), due, typed, notice_told(desk, application_id), back, overdue)


def _typed(desk: Desk, application_id: int) -> str:
    return notes(desk, application_id, UNDER).get("due", "")


def due_day(desk: Desk, application_id: int) -> date | None:
    """Return until which day it is to be mended: the case's own, else the call's last day."""
    own = parse_date(_typed(desk, application_id))
    if own is not None:
        return own
    round_id = application_of(desk, application_id).round_id
    return days_of_call(desk, round_id).get("department_due")


def set_due(desk: Desk, application_id: int, text: str) -> Changed:
    """Set until when it is to be mended; empty: the call's last day again.

    UserError where it is no day, or one before the case came in.
    """
    typed = day_text(text, "补正期限")
    day, first = parse_date(typed), _received(desk, application_id)
    if day is not None and day < first:
        raise UserError(
            f"补正期限{typed}早于收件日期{show_date(first)}。", "请填写收件以后的日期。"
        )
    return put_notes(desk, application_id, ACT, UNDER, {"due": typed})


def _received(desk: Desk, application_id: int) -> date:
    return date.fromisoformat(desk.local(application_of(desk, application_id).created_at)[:10])


def is_overdue(desk: Desk, application_id: int) -> bool:
    """Whether papers are owed and their day is past."""
    due = due_day(desk, application_id)
    late = due is not None and due < desk.clock().date()
    return late and bool(checklist(desk, application_id).missing)


def notice_told(desk: Desk, application_id: int) -> str:
    """Return when 补正告知单 was last printed or saved, in words; "" where it never was."""
    rows = printed.printed(desk.store, application_id=application_id)
    made = [row.at for row in rows if row.sheet_id == NOTICE]
    return f"告知单{moment_words(desk, made[-1])}已出" if made else ""


def told_since(desk: Desk, application_id: int) -> str:
    """Say how many working days ago the applicant was last told what it owes; "" where never.

    `告知单已出3个工作日` where the notice was printed or saved, `补正告知已发…` where a message
    was sent.
    """
    rows = printed.printed(desk.store, application_id=application_id)
    told = [(row.at, "告知单{}已出") for row in rows if row.sheet_id == NOTICE]
    for one in journal.history_of(desk.store, case_subject(application_id), ACT):
        if (one.detail or {}).get("kind") == MESSAGE:
            told.append((one.at, "补正告知{}已发"))
    if not told:
        return ""
    at, words = max(told)
    day, today = date.fromisoformat(desk.local(at)[:10]), desk.clock().date()
    ago = working_days_between(calendar_of(desk), day, today)
    if isinstance(ago, UnknownYear) or ago < 1:
        return words.format("今天" if day == today else f"{day.month}月{day.day}日")
    return f"{words.format('')}{ago}个工作日"


def _came_back(desk: Desk, application_id: int) -> Iterator[str]:
    """Say which papers that were owed are there now, and since when (材料审查).

    A paper noted as owed by a slip of the hand did not come back: one that is set right on the
    same day, before anything was told to the applicant.
    """
    names = {
        line.id: line.text for item in checklist(desk, application_id).items for line in item.lines
    }
    told = _tellings(desk, application_id)
    owed: dict[str, str] = {}  # since when, as the journal writes it
    for one in journal.history_of(desk.store, case_subject(application_id), "材料审查"):
        detail = one.detail or {}
        before, state = detail.get("lines", {}), detail.get("state")
        if state in _SETTLED:
            back = [key for key in before if before[key] in _OWED and key in names]
            came = [k for k in back if not _slip(desk, owed.get(k, ""), one.at, told)]
            if came:
                words = "；".join(names[key] for key in came)
                yield f"{moment_words(desk, one.at)}　补齐：{words}"
        if state in _OWED:
            owed |= {key: one.at for key in before if before[key] not in _OWED}


def _tellings(desk: Desk, application_id: int) -> tuple[str, ...]:
    """Return when the applicant was told: the notice was printed or saved, a message was sent."""
    rows = printed.printed(desk.store, application_id=application_id)
    sent = journal.history_of(desk.store, case_subject(application_id), ACT)
    messages = (one.at for one in sent if one.detail is None or "kind" in one.detail)
    return (*(row.at for row in rows if row.sheet_id == NOTICE), *messages)


def _slip(desk: Desk, since: str, until: str, told: tuple[str, ...]) -> bool:
    same_day = bool(since) and desk.local(since)[:10] == desk.local(until)[:10]
    return same_day and not any(since <= at <= until for at in told)
