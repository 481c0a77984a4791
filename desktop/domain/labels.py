"""How alike two labels are: the headers that people type, and the forms' own wording."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

EXACT, BARE, INSIDE, LEAST = 100, 97, 82, 80
LIKE = 86  # percent that two different spellings of a label share
ADDED = "【附加】"  # before a header of the program's own workbook that the annex lacks
_SKIP = re.compile(r"[\s:：_＿*＊、,，.。·/\\|“”\"'‘’\-—－]+")
_BRACKETED = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_BRACKET = re.compile(r"[(（\[【〔)）\]】〕]")
_MARKS = str.maketrans("", "", "()[]{}（）【】〔〕")
_NEGATIONS = "不未非否无"
_SERIAL = frozenset({"序号", "编号", "no", "序", "号", "行号"})


def fold_label(text: str) -> str:
    """Return a label for comparing: no blanks, colons, marks or brackets, half-width, one case.

    The mark of a column that the annex lacks (【附加】) is no part of its label.
    """
    plain = text.replace(ADDED, "")
    folded = _SKIP.sub("", unicodedata.normalize("NFKC", plain).casefold())
    return folded.translate(_MARKS)


def bare_label(text: str) -> str:
    """Return a label folded, without what stands in brackets (`资产总额（万元）`)."""
    return fold_label(_BRACKETED.sub("", text))


def is_broken(text: str) -> bool:
    """Tell whether a text has a bracket whose other half stands in another cell."""
    return (
        _BRACKET.search(text) is not None and _BRACKET.search(_BRACKETED.sub("", text)) is not None
    )


def is_serial(text: str) -> bool:
    """Tell whether a header only numbers the rows (序号)."""
    return fold_label(text) in _SERIAL


def _negated(text: str) -> bool:
    return any(mark in text for mark in _NEGATIONS)


class Folds(dict[str, tuple[str, str]]):
    """Texts with what fold_label and bare_label make of them, each folded at its first use."""

    def __missing__(self, text: str) -> tuple[str, str]:
        """Fold a text and keep it."""
        self[text] = fold_label(text), bare_label(text)
        return self[text]


@dataclass(frozen=True)
class Wanted:
    """The spellings of one label, folded once; `group` is what is printed above it."""

    spellings: tuple[str, ...]
    bare: tuple[str, ...]
    group: str = ""
    plain: str = ""
    tails: frozenset[str] = field(init=False)
    ends: frozenset[str] = field(init=False)
    letters: frozenset[str] = field(init=False)
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        """Note what the spellings are made of, for seeing at once that a text is like none."""
        tails = {own[start:] for own in self.bare for start in range(len(own) - 1)}
        every = (*self.spellings, *self.bare)
        object.__setattr__(self, "tails", frozenset(tails))
        object.__setattr__(self, "ends", frozenset(own[-1] for own in every))
        object.__setattr__(self, "letters", frozenset("".join(every)))
        object.__setattr__(self, "longest", max(map(len, every), default=0))

    def may_hold(self, full: str) -> bool:
        """Tell whether a folded text can be this label or a part of it: cheap, never too strict.

        A label that is like another ends with it, or is at most a third longer and shares three
        letters of four: so does one of the lines that it is broken into.
        """
        if full[-1:] in self.ends:
            return True
        if not full or len(full) * 3 > self.longest * 4:
            return False
        return 4 * sum(map(self.letters.__contains__, full)) >= 3 * len(full)

    def score(self, text: str) -> int:
        """Return how surely `text` is this label: 100 the same, below 80 reported as 0."""
        return self.score_folded(fold_label(text), bare_label(text))

    def score_folded(self, full: str, bare: str) -> int:
        """Return the score of a text that was folded before, with and without its brackets."""
        if not full or len(full) > 40:
            return 0
        if full in self.spellings:
            return EXACT
        if bare in self.bare or full in self.bare:
            return BARE
        near = bare or full
        if not (near in self.tails or near.endswith(self.bare)) and not self._resembles(near):
            return 0
        return max((_near(near, own) for own in self.bare), default=0)

    def _resembles(self, text: str) -> bool:
        from rapidfuzz import fuzz, process  # at the first label that nobody knows

        found = process.extractOne(text, self.bare, scorer=fuzz.ratio, score_cutoff=LIKE)
        return found is not None


def wanted(label: str, aliases: Iterable[str] = (), group: str = "") -> Wanted:
    """Return the spellings of a label and its aliases, ready for comparing."""
    texts = [text for text in (label, *aliases) if fold_label(text)]
    spellings = tuple(dict.fromkeys(fold_label(text) for text in texts))
    bare = tuple(dict.fromkeys(b for b in map(bare_label, texts) if len(b) > 1))
    return Wanted(spellings, bare, fold_label(group), fold_label(label))


def _near(text: str, own: str) -> int:
    """Return the likeness of two different labels; a no in one of them only makes it nothing."""
    if _negated(text) != _negated(own) or min(len(text), len(own)) < 2:
        return 0
    if text.endswith(own) or own.endswith(text):
        return INSIDE
    from rapidfuzz import fuzz

    ratio = int(fuzz.ratio(text, own))
    return ratio - 5 if ratio >= LIKE else 0
