"""Places in a scheme's data: `conditions[3].article`, and `form.tables[].columns[]` for many."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Entry:
    """One entry of a list (or a table in an entry): its path, itself, and what stands above it."""

    path: str
    value: Any
    above: tuple[Any, ...]


def steps_of(path: str) -> list[str | int]:
    """Return a path's keys and places: `conditions[3].article` has three."""
    found = (match.groups() for match in _STEP.finditer(path))
    return [key or int(at) for key, at in found]


def at_path(whole: Any, path: str) -> Any:
    """Return what stands at a path; None where there is nothing."""
    there = whole
    for step in steps_of(path):
        there = there.get(step) if isinstance(there, Mapping) else there[step]
        if there is None:
            return None
    return there


def entries_of(whole: Any, path: str) -> Iterator[Entry]:
    """Yield each entry that a path with `[]` for every entry of a list means, in order."""
    yield from _entries(whole, path.split("."), "", ())


def _entries(there: Any, keys: list[str], path: str, above: tuple[Any, ...]) -> Iterator[Entry]:
    if not keys:
        yield Entry(path, there, above)
        return
    key, rest = keys[0], keys[1:]
    inner = there.get(key.removesuffix("[]"))
    here = f"{path}.{key}".removeprefix(".").removesuffix("[]")
    if inner is None:
        return
    over = (*above, there)
    if key.endswith("[]"):
        for at, one in enumerate(inner):
            yield from _entries(one, rest, f"{here}[{at}]", over)
    else:
        yield from _entries(inner, rest, here, over)
