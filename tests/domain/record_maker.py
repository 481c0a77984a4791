"""A whole case as a draw record, for tests: a void lock, two draws, an extension, a survey."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sample_rules import KUNMING

from desktop.domain.attempt import Outcome, Patience
from desktop.domain.case import Row
from desktop.domain.claims import claims_of
from desktop.domain.draw import order, seed_of
from desktop.domain.frame import build_frame
from desktop.domain.lock import Promise, SeedKind, Source, commitment, digest_of, lock_text
from desktop.domain.record import (
    Extension,
    JournalHead,
    Record,
    RecordedAttempt,
    SchemeData,
    Void,
)
from desktop.domain.recording import Heading, KeptLock, KeptSeed, build_record
from desktop.domain.scheme import SampleRule
from desktop.domain.seal import Subject, seal
from desktop.domain.size import required_size
from desktop.domain.verify_lock import scheme_digest
from desktop.domain.verify_outside import Database, JournalWords, Paper, RosterFiles

TEXTS = {"form.toml": "[form]\n", "scheme.toml": 'id = "s"\n# 昆明 “办法”\n'}
DIGEST = scheme_digest(TEXTS)
ROSTER_DIGEST = "ab" * 32
START = datetime(2026, 5, 4, 1, tzinfo=UTC)
PUBLIC = Promise("public", "", "福彩3D", "2026001", "顺序取3位", "顺延一期")


def at(minutes: int) -> str:
    """A time as the store writes it, so many minutes after the start."""
    return (START + timedelta(minutes=minutes)).isoformat(timespec="milliseconds")


def rows_of(count: int) -> tuple[Row, ...]:
    """A roster of `count` firms with claims, a project team, a repeated firm and a total."""
    names = [f"昆明第{i}号有限公司" for i in range(1, count + 1)]
    names[1:1] = ['𬭎𠮷,甲（项目）"团队" <b>']
    names += [names[0], "合计"]
    return tuple(
        Row(at, "名单.xlsx", "名录", at + 1, {"name": name, "satisfied": "√", "code": ""})
        for at, name in enumerate(names, 1)
    )


def secret_of(number: int) -> str:
    """The secret of the lock with this number; a test has no dice."""
    return f"{number:032x}"


def kept_lock(
    rows: tuple[Row, ...],
    number: int,
    previous: str,
    kind: SeedKind,
    when: int,
    rule: SampleRule = KUNMING,
    raised: int = 0,
    stated: int | None = None,
) -> KeptLock:
    """A lock of the rows as the program would keep it at minute `when`, not drawn yet."""
    frame = build_frame(rows, rule, {2: "项目团队"})
    size = required_size(stated, len(frame.firms), rule, raised)
    secret = "" if kind == "public" else secret_of(number)
    promise = PUBLIC if kind == "public" else Promise(kind, commitment(secret))
    subject = Subject("s", DIGEST, "2026-1", "甲平台")
    source = Source("file", "名单.xlsx", ROSTER_DIGEST)
    lock = seal(subject, frame, size, [source], promise, number, previous)
    text = lock_text(lock)
    reason, witness = ("申报数更正", "李监督") if number > 2 else ("", "")
    return KeptLock(
        *(number, text, digest_of(text), kind, secret, size.required, size.n, reason, witness),
        at(when),
    )


def drawn(kept: KeptLock, digits: str, when: int, *extensions: Extension) -> KeptLock:
    """The lock with its digits."""
    seed = KeptSeed(digits, "", "李监督" if kept.seed_kind == "witnessed" else "", at(when))
    return replace(kept, seed=seed, extensions=extensions)


def order_of(kept: KeptLock) -> list[int]:
    """The order in which the lock's firms are drawn."""
    from desktop.domain.lock import parse_lock

    lock = parse_lock(kept.text)
    digits = kept.seed.digits if kept.seed else ""
    return order(seed_of(lock, digits, kept.secret), len(lock.firms))


def row(
    number: int, firm: int, outcome: Outcome, when: int, answer: str = "", **more
) -> RecordedAttempt:
    """One row of the record, typed at minute `when`."""
    answer = answer or ("satisfied" if outcome is Outcome.ANSWERED else "")
    more = {"interviewee": "张三丰", "phone": "13800001234", "words": "很好", **more}
    called = (START + timedelta(minutes=when, hours=8)).replace(tzinfo=None).isoformat()
    return RecordedAttempt(
        *(number, firm, called, "经办人", "电话询问", outcome, answer),
        typed_at=at(when),
        typed_by="经办人",
        **more,
    )


def survey(kept: KeptLock) -> tuple[RecordedAttempt, ...]:
    """Answers, a refusal with its substitute, a correction, an allegation confirmed."""
    first, second, third, fourth, fifth, *_ = order_of(kept)
    return (
        row(11, first, Outcome.ANSWERED, 60),
        row(12, second, Outcome.REFUSED, 70),
        row(13, fourth, Outcome.NOT_REACHED, 75),
        row(14, fourth, Outcome.ANSWERED, 80, words="电话13988887777转张三丰"),
        row(15, third, Outcome.NEVER_SERVED, 90),
        row(16, third, Outcome.CHECKED_CONFIRMED, 100, reason="合同为伪造"),
        row(17, first, Outcome.ANSWERED, 110, "dissatisfied", supersedes=11, reason="听错"),
        row(18, fifth, Outcome.ANSWERED, 130),
    )


def locks_of(rows: tuple[Row, ...]) -> list[KeptLock]:
    """Lock 1 void, lock 2 drawn by the machine, lock 3 drawn before a witness and extended."""
    one = replace(kept_lock(rows, 1, "", "witnessed", 0), void=Void("名单有误", at(5)))
    two = drawn(kept_lock(rows, 2, one.digest, "machine", 10), "", 12)
    three = kept_lock(rows, 3, two.digest, "witnessed", 20)
    three = drawn(three, "042042", 30, Extension(4, "申报数增加", at(120)))
    from desktop.domain.lock import parse_lock

    claimed = claims_of(parse_lock(three.text), rows)
    return [one, two, replace(three, attempts=survey(three), claimed=claimed)]


def heading(rule: SampleRule = KUNMING, made: int = 200) -> Heading:
    """What the record says of the case as a whole."""
    scheme = SchemeData("s", "昆明办法", DIGEST, rule, TEXTS)
    journal = JournalHead(7, "cd" * 32)
    patience = Patience()
    return Heading(at(made), "0.1.0", "2026-1", "甲平台", (scheme,), patience, journal, ("附注",))


def a_record(count: int = 30, *, mask: bool = False) -> Record:
    """The whole case as a record."""
    return build_record(heading(), locks_of(rows_of(count)), mask=mask)


def roster(count: int = 30) -> RosterFiles:
    """The roster that the record was made from."""
    return RosterFiles(rows_of(count), {"名单.xlsx": ROSTER_DIGEST})


def paper(record: Record) -> Paper:
    """What was signed."""
    return Paper(
        {kept.number: kept.digest for kept in record.locks},
        {kept.number: commitment(kept.secret) for kept in record.locks if kept.secret},
        {kept.number: kept.seed.digits for kept in record.locks if kept.seed},
        record.digest,
    )


def database(record: Record) -> Database:
    """The data file from which the record was made, unchanged since."""
    return Database(
        record,
        {6: (at(130), "ef" * 32), 7: (at(140), "cd" * 32)},
        (),
        JournalWords(
            {kept.number: kept.digest for kept in record.locks},
            {kept.number: kept.seed.digits for kept in record.locks if kept.seed},
            {
                kept.number: tuple((r.firm, r.outcome.value, r.answer) for r in kept.attempts)
                for kept in record.locks
            },
        ),
    )
