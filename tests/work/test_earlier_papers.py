"""Papers of locks that count no more, and of rosters that exist on paper only."""

import pytest
from drawn_case import ask_all, lock_and_draw, start

from desktop.sheets.document import picture
from desktop.work import paper_roster
from desktop.work.asking import ask_page
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.draw_papers import draw_papers, gather_draw_paper
from desktop.work.drawing import draw_sample, lock_frame, void_lock
from desktop.work.papers import composed, pour_pdf
from desktop.work.rounds import open_round

KUNMING = "kunming-platform-2022"


def _text(desk: Desk, application_id: int, paper: str) -> str:
    return picture(composed(gather_draw_paper(desk, application_id, paper)))


@pytest.fixture
def redrawn(desk: Desk) -> int:
    """A case: the first draw asked whole, the second lock void, the third draw counts."""
    case = start(desk, KUNMING, 40)
    lock_and_draw(desk, case)
    ask_all(desk, case)
    void = lock_frame(desk, case, reason="名单有误", supervisor="李见证").value
    void_lock(desk, case, void, "尚未抽取即发现错行")
    lock_id = lock_frame(desk, case, reason="申报单位更正了名单", supervisor="李见证").value
    draw_sample(desk, case, lock_id, "777777", "李见证")
    return case


def test_every_lock_keeps_its_papers(desk: Desk, redrawn: int):
    """The first draw's list, record and result, the void lock's list, and the four that count."""
    assert [(line.ref.id, line.title) for line in draw_papers(desk, redrawn)][4:] == [
        ("draw_list@1", "满意度随机抽查企业名单确认表（第1次封存）"),
        ("draw_record@1", "满意度随机抽查抽取记录（第1次封存）"),
        ("draw_result@1", "满意度随机抽查结果汇总表（第1次封存）"),
        ("draw_list@2", "满意度随机抽查企业名单确认表（第2次封存）"),
    ]
    for line in draw_papers(desk, redrawn):
        assert pour_pdf(gather_draw_paper(desk, redrawn, line.ref.id)).startswith(b"%PDF")


def test_an_earlier_paper_says_that_it_counts_no_more(desk: Desk, redrawn: int):
    """It bears its own digits and answers, and names the lock that took its place."""
    record, now = _text(desk, redrawn, "draw_record@1"), _text(desk, redrawn, "draw_record")
    assert "第1次封存，已由第3次封存取代：申报单位更正了名单（监督人：李见证）" in record
    assert ("042042" in record, "777777" in record) == (True, False)
    assert ("777777" in now, "取代" in now) == (True, False)
    assert "第2次封存，已作废：尚未抽取即发现错行" in _text(desk, redrawn, "draw_list@2")
    assert "已评价" in _text(desk, redrawn, "draw_result@1")
    assert "已评价" not in _text(desk, redrawn, "draw_result")
    assert all(not line.attempts for line in ask_page(desk, redrawn).lines)


def test_papers_of_a_paper_roster_name_what_was_typed(desk: Desk):
    """Page and line are what was drawn, the typed name is whom it means: both are printed."""
    round_id = open_round(desk, KUNMING, 2026).value
    case = int(start_case(desk, round_id, "甲平台").value)
    paper_roster.set_paper(desk, case, "服务企业名册（复印件）", "12、15、13")
    draw_sample(desk, case, lock_frame(desk, case).value, "042042", "刘监督")
    first = paper_roster.paper_page(desk, case).drawn[0]
    assert f"│{first.place}│" in _text(desk, case, "draw_record")
    paper_roster.type_line(desk, case, first.i, "name", "昆明示例商行")
    assert f"│昆明示例商行（{first.place}）│" in _text(desk, case, "draw_record")
    assert "昆明示例商行" in _text(desk, case, "draw_asking")
