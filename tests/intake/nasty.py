"""What a nasty file is: its bytes, and what is expected of reading it; invented firms for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from stdnum.cn import uscc

from desktop.domain.form import Roster
from tests.intake.papers import form_of

SCHEMES = (
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
)
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Nasty:
    """A file, and the rows, reasons and sentences that reading it must give.

    `rows` are compared by the keys that they have; `reasons` are those of the refused rows, in
    order; `says` must stand among the problems; with `refusal` the whole file is refused so.
    `noted` is how many rows have notes, -1 where that is all the same.
    """

    id: str
    name: str
    data: bytes
    scheme: str = ""
    roster: str = ""
    rows: tuple[Cells, ...] = ()
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    refusal: str = ""
    noted: int = -1


@dataclass(frozen=True)
class Sheet:
    """A sheet to write: rows of values, merges by their addresses, and whether it is hidden."""

    rows: Sequence[Sequence[object]]
    merges: Sequence[str] = ()
    title: str = "名单"
    hidden: bool = False
    also: tuple["Sheet", ...] = field(default=())


@cache
def rosters(scheme: str) -> dict[str, Roster]:
    """Return a scheme's rosters by key."""
    return {roster.key: roster for roster in form_of(scheme)[1]}


def main_roster(scheme: str) -> Roster:
    """Return the roster of firms with ticks: feedback for the base, else firms."""
    known = rosters(scheme)
    return known.get("feedback") or known["firms"]


def code(number: int) -> str:
    """Return a made-up code whose check character is right."""
    base = f"91530100MA{number:07d}"
    return base + str(uscc.calc_check_digit(base))


def firm(number: int) -> dict[str, str]:
    """Return an invented firm as it must be read."""
    return {
        "serial": str(number),
        "name": f"春城示例{number}号（昆明）有限公司",
        "contact": f"示例甲{number}",
        "phone": f"139000{number:05d}",
        "service": "管理咨询",
        "satisfied": "是" if number % 3 else "",
        "dissatisfied": "" if number % 3 else "是",
        "code": code(number),
    }


FIRMS = tuple(firm(number) for number in range(1, 8))
KEYS = ("serial", "name", "contact", "phone", "service", "satisfied", "dissatisfied", "code")


def labels(roster: Roster, keys: Sequence[str] = KEYS) -> list[str]:
    """Return the annex's own headers of some columns."""
    own = {column.key: column.label for column in roster.columns}
    return [own[key] for key in keys]


def written(row: Cells, keys: Sequence[str] = KEYS, tick: str = "√") -> list[str]:
    """Return a firm's cells as an applicant types them."""
    return [
        (tick if row[key] else "") if key in ("satisfied", "dissatisfied") else row[key]
        for key in keys
    ]
