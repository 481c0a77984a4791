"""Read one scheme's folder strictly: all that is wrong with it is told at once, with its place."""

import tomllib
from pathlib import Path
from typing import Any

from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme
from desktop.schemes.checks import check
from desktop.schemes.structure import Structure, place

PARTS = ("scheme.toml", "form.toml", "functions.toml")


class SchemeError(Exception):
    """A scheme's data can't be used; `problems` says everything that is wrong, with its place."""

    def __init__(self, folder: str, problems: tuple[Problem, ...]) -> None:
        """Keep the folder's name and its `problems`."""
        super().__init__("\n".join(f"{folder}/{one.where} {one.sentence}" for one in problems))
        self.folder = folder
        self.problems = problems


def read_scheme(
    folder: Path,
    measures: frozenset[str],
    *,
    need_sheets: bool = False,
    structure: Structure | None = None,
) -> Scheme:
    """Return the scheme that `folder` holds; its digest is not set.

    The data stand in scheme.toml; whole top-level tables of it may stand in form.toml (form,
    rosters, filters, asked) and functions.toml instead. `measures` are the kinds of measure that
    can be computed. With `need_sheets` each sheet's file must be there. `structure` may be shared
    by several readings. Raises SchemeError.
    """
    problems: list[Problem] = []
    files: dict[str, str] = {}
    tables: dict[str, Any] = {}
    for part in PARTS:
        if part == PARTS[0] or (folder / part).exists():
            _add(tables, files, problems, folder / part)
    if problems:
        raise SchemeError(folder.name, tuple(problems))
    found = (structure or Structure()).scheme(tables, files)
    if isinstance(found, list):
        raise SchemeError(folder.name, tuple(found))
    wrong = [*check(found, measures), *_outside(found, folder, need_sheets)]
    if wrong:
        raise SchemeError(
            folder.name, tuple(_error(place(path, files), say) for path, say in wrong)
        )
    return found


def _add(
    tables: dict[str, Any], files: dict[str, str], problems: list[Problem], path: Path
) -> None:
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(_error(path.name, "没有这个文件。"))
        return
    except UnicodeDecodeError as error:
        problems.append(_error(path.name, f"不是 UTF-8 文字（第{error.start + 1}字节）。"))
        return
    except tomllib.TOMLDecodeError as error:
        problems.append(_error(path.name, f"不是规范的 TOML：{error}。"))
        return
    for key, value in read.items():
        if key in tables:
            problems.append(_error(f"{path.name}: {key}", f"{files[key]} 中已有这一项。"))
        else:
            tables[key], files[key] = value, path.name


def _outside(scheme: Scheme, folder: Path, need_sheets: bool) -> list[tuple[str, str]]:
    """Compare what the data say with the folder that they stand in."""
    wrong = []
    if scheme.id != folder.name:
        wrong.append(("id", f"应与文件夹同名（{folder.name}），现为 {scheme.id}。"))
    for at, sheet in enumerate(scheme.sheets):
        if need_sheets and not (folder / sheet.file).is_file():
            wrong.append((f"sheets[{at}].file", f"文件夹中没有 {sheet.file}。"))
    return wrong


def _error(where: str, sentence: str) -> Problem:
    return Problem(where, sentence, Severity.ERROR)
