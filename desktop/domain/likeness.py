"""Rows that are likely the same firm (疑似重复): shown to the reviewer, never merged by machine."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from desktop.domain.clean import fold_name

NEAR = 88
# A block of rows with a common sign is compared pair by pair up to this size. Longer blocks
# (昆明…, a service agency's phone on hundreds of rows) say little and would cost the square.
BLOCK_LIMIT = 60
MOST = 500
_PLACES = re.compile(
    "^(中国|云南省?|昆明市?|江西省?|南昌市?|广东省?|广州市?|深圳市?|北京市?|上海市?)+"
)
_KINDS = re.compile(
    "(股份有限公司|有限责任公司|有限公司|分公司|公司|商行|经营部|工作室|中心|厂|店)$"
)


@dataclass(frozen=True)
class Likely:
    """Two rows that look like one firm, and why, in a whole sentence."""

    row_ids: tuple[int, int]
    sentence: str


def likely_same(rows: Sequence[tuple[int, str, str]]) -> tuple[Likely, ...]:
    """Return the pairs among `rows` (id, name, phone) that have a near name or the same phone.

    Limits, for 10,000 rows in a moment: only rows with the same phone, the same first four or
    the same last four characters of the name's own part are compared; a block of more than
    BLOCK_LIMIT rows is passed over; at most MOST pairs are returned, in the order of the rows.
    Two names of which both differ at the beginning and at the end are not found.
    """
    names = [fold_name(name) for _, name, _ in rows]
    phones = (digits(phone) for *_, phone in rows)
    found = likely_places(names, phones, lambda at: rows[at][1])
    return tuple(Likely((rows[one][0], rows[other][0]), why) for one, other, why in found)


def likely_places(
    folded: Sequence[str],
    phones: Iterable[str],
    name: Callable[[int], str],
    apart: Callable[[int, int], bool] = lambda _one, _other: False,
) -> list[tuple[int, int, str]]:
    """Return two places and the sentence for each pair that `likely_same` finds.

    What `apart` knows to be two firms (two valid codes) is left out.

    `phones` are the rows' by `digits`; `name` is asked for a row's own name where it is said, so
    that a long list's names need not be held twice.
    """
    pairs = _near_names(folded)
    phones = list(phones)
    pairs.update(_pairs(phone or None for phone in phones))
    found: dict[tuple[int, int], str] = {}
    for one, other in sorted(pairs):
        alike = _alike(folded[one], folded[other])
        same_phone = bool(phones[one]) and phones[one] == phones[other]
        if (same_phone or alike) and not apart(one, other):
            why = "名称相近、电话相同" if same_phone and alike else ""
            why = why or ("电话相同" if same_phone else "名称相近")
            sentence = f"“{name(one)}”与“{name(other)}”{why}，是否同一企业请核对。"
            found[one, other] = sentence
    return [(*at, found[at]) for at in sorted(found)[:MOST]]


def digits(phone: str) -> str:
    """Return a phone's digits for comparing, nothing where they are too few."""
    plain = phone.isascii() and phone.isdigit()
    found = phone if plain else re.sub("[^0-9]", "", fold_name(phone))
    return found if len(found) >= 7 else ""


def _own_part(folded: str) -> str:
    """Return the name without its place and its legal form; the whole where nothing is left."""
    return _KINDS.sub("", _PLACES.sub("", folded)) or folded


def _near_names(folded: Sequence[str]) -> set[tuple[int, int]]:
    own = [_own_part(name) for name in folded]
    return {*_pairs(name[:4] for name in own), *_pairs(name[-4:] for name in own)}


def _pairs(signs: Iterable[str | None]) -> Iterator[tuple[int, int]]:
    """Yield the places of rows with the same sign, pair by pair; only what repeats has a list."""
    first: dict[str, int] = {}
    blocks: dict[str, list[int]] = {}
    for at, sign in enumerate(signs):
        if sign is not None and (before := first.setdefault(sign, at)) != at:
            blocks.setdefault(sign, [before]).append(at)
    for block in blocks.values():
        if len(block) <= BLOCK_LIMIT:
            yield from combinations(block, 2)


def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # at the first pair that shares a sign: most rosters have none

    own, others_own = _own_part(one), _own_part(other)
    return fuzz.ratio(own, others_own) >= NEAR or sorted(own) == sorted(others_own)
