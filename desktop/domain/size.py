"""How many firms must be asked (抽查企业数): the scheme's share or minimum, in whole numbers."""

from dataclasses import dataclass

from desktop.domain.hypergeometric import needed_satisfied
from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import SampleRule

_WHERE = "抽查企业数"


@dataclass(frozen=True)
class Size:
    """The size of the sample and how it came about.

    `base` is the N of the rule: the larger of `stated` (the application's own figure, None where
    it has none) and `frame` (firms in the list). `required` is what the rule asks for, `n` how
    many are drawn: as many as `required`, more where the reviewer raised it, or the `whole` list
    where it is no longer. `needed` of `n` answers must be satisfied.
    """

    stated: int | None
    frame: int
    base: int
    required: int
    n: int
    whole: bool
    needed: int
    findings: tuple[Problem, ...] = ()


def required_size(stated: int | None, frame: int, rule: SampleRule, raised: int = 0) -> Size:
    """Return the size for `frame` firms in the list and the firms the application states.

    `required = max(ceil(N * share), minimum)`, each only where the scheme has it, and at least
    1. `raised` is the reviewer's own larger size, 0 for none: it never lowers. A list that is no
    longer is asked whole. An empty list gives n = 0 with an error.
    """
    base = max(stated or 0, frame)
    required = max(_share(base, rule), rule.minimum, 1)
    n = min(max(required, raised), frame)
    findings = _findings(frame, required, raised, rule)
    needed = needed_satisfied(n, rule.threshold)
    return Size(stated, frame, base, required, n, n == frame, needed, findings)


def _share(base: int, rule: SampleRule) -> int:
    if not rule.share:
        return 0
    part, whole = rule.share
    return -(-base * part // whole)


def _findings(frame: int, required: int, raised: int, rule: SampleRule) -> tuple[Problem, ...]:
    fixed = f"，少于规定的{rule.minimum}家" if frame < rule.minimum else f"，不足{required}家"
    short = f"抽查企业名单只有{frame}家{fixed}，应全部抽查。"
    found = (
        (frame == 0, "抽查企业名单中没有企业，无法抽查。", Severity.ERROR),
        (0 < frame < required, short, Severity.WARNING),
        (0 < raised < required, f"抽查企业数不能低于规定的{required}家，已按规定。", Severity.NOTE),
        (raised > frame >= required, f"名单只有{frame}家，应全部抽查。", Severity.NOTE),
    )
    return tuple(Problem(_WHERE, sentence, weight) for holds, sentence, weight in found if holds)
