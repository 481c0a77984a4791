"""Rows of one roster that are one firm (重复) or likely so (疑似重复): shown and never merged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.likeness import digits, likely_places
from desktop.domain.signs import Signs, firm_keys, signs_of

CERTAIN, LIKELY = "certain", "likely"
MOST = 500
_Cells = Mapping[str, str]


@dataclass(frozen=True)
class Double:
    """Two rows (by their places, the earlier first), how surely they are one, and why in words."""

    kind: str
    places: tuple[int, int]
    sentence: str


def firm_doubles(rows: Sequence[_Cells]) -> tuple[Double, ...]:
    """Return the doubles among firms: by valid code or by name, then those that are only near.

    Each row stands beside the first of its firm. Rows of one name with two valid codes are likely
    doubles and no certain ones, and stand last; names that are only near, or a common phone, are
    no sign where two valid codes tell the rows apart. At most MOST of each kind.
    """
    certain, lone, names = _certain(rows)
    return (*certain[:MOST], *_likely(rows, lone, names))


def _certain(rows: Sequence[_Cells]) -> tuple[list[Double], list[int], list[str]]:
    """Return the certain doubles, the places of each firm's first row, and their folded names.

    What else is reckoned of a long list is let go of before the likely ones are sought.
    """
    names, keys = _names_and_keys(rows)
    first: dict[str, int] = {}
    certain = []
    for at, key in enumerate(keys):
        if key and (before := first.setdefault(key, at)) != at:
            why = _why(signs_of(rows[before]), signs_of(rows[at]))
            certain.append(Double(CERTAIN, (before, at), why))
    lone = sorted(first.values())
    return certain, lone, [names[at] for at in lone]


def _names_and_keys(rows: Sequence[_Cells]) -> tuple[list[str], list[str]]:
    names: list[str] = []

    def signs() -> Iterator[Signs]:
        for row in rows:
            found = signs_of(row)
            names.append(found.name)
            yield found

    keys = firm_keys(signs())
    return names, keys


def name_doubles(rows: Sequence[_Cells]) -> tuple[Double, ...]:
    """Return rows of one name, such as people on a list of staff: two may bear the same name."""
    first: dict[str, int] = {}
    found = []
    for at, row in enumerate(rows):
        name = signs_of(row).name
        if name and (before := first.setdefault(name, at)) != at:
            found.append(Double(LIKELY, (before, at), "姓名（名称）相同，请核对。"))
    return tuple(found[:MOST])


def _why(one: Signs, other: Signs) -> str:
    if one.code and one.code == other.code:
        same = "名称也相同" if one.name == other.name else "名称不同，请核对"
        return f"统一社会信用代码相同，{same}。"
    return "企业名称相同。"


def _likely(
    rows: Sequence[_Cells], places: Sequence[int], names: Sequence[str]
) -> tuple[Double, ...]:
    """Return the likely doubles of the rows at these places, whose folded names are `names`."""
    phones = (digits(rows[at].get("phone", "")) for at in places)
    apart = _told_apart(rows, places)
    near = likely_places(names, phones, lambda at: rows[places[at]].get("name", ""), apart)
    found = [*near, *_same_name(names)][:MOST]
    return tuple(Double(LIKELY, (places[a], places[b]), why) for a, b, why in found)


def _told_apart(rows: Sequence[_Cells], places: Sequence[int]) -> Callable[[int, int], bool]:
    def code(at: int) -> str:
        return signs_of(rows[places[at]]).code

    def apart(one: int, other: int) -> bool:
        mine, others = code(one), code(other)
        return bool(mine and others) and mine != others

    return apart


def _same_name(names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Rows of one name that firm_keys holds apart, because their codes differ."""
    first: dict[str, int] = {}
    pairs = []
    for at, name in enumerate(names):
        if name and first.setdefault(name, at) != at:
            pairs.append((first[name], at))
    return [(a, b, "企业名称相同，统一社会信用代码不同，请核对。") for a, b in sorted(pairs)]
