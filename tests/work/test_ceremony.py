"""One ceremony for several applications: all are drawn with one 随机码, or none is."""

from pathlib import Path

import pytest
from roster_book import workbook

from desktop.domain.problem import UserError
from desktop.work import cases, ceremony, drawing, incoming, record, rounds
from desktop.work.desk import Desk

SCHEME = "kunming-platform-2022"


@pytest.fixture
def locked(desk: Desk, tmp_path: Path) -> list[int]:
    """Three applications of a round with 30 firms each, all locked."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    numbers = [cases.start_case(desk, round_id, f"平台{name}").value for name in "甲乙丙"]
    book = workbook(tmp_path / "名单.xlsx")
    for number in numbers:
        got = incoming.read_incoming([book], desk.schemes[SCHEME], lambda *_: None, lambda: False)
        incoming.keep_incoming(desk, number, got)
        drawing.lock_frame(desk, number)
    return numbers


def test_one_code_draws_all_and_each_case_verifies(desk: Desk, locked: list[int]):
    """The same digits, an order of its own for each; every case verifies by itself."""
    assert len(ceremony.waiting_locks(desk, locked[1])) == 3
    assert ceremony.waiting_locks(desk, locked[1])[0].application_id == locked[1]
    ceremony.draw_many(desk, locked, "０42 042", "刘监督")
    found = ceremony.drawn_cases(desk, locked)
    assert [one.digits for one in found] == ["042042"] * 3
    assert len({one.firms for one in found}) == 3
    assert ceremony.waiting_locks(desk, locked[0]) == ()
    for number in locked:
        checks = record.verify_case(desk, number)
        assert [one.key for one in checks if one.state == "fails"] == []


def test_all_or_nothing(desk: Desk, locked: list[int]):
    """One that is drawn already refuses the whole act; no digit is kept for the others."""
    ceremony.draw_many(desk, locked[:1], "111111", "刘监督")
    with pytest.raises(UserError, match="“平台甲”没有待抽取的封存名单"):
        ceremony.draw_many(desk, [*locked[1:], locked[0]], "222222", "刘监督")
    assert ceremony.drawn_cases(desk, locked[1:]) == ()


@pytest.mark.parametrize(
    ("digits", "supervisor", "why"),
    [("0420", "刘", "随机码至少6位"), ("04204x", "刘", "数字以外"), ("042042", " ", "监督人")],
)
def test_what_is_no_code_is_refused(
    desk: Desk, locked: list[int], digits: str, supervisor: str, why: str
):
    """Too few digits, letters, no 监督人: a sentence, and nothing is kept."""
    with pytest.raises(UserError, match=why):
        ceremony.draw_many(desk, locked, digits, supervisor)
    assert len(ceremony.waiting_locks(desk, locked[0])) == 3


def test_only_rolled_digits_serve_several(desk: Desk, locked: list[int]):
    """A lock of the machine's kind is drawn alone, and offered alone."""
    waiting = ceremony.waiting_locks(desk, locked[0])
    drawing.void_lock(desk, locked[0], waiting[0].lock_id, "改用系统生成")
    drawing.lock_frame(desk, locked[0], "machine")
    assert len(ceremony.waiting_locks(desk, locked[0])) == 1
    assert len(ceremony.waiting_locks(desk, locked[1])) == 2
    with pytest.raises(UserError, match="集中抽取"):
        ceremony.draw_many(desk, locked, "042042", "刘监督")
    ceremony.draw_many(desk, locked[:1], "", "")
    assert len(ceremony.drawn_cases(desk, locked)) == 1
