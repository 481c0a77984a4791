"""The lines of an assessment as one list of items that can be judged by a key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.assessment import (
    CANNOT,
    JUDGE,
    MET,
    NA,
    OPEN,
    RELAXED,
    UNMET,
    VERDICT_WORDS,
    Assessment,
    ConditionLine,
    FigureLine,
    FunctionLine,
    QualityLine,
)

RULE = "functions"  # the line on how many functions are needed
CONDITIONS = "conditions"
UNFILLED = "未填"
_BARE = re.compile(r"^[\d.,]+(?=$|（)")  # a figure that doesn't name its unit
_LACKS = ("未填", "须由审核人填写", "未读入")  # in the reason why a figure can't be reckoned
VERDICTS: tuple[tuple[str, str], ...] = (
    (MET, "符合"),
    (UNMET, "不符合"),
    (RELAXED, "放宽后符合"),
    (NA, "不涉及"),
    ("", "清除"),
)


@dataclass(frozen=True)
class Item:
    """One line on the screen: a condition, a function, a function's figure or its quality.

    `key` is what `judge` takes, empty for a figure, which nobody judges by hand. `block` is
    CONDITIONS or a function's id. `sources` are (what, where) pairs of what was read or counted.
    """

    id: str
    key: str
    block: str
    lead: str
    text: str
    declared: str = ""
    counted: str = ""
    threshold: str = ""
    differs: bool = False
    program: str = ""
    own: str = ""
    verdict: str = ""
    reason: str = ""
    why: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    relaxable: bool = False
    heads: bool = False

    @property
    def word(self) -> str:
        """The verdict as the screen says it: a figure that nobody filled in yet is no fault."""
        if self.verdict == CANNOT and any(lack in self.why for lack in _LACKS):
            return UNFILLED
        return VERDICT_WORDS[self.verdict]

    @property
    def is_open(self) -> bool:
        """True while somebody has to judge the line."""
        return bool(self.key) and self.verdict in OPEN

    @property
    def has_unknown_rows(self) -> bool:
        """True where rows of a roster can't be told; they are marked in the step 名单."""
        return any("无法判断" in text for text in (self.declared, self.counted, self.why))


def items_of(found: Assessment) -> list[Item]:
    """Every line in the order of the screen: conditions, then functions, the claimed ones first."""
    items = [_condition(line) for line in found.conditions]
    for line in sorted(found.functions, key=lambda one: not one.claimed):
        items += _function(line)
    return items


def _condition(line: ConditionLine) -> Item:
    notes = [line.note] if line.note else []
    notes += [f"可放宽：{line.relaxable}"] if line.relaxable else []
    notes += ["仅作依据，不计入条件数"] if line.ground_only else []
    return Item(
        line.id,
        line.id if line.kind != "outcome" else "",
        CONDITIONS,
        line.article,
        line.text,
        _with_unit(line.declared, line.unit),
        _with_unit(line.counted, line.unit),
        _with_unit(line.threshold, line.unit),
        line.differs,
        line.program,
        line.own,
        line.verdict,
        line.reason,
        line.why,
        _sources(("申报", line.declared_source), ("清点", line.counted_source)),
        tuple(notes),
        bool(line.relaxable),
    )


def _function(line: FunctionLine) -> Iterator[Item]:
    text = f"{line.name}{'' if line.claimed else '（未申报）'}"
    yield Item(
        f"f:{line.id}",
        f"f:{line.id}",
        line.id,
        line.article,
        text,
        program=line.program,
        own=line.own,
        verdict=line.verdict,
        reason=line.reason,
        why=line.why,
        notes=(line.text,) if line.text else (),
        heads=True,
    )
    if line.claimed:
        yield from (_figure(line, figure) for figure in line.figures)
        yield from (_quality(line, quality) for quality in line.qualities)


def _figure(line: FunctionLine, figure: FigureLine) -> Item:
    return Item(
        f"n:{line.id}:{figure.key}",
        "",
        line.id,
        "数量",
        figure.label,
        _with_unit(figure.value, figure.unit),
        threshold=_with_unit(figure.threshold, figure.unit),
        program=figure.verdict,
        verdict=figure.verdict,
        why=figure.why,
        sources=_sources(("申报", figure.source)),
    )


def _quality(line: FunctionLine, quality: QualityLine) -> Item:
    verdict = quality.own or JUDGE
    return Item(
        f"q:{quality.id}",
        f"q:{quality.id}",
        line.id,
        "要求",
        quality.text,
        program=JUDGE,
        own=quality.own,
        verdict=verdict,
        reason=quality.reason,
    )


def _with_unit(text: str, unit: str) -> str:
    """A bare figure with its unit, also where its year stands behind it (`136（2025年度）`)."""
    return _BARE.sub(lambda found: found[0] + unit, text)


def _sources(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((what, where) for what, where in pairs if where)


def rest_of(found: Assessment) -> list[str]:
    """The keys of judged lines that nobody has settled: conditions, and claimed qualities.

    The rule on functions follows from the qualities and is left to the end; what one province alone
    asks for is judged by itself.
    """
    conditions = [
        line.id
        for line in found.conditions
        if line.kind == "judged"
        and line.verdict == JUDGE
        and not line.own
        and line.id != RULE
        and not line.province
    ]
    qualities = [
        f"q:{quality.id}"
        for line in found.functions
        if line.claimed
        for quality in line.qualities
        if not quality.own
    ]
    return conditions + qualities


def open_functions(found: Assessment) -> list[str]:
    """The keys of claimed functions without any demand of their own, which are judged whole."""
    return [
        f"f:{line.id}"
        for line in found.functions
        if line.claimed and line.verdict == JUDGE and not line.figures and not line.qualities
    ]


def many_words(keys: list[str]) -> str:
    """Return how many were judged in one go: conditions by themselves, as the head counts them."""
    asked = sum(key.startswith(("f:", "q:")) for key in keys)
    words = (f"{len(keys) - asked}项条件", f"{asked}项服务功能要求" if asked else "")
    return "、".join(filter(None, words))
