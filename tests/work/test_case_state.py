"""States beside the steps, the day to mend by, and how a paper's truth was checked."""

from datetime import timedelta

import pytest
from final_case import begun, settle

from desktop.domain.problem import UserError
from desktop.work.case_state import state_view
from desktop.work.cases import set_state
from desktop.work.desk import Desk
from desktop.work.erasing import erase
from desktop.work.history import case_history
from desktop.work.inward_case import inward_case
from desktop.work.inward_materials import due_words, receipt_facts, truth_facts
from desktop.work.materials import attach_scan, checklist, drop_scan, save_line, set_line
from desktop.work.mending import mending, set_due
from desktop.work.messages import MEND, note_sent
from desktop.work.office_way import over_quota
from desktop.work.receive import save_value
from desktop.work.rounds import save_call


def first(desk: Desk, case: int) -> str:
    """The first paper that stands alone."""
    lines = [line for item in checklist(desk, case).items for line in item.lines]
    return next(line.id for line in lines if not line.any_of)


def test_a_state_is_told_with_its_reason_and_can_be_taken_back(desk: Desk):
    """Who, when and why stand beside the word; 恢复办理 comes first among what is offered."""
    case = begun(desk)
    before = state_view(desk, case)
    set_state(desk, case, "withdrawn", "申报单位来函撤回")
    during = state_view(desk, case)
    set_state(desk, case, "open", "申报单位重新提出")
    words = ["撤回申报", "不予推荐", "作废"]
    assert (before.word, [name for _key, name in before.offers]) == ("", words)
    assert during.told == "撤回：2026年11月20日 12:00，王测试，申报单位来函撤回"
    assert [name for _key, name in during.offers] == ["恢复办理", "不予推荐", "作废"]
    assert state_view(desk, case) == before
    newest = case_history(desk, case)[0]
    assert (newest.what, newest.old, newest.new) == ("理由：申报单位重新提出", "撤回", "办理中")


def test_a_declined_case_leads_to_its_letter_also_after_final(desk: Desk):
    """不予推荐 names the letter that tells the applicant; an erased reason leaves who and when."""
    case = begun(desk)
    settle(desk, case)
    set_state(desk, case, "declined", "杨示例自愿放弃")
    assert state_view(desk, case).paper == "decline_notice"
    erase(desk, case)
    assert state_view(desk, case).told == "不予推荐：2026年11月20日 12:00，王测试，（内容已清除）"


def test_a_state_wants_a_reason_and_is_another_one(desk: Desk):
    """Neither without a reason nor to what it is already."""
    case = begun(desk)
    with pytest.raises(UserError, match="请写明原因"):
        set_state(desk, case, "void", " ")
    with pytest.raises(UserError, match="已经是“办理中”"):
        set_state(desk, case, "open", "再开")


def test_overdue_is_offered_when_the_day_is_past(desk: Desk):
    """The call's day counts, or the case's own; with nothing owed nobody is late."""
    case = begun(desk)
    save_call(desk, 1, "department_due", "20261119")
    offered = ["逾期未补" in [name for _k, name in state_view(desk, case).offers]]
    set_line(desk, case, first(desk, case), "missing")
    offered.append("逾期未补" in [name for _k, name in state_view(desk, case).offers])
    told = [mending(desk, case).sentence]
    set_due(desk, case, "2026.11.25")
    offered.append("逾期未补" in [name for _k, name in state_view(desk, case).offers])
    told.append(mending(desk, case).sentence)
    assert offered == [False, True, False]
    assert told == [
        "补正期限2026年11月19日（受理截止日期），已过",
        "补正期限2026年11月25日",
    ]
    assert due_words(inward_case(desk, case)) == "2026年11月25日前"
    for text, why in (("月底", "不是日期"), ("2026-11-19", "早于收件日期2026年11月20日")):
        with pytest.raises(UserError, match=why):
            set_due(desk, case, text)


def test_what_came_back_is_told_with_its_day(desk: Desk):
    """A paper that was owed and is complete now stands with the moment of it."""
    case = begun(desk)
    line = first(desk, case)
    set_line(desk, case, line, "missing")
    note_sent(desk, case, MEND, "短信", "周示例", "请补正。")
    set_line(desk, case, line, "complete")
    text = next(o.text for i in checklist(desk, case).items for o in i.lines if o.id == line)
    assert mending(desk, case).back == (f"2026年11月20日 12:00　补齐：{text}",)


def test_a_slip_that_is_set_right_at_once_is_no_paper_that_came_back(desk: Desk):
    """缺件 by mistake, 齐全 a moment later, nobody told: none came back. A day later it did."""
    case = begun(desk)
    line = first(desk, case)
    set_line(desk, case, line, "missing")
    set_line(desk, case, line, "complete")
    slip = mending(desk, case).back
    set_line(desk, case, line, "missing")
    next_day = desk.clock() + timedelta(days=1)
    desk.clock = desk.store._clock = lambda: next_day
    set_line(desk, case, line, "complete")
    assert (slip, [one[:11] for one in mending(desk, case).back]) == ((), ["2026年11月21日"])


def test_a_check_has_its_result_its_note_and_its_picture(desk: Desk):
    """All of it stands on the record; the picture is no file that was handed in."""
    case = begun(desk)
    line = first(desk, case)
    save_line(desk, case, line, how="实地走访", by="王测试", on="20261118", result="相符")
    save_line(desk, case, line, said="现场查看一致")
    attach_scan(desk, case, line, [("现场.jpg", b"\xff\xd8 picture")])
    (row,) = truth_facts(inward_case(desk, case))["rows"]
    assert [row[key] for key in ("how", "by", "on", "result", "note")] == [
        "实地走访",
        "王测试",
        "2026年11月18日",
        "相符",
        "现场查看一致；附图1件",
    ]
    assert receipt_facts(inward_case(desk, case))["files"] == []
    found = next(o for i in checklist(desk, case).items for o in i.lines if o.id == line)
    drop_scan(desk, case, line, found.scans[0].id)
    newest = case_history(desk, case)[0]
    assert (newest.act, newest.what, newest.new) == (
        "真实性核验",
        found.text,
        "移去附件：现场.jpg",
    )
    for on, why in (("昨天", "核验日期“昨天”不是日期"), ("20261121", "还没有到")):
        with pytest.raises(UserError, match=why):
            save_line(desk, case, line, on=on)


def test_what_the_call_asks_for_besides_is_a_line_of_its_own(desk: Desk):
    """One paper a line; it is owed, told and handed in like the others, and named in the history.

    After 定稿 the call asks nothing new of a case.
    """
    case = begun(desk)
    before = checklist(desk, case).total
    save_call(desk, 1, "extra", "信用报告\n\n近两年获奖证书\n信用报告")
    items = {item.id: item for item in checklist(desk, case).items}
    assert [line.text for line in items["extra"].lines] == ["信用报告", "近两年获奖证书"]
    set_line(desk, case, "call:信用报告", "missing")
    assert case_history(desk, case)[0].what == "信用报告"
    found = checklist(desk, case)
    assert (found.total - before, found.missing) == (2, ("申报通知 信用报告：缺件",))
    rows = receipt_facts(inward_case(desk, case))["rows"]
    assert [row["text"] for row in rows][-2:] == ["信用报告", "近两年获奖证书"]
    settle(desk, case)
    assert (checklist(desk, case).total - before, checklist(desk, case).missing) == (
        1,
        ("申报通知 信用报告：缺件",),
    )


def test_more_than_the_quota_is_said(desk: Desk):
    """The call's places are counted against what is recommended; without a figure nothing is."""
    cases = [begun(desk) for _ in range(2)]
    told = []
    for quota, agrees in (("1", "否"), ("1", "是"), ("2", "是"), ("", "是")):
        save_call(desk, 1, "quota", quota)
        for case in cases:
            save_value(desk, case, "rec.agrees", agrees)
        told.append(over_quota(desk, 1))
    assert told == ["", "同意推荐2个，超过申报通知的推荐名额1个。", "", ""]
