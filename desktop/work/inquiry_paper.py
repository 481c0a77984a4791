"""征求意见函 as paper: one for each department that is asked, and what stands on it."""

from desktop import paths
from desktop.domain.regulation import SheetRef
from desktop.work.desk import Desk
from desktop.work.inquiries import Inquiry, inquiries
from desktop.work.inward_case import case_facts, inward_case
from desktop.work.papers import SheetFacts, SheetLine

PAPER = "inquiry"
TITLE = "征求意见函"
_FILE = "inquiry.toml"


def paper_id(number: int) -> str:
    """Return the id of the letter `number`: `inquiry@2`."""
    return f"{PAPER}@{number}"


def is_inquiry(ref: SheetRef) -> bool:
    """Whether a paper is such a letter."""
    return ref.id.partition("@")[0] == PAPER


def inquiry_papers(desk: Desk, application_id: int) -> list[SheetLine]:
    """Return the letters of one application, void ones left out."""
    case = inward_case(desk, application_id)
    refs = [_ref(one) for one in inquiries(desk, application_id) if not one.void]
    return [SheetLine(ref, case.scheme.id, ref.title) for ref in refs]


def _ref(one: Inquiry) -> SheetRef:
    return SheetRef(
        paper_id(one.number), f"{TITLE}（{one.to}）", _FILE, "application", outward=False
    )


def gather_inquiry(desk: Desk, ref: SheetRef, application_id: int) -> SheetFacts:
    """Gather what stands on one letter. KeyError where there is none of this number."""
    case = inward_case(desk, application_id)
    number = int(ref.id.partition("@")[2])
    one = {each.number: each for each in inquiries(desk, application_id)}[number]
    facts = case_facts(case) | {
        "to": one.to,
        "about": one.about,
        "due": one.due_on,
        "code": case.text("credit_code") or case.text("code"),
        "address": case.text("registered_address") or case.text("address"),
        "legal": case.text("legal_person"),
    }
    description = paths.resources_dir() / "papers" / _FILE
    round_id = case.application.round_id
    return SheetFacts(
        _ref(one),
        description,
        desk.fonts,
        facts,
        draft=False,
        round_id=round_id,
        application_ids=(application_id,),
    )
