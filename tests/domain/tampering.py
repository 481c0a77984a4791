"""Random edits of a draw record, as somebody might make them who wants another outcome."""

import json
import random
from typing import Any

from desktop.domain.plain import canonical, from_plain, to_plain
from desktop.domain.record import Record, sealed

Path = tuple[str | int, ...]


def places(value: Any, path: Path = ()) -> list[Path]:
    """Every place in a plain value, the containers too."""
    found = [path]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            found += places(inner, (*path, at))
    return found


def at(value: Any, path: Path) -> Any:
    """What stands at the place."""
    for step in path:
        value = value[step]
    return value


def edited(plain: dict[str, Any], dice: random.Random) -> tuple[Path, dict[str, Any]]:
    """Return the place of one random edit, and the record with it; the seal is not renewed."""
    again = json.loads(json.dumps(plain))
    ways = [path for path in places(again) if path and path != ("digest",)]
    path = dice.choice(ways)
    holder, last = at(again, path[:-1]), path[-1]
    holder[last] = _other(holder[last], dice)
    return path, again


def _other(value: Any, dice: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return dice.choice([value + 1, value - 1, 0, value + dice.randrange(100)])
    if isinstance(value, str):
        return _other_text(value, dice)
    if isinstance(value, list):
        return _other_list(value, dice)
    if isinstance(value, dict):
        gone = dice.choice(list(value) or [""])
        return {key: inner for key, inner in value.items() if key != gone}
    return dice.choice(["", 0, 1])


def _other_text(value: str, dice: random.Random) -> str:
    spot = dice.randrange(len(value) + 1)
    swapped = value[:spot] + dice.choice("01af甲 ,\t\n<") + value[spot + 1 :]
    lines = value.splitlines(keepends=True)
    dice.shuffle(lines)
    return dice.choice(
        [swapped, value[:spot], value[:spot] + "1" + value[spot:], value[::-1], "", "".join(lines)]
    )


def _other_list(value: list[Any], dice: random.Random) -> list[Any]:
    if not value:
        return [1]
    spot = dice.randrange(len(value))
    shuffled = dice.sample(value, len(value))
    gone = value[:spot] + value[spot + 1 :]
    return dice.choice([gone, value[:spot], shuffled, [*value, value[spot]], value[::-1]])


def resealed(plain: dict[str, Any]) -> str | None:
    """The edited record under a new digest of its own, None where its shape is none."""
    try:
        return canonical(to_plain(sealed(from_plain(Record, plain, "记录"))))
    except ValueError:
        return None
