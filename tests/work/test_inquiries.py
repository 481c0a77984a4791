"""征求意见: whom to ask is the office's own list; a letter has its days, reply and paper."""

from datetime import timedelta

import pytest
from final_case import SCHEMES, begun, settle

from desktop.domain.problem import UserError
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.work.desk import Desk
from desktop.work.inquiries import (
    attach_answer,
    begin_inquiry,
    departments,
    departments_text,
    inquiries,
    is_late,
    save_departments,
    save_inquiry,
    void_inquiry,
)
from desktop.work.paper_shelf import gather_paper, papers_of_case
from desktop.work.papers import note_printed, pour_docx, pour_pdf
from desktop.work.printed_papers import printed_of_case
from desktop.work.recommend import recommend_page


def test_the_list_of_departments_is_edited_as_lines(desk: Desk):
    """Five and more are there at first; an edited list is kept, an empty one gives them back."""
    usual = departments_text(departments(desk))
    assert [line.partition("：")[0] for line in usual.split("\n")] == [
        "税务部门",
        "市场监督管理部门",
        "应急管理部门",
        "生态环境部门",
        "人力资源和社会保障部门",
        "信用主管部门",
    ]
    save_departments(desk, "区税务局：有无欠税\n\n区公安分局")
    assert [(one.name, one.about) for one in departments(desk)] == [
        ("区税务局", "有无欠税"),
        ("区公安分局", ""),
    ]
    with pytest.raises(UserError, match="没有写明部门"):
        save_departments(desk, "：有无欠税")
    save_departments(desk, "")
    assert departments_text(departments(desk)) == usual


def test_a_letter_goes_out_waits_and_is_answered(desk: Desk):
    """Days are typed loosely; the sentence says how it stands; a reply lies beside it."""
    case = begun(desk)
    number = begin_inquiry(desk, case, "区税务局", "有无欠税").value
    told = [inquiries(desk, case)[0].sentence]
    save_inquiry(desk, case, number, {"sent_on": "20261118", "way": "公函", "due_on": "20261119"})
    (one,) = inquiries(desk, case)
    told.append(one.sentence)
    late = is_late(desk, one)
    settle(desk, case)  # a late reply is noted after 定稿 too
    save_inquiry(desk, case, number, {"answered_on": "2026.11.20", "answer": "无异议"})
    attach_answer(desk, case, number, [("复函.pdf", b"%PDF-1.4")])
    (one,) = inquiries(desk, case)
    told.append(one.sentence)
    assert told == [
        "未发出",
        "2026年11月18日发出，未答复，2026年11月19日前函复",
        "2026年11月20日答复：无异议",
    ]
    assert (late, is_late(desk, one), [f.name for f in one.files]) == (True, False, ["复函.pdf"])


def test_a_letter_that_waits_stands_in_the_way(desk: Desk):
    """It is said among what is still to be done, until the answer is noted."""
    case = begun(desk)
    number = begin_inquiry(desk, case, "区税务局", "有无欠税").value
    told = []
    for texts in ({"sent_on": "20261118"}, {"answered_on": "20261119"}):
        save_inquiry(desk, case, number, texts)
        sentences = [one.sentence for one in recommend_page(desk, case).obstacles]
        told.append("征求意见函1份未答复（区税务局）" in sentences)
    assert told == [True, False]


def test_days_that_can_not_be_are_refused(desk: Desk):
    """No day, one to come, and a reply before the letter; nothing is asked of nobody."""
    case = begun(desk)
    with pytest.raises(UserError, match="请写明征求哪个部门的意见"):
        begin_inquiry(desk, case, " ", "有无欠税")
    with pytest.raises(UserError, match="请写明核实什么"):
        begin_inquiry(desk, case, "区税务局", "")
    number = begin_inquiry(desk, case, "区税务局", "有无欠税").value
    for texts, why in (
        ({"sent_on": "昨天"}, "发出日期“昨天”不是日期"),
        ({"sent_on": "2026-11-21"}, "发出日期2026年11月21日还没有到"),
        ({"sent_on": "20261118", "answered_on": "20261117"}, "早于发出日期2026年11月18日"),
    ):
        with pytest.raises(UserError, match=why):
            save_inquiry(desk, case, number, texts)
    assert inquiries(desk, case)[0].sent_on == ""


def test_without_a_day_a_letter_is_late_after_fifteen_days(desk: Desk):
    """The program's own convention, for letters that set no day."""
    case = begun(desk)
    number = begin_inquiry(desk, case, "区税务局", "有无欠税").value
    today = desk.clock().date()
    late = []
    for days in (15, 16):
        sent = (today - timedelta(days=days)).isoformat()
        save_inquiry(desk, case, number, {"sent_on": sent})
        late.append(is_late(desk, inquiries(desk, case)[0]))
    assert late == [False, True]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_each_letter_is_a_paper_of_its_own(desk: Desk, scheme: str):
    """It names the department, the applicant, the scheme and the matter; a void one is not made."""
    case = begun(desk, scheme)
    begin_inquiry(desk, case, "区税务局", "有无欠税")
    begin_inquiry(desk, case, "区应急管理局", "有无生产安全事故")
    void_inquiry(desk, case, 2, "重复")
    lines = [one for one in papers_of_case(desk, case) if one.line.ref.id.startswith("inquiry@")]
    assert [one.line.title for one in lines] == ["征求意见函（区税务局）"]
    facts = gather_paper(desk, lines[0], 1, [case])
    text = picture(compose(read_sheet(facts.description), facts.facts))
    for words in (
        "区税务局：",
        "关于征求昆明云岭创新服务有限公司",
        desk.schemes[scheme].name,
        "有无欠税。",
        "联系人：王测试",
        "回　复　意　见",
    ):
        assert words in text
    assert (pour_pdf(facts)[:4], pour_docx(facts)[:2]) == (b"%PDF", b"PK")


def test_a_printed_letter_is_listed_by_its_department(desk: Desk):
    """The letter is final when it is printed, and its original is kept."""
    case = begun(desk)
    begin_inquiry(desk, case, "区税务局", "有无欠税")
    line = next(o for o in papers_of_case(desk, case) if o.line.ref.id == "inquiry@1")
    facts = gather_paper(desk, line, 1, [case])
    note_printed(desk, facts, pour_pdf(facts), "print")
    (kept,) = printed_of_case(desk, case)
    assert (kept.title, kept.draft, kept.kept) == ("征求意见函（区税务局）", False, True)
