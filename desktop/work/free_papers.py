"""Papers of no round: the lists of one scheme's recognised units, 单位档案 of one organisation."""

from desktop.domain.regulation import SheetRef
from desktop.work.archive_paper import archive_facts
from desktop.work.desk import Desk
from desktop.work.inward_case import plain_facts, scheme_facts
from desktop.work.inward_papers import ARCHIVE, OF_UNITS, description_of, units_facts
from desktop.work.paper_shelf import INWARD, Gathered, Paper, ShelfLine, plain_name
from desktop.work.papers import SheetFacts, SheetLine

_SCHEME, _ORGANISATION = "scheme:", "organisation:"


def owner_scheme(scheme_id: str) -> str:
    """Return what the journal calls a scheme that papers belong to."""
    return f"{_SCHEME}{scheme_id}"


def owner_organisation(organisation_id: int) -> str:
    """Return what the journal calls an organisation."""
    return f"{_ORGANISATION}{organisation_id}"


def papers_of_owner(desk: Desk, owner: str) -> list[ShelfLine]:
    """Return the papers of a scheme's units, or of an organisation; none of a scheme not here."""
    if owner.startswith(_ORGANISATION):
        return [_line(ARCHIVE, "")]
    scheme_id = owner.removeprefix(_SCHEME)
    return [_line(ref, scheme_id) for ref in OF_UNITS if scheme_id in desk.schemes]


def _line(ref: SheetRef, scheme_id: str) -> ShelfLine:
    return ShelfLine(INWARD, SheetLine(ref, scheme_id, ref.title))


def gather_free(desk: Desk, paper: ShelfLine, owner: str) -> Gathered:
    """Gather what stands on a paper that belongs to `owner`."""
    ref = paper.line.ref
    facts = plain_facts(desk)
    if owner.startswith(_ORGANISATION):
        facts |= archive_facts(desk, int(owner.removeprefix(_ORGANISATION)))
        name = plain_name(str(facts["organisation"]))
    else:
        scheme = desk.schemes[owner.removeprefix(_SCHEME)]
        facts |= scheme_facts(desk, scheme) | units_facts(desk, ref, scheme)
        name = plain_name(scheme.short_name)
    made = SheetFacts(
        ref,
        description_of(ref),
        desk.fonts,
        facts,
        draft=False,
        round_id=0,
        application_ids=(),
        owner=owner,
    )
    return Gathered((Paper(f"{name} {ref.title}", made),))
