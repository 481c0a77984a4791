"""Reads the journal: what was done, by whom, and whether the chain still holds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.domain.problem import Problem, Severity
from desktop.store import chain
from desktop.store.chain import Link, short_code
from desktop.store.store import Store

__all__ = ["Entry", "check_chain", "entries", "history", "short_code"]

_COLUMNS = "seq, at, operator, act, subject, detail_hash, previous, own"
_SELECT = (
    "SELECT journal.seq, at, operator, act, subject, json FROM journal "
    "LEFT JOIN journal_detail ON journal_detail.seq = journal.seq "
)


@dataclass(frozen=True)
class Entry:
    """One act as a person reads it; `detail` is None where it was erased."""

    seq: int
    at: str
    operator: str
    act: str
    subject: str
    detail: dict[str, Any] | None


def history(store: Store, subject: str) -> list[Entry]:
    """Return the acts on `subject` and on its parts (`subject/…`), oldest first."""
    part = f"{subject}/"
    where = "WHERE subject = ? OR substr(subject, 1, ?) = ? ORDER BY journal.seq"
    return [_entry(row) for row in store.read(_SELECT + where, (subject, len(part), part))]


def entries(store: Store, limit: int = 200) -> list[Entry]:
    """Return the newest acts of the whole file, newest first."""
    rows = store.read(f"{_SELECT} ORDER BY journal.seq DESC LIMIT ?", (limit,))
    return [_entry(row) for row in rows]


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at, operator, act, subject, text = row
    return Entry(seq, at, operator, act, subject, None if text is None else json.loads(text))


def heads(store: Store) -> dict[int, tuple[str, str]]:
    """Return every row's time and own hash by its number, oldest first."""
    rows = store.read("SELECT seq, at, own FROM journal ORDER BY seq")
    return {seq: (at, own) for seq, at, own in rows}


def check_chain(store: Store) -> list[Problem]:
    """Return what doesn't hold in the journal: order, links, hashes, details.

    A clock that went back is a note. An erased detail (salt and text both gone) is no problem.
    """
    details = {
        seq: (salt, text)
        for seq, salt, text in store.read("SELECT seq, salt, json FROM journal_detail")
    }
    links = [Link(*row) for row in store.read(f"SELECT {_COLUMNS} FROM journal ORDER BY seq")]
    found = list(_breaks(links))
    for link in links:
        found += _detail_breaks(link, details.pop(link.seq, None))
    found += [_error(seq, "只有内容，没有对应的记录。") for seq in details]
    return found


def _breaks(links: list[Link]) -> Iterator[Problem]:
    before = Link(0, "", "", "", "", "", "", chain.GENESIS)
    for link in links:
        if link.seq != before.seq + 1:
            yield _error(link.seq, f"前面缺少第{before.seq + 1}条记录。")
        if link.previous != before.own:
            yield _error(link.seq, "与前一条记录衔接不上。")
        if link.own != chain.own_hash(link):
            yield _error(link.seq, "记录被改动过，校验码不符。")
        if link.at < before.at:
            sentence = "时间早于前一条记录，计算机时钟曾被调回。"
            yield Problem(_place(link.seq), sentence, Severity.NOTE)
        before = link


def _detail_breaks(link: Link, detail: tuple[bytes | None, str | None] | None) -> list[Problem]:
    if detail is None:
        return [_error(link.seq, "记录的内容不见了。")]
    salt, text = detail
    if salt is None or text is None:
        return []
    if chain.detail_hash(salt, text) != link.detail_hash:
        return [_error(link.seq, "记录的内容被改动过。")]
    return []


def _error(seq: int, sentence: str) -> Problem:
    return Problem(_place(seq), sentence, Severity.ERROR)


def _place(seq: int) -> str:
    return f"操作日志 第{seq}条"
