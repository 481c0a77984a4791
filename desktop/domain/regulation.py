"""The regulation around the conditions, as values: its document, ways, quotas, what follows."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Report:
    """A yearly duty after recognition, due at the end of `month` of the year after."""

    article: str
    who: Literal["platform", "department"]
    text: str
    month: int


@dataclass(frozen=True)
class ChangeFiling:
    """Changes that the recognised unit must file, within working days after the change is done."""

    article: str
    text: str
    working_days: int
    what: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True)
class After:
    """What follows the recommendation and the recognition (动态管理).

    `reapply` says when one may apply again, empty where the regulation says nothing.
    """

    steps: tuple[str, ...]
    notice_days: int
    notice_article: str
    valid_years: int
    valid_article: str
    withdrawal: tuple[str, ...]
    withdrawal_article: str
    reapply: str = ""
    reports: tuple[Report, ...] = ()
    changes: tuple[ChangeFiling, ...] = ()


@dataclass(frozen=True)
class Level:
    """One step of the way up: who recommends to whom.

    `by` is the level of the department that recommends here; empty: read from `recommends`.
    `province` names the one province (省、区、市) that has this step, empty where all have it.
    """

    recommends: str
    receives: str
    article: str
    direct: tuple[str, ...] = ()
    by: Literal["", "district", "city", "province"] = ""
    province: str = ""


@dataclass(frozen=True)
class Document:
    """The regulation itself: its number, dates, and what it replaced.

    `number` is empty where the text bears none, `replaced` where it replaced nothing.
    """

    title: str
    issued_by: str
    issued_on: date
    in_force_from: date
    article_in_force: str
    number: str = ""
    replaced: str = ""
    successor: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamingRule:
    """What a name must look like, with the article that says so."""

    field: str
    article: str
    text: str
    ends_with: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quota:
    """How many may be recommended by whom; `outside` quotas do not count towards the others.

    `province` names the one province that has it, empty for all.
    """

    id: str
    article: str
    text: str
    limit: int = 0
    outside: bool = False
    province: str = ""


@dataclass(frozen=True)
class Copies:
    """How many copies go up, for whom, as the regulation or call says.

    `province` names the one province that it holds in, empty for all.
    """

    article: str
    text: str
    paper: int
    electronic: bool = False
    province: str = ""


@dataclass(frozen=True)
class SheetRef:
    """A sheet of the scheme: `file` is its TOML beside scheme.toml."""

    id: str
    title: str
    file: str
    made_for: Literal["round", "application"]
    outward: bool = True
