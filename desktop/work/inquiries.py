"""征求意见: letters to other departments about one applicant, when they went and what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk
from desktop.work.office_notes import Attached, attach, attached, day_text, notes, put_notes
from desktop.work.receive import clean_text

ACT = "征求意见"
UNDER = "inquiry"
SETTING = "inquiry.departments"
WAYS = ("公函", "机要交换", "政务微信或邮件", "电话", "当面")
RESULTS = ("无异议", "有意见", "不掌握情况")
# Asked about what the applicant promises (承诺书) and what the regulations demand of it.
_DEPARTMENTS = (
    ("税务部门", "依法纳税情况，有无欠税和重大税收违法失信记录"),
    ("市场监督管理部门", "登记状态，有无经营异常、行政处罚和严重违法失信记录，产品和服务质量"),
    ("应急管理部门", "近两年有无生产安全事故和安全生产行政处罚"),
    ("生态环境部门", "近两年有无突发环境事件和生态环境行政处罚"),
    ("人力资源和社会保障部门", "有无拖欠工资，参加社会保险和缴费情况"),
    ("信用主管部门", "有无列入严重失信主体名单"),
)
_LATE_DAYS = 15


@dataclass(frozen=True)
class Asked:
    """A department that is asked, and about what."""

    name: str
    about: str


@dataclass(frozen=True)
class Inquiry:
    """One letter: to whom, about what; its days as 2026年11月20日, empty while they are not there.

    `answer` is one of RESULTS, `words` what the department wrote; `files` are its reply.
    """

    number: int
    to: str
    about: str
    sent_on: str
    way: str
    due_on: str
    answered_on: str
    answer: str
    words: str
    files: tuple[Attached, ...]
    void: str = ""

    @property
    def sentence(self) -> str:
        """How it stands, in a few words."""
        if self.void:
            return f"已作废：{self.void}"
        if self.answered_on:
            return f"{self.answered_on}答复" + (f"：{self.answer}" if self.answer else "")
        due = f"，{self.due_on}前函复" if self.due_on else ""
        return f"{self.sent_on}发出，未答复{due}" if self.sent_on else f"未发出{due}"

    @property
    def waiting(self) -> bool:
        """True while an answer is waited for."""
        return bool(self.sent_on) and not self.answered_on and not self.void


def departments(desk: Desk) -> tuple[Asked, ...]:
    """Return the departments that are usually asked, as the office edited the list."""
    kept = get_setting(desk, SETTING, None)
    pairs: Sequence[Sequence[str]] = _DEPARTMENTS if kept is None else kept
    return tuple(Asked(str(name), str(about)) for name, about in pairs)


def departments_text(found: Sequence[Asked]) -> str:
    """Return the list as it is edited: one department a line, `部门：核实什么`."""
    return "\n".join(f"{one.name}：{one.about}" if one.about else one.name for one in found)


def save_departments(desk: Desk, text: str) -> Changed:
    """Keep the list as edited; an empty one gives the usual departments back."""
    pairs = []
    for line in clean_text(text, is_long=True).split("\n"):
        name, _colon, about = line.replace(":", "：", 1).partition("：")
        if name.strip():
            pairs.append([name.strip(), about.strip()])
        elif about.strip():
            raise UserError(f"“{line}”没有写明部门。", "一行一个：部门：核实什么。")
    return put_setting(desk, SETTING, pairs or None)


def inquiries(desk: Desk, application_id: int) -> tuple[Inquiry, ...]:
    """Return an application's letters in the order in which they were made."""
    kept: dict[int, dict[str, str]] = {}
    for path, text in notes(desk, application_id, UNDER).items():
        number, _, key = path.partition(".")
        kept.setdefault(int(number), {})[key] = text
    return tuple(_inquiry(desk, application_id, n, kept[n]) for n in sorted(kept))


def _inquiry(desk: Desk, application_id: int, number: int, found: Mapping[str, str]) -> Inquiry:
    return Inquiry(
        number,
        found.get("to", ""),
        found.get("about", ""),
        found.get("sent_on", ""),
        found.get("way", ""),
        found.get("due_on", ""),
        found.get("answered_on", ""),
        found.get("answer", ""),
        found.get("words", ""),
        attached(desk, application_id, under(number)) if found.get("files") else (),
        found.get("void", ""),
    )


def under(number: int) -> str:
    """Return where the notes on one letter stand."""
    return f"{UNDER}.{number}"


def begin_inquiry(desk: Desk, application_id: int, to: str, about: str) -> Changed:
    """Begin a letter; `value` is its number. UserError where nobody or nothing is asked."""
    if not to.strip():
        raise UserError("请写明征求哪个部门的意见。", "可以从常用部门中选。")
    if not about.strip():
        raise UserError("请写明核实什么。", "例如：有无欠税和重大税收违法失信记录。")
    number = max((one.number for one in inquiries(desk, application_id)), default=0) + 1
    texts = {"to": to, "about": about}
    made = put_notes(desk, application_id, ACT, under(number), texts)
    return Changed(made.kinds, number)


def save_inquiry(desk: Desk, application_id: int, number: int, texts: Mapping[str, str]) -> Changed:
    """Keep what is noted of a letter: about, sent_on, way, due_on, answered_on, answer, words.

    Days may be typed loosely. UserError where one is none, still to come, or before the sending.
    """
    there = {one.number: one for one in inquiries(desk, application_id)}
    if number not in there:
        raise UserError("找不到这份征求意见函。", "请重新打开这一页。")
    wanted = {key: _day(desk, key, text) for key, text in texts.items()}
    _refuse_order(there[number], wanted)
    return put_notes(desk, application_id, ACT, under(number), wanted)


_DAYS = {"sent_on": "发出日期", "due_on": "函复期限", "answered_on": "答复日期"}


def _day(desk: Desk, key: str, text: str) -> str:
    if key not in _DAYS:
        return text
    shown = day_text(text, _DAYS[key])
    day = parse_date(shown) if shown else None
    if day is not None and key != "due_on" and day > desk.clock().date():
        raise UserError(f"{_DAYS[key]}{shown}还没有到。", "请填写实际的日期。")
    return shown


def _refuse_order(old: Inquiry, new: Mapping[str, str]) -> None:
    sent = parse_date(new.get("sent_on", old.sent_on))
    for key in ("due_on", "answered_on"):
        text = new.get(key, getattr(old, key))
        day = parse_date(text) if text else None
        if sent is not None and day is not None and day < sent:
            raise UserError(
                f"{_DAYS[key]}{text}早于发出日期{show_date(sent)}。", "请核对两个日期。"
            )


def void_inquiry(desk: Desk, application_id: int, number: int, why: str) -> Changed:
    """Take a letter for void, with the reason; an empty reason makes it good again."""
    return put_notes(desk, application_id, ACT, under(number), {"void": why})


def attach_answer(
    desk: Desk, application_id: int, number: int, found: Sequence[tuple[str, bytes]]
) -> Changed:
    """Lay a department's reply (name, bytes) beside its letter; UserError as `attach` says."""
    return attach(desk, application_id, ACT, under(number), found)


def is_late(desk: Desk, one: Inquiry) -> bool:
    """Whether an answer is overdue: by its own day, else 15 days after it went (本程序约定)."""
    if not one.waiting:
        return False
    due, sent = parse_date(one.due_on) if one.due_on else None, parse_date(one.sent_on)
    today: date = desk.clock().date()
    if due is not None:
        return due < today
    return sent is not None and (today - sent).days > _LATE_DAYS
