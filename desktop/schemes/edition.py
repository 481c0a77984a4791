"""A copy of a scheme on its way to a new edition (新版本): edited in place, read back strictly."""

import re
import shutil
import tempfile
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme
from desktop.schemes.edition_tables import BASIC, SAMPLE, TABLES, Kind, Line, TableOf, read, shown
from desktop.schemes.following import read_following
from desktop.schemes.reader import PARTS, SchemeError, read_scheme
from desktop.schemes.shelf import folder_digest

ORIGIN = "origin.toml"  # beside scheme.toml: what the edition was made of
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Cell:
    """One cell: where its value stands (`conditions[3].article`), what it shows, how it is read."""

    path: str
    text: str
    kind: Kind = "text"
    optional: bool = False


@dataclass(frozen=True)
class Section:
    """One table of the editor. `rows` are (the row's own path, its cells); `table` may add rows."""

    key: str
    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    grows: bool


@dataclass(frozen=True)
class Written:
    """A draft as text, by file: what may be read on any thread while the draft is typed into.

    `source` is the folder that it was made of, whose other files go along.
    """

    source: Path
    scheme_id: str
    texts: Mapping[str, str]


class Draft:
    """The files of an edition while it is edited; comments and order stay as they were."""

    def __init__(self, folder: Path) -> None:
        """Begin with the scheme that `folder` holds."""
        self.folder = folder
        files = [folder / part for part in PARTS if (folder / part).is_file()]
        self._files = {one.name: tomlkit.parse(one.read_text("utf-8")) for one in files}

    def put(self, path: str, text: str, kind: Kind = "text", *, optional: bool = False) -> None:
        """Write a cell. An optional one that is empty is taken out."""
        above, key = self._above(path)
        if optional and not text.strip():
            if isinstance(key, str):
                above.pop(key, None)
            return
        found = read(text, kind)
        if isinstance(key, int) or above.get(key) != found:
            above[key] = found

    def add(self, key: str) -> None:
        """Add a blank row to a table that grows."""
        table = next(one for one in TABLES if one.key == key)
        above, name = self._above(table.path)
        if table.bare:
            above[name].append("")
            return
        made = tomlkit.table()
        made.add("id", self._free_id(above[name], key))
        for one, text in table.blank.items():
            made.add(one, text)
        if key == "materials":
            made.add("lines", [{"id": self._free_line(), "text": ""}])
        above[name].append(made)

    def remove(self, path: str) -> None:
        """Take a row away."""
        above, key = self._above(path)
        del above[key]

    def _free_id(self, entries: Any, key: str) -> str:
        taken = {one["id"] for one in entries}
        stem = {"conditions": "added", "materials": "paper"}[key]
        return next(f"{stem}_{n}" for n in range(1, 1000) if f"{stem}_{n}" not in taken)

    def _free_line(self) -> str:
        whole = self.whole()
        taken = {line["id"] for item in whole["materials"] for line in item["lines"]}
        return next(f"sheet_{n}" for n in range(1, 1000) if f"sheet_{n}" not in taken)

    def whole(self) -> dict[str, Any]:
        """Return the whole data as plain tables."""
        found: dict[str, Any] = {}
        for one in self._files.values():
            found |= one.unwrap()
        return found

    def written(self, scheme_id: str) -> Written:
        """Return the files as they would be written under that id."""
        self._files[PARTS[0]]["id"] = scheme_id
        texts = {name: tomlkit.dumps(one) for name, one in self._files.items()}
        return Written(self.folder, scheme_id, texts)

    def _above(self, path: str) -> tuple[Any, str | int]:
        """Return the table or list that holds the value at `path`, and its key there."""
        steps = steps_of(path)
        there: Any = next(
            (one for one in self._files.values() if steps[0] in one), self._files[PARTS[0]]
        )
        for one in steps[:-1]:
            there = there[one]
        return there, steps[-1]


def steps_of(path: str) -> list[str | int]:
    """Return a path's keys and places: `conditions[3].article` has three."""
    found = (match.groups() for match in _STEP.finditer(path))
    return [key or int(at) for key, at in found]


def sections(draft: Draft) -> list[Section]:
    """Return the tables of the editor with their present cells."""
    whole = draft.whole()
    basic = _lines_section("basic", "名称和文号", BASIC, whole)
    sample = _lines_section("sample", "满意度随机抽查", SAMPLE, whole)
    tables = [_table_section(one, whole) for one in TABLES]
    return [basic, *tables[:-1], sample, tables[-1]]


def _lines_section(key: str, title: str, lines: tuple[Line, ...], whole: Any) -> Section:
    rows = tuple(
        (
            one.path,
            (
                Cell("", one.label, "shown"),
                Cell(one.path, shown(_at(whole, one.path)), one.kind, one.optional),
            ),
        )
        for one in lines
        if _at(whole, one.path.rpartition(".")[0]) is not None
    )
    return Section(key, title, ("项目", "内容"), (170, 560), rows, grows=False)


def _table_section(table: TableOf, whole: Any) -> Section:
    rows = tuple(
        (
            path,
            tuple(
                _cell(path, one.key, entry, above, one.kind, one.optional) for one in table.columns
            ),
        )
        for path, entry, above in _entries(table.path, whole)
    )
    heads = tuple(one.label for one in table.columns)
    widths = tuple(one.width for one in table.columns)
    return Section(table.key, table.title, heads, widths, rows, bool(table.blank))


def _cell(path: str, key: str, entry: Any, above: Any, kind: Kind, optional: bool) -> Cell:
    if not key:
        return Cell(path, shown(entry))
    if kind == "shown":
        return Cell("", shown(above.get(key)), "shown")
    return Cell(f"{path}.{key}", shown(entry.get(key)), kind, optional)


def _entries(path: str, whole: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each entry of a list with its path and the entry above it."""
    outer, _, inner = path.partition("[].")
    for at, entry in enumerate(whole.get(outer, ())):
        if not inner:
            yield f"{outer}[{at}]", entry, entry
        for below, one in enumerate(entry.get(inner, ()) if inner else ()):
            yield f"{outer}[{at}].{inner}[{below}]", one, entry


def _at(whole: Any, path: str) -> Any:
    there = whole
    for step in steps_of(path):
        there = there.get(step) if isinstance(there, Mapping) else there[step]
        if there is None:
            return None
    return there


def check_edition(written: Written, measures: frozenset[str]) -> Scheme:
    """Return the scheme that the draft would be, read strictly; SchemeError tells all faults."""
    with tempfile.TemporaryDirectory() as place:
        return _put_down(written, Path(place), measures)


def save_edition(
    written: Written, taken: Container[str], own: Path, measures: frozenset[str]
) -> Scheme:
    """Write the draft as a folder below `own`, called by its id, once it was read without a fault.

    `taken` are the ids that there are. SchemeError tells all faults; nothing is written then.
    """
    wrong = wrong_id(written.scheme_id, taken)
    if wrong:
        raise SchemeError(written.scheme_id, (Problem("id", wrong, Severity.ERROR),))
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=own) as place:
        found = _put_down(written, Path(place), measures)
        shutil.move(Path(place) / written.scheme_id, own / written.scheme_id)
    return found


def wrong_id(scheme_id: str, taken: Container[str]) -> str:
    """Return why an edition can't have that id, where these are `taken`; else empty."""
    if not _ID.fullmatch(scheme_id):
        return "标识只能用小写字母、数字和连字符，例如 kunming-platform-2027。"
    return "已有这个标识的办法，请另取一个。" if scheme_id in taken else ""


def _put_down(written: Written, place: Path, measures: frozenset[str]) -> Scheme:
    folder, source = place / written.scheme_id, written.source
    shutil.copytree(source, folder)
    origin = {"from": source.name, "digest": folder_digest(source)}
    for name, text in {**written.texts, ORIGIN: tomlkit.dumps(origin)}.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    found = read_scheme(folder, measures, need_sheets=True)
    read_following(place, found)
    blank = [at for at, text in enumerate(found.conventions) if not text.strip()]
    if blank:
        told = [
            Problem(f"{PARTS[0]}: conventions[{at}]", "不能为空。", Severity.ERROR) for at in blank
        ]
        raise SchemeError(written.scheme_id, tuple(told))
    return found


def origin_of(folder: Path) -> str:
    """Return the id of the scheme that an edition was made of; empty for one that ships."""
    path = folder / ORIGIN
    return str(tomlkit.parse(path.read_text("utf-8"))["from"]) if path.is_file() else ""
