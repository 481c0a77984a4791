"""A lock, its seed and every attempt are written once: nobody takes them back quietly."""

import sqlite3
from hashlib import sha256

import pytest

from desktop.domain.problem import UserError
from desktop.store import attempts, locks
from desktop.store.attempts import Attempt, NewAttempt
from desktop.store.locks import Lock, Seed
from desktop.store.store import Store

TEXT = "draw-lock\t1\nfirm\t1\t甲\t-\nfirm\t2\t乙\t-\nfirm\t3\t丙\t-\n".encode()


def lock_up(store: Store, application: int, size: int = 2, reason: str = "", by: str = "") -> int:
    """Lock the three firms; two are required."""
    with store.act("甲", "确认并封存名单", "application:1", {}):
        return locks.add_lock(
            store,
            application,
            text=TEXT,
            seed_kind="witnessed",
            secret="00ff",
            required=2,
            size=size,
            reason=reason,
            supervisor=by,
        )


def draw(store: Store, lock_id: int, digits: str = "042042") -> None:
    """Write the seed down."""
    with store.act("甲", "登记随机码", "application:1", {}):
        locks.add_seed(store, lock_id, digits, "当场掷出", "监督人乙")


def test_lock_comes_back_with_its_seed(store: Store, application: int) -> None:
    """Text to the byte, digest of the text, digits as text with their leading zero."""
    lock_id = lock_up(store, application)
    draw(store, lock_id)
    [found] = locks.locks(store, application)
    assert found.seed is not None
    assert found == Lock(
        lock_id,
        application,
        1,
        TEXT,
        sha256(TEXT).hexdigest(),
        "witnessed",
        "00ff",
        2,
        2,
        "",
        "",
        found.created_at,
        "",
        "",
        2,
        Seed("042042", "当场掷出", "监督人乙", found.seed.at),
    )
    assert locks.lock(store, lock_id) == found


def test_fewer_than_required_is_refused(store: Store, application: int) -> None:
    """The size can be raised before the lock and never lowered."""
    with pytest.raises(UserError, match="不能少于"):
        lock_up(store, application, size=1)
    assert locks.locks(store, application) == []
    assert locks.lock(store, lock_up(store, application, size=3)).size == 3


def test_one_open_lock_at_a_time(store: Store, application: int) -> None:
    """A lock that was not drawn is gone on with, or voided with a reason; both stay listed."""
    first = lock_up(store, application)
    with pytest.raises(UserError, match="尚未抽取"):
        lock_up(store, application)
    with pytest.raises(UserError, match="须说明原因"), store.act("甲", "作废", "x", {}):
        locks.void_lock(store, first, "")
    with store.act("甲", "作废", "x", {}):
        locks.void_lock(store, first, "名单有误")
    with pytest.raises(UserError, match="已作废"):
        draw(store, first)
    lock_up(store, application)
    assert [(each.number, each.void_reason) for each in locks.locks(store, application)] == [
        (1, "名单有误"),
        (2, ""),
    ]


def test_one_draw_for_one_lock(store: Store, application: int) -> None:
    """A second seed is refused, and a drawn lock can't be voided."""
    lock_id = lock_up(store, application)
    draw(store, lock_id)
    with pytest.raises(UserError, match="不能更改"):
        draw(store, lock_id, "999999")
    with pytest.raises(UserError, match="不能作废"), store.act("甲", "作废", "x", {}):
        locks.void_lock(store, lock_id, "不满意")
    [found] = locks.locks(store, application)
    assert found.seed is not None
    assert found.seed.digits == "042042"


def test_new_lock_after_a_draw_needs_reason_and_supervisor(store: Store, application: int) -> None:
    """Drawing again is told by name, and the old draw stays."""
    draw(store, lock_up(store, application))
    for reason, by in (("", ""), ("漏报企业", ""), ("", "监督人乙")):
        with pytest.raises(UserError, match="须说明原因，并有监督人"):
            lock_up(store, application, reason=reason, by=by)
    lock_up(store, application, reason="漏报企业", by="监督人乙")
    assert [each.reason for each in locks.locks(store, application)] == ["", "漏报企业"]


def test_drawn_lock_is_extended_and_never_shortened(store: Store, application: int) -> None:
    """追加抽取 goes down the same order."""
    lock_id = lock_up(store, application)
    for size in (2, 3):
        with pytest.raises(UserError, match="追加抽取"), store.act("甲", "追加", "x", {}):
            locks.extend_lock(store, lock_id, size if size == 2 else 3, "更正")
    draw(store, lock_id)
    with store.act("甲", "追加抽取", "x", {}):
        locks.extend_lock(store, lock_id, 3, "服务企业数更正")
    with pytest.raises(UserError, match="只能增加"), store.act("甲", "追加", "x", {}):
        locks.extend_lock(store, lock_id, 3, "更正")
    found = locks.lock(store, lock_id)
    assert (found.size, found.size_at_lock, found.required) == (3, 2, 2)


COPY = (
    "application_id, {n}, text, digest, seed_kind, secret, required, size, '再次', '乙', created_at"
)
REFUSED = [
    ("UPDATE draw_lock SET size = 3", "append-only"),
    ("DELETE FROM draw_lock", "append-only"),
    (
        "INSERT OR REPLACE INTO draw_lock SELECT id, " + COPY.format(n=1) + " FROM draw_lock",
        "numbered without gaps",
    ),
    (
        "INSERT INTO draw_lock SELECT 2, "
        + COPY.format(n=2).replace("'乙'", "''")
        + " FROM draw_lock",
        "needs a reason and a supervisor",
    ),
    ("UPDATE draw_seed SET digits = '1'", "append-only"),
    ("DELETE FROM draw_seed", "append-only"),
    ("INSERT OR REPLACE INTO draw_seed VALUES (1, '1', '', '', '')", "the lock has a seed"),
    ("INSERT INTO lock_void VALUES (1, 'x', '')", "the lock was drawn"),
    ("INSERT INTO lock_extension VALUES (1, 1, 2, 'x', '')", "only grows"),
    ("UPDATE survey_attempt SET answer = '满意'", "append-only"),
    ("DELETE FROM survey_attempt", "append-only"),
    ("INSERT OR REPLACE INTO survey_attempt SELECT * FROM survey_attempt", "append-only"),
]


@pytest.mark.parametrize(("sql", "why"), REFUSED, ids=[sql[:40] for sql, _why in REFUSED])
def test_file_itself_refuses(store: Store, application: int, sql: str, why: str) -> None:
    """What the functions refuse, the file refuses too, whoever writes to it."""
    lock_id = lock_up(store, application)
    draw(store, lock_id)
    with store.act("甲", "抽查", "x", {}):
        attempts.add_attempt(store, lock_id, NewAttempt(1, "2026-05-06", "甲", "电话", "answered"))
    before = (locks.locks(store, application), attempts.attempts(store, lock_id))
    with pytest.raises(sqlite3.IntegrityError, match=why), store.act("甲", "a", "b", {}):
        store.write(sql)
    assert (locks.locks(store, application), attempts.attempts(store, lock_id)) == before


def test_open_lock_is_kept_open_by_the_file(store: Store, application: int) -> None:
    """A second lock beside an open one is refused by the file."""
    lock_up(store, application)
    sql = "INSERT INTO draw_lock SELECT 2, " + COPY.format(n=2) + " FROM draw_lock"
    with pytest.raises(sqlite3.IntegrityError, match="still open"), store.act("甲", "a", "b", {}):
        store.write(sql)


def test_attempts_are_kept_and_corrected_by_new_ones(store: Store, application: int) -> None:
    """A correction names what it supersedes and why; both are read back."""
    lock_id = lock_up(store, application)
    draw(store, lock_id)
    called = NewAttempt(
        2,
        "2026-05-06T09:30",
        "甲",
        "电话询问",
        "answered",
        "不满意",
        "来过一次",
        "李某",
        "经理",
        "0871-60000000",
        "信息服务",
        typed_by="乙",
    )
    with store.act("甲", "抽查", "application:1/survey", {}):
        first = attempts.add_attempt(store, lock_id, called)
    mended = NewAttempt(
        2, "2026-05-06T09:30", "甲", "电话询问", "answered", "满意", supersedes=first, reason="点错"
    )
    with store.act("甲", "更正", "application:1/survey", {}):
        second = attempts.add_attempt(store, lock_id, mended)
    found = attempts.attempts(store, lock_id)
    assert found == [
        Attempt(**vars(called), id=first, lock_id=lock_id, typed_at=found[0].typed_at),
        Attempt(**vars(mended), id=second, lock_id=lock_id, typed_at=found[1].typed_at),
    ]


def test_correction_needs_a_reason_and_the_same_firm(store: Store, application: int) -> None:
    """Nothing else supersedes an answer, and only once."""
    lock_id = lock_up(store, application)
    with store.act("甲", "抽查", "x", {}):
        first = attempts.add_attempt(store, lock_id, NewAttempt(1, "", "甲", "电话", "refused"))
    with pytest.raises(UserError, match="须说明原因"), store.act("甲", "更正", "x", {}):
        attempts.add_attempt(
            store, lock_id, NewAttempt(1, "", "甲", "电话", "answered", supersedes=first)
        )
    other = NewAttempt(2, "", "甲", "电话", "answered", supersedes=first, reason="错")
    with pytest.raises(sqlite3.IntegrityError, match="same firm"), store.act("甲", "更正", "x", {}):
        attempts.add_attempt(store, lock_id, other)
    again = NewAttempt(1, "", "甲", "电话", "answered", supersedes=first, reason="错")
    with store.act("甲", "更正", "x", {}):
        attempts.add_attempt(store, lock_id, again)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), store.act("甲", "更正", "x", {}):
        attempts.add_attempt(store, lock_id, again)
