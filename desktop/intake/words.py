"""The words of other people's headers, as data: synonyms, spellings of columns, scales, dates."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.domain.form import Column
from desktop.domain.labels import EXACT, INSIDE, LEAST, Wanted, bare_label, fold_label, wanted
from desktop.paths import resources_dir

SAME_WORDS, OTHER_ORDER, MORE_WORDS, WEAK = 94, 90, 86, INSIDE
_LONGEST = 24  # characters of a header that is looked at word by word
_KEYS = frozenset({"drop", "free", "dates", "scales", "words", "columns"})
_COLUMN_KEYS = frozenset({"rosters", "key", "aliases", "weak"})
_TAILS = frozenset({"名称", "姓名"})  # 证书名称, 联络员姓名
_NUMBERED = re.compile(r"^\d{1,2}(?=[^\d年])")  # 5、您对服务是否满意
_YEAR = r"(?:19|20)\d\d年?度?"


@dataclass(frozen=True)
class HeaderWords:
    """What `resources/words/headers.toml` says; `columns` is keyed by (roster key, column key)."""

    words: Mapping[str, str]
    drop: frozenset[str]
    free: frozenset[str]
    dates: frozenset[str]
    scales: frozenset[str]
    columns: Mapping[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        known = sorted({*self.words, *self.drop, *self.free}, key=lambda word: (-len(word), word))
        return re.compile(f"({_YEAR})|({'|'.join(map(re.escape, known))})|(.)", re.DOTALL)

    @cached_property
    def _told(self) -> dict[str, tuple[str, ...]]:
        return {}

    def tokens(self, folded: str) -> tuple[str, ...]:
        """Return a folded text word by word, each in our own wording, none twice in a row."""
        if folded not in self._told:
            self._told[folded] = self._tokens(folded)
        return self._told[folded]

    def _tokens(self, folded: str) -> tuple[str, ...]:
        out: list[str] = []
        for year, word, other in self._pattern.findall(_NUMBERED.sub("", folded)):
            token = "年度" if year else self.words.get(word, word) or other
            if token not in self.drop and not (out and out[-1] == token):
                out.append(token)
        return tuple(out)

    def bound(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Return the words without those that change nothing."""
        return tuple(token for token in tokens if token not in self.free)

    def is_scale(self, text: str) -> bool:
        """Tell whether a header asks for the whole scale: 满意度, 满意或不满意."""
        folded, bare = fold_label(text), bare_label(text)
        bound = [token for token in self.bound(self.tokens(bare)) if token != "企业"]
        alone = bound == ["满意"] and bare != "满意"
        return folded in self.scales or alone or sorted(bound) == ["不满意", "满意"]

    def heading(self, roster: str, column: Column) -> "Heading":
        """Return the spellings of a roster's column, ready for comparing."""
        aliases, weak = self.columns.get((roster, column.key), ((), ()))
        label = wanted(column.label, (*column.aliases, *aliases), column.group)
        return Heading(self, label, tuple(map(fold_label, weak)), column.key == "name")


@dataclass(frozen=True)
class Heading:
    """One column's spellings: the very words, the words in our own wording, and weak ones."""

    words: HeaderWords
    label: Wanted
    weak: tuple[str, ...] = ()
    is_name: bool = False

    @property
    def group(self) -> str:
        """What is printed above the label, folded."""
        return self.label.group

    @property
    def plain(self) -> str:
        """The label itself, folded."""
        return self.label.plain

    @cached_property
    def _tokens(self) -> frozenset[tuple[str, ...]]:
        spellings = (*self.label.spellings, *self.label.bare)
        return frozenset(filter(None, map(self.words.tokens, spellings)))

    @cached_property
    def _bags(self) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(sorted(tokens)) for tokens in self._tokens)

    @cached_property
    def _bound(self) -> frozenset[tuple[str, ...]]:
        return frozenset(filter(None, (self._bag(tokens) for tokens in self._tokens)))

    def _bag(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """Return the words that count, in a fixed order: 证书名称 asks for no more than 证书."""
        bound = self.words.bound(tokens)
        return tuple(sorted(t for t in bound if self.is_name or t not in _TAILS))

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(token for tokens in self._tokens for token in tokens)

    def may_hold(self, full: str) -> bool:
        """Tell whether a folded text can be this label or a part of it: cheap, never too strict."""
        if self.label.may_hold(full) or full in self.weak:
            return True
        if not full or len(full) > _LONGEST:
            return False
        known, free = self._letters, self.words.free | _TAILS
        return all(token in known or token in free for token in self.words.tokens(full))

    def score_folded(self, full: str, bare: str) -> int:
        """Return how surely a folded text is this label: 100 the very words, below 80 as 0."""
        likeness = self.label.score_folded(full, bare)
        if likeness >= SAME_WORDS or not full or len(full) > _LONGEST:
            return likeness
        texts = {full, bare} - {""}
        best = max(self._by_words(self.words.tokens(text)) for text in texts)
        if not texts.union(_NUMBERED.sub("", text) for text in texts).isdisjoint(self.weak):
            best = max(best, WEAK)
        return max(likeness, best)

    def _by_words(self, tokens: tuple[str, ...]) -> int:
        if not tokens:
            return 0
        if tokens in self._tokens:
            return SAME_WORDS
        if tuple(sorted(tokens)) in self._bags:
            return OTHER_ORDER
        return MORE_WORDS if self._bag(tokens) in self._bound else 0


def header_words() -> HeaderWords:
    """Read the words that ship with the program; ValueError where the file has an unknown key."""
    path = resources_dir() / "words" / "headers.toml"
    plain = tomllib.loads(path.read_text("utf-8"))
    strange = plain.keys() ^ _KEYS
    strange |= {key for column in plain["columns"] for key in column.keys() - _COLUMN_KEYS}
    if strange:
        raise ValueError(f"{path}: {sorted(strange)}")
    columns = {
        (roster, column["key"]): (tuple(column["aliases"]), tuple(column.get("weak", ())))
        for column in plain["columns"]
        for roster in column["rosters"]
    }
    words = {
        fold_label(word): ours
        for ours, others in plain["words"].items()
        for word in (ours, *others)
    }
    return HeaderWords(
        words,
        frozenset(plain["drop"]),
        frozenset(plain["free"]),
        frozenset(plain["dates"]),
        frozenset(map(fold_label, plain["scales"])),
        columns,
    )


__all__ = ["EXACT", "LEAST", "HeaderWords", "Heading", "header_words"]
