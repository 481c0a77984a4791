"""单位档案: what the file knows of each organisation over the years, under every scheme."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.codes import valid_code
from desktop.domain.likeness import likely_same
from desktop.domain.problem import UserError
from desktop.store import applications, departments, joined, organisations, values
from desktop.store.applications import Application
from desktop.store.organisations import Organisation
from desktop.work.cases import STATE_WORDS, CaseLine, line_of
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dynamic import UnitLine, unit_lines
from desktop.work.office_way import YES, stage_words
from desktop.work.reading_names import readings_of
from desktop.work.rounds import RoundLine, list_rounds

APPLIED, RECOGNISED = "申报", "认定"
_SAME_CODE = "统一社会信用代码相同"
_APART = "archive.apart:"  # begins the file's note that two organisations are not one


@dataclass(frozen=True)
class Entry:
    """One application or recognition of an organisation; a unit has `unit_id` and no case here.

    `outcome` is in words; `year` 0 where nobody knows it.
    """

    kind: str
    scheme: str
    year: int
    number: str
    name: str
    outcome: str
    round_id: int | None = None
    application_id: int | None = None
    step: str = ""
    unit_id: int = 0


@dataclass(frozen=True)
class File:
    """One organisation: its newest name, the earlier ones, its code, its entries newest first."""

    id: int
    name: str
    code: str
    earlier: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class ArchiveLine:
    """One entry with the organisation that it belongs to, as the list shows it."""

    file: File
    entry: Entry

    @property
    def key(self) -> tuple[int, int, int]:
        """What tells lines apart."""
        return self.file.id, self.entry.application_id or 0, self.entry.unit_id


@dataclass(frozen=True)
class Alike:
    """Two organisations that may be one, and why (`sentence`)."""

    first: Organisation
    second: Organisation
    sentence: str


@dataclass(frozen=True)
class Archive:
    """All files in the order of their names as they are read, and who may be one.

    `joined` are organisations that were joined, by id: the name that stands for no more. `apart`
    are the pairs that the clerk said are not one, and what they are called.
    """

    files: tuple[File, ...]
    alike: tuple[Alike, ...]
    joined: Mapping[int, str]
    apart: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def lines(self) -> list[ArchiveLine]:
        """Every entry on a line of its own."""
        return [ArchiveLine(one, entry) for one in self.files for entry in one.entries]


def archive(desk: Desk) -> Archive:
    """Return every organisation that applied or was recognised, by pinyin."""
    every = organisations.organisations(desk.store)
    known = [one for one in _files(desk, every) if one.entries]
    readings = readings_of(desk)
    known.sort(key=lambda one: (readings.order(one.name), one.id))
    names = {one.id: one.name for one in every}
    gone = {one.id: names[one.id] for one in joined.all_joined(desk.store)}
    said = _apart(desk)
    alike = [one for one in _alike(known) if _pair(one.first.id, one.second.id) not in said]
    named = {pair: " / ".join(names[one] for one in pair) for pair in said if {*pair} <= {*names}}
    return Archive(tuple(known), tuple(alike), gone, named)


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _apart(desk: Desk) -> list[tuple[int, int]]:
    keys = departments.settings_like(desk.store, _APART)
    numbers = (key.removeprefix(_APART).split("-") for key in keys)
    return [_pair(int(one), int(other)) for one, other in numbers]


def file_of(desk: Desk, organisation_id: int) -> File:
    """Return what is known of one organisation."""
    one = organisations.organisation(desk.store, organisation_id)
    return next(iter(_files(desk, [one])))


def _files(desk: Desk, wanted: Sequence[Organisation]) -> Iterator[File]:
    rounds = {one.id: one for one in list_rounds(desk)}
    units: dict[int, list[UnitLine]] = {}
    for line in unit_lines(desk):
        if line.id:
            units.setdefault(line.organisation_id, []).append(line)
    became = {u.application_id: u for many in units.values() for u in many if u.application_id}
    for one in wanted:
        cases = applications.applications_of(desk.store, one.id)
        ours = units.get(one.id, [])
        entries = [_applied(desk, case, rounds[case.round_id], became) for case in cases]
        entries += [_recognised(unit) for unit in ours]
        entries.sort(key=lambda entry: (-entry.year, entry.scheme, entry.kind))
        names = [c.operator_name or c.name for c in cases] + [u.operator or u.name for u in ours]
        earlier = tuple(dict.fromkeys(name for name in names if name and name != one.name))
        code = one.code or _code(desk, cases, ours)
        yield File(one.id, one.name, code, earlier, tuple(entries))


def _code(desk: Desk, cases: Sequence[Application], units: Sequence[UnitLine]) -> str:
    """The newest code that the forms or the list of recognised units have."""
    found = [code_of(desk, case) for case in reversed(cases)] + [unit.code for unit in units]
    return next(filter(None, found), "")


def code_of(desk: Desk, application: Application) -> str:
    """Return the valid 统一社会信用代码 that an application's form or recommendation has, or ""."""
    scheme_id = next(r.scheme_id for r in list_rounds(desk) if r.id == application.round_id)
    scheme = desk.schemes.get(scheme_id)
    if scheme is None:
        return ""
    found = values.values(desk.store, application.id)
    paths = [one.key for one in scheme.form.fields if one.kind == "code"]
    paths += [f"rec.{one.key}" for one in scheme.recommendation if one.kind == "code"]
    texts = (found[path].text for path in paths if path in found)
    return next((code for text in texts if (code := valid_code(text))), "")


def _applied(
    desk: Desk, case: Application, round_: RoundLine, became: Mapping[int, UnitLine]
) -> Entry:
    line = line_of(desk, case)
    return Entry(
        APPLIED,
        round_.short_name,
        round_.year,
        case.number,
        line.name,
        _outcome(line, became.get(case.id)),
        case.round_id,
        case.id,
        line.next_step,
    )


def _outcome(line: CaseLine, unit: UnitLine | None) -> str:
    agrees = ("同意推荐" if line.agrees in YES else "不同意推荐") if line.agrees else ""
    how = STATE_WORDS[line.state] or stage_words(line.stage)
    return "，".join(filter(None, (how, agrees, unit.state if unit else "")))


def _recognised(unit: UnitLine) -> Entry:
    until = f"有效期至{unit.until}" if unit.until else ""
    told = "，".join(filter(None, (unit.state, until, unit.document)))
    return Entry(RECOGNISED, unit.scheme, unit.year, "", unit.name, told, unit_id=unit.id)


def _alike(known: Sequence[File]) -> Iterator[Alike]:
    """The pairs that may be one organisation: by code first, then by names that are near."""
    by_id = {one.id: Organisation(one.id, one.name, one.code) for one in known}
    by_code: dict[str, int] = {}
    told: set[frozenset[int]] = set()
    for one in known:
        first = by_code.setdefault(one.code, one.id) if one.code else one.id
        if first != one.id:
            told.add(frozenset((first, one.id)))
            yield Alike(by_id[first], by_id[one.id], _SAME_CODE)
    for pair in likely_same([(one.id, one.name, "") for one in known]):
        old, new = (by_id[number] for number in pair.row_ids)
        other_code = old.code and new.code and old.code != new.code
        if frozenset(pair.row_ids) not in told and not other_code:
            yield Alike(old, new, pair.sentence)


def join_files(desk: Desk, into: int, other: int) -> Changed:
    """Let two organisations be one (同一单位) as the clerk says; nothing of either is lost.

    UserError where they are one already. `part_files` takes it back.
    """
    names = [organisations.organisation(desk.store, one).name for one in (into, other)]
    if joined.followed(desk.store, into) == joined.followed(desk.store, other):
        raise UserError("这两个已经是同一单位。", "没有改动。")
    with desk.act("合并单位", f"organisation:{into}", name=names[0], item=names[1]) as act:
        made = joined.join(desk.store, into, other)
        act.detail |= {"other": made.id, "applications": list(made.applications)}
        act.detail["units"] = list(made.units)
    return changed("units", value=made.id)


def part_files(desk: Desk, other: int) -> Changed:
    """Let an organisation stand for itself again, with what it had; UserError: never joined."""
    name = organisations.organisation(desk.store, other).name
    if other not in {one.id for one in joined.all_joined(desk.store)}:
        raise UserError(f"“{name}”没有合并过。", "没有改动。")
    with desk.act("取消合并单位", f"organisation:{other}", item=name):
        joined.part(desk.store, other)
    return changed("units")


def keep_apart(desk: Desk, one: int, other: int) -> Changed:
    """Say that two organisations are not one (不是同一单位): they are not offered again.

    It stands among the file's settings, by their ids. `offer_again` takes it back.
    """
    names = [organisations.organisation(desk.store, each).name for each in (one, other)]
    with desk.act("不是同一单位", f"organisation:{one}", name=names[0], item=names[1], other=other):
        departments.put_setting(desk.store, _apart_key(one, other), {"at": desk.store.now()})
    return changed("units")


def offer_again(desk: Desk, one: int, other: int) -> Changed:
    """Let two organisations be offered as one again; UserError where nobody said otherwise."""
    names = [organisations.organisation(desk.store, each).name for each in (one, other)]
    if _pair(one, other) not in _apart(desk):
        raise UserError("这两个单位没有确认过不是同一单位。", "没有改动。")
    with desk.act(
        "取消“不是同一单位”", f"organisation:{one}", name=names[0], item=names[1], other=other
    ):
        departments.drop_setting(desk.store, _apart_key(one, other))
    return changed("units")


def _apart_key(one: int, other: int) -> str:
    first, second = _pair(one, other)
    return f"{_APART}{first}-{second}"
