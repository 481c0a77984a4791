"""Rows of one roster that are one firm (重复) or likely so (疑似重复): shown and never merged."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.likeness import digits, likely_places
from desktop.domain.signs import Signs, firm_keys, signs_of

CERTAIN, LIKELY = "certain", "likely"
MOST = 500


@dataclass(frozen=True)
class Double:
    """Two rows (by their ids, the earlier first), how surely they are one, and why in words."""

    kind: str
    row_ids: tuple[int, int]
    sentence: str


def firm_doubles(rows: Sequence[Row]) -> tuple[Double, ...]:
    """Return the doubles among firms: by valid code or by name, then those that are only near.

    Each row stands beside the first of its firm. Rows of one name with two valid codes are likely
    doubles and no certain ones. At most MOST of each kind, in the order of the rows.
    """
    certain, lone, names = _certain(rows)
    return (*certain[:MOST], *_likely([rows[at] for at in lone], names))


def _certain(rows: Sequence[Row]) -> tuple[list[Double], list[int], list[str]]:
    """Return the certain doubles, the places of each firm's first row, and their folded names.

    What else is reckoned of a long list is let go of before the likely ones are sought.
    """
    signs = [signs_of(row.cells) for row in rows]
    first: dict[str, int] = {}
    certain = []
    for at, key in enumerate(firm_keys(signs)):
        if key and first.setdefault(key, at) != at:
            pair = (rows[first[key]].id, rows[at].id)
            certain.append(Double(CERTAIN, pair, _why(signs[first[key]], signs[at])))
    lone = sorted(first.values())
    return certain, lone, [signs[at].name for at in lone]


def name_doubles(rows: Sequence[Row]) -> tuple[Double, ...]:
    """Return rows of one name, such as people on a list of staff: two may bear the same name."""
    first: dict[str, Row] = {}
    found = []
    for row in rows:
        name = signs_of(row.cells).name
        if name and name in first:
            found.append(Double(LIKELY, (first[name].id, row.id), "姓名（名称）相同，请核对。"))
        if name:
            first.setdefault(name, row)
    return tuple(found[:MOST])


def _why(one: Signs, other: Signs) -> str:
    if one.code and one.code == other.code:
        same = "名称也相同" if one.name == other.name else "名称不同，请核对"
        return f"统一社会信用代码相同，{same}。"
    return "企业名称相同。"


def _likely(rows: Sequence[Row], names: Sequence[str]) -> tuple[Double, ...]:
    """Return the likely doubles of rows whose folded names are `names`."""
    phones = [digits(row.cells.get("phone", "")) for row in rows]
    near = [
        Double(LIKELY, (rows[one].id, rows[other].id), sentence)
        for one, other, sentence in likely_places(
            names, phones, lambda at: rows[at].cells.get("name", "")
        )
    ]
    return tuple([*_same_name(rows, names), *near][:MOST])


def _same_name(rows: Sequence[Row], names: Sequence[str]) -> list[Double]:
    """Rows of one name that firm_keys holds apart, because their codes differ."""
    first: dict[str, int] = {}
    pairs = []
    for at, name in enumerate(names):
        if name and first.setdefault(name, at) != at:
            pairs.append((first[name], at))
    return [
        Double(LIKELY, (rows[a].id, rows[b].id), "企业名称相同，统一社会信用代码不同，请核对。")
        for a, b in sorted(pairs)
    ]
