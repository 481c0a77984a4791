"""Small questions that the steps' pages ask of one application."""

from dataclasses import dataclass

from desktop.domain.scheme import Scheme
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
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
