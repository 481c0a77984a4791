"""The official sheets and the letter of a district that prepares (预审), as they were looked at."""

from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start, still
from inward_office import NATIONAL, YUNNAN, golden_text

from desktop.work import inward_papers as papers
from desktop.work.asking import answer, ask_page, record
from desktop.work.cases import set_state
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.inward_papers import gather_inward
from desktop.work.office_way import move_stage
from desktop.work.papers import gather
from desktop.work.receive import save_value

GOLDEN = Path(__file__).parent.parent / "golden" / "prepared"
SHEETS = {NATIONAL: ("recommendation", "summary"), YUNNAN: ("evaluation", "summary")}
PAPERS = (papers.LETTER, papers.SENDING, papers.MEMO)
SAID = {
    "platform_name": "滇池芯火中小企业公共服务平台",
    "demonstration": "线上线下一体，服务下沉园区。",
    "influence": "带动区域中小企业发展。",
    "quota": "属于省级推荐名额",
    "meets": "是",
    "agrees": "是",
    "opinion": "经预审，同意上报。",
    "opinion_date": "2026年11月20日",
}


def _ask(desk: Desk, case: int) -> None:
    """The second firm's number is wrong and the next one takes its place; all others like it."""
    at = 0
    while firm := ask_page(desk, case).next_firm:
        at += 1
        if at == 2:
            record(desk, case, firm, "wrong_number", 2)
        else:
            like = ask_page(desk, case).answers[0].id
            answer(desk, case, firm, like, 2, interviewee="赵六", position="总经理")


def _prepared(desk: Desk, scheme: str) -> int:
    """A drawn and asked case of a district, at 定稿."""
    still(desk)
    case = start(desk, scheme, 30)
    lock_and_draw(desk, case)
    _ask(desk, case)
    known = {one.key for one in desk.schemes[scheme].recommendation}
    for key, text in SAID.items():
        if key in known:
            save_value(desk, case, f"rec.{key}", text)
    move_stage(desk, case, "定稿", "杨填表")
    return case


@pytest.mark.parametrize("scheme", SHEETS)
def test_the_sheets_leave_what_the_recommending_unit_says(scheme: str, desk: Desk):
    """Unit, opinion and day are empty, all else is filled in; the own papers bear our opinion."""
    case = _prepared(desk, scheme)
    refs = {one.id: one for one in desk.schemes[scheme].sheets}
    made = {sheet: gather(desk, refs[sheet], 1, [case]) for sheet in SHEETS[scheme]}
    made |= {ref.id: gather_inward(desk, ref, 1, [case]) for ref in PAPERS}
    for name, one in made.items():
        assert golden_text(one) == (GOLDEN / f"{scheme}--{name}.txt").read_text("utf-8"), name


def test_the_letter_of_who_only_prepares_is_called_what_it_is(desk: Desk):
    """预审材料报送函 on the list and on the paper; a province's recommends, and is 推荐函."""
    case = _prepared(desk, YUNNAN)
    names = []
    for level in ("district", "city"):
        save_department(desk, Department("示例主管部门", level, "云南省"))
        listed = {one.ref.id: one.title for one in papers.round_papers(desk, 1)}["letter"]
        made = gather_inward(desk, papers.LETTER, 1, [case])
        sent = gather_inward(desk, papers.SENDING, 1, [case]).facts["rows"][0]["title"]
        names.append((listed, made.ref.title, sent))
    assert names == [("预审材料报送函",) * 3, ("推荐函",) * 3]


def test_who_only_prepares_declines_to_send_on(desk: Desk):
    """The notice to the applicant does not say 不予推荐 where recommending is not its own."""
    case = start(desk, YUNNAN, 12)
    set_state(desk, case, "declined", "不面向中小企业服务")
    told = []
    for level in ("district", "city"):
        save_department(desk, Department("示例主管部门", level, "云南省"))
        lines = golden_text(gather_inward(desk, papers.DECLINE, 1, [case])).splitlines()
        told.append([line for line in lines if "不予" in line][1:])
    (title, body, why), recommending = told[0], told[1]
    assert (title, why) == ("≡不予上报推荐告知单", "¶2«不予上报推荐的原因：不面向中小企业服务")
    assert "经预审，" in body
    assert body.endswith("本次不予上报推荐：")
    assert recommending == [line.replace("上报", "").replace("预审", "初审") for line in told[0]]
