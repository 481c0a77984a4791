"""What the applicant's own roster claimed for the drawn firms, beside what they said when asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.attempt import State
from desktop.domain.case import Row
from desktop.domain.clean import fold_name
from desktop.domain.codes import valid_code
from desktop.domain.lock import Lock
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import Place, Standing

# What stands in a tick box (满意 / 不满意) and is no tick.
_NO_TICK = frozenset({"", "-", "—", "/", "0", "x", "×", "✗", "□", "否", "无", "不"})
# What is written below 满意 and claims neither.
_NEITHER = ("一般", "不满", "尚可", "可以", "中等", "部分", "待", "未")


@dataclass(frozen=True)
class Difference:
    """One firm whose answer is not what the roster claimed; both in words."""

    k: int
    i: int
    name: str
    claimed: str
    found: str


@dataclass(frozen=True)
class Comparison:
    """The roster's claims for the firms that were asked: how many of each, and where they differ.

    `unclaimed` firms have no claim, or an unclear one; `agreeing` answers are as claimed.
    """

    satisfied: int
    dissatisfied: int
    unclaimed: int
    agreeing: int
    differences: tuple[Difference, ...]


def claim_of(row: Row) -> bool | None:
    """Return whether the row's tick boxes claim 满意 (True) or 不满意 (False); None if unclear."""
    liked, disliked = (_ticked(row.cells.get(key, "")) for key in ("satisfied", "dissatisfied"))
    doubtful = any(word in row.cells.get("satisfied", "") for word in _NEITHER)
    return liked if liked != disliked and not doubtful else None


def _ticked(cell: str) -> bool:
    return fold_name(cell) not in _NO_TICK


def claims_of(lock: Lock, rows: Iterable[Row]) -> dict[int, bool | None]:
    """Return the claim for each locked firm, by valid code or folded name.

    `rows` are those of the drawn roster, or of the one it is compared with (满意度评价表). Rows
    of one firm that contradict each other claim nothing.
    """
    claims: dict[str, set[bool]] = {}
    for row in rows:
        claim = claim_of(row)
        if claim is not None:
            for sign in _signs(row.cells.get("name", ""), row.cells.get("code", "")):
                claims.setdefault(sign, set()).add(claim)
    return {firm.i: _claim(_signs(firm.name, firm.code), claims) for firm in lock.firms}


def _signs(name: str, code: str) -> list[str]:
    """Return the firm's signs, the surer one first."""
    return [sign for sign in (valid_code(code) or "", fold_name(name)) if sign]


def _claim(signs: list[str], claims: Mapping[str, set[bool]]) -> bool | None:
    found = next((claims[sign] for sign in signs if sign in claims), set())
    return next(iter(found)) if len(found) == 1 else None


def compare_claims(
    now: Standing, claims: Mapping[int, bool | None], rule: SampleRule
) -> Comparison:
    """Compare the claims with the answers of the firms that answered or were never served."""
    asked = [p for p in now.places if p.state in (State.ANSWERED, State.NEVER_SERVED)]
    said = [claims.get(place.i) for place in asked]
    differences = tuple(
        _difference(place, claim, rule)
        for place, claim in zip(asked, said, strict=True)
        if claim is not None and claim != _satisfied(place, rule)
    )
    liked, disliked = said.count(True), said.count(False)
    agreeing = liked + disliked - len(differences)
    return Comparison(liked, disliked, said.count(None), agreeing, differences)


def _satisfied(place: Place, rule: SampleRule) -> bool:
    return any(choice.satisfied for choice in rule.answers if choice.id == place.answer)


def _difference(place: Place, claim: bool, rule: SampleRule) -> Difference:
    labels = {choice.id: choice.label for choice in rule.answers}
    found = labels.get(place.answer, place.state.label)
    return Difference(place.k, place.i, place.name, "满意" if claim else "不满意", found)
