"""What stands out over all rosters of a round (交叉核对), with what somebody noted of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.case import Value
from desktop.domain.codes import valid_code
from desktop.domain.problem import UserError
from desktop.domain.radar import Applicant, Finding, find_all
from desktop.domain.scheme import Scheme
from desktop.store import applications, radar_notes, values
from desktop.work.desk import Changed, Desk, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of

CHECKED = "已核："
_STAFF = "staff"


@dataclass(frozen=True)
class Noted:
    """A finding with what was noted of it, by whom and when; empty where nobody has."""

    finding: Finding
    note: str = ""
    by_whom: str = ""
    at: str = ""


@dataclass(frozen=True)
class RadarBasis:
    """What is compared, and the notes that are kept: values, ready for the slow worker."""

    applicants: tuple[Applicant, ...]
    notes: dict[str, tuple[str, str, str]]


def radar_basis(desk: Desk, round_id: int) -> RadarBasis:
    """Return the rosters of all applications of a round that are not void."""
    scheme = scheme_of(desk, round_id)
    found = [
        _applicant(desk, scheme, one)
        for one in applications.applications(desk.store, round_id)
        if one.state != "void"
    ]
    notes = {
        key: (one.note, one.by_whom, desk.local(one.at))
        for key, one in radar_notes.notes(desk.store, round_id).items()
    }
    return RadarBasis(tuple(found), notes)


def radar(basis: RadarBasis) -> list[Noted]:
    """Return every finding with its note. For the slow worker."""
    return [
        Noted(one, *basis.notes.get(one.key, ("", "", ""))) for one in find_all(basis.applicants)
    ]


def note_finding(desk: Desk, round_id: int, finding: Finding, text: str) -> Changed:
    """Keep what was found out about a finding (已核：…); an empty text takes the note away.

    UserError where nothing but 已核 is said.
    """
    cleaned = clean_text(text).removeprefix(CHECKED).strip()
    if text.strip() and not cleaned:
        raise UserError("请写明核实的情况。", "例如“已核：两家为同一集团，分别接受服务”。")
    note = f"{CHECKED}{cleaned}" if cleaned else ""
    with desk.act("交叉核对", f"round:{round_id}", key=finding.key, kind=finding.kind, note=note):
        radar_notes.put_note(desk.store, round_id, finding.key, note, desk.operator)
    return changed("radar")


def _applicant(desk: Desk, scheme: Scheme, one: applications.Application) -> Applicant:
    form, found = scheme.form, values.values(desk.store, one.id)
    names = {one.name, one.operator_name}
    names |= {_text(found, key) for key in (form.name_field, form.operator_field)}
    rosters = {roster.key for roster in scheme.rosters}
    return Applicant(
        one.id,
        one.name,
        tuple(sorted(name for name in names if name)),
        _codes(scheme, found),
        tuple(_text(found, field.key) for field in form.fields if field.kind == "phone"),
        scheme.sample.roster,
        desk.rows(one.id, scheme.sample.roster),
        desk.rows(one.id, _STAFF) if _STAFF in rosters else (),
    )


def _text(found: dict[str, Value], path: str) -> str:
    return found[path].text.strip() if path in found else ""


def _codes(scheme: Scheme, found: dict[str, Value]) -> tuple[str, ...]:
    texts = (_text(found, field.key) for field in scheme.form.fields if field.kind == "code")
    return tuple(code for text in texts if (code := valid_code(text)))


def open_findings(found: Sequence[Noted]) -> int:
    """Return how many findings nobody has noted anything of."""
    return sum(not one.note for one in found)
