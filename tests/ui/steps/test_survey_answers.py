"""抽查: answers and outcomes by keys, in the order of the draw."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from survey_hand import asked, draw, listed, now, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.work.asking import answer
from desktop.work.desk import Desk

__all__ = ["listed"]


def test_number_keys_answer_in_the_order_of_the_draw(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """1 and 2 note the scale's answers and go to the next firm; the result runs beside it."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    for key in ("1", "2", "1"):
        qtbot.keyClicks(page.ask.table, key)
    found = asked(desk, listed)
    assert [line.answer_label for line in found.lines] == ["满意", "不满意", "满意"]
    assert [line.interviewee for line in found.lines] == ["李示例"] * 3
    assert page.ask.counts.text() == "应有3家　已有3家　满意2家"
    assert page.ask.verdict.word() == found.verdict == "未达到80%"


def test_whom_one_spoke_to_can_be_changed_before_the_answer(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """The roster's contact is offered; what was typed over it is kept with the answer."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    fields = page.ask.firm.fields
    assert fields["interviewee"].text() == "李示例"
    fields["interviewee"].put("Wang")
    fields["position"].put("CFO")
    page.ask.firm.method.put("上门拜访")
    page.ask.firm.answers[0].click()
    line = asked(desk, listed).lines[0]
    assert (line.interviewee, line.position, line.method) == ("Wang", "CFO", 1)
    assert fields["interviewee"].text() == "李示例"


def test_a_refused_answer_comes_back_with_what_was_typed(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """An answer that can't be kept leads back to its firm; the words are still there."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    first = now(page)
    answer(desk, listed.application_id or 0, first.i, "satisfied")  # a colleague was quicker
    page.ask.firm.fields["words"].put("very slow")
    qtbot.keyClicks(page.ask.table, "2")
    assert now(page).i == first.i
    assert "已有结果" in page.ask.firm.wrong.text()
    assert page.ask.firm.fields["words"].text() == "very slow"


def test_outcomes_without_an_answer_let_a_substitute_in(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """拒绝评价 from the menu of key 0 brings the next firm in order as 递补企业."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    first = now(page).i
    qtbot.keyClicks(page.ask.table, "0")
    refused = [one for one in page.ask.firm.menu.actions() if one.data() == "refused"]
    refused[0].trigger()
    page.ask.firm.menu.close()
    lines = asked(desk, listed).lines
    assert [line.state for line in lines] == ["拒绝评价", "待联系", "待联系", "待联系"]
    assert [line.substitute for line in lines] == [False, False, False, True]
    assert now(page).i != first
    assert page.ask.joined.text() == f"已递补“{lines[3].firm}”（第4号），列在最后。"
    assert page.ask.joined.isVisible()


def test_an_allegation_is_checked_by_the_key_of_the_other_outcomes(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Key 0 and its button then mean the check; the instruction stands above the blanks."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.ask.firm.note("never_served")
    page.ask.table.selectRow(0)
    firm = page.ask.firm
    assert firm.outcome.text() == "0 核实结果…"
    firm.note("checked_confirmed")
    assert firm.wrong.y() < firm.fields["interviewee"].y()
    assert firm.call.later.isChecked()
    page.ask.table.selectRow(1)
    assert (firm.outcome.text(), firm.call.later.isChecked()) == ("0 没有评价…", False)


def test_out_of_the_frame_asks_for_its_reason(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """The reason's blank comes where it is needed, and Enter keeps the outcome with it."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.ask.firm.note("out_of_frame")
    line = page.ask.firm.reason.line
    assert page.focusWidget() is line
    assert asked(desk, listed).lines[0].outcome == ""
    qtbot.keyClicks(line, "closed in 2025")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked(desk, listed).lines[0].state == "不在抽查范围"


def test_a_corrected_answer_needs_a_reason(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Another answer for a firm that has one waits for its reason; both stay in the record."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    qtbot.keyClicks(page.ask.table, "1")
    page.ask.table.selectRow(0)
    qtbot.keyClicks(page.ask.table, "2")
    assert asked(desk, listed).lines[0].answer_label == "满意"
    line = page.ask.firm.reason.line
    qtbot.keyClicks(line, "misheard")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    kept = asked(desk, listed).lines[0]
    assert kept.answer_label == "不满意"
    assert kept.attempts[-1].endswith("不满意（更正：misheard）")


def test_ctrl_z_says_how_an_answer_is_put_right(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """An answer is never taken back: the key says what to do instead, and nothing is changed."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    qtbot.keyClicks(page.ask.table, "1")
    with qtbot.waitActive(page):
        page.activateWindow()
    page.ask.table.setFocus()
    with qtbot.waitSignal(office.noted) as noted:
        qtbot.keyClick(page.ask.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert noted.args == [
        "抽查答复记下后不能撤销：记错了请选中这家企业，用“更正上一条…”另记一条更正。"
    ]
    assert asked(desk, listed).lines[0].answer_label == "满意"
