"""检查: what was changed behind the program's back is found, and said in words."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from drawn_case import ask_all, lock_and_draw, start

from desktop import paths
from desktop.domain.check import CheckState
from desktop.domain.problem import UserError
from desktop.store import chain, files
from desktop.work import checking, keeping
from desktop.work.desk import Desk
from desktop.work.draw_papers import gather_draw_paper
from desktop.work.papers import note_printed, pour_pdf

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
Hand = Callable[[sqlite3.Connection], object]


@pytest.fixture
def case(desk: Desk) -> int:
    """An application that was drawn, asked, and printed."""
    number = start(desk, "kunming-platform-2022", 40)
    lock_and_draw(desk, number)
    ask_all(desk, number)
    facts = gather_draw_paper(desk, number, "draw_record")
    note_printed(desk, facts, pour_pdf(facts), "print")
    return number


def _check(desk: Desk, scratch: Path) -> checking.Report:
    desk.close()
    return checking.check_closed(
        desk.path, scratch, paths.forms_dir(), paths.fonts_dir(), lambda: NOON, _quiet
    )


def _quiet(_done: int, _total: int, _sentence: str) -> None:
    return None


def _faults(report: checking.Report) -> dict[str, tuple[str, ...]]:
    return {one.what: one.found for one in report.lines if one.state is CheckState.FAILS}


def _by_hand(desk: Desk, hand: Hand) -> None:
    """Somebody with another program, who knows how to take the triggers away."""
    desk.close()
    conn = sqlite3.connect(desk.path, isolation_level=None)
    for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER "{name}"')
    hand(conn)
    conn.close()


def test_a_good_file_is_good_and_stays_as_it_is(desk: Desk, case: int, tmp_path: Path):
    """Every part holds; not a byte of the file was touched, and no copy is left."""
    desk.close()
    before = desk.path.read_bytes()
    report = _check(desk, tmp_path / "scratch")
    assert (report.good, [one.what.split("（")[0] for one in report.lines]) == (
        True,
        [
            "文件结构",
            "操作日志",
            "附件",
            "抽取：滇池芯火中小企业公共服务平台",
            "打印和另存的表",
        ],
    )
    assert report.sentence.startswith("检查完毕：文件完好")
    assert (desk.path.read_bytes(), list((tmp_path / "scratch").iterdir())) == (before, [])


@pytest.mark.parametrize(
    ("hand", "where", "said"),
    [
        (
            lambda c: c.execute("UPDATE journal SET operator = '别人' WHERE seq = 3"),
            "操作日志",
            "操作日志 第3条：记录被改动过，校验码不符。",
        ),
        (
            lambda c: c.execute("DELETE FROM journal WHERE seq = 3"),
            "文件结构",
            "journal_detail",
        ),
        (
            lambda c: c.execute(
                "INSERT OR REPLACE INTO journal SELECT seq, at, '别人', act, subject, "
                "detail_hash, previous, own FROM journal WHERE seq = 2"
            ),
            "操作日志",
            "操作日志 第2条：记录被改动过，校验码不符。",
        ),
        (
            lambda c: c.execute(
                "UPDATE journal_detail SET json = (SELECT json FROM journal_detail WHERE seq = 2) "
                "WHERE seq = 3"
            ),
            "操作日志",
            "操作日志 第3条：记录的内容被改动过。",
        ),
        (
            lambda c: c.execute("UPDATE journal_detail SET salt = NULL, json = NULL WHERE seq = 3"),
            "操作日志",
            "操作日志 第3条：内容已被清空，而没有“清除个人信息”的记录说明。",
        ),
        (
            lambda c: c.execute(
                "UPDATE survey_attempt SET answer = 'satisfied' WHERE answer = 'dissatisfied'"
            ),
            "抽取：滇池芯火中小企业公共服务平台",
            "",
        ),
        (
            lambda c: c.execute("UPDATE printed SET sha256 = ?", ("0" * 64,)),
            "打印和另存的表（1次）",
            "第1次打印登记的校验码不在操作日志中。",
        ),
    ],
)
def test_what_somebody_did_by_hand_is_found(
    desk: Desk, case: int, tmp_path: Path, hand: Hand, where: str, said: str
):
    """Rows changed, taken away, replaced, swapped, emptied: each with its place and sentence."""
    _by_hand(desk, hand)
    faults = _faults(_check(desk, tmp_path / "scratch"))
    assert any(said in line for line in faults[where])


def test_an_attachment_that_is_gone_or_changed_is_named(desk: Desk, case: int, tmp_path: Path):
    """By its own name, as the applicant handed it in."""
    with desk.act("收", f"application:{case}"):
        gone = files.keep_file(desk.store, case, "营业执照.pdf", b"one", "pdf")
        changed = files.keep_file(desk.store, case, "审计报告.pdf", b"two", "pdf")
    folder = keeping.files_of(desk.path)
    (folder / gone.sha256[:2] / gone.sha256).unlink()
    (folder / changed.sha256[:2] / changed.sha256).write_bytes(b"three")
    ((what, found),) = _faults(_check(desk, tmp_path / "scratch")).items()
    assert (what[:3], found) == (
        "附件（",
        (
            "“营业执照.pdf”（2026-11-20收入）不见了。",
            "“审计报告.pdf”（2026-11-20收入）被改动过。",
        ),
    )


def test_a_chain_that_was_forged_whole_differs_from_the_printed_head(
    desk: Desk, case: int, tmp_path: Path
):
    """Whoever re-makes all hashes gets past the chain; the head on a printed paper shows it."""
    printed = desk.store.read("SELECT head_before FROM printed")[0][0]

    def forge(conn: sqlite3.Connection) -> None:
        previous = chain.GENESIS
        for row in conn.execute("SELECT * FROM journal ORDER BY seq").fetchall():
            seq, at, _who, act, subject, detail, _previous, _own = row
            link = chain.Link(seq, at, "别人", act, subject, detail, previous)
            own = chain.own_hash(link)
            conn.execute(
                "UPDATE journal SET operator = '别人', previous = ?, own = ? WHERE seq = ?",
                (previous, own, seq),
            )
            previous = own

    _by_hand(desk, forge)
    report = _check(desk, tmp_path / "scratch")
    assert ("操作日志" in _faults(report), printed == report.head) == (False, False)
    assert _faults(report)["打印和另存的表（1次）"] == ("第1次打印登记的校验码不在操作日志中。",)


def test_a_file_in_use_or_of_another_program_is_refused(desk: Desk, tmp_path: Path):
    """No check is begun on what another window has open, or on a text with our ending."""
    args = (paths.forms_dir(), paths.fonts_dir(), lambda: NOON, _quiet)
    with pytest.raises(UserError, match="正在使用中"):
        checking.check_closed(desk.path, tmp_path / "scratch", *args)
    other = tmp_path / "别的.review"
    other.write_text("不是数据文件")
    with pytest.raises(UserError, match="不是本程序的数据文件"):
        checking.check_closed(other, tmp_path / "scratch", *args)
