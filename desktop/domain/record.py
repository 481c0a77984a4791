"""The exported draw record (抽取记录文件): one JSON value from which the draw can be re-done."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop.domain.attempt import Attempt, Outcome, Patience
from desktop.domain.claims import Comparison
from desktop.domain.lock import SeedKind
from desktop.domain.plain import PlainError, canonical, from_plain, to_plain
from desktop.domain.result import Result
from desktop.domain.scheme import SampleRule

FORMAT = "draw-record 1"


@dataclass(frozen=True)
class SchemeData:
    """A scheme's data in force: the digest in the lock, the sample rule, the files' own text.

    `texts` maps a file's name to its text; empty where the files are not at hand any more.
    """

    id: str
    name: str
    digest: str
    rule: SampleRule
    texts: dict[str, str]


@dataclass(frozen=True)
class Void:
    """A lock declared void before it was drawn, with the reason."""

    reason: str
    at: str


@dataclass(frozen=True)
class RecordedSeed:
    """The parts of a seed (随机码) as kept, and the seed's own `text` that was hashed.

    `evidence` says 自报数字, or what shows that a public number came after the lock.
    """

    digits: str
    evidence: str
    supervisor: str
    at: str
    text: str


@dataclass(frozen=True)
class Extension:
    """One 追加抽取: `size` firms from then on."""

    size: int
    reason: str
    at: str


@dataclass(frozen=True)
class RecordedAttempt:
    """One row of the survey's record as kept; times are ISO text, as stored."""

    id: int
    firm: int
    called_at: str
    by: str
    method: str
    outcome: Outcome
    answer: str = ""
    words: str = ""
    interviewee: str = ""
    position: str = ""
    phone: str = ""
    service: str = ""
    call_back_at: str = ""
    supersedes: int | None = None
    reason: str = ""
    typed_at: str = ""
    typed_by: str = ""


@dataclass(frozen=True)
class RecordedLock:
    """One lock of the case with all that followed from it; `text` is the lock text verbatim.

    `digest`, `seed_kind`, `required` and `size_at_lock` are those that were kept beside the text.
    `secret` is empty for a public number, and while it may not be told (locked, not drawn).
    `sample` has every extension; `result` and `claims` are None without a draw, `claims` also
    where the roster claims nothing.
    """

    number: int
    text: str
    digest: str
    seed_kind: SeedKind
    secret: str
    required: int
    size_at_lock: int
    reason: str
    supervisor: str
    locked_at: str
    void: Void | None
    seed: RecordedSeed | None
    sample: tuple[int, ...]
    substitutes: tuple[int, ...]
    extensions: tuple[Extension, ...]
    attempts: tuple[RecordedAttempt, ...]
    result: Result | None
    claims: Comparison | None

    @property
    def where(self) -> str:
        """The lock as a reader names it."""
        return f"第{self.number}次封存"


@dataclass(frozen=True)
class JournalHead:
    """The journal's last row when the record was made, and its hash."""

    seq: int
    head: str


@dataclass(frozen=True)
class Record:
    """Everything about one case's draws: all locks by their numbers, the void ones too.

    `masked`: phones and the interviewees' names are masked. `notes` are what the papers say
    beside the result. `digest` is the SHA-256 of the canonical JSON of all the rest.
    """

    format: str
    made_at: str
    program: str
    masked: bool
    case_id: str
    case_name: str
    schemes: tuple[SchemeData, ...]
    patience: Patience
    locks: tuple[RecordedLock, ...]
    journal: JournalHead
    notes: tuple[str, ...]
    digest: str = ""

    def scheme(self, digest: str) -> SchemeData | None:
        """Return the scheme's data with this digest, or None where the record has none."""
        return next((one for one in self.schemes if one.digest == digest), None)


class RecordError(ValueError):
    """The text is no draw record; the message is a Chinese sentence."""


def content_digest(record: Record) -> str:
    """Return the SHA-256 over the canonical JSON of the record without its own digest."""
    plain = to_plain(record)
    del plain["digest"]
    return hashlib.sha256(canonical(plain).encode("utf-8")).hexdigest()


def sealed(record: Record) -> Record:
    """Return the record with the digest of its content."""
    return replace(record, digest=content_digest(record))


def record_text(record: Record) -> str:
    """Return the record as its file holds it: canonical JSON in one line."""
    return canonical(to_plain(record))


def read_record(text: str) -> Record:
    """Read a draw record and nothing else.

    RecordError where a key lacks or is unknown, where a value has another type, or where the
    writing is not canonical (sorted keys, each once, no blanks, no floats).
    """
    plain = _parsed(text)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise RecordError("这不是抽取记录文件，或是不认识的版本。")
    try:
        record = from_plain(Record, plain, "记录")
    except PlainError as error:
        raise RecordError(f"抽取记录的内容不合规定，可能被改动过（{error}）") from None
    if not all(_countable(data.rule) for data in record.schemes):
        raise RecordError("抽取记录中的抽查规则不合规定，可能被改动过。")
    return record


def _countable(rule: SampleRule) -> bool:
    """Whether the rule's fractions are fractions, so that it can be reckoned with."""
    fractions = [rule.threshold, *([rule.share] if rule.share else [])]
    return all(len(one) == 2 and 0 < one[0] <= one[1] for one in fractions)


def _parsed(text: str) -> Any:
    try:
        text.encode("utf-8")
        plain = json.loads(text)
        again = canonical(plain)
    except (ValueError, RecursionError):
        raise RecordError("抽取记录文件已损坏，不能读取。") from None
    if again != text:
        raise RecordError("抽取记录的写法不合规定，可能被改动过。")
    return plain


def attempt_of(kept: RecordedAttempt) -> Attempt:
    """Return the row as the rules see it; times lose their offset, as on the screen.

    ValueError where a time is not written as ISO 8601.
    """
    return Attempt(
        kept.id,
        kept.firm,
        _local(kept.called_at),
        kept.by,
        kept.method,
        kept.outcome,
        kept.answer,
        kept.words,
        kept.interviewee,
        kept.position,
        kept.phone,
        kept.service,
        _local(kept.call_back_at) if kept.call_back_at else None,
        kept.supersedes,
        kept.reason,
        None,
        kept.typed_by,
    )


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)
