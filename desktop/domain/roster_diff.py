"""What a roster that is imported anew changes: rows added, gone and altered, nothing left out."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.signs import signs_of

# What numbers the rows says nothing about them.
_PASSED_OVER = frozenset({"serial"})


@dataclass(frozen=True)
class Altered:
    """One entry in both rosters whose cells differ: (column, before, after) for each that does."""

    old: Row
    new: Row
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RosterDiff:
    """Every old row is in `gone`, `altered` or `same`, every new one in `added` or those two."""

    added: tuple[Row, ...]
    gone: tuple[Row, ...]
    altered: tuple[Altered, ...]
    same: int

    @property
    def sentence(self) -> str:
        """The counts in words."""
        kept = len(self.altered) + self.same
        return (
            f"与现有名单相比：新增{len(self.added)}行，减少{len(self.gone)}行，"
            f"改动{len(self.altered)}行，不变{self.same}行"
            f"（现有{kept + len(self.gone)}行，采纳后{kept + len(self.added)}行）"
        )


def compare_rosters(old: Sequence[Row], new: Sequence[Row]) -> RosterDiff:
    """Match two states of a roster by code and name, then by code, then by name.

    Rows of one firm are paired in their order; what is left has been added, or is gone.
    """
    pairs, left, right = _matched(old, new)
    altered = tuple(
        Altered(old[a], new[b], cells)
        for a, b in sorted(pairs)
        if (cells := _cells(old[a], new[b]))
    )
    return RosterDiff(
        tuple(new[n] for n in right),
        tuple(old[n] for n in left),
        altered,
        len(pairs) - len(altered),
    )


def same_rows(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return the rows that both have with the same cells, each with its like, in their order."""
    pairs, _left, _right = _matched(old, new)
    both = ((old[a], new[b]) for a, b in sorted(pairs))
    return [(one, other) for one, other in both if not _cells(one, other)]


def _matched(
    old: Sequence[Row], new: Sequence[Row]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return the numbers of rows that belong together, and those that have none."""
    pairs: list[tuple[int, int]] = []
    left, right = list(range(len(old))), list(range(len(new)))
    ways: tuple[Callable[[Row], Hashable], ...] = (_both, _code, _name)
    for way in ways:
        fresh = _paired(((n, way(old[n])) for n in left), ((n, way(new[n])) for n in right))
        left = _without(left, (one for one, _ in fresh), len(old))
        right = _without(right, (other for _, other in fresh), len(new))
        pairs += fresh
    return pairs, left, right


def _without(numbers: list[int], gone: Iterable[int], count: int) -> list[int]:
    """Return those of the numbers, all below `count`, that are not gone."""
    there = bytearray(count)
    for number in gone:
        there[number] = 1
    return [number for number in numbers if not there[number]]


def _both(row: Row) -> Hashable:
    """Return code and name as bytes: a long list has 100,000 of them at once."""
    signs = signs_of(row.cells)
    both = f"{signs.code} {signs.name}" if signs.code and signs.name else ""
    return both.encode("utf-8", "surrogatepass") or None


def _code(row: Row) -> Hashable:
    return signs_of(row.cells).code or None


def _name(row: Row) -> Hashable:
    return signs_of(row.cells).name or None


def _paired(
    old: Iterable[tuple[int, Hashable]], new: Iterable[tuple[int, Hashable]]
) -> list[tuple[int, int]]:
    first: dict[Hashable, int] = {}
    later: dict[Hashable, deque[int]] = defaultdict(deque)  # of what stands there more than once
    for number, key in new:
        if key is not None and first.setdefault(key, number) != number:
            later[key].append(number)
    found = []
    for number, key in old:
        if key in first:
            found.append((number, first[key]))
            if later.get(key):
                first[key] = later[key].popleft()
            else:
                del first[key]
    return found


def _cells(old: Row, new: Row) -> tuple[tuple[str, str, str], ...]:
    if old.cells == new.cells:
        return ()
    keys = [key for key in {**old.cells, **new.cells} if key not in _PASSED_OVER]
    both = ((key, old.cells.get(key, ""), new.cells.get(key, "")) for key in keys)
    return tuple((key, before, after) for key, before, after in both if before != after)
