"""How text from outside becomes text that we keep, compare, or take digits from."""

import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.problem import Problem, Severity

# Unicode's White_Space. Python's own \s also takes U+001C..U+001F, which are control characters.
_WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WHITE_RUN = re.compile(f"[{_WHITE}]+")
_WHITE_ONE = re.compile(f"[{_WHITE}]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NONCHARACTERS = frozenset("\ufffe\uffff")
_BRACKETS = str.maketrans("[]{}〔〕【】〈〉《》「」『』〖〗⟨⟩", "()()()()()()()()()()")
_BRACKET = re.compile("[" + re.escape("".join(map(chr, _BRACKETS))) + "]")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True)
class Cleaned:
    """A value as it is kept, and what was done to it that a reader should know.

    `notes` have severity NOTE; one of severity ERROR means refused, and then `text` is empty.
    Folding white space is not worth a note.
    """

    text: str
    notes: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the value can't be kept at all."""
        return any(note.severity is Severity.ERROR for note in self.notes)


def clean(text: str, where: str = "") -> Cleaned:
    """Return `text` as it is kept: NFC, white space folded and trimmed, nothing invisible in it.

    Control, zero-width and direction characters are removed and NFC is announced, each with a
    note at `where`. A lone surrogate can't be written to any file: it is refused. Cleaning what
    is clean changes nothing.
    """
    # Nearly every cell: what is printable has neither controls nor surrogates, and one white space.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return Cleaned(_WHITE_RUN.sub(" ", text).strip(" "))
    if _LONE_SURROGATE.search(text):
        sentence = "文字中有损坏的字符（半个代理码），无法保存，请在原文件中改正后重新导入。"
        return Cleaned("", (Problem(where, sentence, Severity.ERROR),))
    removed = [char for char in text if _is_invisible(char)]
    seen = "".join(char for char in text if not _is_invisible(char))
    composed = unicodedata.normalize("NFC", seen)
    notes = _removal_note(where, removed) + _composition_note(where, seen, composed)
    return Cleaned(_WHITE_RUN.sub(" ", composed).strip(" "), notes)


def _is_invisible(char: str) -> bool:
    if _WHITE_ONE.match(char):
        return False
    return unicodedata.category(char) in ("Cc", "Cf") or char in _NONCHARACTERS


def _removal_note(where: str, removed: list[str]) -> tuple[Problem, ...]:
    if not removed:
        return ()
    names = "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in removed))
    sentence = f"已去掉{len(removed)}个看不见的字符（{names}）。"
    return (Problem(where, sentence, Severity.NOTE),)


def _composition_note(where: str, before: str, after: str) -> tuple[Problem, ...]:
    if before == after:
        return ()
    old = [char for char in before if unicodedata.normalize("NFC", char) != char]
    shown = "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in old))
    tail = f"（{shown}）" if shown else ""
    return (
        Problem(where, f"文字的编码写法已统一为通用写法{tail}：{after.strip()}", Severity.NOTE),
    )


def fold_name(text: str) -> str:
    """Return `text` for comparing names only: NFKC, no spaces, one kind of bracket, one case.

    `昆明(甲) 公司` and `昆明（甲）公司` fold to the same; the words inside brackets stay.
    """
    plain = unicodedata.normalize("NFKC", text)
    wide = plain.casefold()
    folded = wide if wide == plain else unicodedata.normalize("NFKC", wide)
    if _BRACKET.search(folded):
        folded = folded.translate(_BRACKETS)
    # Nearly every name: no white space but the blank is printable, and nothing that is invisible.
    if folded.isprintable():
        return folded.replace(" ", "")
    seen = _WHITE_RUN.sub("", folded)
    return "".join(c for c in seen if not _is_invisible(c))


def digits_of(text: str) -> str | None:
    """Return the digits typed for a draw (随机码) as text, or None where anything else stands.

    Full-width digits are folded, blanks removed, leading zeros kept. Nothing else is a digit:
    neither ① nor 六 nor a comma. No digits at all give None.
    """
    digits = _WHITE_RUN.sub("", text).translate(_DIGITS)
    return digits if re.fullmatch("[0-9]+", digits) else None
