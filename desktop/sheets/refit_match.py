"""Matches the headers of someone else's form to what our sheet can give, one to one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.labels import EXACT, LEAST, Wanted, bare_label, fold_label, is_serial
from desktop.sheets.refit_offers import Offer
from desktop.sheets.refit_table import FoundTable

SURE = 97  # from here on the header is the same but for what stands in brackets
_LONGEST = 40
# Whose name, phone or post a column under (or beginning with) these words is, by our path.
_PERSONS = {
    "principal": ("负责人", "单位负责人", "主要负责人"),
    "contact": ("联系人", "单位联系人", "平台联系人"),
    "legal": ("法定代表人", "法人代表", "法人"),
    "filler": ("填表人", "填报人", "经办人"),
}
_OWNERS = {
    "phone": "contact",
    "contact": "contact",
    "contact_and_phone": "contact",
    "principal": "principal",
    "filler": "filler",
    "filler_phone": "filler",
}
_NAMES = ("姓名", "名字")
# Labels that say little alone: they are taken where they are the very spelling of one of ours.
_VAGUE = frozenset({"姓名", "电话", "手机", "联系方式", "名称", "单位", "职务", "日期"})
_HINT = re.compile(r"[(（\[【〔][^()（）\[\]【】〔〕]*[)）\]】〕]")


@dataclass(frozen=True)
class Spelled:
    """One offer for matching: its key, its path and its spellings."""

    key: str
    path: str
    wanted: Wanted
    group: str = ""
    own: bool = True


def spelled(offers: Sequence[Offer]) -> list[Spelled]:
    """Return the offers with their spellings, for matching."""
    return [Spelled(o.key, o.path, o.wanted(), o.group, o.own) for o in offers]


def proposed(table: FoundTable, offers: Sequence[Offer]) -> list[tuple[str, int]]:
    """Return for each column of a found table the key that fits best, and how surely."""
    return match([head.texts for head in table.heads], spelled(offers))


def match(heads: Sequence[tuple[str, ...]], offers: Sequence[Spelled]) -> list[tuple[str, int]]:
    """Return for each header the key that fits best and how surely; ("", 0) where none does.

    The surest pairs come first, and a key is given once; the sheet's own columns come before the
    others. A header is its texts from top to bottom.
    """
    scored = [
        (_weighed(score(texts, offer), offer), -place, -at)
        for at, texts in enumerate(heads)
        for place, offer in enumerate(offers)
    ]
    found = [("", 0)] * len(heads)
    used: set[str] = set()
    for likeness, place, at in sorted(scored, reverse=True):
        key = offers[-place].key
        if likeness >= LEAST - 1 and not found[-at][0] and key not in used:
            found[-at] = (key, likeness)
            used.add(key)
    return found


def _weighed(likeness: int, offer: Spelled) -> int:
    """What stands on our own sheet comes first among what is as sure."""
    if not offer.own:
        return likeness - 1
    return EXACT if likeness >= SURE else likeness


def score(texts: tuple[str, ...], offer: Spelled) -> int:
    """Return how surely a header means the offer: 100 the same, 0 not alike."""
    if not texts:
        return 0
    if is_serial(texts[-1]):
        return EXACT if offer.path == "serial" else 0
    owner = _owner(texts)
    wanted_owner = _OWNERS.get(offer.path)
    if owner and wanted_owner and owner != wanted_owner:
        return 0
    if owner and wanted_owner is None and len(texts) > 1:
        return 0
    if owner and len(texts) > 1 and fold_label(texts[-1]) in _NAMES:
        return SURE if offer.path == owner else 0
    likeness = _by_words(texts, offer)
    return likeness if likeness >= SURE or fold_label(texts[-1]) not in _VAGUE else 0


def _owner(texts: tuple[str, ...]) -> str:
    """Whose column it is, told by the group above it or by how the label begins."""
    first = bare_label(texts[0]) or fold_label(texts[0])
    for owner, words in _PERSONS.items():
        if first.startswith(words):
            return owner
    return ""


def _by_words(texts: tuple[str, ...], offer: Spelled) -> int:
    """Compare the last line, all lines in one, and the first where the rest is only a hint."""
    spoken = [text for text in texts if bare_label(text) and len(bare_label(text)) <= _LONGEST]
    scores = [offer.wanted.score(_short(text)) for text in (*spoken[-1:], "".join(spoken))]
    best = max(scores, default=0)
    if best and offer.group and len(texts) > 1 and fold_label(offer.group) == fold_label(texts[0]):
        return min(EXACT, best + 2)
    if best and len(texts) > 1 and len(spoken) > 1 and scores[0] == best:
        return best - 1  # under a heading of its own it may mean something else
    return best


def _short(text: str) -> str:
    """The text without what stands in brackets where it is a long explanation."""
    return text if len(fold_label(text)) <= _LONGEST else _HINT.sub("", text)
