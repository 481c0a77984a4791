"""All schemes of a folder, in a fixed order, each with the digest of its files."""

import hashlib
from dataclasses import replace
from pathlib import Path

from desktop.domain.problem import Problem
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import SchemeError, read_scheme


def read_shelf(
    forms: Path, measures: frozenset[str], *, need_sheets: bool = False
) -> dict[str, Scheme]:
    """Return every scheme under `forms` by its id, each with its digest set.

    The order is that of the folders' names. Raises one SchemeError for all folders, whose
    problems' places begin with the folder's name.
    """
    schemes: list[Scheme] = []
    problems: list[Problem] = []
    for folder in sorted(path.parent for path in forms.glob("*/scheme.toml")):
        try:
            scheme = read_scheme(folder, measures, need_sheets=need_sheets)
        except SchemeError as error:
            problems += [_under(folder.name, one) for one in error.problems]
        else:
            schemes.append(replace(scheme, digest=folder_digest(folder)))
    if problems:
        raise SchemeError(forms.name, tuple(problems))
    return {scheme.id: scheme for scheme in schemes}


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
