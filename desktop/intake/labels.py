"""Compares the headers and labels that people type with the forms' own wording."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.domain.form import Column, Roster

EXACT, BARE, INSIDE, LEAST = 100, 97, 82, 80
_SKIP = re.compile(r"[\s:：_＿*＊、,，.。·/\\|“”\"'‘’\-—－]+")
_BRACKETED = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")
_MARKS = str.maketrans("", "", "()[]{}（）【】〔〕")
_NEGATIONS = "不未非否无"
# Usual spellings of the columns that every roster shares, by the column's key.
_USUAL: dict[str, tuple[str, ...]] = {
    "name": ("企业名称", "单位名称", "公司名称", "客户名称", "服务企业名称", "企业全称"),
    "code": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码"),
    "contact": ("联系人", "企业联系人", "联系人姓名"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "联系人电话"),
    "satisfied": ("满意",),
    "dissatisfied": ("不满意",),
}
_SERIAL = frozenset({"序号", "编号", "no", "序", "号", "行号"})
TICK_COLUMNS = ("satisfied", "dissatisfied")


def fold_label(text: str) -> str:
    """Return a label for comparing: no blanks, colons, marks or brackets, half-width, one case."""
    folded = _SKIP.sub("", unicodedata.normalize("NFKC", text).casefold())
    return folded.translate(_MARKS)


def bare_label(text: str) -> str:
    """Return a label folded, without what stands in brackets (`资产总额（万元）`)."""
    return fold_label(_BRACKETED.sub("", text))


def is_serial(text: str) -> bool:
    """Tell whether a header only numbers the rows (序号)."""
    return fold_label(text) in _SERIAL


def _negated(text: str) -> bool:
    return any(mark in text for mark in _NEGATIONS)


@dataclass(frozen=True)
class Wanted:
    """The spellings of one label, folded once; `group` is what is printed above it."""

    spellings: tuple[str, ...]
    bare: tuple[str, ...]
    group: str = ""
    plain: str = ""

    def score(self, text: str) -> int:
        """Return how surely `text` is this label: 100 the same, below 80 reported as 0."""
        full = fold_label(text)
        if not full or len(full) > 40:
            return 0
        if full in self.spellings:
            return EXACT
        bare = bare_label(text)
        if bare in self.bare or full in self.bare:
            return BARE
        return max((_near(bare or full, own) for own in self.bare), default=0)


def wanted(label: str, aliases: Iterable[str] = (), group: str = "") -> Wanted:
    """Return the spellings of a label and its aliases, ready for comparing."""
    texts = [text for text in (label, *aliases) if fold_label(text)]
    spellings = tuple(dict.fromkeys(fold_label(text) for text in texts))
    bare = tuple(dict.fromkeys(b for b in map(bare_label, texts) if len(b) > 1))
    return Wanted(spellings, bare, fold_label(group), fold_label(label))


def wanted_column(column: Column) -> Wanted:
    """Return the spellings of a roster's or table's column."""
    return wanted(column.label, (*column.aliases, *_USUAL.get(column.key, ())), column.group)


def name_column(roster: Roster) -> str:
    """Return the key without which a row is nothing: name, else the first column."""
    keys = [column.key for column in roster.columns if not is_serial(column.label)]
    return "name" if "name" in keys else keys[0]


def _near(text: str, own: str) -> int:
    """Return the likeness of two different labels; a no in one of them only makes it nothing."""
    if _negated(text) != _negated(own) or min(len(text), len(own)) < 2:
        return 0
    if text.endswith(own) or own.endswith(text):
        return INSIDE
    ratio = int(fuzz.ratio(text, own))
    return ratio - 5 if ratio >= 86 else 0
