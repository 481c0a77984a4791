"""Around one case in the window: 退回修改 before an edit, states, 报送 and receipt, letters."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.pages import case as case_page
from desktop.ui.pages import letters as letters_page
from desktop.ui.pages.case import Case
from desktop.ui.pages.letters import Letters
from desktop.ui.pages.round import Round
from desktop.ui.pages.steps import materials as materials_page
from desktop.ui.pages.steps.materials import MaterialsPage
from desktop.ui.pages.steps.receipt_panel import ReceiptPanel
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.ui.pages.steps.recommend import RecommendStep
from desktop.ui.pages.steps.sent_box import frozen_text
from desktop.work.case_state import state_view
from desktop.work.desk import Desk
from desktop.work.inquiries import inquiries
from desktop.work.materials import checklist, set_line
from desktop.work.messages import sent_lines
from desktop.work.office_way import move_stage, way_of
from desktop.work.receive import form_page, save_value
from desktop.work.rounds import call_of, call_of_round, save_call
from desktop.work.submissions import submissions


def seen(qtbot: QtBot, page: Page, place: Place) -> None:
    """Put a page on the screen."""
    qtbot.addWidget(page)
    page.resize(1100, 720)
    page.show_for(place)
    with qtbot.waitExposed(page):
        page.show()


def shown(qtbot: QtBot, office: Office, place: Place) -> Case:
    """The application's page, on the screen."""
    page = Case(office)
    seen(qtbot, page, place)
    page.go.connect(page.show_for)
    return page


def final(desk: Desk, place: Place) -> int:
    """The application at 定稿, not recommended."""
    number = place.application_id or 0
    save_value(desk, number, "rec.agrees", "否")
    move_stage(desk, number, "定稿", "赵科长")
    return number


def phone(desk: Desk, number: int) -> str:
    """What is kept as the phone."""
    found = form_page(desk, number).values.get("phone")
    return found.text if found else ""


def test_an_edit_after_final_asks_for_its_reason_and_is_kept_then(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thought better of: the edit is refused where it stands. Agreed: 退回修改, and it is kept."""
    number = final(desk, place)
    page = shown(qtbot, office, place.at("case", step="receive"))
    answers = iter([None, "电话有误"])
    asked: list[str] = []

    def ask(_page: object, question: str, *_words: str, **_more: str) -> str | None:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(case_page, "ask_text", ask)
    step = page.step("receive")
    assert isinstance(step, ReceivePage)
    editor = step.editors()["phone"]
    editor.take("13900000009")
    assert (phone(desk, number), editor.text()) == ("", "13900000009")
    assert step.sections[0].isVisibleTo(page)
    editor.take("13900000008")
    assert (phone(desk, number), len(asked)) == ("13900000008", 2)
    assert asked[0].startswith("这份申报已定稿，内容不能直接改动。")
    assert [(one.to_stage, one.why) for one in way_of(desk, number)][1:] == [
        ("退回修改", "电话有误")
    ]
    assert page.head.reopen.isHidden()


def test_the_head_says_that_it_is_final_and_takes_it_back(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button asks for the reason; afterwards the stage is 退回修改."""
    final(desk, place)
    page = shown(qtbot, office, place.at("case", step="materials"))
    assert page.head.final.text().startswith("已定稿，内容不能直接改动")
    monkeypatch.setattr(case_page, "ask_text", lambda *_words, **_more: "补充材料")
    page.head.reopen.click()
    assert "退回修改" in page.head.facts.text()
    assert page.head.final.isHidden()


def test_a_state_is_set_and_taken_back_from_the_head(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The menu offers what may be; 不予推荐 leads to its letter; 恢复办理 takes it back."""
    number = place.application_id or 0
    page = shown(qtbot, office, place.at("case", step="materials"))
    monkeypatch.setattr(case_page, "ask_text", lambda *_words, **_more: "自愿放弃")
    names = [action.text() for action in page.head.menu.actions()]
    page.head.menu.actions()[names.index("不予推荐…")].trigger()
    assert (names[:3], state_view(desk, number).word) == (
        ["撤回申报…", "不予推荐…", "作废…"],
        "不予推荐",
    )
    assert page.head.told.text().endswith("自愿放弃")
    page.head.paper.click()
    step = page.step("recommend")
    assert isinstance(step, RecommendStep)
    line = step.sheets.paper.line()
    assert line is not None
    assert line.line.ref.id == "decline_notice"
    page.head.menu.actions()[0].trigger()
    assert (state_view(desk, number).word, page.head.told.isHidden()) == ("", True)


def test_the_receipt_is_one_act_away(qtbot: QtBot, office: Office, place: Place) -> None:
    """收件回执 stands ready to be printed after one press, on the page where it was asked for."""
    page = shown(qtbot, office, place.at("case", step="receive"))
    first = page.step("receive")
    assert isinstance(first, ReceivePage)
    assert first.day.text() == "收件日期：2026年11月20日"
    qtbot.keyClick(first.receipt, Qt.Key.Key_Space)
    panel = first.stack.currentWidget()
    assert isinstance(panel, ReceiptPanel)
    line = panel.paper.line()
    assert line is not None
    assert (line.line.title, panel.paper.out.print.isEnabled()) == ("收件回执", True)
    assert [one.isVisible() for one in (panel.back, first.area)] == [True, False]
    qtbot.keyClick(panel.back, Qt.Key.Key_Escape)
    assert (first.area.isVisible(), first.receipt.hasFocus()) == (True, True)


def test_what_was_sent_has_its_receipt_its_scan_and_its_differences(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """Day and receiver are typed, a scan is dropped, and a changed cell is named."""
    number = final(desk, place)
    move_stage(desk, number, "报送", "王测试")
    page = shown(qtbot, office, place.at("case", step="recommend"))
    step = page.step("recommend")
    assert isinstance(step, RecommendStep)
    box = step.sent
    box.rows[1, "received_on"].editor.take("昨天")
    assert box.rows[1, "received_on"].wrong.text().startswith("收到日期“昨天”不是日期")
    box.rows[1, "received_on"].editor.take("20261121")
    box.rows[1, "received_by"].editor.take("市局刘老师")
    scan = tmp_path / "盖章件.pdf"
    scan.write_bytes(b"%PDF-1.4 sealed")
    box.files[1].added.emit([scan])
    (one,) = submissions(desk, number)
    assert (one.received_on, one.received_by, [f.name for f in one.scans]) == (
        "2026年11月21日",
        "市局刘老师",
        ["盖章件.pdf"],
    )
    assert frozen_text(one.cells).startswith("【")
    assert [step.way.to.itemText(n) for n in range(step.way.to.count())] == ["退回修改"]
    move_stage(desk, number, "退回", "王测试", "联系人有变")
    save_value(desk, number, "rec.contact", "周示例")
    office.changed.emit(frozenset({"values", "cases"}))
    assert box.changed.text() == (
        "上次报送以后改动了1处：\n昆明市中小企业公共服务示范平台推荐汇总表“联系人”：（空） → 周示例"
    )


def test_a_paper_that_is_late_is_noted_as_such(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the notice stand its day, that it is past, and the act; the reason is offered."""
    number = place.application_id or 0
    save_call(desk, place.round_id or 0, "department_due", "20261110")
    set_line(desk, number, checklist(desk, number).items[0].lines[0].id, "missing")
    page = shown(qtbot, office, place.at("case", step="materials"))
    step = page.step("materials")
    assert isinstance(step, MaterialsPage)
    late = "补正期限2026年11月10日（受理截止日期），已过"
    assert (step.notice.until.text(), late in step.state.text()) == (late, True)
    monkeypatch.setattr(
        materials_page, "ask_text", lambda _page, _question, _label, text, _yes: text
    )
    step.notice.overdue.click()
    assert state_view(desk, number).told.endswith("补正期限已过，仍未补齐材料")
    step.notice.due.editor.take("2026-11-25")
    assert step.notice.until.text() == "补正期限2026年11月25日"
    step.notice.due.editor.take("月底")
    assert step.notice.due.wrong.text().startswith("补正期限“月底”不是日期")
    assert step.notice.due.editor.text() == "月底"


def test_a_check_is_noted_with_result_and_picture(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """The result fills in by whom and when; a picture is dropped; a day to come is refused."""
    page = shown(qtbot, office, place.at("case", step="materials"))
    step = page.step("materials")
    assert isinstance(step, MaterialsPage)
    line_id = next(iter(step.rows))
    step._enter(line_id)
    step.notes.rows["result"].editor.take("相符")
    picture = tmp_path / "现场.jpg"
    picture.write_bytes(b"\xff\xd8 picture")
    step.notes.scans.added.emit([picture])
    line = step.rows[line_id].line
    assert (line.result, line.by, line.on, [one.name for one in line.scans]) == (
        "相符",
        "王测试",
        "2026-11-20",
        ["现场.jpg"],
    )
    step.notes.rows["on"].editor.take("20261201")
    assert "还没有到" in step.notes.rows["on"].wrong.text()


def test_a_text_is_copied_by_one_click_and_noted_as_sent(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Copying is not sending: 记为已发 is its own act, and what went out stands below."""
    number = place.application_id or 0
    page = Letters(office)
    seen(qtbot, page, place.at("letters"))
    page.messages.want("催报材料")
    page.messages.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert (copied, sent_lines(desk, number)) == (page.messages.text.toPlainText(), ())
    page.messages.way.setCurrentText("短信")
    page.messages.done.click()
    (one,) = sent_lines(desk, number)
    assert (one.kind, one.way, one.text) == ("催报", "短信", copied)
    assert page.messages.history.text() == one.sentence
    page.messages.want("约定走访")
    page.messages.done.click()
    assert page.messages.wrong.text().startswith("短信里还有空着的日期或时间")
    page.messages.visit["day"].editor.take("20261125")
    page.messages.visit["hour"].editor.take("上午9时")
    assert "2026年11月25日（星期三）上午9时" in page.messages.text.toPlainText()


def test_a_letter_is_begun_dated_reminded_and_voided(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual matter is offered with its department; 催答复 goes to the text for it."""
    number = place.application_id or 0
    page = Letters(office)
    seen(qtbot, page, place.at("letters"))
    box = page.inquiries
    assert box.about.toPlainText().startswith("依法纳税情况")
    box.begin.click()
    box.cards[1].rows["sent_on"].editor.take("20261110")
    box.cards[1].rows["sent_on"].editor.take("明天")
    assert "不是日期" in box.cards[1].rows["sent_on"].wrong.text()
    assert inquiries(desk, number)[0].sentence == "2026年11月10日发出，未答复"
    box.cards[1].remind.click()
    assert page.messages.kind.currentText() == "催答复：税务部门"
    gone: list[Place] = []
    page.go.connect(gone.append)
    box.cards[1].print.click()
    assert (gone[0].step, gone[0].detail) == ("recommend", "paper:inquiry@1")
    monkeypatch.setattr(letters_page, "ask_text", lambda *_words, **_more: "重复")
    box.cards[1].void.click()
    assert inquiries(desk, number)[0].sentence == "已作废：重复"
    box.usual.setPlainText("：只有事项")
    box.keep.click()
    assert "没有写明部门" in box.wrong.text()


def test_a_due_day_on_which_nobody_works_is_asked_about(place: Place, desk: Desk) -> None:
    """A Saturday is named with the working day before it; a Saturday that is worked is none."""
    number = place.round_id or 0
    wrong = [
        save_call(desk, number, "bureau_due", day).value
        for day in ("20261205", "20261204", "20261010")
    ]
    told = "2026年12月5日（星期六）不是工作日，此前最后一个工作日是2026年12月4日，请核对。"
    assert wrong == [{"bureau_due": (told,)}, {}, {}]
    save_call(desk, number, "bureau_due", "20261205")
    assert call_of_round(desk, number)[1] == {"bureau_due": (told,)}


def test_the_call_says_beside_its_blanks_what_is_wrong(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Typed stays, the sentence stands below; what can be read is kept in one way."""
    page = Round(office)
    seen(qtbot, page, Place("round", place.round_id))
    page.form.rows["call.department_due"].editor.take("十一月底")
    page.form.rows["call.copies"].editor.take("3份")
    row = page.form.rows["call.department_due"]
    assert row.wrong.text().startswith("“十一月底”不是日期")
    assert row.editor.text() == "十一月底"
    page.form.rows["call.bureau_due"].editor.take("20261120")
    row.editor.take("2026.11.25")
    assert row.wrong.text() == "应早于上级要求报送日期2026年11月20日，请核对。"
    call = call_of(desk, place.round_id or 0)
    assert (call["department_due"], call["copies"]) == ("2026年11月25日", "3")
