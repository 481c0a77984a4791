"""The first look at a row of a long list: most rows are plain, and taken without a second one."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

_FEWEST = 4  # cells: what has fewer may be a remark or the list's foot
_TOTALS = frozenset("合总小共累本")  # what 合计, 本页小计 and the like begin with


@dataclass(frozen=True)
class PlainRows:
    """Knows where a sheet's columns lie: their `keys`, what picks them, the 0-based name's own.

    `width` is how many cells a row must have; `letters` are those that a repeated header's name
    may end with.
    """

    keys: tuple[str, ...]
    pick: Callable[[Sequence[str]], tuple[str, ...]]
    width: int
    name: int
    letters: frozenset[str]

    def cells(self, row: list[str], texts: Sequence[str]) -> dict[str, str] | None:
        """Return a row's cells by key, or None where it needs a closer look.

        `texts` are the row's own without the empty ones. What is returned has a name, is no
        total, remark or header, and cleaning would change nothing in it: printable, NFC, single
        blanks and none at the edges. (A piece of a text in NFC is in NFC.)
        """
        joined = " ".join(texts)
        if (
            len(texts) < _FEWEST
            or "  " in joined
            or not joined.isprintable()
            or joined[0] == " "
            or joined[-1] == " "
            or not unicodedata.is_normalized("NFC", joined)
        ):
            return None
        short = self.width - len(row)
        wide = row + [""] * short if short > 0 else row
        name = wide[self.name]
        if not name or name[-1] in self.letters or name[0] in _TOTALS or texts[0][0] in _TOTALS:
            return None
        return dict(zip(self.keys, self.pick(wide), strict=True))


def plain_rows(mapping: Mapping[str, int], name: str, letters: frozenset[str]) -> PlainRows | None:
    """Return how to look at a sheet's rows; None where its columns are too few for it."""
    if len(mapping) < 2 or name not in mapping:
        return None
    places = tuple(mapping.values())
    return PlainRows(tuple(mapping), itemgetter(*places), max(places) + 1, mapping[name], letters)
