"""Ready-made texts for WeChat and SMS (补正, 催报, 约访, 催答复), and which of them went out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.store import journal
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.inquiries import Inquiry, inquiries, is_late
from desktop.work.inward_case import InwardCase, inward_case, unended
from desktop.work.inward_materials import gaps_of
from desktop.work.materials import WORDS
from desktop.work.mending import MESSAGE, due_day
from desktop.work.office_notes import day_text, moment_words
from desktop.work.receive import clean_text
from desktop.work.rounds import days_of_call, round_of

ACT = "登记告知"
WAYS = ("微信", "短信", "电话告知", "邮件", "当面")
MEND, URGE, VISIT, ANSWER = MESSAGE, "催报", "约访", "催答复"
KINDS = (MEND, URGE, VISIT, ANSWER)
_SMS = 70  # characters of one SMS in Chinese; a longer one is split in parts of 67
_PART = 67


@dataclass(frozen=True)
class Message:
    """A text that is ready to be sent: of which kind, to whom and which phone, what it says.

    `title` tells several of one kind apart; `note` is what is to be known before it is sent, and
    `useful` whether there is a reason to send it now.
    """

    kind: str
    title: str
    to: str
    phone: str
    text: str
    note: str = ""
    useful: bool = True


@dataclass(frozen=True)
class SentLine:
    """A text that went out: when (2026年11月20日 14:05), by whom, its kind, its way, to whom."""

    at: str
    by: str
    kind: str
    way: str
    to: str
    text: str

    @property
    def sentence(self) -> str:
        """It in one line."""
        parts = (self.at, f"{self.kind}（{self.way}）" if self.way else self.kind, self.to, self.by)
        return "　".join(filter(None, parts))


@dataclass(frozen=True)
class Visit:
    """When an applicant is visited: a day and an hour as typed, and who comes; empty: left open."""

    day: str = ""
    hour: str = ""
    who: str = ""


def messages(desk: Desk, application_id: int, visit: Visit | None = None) -> tuple[Message, ...]:
    """Return the texts of one application made of its facts; UserError where a day is none."""
    case = inward_case(desk, application_id)
    waiting = [one for one in inquiries(desk, application_id) if one.waiting]
    return (
        _mend(case),
        _urge(case),
        _visit(case, visit or Visit()),
        *(_answer(case, one) for one in waiting),
    )


def _addressee(case: InwardCase) -> str:
    return case.application.operator_name or case.application.name


def _who(case: InwardCase) -> tuple[str, str]:
    phone = case.text("mobile") or case.text("phone")
    return case.text("contact"), phone


def _head(case: InwardCase, to: str) -> str:
    ours = department(case.desk)
    return f"【{ours.name}】{to}：" if ours and ours.name else f"{to}："


def _foot(case: InwardCase) -> str:
    ours = department(case.desk)
    if ours is None or not ours.phone:
        return ""
    return (
        f"联系人：{ours.filler}，电话：{ours.phone}。" if ours.filler else f"电话：{ours.phone}。"
    )


def _subject(case: InwardCase) -> str:
    year = round_of(case.desk, case.application.round_id).year
    return f"{year}年度{case.scheme.name}"


def _mend(case: InwardCase) -> Message:
    gaps = gaps_of(case)
    contact, phone = _who(case)
    due = due_day(case.desk, case.application.id)
    listed = "；".join(
        f"{n}. {one.text}（{WORDS[one.state]}{f'：{said}' if (said := unended(one.note)) else ''}）"
        for n, one in enumerate(gaps, 1)
    )
    body = (
        f"贵单位申报{_subject(case)}的材料经审查，有{len(gaps)}项需补充或补正：{listed}。"
        f"请{_before(case, due)}补齐送来，以便继续审查。"
    )
    note = "" if gaps else "现在没有缺件或需补正的材料。"
    text = f"{_head(case, _addressee(case))}{body}{_foot(case)}" if gaps else ""
    return Message(MEND, "补正告知", contact, phone, text, note or _unseen(case), bool(gaps))


def _unseen(case: InwardCase) -> str:
    left = case.facts.checklist.total - case.facts.checklist.done
    return f"还有{left}项材料未审，审完再一次性告知为好。" if left else ""


def _before(case: InwardCase, due: date | None) -> str:
    if due is None or due < case.desk.clock().date():
        return "尽快"
    return f"于{show_date(due)}前"


def _urge(case: InwardCase) -> Message:
    contact, phone = _who(case)
    days = days_of_call(case.desk, case.application.round_id)
    due, today = days.get("department_due"), case.desk.clock().date()
    if due is None:
        when = "请抓紧报送，以免影响初审和推荐"
    elif due >= today:
        left = (due - today).days
        rest = f"还有{left}天" if left else "就是今天"
        when = f"本部门受理截止日期为{show_date(due)}，{rest}，请抓紧报送"
    else:
        when = f"本部门受理截止日期{show_date(due)}已过，请立即报送或说明情况"
    body = f"贵单位{_subject(case)}的申报材料尚未报齐，{when}。"
    text = f"{_head(case, _addressee(case))}{body}{_foot(case)}"
    note = "" if due else "年度申报通知中没有填写受理截止日期，短信里没有日期。"
    still = not case.facts.checklist.complete
    return Message(
        URGE, "催报材料", contact, phone, text, note if still else "材料已经齐全。", still
    )


def _visit(case: InwardCase, visit: Visit) -> Message:
    contact, phone = _who(case)
    day = day_text(visit.day, "约访日期")
    found, today = parse_date(day) if day else None, case.desk.clock().date()
    if found is not None and found < today:
        raise UserError(f"约访日期{day}已经过去。", "请填写今天以后的日期。")
    when = f"{day or '＿＿月＿＿日'}{_weekday(found)}{visit.hour.strip() or '＿＿时'}"
    who = f"，由{visit.who.strip()}等前往" if visit.who.strip() else ""
    body = (
        f"为核实贵单位{_subject(case)}的申报材料，我单位拟于{when}到贵单位实地走访{who}，"
        "请备好申报材料原件、服务台账和财务资料，并安排负责人和经办人在场。"
        "时间如有不便，请提前告知。"
    )
    text = f"{_head(case, _addressee(case))}{body}{_foot(case)}"
    note = "" if day and visit.hour.strip() else "请填写日期和时间。"
    return Message(VISIT, "约定走访", contact, phone, text, note)


def _weekday(day: date | None) -> str:
    return f"（星期{'一二三四五六日'[day.weekday()]}）" if day is not None else ""


def _answer(case: InwardCase, one: Inquiry) -> Message:
    due = f"，请于{one.due_on}前函复" if one.due_on else "，请尽快函复"
    late = is_late(case.desk, one)
    if late:
        due = "，尚未收到答复，请尽快函复"
    letter = f"{one.sent_on}就{_addressee(case)}有关情况发出征求意见函（{one.about}）"
    body = f"我单位{letter}{due}。谢谢支持！"
    text = f"{_head(case, one.to)}{body}{_foot(case)}"
    note = "函复期限已过。" if late else ""
    return Message(ANSWER, f"催答复：{one.to}", one.to, "", text, note)


def length_words(text: str) -> str:
    """Say how long a text is, and in how many parts an SMS of it goes."""
    parts = 1 if len(text) <= _SMS else -(-len(text) // _PART)
    return f"{len(text)}字，短信约{parts}条" if text else ""


def note_sent(desk: Desk, application_id: int, kind: str, way: str, to: str, text: str) -> Changed:
    """Note that a text went out: UserError where it is empty, or still has blanks (＿)."""
    kept = clean_text(text, is_long=True)
    if not kept:
        raise UserError("没有内容，不能记为已发。", "请先生成或填写短信内容。")
    if "＿" in kept:
        raise UserError("短信里还有空着的日期或时间。", "请先填写，再复制、发出。")
    if way not in WAYS:
        raise UserError(f"没有“{way}”这种方式。", "请从列表中选择。")
    detail = {"kind": kind, "way": way, "to": clean_text(to), "text": kept}
    with desk.act("登记告知", case_subject(application_id), **detail):
        pass  # what is kept is the act itself, in the case's history
    return changed("office")


def sent_lines(desk: Desk, application_id: int) -> tuple[SentLine, ...]:
    """Return what went out, the newest first; of an erased one only when and by whom."""
    found = [
        one
        for one in journal.history_of(desk.store, case_subject(application_id), ACT)
        if one.detail is None or "kind" in one.detail
    ]
    return tuple(_sent(desk, one) for one in reversed(found))


def _sent(desk: Desk, one: journal.Entry) -> SentLine:
    said: Mapping[str, str] = one.detail or {"kind": "（内容已清除）"}
    at = moment_words(desk, one.at)
    texts = (said.get("kind", ""), said.get("way", ""), said.get("to", ""), said.get("text", ""))
    return SentLine(at, one.operator, *texts)


def told_words(lines: tuple[SentLine, ...], kind: str) -> str:
    """Say when a kind of text last went out (`告知短信11月20日已发`); "" where it never did."""
    wanted = [one for one in lines if one.kind == kind]
    if not wanted:
        return ""
    words: dict[str, str] = {MEND: "补正短信", URGE: "催报短信", VISIT: "约访短信"}
    day = wanted[0].at.partition("年")[2].partition(" ")[0]
    return f"{words.get(kind, kind)}{day}已发（{wanted[0].way}）"
