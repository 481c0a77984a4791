"""抽查: the list, the lock, the 随机码 and the answers, each act once and in its order."""

from pathlib import Path

import pytest
from applicant import firms, put_book
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.pages.steps.survey import SurveyPage
from desktop.work.asking import AskLine, AskPage, answer, ask_page
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.drawing import FramePage, LockLine, frame_page
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.rounds import open_round, scheme_of

DIGITS = "042042"


@pytest.fixture
def listed(desk: Desk, place: Place, tmp_path: Path) -> Place:
    """The application with a list of 30 firms."""
    import_firms(desk, place, tmp_path, 30)
    return place


def import_firms(desk: Desk, place: Place, tmp_path: Path, count: int) -> None:
    """Import a roster of so many firms."""
    scheme = scheme_of(desk, place.round_id or 0)
    book = put_book(tmp_path / "服务企业.xlsx", firms(count))
    read = read_incoming([book], scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)


def shown(qtbot: QtBot, office: Office, place: Place) -> SurveyPage:
    """The page for one application, on the screen and active."""
    page = SurveyPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def locks(desk: Desk, place: Place) -> tuple[LockLine, ...]:
    """All locks of the application as kept."""
    return frame(desk, place).locks


def frame(desk: Desk, place: Place) -> FramePage:
    """The list as kept."""
    return frame_page(desk, place.application_id or 0)


def asked(desk: Desk, place: Place) -> AskPage:
    """The survey as kept."""
    return ask_page(desk, place.application_id or 0)


def now(page: SurveyPage) -> AskLine:
    """The firm in hand."""
    line = page.ask.firm.line
    assert line is not None
    return line


def opened(page: SurveyPage) -> list[str]:
    """The acts whose body is shown."""
    return [key for key, act in page.acts.items() if act.is_open()]


def type_digits(qtbot: QtBot, page: SurveyPage, digits: str = DIGITS) -> None:
    """Type digits and the 监督人 and press Enter after each."""
    qtbot.keyClicks(page.code.digits, digits)
    qtbot.keyClick(page.code.digits, Qt.Key.Key_Return)
    qtbot.keyClicks(page.code.supervisor, "Li")
    qtbot.keyClick(page.code.supervisor, Qt.Key.Key_Return)


def draw(qtbot: QtBot, page: SurveyPage) -> None:
    """Lock the list and draw from it, by the keyboard alone."""
    page.open_act("lock")
    qtbot.keyClick(page.lock.lock, Qt.Key.Key_Return)
    type_digits(qtbot, page)
    qtbot.keyClick(page.code.confirm, Qt.Key.Key_Return)


def test_the_acts_follow_each_other(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """List, lock, 随机码, answers: each act opens when the one before is done, and only one is."""
    page = shown(qtbot, office, listed)
    assert opened(page) == ["list"]
    page.open_act("lock")
    assert opened(page) == ["lock"]
    qtbot.keyClick(page.lock.lock, Qt.Key.Key_Return)
    assert opened(page) == ["code"]
    assert page.focusWidget() is page.code.digits
    type_digits(qtbot, page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert opened(page) == ["ask"]
    assert page.focusWidget() is page.ask.table
    kept = locks(desk, listed)[0]
    assert (kept.state, kept.digits, kept.supervisor) == ("已抽取", DIGITS, "Li")


def test_a_firm_is_left_out_with_a_reason_and_taken_back(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Without a reason it is refused where it arises; with one the row moves to the other list."""
    page = shown(qtbot, office, listed)
    page.list.firms.selectRow(3)
    qtbot.mouseClick(page.list.leave, Qt.MouseButton.LeftButton)
    assert page.list.leave_wrong.text().startswith("请写明不列入抽查名单的原因。")
    page.list.firms.selectRow(3)
    qtbot.keyClicks(page.list.reason, "own firm")
    qtbot.keyClick(page.list.reason, Qt.Key.Key_Return)
    assert [(one.name, one.reason) for one in frame(desk, listed).out] == [
        ("昆明第4号科技有限公司", "own firm")
    ]
    assert len(page.list.firm_rows.rows()) == 29
    page.list.out.selectRow(0)
    qtbot.mouseClick(page.list.back, Qt.MouseButton.LeftButton)
    assert frame(desk, listed).out == ()


def test_the_size_is_raised_and_never_lowered(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A larger number is kept; a smaller one is refused below the blank, and stays to be seen."""
    page = shown(qtbot, office, listed)
    page.list.wanted.take("6")
    assert frame(desk, listed).size == 6
    page.list.wanted.take("2")
    assert (frame(desk, listed).size, page.list.wanted.text()) == (6, "2")
    assert page.list.size_wrong.text() == "抽查企业数不能少于3家。可以增加，不能减少。"
    page.list.wanted.take("six")
    assert page.list.size_wrong.text() == "请填写整数，例如 20。"


def test_digests_are_shown_after_the_lock(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """After the lock the digest and the commitment stand in full, and the list is frozen."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.lock.click()
    page.open_act("lock")
    kept = locks(desk, listed)[0]
    assert page.lock.digests.text() == f"校验码 {kept.digest}\n承诺值 {kept.commitment}"
    assert not page.lock.before.isVisible()
    assert not page.list.leave.isEnabled()


def test_a_public_number_needs_its_four_texts(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A blank one is refused, what was typed stays; with all four the list is locked."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.kind_buttons["public"].click()
    lines = list(page.lock.public.values())
    for line in lines[:3]:
        line.setText("A")
    page.lock.lock.click()
    assert page.lock.wrong.text().startswith("公开号码须写明来源、期号、取号规则")
    assert (lines[0].text(), locks(desk, listed)) == ("A", ())
    lines[3].setText("B")
    page.lock.lock.click()
    assert [one.kind for one in locks(desk, listed)] == ["public"]
    assert not page.code.supervisor.isVisible()


def test_the_machine_says_honestly_what_it_is_worth(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """系统生成 is said to prove nothing to outsiders; no digits are typed then."""
    page = shown(qtbot, office, listed)
    page.open_act("lock")
    page.lock.kind_buttons["machine"].click()
    assert "不能向外人证明" in page.lock.how.text()
    page.lock.lock.click()
    assert not page.code.digits.isVisible()
    page.code.look.click()
    page.code.confirm.click()
    assert asked(desk, listed).drawn


def test_digits_are_large_and_confirmed_by_another_button(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """A double click confirms nothing; a changed digit takes the question away."""
    page = shown(qtbot, office, listed)
    draw_at = page.code
    page.lock.lock.click()
    assert draw_at.digits.fontInfo().pixelSize() >= 40
    type_digits(qtbot, page)
    qtbot.mouseDClick(draw_at.look, Qt.MouseButton.LeftButton)
    assert not asked(desk, listed).drawn
    assert "0 4 2 0 4 2" in draw_at.question.text()
    qtbot.keyClicks(draw_at.digits, "7")
    assert not draw_at.asked.isVisible()
    draw_at.look.click()
    draw_at.confirm.click()
    draw_at.confirm.click()
    assert (locks(desk, listed)[0].digits, draw_at.kept.text()) == (f"{DIGITS}7", f"{DIGITS}7")


def test_wrong_digits_are_refused_and_stay(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """Too few digits: the sentence stands at the digits, which stay for more to be added."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    type_digits(qtbot, page, "042")
    page.code.confirm.click()
    assert page.code.wrong.text().startswith("随机码至少6位，现有3位。")
    assert (page.code.digits.text(), page.focusWidget()) == ("042", page.code.digits)
    assert not asked(desk, listed).drawn


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


def test_a_lock_is_void_only_with_a_reason(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """作废 asks for its reason; the lock stays on the list of locks."""
    page = shown(qtbot, office, listed)
    page.lock.lock.click()
    page.open_act("lock")
    page.lock.void.click()
    assert page.lock.void_wrong.text().startswith("请写明作废的原因")
    qtbot.keyClicks(page.lock.void_reason, "wrong size")
    page.lock.void.click()
    assert [(one.state, one.reason) for one in locks(desk, listed)] == [("已作废", "wrong size")]
    assert page.lock.before.isVisibleTo(page.lock)
    assert page.lock.lock.isEnabled()


def test_a_second_draw_says_so_everywhere(
    qtbot: QtBot, office: Office, listed: Place, desk: Desk
) -> None:
    """After a draw a new lock needs a reason and a 监督人; the page is headed 第2次抽取."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.open_act("lock")
    page.lock.lock.click()
    assert page.lock.wrong.text().startswith("已经抽取过，重新封存须说明原因，并有监督人。")
    page.lock.reason.setText("roster was wrong")
    page.lock.supervisor.setText("Li")
    page.lock.lock.click()
    page.open_act("code")
    type_digits(qtbot, page, "777777")
    page.code.confirm.click()
    assert page.draws.text() == "第2次抽取：roster was wrong（监督人：Li）"
    assert page.draws.isVisible()
    assert [one.state for one in locks(desk, listed)] == ["已抽取", "已抽取"]


def test_a_long_list_builds_no_widget_for_each_firm(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """3,000 firms: some hundred widgets, 200 rows shown, and any firm is found by the search."""
    import_firms(desk, place, tmp_path, 3000)
    page = shown(qtbot, office, place)
    assert len(page.findChildren(QWidget)) < 400
    assert len(page.list.firm_rows.rows()) == 200
    assert page.list.shown_note.text() == "只列出前200家，共3000家；其余请查找"
    page.list.search.setText("第2718号")
    assert [one.name for one in page.list.firm_rows.rows()] == ["昆明第2718号科技有限公司"]
    page.list.firms.selectRow(0)
    page.list.reason.setEditText("own firm")
    page.list.leave.click()
    assert frame(desk, place).firms == 2999


def test_the_national_survey_ticks_its_methods_once(
    qtbot: QtBot, office: Office, desk: Desk, tmp_path: Path
) -> None:
    """The national form has five boxes for the whole survey and three answers for each firm."""
    round_id = open_round(desk, "national-platform-2017", 2026).value
    place = Place("case", round_id, start_case(desk, round_id, "示例平台").value)
    import_firms(desk, place, tmp_path, 30)
    page = shown(qtbot, office, place)
    draw(qtbot, page)
    assert [one.text() for one in page.ask.firm.answers] == ["1 很满意", "2 基本满意", "3 不满意"]
    assert len(page.ask.boxes) == 5
    for box in (page.ask.boxes[0], page.ask.boxes[3]):
        box.click()
    assert asked(desk, place).survey_methods == (1, 4)
    assert not page.ask.firm.method.isVisible()


def test_every_input_has_a_name(qtbot: QtBot, office: Office, listed: Place) -> None:
    """What a screen reader reads: every table and every blank of the page has a name."""
    page = shown(qtbot, office, listed)
    tables = [one for one in page.findChildren(QTableView) if not one.accessibleName()]
    blanks = [one for one in page.ask.firm.fields.values() if not one.inner.accessibleName()]
    assert (tables, blanks) == ([], [])


def test_after_the_draw_the_acts_before_stand_in_one_line(
    qtbot: QtBot, office: Office, listed: Place, theme: Theme
) -> None:
    """Ten firms and more are seen at once; a link of the line opens the act again."""
    page = shown(qtbot, office, listed)
    draw(qtbot, page)
    page.resize(940, 640)
    table = page.ask.table
    qtbot.waitUntil(lambda: table.viewport().height() >= 10 * table.rowHeight(0))
    seen = {key: act.isVisible() for key, act in page.acts.items()}
    assert seen == {"list": False, "lock": False, "code": False, "ask": True}
    assert page.done.isVisible()
    page.done.links["lock"].click()
    assert (opened(page), page.done.isVisible()) == (["lock"], False)
