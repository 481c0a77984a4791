"""What stands on the papers about the findings: 初审测评情况表 and 不予推荐告知单."""

import re
from typing import Any

from desktop.domain.assess import tally_sentence
from desktop.domain.assessment import (
    NA,
    OPEN,
    VERDICT_WORDS,
    AskedLine,
    ConditionLine,
    FigureLine,
    FunctionLine,
    ReadingLine,
)
from desktop.domain.completeness import MEND, MISSING
from desktop.domain.date_words import date_words
from desktop.store import journal
from desktop.work.charts import chart_rows, charts_of
from desktop.work.desk import case_subject
from desktop.work.inward_case import InwardCase, document_words, state_words
from desktop.work.inward_materials import gaps_of
from desktop.work.papers import NO
from desktop.work.recommend import counted_word, own_words, unmet_lines
from desktop.work.role import recommends_up

_BARE = re.compile(r"^[\d,.]+(?=$|（)")


def demanded(case: InwardCase) -> list[ConditionLine]:
    """Return the conditions of the case itself; the recommendation is what they lead to."""
    return [line for line in case.facts.assessment.conditions if line.kind != "outcome"]


def found_words(case: InwardCase, line: ConditionLine) -> str:
    """Return the figure that decides, with where it is from: 清点36家, 申报4家; empty for none."""
    if line.counted:
        return counted_word(case.scheme, line) + with_unit(line.counted, line.unit)
    return f"申报{with_unit(line.declared, line.unit)}" if line.declared else ""


def with_unit(text: str, unit: str) -> str:
    """Return a figure with its unit, where the text has none of its own (`136（2025年度）`)."""
    return _BARE.sub(lambda found: found[0] + unit, text)


def assessment_facts(case: InwardCase) -> dict[str, Any]:
    """Return what stands on 初审测评情况表: each condition, each function, what was entered."""
    found = case.facts.assessment
    lines = demanded(case)
    charts = charts_of(case.desk, case.application.id)
    return {
        "rows": [_condition_row(case, serial, line) for serial, line in enumerate(lines, 1)],
        "tally": tally_sentence(lines),
        "functions": [_function_row(line) for line in found.functions if _tells(line)],
        "function_article": case.scheme.function_rule.article,
        "function_rule": found.function_rule_text,
        "function_sentence": found.function_sentence,
        "asked": [_asked_row(line) for line in found.asked if line.value],
        "readings": "\n".join(map(_reading, found.readings)),
        "survey_article": case.scheme.sample.article,
        "survey": "\n".join((case.facts.asking.sentence, *case.facts.asking.notes)),
        "own_opinion": case.text("rec.opinion") if case.facts.loaded.preparing else "",
        "charts": charts,
        "chart_rows": chart_rows(charts),
    }


def _reading(one: ReadingLine) -> str:
    how = "两者兼备" if one.join == "all" else "有其一即计入"
    return f"“{one.text.partition('（')[0]}”按{how}清点。"


def _condition_row(case: InwardCase, serial: int, line: ConditionLine) -> dict[str, Any]:
    return {
        "serial": serial,
        "article": line.article,
        "text": line.text + ("（推荐的依据，不计入各项条件）" if line.ground_only else ""),
        "threshold": f"{line.threshold}{line.unit}" if line.threshold else "",
        "declared": with_unit(line.declared, line.unit),
        "counted": with_unit(line.counted, line.unit),
        "verdict": VERDICT_WORDS[line.verdict],
        "reason": _why(case, line),
    }


def _why(case: InwardCase, line: ConditionLine) -> str:
    """Return the reviewer's reason, what is still open, and whether the two figures differ."""
    changed = line.own and line.program not in (*OPEN, NA, line.own)
    parts = (
        f"程序结论为{VERDICT_WORDS[line.program]}，由审核人改判" if changed else "",
        line.reason or (line.why if line.verdict in OPEN else ""),
        _difference(case, line),
    )
    return "；".join(filter(None, parts))


def _difference(case: InwardCase, line: ConditionLine) -> str:
    """Say that the two figures differ, and whether the count is enough all the same."""
    word = counted_word(case.scheme, line)
    if line.weighs:
        return f"申报与{word}不一致"
    return f"申报与{word}不同，按{word}符合" if line.differs else ""


def _tells(line: FunctionLine) -> bool:
    return line.claimed or bool(line.own)


def _function_row(line: FunctionLine) -> dict[str, Any]:
    return {
        "article": line.article,
        "name": line.name,
        "figures": "\n".join(map(_figure_words, line.figures)),
        "qualities": "\n".join(
            f"{one.text}：{VERDICT_WORDS[one.own] if one.own else '待判断'}"
            + (f"（{one.reason}）" if one.reason else "")
            for one in line.qualities
        ),
        "verdict": VERDICT_WORDS[line.verdict],
        "reason": line.reason or (line.why if line.verdict in OPEN else ""),
    }


def _figure_words(one: FigureLine) -> str:
    value = with_unit(one.value, one.unit) or "未填"
    needed = f"（要求{one.threshold}{one.unit}以上）" if one.threshold else ""
    return f"{one.label}：{value}{needed}"


def _asked_row(line: AskedLine) -> dict[str, Any]:
    return {
        "article": line.article,
        "label": line.label,
        "value": date_words(line.value)
        if line.kind == "date"
        else with_unit(line.value, line.unit),
        "ground": line.ground,
    }


def is_declined(case: InwardCase) -> bool:
    """Whether the case is not recommended: by its recommendation, or by its own state."""
    return case.application.state == "declined" or case.text("rec.agrees") in NO


def decline_facts(case: InwardCase) -> dict[str, Any]:
    """Return what stands on 不予推荐告知单: each ground with its article.

    `own` is the reason in the department's own words: that of the state 不予推荐, else, where
    nothing is unmet or lacking, the opinion. A department that prepares (预审) sends nothing on:
    recommending is not its own.
    """
    up = recommends_up(case.desk, case.application.round_id)
    unmet = [
        {"article": line.article, "text": own_words(line), "found": _found(case, line)}
        for line in unmet_lines(case.facts.assessment)
    ]
    gaps = [
        {"article": one.material.article, "text": one.text, "found": state_words(one.state)}
        for one in gaps_of(case)
        if one.state in (MISSING, MEND)
    ]
    rows = [{"serial": serial} | row for serial, row in enumerate((*unmet, *gaps), 1)]
    return {
        "rows": rows,
        "bare": not rows,
        "review": "初审" if up else "预审",
        "act": "推荐" if up else "上报推荐",
        "ground": document_words(case.scheme),
        "told": _told(len(unmet), len(gaps)),
        "own": declared_reason(case) or ("" if rows else case.text("rec.opinion")),
    }


def _told(unmet: int, gaps: int) -> str:
    if unmet and gaps:
        return f"下列{unmet}项条件不符合规定，{gaps}项材料缺件或需补正"
    return f"下列{unmet}项条件不符合规定" if unmet else f"下列{gaps}项材料缺件或需补正"


def declared_reason(case: InwardCase) -> str:
    """Return the reason with which the case was set to 不予推荐, empty where it was not."""
    acts = journal.history(case.desk.store, case_subject(case.application.id))
    whys = [
        str(entry.detail.get("why", ""))
        for entry in acts
        if entry.act == "变更状态" and entry.detail and entry.detail.get("new") == "declined"
    ]
    return whys[-1] if whys and case.application.state == "declined" else ""


def _found(case: InwardCase, line: ConditionLine) -> str:
    """Return what was found: the counted figure, else the declared one, and the reason."""
    told = (found_words(case, line), line.reason)
    return "；".join(filter(None, told)) or VERDICT_WORDS[line.verdict]
