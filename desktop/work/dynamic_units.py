"""The recognised units of the file as the rules see them, with what each is watched by."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from desktop.domain.dates import parse_date, show_date
from desktop.domain.following import Following, OutcomeStep, plain_following
from desktop.domain.problem import UserError
from desktop.domain.recognised import Unit, iso_day
from desktop.domain.recognised_alerts import Watch
from desktop.schemes.following import read_following
from desktop.schemes.reader import SchemeError
from desktop.store import recognised
from desktop.store.recognised import KeptUnit
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.working_days import calendar_of

_NUMBERS = re.compile(r"\d+")
_NO_DATA = Following((OutcomeStep("award", "认定", "", awards=True),))


@dataclass(frozen=True)
class Followed:
    """A unit as it is kept, as the rules see it, and what it is watched by."""

    kept: KeptUnit
    unit: Unit
    watch: Watch


def following_of(desk: Desk, scheme_id: str) -> Following:
    """Return what a scheme says of 动态管理; of one that is not here only that it recognises.

    Where its dynamic/after.toml can't be used (an edited copy whose [after] says something else),
    what [after] alone says is followed; `following_wrong` says so.
    """
    found, _wrong = _read(desk, scheme_id)
    return found


def following_wrong(desk: Desk, scheme_id: str) -> str:
    """Return why a scheme's dynamic/after.toml can't be used; "" where it can, or is not there."""
    return _read(desk, scheme_id)[1]


def _read(desk: Desk, scheme_id: str) -> tuple[Following, str]:
    if scheme_id not in desk.schemes:
        return _NO_DATA, ""
    scheme = desk.schemes[scheme_id]

    def read() -> tuple[Following, str]:
        try:
            return read_following(desk.folder(scheme_id).parent, scheme), ""
        except SchemeError as error:
            told = "".join(one.sentence for one in error.problems)
            return plain_following(scheme.after), told

    return desk.memory.recall(("following", scheme_id), scheme.digest, read)


def scheme_words(desk: Desk, scheme_id: str) -> str:
    """Return a scheme's short name; its id where its data are not on this machine."""
    return desk.schemes[scheme_id].short_name if scheme_id in desk.schemes else scheme_id


def watch_of(desk: Desk, scheme_id: str) -> Watch:
    """Return what the units of a scheme are watched by today."""
    ours = department(desk)
    level = ours.level if ours else None
    return Watch(following_of(desk, scheme_id), calendar_of(desk), desk.clock().date(), level)


def followed(desk: Desk) -> list[Followed]:
    """Return all units that stand, in the order in which they came."""
    watches: dict[str, Watch] = {}
    found = []
    for one in recognised.units(desk.store):
        if one.scheme_id not in watches:
            watches[one.scheme_id] = watch_of(desk, one.scheme_id)
        found.append(Followed(one, unit_of(desk, one), watches[one.scheme_id]))
    return found


def followed_one(desk: Desk, unit_id: int) -> Followed:
    """Return one unit, void or not; UserError where it is gone."""
    try:
        kept = recognised.unit(desk.store, unit_id)
    except KeyError:
        raise UserError("找不到这个认定单位。", "请回到动态管理重新选择。") from None
    return Followed(kept, unit_of(desk, kept), watch_of(desk, kept.scheme_id))


def unit_of(desk: Desk, kept: KeptUnit) -> Unit:
    """Return a kept unit as the rules see it; what is no whole day is none."""
    return Unit(
        kept.id,
        kept.scheme_id,
        kept.name,
        kept.operator_name,
        kept.code,
        kept.year,
        kept.document,
        iso_day(kept.recognised_on),
        iso_day(kept.valid_until),
        kept.outcome,
        bool(kept.withdrawn_on or kept.withdrawn_ground),
        iso_day(kept.withdrawn_on),
        kept.withdrawn_ground,
        iso_day(kept.plaque_on),
        kept.values,
        datetime.fromisoformat(desk.local(kept.entered_at)).date(),
        bool(kept.void_why),
    )


def whole_day(text: str) -> date | None:
    """Return the day that a loosely typed text means; None where it names no day, only a month."""
    numbers = _NUMBERS.findall(unicodedata.normalize("NFKC", text))
    whole = len(numbers) == 3 or (len(numbers) == 1 and len(numbers[0]) == 8)
    return parse_date(text) if whole else None


def kept_day(text: str) -> str:
    """Return a typed day as it is kept: ISO; what is no whole day stays as it was typed."""
    day = whole_day(text)
    return day.isoformat() if day else text


def shown_day(text: str) -> str:
    """Return a kept day as papers write it; what is no whole day as it stands."""
    day = iso_day(text)
    return show_date(day) if day else text
