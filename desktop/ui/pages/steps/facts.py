"""Small questions that the steps' pages ask of one application."""

from dataclasses import dataclass

from desktop.domain.scheme import Scheme
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.inquiries import inquiries
from desktop.work.materials import Checklist, checklist
from desktop.work.mending import Mending, mending
from desktop.work.messages import MEND, URGE, VISIT, sent_lines, told_words
from desktop.work.newly_come import with_news
from desktop.work.received_files import Received, received_files
from desktop.work.rounds import round_of, scheme_of


@dataclass(frozen=True)
class Heading:
    """What a paper about one application is headed with."""

    name: str
    operator_name: str
    year: int
    scheme: Scheme


def scheme_of_case(desk: Desk, application_id: int) -> Scheme:
    """Return the scheme under which an application runs."""
    return scheme_of(desk, application_of(desk, application_id).round_id)


def heading_of(desk: Desk, application_id: int) -> Heading:
    """Return an application's names, year and scheme."""
    found = application_of(desk, application_id)
    year = round_of(desk, found.round_id).year
    scheme = scheme_of(desk, found.round_id)
    return Heading(found.name, found.operator_name, year, scheme)


@dataclass(frozen=True)
class Around:
    """What stands beside the list of materials: 补正, what was told and asked, what came in."""

    mending: Mending
    told: tuple[str, ...]
    is_open: bool
    received: tuple[Received, ...] = ()


def read_materials(desk: Desk, application_id: int) -> tuple[Checklist, Heading, Around]:
    """Return the list of materials, and what stands around it."""
    lines = sent_lines(desk, application_id)
    waiting = sum(one.waiting for one in inquiries(desk, application_id))
    asked = f"征求意见函{waiting}份未答复" if waiting else ""
    told = (*(told_words(lines, kind) for kind in (MEND, URGE, VISIT)), asked)
    is_open = application_of(desk, application_id).state == "open"
    found = checklist(desk, application_id)
    received = received_files(desk, application_id, found)
    found = with_news(desk, application_id, found, received)
    around = Around(mending(desk, application_id), tuple(filter(None, told)), is_open, received)
    return found, heading_of(desk, application_id), around
