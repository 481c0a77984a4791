"""All schemes of a folder, in a fixed order, each with the digest of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.problem import Problem, UserError
from desktop.schemes.names import Names, read_names

if TYPE_CHECKING:  # what reads a scheme is loaded when the first one is read
    from desktop.domain.scheme import Scheme
    from desktop.schemes.structure import Structure


class Shelf(Mapping[str, "Scheme"]):
    """The schemes of a folder by their ids, each read whole and strictly when it is first used.

    Reading one takes a tenth of a second, and most files use one of them. Asking for a scheme that
    can't be used raises SchemeError, whose problems' places begin with the folder's name.
    """

    def __init__(
        self,
        forms: Path,
        measures: frozenset[str] | Callable[[], frozenset[str]],
        *,
        need_sheets: bool = False,
        own: Path | None = None,
    ) -> None:
        """`forms` and `measures` as in `read_shelf`; nothing is read yet but the folders' names.

        Where `measures` is a function, it is asked when the first scheme is read.

        `own` holds editions of the department's own (非随附版本); a scheme that ships is never
        hidden by one of them.
        """
        self._forms, self._measures, self._need_sheets = forms, measures, need_sheets
        self._own = own
        self._known: dict[str, Scheme] = {}
        self._pinned: dict[str, Path] = {}
        self.look_again()

    def look_again(self) -> None:
        """Look which folders there are now; what was read stays."""
        roots = (self._forms, *((self._own,) if self._own else ()))
        found = [path.parent.name for root in roots for path in root.glob("*/scheme.toml")]
        found += self._pinned
        self._names = sorted({name for name in found if not name.startswith(".")})

    def forget(self, key: str) -> None:
        """Read an edition anew when it is next used: it was written again, or is gone."""
        self._known.pop(key, None)
        self._pinned.pop(key, None)
        self.look_again()

    def pin(self, key: str, folder: Path) -> None:
        """Take an edition from another folder: this file goes by what it was opened with.

        A scheme that ships can't be pinned.
        """
        if not (self._forms / key).is_dir():
            self._pinned[key] = folder
            self._known.pop(key, None)
            self.look_again()

    def is_pinned(self, key: str) -> bool:
        """Whether the file goes by another content of this edition than this machine has."""
        return key in self._pinned

    def folder(self, key: str) -> Path:
        """Return the folder of a scheme, that ships or not; it need not be there."""
        if key in self._pinned:
            return self._pinned[key]
        shipped = self._forms / key
        return shipped if self._own is None or shipped.is_dir() else self._own / key

    def is_own(self, key: str) -> bool:
        """Whether a scheme is an edition of the department's own (非随附版本)."""
        return self.folder(key).parent != self._forms

    def __getitem__(self, key: str) -> Scheme:
        """The scheme whose id this is."""
        if key not in self._known:
            if key not in self._names:
                raise KeyError(key)
            self._known[key] = self._own_read(key) if self.is_own(key) else self._read(key)
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        """Whether there is such a scheme; it isn't read for that."""
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the folders' names."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many schemes there are."""
        return len(self._names)

    def names(self, key: str) -> Names | None:
        """Return how a scheme is called, without reading it whole; None where there is none.

        Raises as asking for the scheme does, where its head can't be understood.
        """
        if key not in self._names:
            return None
        found = None if key in self._known else read_names(self.folder(key))
        return found or Names(self[key].name, self[key].short_name)

    @cached_property
    def _structure(self) -> Structure:
        from desktop.schemes.structure import Structure

        return Structure()

    def _own_read(self, key: str) -> Scheme:
        """An edition that somebody has spoilt by hand since is bad luck, and no bug."""
        from desktop.schemes.reader import SchemeError

        try:
            return self._read(key)
        except SchemeError as error:
            first = error.problems[0]
            hint = f"请改正或移走文件夹“{self.folder(key)}”（{first.where} {first.sentence}）。"
            raise UserError(f"自编的办法数据“{key}”不能使用。", hint) from error

    def _read(self, key: str) -> Scheme:
        from desktop.schemes.reader import SchemeError, read_scheme

        folder = self.folder(key)
        measures = self._measures() if callable(self._measures) else self._measures
        try:
            scheme = read_scheme(
                folder, measures, need_sheets=self._need_sheets, structure=self._structure
            )
        except SchemeError as error:
            told = tuple(_under(key, one) for one in error.problems)
            raise SchemeError(self._forms.name, told) from error
        return replace(scheme, digest=folder_digest(folder))


def read_shelf(
    forms: Path, measures: frozenset[str], *, need_sheets: bool = False
) -> dict[str, Scheme]:
    """Return every scheme under `forms` by its id, each with its digest set.

    The order is that of the folders' names. Raises one SchemeError for all folders, whose
    problems' places begin with the folder's name.
    """
    from desktop.schemes.reader import SchemeError

    shelf = Shelf(forms, measures, need_sheets=need_sheets)
    schemes: dict[str, Scheme] = {}
    problems: list[Problem] = []
    for key in shelf:
        try:
            schemes[key] = shelf[key]
        except SchemeError as error:
            problems += error.problems
    if problems:
        raise SchemeError(forms.name, tuple(problems))
    return schemes


def folder_digest(folder: Path) -> str:
    """Return the SHA-256 over the folder's files, in the order of their names, lower-case hex.

    Each file gives its name, its length and its bytes, so that nothing can move from one file to
    another unnoticed.
    """
    total = hashlib.sha256()
    for path in sorted(
        (one for one in folder.iterdir() if one.is_file()), key=lambda one: one.name
    ):
        data = path.read_bytes()
        total.update(f"{path.name}\n{len(data)}\n".encode())
        total.update(data)
    return total.hexdigest()


def _under(folder: str, problem: Problem) -> Problem:
    return replace(problem, where=f"{folder}/{problem.where}")
