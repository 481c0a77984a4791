"""Keeps the journal's newest heads outside the file, so that an older copy is noticed (回退).

One small text file for each data file, by its UUID, in the reviewer's profile: a line for each
act with its number, hash, time and name. No detail and no person's name is in it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.store import chain
from desktop.store.chain import Link
from desktop.store.chain_check import Reads

KEPT = 500  # acts remembered outside; older ones are in the file or in nobody's memory
_FOLDER = "heads"


class State(StrEnum):
    """How the file stands to what is remembered of it."""

    UNKNOWN = "unknown"  # this machine has not seen the file
    SAME = "same"  # what is remembered is in its chain
    OLDER = "older"  # its chain ends before what is remembered: an older copy came back
    DIVERGED = "diverged"  # its chain has other acts in the same places: two copies went on


@dataclass(frozen=True)
class Remembered:
    """One act as it is remembered: number, hash, time (UTC) and its name."""

    seq: int
    own: str
    at: str
    act: str


@dataclass(frozen=True)
class Standing:
    """How the file stands, and the acts that are remembered and not in it, oldest first."""

    state: State
    lost: tuple[Remembered, ...] = ()


class Anchor:
    """The memory of one data file; it fails quietly, for it must never keep an act from going."""

    def __init__(self, profile: Path, uuid: str) -> None:
        """`profile` is the reviewer's folder on this machine."""
        self._file = profile / _FOLDER / f"{uuid}.jsonl"

    def note(self, links: Iterable[Link]) -> None:
        """Remember acts that were just committed."""
        lines = "".join(_line(Remembered(one.seq, one.own, one.at, one.act)) for one in links)
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as out:
                out.write(lines)
        except OSError:
            return  # a profile that can't be written loses this one anchor, and no act

    def remembered(self) -> list[Remembered]:
        """Return what is remembered, oldest first; a line that a crash tore is left out."""
        try:
            lines = self._file.read_text("utf-8", errors="replace").splitlines()
        except OSError:
            return []
        return [one for one in map(_read, lines) if one is not None]

    def compare(self, store: Reads) -> Standing:
        """Return how the open file stands to what is remembered."""
        known = self.remembered()
        if not known:
            return Standing(State.UNKNOWN)
        first = known[0].seq
        there = dict(store.read("SELECT seq, own FROM journal WHERE seq >= ?", (first,)))
        lost = tuple(one for one in known if there.get(one.seq) != one.own)
        if not lost:
            return Standing(State.SAME)
        other = any(one.seq in there for one in lost)
        return Standing(State.DIVERGED if other else State.OLDER, lost)

    def renew(self, store: Reads) -> None:
        """Remember the file as it is now, in place of all that was remembered."""
        rows = store.read(
            "SELECT seq, own, at, act FROM journal ORDER BY seq DESC LIMIT ?", (KEPT,)
        )
        lines = "".join(_line(Remembered(*row)) for row in reversed(rows))
        fresh = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh.write_text(lines, "utf-8")
            fresh.replace(self._file)
        except OSError:
            return


def _line(one: Remembered) -> str:
    return chain.canonical([one.seq, one.own, one.at, one.act]) + "\n"


def _read(line: str) -> Remembered | None:
    try:
        seq, own, at, act = json.loads(line)
    except ValueError:
        return None
    plain = isinstance(seq, int) and all(isinstance(one, str) for one in (own, at, act))
    return Remembered(seq, own, at, act) if plain else None
