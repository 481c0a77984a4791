"""The recommendation of one application (推荐): facts, obstacles, opinion and decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.assess import tally, tally_sentence
from desktop.domain.assessment import MET, OPEN, PENDING, UNMET, Assessment, ConditionLine
from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.domain.scheme import Scheme
from desktop.store import values as kept_values
from desktop.work.casedata import case_names
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.doubts import doubts_named, truth_words
from desktop.work.office_way import STAGES, YES, DecisionLine, times_sent, way_of, ways_on
from desktop.work.receive import sentences_for
from desktop.work.role import agree_words, own_fields, role_words
from desktop.work.role_since import told_other_role
from desktop.work.steps import NO_BLANKS, Facts, gather_facts


@dataclass(frozen=True)
class Obstacle:
    """What still stands in the way, as a link to its step.

    `demanded` is the article that demands it, empty where it is only the department's own order.
    `at` is the path of the very blank, where there is one.
    """

    sentence: str
    step: str
    demanded: str
    at: str = ""


@dataclass(frozen=True)
class RecommendPage:
    """The recommendation as the screen shows it; values stand under `rec.<key>`.

    `ways` are the stages that it may go to now, `sent` is how often it was sent up. `role` says
    that a department above recommends and this one prepares the case (预审), empty otherwise;
    `other_role` that the case was made final when it was the other way round.
    """

    fields: tuple[Field, ...]
    values: Mapping[str, Value]
    offers: Mapping[str, str]
    facts: tuple[tuple[str, str], ...]
    obstacles: tuple[Obstacle, ...]
    draft_opinion: str
    stage: str
    stages: tuple[str, ...]
    steps: tuple[DecisionLine, ...]
    problems: Mapping[str, tuple[str, ...]]
    ways: tuple[str, ...] = ()
    sent: int = 0
    role: str = ""
    other_role: str = ""


def recommend_page(desk: Desk, application_id: int) -> RecommendPage:
    """Return the facts of all steps on one page, with a draft of the opinion made of them."""
    facts = gather_facts(desk, application_id)
    scheme, case = facts.loaded.scheme, facts.loaded.case
    values = {p: v for p, v in case.values.items() if p.startswith("rec.")}
    wrong = {p: sentences_for(scheme, p, v.text) for p, v in values.items()}
    sent = times_sent(desk, application_id)
    return RecommendPage(
        own_fields(scheme, preparing=facts.loaded.preparing),
        values,
        _offers(facts),
        _facts(facts),
        obstacles(facts),
        draft_opinion(facts),
        facts.loaded.application.stage,
        tuple(words for _, words in STAGES),
        way_of(desk, application_id),
        {path: sentences for path, sentences in wrong.items() if sentences},
        ways_on(facts.loaded.application.stage, sent),
        sent,
        role_words(desk, facts.loaded.application.round_id),
        told_other_role(desk, application_id),
    )


def _offers(facts: Facts) -> dict[str, str]:
    """What the form has for a blank of the sheet: offered with its source, never taken silently."""
    case = facts.loaded.case
    found = {f.key: case.text(f.offer) for f in facts.loaded.scheme.recommendation if f.offer}
    for field in facts.loaded.scheme.recommendation:
        if not found.get(field.key):
            found[field.key] = _met_choices(field, facts) or _meets(field, facts)
    return {key: text for key, text in found.items() if text}


def _met_choices(field: Field, facts: Facts) -> str:
    """The functions that are met, where the blank asks for functions (at most so many)."""
    met = [line.name for line in facts.assessment.functions if line.verdict == MET]
    chosen = [name for name in met if name in field.choices and field.kind == "choices"]
    return "、".join(chosen[: field.max_choices or None])


def _meets(field: Field, facts: Facts) -> str:
    """是 for 是否满足各项申报条件, once the assessment says so of every condition."""
    lines = [line for line in facts.assessment.conditions if line.kind != "outcome"]
    whole = facts.asking.finished and facts.checklist.complete and not unmet_lines(facts.assessment)
    if field.key != "meets" or not whole or tally(lines)[2]:
        return ""
    return next((one for one in field.choices if one in YES), "")


def _facts(facts: Facts) -> tuple[tuple[str, str], ...]:
    found, asking = facts.assessment, facts.asking
    unmet = unmet_lines(found)
    rows = [
        (
            "材料",
            "齐全" if facts.checklist.complete else f"缺件或需补正{len(facts.checklist.missing)}项",
        ),
        ("条件", _tally_words(found, facts.loaded.case.recommender)),
        ("服务功能", found.function_sentence),
        ("满意度随机抽查", "；".join((asking.sentence, *_sampled(facts)))),
    ]
    rows += [(f"不符合：{line.article}", _unmet_words(line)) for line in unmet]
    rows += [_difference(facts.loaded.scheme, line) for line in found.conditions if line.differs]
    return tuple(rows)


def _difference(scheme: Scheme, line: ConditionLine) -> tuple[str, str]:
    """Two figures that are not the same: to be weighed, or, where the count is enough, to know."""
    word = counted_word(scheme, line)
    told = f"申报{line.declared}，{word}{line.counted}"
    if line.weighs:
        return f"申报与{word}不一致：{line.article}", told
    return f"说明：{line.article}", f"{told}，按{word}符合"


def _sampled(facts: Facts) -> tuple[str, ...]:
    """What the form declares of what was drawn: a sample's share is seldom the same."""
    return sampled_words(facts.loaded.scheme, facts.assessment) if facts.asking.drawn else ()


def sampled_words(scheme: Scheme, found: Assessment) -> tuple[str, ...]:
    """Return what the form declares of what the survey asks: 申报的满意度98.4%（124/126）."""
    drawn = {one.id for one in scheme.conditions if one.counted and one.counted.kind == "survey"}
    lines = [line for line in found.conditions if line.id in drawn and line.declared]
    return tuple(f"申报单位填报的满意度{line.declared}" for line in lines)


def _tally_words(found: Assessment, recommender: str) -> str:
    """How the conditions stand; the draft of the opinion leaves out what the opinion decides."""
    decided = sum(line.kind == "outcome" and not line.ground_only for line in found.conditions)
    by = f"由{recommender}推荐时判断" if recommender else "以推荐意见为准"
    left = f"（其中获得推荐{decided}项{by}，意见草稿不计入）" if decided else ""
    return f"{found.sentence}{left}"


def counted_word(scheme: Scheme, line: ConditionLine) -> str:
    """Return how a condition's second figure came about: 清点 in a roster, or 抽查."""
    counted = {one.id: one.counted for one in scheme.conditions}.get(line.id)
    return "抽查" if counted and counted.kind == "survey" else "清点"


def unmet_lines(found: Assessment) -> list[ConditionLine]:
    """Return the conditions that are not met; the recommendation itself is not its own reason."""
    return [
        line
        for line in found.conditions
        if line.verdict == UNMET and line.kind != "outcome" and not line.ground_only
    ]


def own_words(line: ConditionLine) -> str:
    """Return a condition's text where the one above it does not stand (其中：…)."""
    return line.text.removeprefix("其中：")


def _unmet_words(line: ConditionLine) -> str:
    figures = line.counted or line.declared
    return (
        own_words(line)
        + (f"（{figures}）" if figures else "")
        + (f"：{line.reason}" if line.reason else "")
    )


def obstacles(facts: Facts) -> tuple[Obstacle, ...]:
    """Return what still stands in the way of a decision, each with the article that demands it."""
    scheme = facts.loaded.scheme
    found = [Obstacle(f"申请表“{label}”未填", "receive", "") for label in facts.form.missing]
    wrong = [path for path in facts.form.problems if not path.startswith(NO_BLANKS)]
    if wrong:
        found.append(Obstacle(f"申请表{len(wrong)}处填写有误", "receive", ""))
    found += _roster_obstacles(facts)
    if not facts.checklist.complete:
        still = facts.checklist.total - facts.checklist.done
        missing = len(facts.checklist.missing)
        gaps = [f"缺件或需补正{missing}项"] if missing else []
        gaps += [f"未审{still}项"] if still else []
        words = f"材料{'，'.join(gaps)}" if gaps else "材料不齐全"
        found.append(
            Obstacle(words, "materials", scheme.materials[0].article if scheme.materials else "")
        )
    truth = truth_words(facts.checklist)
    if truth and scheme.truth_check:
        found.append(Obstacle(truth, "materials", scheme.truth_article))
    if facts.waiting:
        words = f"征求意见函{len(facts.waiting)}份未答复（{'、'.join(facts.waiting)}）"
        found.append(Obstacle(words, "materials", ""))
    found += [
        Obstacle(f"{line.text}：待定（{line.why}）", "assess", line.article)
        for line in facts.assessment.conditions
        if line.verdict in OPEN and line.verdict != PENDING and line.kind != "outcome"
    ]
    if not facts.asking.finished:
        found.append(Obstacle(facts.asking.sentence, "survey", scheme.sample.article))
    # Where a text does not ask for the papers' truth, checking it is advice alone.
    advised = [Obstacle(f"建议：{truth}", "materials", "")]
    last = advised if truth and not scheme.truth_check else []
    return (*found, *_contradictions(facts), *_blanks(facts), *last)


def _roster_obstacles(facts: Facts) -> list[Obstacle]:
    """The rosters that lack, and the rows that only the reviewer can judge, by name."""
    lacking = [card.title for card in facts.cards if card.required and not card.count]
    found = [Obstacle(f"缺名单：{'、'.join(lacking)}", "rosters", "")] if lacking else []
    return [*found, *(Obstacle(told, "rosters", "") for told in doubts_named(facts.loaded))]


def _contradictions(facts: Facts) -> list[Obstacle]:
    """What the recommendation says against the assessment; the decision stays the department's."""
    unmet = unmet_lines(facts.assessment)
    case = facts.loaded.case
    if not unmet:
        return []
    articles = "、".join(dict.fromkeys(line.article for line in unmet))
    found = []
    if case.text("rec.meets") in YES:
        words = f"填写为满足各项申报条件，但测评有{len(unmet)}项不符合"
        found.append(Obstacle(words, "assess", articles))
    if case.text("rec.agrees") in YES:
        act = agree_words(preparing=facts.loaded.preparing)
        words = f"填写为同意{act}，但测评有{len(unmet)}项不符合"
        found.append(Obstacle(words, "assess", articles))
    return found


def _blanks(facts: Facts) -> tuple[Obstacle, ...]:
    """What lacks on this page, and what is filled in otherwise than the sheet asks."""
    scheme, case = facts.loaded.scheme, facts.loaded.case
    found = []
    for field in own_fields(scheme, preparing=facts.loaded.preparing):
        path = f"rec.{field.key}"
        wrong = sentences_for(scheme, path, case.text(path))
        if field.required and not case.text(path).strip():
            words = f"推荐：“{field.label}”未填"
            found.append(Obstacle(words, "recommend", field.article, path))
        elif wrong:
            words = f"推荐：“{field.label}”有误，{wrong[0]}"
            found.append(Obstacle(words, "recommend", field.article, path))
    return tuple(found)


def draft_opinion(facts: Facts) -> str:
    """Return a draft of the opinion, made of the facts alone; the reviewer may take it over.

    The condition that the department recommends is left out: it is what the opinion decides.
    """
    scheme, asking = facts.loaded.scheme, facts.asking
    lines = [line for line in facts.assessment.conditions if line.kind != "outcome"]
    name, operator = case_names(facts.loaded)
    looked, agreed = ("预审", "同意上报") if facts.loaded.preparing else ("初审", "同意推荐")
    unmet = unmet_lines(facts.assessment)
    material = "申报材料齐全" if facts.checklist.complete else "申报材料尚不齐全"
    parts = [f"经{looked}，{name or operator}{material}；{tally_sentence(lines)}"]
    if asking.drawn:
        parts.append(f"满意度随机抽查：{asking.sentence}")
    body = "；".join(parts) + "。"
    if unmet:
        reasons = "；".join(f"{own_words(line)}（{line.article}）" for line in unmet)
        advice = "建议不予上报" if facts.loaded.preparing else "建议不予推荐"
        return f"{body}不符合以下条件：{reasons}。{advice}。"
    if tally(lines)[2] or not asking.finished:
        return body
    return f"{body}符合{scheme.name}各项申报条件，{agreed}。"


def take_offers(desk: Desk, application_id: int, keys: Sequence[str]) -> Changed:
    """Take what the form offers for the named empty blanks of the sheet, all in one act."""
    facts = gather_facts(desk, application_id)
    offers = _offers(facts)
    wanted = {
        f"rec.{key}": offers[key]
        for key in keys
        if key in offers and not facts.loaded.case.text(f"rec.{key}")
    }
    if wanted:
        with desk.act("采用申请表内容", case_subject(application_id), values=wanted):
            items = [(path, Value(text)) for path, text in wanted.items()]
            kept_values.put_values(desk.store, application_id, items)
    return changed("values", "recommendation")
