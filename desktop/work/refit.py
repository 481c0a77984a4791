"""套用上级表样: the bureau's own .docx or .xlsx is looked at, matched to a sheet, and filled.

Read (`look`, in a child process), look (`columns`, `preview`, `said`), save (`fill`, `keep_form`).
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from desktop.domain.labels import is_serial
from desktop.domain.problem import UserError
from desktop.intake.book import Limits, Refused
from desktop.intake.reading import talk
from desktop.sheets.describe import read_sheet
from desktop.sheets.fill import look_up
from desktop.sheets.refit_columns import Listing, listings, renumbered, write
from desktop.sheets.refit_match import SURE, proposed
from desktop.sheets.refit_offers import Offer
from desktop.sheets.refit_table import (
    MERGED,
    Filling,
    FoundTable,
    Head,
    Written,
    found_tables,
    plain_filling,
)
from desktop.store import departments, files
from desktop.work.desk import Changed, Desk, changed
from desktop.work.papers import SheetFacts
from desktop.work.refit_child import REFIT_FLAG
from desktop.work.rounds import scheme_of

KEPT_KIND = "上级表样"
Keys = tuple[str, ...]
_SECONDS = 120  # a survey of thousands of rows takes its time on an old machine
_NO_TABLE = (
    "没有找到与本表相像的表头。",
    "请核对是不是这张表的表样；表头至少要有两栏与本表相同或相近，表要是真正的表格，不能是图片。",
)
_IN_BLOCKS = (
    "这份表样里一家占几行（单元格上下合并），不能逐行填写。",
    "请把表样改成一家一行后再套用，或照本程序的表手工填写。",
)
_DIED = ("处理这个文件时出了故障。", "文件可能已损坏：请用 Office 或 WPS 打开，另存一份再套用。")


@dataclass(frozen=True)
class FormTable:
    """A table of the form, and the list of our sheet that it is like."""

    found: FoundTable
    listing: Listing

    @property
    def name(self) -> str:
        """The table as the reader knows it: its sheet or number, and its title."""
        return " ".join(filter(None, (self.found.name, self.found.title)))


@dataclass(frozen=True)
class Form:
    """A form that was looked through; `tables` begins with the likeliest."""

    name: str
    kind: str
    data: bytes
    tables: tuple[FormTable, ...]


@dataclass(frozen=True)
class FormColumn:
    """One column of the form for the reader: its header, what is offered for it, and how surely.

    `fixed` says why nothing can be put there; `sure` is True where the header is ours.
    """

    label: str
    key: str
    sure: bool
    fixed: str = ""


@dataclass(frozen=True)
class Remembered:
    """What was kept for the round: the form's name and hash, and the keys by its shape."""

    answers: tuple[str, ...]
    name: str = ""
    sha256: str = ""
    keys: Mapping[str, Keys] = field(default_factory=dict)


def can_refit(facts: SheetFacts) -> str:
    """Return why a sheet can't be put into another's form, or "" where it can."""
    if lists_of(facts, ()):
        return ""
    return "这张表没有逐行填写的部分，不能套用表样：请另存后，把内容粘贴到上级的表里。"


def lists_of(facts: SheetFacts, answers: Sequence[str]) -> tuple[Listing, ...]:
    """Return the lists that a sheet has; `answers` are the survey's (see `remembered`)."""
    return listings(read_sheet(facts.description), facts.facts, answers)


def remembered(desk: Desk, facts: SheetFacts) -> Remembered:
    """Return the form that was used for this sheet in this round, and how it was matched."""
    answers = tuple(a.label for a in scheme_of(desk, facts.round_id).sample.answers)
    kept = departments.setting(desk.store, _key(facts), {})
    keys = {shape: tuple(one) for shape, one in kept.get("keys", {}).items()}
    return Remembered(answers, kept.get("name", ""), kept.get("sha256", ""), keys)


def read_form(path: Path) -> bytes:
    """Return the bytes of a form, up to what can be looked through; UserError: no such file."""
    try:
        with path.open("rb") as file:
            return file.read(Limits().size + 1)
    except OSError as error:
        hint = "请确认文件还在原处、没有被其他程序占用。"
        raise UserError(f"打不开“{path.name}”。", hint) from error


def form_again(desk: Desk, sha256: str) -> bytes:
    """Return the form that was kept; UserError where it is gone."""
    return files.read_file(desk.store, sha256)


def _key(facts: SheetFacts) -> str:
    return f"refit.{facts.round_id}.{facts.ref.id}"


def look(
    name: str, data: bytes, lists: Sequence[Listing], cancelled: Callable[[], bool] = lambda: False
) -> Form:
    """Look through a form in a child process. UserError says why it can't be used."""
    offers = [[asdict(offer) for offer in listing.offers] for listing in lists]
    head, _ = _ask({"errand": "look", "name": name, "lists": offers}, data, cancelled)
    try:
        tables = [
            FormTable(table, listing)
            for listing, found in zip(lists, head["found"], strict=True)
            for table in found_tables(found)
        ]
        kind = str(head["kind"])
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(*_DIED) from error
    if not tables:
        raise UserError(*_NO_TABLE)
    tables = [table for table in tables if not _in_blocks(table.found)]
    if not tables:
        raise UserError(*_IN_BLOCKS)
    tables.sort(key=lambda table: -table.found.score)
    return Form(name, kind, data, tuple(tables))


def _in_blocks(found: FoundTable) -> bool:
    """Tell whether one entry takes several rows: most columns are merged downwards."""
    return 2 * sum(1 for head in found.heads if head.fixed == MERGED) >= len(found.heads)


def _ask(
    request: dict[str, Any], data: bytes, cancelled: Callable[[], bool]
) -> tuple[dict[str, Any], bytes]:
    """Send a request to the filling child and return its answer. UserError where it refuses."""
    command = [sys.executable, "-m", "desktop.work.refit_child"]
    if getattr(sys, "frozen", False):
        command = [sys.executable, REFIT_FLAG]
    message = json.dumps(request).encode() + b"\n" + data
    answer = talk(command, message, time.monotonic() + _SECONDS, cancelled)
    if isinstance(answer, Refused):
        raise UserError(answer.sentence, answer.hint.replace("再导入", "再套用"))
    line, _, body = answer.partition(b"\n")
    try:
        head = dict(json.loads(line))
    except (ValueError, TypeError) as error:
        raise UserError(*_DIED) from error
    if "refused" in head:
        raise UserError(*map(str, head["refused"]))
    return head, body


def columns(table: FormTable, kept: Remembered) -> tuple[FormColumn, ...]:
    """Return the form's columns with what was kept for such a header, else with a proposal."""
    offers = list(table.listing.offers)
    guessed = proposed(table.found, offers)
    chosen = kept.keys.get(table.found.shape, ())
    known = {offer.key for offer in offers}
    found = []
    for at, (head, (key, likeness)) in enumerate(zip(table.found.heads, guessed, strict=True)):
        if len(chosen) == len(guessed):
            key, likeness = (chosen[at] if chosen[at] in known else ""), SURE
        found.append(
            FormColumn(head.label, "" if head.fixed else key, likeness >= SURE, head.fixed)
        )
    return tuple(found)


def written_rows(
    table: FormTable, keys: Keys, facts: SheetFacts, *, keep: bool = False, most: int | None = None
) -> tuple[tuple[Written, ...], ...]:
    """Return what is put into the matched columns, row by row, of the first `most` entries.

    序号 goes on after what is kept.
    """
    entries = look_up(table.listing.rows, facts.facts)[:most]
    used = [(head, offer) for head, offer in _pairs(table, keys) if offer is not None]
    first = _next_serial(table.found) if keep else 1
    return tuple(
        tuple(_written(offer, entry, facts, head, at) for head, offer in used)
        for at, entry in enumerate(entries, first)
    )


def _written(
    offer: Offer, entry: Mapping[str, Any], facts: SheetFacts, head: Head, at: int
) -> Written:
    written = write(offer, entry, facts.facts, head)
    return renumbered(written, at) if offer.path == "serial" else written


def _next_serial(found: FoundTable) -> int:
    last = found.serials[-1] if found.serials else ""
    return (int(last) if last.isdigit() else len(found.filled)) + 1


def _pairs(table: FormTable, keys: Keys) -> list[tuple[Head, Offer | None]]:
    return [
        (head, None if head.fixed else table.listing.offer(key))
        for head, key in zip(table.found.heads, keys, strict=True)
    ]


def preview(
    table: FormTable, keys: Keys, facts: SheetFacts, *, keep: bool = False, most: int = 5
) -> list[list[str]]:
    """Return the first rows as they will stand under the form's headers."""
    places = [at for at, (_, offer) in enumerate(_pairs(table, keys)) if offer is not None]
    shown = []
    for row in written_rows(table, keys, facts, keep=keep, most=most):
        texts = [""] * len(keys)
        for place, cell in zip(places, row, strict=True):
            texts[place] = cell.text
        shown.append(texts)
    return shown


def said(form: Form, table: FormTable, keys: Keys, facts: SheetFacts) -> list[str]:
    """Return in sentences what is not matched, and what has to be looked at."""
    pairs = _pairs(table, keys)
    empty = [h.label for h, o in pairs if o is None and not h.fixed]
    used = {offer.key for _, offer in pairs if offer is not None}
    paths = {offer.path for _, offer in pairs if offer is not None}
    ours = [
        o.label
        for o in table.listing.offers
        if o.own and o.key not in used and o.path not in paths and not is_serial(o.label)
    ]
    found = table.found
    return [
        *([f"表里的{_listed(empty)}没有对应，留空不填。"] if empty else []),
        *([f"本表的{_listed(ours)}在表样里没有相应的列，不会填进去。"] if ours else []),
        *(f"“{h.label}”：{h.fixed}，保持原样。" for h, _ in pairs if h.fixed),
        *_doubled(keys, table),
        *_around(form, found),
        *(["所列申报尚未全部定稿，填出的文件上没有“草稿”字样，请勿报出。"] if facts.draft else []),
    ]


def _doubled(keys: Keys, table: FormTable) -> list[str]:
    twice = dict.fromkeys(key for key in keys if key and keys.count(key) > 1)
    labels = [offer.label for key in twice if (offer := table.listing.offer(key)) is not None]
    return [f"{_listed(labels)}填进了不止一列，请核对。"] if labels else []


def _around(form: Form, found: FoundTable) -> list[str]:
    sentences = ["只填写表中的各行；表格以外的单位、填表人、日期和盖章处请在填好的文件里补上。"]
    total = next((text for text in found.after if text.startswith(("合计", "总计", "小计"))), "")
    if total and form.kind == "docx":
        sentences.append(f"表下面的“{total}”一行没有填写，请核对。")
    if found.last < found.first:
        sentences.append("表样里没有空行，新加的行照表头的样式，请看一下字体和底色。")
    return sentences


def _listed(labels: Sequence[str]) -> str:
    return "、".join(f"“{label}”" for label in labels)


def fill(
    form: Form,
    table: FormTable,
    keys: Keys,
    facts: SheetFacts,
    *,
    keep: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[bytes, tuple[str, ...]]:
    """Fill the form in a child process; return the file, and what could not be kept as it was."""
    pairs = _pairs(table, keys)
    places = tuple(head.column for head, offer in pairs if offer is not None)
    rows = written_rows(table, keys, facts, keep=keep)
    filling = plain_filling(Filling(table.found, places, rows, keep))
    request = {"errand": "fill", "name": form.name, "filling": filling}
    head, data = _ask(request, form.data, cancelled)
    return data, tuple(map(str, head.get("notes", ())))


def keep_form(
    desk: Desk, form: Form, table: FormTable, keys: Keys, facts: SheetFacts, made: bytes
) -> Changed:
    """Keep the form and its matching for the round, and note in the journal what was made."""
    digest = hashlib.sha256(form.data).hexdigest()
    shapes = departments.setting(desk.store, _key(facts), {}).get("keys", {})
    shapes |= {table.found.shape: list(keys)}
    kept = {"name": form.name, "sha256": digest, "keys": shapes}
    with desk.act(
        "套用上级表样",
        f"round:{facts.round_id}",
        sheet=facts.ref.id,
        name=form.name,
        form=digest,
        sha256=hashlib.sha256(made).hexdigest(),
        applications=list(facts.application_ids),
    ):
        if digest in {one.sha256 for one in files.files(desk.store, None)}:
            files.put_back(desk.store, digest, form.data)
        else:
            files.keep_file(desk.store, None, form.name, form.data, KEPT_KIND)
        departments.put_setting(desk.store, _key(facts), kept)
    return changed("printed")
