"""What is out of proportion is told wherever a form is shown; 无 is an answer."""

import pytest
from applicant_case import SCHEMES, every_example, open_for, put_case

from desktop.domain.case import Value
from desktop.domain.plausible import form_hints
from desktop.intake.book import Document, WordCell, WordTable
from desktop.intake.word import take_form
from desktop.store import values
from desktop.work import problem_list
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import recognise
from desktop.work.receive import form_page, save_value
from tests.intake.papers import document_of

NATIONAL = "national-platform-2017"
HEADS = "年度|营业收入|其中: 服务收入|资产总额|利润总额|上缴税金|服务中小企业 户数"
YUAN = "2023年“营业收入”6123500万元是2023年“资产总额”986.3万元的6208倍，可能按元填写，请核对。"


def _paper() -> bytes:
    return document_of(
        "申请单位名称: 甲服务机构",
        [HEADS, "2023|6123500|498.2|986.3|52.1|18.7|132", "2024|741|603|1103|66|无|151家"],
    )


def test_the_preview_reminds_at_the_figures_place(desk: Desk):
    """A warning with the cell's place; 无 and 家 are no trouble."""
    one = recognise("申请表.docx", _paper(), desk.schemes[NATIONAL])
    assert [(told.where, told.sentence) for told in one.problems] == [
        ("申请表.docx 第1个表 第2行第2格", YUAN)
    ]
    assert one.form is not None
    assert one.form.values["operations.2.served"].text == "151"
    assert one.form.values["operations.2.tax"].text == "无"


def test_the_page_and_the_list_of_problems_remind_until_it_is_put_right(desk: Desk):
    """At 收件登记 beside the cell, in 问题清单 with what to do; nothing is changed by itself."""
    case = int(start_case(desk, open_for(desk, NATIONAL), "甲").value)
    read = recognise("申请表.docx", _paper(), desk.schemes[NATIONAL]).form
    assert read is not None
    with desk.act("导入", f"application:{case}"):
        values.put_values(desk.store, case, read.values.items())
    path = "operations.1.revenue"
    assert form_page(desk, case).hints == {path: YUAN}
    told = [one for one in problem_list.kept_issues(desk, case) if one.wrong == YUAN]
    assert [(one.text, one.todo) for one in told] == [("6123500", "核对金额单位，以万元填写。")]
    save_value(desk, case, path, "612.35万元")
    page = form_page(desk, case)
    assert (page.values[path].text, dict(page.hints)) == ("612.35", {})


def test_vast_prices_are_reminded_of_in_what_was_kept(desk: Desk):
    """A device for 860000 万元 is in 问题清单, beside the form's assets too."""
    facts = next(one for one in every_example() if one.scheme.id == NATIONAL)
    rows = tuple(
        {**row, "price": "860000"} if not at else row
        for at, row in enumerate(facts.rosters["equipment"])
    )
    facts.rosters["equipment"] = rows
    case = put_case(desk, open_for(desk, NATIONAL), facts)
    wrong = [one.wrong for one in problem_list.kept_issues(desk, case)]
    assert [one for one in wrong if one.startswith("860000万元是本栏居中的")]
    assert [one for one in wrong if one.startswith("设备清单第2行的价格860000万元大于")]


def test_the_examples_are_reminded_of_nothing():
    """The ten applicants of the bundled example are in proportion."""
    told = [one for facts in every_example() for one in form_hints(facts.scheme.form, facts.values)]
    assert told == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["无", "/", "／", "—", "——", "-", "暂无"])
def test_no_fax_is_an_answer(desk: Desk, scheme: str, text: str):
    """A blank that may lack is not complained of; one that must be there is."""
    fields = [
        one for one in desk.schemes[scheme].form.fields if one.kind in ("phone", "figure", "date")
    ]
    case = int(start_case(desk, open_for(desk, scheme), "甲").value)
    with desk.act("导入", f"application:{case}"):
        values.put_values(desk.store, case, [(one.key, Value(text)) for one in fields])
    wrong = form_page(desk, case).problems
    stroke = text in ("/", "／")  # between two phones; alone it is none
    asked = {one.key for one in fields if one.required and not (stroke and one.kind == "phone")}
    assert {*wrong} == asked


def test_a_stroke_in_the_word_form_is_an_empty_answer(desk: Desk):
    """传真：无 and 仪器数量：无 are read without a word."""
    scheme = desk.schemes[NATIONAL]
    texts = ["传真", "无", "服务场地面积", "无"]
    cells = tuple(WordCell(text, 0, at, 1, 1, at + 1) for at, text in enumerate(texts))
    read = take_form(Document("申请表.docx", (), (WordTable(1, cells),)), scheme.form, ())
    assert (read.problems, read.unread) == ((), ())
    assert {path: value.text for path, value in read.values.items()} == {"fax": "无", "area": "无"}
