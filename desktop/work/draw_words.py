"""What the papers of the draw say of a lock, a seed and a result, in plain Chinese sentences."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from desktop.domain.attempt import Attempt, State
from desktop.domain.claims import Comparison
from desktop.domain.figure import percent
from desktop.domain.hypergeometric import FRAME_LIMIT, interval
from desktop.domain.lock import Lock, SeedKind, Source
from desktop.domain.result import Result
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import Standing

KINDS: dict[SeedKind, str] = {
    "witnessed": "监督人在场掷出或抽取数字",
    "public": "公开号码",
    "machine": "系统生成",
}
TOLD = "自报数字"
NO_EVIDENCE = "公布前未留外部凭证"
_BEFORE: dict[SeedKind, str] = {
    "witnessed": "本表应在输入随机码的任何一位数字之前打印，由经办人、监督人签字。"
    "监督人掷出的数字与封存时生成的机内随机数合成随机码，两者缺一不能推算抽取结果。",
    "public": "本表应在所列号码公布之前打印、签字，并留存外部凭证（如上级的收文回执）；"
    "没有外部凭证的，抽取记录写明“公布前未留外部凭证”。",
    "machine": "本次随机码由系统生成，没有监督人掷出的数字，不能向本部门以外证明名单未经挑选。",
}
_WORTH: dict[SeedKind, str] = {
    "witnessed": "数字由监督人当场掷出，机内随机数在掷出前已由印在确认表上的校验码"
    "（随机码承诺）固定，经办人和监督人任何一方都不能单独左右结果。",
    "public": "号码的来源、期号、取号规则在公布前已写入封存的名单，任何人都可以查对。",
    "machine": "随机码由系统生成，没有监督人参与，不能向本部门以外证明未经挑选。",
}
_WORTH_TOLD = "数字为在场人员口头报出，未经掷出，其随机性不如掷出的数字。"


def moment(text: str, zone: tzinfo | None) -> str:
    """Return a stored time (ISO 8601 with offset) in the clerk's zone: 2026年11月20日12:00."""
    at = datetime.fromisoformat(text).astimezone(zone)
    return f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"


def size_sentences(lock: Lock, rule: SampleRule) -> str:
    """Return how many are drawn and why, by the rule's share or minimum and the reviewer's own."""
    count = len(lock.firms)
    parts = [f"应抽查{lock.required}家（{_by_rule(lock, rule)}，{rule.article}）"]
    if count < lock.required:
        parts.append(f"名单只有{count}家，全部抽查")
    elif lock.n == count:
        parts.append(f"名单共{count}家，全部抽查")
    elif lock.n > lock.required:
        parts.append(f"封存前由经办人增加为{lock.n}家")
    return "；".join(parts) + "。"


def _by_rule(lock: Lock, rule: SampleRule) -> str:
    if not rule.share:
        return f"不少于{rule.minimum}家"
    count = len(lock.firms)
    base = max(lock.stated or 0, count)
    which = f"申报的{base}家" if base > count else f"名单的{base}家"
    least = f"，至少{rule.minimum}家" if rule.minimum else ""
    return f"按{which}不低于{percent(*rule.share)}计，不足1家的计1家{least}"


def source_lines(sources: Sequence[Source]) -> str:
    """Return each roster's file with its own SHA-256, one a line; for the appendix."""
    return "\n".join(
        f"名单文件：{one.name}　{one.digest or '（纸质或手工录入，无校验码）'}" for one in sources
    )


def before_sentence(kind: SeedKind, *, drawn: bool) -> str:
    """Return what the 确认表 says of when it must be signed; a later print says that it is one."""
    late = "本次打印时随机码已经登记，为补印，不能代替抽取前签字的原件。"
    return _BEFORE[kind] + (late if drawn else "")


def public_sentence(lock: Lock) -> str:
    """Return where the public number comes from, as promised in the lock; empty for others."""
    told = lock.promise
    if told.kind != "public":
        return ""
    return (
        f"来源：{told.source}；期号：{told.issue}；取号规则：{told.digit_rule}；"
        f"未公布时：{told.fallback}。"
    )


def kind_words(kind: SeedKind, evidence: str) -> str:
    """Return the seed's kind as it honestly was: 自报数字 and a lack of evidence are said."""
    if kind == "witnessed":
        return f"监督人在场，{TOLD}" if evidence == TOLD else KINDS[kind]
    if kind == "public":
        return f"{KINDS[kind]}（{evidence or NO_EVIDENCE}）"
    return KINDS[kind]


def worth_sentence(kind: SeedKind, evidence: str) -> str:
    """Return what this kind of seed is worth, in a sentence."""
    if kind == "witnessed" and evidence == TOLD:
        return _WORTH_TOLD
    if kind == "public" and not evidence:
        return f"{_WORTH[kind]}{NO_EVIDENCE}，封存在前只有本机记录可证。"
    return _WORTH[kind]


def settled_words(now: Standing) -> str:
    """Return how many firms ended without an answer, by outcome: 拒绝评价1家、未联系上2家."""
    without = [state for state in State if state is not State.ANSWERED]
    counts = [(s.label, sum(p.state is s for p in now.places)) for s in without]
    return "、".join(f"{label}{count}家" for label, count in counts if count) or "无"


def answer_words(result: Result, rule: SampleRule) -> str:
    """Return how many gave each answer of the scale, those of none too."""
    labels = {choice.id: choice.label for choice in rule.answers}
    return "、".join(f"{labels[answer]}{count}家" for answer, count in result.answers)


def share_words(result: Result) -> str:
    """Return the satisfied share: 10/12＝83.3%."""
    if not result.asked:
        return "尚无评价"
    return f"{result.satisfied}/{result.asked}＝{percent(result.satisfied, result.asked)}"


def interval_sentence(result: Result, frame: int) -> str:
    """Return the exact interval for the whole roster as 参考; empty before the survey is done.

    Rosters beyond FRAME_LIMIT get none: it would take long, and it decides nothing.
    """
    if not result.finished or frame > FRAME_LIMIT:
        return ""
    low, high = interval(result.satisfied, result.asked, frame)
    return (
        f"参考：由本次抽查推算，名单{frame}家中满意的在{low}家至{high}家之间"
        f"（{percent(low, frame)}至{percent(high, frame)}；超几何分布精确区间，置信水平95%），"
        "不作结论。"
    )


def claims_sentence(found: Comparison) -> str:
    """Return what the roster claimed for the firms that were asked, and how many agree."""
    if not found.satisfied + found.dissatisfied:
        return "申报单位的名单中没有这些企业自填的满意情况，无从对照。"
    return (
        f"申报单位的名单中，这些企业自填满意{found.satisfied}家、不满意{found.dissatisfied}家、"
        f"未填或填写不清{found.unclaimed}家；与抽查相符{found.agreeing}家，"
        f"不符{len(found.differences)}家{'，见下表' if found.differences else ''}。"
    )


def row_words(one: Attempt, labels: dict[str, str]) -> str:
    """Return what one row of the record said, with its time and caller: for corrections."""
    at = f"{one.when.month}月{one.when.day}日{one.when:%H:%M}"
    return f"{labels.get(one.answer, '') or one.outcome.label}（{at} {one.by}）"


def shell_lines(head: str, digest: str, count: int, n: int) -> str:
    """Return what re-does the order in any shell with sha256sum (draw.md, 5. Tickets).

    `head` is the seed up to its digest. The seed is put together from two parts and the loop
    stands on three lines, so that no line is broken on paper where a shell would mind.
    """
    return "\n".join(
        (
            f"seed='{head}'",
            f'seed="${{seed}}{digest}"; N={count}; n={n}',
            "for i in $(seq 1 $N); do",
            "printf '%s %s\\n' \"$(printf '%s,%s' \"$seed\" $i | sha256sum | cut -d' ' -f1)\" $i",
            "done | LC_ALL=C sort | head -n $n",
        )
    )
