"""The lock text v1 (封存文本): the firms, the size and the seed's promise as bytes to be hashed."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

SourceKind = Literal["file", "paper"]
SeedKind = Literal["witnessed", "machine", "public"]
_SECRET = re.compile("[0-9a-f]{32}")
_SHA256 = re.compile("[0-9a-f]{64}")
# Values are cleaned when they come in; one of these in a value is a bug that would forge a line.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f]")
_DECIMAL = re.compile("0|[1-9][0-9]{0,17}")
_SOURCE_KINDS: dict[str, SourceKind] = {"file": "file", "paper": "paper"}
_SECRET_KINDS: dict[str, SeedKind] = {"witnessed": "witnessed", "machine": "machine"}
# How many fields follow each line's first word; a seed line of the public kind has five.
_FIELDS = {
    "draw-lock": (1,),
    "scheme": (2,),
    "case": (2,),
    "lock": (2,),
    "size": (4,),
    "roster": (3,),
    "seed": (2, 5),
    "firm": (3,),
    "out": (4,),
}


@dataclass(frozen=True)
class Source:
    """One roster as it was handed in: `digest` is the file's SHA-256, empty for paper without."""

    kind: SourceKind
    name: str
    digest: str = ""


@dataclass(frozen=True)
class Promise:
    """What the lock says of the seed (随机码) before there is one.

    witnessed and machine have the `commitment` to the secret; public has the source of the
    number, its issue, which digits in which order, and what holds if it is not published.
    """

    kind: SeedKind
    commitment: str = ""
    source: str = ""
    issue: str = ""
    digit_rule: str = ""
    fallback: str = ""


@dataclass(frozen=True)
class LockedFirm:
    """One firm that may be drawn: its number from 1, its name, its code or nothing."""

    i: int
    name: str
    code: str = ""


@dataclass(frozen=True)
class LockedOut:
    """One row left out: its place `source!sheet!row`, what stood there, and the reason."""

    place: str
    name: str
    code: str
    reason: str


@dataclass(frozen=True)
class Lock:
    """A locked list of firms (已封存的抽查企业名单); `number` counts the case's locks from 1.

    `stated` is the application's own figure (None where it has none), `required` what the rule
    asks for, `n` how many are drawn: raised by the reviewer, or the whole list where it is
    smaller. `previous` is the digest of the lock before, empty for the first.
    """

    scheme_id: str
    scheme_digest: str
    case_id: str
    case_name: str
    number: int
    previous: str
    stated: int | None
    required: int
    n: int
    sources: tuple[Source, ...]
    promise: Promise
    firms: tuple[LockedFirm, ...]
    out: tuple[LockedOut, ...] = ()


def commitment(secret: str) -> str:
    """Return the SHA-256 of the secret's 32 hex characters as ASCII; ValueError for another."""
    if not _SECRET.fullmatch(secret):
        raise ValueError("the secret is not 32 lower-case hex characters")
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def digest_of(text: bytes) -> str:
    """Return the digest (校验码) of the stored lock text: its SHA-256 in lower-case hex."""
    return hashlib.sha256(text).hexdigest()


def lock_text(lock: Lock) -> bytes:
    """Return the lock text v1: UTF-8, one LF after every line, fields separated by one TAB.

    Nothing is normalised here. ValueError where a value could not stand in a line or the lock
    contradicts itself: both are bugs, because values were cleaned when they came in.
    """
    fault = fault_of(lock)
    if fault:
        raise ValueError(fault)
    return "".join(_line(fields) for fields in _lines(lock)).encode("utf-8")


def _line(fields: Sequence[str]) -> str:
    for value in fields:
        if _FORBIDDEN.search(value):
            raise ValueError(f"a control character in {value!r}")
    return "\t".join(value or "-" for value in fields) + "\n"


def _lines(lock: Lock) -> list[tuple[str, ...]]:
    stated = "" if lock.stated is None else str(lock.stated)
    return [
        ("draw-lock", "1"),
        ("scheme", lock.scheme_id, lock.scheme_digest),
        ("case", lock.case_id, lock.case_name),
        ("lock", str(lock.number), lock.previous),
        ("size", stated, str(len(lock.firms)), str(lock.required), str(lock.n)),
        *(("roster", source.kind, source.name, source.digest) for source in lock.sources),
        _promise_line(lock.promise),
        *(("firm", str(firm.i), firm.name, firm.code) for firm in lock.firms),
        *(("out", row.place, row.name, row.code, row.reason) for row in lock.out),
    ]


def _promise_line(promise: Promise) -> tuple[str, ...]:
    if promise.kind == "public":
        told = (promise.source, promise.issue, promise.digit_rule, promise.fallback)
        return ("seed", "public", *told)
    return ("seed", promise.kind, promise.commitment)


def fault_of(lock: Lock) -> str:
    """Return the Chinese sentence for the first thing in which `lock` contradicts itself."""
    count = len(lock.firms)
    faults = (
        (lock.number < 1, "封存次数应从1起。"),
        ((lock.number == 1) != (lock.previous == ""), "第1次封存没有上一次的校验码，其余都有。"),
        (count == 0, "没有可抽查的企业。"),
        ([firm.i for firm in lock.firms] != list(range(1, count + 1)), "企业的序号不连续。"),
        (lock.stated is not None and lock.stated < 0, "申报的服务企业数不能为负。"),
        (lock.required < 1, "应抽查的企业数至少为1。"),
        (not min(lock.required, count) <= lock.n <= count, "抽查企业数少于规定或多于名单。"),
        (not lock.sources, "没有写明名单的来源。"),
        (not all(map(_SHA256.fullmatch, _digests(lock))), "校验码应为64位小写十六进制数。"),
        (not {"", "-"}.isdisjoint(_named(lock)), "有必填的内容为空。"),
    )
    return next((sentence for wrong, sentence in faults if wrong), "")


def _digests(lock: Lock) -> list[str]:
    optional = [lock.previous, *(source.digest for source in lock.sources)]
    promised = [] if lock.promise.kind == "public" else [lock.promise.commitment]
    return [lock.scheme_digest, *promised, *filter(None, optional)]


def _named(lock: Lock) -> list[str]:
    promise = lock.promise
    public = [promise.source, promise.issue, promise.digit_rule, promise.fallback]
    return [
        *(lock.scheme_id, lock.case_id, lock.case_name),
        *(source.name for source in lock.sources),
        *(firm.name for firm in lock.firms),
        *(text for row in lock.out for text in (row.place, row.reason)),
        *(public if promise.kind == "public" else []),
    ]


class LockError(ValueError):
    """The bytes are no lock text v1; the message is a Chinese sentence that names the line."""


class _Lines:
    """The lines of a lock text, taken from the top."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0

    def fail(self, sentence: str) -> LockError:
        return LockError(f"封存文本第{self._at}行：{sentence}")

    def next_is(self, word: str) -> bool:
        return self._at < len(self._lines) and self._lines[self._at].split("\t")[0] == word

    def take(self, word: str) -> list[str]:
        """Return the fields of the next line, which must begin with `word`; `-` is empty."""
        found = self.next_is(word)
        self._at += 1
        if not found:
            raise self.fail(f"这里应为{word}行。")
        fields = self._lines[self._at - 1].split("\t")[1:]
        if len(fields) not in _FIELDS[word] or not all(fields):
            raise self.fail("栏数不对，或有空栏。")
        return ["" if field == "-" else field for field in fields]

    def take_all(self, word: str) -> Iterator[list[str]]:
        while self.next_is(word):
            yield self.take(word)

    def number(self, text: str) -> int:
        if not _DECIMAL.fullmatch(text):
            raise self.fail(f"“{text}”不是规定写法的整数。")
        return int(text)

    def finish(self) -> None:
        if self._at < len(self._lines):
            self._at += 1
            raise self.fail("多出了一行，或次序不对。")


def parse_lock(data: bytes) -> Lock:
    """Read a lock text v1 and nothing else: lines in order, plain decimals, lower-case hex.

    LockError (a ValueError) with a Chinese sentence where anything differs, also where
    `lock_text` of what was read would not give `data` again.
    """
    lines = _Lines(_split(data))
    if lines.take("draw-lock") != ["1"]:
        raise lines.fail("不认识的版本。")
    lock = _lock(lines)
    lines.finish()
    fault = fault_of(lock)
    if fault:
        raise LockError(f"封存文本：{fault}")
    _check_same(lock, data)
    return lock


def _split(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise LockError("封存文本不是UTF-8文字。") from None
    if not text.endswith("\n"):
        raise LockError("封存文本的末行没有换行。")
    return text[:-1].split("\n")


def _check_same(lock: Lock, data: bytes) -> None:
    try:
        again = lock_text(lock)
    except ValueError:
        raise LockError("封存文本中有不允许的控制字符。") from None
    if again != data:
        raise LockError("封存文本的写法不合规定。")


def _lock(lines: _Lines) -> Lock:
    scheme_id, scheme_digest = lines.take("scheme")
    case_id, case_name = lines.take("case")
    number, previous = lines.take("lock")
    size = lines.take("size")
    stated, count, required, n = (lines.number(text) if text else None for text in size)
    if count is None or required is None or n is None:
        raise lines.fail("数目不能为空。")
    lock = Lock(
        scheme_id=scheme_id,
        scheme_digest=scheme_digest,
        case_id=case_id,
        case_name=case_name,
        number=lines.number(number),
        previous=previous,
        stated=stated,
        required=required,
        n=n,
        sources=tuple(_source(lines, row) for row in lines.take_all("roster")),
        promise=_promise(lines),
        firms=tuple(_firm(lines, row) for row in lines.take_all("firm")),
        out=tuple(LockedOut(*row) for row in lines.take_all("out")),
    )
    if count != len(lock.firms):
        raise LockError(f"封存文本写明{count}家，实有{len(lock.firms)}家。")
    return lock


def _source(lines: _Lines, row: list[str]) -> Source:
    kind = _SOURCE_KINDS.get(row[0])
    if kind is None:
        raise lines.fail("不认识的名单来源。")
    return Source(kind, row[1], row[2])


def _promise(lines: _Lines) -> Promise:
    kind, *told = lines.take("seed")
    if kind == "public" and len(told) == 4:
        source, issue, digit_rule, fallback = told
        return Promise("public", "", source, issue, digit_rule, fallback)
    secret_kind = _SECRET_KINDS.get(kind)
    if secret_kind is None or len(told) != 1:
        raise lines.fail("不认识的随机码方式。")
    return Promise(secret_kind, told[0])


def _firm(lines: _Lines, row: list[str]) -> LockedFirm:
    return LockedFirm(lines.number(row[0]), row[1], row[2])
