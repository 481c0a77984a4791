"""The six steps of one application and how far each has come."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.assessment import OPEN, PENDING, UNMET, Assessment, ConditionLine
from desktop.domain.completeness import UNSEEN
from desktop.work.asking import AskPage, ask_page
from desktop.work.assess import assessed
from desktop.work.casedata import Loaded, load
from desktop.work.desk import Desk
from desktop.work.doubts import rows_to_judge, truth_words
from desktop.work.inquiries import inquiries
from desktop.work.materials import Checklist, checklist
from desktop.work.mending import is_overdue
from desktop.work.receive import FormPage, hints_of, page_of
from desktop.work.role import agree_words
from desktop.work.rosters import RosterCard, roster_cards

# Values that stand in no blank of the form: the reviewer's figures, the opinion, office notes.
NO_BLANKS = ("asked.", "rec.", "office.")
NOT_BEGUN, UNDER_WAY, TROUBLE, DONE = "未开始", "未完成", "有问题", "完成"

TITLES = (
    ("receive", "收件登记"),
    ("rosters", "名单"),
    ("materials", "材料"),
    ("assess", "测评"),
    ("survey", "抽查"),
    ("recommend", "推荐"),
)


@dataclass(frozen=True)
class StepState:
    """One step of the rail: `state` is 未开始, 未完成, 有问题 or 完成; `sentence` says why.

    `following` is what comes next in it, where that is more than the sentence tells.
    """

    key: str
    title: str
    state: str
    sentence: str
    following: str = ""


@dataclass(frozen=True)
class Facts:
    """What the six steps are told from.

    `reminded`: blanks of the form with a 提醒, which may come up after they were seen (核对).
    `mend_late`: papers are owed and their day is past. `waiting` are the departments whose answer
    (征求意见函) is waited for.
    """

    loaded: Loaded
    form: FormPage
    cards: tuple[RosterCard, ...]
    checklist: Checklist
    assessment: Assessment
    asking: AskPage
    mend_late: bool = False
    waiting: tuple[str, ...] = ()
    reminded: int = 0


def gather_facts(desk: Desk, application_id: int) -> Facts:
    """Return the state of every step's own page."""
    loaded = load(desk, application_id)
    return Facts(
        loaded,
        page_of(loaded.scheme, loaded.case.values),
        tuple(roster_cards(desk, application_id)),
        checklist(desk, application_id),
        assessed(loaded),
        ask_page(desk, application_id),
        is_overdue(desk, application_id),
        tuple(one.to for one in inquiries(desk, application_id) if one.waiting),
        len(hints_of(desk, application_id, loaded.scheme, loaded.case.values)),
    )


def step_states(facts: Facts) -> tuple[StepState, ...]:
    """Return the six steps in their order."""
    tellers: tuple[Callable[[Facts], tuple[str, str]], ...] = (
        _receive,
        _rosters,
        _materials,
        _assess,
        _survey,
        _recommend,
    )
    following = {"survey": facts.asking.following}
    return tuple(
        StepState(key, title, *tell(facts), following.get(key, ""))
        for (key, title), tell in zip(TITLES, tellers, strict=True)
    )


def next_step(steps: tuple[StepState, ...]) -> str:
    """Return the key of the first step that is neither done nor a matter of its findings."""
    for step in steps:
        if step.state in (NOT_BEGUN, UNDER_WAY):
            return step.key
    return steps[-1].key


def _receive(facts: Facts) -> tuple[str, str]:
    form = {p: v for p, v in facts.form.values.items() if not p.startswith(NO_BLANKS)}
    if not any(value.text for value in form.values()):
        return NOT_BEGUN, "还没有填写申请表"
    wrong = [p for p in facts.form.problems if not p.startswith(NO_BLANKS)]
    if wrong:
        return TROUBLE, f"{len(wrong)}处填写有误"
    if facts.form.missing:
        return UNDER_WAY, f"{len(facts.form.missing)}个必填项未填"
    unseen = sum(1 for value in form.values() if value.text and not value.confirmed)
    reminded = f"，{facts.reminded}处有提醒" if facts.reminded else ""
    return (UNDER_WAY, f"{unseen}项读入待核对") if unseen else (DONE, f"申请表已核对{reminded}")


def _rosters(facts: Facts) -> tuple[str, str]:
    if not any(card.count for card in facts.cards):
        return NOT_BEGUN, "还没有导入名单"
    lacking = [card.title for card in facts.cards if card.required and not card.count]
    if lacking:
        return UNDER_WAY, f"缺{'、'.join(lacking)}"
    doubts = rows_to_judge(facts.loaded)
    if doubts:
        told = "，".join(f"“{title}”还有{many}行待判断" for title, many in doubts.items())
        return UNDER_WAY, told
    refused = sum(batch.refused for card in facts.cards for batch in card.parts)
    total = sum(card.count for card in facts.cards)
    return DONE, f"共{total}行" + (f"，另有{refused}行未采纳" if refused else "")


def _materials(facts: Facts) -> tuple[str, str]:
    found = facts.checklist
    if all(line.state == UNSEEN for item in found.items for line in item.lines):
        return NOT_BEGUN, "材料还没有审查"
    if found.missing:
        late = "，补正期限已过" if facts.mend_late else ""
        still = found.total - found.done
        rest = f"，还有{still}项未审" if still else ""
        return TROUBLE, f"缺件或需补正{len(found.missing)}项{late}{rest}"
    if not found.complete:
        return UNDER_WAY, f"还有{found.total - found.done}项未审"
    asked = f"，征求意见函{len(facts.waiting)}份未答复" if facts.waiting else ""
    truth = truth_words(found) if facts.loaded.scheme.truth_check else ""
    return DONE, f"材料齐全{asked}" + (f"，{truth}" if truth else "")


def own_lines(found: Assessment) -> list[ConditionLine]:
    """Return the lines that this step settles: neither grounds only, nor another step's outcome."""
    return [
        line
        for line in found.conditions
        if not line.ground_only and line.kind != "outcome" and line.verdict != PENDING
    ]


def _assess(facts: Facts) -> tuple[str, str]:
    lines = own_lines(facts.assessment)
    said = any(line.own for line in lines) or any(
        value.text for path, value in facts.form.values.items() if path.startswith("asked.")
    )
    still = sum(line.verdict in OPEN for line in lines)
    unmet = sum(line.verdict == UNMET for line in lines)
    if not said and not any(card.count for card in facts.cards):
        return NOT_BEGUN, "还没有测评"
    if unmet:
        return TROUBLE, f"不符合{unmet}项" + (f"，待定{still}项" if still else "")
    if still:
        return UNDER_WAY, f"待定{still}项"
    later = awaited_words(facts.assessment)
    return DONE, "各项条件符合" + (f"，{later}" if later else "")


def awaited(found: Assessment) -> int:
    """How many conditions wait for the survey or the recommendation, and not for this step."""
    return found.open - sum(line.verdict in OPEN for line in own_lines(found))


def awaited_words(found: Assessment) -> str:
    """Return which conditions other steps settle: how many the survey, how many the opinion."""
    drawn = sum(line.verdict == PENDING and not line.ground_only for line in found.conditions)
    decided = awaited(found) - drawn
    words = [f"{drawn}项以抽查为准"] if drawn else []
    words += [f"{decided}项以推荐意见为准"] if decided > 0 else []
    return f"另有{'、'.join(words)}" if words else ""


def _survey(facts: Facts) -> tuple[str, str]:
    asking = facts.asking
    if not asking.drawn:
        return (UNDER_WAY, asking.sentence) if asking.locked else (NOT_BEGUN, "还没有抽取")
    if not asking.finished:
        return UNDER_WAY, asking.sentence
    return (DONE if asking.reached else TROUBLE), asking.sentence


def _recommend(facts: Facts) -> tuple[str, str]:
    agrees = facts.loaded.case.text("rec.agrees")
    stage = facts.loaded.application.stage
    if stage in ("定稿", "报送"):
        return DONE, f"已{stage}"
    act = agree_words(preparing=facts.loaded.preparing)
    if not agrees:
        values = facts.loaded.case.values.items()
        begun = any(path.startswith("rec.") and value.text.strip() for path, value in values)
        lacks = f"还没有填写是否同意{act}"
        return (UNDER_WAY, lacks) if begun else (NOT_BEGUN, f"还没有提出{act}意见")
    return UNDER_WAY, f"{'同意' if agrees in ('是', '同意') else '不同意'}{act}，{stage}中"
