"""One cell of contact and phone (联系人及电话: 张三 13900000001), split into the two."""

import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.phone import plain_dashes, read_phones

_NUMBER = re.compile(
    r"(?:(?:\+|00)86[- ]?)?(?:\(0\d{2,3}\)[- ]?)?\d(?:[ -]?\d){5,}"
    r"(?:\s*(?:转分机|转|分机号?|ext\.?)[:\s]*\d{1,6})?",
    re.I,
)
_LABELS = re.compile(
    r"联系人|联系电话|联系方式|电话号码|手机号码|办公电话|手机号|电话|手机|座机|固话|微信同号|同微信|微信|tel|phone",
    re.I,
)
_BETWEEN = re.compile(r"[\s,、;/|:()\-—_.]+")
_LONGEST = 16
_NOTHING = frozenset({"", "-", "—", "/", "无", "暂无"})


@dataclass(frozen=True)
class Contact:
    """Who is asked and under which numbers; `note` says what a reader should know, or nothing."""

    name: str
    phones: str
    note: str = ""


def split_contact(text: str) -> Contact:
    """Return the contact and the phones of one cell; nothing is left away.

    Where the two can't be told apart the whole text stays with the phones, and the note says so.
    """
    kept = text.strip()
    if kept in _NOTHING:
        return Contact(kept, kept)
    folded = plain_dashes(unicodedata.normalize("NFKC", kept))
    found = [match[0].strip() for match in _NUMBER.finditer(folded)]
    names = [one for one in _BETWEEN.split(_LABELS.sub(" ", _NUMBER.sub(" ", folded))) if one]
    phones = read_phones("、".join(found))
    named = all(one.replace("·", "").isalpha() and len(one) <= _LONGEST for one in names)
    if phones.notes or not named or len(names) > 2 + len(found):
        return Contact("", kept, f"“{kept}”分不出联系人和电话，已照原样保留，请核对")
    many = f"“{kept}”有{len(names)}位联系人，请核对" if len(names) > 1 else ""
    return Contact("、".join(names), phones.text, many)


def is_both(text: str) -> bool:
    """Tell whether a cell surely has a contact and a number."""
    split = split_contact(text)
    return bool(split.name and split.phones)
