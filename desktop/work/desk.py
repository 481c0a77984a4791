"""What an errand needs: the open file, the schemes, the clock and the dice, and who is at work."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.problem import UserError
from desktop.schemes.shelf import Shelf
from desktop.sheets.fonts import Fonts
from desktop.store.store import Store
from desktop.work.memory import Memory
from desktop.work.roster_order import Orders
from desktop.work.search_index import SearchIndex

if TYPE_CHECKING:  # the rules are loaded when they are first asked, long after the file is open
    from desktop.domain.case import Row
    from desktop.domain.readings import Readings
    from desktop.domain.scheme import Scheme
    from desktop.store.store import Act


@dataclass(frozen=True)
class Changed:
    """What an errand changed, by kind, for the pages that show it; `value` is its own result.

    Kinds: department, rounds, cases, values, rosters, materials, verdicts, draw, answers,
    recommendation, printed. `said` is what the reviewer must hear though all went well.
    """

    kinds: frozenset[str]
    value: Any = None
    said: str = ""


def changed(*kinds: str, value: Any = None, said: str = "") -> Changed:
    """Return a Changed of these kinds; every change of a case also changes its line in the list."""
    return Changed(frozenset({*kinds, "cases"}), value, said)


def _nothing() -> None:
    return None


@dataclass
class Desk:
    """The reviewer's desk: one open file and what works on it. It lives on the store's thread."""

    store: Store
    schemes: Mapping[str, Scheme]
    clock: Callable[[], datetime]
    secret: Callable[[], str]
    forms: Path
    fonts: Fonts
    operator: str = ""
    path: Path = field(default_factory=Path)
    # Where the file lies that this is a copy of, to be looked at only; None for the file itself.
    looking: Path | None = None
    # Called before many rows are taken over at once, so that a backup may be made.
    before_import: Callable[[], None] = _nothing
    memory: Memory = field(default_factory=Memory)
    index: SearchIndex = field(default_factory=SearchIndex)
    orders: Orders = field(default_factory=Orders)
    # Where editions of the department's own are kept; None where none can be made.
    own_forms: Path | None = None
    readings: Readings | None = None  # how characters are read, once somebody asked
    # Lines of the list that nothing has changed since they were made, by application.
    summaries: dict[int, object] = field(default_factory=dict)

    def act(self, what: str, subject: str, /, **detail: Any) -> AbstractContextManager[Act]:
        """Return the transaction of one act of the reviewer, with its journal row inside.

        UserError where only a copy is looked at.
        """
        if self.looking is not None:
            raise UserError("这是副本，只供查看，没有保存。", "要修改，请打开原来的文件。")
        kind, _, number = subject.partition(":")
        if kind == "application":
            self.summaries.pop(int(number), None)
        return self.store.act(self.operator or "（未填经办人）", what, subject, detail)

    def rows(self, application_id: int, roster: str) -> tuple[Row, ...]:
        """Return a roster whole, read from the file only where it was written since.

        Then nothing is kept of what was reckoned from the older rows, which would hold them.
        """
        from desktop.store import rosters

        if self.store.in_act:
            return rosters.rows(self.store, application_id, roster)
        key, revision = ("rows", application_id, roster), self.store.roster_revision(application_id)
        if self.memory.outdated(key, revision):
            self.memory.forget(application_id)
        make = partial(rosters.rows, self.store, application_id, roster)
        return self.memory.recall(key, revision, make)

    def now(self) -> str:
        """The time to keep with an act: ISO 8601 with the offset, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def local(self, kept: str) -> str:
        """Return a time as the file keeps it (UTC) in this place's own time, ISO to the second."""
        here = self.clock().tzinfo
        return datetime.fromisoformat(kept).astimezone(here).isoformat(timespec="seconds")

    def folder(self, scheme_id: str) -> Path:
        """Return the folder of a scheme's data: one that ships, or one of the department's own."""
        kept = self.schemes
        return kept.folder(scheme_id) if isinstance(kept, Shelf) else self.forms / scheme_id

    def is_own(self, scheme_id: str) -> bool:
        """Whether a scheme is an edition of the department's own (非随附版本)."""
        return self.folder(scheme_id).parent != self.forms

    def close(self) -> None:
        """Close the file."""
        self.store.close()


def open_desk(
    path: Path,
    forms: Path,
    fonts: Path,
    clock: Callable[[], datetime] | None = None,
    secret: Callable[[], str] | None = None,
    *,
    own: Path | None = None,
) -> Desk:
    """Open (or make) the file; each scheme is read when it is first used.

    `own` holds the department's own editions of schemes. UserError where the file can't be had.
    """
    ticking = clock or (lambda: datetime.now().astimezone())
    schemes = Shelf(forms, _measures, need_sheets=True, own=own)
    store = Store.open(path, clock=ticking)
    dice = secret or (lambda: secrets.token_hex(16))
    faces = Fonts(fonts)
    return Desk(store, schemes, ticking, dice, forms, faces, path=path, own_forms=own)


def _measures() -> frozenset[str]:
    from desktop.domain.measures import computations

    return frozenset(computations())


def case_subject(application_id: int) -> str:
    """Return the journal's name for one application."""
    return f"application:{application_id}"
