"""The office's way, and what was sent up: frozen, with receipt and scan, compared with now."""

import pytest
from final_case import KUNMING, SCHEMES, begun, settle

from desktop.domain.problem import UserError
from desktop.work.case_state import StateKey as State
from desktop.work.cases import set_state
from desktop.work.desk import Desk
from desktop.work.erasing import erase
from desktop.work.history import case_history
from desktop.work.office_notes import attach, attached, detach, file_bytes
from desktop.work.office_way import (
    COLLECTIVE,
    move_stage,
    reopen,
    send_up,
    sendable,
    told,
    way_of,
    ways_on,
)
from desktop.work.receive import save_value
from desktop.work.submissions import (
    ACT,
    ChangedCell,
    changed_cells,
    note_day,
    note_receipt,
    submissions,
)


def sent(desk: Desk, case: int) -> None:
    """定稿 and 报送."""
    move_stage(desk, case, "定稿", "赵科长")
    move_stage(desk, case, "报送", "王测试")


def test_the_way_is_told_in_the_offices_words(desk: Desk):
    """集体研究 stands in the place of 审签; the second sending is 第2次报送."""
    case = begun(desk)
    move_stage(desk, case, "拟办", "王测试")
    move_stage(desk, case, "科室审核", "赵科长", "同意拟办意见")
    move_stage(desk, case, COLLECTIVE, "局长办公会第12次")
    sent(desk, case)
    move_stage(desk, case, "退回修改", "市局刘老师", "地址有误")
    sent(desk, case)
    assert told(way_of(desk, case)) == [
        "2026年11月20日 12:00　拟办：王测试",
        "2026年11月20日 12:00　科室审核：赵科长　同意拟办意见",
        "2026年11月20日 12:00　集体研究（局长办公会第12次）",
        "2026年11月20日 12:00　定稿：赵科长",
        "2026年11月20日 12:00　报送：王测试",
        "2026年11月20日 12:00　退回修改（由报送退回）：市局刘老师　地址有误",
        "2026年11月20日 12:00　定稿：赵科长",
        "2026年11月20日 12:00　第2次报送：王测试",
    ]


def test_what_is_offered_is_what_may_be_done(desk: Desk):
    """报送 comes after 定稿 only, and what was sent only comes back."""
    assert ways_on("初审") == ("拟办", "科室审核", "领导审签", COLLECTIVE, "定稿")
    assert ways_on("定稿", 1) == ("第2次报送", "退回修改")
    assert ways_on("报送", 1) == ("退回修改",)
    case = begun(desk)
    with pytest.raises(UserError, match="还没有定稿，不能报送"):
        move_stage(desk, case, "报送", "王测试")
    sent(desk, case)
    for words in ("拟办", "定稿"):
        with pytest.raises(UserError, match="只能报送或退回修改"):
            move_stage(desk, case, words, "王测试")
    with pytest.raises(UserError, match="还没有定稿"):
        move_stage(desk, case, "报送", "王测试")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_was_sent_is_frozen_and_the_difference_is_told(desk: Desk, scheme: str):
    """Nothing differs at first; a changed name stands with what it was and what it is."""
    case = begun(desk, scheme)
    sent(desk, case)
    (first,) = submissions(desk, case)
    assert (first.number, first.by, bool(first.cells)) == (1, "王测试", True)
    assert changed_cells(desk, case) == ()
    reopen(desk, case, "单位更名")
    operator = desk.schemes[scheme].form.operator_field
    save_value(desk, case, operator, "昆明云岭企业服务有限公司")
    save_value(desk, case, "rec.operator_name", "昆明云岭企业服务有限公司")
    save_value(desk, case, "rec.opinion", "不同意推荐，理由充分。")
    found = changed_cells(desk, case)
    assert {(one.old, one.new) for one in found} >= (
        {("昆明云岭创新服务有限公司", "昆明云岭企业服务有限公司")}
    )
    assert all(one.label and one.sheet for one in found)
    sent(desk, case)
    assert changed_cells(desk, case) == ()
    assert [one.cells == first.cells for one in submissions(desk, case)] == [True, False]


def test_a_changed_cell_is_named_as_on_the_sheet(desk: Desk):
    """The label is the sheet's own, so that a clerk finds the cell."""
    case = begun(desk)
    sent(desk, case)
    reopen(desk, case, "地址有误")
    save_value(desk, case, "rec.address", "昆明市盘龙区示例路2号")
    assert changed_cells(desk, case) == (
        ChangedCell(
            "昆明市中小企业公共服务示范平台推荐汇总表",
            "地址",
            "昆明市五华区示例路1号",
            "昆明市盘龙区示例路2号",
        ),
    )


def test_a_receipt_has_its_day_and_its_receiver(desk: Desk):
    """A loosely typed day is kept whole; one before the sending, or none at all, is refused."""
    case = begun(desk)
    with pytest.raises(UserError, match="还没有这一次报送"):
        note_receipt(desk, case, 1, by="市局刘老师")
    sent(desk, case)
    note_receipt(desk, case, 1, on="20261123", by="市局刘老师")
    (one,) = submissions(desk, case)
    assert (one.received_on, one.received_by) == ("2026年11月23日", "市局刘老师")
    with pytest.raises(UserError, match="收到日期2026年11月19日早于报送日期2026年11月20日"):
        note_receipt(desk, case, 1, on="2026.11.19")
    with pytest.raises(UserError, match="不是日期"):
        note_receipt(desk, case, 1, on="下周")


def test_scans_lie_beside_the_sending(desk: Desk):
    """A scan is kept by its bytes, may be taken away from the list, and is never gone."""
    case = begun(desk)
    sent(desk, case)
    attach(desk, case, ACT, "sent.1", [("盖章件.pdf", b"%PDF-1.4 a"), ("回执.jpg", b"\xff\xd8")])
    first, second = attached(desk, case, "sent.1")
    assert (first.name, file_bytes(desk, second)) == ("盖章件.pdf", b"\xff\xd8")
    detach(desk, case, ACT, "sent.1", second.id)
    assert [one.name for one in submissions(desk, case)[0].scans] == ["盖章件.pdf"]
    assert file_bytes(desk, second) == b"\xff\xd8"
    for name, data, why in (
        ("程序.exe", b"MZ", "不是扫描件"),
        ("空.pdf", b"", "是空文件"),
    ):
        with pytest.raises(UserError, match=why):
            attach(desk, case, ACT, "sent.1", [(name, data)])


def test_erasing_a_person_takes_the_frozen_sheet_away(desk: Desk):
    """The frozen cells hold contacts: they go with the rest, and the sending stays."""
    case = begun(desk)
    sent(desk, case)
    erase(desk, case)
    (one,) = submissions(desk, case)
    assert (one.by, one.cells, changed_cells(desk, case)) == ("王测试", (), ())


def test_a_sending_after_erasing_is_frozen_anew(desk: Desk):
    """What was erased stays away; what is sent later is compared as ever."""
    case = begun(desk)
    sent(desk, case)
    erase(desk, case)
    reopen(desk, case, "补报")
    sent(desk, case)
    first, second = submissions(desk, case)
    assert (first.cells, bool(second.cells), changed_cells(desk, case)) == ((), True, ())


def test_a_frozen_sheet_that_is_gone_says_so_and_hides_nothing(desk: Desk):
    """The sending stays in the list, with what is wrong with it."""
    case = begun(desk)
    sent(desk, case)
    for kept in desk.path.with_name(f"{desk.path.name}.files").glob("*/*"):
        kept.unlink()
    (one,) = submissions(desk, case)
    assert (one.by, one.cells, changed_cells(desk, case)) == ("王测试", (), ())
    assert one.lost.startswith("留存的报送内容读不出来：保存的附件不见了或读不出来。")


def test_a_case_of_an_older_file_was_sent_without_being_frozen(desk: Desk):
    """Its sending is listed, and nothing is said to have changed."""
    case = begun(desk, KUNMING)
    settle(desk, case, "报送")
    assert [(one.number, one.cells) for one in submissions(desk, case)] == [(1, ())]
    assert changed_cells(desk, case) == ()


def test_several_go_up_together(desk: Desk):
    """Those at 定稿 are sent and frozen, each by itself; the others are named."""
    first, second, third = begun(desk), begun(desk), begun(desk)
    for case in (first, second):
        move_stage(desk, case, "定稿", "赵科长")
    done = send_up(desk, [second, third, first], "示工信〔2026〕12号")
    assert (done.value, done.said) == (
        2,
        "已登记报送2份；未定稿或已报送过的1份没有登记：滇池芯火中小企业公共服务平台。"
        "认定结果公布后，请到“动态管理”登记。",
    )
    assert [len(submissions(desk, case)) for case in (first, second, third)] == [1, 1, 0]
    assert submissions(desk, first)[0].why == "示工信〔2026〕12号"
    with pytest.raises(UserError, match="都没有定稿，或已经报送"):
        send_up(desk, [first, third], "再报")


def test_nothing_is_asked_where_nothing_may_go_up(desk: Desk):
    """What may go is told with today's day; where nothing may, it is refused."""
    first, second = begun(desk), begun(desk)
    move_stage(desk, first, "定稿", "赵科长")
    found = sendable(desk, [first, second])
    assert (found.ready, found.left, found.today) == (
        ("滇池芯火中小企业公共服务平台",),
        ("滇池芯火中小企业公共服务平台",),
        desk.clock().date(),
    )
    send_up(desk, [first], "示工信〔2026〕12号")
    with pytest.raises(UserError, match="都没有定稿，或已经报送"):
        sendable(desk, [first, second])
    with pytest.raises(UserError, match="还没有列入任何申报"):
        sendable(desk, [])


def test_the_day_of_a_sending_is_told_and_put_right(desk: Desk):
    """Typed loosely, today where none is said; not to come, and not after its receipt."""
    first, second = begun(desk), begun(desk)
    for case in (first, second):
        move_stage(desk, case, "定稿", "赵科长")
    with pytest.raises(UserError, match="报送日期2026年11月21日还没有到"):
        send_up(desk, [first], "示工信〔2026〕12号", "20261121")
    send_up(desk, [first], "示工信〔2026〕12号", "2026.11.18")
    send_up(desk, [second], "示工信〔2026〕12号")
    days = [submissions(desk, case)[0].on for case in (first, second)]
    assert days == ["2026年11月18日", "2026年11月20日"]
    assert way_words(desk, first) == "王测试　示工信〔2026〕12号　报送日期：2026年11月18日"
    note_receipt(desk, first, 1, on="20261119")
    with pytest.raises(UserError, match="收到日期2026年11月19日早于报送日期2026年11月20日"):
        note_day(desk, first, 1, "20261120")
    note_day(desk, first, 1, "20261117")
    assert submissions(desk, first)[0].on == "2026年11月17日"
    for text, why in (("", "没有填写报送日期"), ("下周", "不是日期")):
        with pytest.raises(UserError, match=why):
            note_day(desk, first, 1, text)


def way_words(desk: Desk, case: int) -> str:
    """What the history tells of the last step through the office."""
    return next(one.what for one in case_history(desk, case) if one.act == "流转")


@pytest.mark.parametrize(("state", "word"), [("withdrawn", "撤回"), ("void", "作废")])
def test_a_case_that_is_withdrawn_or_void_is_not_sent(desk: Desk, state: State, word: str):
    """It has to be taken up again first."""
    case = begun(desk)
    move_stage(desk, case, "定稿", "赵科长")
    set_state(desk, case, state, "申报单位来函")
    with pytest.raises(UserError, match=f"已{word}的申报不能报送"):
        move_stage(desk, case, "报送", "王测试")
