"""Checks a journal's chain: order, links, hashes, details; of the open file or of a copy."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from desktop.domain.problem import Problem, Severity
from desktop.store import chain
from desktop.store.chain import Link

_COLUMNS = "seq, at, operator, act, subject, detail_hash, previous, own"


class Reads(Protocol):
    """What can be read from: the open file, or a copy of it."""

    def read(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of one SELECT."""


def check_chain(store: Reads) -> list[Problem]:
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
