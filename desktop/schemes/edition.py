"""A copy of a scheme on its way to a new edition (新版本): edited in place, read back strictly."""

import re
import shutil
import tempfile
import tomllib
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme
from desktop.schemes.edition_list import CONVENTIONS, TABLES
from desktop.schemes.edition_paper import fit_papers
from desktop.schemes.edition_paths import steps_of
from desktop.schemes.edition_sections import Section, sections_of
from desktop.schemes.edition_sheets import SheetText, blank_faults, sheet_texts
from desktop.schemes.edition_tables import Kind, TableOf, Words, read
from desktop.schemes.edition_users import refusal, users_of
from desktop.schemes.following import read_following
from desktop.schemes.reader import PARTS, SchemeError, read_scheme
from desktop.schemes.shelf import folder_digest

ORIGIN = "origin.toml"  # beside scheme.toml: what the edition was made of
_ENTRY = re.compile(r"\[\d+\]")
_LEAF = ("columns", "contains", "exactly", "unless", "unsure", "nothing")  # of a filter
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")


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
        files = [one for one in sorted(folder.glob("*.toml")) if one.name != ORIGIN]
        self._files = {one.name: tomlkit.parse(one.read_text("utf-8")) for one in files}

    def put(
        self,
        path: str,
        text: str,
        kind: Kind = "text",
        *,
        optional: bool = False,
        words: Words = (),
    ) -> None:
        """Write a cell. An optional one that is empty is taken out."""
        above, key = self._above(path)
        before = above[key] if isinstance(key, int) else above.get(key)
        if not text.strip() and not before and not isinstance(before, bool | int):
            return
        if optional and not text.strip():
            del above[key]
            return
        found = read(text, kind, words)
        if before == found and isinstance(before, bool) == isinstance(found, bool):
            return
        above[key] = found
        self._follow(path, str(before or ""), found)

    def _follow(self, path: str, before: str, found: Any) -> None:
        """What one choice makes of others: a section's new name, a condition that is measured."""
        above, key = self._above(path)
        if path.startswith("form.sections["):
            form = self._above("form.sections")[0]
            for one in (*form.get("fields", ()), *form.get("tables", ())):
                if before and one.get("section") == before:
                    one["section"] = found
        elif path.startswith("filters[") and key == "filters":
            for name in (
                "columns",
                "contains",
                "exactly",
                "unless",
                "unsure",
                "nothing",
                "filled",
                "against",
            ):
                above.pop(name, None)
        elif (place := _ENTRY.sub("[]", path)) == "conditions[].kind":
            self._judged_by(above, found)
        elif place == "conditions[].decides" and found in ("declared", "counted", "both"):
            side = "declared" if found == "declared" else "counted"
            self._measured(above, side, {"declared": "asked", "counted": "rows"}[side])
        elif key == "kind" and place.rpartition(".")[0].endswith(
            ("declared", "counted", "measure")
        ):
            for name in [name for name in above if name not in ("kind", "text")]:
                del above[name]

    def _judged_by(self, condition: Any, kind: Any) -> None:
        """A figure is measured; what a person judges has nothing of a figure."""
        if kind == "figure":
            self._measured(condition, "declared", "asked")
            return
        for name in ("declared", "counted", "threshold", "unit", "compare", "decides"):
            condition.pop(name, None)

    def _measured(self, condition: Any, side: str, kind: str) -> None:
        if side not in condition:
            made = tomlkit.inline_table()
            made.update({"kind": kind, "text": ""})
            condition[side] = made

    def add(self, key: str, parent: str = "", after: str = "") -> str:
        """Add a blank row to a table that grows, and return its path.

        `parent` is the entry above that it belongs to, where the table's rows have one; `after`
        the row that it follows, the last one where that is empty.
        """
        table = next(one for one in (*TABLES, CONVENTIONS) if one.key == key)
        where = table.paths[0].removesuffix("[]")
        name = where.rpartition(".")[2]
        place = f"{parent}.{name}" if table.parent else where
        entries = self._list(place)
        follows = steps_of(after)[-1] if after.startswith(f"{place}[") else None
        at = follows + 1 if isinstance(follows, int) else len(entries)
        made = "" if table.bare else self._blank(table, isinstance(entries, tomlkit.items.AoT))
        entries.insert(at, made)
        return f"{place}[{at}]"

    def _blank(self, table: TableOf, whole: bool) -> Any:
        """A new row: a table of its own, or one within braces, as its neighbours are."""
        made: Any = tomlkit.table() if whole else tomlkit.inline_table()
        made[table.named] = self._free(table.stem)
        for one, value in table.blank.items():
            if isinstance(value, Mapping):
                inner = tomlkit.inline_table()
                inner.update(value)
                value = inner
            made[one] = value
        if table.key == "materials":
            made["lines"] = [{"id": self._free("sheet"), "text": ""}]
        return made

    def _list(self, place: str) -> Any:
        """The list at a place; one that is not there yet is begun."""
        above, name = self._above(place)
        if name not in above:
            inner = "." in place
            above[name] = tomlkit.array() if inner else tomlkit.aot()
        return above[name]

    def _free(self, stem: str) -> str:
        taken = set(_names(self.whole()))
        return next(f"{stem}_{n}" for n in range(1, 10_000) if f"{stem}_{n}" not in taken)

    def remove(self, path: str) -> str:
        """Take a row away; returns why it can't be, where a rule goes by it."""
        row = path.partition("#")[0]
        refused = refusal(users_of(self.whole(), row))
        if not refused:
            above, key = self._above(row)
            del above[key]
        return refused

    def move(self, path: str, by: int) -> str:
        """Move a row up (-1) or down (1) within its list; returns where it is then."""
        row = path.partition("#")[0]
        entries, at = self._above(row)
        if not isinstance(at, int) or not 0 <= at + by < len(entries):
            return row
        one, other = entries[at], entries[at + by]
        entries[at], entries[at + by] = other, one
        return f"{row.rpartition('[')[0]}[{at + by}]"

    def whole(self) -> dict[str, Any]:
        """Return the whole data as plain tables."""
        found: dict[str, Any] = {}
        for name in PARTS:
            if name in self._files:
                found |= self._files[name].unwrap()
        return found

    def sheets(self) -> tuple[SheetText, ...]:
        """Return the wording of the sheets."""
        files = [(name, one) for name, one in self._files.items() if name not in PARTS]
        return tuple(text for name, one in files for text in sheet_texts(name, one.unwrap()))

    def written(self, scheme_id: str) -> Written:
        """Return the files as they would be written under that id."""
        if self._files[PARTS[0]]["id"] != scheme_id:
            self._files[PARTS[0]]["id"] = scheme_id
        texts = {name: tomlkit.dumps(one) for name, one in self._files.items()}
        return Written(self.folder, scheme_id, texts)

    def _above(self, path: str) -> tuple[Any, str | int]:
        """Return the table or list that holds the value at `path`, and its key there."""
        file, _, inner = path.rpartition(":")
        steps = steps_of(inner)
        there: Any = self._files[file] if file else self._file(str(steps[0]))
        for one in steps[:-1]:
            there = there[one]
        return there, steps[-1]

    def _file(self, top: str) -> Any:
        """The file that holds a top-level key, or in which it would be looked for."""
        parts = [self._files[name] for name in PARTS if name in self._files]
        home = {"asked": PARTS[1], "filters": PARTS[1], "functions": PARTS[2]}.get(top, PARTS[0])
        return next((one for one in parts if top in one), self._files.get(home, parts[0]))


def sections(draft: Draft) -> list[Section]:
    """Return the tables of the editor with their present cells."""
    return sections_of(draft.whole(), draft.sheets())


def _names(value: Any) -> list[str]:
    """Every id and key in the data."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    if not isinstance(value, Mapping):
        return []
    own = [str(value[name]) for name in ("id", "key") if name in value]
    return [*own, *(name for one in value.values() for name in _names(one))]


def texts_of_sheets(texts: Mapping[str, str]) -> tuple[SheetText, ...]:
    """Return the wording of the sheets among a scheme's files, in the order of their names."""
    names = [one for one in sorted(texts) if one not in (*PARTS, ORIGIN)]
    return tuple(one for name in names for one in sheet_texts(name, tomllib.loads(texts[name])))


def check_edition(written: Written, measures: frozenset[str]) -> Scheme:
    """Return the scheme that the draft would be, read strictly; SchemeError tells all faults."""
    with tempfile.TemporaryDirectory() as place:
        return _put_down(written, Path(place), measures)


def save_edition(
    written: Written,
    taken: Container[str],
    own: Path,
    measures: frozenset[str],
    *,
    again: bool = False,
) -> Scheme:
    """Write the draft as a folder below `own`, called by its id, once it was read without a fault.

    `taken` are the ids that there are; with `again` the edition of that id is replaced by what it
    became. SchemeError tells all faults; nothing is written then.
    """
    wrong = "" if again else wrong_id(written.scheme_id, taken)
    if wrong:
        raise SchemeError(written.scheme_id, (Problem("id", wrong, Severity.ERROR),))
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=own) as place:
        found = _put_down(written, Path(place), measures)
        if again:
            shutil.move(own / written.scheme_id, Path(place) / ".old")
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
    texts = dict(written.texts)
    if written.scheme_id != source.name:  # an edition that is edited again keeps its origin
        origin = {"from": source.name, "digest": folder_digest(source)}
        texts[ORIGIN] = tomlkit.dumps(origin)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    found = read_scheme(folder, measures, need_sheets=True)
    read_following(place, found)
    told = [
        Problem(f"{PARTS[0]}: conventions[{at}]", "不能为空。", Severity.ERROR)
        for at, text in enumerate(found.conventions)
        if not text.strip()
    ]
    told += blank_faults(_sheets_in(source), texts_of_sheets(written.texts))
    if told:
        raise SchemeError(written.scheme_id, tuple(told))
    fit_papers(folder, found)
    return found


def _sheets_in(folder: Path) -> tuple[SheetText, ...]:
    files = [one for one in folder.glob("*.toml") if one.name not in (*PARTS, ORIGIN)]
    return texts_of_sheets({one.name: one.read_text("utf-8") for one in files})


def origin_of(folder: Path) -> str:
    """Return the id of the scheme that an edition was made of; empty for one that ships.

    What came from elsewhere may say anything: what is no id is none.
    """
    path = folder / ORIGIN
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("from", "")
    except (OSError, ValueError, RecursionError):
        return ""
    return found if isinstance(found, str) and _ID.fullmatch(found) else ""
