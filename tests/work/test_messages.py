"""Ready-made texts are made of the facts, and what went out is told beside them."""

import pytest
from final_case import SCHEMES, begun, settle

from desktop.domain.problem import UserError
from desktop.work.desk import Desk
from desktop.work.erasing import erase
from desktop.work.history import case_history
from desktop.work.inquiries import begin_inquiry, save_inquiry
from desktop.work.inward_case import joined_notes
from desktop.work.materials import checklist, save_line, set_line
from desktop.work.messages import (
    Visit,
    length_words,
    messages,
    note_sent,
    sent_lines,
    told_words,
)
from desktop.work.rounds import save_call

HEAD, FOOT = (
    "【昆明市示例区工信局】昆明云岭创新服务有限公司：",
    "联系人：王测试，电话：0871-60000000。",
)


def owing(desk: Desk, scheme: str = SCHEMES[0]) -> int:
    """A case of which the first two papers are owed until 30 November."""
    case = begun(desk, scheme)
    lines = [line for item in checklist(desk, case).items for line in item.lines]
    alone = [line for line in lines if not line.any_of][:2]
    set_line(desk, case, alone[0].id, "missing")
    set_line(desk, case, alone[1].id, "mend")
    save_line(desk, case, alone[1].id, note="缺公章")
    save_call(desk, 1, "department_due", "20261130")
    return case


def texts(desk: Desk, case: int, visit: Visit | None = None) -> dict[str, str]:
    """Each text by its title."""
    return {one.title: one.text for one in messages(desk, case, visit)}


def test_what_is_owed_is_told_with_its_day_and_whom_to_ask(desk: Desk):
    """Every gap stands once, with its remark; the day is the call's."""
    case = owing(desk)
    one = messages(desk, case)[0]
    lines = [line for item in checklist(desk, case).items for line in item.lines]
    first, second = [line.text for line in lines if line.state in ("missing", "mend")]
    assert one.text == (
        f"{HEAD}贵单位申报2026年度昆明市中小企业公共服务示范平台的材料经审查，有2项需补充或补正："
        f"1. {first}（缺件）；2. {second}（需补正：缺公章）。"
        f"请于2026年11月30日前补齐送来，以便继续审查。{FOOT}"
    )
    assert (one.to, one.phone, one.useful) == ("杨示例", "13900000001", True)
    assert "材料未审" in one.note


@pytest.mark.parametrize("note", ["缺公章。", "缺公章；", " 缺公章 ", "缺公章.", "缺公章。。"])
def test_a_remark_s_own_full_stop_is_not_doubled(desk: Desk, note: str):
    """The program's own punctuation follows what was noted, and stands alone."""
    case = owing(desk)
    before = messages(desk, case)[0].text
    lines = [line for item in checklist(desk, case).items for line in item.lines]
    save_line(desk, case, next(x.id for x in lines if x.state == "mend"), note=note)
    assert messages(desk, case)[0].text == before


def test_remarks_that_are_joined_keep_the_last_full_stop_only():
    """甲。 and 乙。 are 甲；乙。; what is only punctuation says nothing."""
    told = [joined_notes("甲。", "", "乙。"), joined_notes("甲；", "。"), joined_notes("", "")]
    assert told == ["甲；乙。", "甲；", ""]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_its_texts(desk: Desk, scheme: str):
    """The scheme's own name stands in each, and no blank is left but the visit's."""
    case = owing(desk, scheme)
    found = texts(desk, case)
    name = desk.schemes[scheme].name
    assert list(found) == ["补正告知", "催报材料", "约定走访"]
    assert [name in text for text in found.values()] == [True] * 3
    assert [title for title, text in found.items() if "＿" in text] == ["约定走访"]


def test_the_day_that_is_left_is_counted(desk: Desk):
    """Ahead, today, past, and not known: four sentences."""
    case = owing(desk)
    told = []
    for day in ("20261130", "20261120", "20261110", ""):
        save_call(desk, 1, "department_due", day)
        told.append(texts(desk, case)["催报材料"].partition("尚未报齐，")[2].removesuffix(FOOT))
    assert told == [
        "本部门受理截止日期为2026年11月30日，还有10天，请抓紧报送。",
        "本部门受理截止日期为2026年11月20日，就是今天，请抓紧报送。",
        "本部门受理截止日期2026年11月10日已过，请立即报送或说明情况。",
        "请抓紧报送，以免影响初审和推荐。",
    ]


def test_a_visit_has_its_day_in_words_and_is_not_sent_without(desk: Desk):
    """The day is typed loosely, its weekday is added; a past one and an open one are refused."""
    case = begun(desk)
    text = texts(desk, case, Visit("20261125", "上午9时30分", "王测试"))["约定走访"]
    assert "拟于2026年11月25日（星期三）上午9时30分到贵单位实地走访，由王测试等前往，" in text
    with pytest.raises(UserError, match="约访日期2026年11月19日已经过去"):
        texts(desk, case, Visit("2026.11.19"))
    with pytest.raises(UserError, match="还有空着的日期或时间"):
        note_sent(desk, case, "约访", "微信", "杨示例", texts(desk, case)["约定走访"])


def test_a_department_that_does_not_answer_is_reminded(desk: Desk):
    """Each letter that waits has its own text; one that is answered has none."""
    case = begun(desk)
    for name in ("区税务局", "区应急管理局"):
        number = begin_inquiry(desk, case, name, "有无违法记录").value
        save_inquiry(desk, case, number, {"sent_on": "2026-11-10", "due_on": "2026-11-18"})
    save_inquiry(desk, case, 2, {"answered_on": "2026-11-19", "answer": "无异议"})
    found = texts(desk, case)
    assert list(found)[3:] == ["催答复：区税务局"]
    assert found["催答复：区税务局"] == (
        "【昆明市示例区工信局】区税务局：我单位2026年11月10日就昆明云岭创新服务有限公司有关情况发出"
        f"征求意见函（有无违法记录），尚未收到答复，请尽快函复。谢谢支持！{FOOT}"
    )


def test_what_went_out_is_in_the_history_and_told_beside(desk: Desk):
    """Who, when, which way, to whom, and the text; also after 定稿, and after erasing the case."""
    case = owing(desk)
    note_sent(desk, case, "补正", "短信", "杨示例", "请补齐材料。")
    settle(desk, case)
    note_sent(desk, case, "催报", "微信", "杨示例", "请抓紧。")
    lines = sent_lines(desk, case)
    assert [one.sentence for one in lines] == [
        "2026年11月20日 12:00　催报（微信）　杨示例　王测试",
        "2026年11月20日 12:00　补正（短信）　杨示例　王测试",
    ]
    assert [told_words(lines, kind) for kind in ("补正", "约访")] == [
        "补正短信11月20日已发（短信）",
        "",
    ]
    newest = case_history(desk, case)[0]
    assert (newest.act, newest.what, newest.new) == ("登记告知", "催报（微信，杨示例）", "请抓紧。")
    erase(desk, case)
    assert [(one.at, one.by, one.text) for one in sent_lines(desk, case)] == [
        ("2026年11月20日 12:00", "王测试", "")
    ] * 2


def test_a_long_text_says_in_how_many_parts_it_goes():
    """70 characters go in one SMS, a longer one in parts of 67."""
    assert [length_words("字" * n) for n in (0, 70, 71, 135)] == [
        "",
        "70字，短信约1条",
        "71字，短信约2条",
        "135字，短信约3条",
    ]
