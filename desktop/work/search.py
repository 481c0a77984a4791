"""Looking for anything by name, contact, code, phone or initials, over all rounds (查找)."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from desktop.domain.form import Field
from desktop.domain.scheme import Scheme
from desktop.store import applications, organisations, recognised, search, values
from desktop.store.applications import Application
from desktop.work.desk import Desk
from desktop.work.give_back import give_back
from desktop.work.reading_names import readings_of
from desktop.work.rounds import RoundLine, list_rounds
from desktop.work.search_index import SLICE, make_slice

LIMIT = 50
ROW, UNIT = "row:", "unit:"  # begin the detail of a place that names a row, an organisation
CASES, UNITS, FIRMS, PEOPLE, OTHERS = "申报", "单位", "企业", "人员", "活动、设备"
RECOGNISED = "认定单位"
_GROUP_OF = {"firms": FIRMS, "tenants": FIRMS, "feedback": FIRMS, "staff": PEOPLE}
_PEOPLE_WORDS = ("联系人", "法定代表人", "法人代表", "负责人")
_HEADS = 20  # applications and organisations that are shown at most, of each


@dataclass(frozen=True)
class Hit:
    """Something that was found: what it is, its name, where it stands, and the place to go to."""

    group: str
    name: str
    where: str
    page: str
    round_id: int | None = None
    application_id: int | None = None
    step: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Found:
    """What was found for a text, grouped; `more` where there is more than is shown.

    `ready` is False while initials can't be looked for yet.
    """

    text: str
    hits: tuple[Hit, ...] = ()
    more: bool = False
    ready: bool = True


@dataclass(frozen=True)
class Head:
    """An application or organisation with all that it can be found by."""

    hit: Hit
    text: str
    initials: str


def find(desk: Desk, text: str, limit: int = LIMIT) -> Found:
    """Return what holds `text`: applications, organisations, then rows of all rosters."""
    needle = search.fold(text)
    if not needle:
        return Found(text)
    heads = desk.memory.recall("search", desk.store.head(), lambda: _heads(desk))
    named = [one.hit for one in heads if needle in one.text or needle in one.initials]
    kept = [hit for group in (CASES, RECOGNISED, UNITS) for hit in _first(named, group)]
    rows = _rows(desk, needle, limit + 1)
    hits = [_hit(row) for row in rows[:limit]]
    order = (FIRMS, PEOPLE, OTHERS)
    hits.sort(key=lambda one: order.index(one.group))
    more = len(rows) > limit or len(kept) < len(named)
    return Found(text, (*kept, *hits), more, desk.index.ready)


def _first(hits: list[Hit], group: str) -> list[Hit]:
    return [one for one in hits if one.group == group][:_HEADS]


def _rows(desk: Desk, needle: str, limit: int) -> list[search.HitRow]:
    if not desk.index.ready:
        return search.look_through(desk.store, needle, limit)
    return search.hit_rows(desk.store, desk.index.find(needle, limit))


def grow(desk: Desk, seconds: float = 0.01) -> bool:
    """Make the index a little more complete; True where there is more to do.

    To be called whenever there is nothing else to do: it takes `seconds`, and one slice more.
    """
    index, until = desk.index, monotonic() + seconds
    index.note(desk.store.take_roster_notes(), search.last_row(desk.store))
    number = index.due()
    while number is not None:
        rows = search.slice_rows(desk.store, number * SLICE, (number + 1) * SLICE)
        index.put(number, make_slice(rows, readings_of(desk)))
        number = index.due()
        if monotonic() > until:
            break
    if number is None and not index.ready:
        index.ready = True
        desk.store.shrink()  # every row was read, and few of them are asked for next
        give_back()
    return number is not None


def _hit(row: search.HitRow) -> Hit:
    line = f"{row.file} 第{row.line}行" if row.file else f"第{row.line}行"
    facts = (row.contact, row.phone, row.code)
    where = "　".join(filter(None, (row.application, line, *facts)))
    detail = f"{ROW}{row.roster}:{row.id}"
    group = _GROUP_OF.get(row.roster, OTHERS)
    return Hit(group, row.name, where, "case", row.round_id, row.application_id, "rosters", detail)


def _heads(desk: Desk) -> list[Head]:
    return [*_case_heads(desk), *_recognised_heads(desk), *_unit_heads(desk)]


def _case_heads(desk: Desk) -> Iterator[Head]:
    for line in list_rounds(desk):
        scheme = desk.schemes.get(line.scheme_id)
        for one in applications.applications(desk.store, line.id):
            yield _case_head(desk, line, scheme, one)


def _case_head(desk: Desk, line: RoundLine, scheme: Scheme | None, one: Application) -> Head:
    given = values.values(desk.store, one.id)
    texts = {key: value.text for key, value in given.items()}
    known = [field for field in scheme.form.fields if _is_known_by(field)] if scheme else []
    people = [texts.get(field.key, "") for field in known if _is_person(field)]
    others = [texts.get(field.key, "") for field in known if not _is_person(field)]
    where = f"{line.label}　编号{one.number}　{one.operator_name}".rstrip("　")
    hit = Hit(CASES, one.name, where, "case", line.id, one.id)
    return _head(desk, hit, [one.name, one.operator_name], people, [one.number, *others])


def _recognised_heads(desk: Desk) -> Iterator[Head]:
    for one in recognised.units(desk.store):
        year = f"{one.recognised_on[:4] or one.year or ''}"
        scheme = desk.schemes[one.scheme_id].short_name if one.scheme_id in desk.schemes else ""
        where = "　".join(
            filter(None, (scheme, f"{year}年认定" if year else "", one.operator_name))
        )
        hit = Hit(RECOGNISED, one.name, where, "unit", step=str(one.id))
        yield _head(desk, hit, [one.name, one.operator_name], [], [one.code, one.document])


def _unit_heads(desk: Desk) -> Iterator[Head]:
    counted = search.count_cases(desk.store)
    for one in organisations.organisations(desk.store):
        count = counted.get(one.id, 0)
        facts = (one.code, f"申报{count}次" if count else "")
        hit = Hit(
            UNITS, one.name, "　".join(filter(None, facts)), "archive", detail=UNIT + one.name
        )
        yield _head(desk, hit, [one.name], [], [one.code])


def _head(desk: Desk, hit: Hit, names: list[str], people: list[str], others: list[str]) -> Head:
    read = readings_of(desk)
    folded = [search.fold(one) for one in names]
    called = [search.fold(one) for one in people]
    text = "\t".join([*folded, *called, *map(search.fold, others)])
    initials = [*map(read.initials, folded), *map(read.person, called)]
    return Head(hit, text, "\t".join(initials))


def _is_known_by(field: Field) -> bool:
    return field.kind in ("phone", "code") or _is_person(field)


def _is_person(field: Field) -> bool:
    return any(word in field.label for word in _PEOPLE_WORDS) and field.kind == "text"
