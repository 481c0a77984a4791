"""What stands out over all applications of a round (交叉核对): findings to look at, no verdicts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TypeVar

from desktop.domain.case import Row
from desktop.domain.clean import fold_name
from desktop.domain.signs import firm_keys, phones_of, signs_of

S = TypeVar("S")
FIRM, PHONE, CONTACT, MANY, STAFF, SELF = "firm", "phone", "contact", "many", "staff", "self"
# In the order in which they are shown.
KINDS = {
    SELF: "申报单位自己在名单中",
    STAFF: "本单位人员或电话出现在受访企业中",
    MANY: "多家企业同一电话",
    PHONE: "不同单位名单中电话相同",
    FIRM: "同一企业在几家名单中",
    CONTACT: "不同单位名单中联系人相同",
}
# From how many firms of one roster on a shared phone is told.
LEAST_SHARING = 3
# Places named in one finding; how many there are in all is in its sentence.
MOST_SPOTS = 50
_NO_ONE = frozenset({"", "无", "-", "—", "/", "暂无"})


@dataclass(frozen=True)
class Applicant:
    """One application as the radar sees it; `firms` may be asked in the survey, `staff` are its.

    `names` and `codes` are the applicant's own, `phones` those on its form.
    """

    id: int
    name: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    phones: tuple[str, ...]
    roster: str
    firms: Sequence[Row]
    staff: Sequence[Row] = ()


@dataclass(frozen=True)
class Spot:
    """One place of a finding: whose roster, which row, what firm or person stands there."""

    application_id: int
    applicant: str
    roster: str
    row_id: int
    place: str
    name: str
    contact: str
    phone: str


@dataclass(frozen=True)
class Finding:
    """One thing that stands out; `key` stays the same while its sign does, for what is noted."""

    key: str
    kind: str
    sentence: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A firm's row with all that it is compared by."""

    whose: Applicant
    row: Row
    firm: str
    phones: tuple[str, ...]
    contact: str


def find_all(applicants: Sequence[Applicant]) -> tuple[Finding, ...]:
    """Return everything that stands out, by kind in the order of KINDS, then as the rows come.

    Linear in the rows, so 20 applications of 5,000 firms take a few seconds at most.
    """
    seen = _look(applicants)
    ways: tuple[Callable[[], Iterable[Finding]], ...] = (
        lambda: _selves(applicants, seen),
        lambda: _own_people(applicants, seen),
        lambda: _shared_phones(seen),
        lambda: _phones_between(seen),
        lambda: _firms_between(seen),
        lambda: _contacts_between(seen),
    )
    return tuple(finding for way in ways for finding in way())


def _look(applicants: Sequence[Applicant]) -> list[_Seen]:
    keys = firm_keys(signs_of(row.cells) for one in applicants for row in one.firms)
    pairs = ((one, row) for one in applicants for row in one.firms)
    return [
        _Seen(
            one,
            row,
            key,
            phones_of(row.cells.get("phone", "")),
            fold_name(row.cells.get("contact", "")),
        )
        for (one, row), key in zip(pairs, keys, strict=True)
        if key
    ]


def _selves(applicants: Sequence[Applicant], seen: Sequence[_Seen]) -> Iterator[Finding]:
    own = {
        one.id: {f"code:{code}" for code in one.codes} | {fold_name(n) for n in one.names if n}
        for one in applicants
    }

    def signs(one: _Seen) -> list[int]:
        there = {one.firm, fold_name(one.row.cells.get("name", ""))} & own[one.whose.id]
        return [one.whose.id] if there else []

    for whose, group in _by_sign(seen, signs, least=1).items():
        name = group[0].row.cells.get("name", "")
        told = f"“{group[0].whose.name}”的名单中有申报单位自己：“{name}”。"
        yield _finding(SELF, str(whose), told, group)


def _own_people(applicants: Sequence[Applicant], seen: Sequence[_Seen]) -> Iterator[Finding]:
    for whose in applicants:
        mine = [one for one in seen if one.whose is whose]
        yield from _own_phones(whose, mine)
        yield from _own_staff(whose, mine)


def _own_phones(whose: Applicant, mine: Sequence[_Seen]) -> Iterator[Finding]:
    numbers = {number: "申请表" for text in whose.phones for number in phones_of(text)}
    people: dict[str, Row] = {}
    for person in whose.staff:
        for number in phones_of(person.cells.get("phone", "")):
            people.setdefault(number, person)
    wanted = numbers.keys() | people.keys()
    there = lambda one: [n for n in one.phones if n in wanted]  # noqa: E731 - one use
    for number, group in _by_sign(mine, there, least=1).items():
        if number in people:
            person = people[number]
            who = f"本单位人员“{person.cells.get('name', '')}”"
            told = f"“{whose.name}”名单中{len(group)}行的电话是{who}的电话。"
            extra = (_person_spot(whose, person),)
            yield _finding(STAFF, f"{whose.id}|phone|{number}", told, group, extra)
        elif number in numbers:
            told = f"“{whose.name}”名单中{len(group)}行的电话是申报单位自己的电话。"
            yield _finding(STAFF, f"{whose.id}|phone|{number}", told, group)


def _own_staff(whose: Applicant, mine: Sequence[_Seen]) -> Iterator[Finding]:
    people: dict[str, Row] = {}
    for person in whose.staff:
        name = fold_name(person.cells.get("name", ""))
        if name not in _NO_ONE:
            people.setdefault(name, person)
    there = lambda one: (one.contact,) if one.contact in people else ()  # noqa: E731 - one use
    for contact, group in _by_sign(mine, there, least=1).items():
        name = people[contact].cells.get("name", "")
        told = f"“{whose.name}”名单中{len(group)}行的联系人与本单位人员“{name}”同名。"
        extra = (_person_spot(whose, people[contact]),)
        yield _finding(STAFF, f"{whose.id}|contact|{contact}", told, group, extra)


def _shared_phones(seen: Sequence[_Seen]) -> Iterator[Finding]:
    for whose, mine in groupby(seen, lambda one: one.whose.id):
        for number, group in _by_sign(mine, lambda one: one.phones).items():
            firms = {one.firm for one in group}
            if len(firms) >= LEAST_SHARING:
                told = f"“{group[0].whose.name}”名单中{len(firms)}家企业填写同一电话。"
                yield _finding(MANY, f"{whose}|{number}", told, group)


def _phones_between(seen: Sequence[_Seen]) -> Iterator[Finding]:
    for number, group in _by_sign(seen, lambda one: one.phones).items():
        firms, whose = {one.firm for one in group}, _names(group)
        if len(whose) > 1 and len(firms) > 1:
            told = f"{_and(whose)}的名单中，{len(firms)}家不同企业填写同一电话。"
            yield _finding(PHONE, number, told, group)


def _firms_between(seen: Sequence[_Seen]) -> Iterator[Finding]:
    for firm, group in _by_sign(seen, lambda one: (one.firm,)).items():
        whose = _names(group)
        if len(whose) > 1:
            name = group[0].row.cells.get("name", "")
            yield _finding(FIRM, firm, f"“{name}”同时在{_and(whose)}的名单中。", group)


def _contacts_between(seen: Sequence[_Seen]) -> Iterator[Finding]:
    """A contact who stands for different firms in rosters of several applicants."""
    for contact, group in _by_sign(seen, lambda one: (one.contact,)).items():
        whose, firms = _names(group), {one.firm for one in group}
        if contact not in _NO_ONE and len(whose) > 1 and len(firms) > 1:
            name = group[0].row.cells.get("contact", "")
            told = f"{_and(whose)}的名单中，{len(firms)}家不同企业的联系人都叫“{name}”。"
            yield _finding(CONTACT, contact, told, group)


def _by_sign(
    seen: Iterable[_Seen], signs: Callable[[_Seen], Iterable[S]], least: int = 2
) -> dict[S, list[_Seen]]:
    """Return the rows of each sign that `least` rows bear (1 or 2), in the order of the first.

    Most of 100,000 rows stand alone with their signs: those have no list.
    """
    first: dict[S, _Seen] = {}
    groups: dict[S, list[_Seen]] = {}
    for one in seen:
        for sign in signs(one):
            if sign and (before := first.setdefault(sign, one)) is not one:
                groups.setdefault(sign, [before]).append(one)
    if least == 1:
        return {sign: groups.get(sign, [one]) for sign, one in first.items()}
    return {sign: groups[sign] for sign in first if sign in groups}


def _names(group: Iterable[_Seen]) -> tuple[str, ...]:
    """Return whose rosters the rows are in, each applicant once."""
    return tuple({one.whose.id: one.whose.name for one in group}.values())


def _and(names: Sequence[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:4])
    return f"{shown}等{len(names)}家" if len(names) > 4 else shown


def _finding(
    kind: str, sign: str, sentence: str, group: Sequence[_Seen], extra: tuple[Spot, ...] = ()
) -> Finding:
    # The key is kept in the file beside a note; a hash holds no one's number or name.
    key = sha256(f"{kind}|{sign}".encode()).hexdigest()[:32]
    spots = (*extra, *(_spot(one) for one in group[:MOST_SPOTS]))
    more = f"（只列出前{MOST_SPOTS}处，共{len(group)}处）" if len(group) > MOST_SPOTS else ""
    return Finding(key, kind, sentence + more, spots)


def _spot(one: _Seen) -> Spot:
    get = one.row.cells.get
    return Spot(
        one.whose.id,
        one.whose.name,
        one.whose.roster,
        one.row.id,
        one.row.place,
        get("name", ""),
        get("contact", ""),
        get("phone", ""),
    )


def _person_spot(whose: Applicant, person: Row) -> Spot:
    get = person.cells.get
    name = get("name", "")
    return Spot(
        whose.id, whose.name, "staff", person.id, person.place, name, name, get("phone", "")
    )
