"""What the window refuses is refused around the window too: by the store, and by its triggers."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.problem import UserError
from desktop.store import attempts, locks
from desktop.work.asking import answer, ask_page, correct
from desktop.work.desk import Desk
from desktop.work.drawing import frame_page, leave_out, raise_size
from desktop.work.record import verify_case
from desktop.work.surveydata import newest_lock

SCHEME = "nanchang-platform-2022"
FIRMS = 30
LOCK = (
    "{verb} INTO draw_lock SELECT {id}, application_id, {number}, text, digest, seed_kind, secret, "
    "required, size, {reason}, '李见证', created_at FROM draw_lock"
)
CALL = (
    "{verb} INTO survey_attempt SELECT {id}, lock_id, firm, called_at, by_whom, method, outcome, "
    "'dissatisfied', words, interviewee, position, phone, service, call_back_at, {of}, '', "
    "typed_by, typed_at FROM survey_attempt"
)
AGAIN = {"id": "2", "number": "2", "reason": "'再抽'"}

STATEMENTS = (
    ("UPDATE draw_lock SET size = 3", "draw_lock is append-only"),
    ("UPDATE draw_lock SET text = x'00'", "draw_lock is append-only"),
    ("DELETE FROM draw_lock", "draw_lock is append-only"),
    ("UPDATE draw_seed SET digits = '111111'", "draw_seed is append-only"),
    ("DELETE FROM draw_seed", "draw_seed is append-only"),
    ("INSERT INTO draw_seed VALUES (1, '111111', '', '李', '')", "the lock has a seed"),
    ("REPLACE INTO draw_seed VALUES (1, '111111', '', '李', '')", "the lock has a seed"),
    (LOCK.format(verb="INSERT", **AGAIN | {"number": "3"}), "locks are numbered without gaps"),
    (LOCK.format(verb="INSERT", **AGAIN | {"reason": "''"}), "needs a reason and a supervisor"),
    (LOCK.format(verb="REPLACE", **AGAIN | {"id": "1"}), "draw_lock is append-only"),
    ("INSERT INTO lock_void VALUES (1, '名单有误', '')", "the lock was drawn"),
    ("INSERT INTO lock_extension VALUES (1, 1, 3, '少抽', '')", "a drawn lock only grows"),
    ("UPDATE survey_attempt SET answer = 'dissatisfied'", "survey_attempt is append-only"),
    ("DELETE FROM survey_attempt", "survey_attempt is append-only"),
    (CALL.format(verb="INSERT", id="2", of="1"), "CHECK constraint failed"),
    (CALL.format(verb="REPLACE", id="1", of="NULL"), "survey_attempt is append-only"),
    ("DELETE FROM journal", "journal is append-only"),
    ("UPDATE journal SET act = '别的'", "journal is append-only"),
)


@pytest.fixture
def case(desk: Desk) -> int:
    """An application of 30 firms, drawn; the first of the twelve has answered."""
    number = start(desk, SCHEME, FIRMS)
    lock_and_draw(desk, number)
    answer(desk, number, ask_page(desk, number).lines[0].i, "satisfied", 2)
    return number


def _everything(desk: Desk) -> list[list[tuple[object, ...]]]:
    tables = ("draw_lock", "draw_seed", "lock_void", "lock_extension", "survey_attempt", "journal")
    return [desk.store.read(f"SELECT * FROM {table}") for table in tables]


def _failing(desk: Desk, case: int) -> list[str]:
    return [one.name for one in verify_case(desk, case) if one.state == "fails"]


def test_the_file_itself_refuses(desk: Desk, case: int):
    """Statements sent past the program are refused by the file's own triggers; all stays."""
    before = _everything(desk)
    conn = desk.store.db.conn
    conn.execute("PRAGMA query_only=OFF")
    for statement, why in STATEMENTS:
        with pytest.raises(sqlite3.IntegrityError, match=why):
            conn.execute(statement)
        assert _everything(desk) == before, statement
    assert _failing(desk, case) == []


def _draw_again(desk: Desk, case: int) -> None:
    locks.add_seed(desk.store, 1, "111111", "", "李见证")


def _lock_again(desk: Desk, case: int) -> None:
    kept = locks.lock(desk.store, 1)
    locks.add_lock(
        desk.store, case, text=kept.text, seed_kind="machine", secret="00", required=12, size=12
    )


def _lock_fewer(desk: Desk, case: int) -> None:
    kept = locks.lock(desk.store, 1)
    locks.add_lock(
        desk.store,
        case,
        text=kept.text,
        seed_kind="machine",
        secret="00",
        required=12,
        size=11,
        reason="再抽",
        supervisor="李见证",
    )


def _ask_fewer(desk: Desk, case: int) -> None:
    locks.extend_lock(desk.store, 1, 11, "少抽")


def _void_drawn(desk: Desk, case: int) -> None:
    locks.void_lock(desk.store, 1, "名单有误")


def _change_without_reason(desk: Desk, case: int) -> None:
    kept = attempts.attempts(desk.store, 1)[0]
    told = {name: getattr(kept, name) for name in attempts.NewAttempt.__dataclass_fields__}
    changed = replace(attempts.NewAttempt(**told), answer="dissatisfied", supersedes=kept.id)
    attempts.add_attempt(desk.store, 1, changed)


ACTS: tuple[tuple[Callable[[Desk, int], None], str], ...] = (
    (_draw_again, "此名单的随机码已经登记，不能更改。"),
    (_lock_again, "已经抽取过，重新封存须说明原因，并有监督人。"),
    (_lock_fewer, "抽查企业数不能少于办法规定的数量。"),
    (_ask_fewer, "追加抽取只能在抽取之后，且只能增加企业数。"),
    (_void_drawn, "已经抽取或已经作废的封存不能作废。"),
    (_change_without_reason, "更正须说明原因。"),
)


def test_the_store_refuses_with_a_sentence(desk: Desk, case: int):
    """The store's own functions refuse what the window refuses; nothing of the act is kept."""
    before = _everything(desk)
    told: list[str] = []
    for act, _why in ACTS:
        with pytest.raises(UserError) as refused, desk.act("试", f"application:{case}"):
            act(desk, case)
        told.append(refused.value.sentence)
        assert _everything(desk) == before, act
    assert told == [why for _act, why in ACTS]


def test_the_errands_refuse_with_a_sentence(desk: Desk, case: int):
    """Fewer firms, an answer changed without a reason, a substitute before its turn."""
    drawn = {line.i for line in ask_page(desk, case).lines}
    waiting = next(firm.i for firm in frame_page(desk, case).shown if firm.i not in drawn)
    first = ask_page(desk, case).lines[0].i
    before = _everything(desk)
    with pytest.raises(UserError, match="抽查企业数不能少于12家。"):
        raise_size(desk, case, 11)
    with pytest.raises(UserError, match="更正须写明原因。"):
        correct(desk, case, first, "dissatisfied", " ")
    with pytest.raises(UserError, match="还没有轮到这家企业，递补只能按抽取的先后。"):
        answer(desk, case, waiting, "satisfied")
    assert _everything(desk) == before


def test_a_row_left_out_after_the_lock_stays_in_it(desk: Desk, case: int):
    """The list of now gets shorter, the lock's own list and its order do not; all verifies."""
    before = ask_page(desk, case), newest_lock(desk, case)
    leave_out(desk, case, frame_page(desk, case).shown[0].row_id, "不属于中小企业")
    assert (ask_page(desk, case), newest_lock(desk, case)) == before
    page = frame_page(desk, case)
    assert (page.firms, page.locks[0].N) == (FIRMS - 1, FIRMS)
    assert _failing(desk, case) == []


def test_a_substitute_slipped_into_the_file_is_found(desk: Desk, case: int):
    """The file can't reckon whose turn it is; the verification does, and names what fails."""
    drawn = {line.i for line in ask_page(desk, case).lines}
    waiting = next(firm.i for firm in frame_page(desk, case).shown if firm.i not in drawn)
    kept = attempts.attempts(desk.store, 1)[0]
    told = {name: getattr(kept, name) for name in attempts.NewAttempt.__dataclass_fields__}
    with desk.act("登记抽查答复", f"application:{case}"):
        attempts.add_attempt(desk.store, 1, replace(attempts.NewAttempt(**told), firm=waiting))
    assert _failing(desk, case) == [
        "每条联系记录都合乎规定，更正留有原记录",
        "递补企业只按抽取的先后",
        "与操作日志一致",
    ]
