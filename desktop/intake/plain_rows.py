"""The first look at a row of a long list: most rows are plain, and taken without a second one."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from desktop.intake.no_entry import STARTS

FEWEST = 4  # cells: what has fewer may be a remark or the list's foot
TOTALS = STARTS | frozenset("合总小共累本")  # what 合计, 本页小计 and the like begin with


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
        if len(texts) < FEWEST or not is_clean("|".join(["", *texts, ""])):
            return None
        short = self.width - len(row)
        wide = row + [""] * short if short > 0 else row
        name = wide[self.name]
        if not name or name[-1] in self.letters or name[0] in TOTALS or texts[0][0] in TOTALS:
            return None
        return dict(zip(self.keys, self.pick(wide), strict=True))


def is_clean(text: str) -> bool:
    """Tell whether cleaning would change nothing in texts that stand between strokes (|).

    A text in which a stroke stands beside a blank may be clean, and still has a closer look.
    """
    return (
        text.isprintable()
        and "  " not in text
        and "| " not in text
        and " |" not in text
        and unicodedata.is_normalized("NFC", text)
    )


def plain_rows(mapping: Mapping[str, int], name: str, letters: frozenset[str]) -> PlainRows | None:
    """Return how to look at a sheet's rows; None where its columns are too few for it."""
    if len(mapping) < 2 or name not in mapping:
        return None
    places = tuple(mapping.values())
    return PlainRows(tuple(mapping), itemgetter(*places), max(places) + 1, mapping[name], letters)
