"""What stands on 一页呈批, the page for the chief: cut, with a pointer, until it is one page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from desktop.domain.assess import tally_sentence
from desktop.domain.assessment import OPEN, UNMET, VERDICT_WORDS, ConditionLine
from desktop.work.inward_case import InwardCase, state_words
from desktop.work.inward_findings import demanded, found_words, with_unit
from desktop.work.inward_materials import gaps_of
from desktop.work.papers import NO, YES
from desktop.work.recommend import counted_word, own_words, sampled_words, unmet_lines

POINTER = "……（见《初审测评情况表》）"
PROBLEMS_POINTER = "……（见《初审测评情况表》和材料审查情况）"
OPINION_POINTER = "……（全文见推荐意见）"
DOTS = "……"
_NO_PROBLEM = "未发现不符合、缺件或不一致之处。"
_NOTED_ALONE = "未发现不符合或缺件之处。"
CELL = 40  # characters of a figure


@dataclass(frozen=True)
class Room:
    """How much the page may say: characters of a text and of a name, rows of figures, problems."""

    text: int
    name: int
    figures: int
    problems: int


# Tried in this order until the page holds it; the last one fits whatever the texts are.
ROOMS = (
    Room(600, 200, 8, 10),
    Room(300, 200, 8, 8),
    Room(200, 90, 7, 6),
    Room(120, 60, 6, 5),
    Room(80, 40, 5, 4),
    Room(50, 30, 4, 3),
)


def cut(text: str, most: int, pointer: str = POINTER) -> str:
    """Return the text, or its first `most` characters and where the whole of it stands."""
    flat = " ".join(text.split("\n"))
    return flat if len(flat) <= most else flat[:most] + pointer


def memo_facts(case: InwardCase, room: Room) -> dict[str, Any]:
    """Return what stands on 一页呈批 in the given room."""
    figures = _figures(case)
    shown = figures[: room.figures]
    told = {
        "case_name": cut(case.name, room.name, DOTS),
        "operator_name": cut(case.operator, room.name, DOTS),
        "contact": cut(case.text("contact"), room.name, DOTS),
    }
    rows = [_figure(line, room) for line in shown]
    return told | {
        "materials": _materials(case),
        "tally": tally_sentence(demanded(case)),
        "functions": cut(case.facts.assessment.function_sentence, room.text),
        "survey": cut(_survey(case), room.text),
        "figures": rows,
        "figures_left": _left(len(figures) - len(shown), "项数值"),
        "shortened": _shortened(told, rows),
        "problems": "\n".join(_problem_lines(case, room)),
        "proposal": _proposal(case, shown_opinion := _opinion(case, room)),
        "opinion": shown_opinion,
    }


def _shortened(told: dict[str, str], rows: Iterable[dict[str, Any]]) -> str:
    """Say where that stands whole which ends in dots and has no room for a pointer."""
    parts = (
        "名称和联系人见申报材料" if any(text.endswith(DOTS) for text in told.values()) else "",
        "条件和数值见《初审测评情况表》"
        if any(str(text).endswith(DOTS) for row in rows for text in row.values())
        else "",
    )
    where = "，".join(filter(None, parts))
    return f"因篇幅以“{DOTS}”略去的，{where}。" if where else ""


def _left(count: int, what: str) -> str:
    return f"其余{count}{what}见《初审测评情况表》。" if count > 0 else ""


def _materials(case: InwardCase) -> str:
    found = case.facts.checklist
    if found.complete:
        return "齐全"
    parts = (
        f"缺件或需补正{len(found.missing)}项" if found.missing else "",
        f"未审{found.total - found.done}项" if found.done < found.total else "",
    )
    return "，".join(filter(None, parts))


def _survey(case: InwardCase) -> str:
    asking = case.facts.asking
    notes = (note.rstrip("。") for note in asking.notes)
    said = sampled_words(case.scheme, case.facts.assessment) if asking.drawn else ()
    return "；".join(filter(None, (asking.sentence, *said, asking.draws, *notes)))


def _figures(case: InwardCase) -> list[ConditionLine]:
    """Return the conditions with a figure, those that need a look first: unmet, open, differing."""
    lines = [line for line in demanded(case) if line.kind == "figure" and line.threshold]
    return sorted(lines, key=_calm)


def _calm(line: ConditionLine) -> int:
    if line.verdict == UNMET:
        return 0
    return 1 if line.verdict in OPEN else 2 if line.weighs else 3


def _figure(line: ConditionLine, room: Room) -> dict[str, Any]:
    return {
        "article": line.article,
        "text": cut(own_words(line), min(room.text, 60), DOTS),
        "threshold": f"{line.threshold}{line.unit}",
        "declared": _first(with_unit(line.declared, line.unit)),
        "counted": _first(with_unit(line.counted, line.unit)),
        "verdict": VERDICT_WORDS[line.verdict],
    }


def _first(told: str) -> str:
    """Return a figure, of several steps (近两年…) the first one, in what a cell has room for."""
    return cut(told if len(told) <= CELL else told.partition("；")[0], CELL, DOTS)


def _problem_lines(case: InwardCase, room: Room) -> list[str]:
    """Return what the chief has to weigh, numbered; nothing found is said as that.

    Figures that differ and are enough both ways are told below as what they are: no problem.
    """
    found = list(_problems(case))
    most = min(room.text, 120)
    shown = [f"{at}. {cut(text, most, PROBLEMS_POINTER)}" for at, text in enumerate(found, 1)]
    left = _left(len(found) - room.problems, "项")
    lines, note = [*shown[: room.problems], *filter(None, (left,))], _differing(case)
    if not note:
        return lines or [_NO_PROBLEM]
    return [*(lines or [_NOTED_ALONE]), cut(note, most, POINTER)]


def _differing(case: InwardCase) -> str:
    """Say which figures differ and satisfy the condition by the count; empty for none."""
    told = [
        f"{own_words(line)}（{line.article}），申报{with_unit(line.declared, line.unit)}，"
        f"清点{with_unit(line.counted, line.unit)}"
        for line in demanded(case)
        if line.differs and not line.weighs
    ]
    return f"说明：申报数与清点数不同、按清点符合条件的：{'；'.join(told)}。" if told else ""


def _problems(case: InwardCase) -> Iterator[str]:
    for line in unmet_lines(case.facts.assessment):
        yield "，".join(
            filter(None, (f"不符合{line.article}：{own_words(line)}", found_words(case, line)))
        )
    gaps = gaps_of(case)
    if gaps:
        told = "；".join(f"{one.text}（{state_words(one.state)}）" for one in gaps)
        yield f"材料缺件或需补正{len(gaps)}项：{told}"
    still = [line for line in demanded(case) if line.verdict in OPEN and not line.ground_only]
    if still:
        articles = "、".join(dict.fromkeys(line.article for line in still))
        yield f"待定{len(still)}项：{articles}"
    for line in demanded(case):
        if line.weighs:
            word = counted_word(case.scheme, line)
            declared, counted = (with_unit(n, line.unit) for n in (line.declared, line.counted))
            told = f"申报{declared}，{word}{counted}"
            yield f"申报与{word}不一致（{line.article}）：{own_words(line)}，{told}"


def _opinion(case: InwardCase, room: Room) -> str:
    """Return the opinion as the page has room for it; in 预审 it is called the department's own."""
    shown = cut(case.text("rec.opinion"), room.text, OPINION_POINTER)
    return f"本部门预审意见：{shown}" if shown and case.facts.loaded.preparing else shown


def _proposal(case: InwardCase, opinion: str) -> str:
    """Return what is proposed, where `opinion` beside it does not say so by itself."""
    agrees, act = case.text("rec.agrees"), "上报" if case.facts.loaded.preparing else "推荐"
    word = "同意" if agrees in YES else "不予"
    if agrees not in (*YES, *NO):
        return f"尚未提出是否{act}的意见。"
    told = [f"{word}{one}" for one in ("推荐", "上报")]
    says = any(one in opinion and f"不{one}" not in opinion for one in told)
    return "" if says else f"拟{word}{act}。"
