"""Rows of one roster that are one firm (重复) or likely so (疑似重复): shown and never merged."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.likeness import likely_same
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
    signs = [signs_of(row.cells) for row in rows]
    keys = firm_keys(signs)
    first: dict[str, int] = {}
    certain = []
    for at, key in enumerate(keys):
        if key and key in first:
            pair = (rows[first[key]].id, rows[at].id)
            certain.append(Double(CERTAIN, pair, _why(signs[first[key]], signs[at])))
        first.setdefault(key, at)
    lone = sorted(at for key, at in first.items() if key)
    return (*certain[:MOST], *_likely([rows[at] for at in lone], [signs[at].name for at in lone]))


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
    named = [(row.id, row.cells.get("name", ""), row.cells.get("phone", "")) for row in rows]
    near = [Double(LIKELY, one.row_ids, one.sentence) for one in likely_same(named, names)]
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
