"""测评: lines judged by one key, reasons that are demanded, figures asked, the rest in one act."""

from pathlib import Path

from applicant import STAFF_HEAD, put_book
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.enter import go_to
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.assess import AssessPage
from desktop.work.assess import assessment
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.receive import save_value
from desktop.work.rounds import scheme_of


def shown(qtbot: QtBot, office: Office, place: Place) -> AssessPage:
    """The page for one application, on the screen and active."""
    page = AssessPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def focused(page: QWidget) -> QWidget:
    """The widget that has the focus."""
    found = page.focusWidget()
    assert found is not None
    return found


def own(desk: Desk, place: Place, condition: str) -> tuple[str, str]:
    """The reviewer's verdict on a condition, and the reason, as kept."""
    line = assessment(desk, place.application_id or 0).line(condition)
    return line.own, line.reason


def import_staff(desk: Desk, place: Place, tmp_path: Path, count: int) -> None:
    """Import a roster of so many staff."""
    scheme = scheme_of(desk, place.round_id or 0)
    people = [(n, f"员工{n}", "咨询顾问", "本科", "示例大学", "工程师", "") for n in range(count)]
    book = put_book(tmp_path / "人员.xlsx", [STAFF_HEAD, *people])
    read = read_incoming([book], scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)


def test_number_keys_judge_and_go_on(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """1 符合, 2 不符合 and 4 不涉及 are kept and go to the next line; 0 and Backspace clear."""
    page = shown(qtbot, office, place)
    order = list(page.rows)
    go_to(page.rows["legal_entity"])
    for key in ("1", "2"):
        qtbot.keyClicks(focused(page), key)
    assert focused(page) is page.rows[order[order.index("running_years") + 1]]
    assert own(desk, place, "legal_entity") == ("met", "")
    assert own(desk, place, "running_years") == ("unmet", "")
    go_to(page.rows["running_years"])
    qtbot.keyClick(focused(page), Qt.Key.Key_Backspace)
    go_to(page.rows["legal_entity"])
    qtbot.keyClicks(focused(page), "0")
    assert own(desk, place, "legal_entity") == own(desk, place, "running_years") == ("", "")
    go_to(page.rows["legal_entity"])
    qtbot.keyClicks(focused(page), "4")
    assert page.rows["legal_entity"].cells[5][0].text == "不涉及"


def test_what_cannot_be_relaxed_has_no_key_for_it(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """3 does nothing on a line that the regulation does not relax; its button is not shown."""
    page = shown(qtbot, office, place)
    go_to(page.rows["legal_entity"])
    qtbot.keyClicks(focused(page), "3")
    assert own(desk, place, "legal_entity") == ("", "")
    assert not page.side.buttons["relaxed"].isEnabled()
    assert page.side.buttons["met"].isVisible()


def test_a_refused_verdict_waits_for_its_reason(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Another verdict than the program's asks for a reason where it arises; Enter keeps both."""
    save_value(desk, place.application_id or 0, "total_assets", "120")
    page = shown(qtbot, office, place)
    row = page.rows["total_assets"]
    assert row.cells[5][0].text == "不符合"
    go_to(row)
    qtbot.keyClicks(row, "1")
    assert own(desk, place, "total_assets") == ("", "")
    assert page.side.wrong.text().startswith("程序结论为“不符合”，改判须写明理由。")
    line = focused(page)
    assert line is page.side.reason.line
    qtbot.keyClicks(line, "audit 2025")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert own(desk, place, "total_assets") == ("met", "audit 2025")
    assert not page.side.wrong.isVisible()
    assert (row.cells[5][1].text, row.cells[1][1].text) == ("程序：不符合", "理由：audit 2025")


def test_a_reason_typed_first_is_kept_with_the_verdict(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A reason without a verdict waits, also while another line is looked at."""
    page = shown(qtbot, office, place)
    go_to(page.rows["credit"])
    qtbot.keyClicks(page.side.reason.line, "credit record seen")
    go_to(page.rows["rules"])
    assert page.side.reason.text() == ""
    go_to(page.rows["credit"])
    assert page.side.reason.text() == "credit record seen"
    qtbot.keyClicks(page.rows["credit"], "1")
    assert own(desk, place, "credit") == ("met", "credit record seen")


def test_declared_and_counted_that_differ_stand_out(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """A difference has its word and icon; the details name the places of both figures."""
    save_value(desk, place.application_id or 0, "staff_service", "16")
    import_staff(desk, place, tmp_path, 3)
    page = shown(qtbot, office, place)
    differing = {key: one.cells[3][1].text for key, one in page.rows.items() if one.item.differs}
    assert differing == {"service_staff": "不一致"}
    row = page.rows["service_staff"]
    assert (row.item.declared, row.item.counted) == ("16人", "3人")
    go_to(row)
    assert page.side.sources.text() == "清点：人员.xlsx，共3行"
    assert row.toolTip().startswith("清点：人员.xlsx，共3行")
    assert "申报与清点不一致" in row.accessibleName()


def test_asked_figures_are_kept_with_their_ground(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A figure takes the common ground unless it has its own; what is wrong stands below it."""
    page = shown(qtbot, office, place)
    rows = page.asked.rows
    share = rows["asked.public_share"]
    qtbot.keyClicks(share.figure.editor.inner, "34")
    qtbot.keyClick(share.figure.editor.inner, Qt.Key.Key_Return)
    partners = rows["asked.partner_count"]
    qtbot.keyClicks(partners.ground.line, "p41")
    qtbot.keyClicks(partners.figure.editor.inner, "five")
    qtbot.keyClick(partners.figure.editor.inner, Qt.Key.Key_Return)
    kept = {line.path: line for line in assessment(desk, place.application_id or 0).asked}
    assert (kept[share.path].value, kept[share.path].ground) == ("34", "申报材料")
    assert (kept[partners.path].value, kept[partners.path].ground) == ("five", "p41")
    assert partners.figure.wrong.isVisible()
    assert not share.figure.wrong.isVisible()


def test_the_places_of_proof_stand_below_each_other(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """Whatever a figure's unit and however long its name, each blank at the top of its line."""
    page = shown(qtbot, office, place)
    rows = list(page.asked.rows.values())
    places = {one.ground.mapTo(page, one.ground.rect().topLeft()).x() for one in rows}
    tops = {one.figure.editor.mapTo(one, one.figure.editor.rect().topLeft()).y() for one in rows}
    assert (len(rows) > 1, len(places), tops) == (True, 1, {0})


def test_the_rest_is_judged_in_one_act_on_one_ground(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """其余待判断项（含服务功能）均判为符合 leaves what was judged; 撤回 opens the rest again."""
    number = place.application_id or 0
    page = shown(qtbot, office, place)
    go_to(page.rows["credit"])
    qtbot.keyClicks(focused(page), "2")
    before = assessment(desk, number)
    qtbot.mouseClick(page.rest, Qt.MouseButton.LeftButton)
    after = assessment(desk, number)
    judged = [line for line in after.conditions if line.kind == "judged" and line.id != "functions"]
    assert {line.own for line in judged} == {"met", "unmet"}
    assert own(desk, place, "credit") == ("unmet", "")
    assert own(desk, place, "rules") == ("met", "经查阅申报材料")
    met = after.met - before.met
    qualities = sum(line.startswith(("f:", "q:")) for line in page.items())
    assert page.undo.text().startswith(f"撤回一并判断的{met}项条件"), qualities
    assert not page.rest.isEnabled()
    page.undo.click()
    assert assessment(desk, number) == before


def test_what_is_read_stays_where_it_is_when_many_verdicts_are_taken_back(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """The reasons below the lines go; the line at the top of the list stays at the top."""
    page = shown(qtbot, office, place)
    page.resize(1000, 500)
    page.rest.click()
    page.undo.setFocus()
    bar = page.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(bar.maximum() - 100)
    qtbot.wait(700)  # ms; until then a page that was just shown gets what it shows
    page.area.viewport().repaint()
    body = page.body
    held = body.childAt(body.width() // 2, bar.value() + 12)
    before = held.mapTo(page, held.rect().topLeft()).y()
    high = body.height()
    page.undo.click()
    qtbot.waitUntil(lambda: body.height() < high)
    qtbot.wait(50)
    assert held.mapTo(page, held.rect().topLeft()).y() == before


def test_the_headline_counts_what_is_settled(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """符合, 不符合 and 待定 stand above the list, apart from what other steps decide."""
    page = shown(qtbot, office, place)
    found = assessment(desk, place.application_id or 0)
    words = [one.word() for one in page.counts.values()]
    assert words == [f"符合{found.met}项", f"不符合{found.unmet}项", f"待定{found.open - 2}项"]
    assert page.later.text() == "另有1项以抽查为准、1项以推荐意见为准"
    go_to(page.rows["credit"])
    qtbot.keyClicks(focused(page), "1")
    assert page.counts["待判断"].word() == f"待定{found.open - 3}项"


def test_claimed_functions_come_first_with_figures_and_qualities(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A function that gets a figure moves up, and its qualities can be judged."""
    number = place.application_id or 0
    page = shown(qtbot, office, place)
    assert not [key for key in page.rows if key.startswith("q:")]
    first = next(key for key in page.rows if key.startswith("f:"))
    save_value(desk, number, "functions.tech.activities", "12")
    page.reload()
    heads = [key for key in page.rows if key.startswith("f:")]
    assert (first, heads[0]) == ("f:info", "f:tech")
    assert page.rows["n:tech:activities"].item.declared == "12次"
    qualities = [key for key in page.rows if key.startswith("q:")]
    for key in qualities:
        go_to(page.rows[key])
        qtbot.keyClicks(focused(page), "1")
    assert [page.rows[key].cells[5][0].text for key in qualities] == ["符合"] * 2


def test_go_to_next_finds_the_next_open_line(qtbot: QtBot, office: Office, place: Place) -> None:
    """Ctrl+J goes from one open line to the next, past those that are settled."""
    page = shown(qtbot, office, place)
    page.go_to_next()
    first = focused(page)
    qtbot.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    order = [one for one in page.rows.values() if one.item.is_open]
    assert (first, focused(page)) == (order[0], order[1])


def test_the_button_goes_on_though_the_click_takes_the_focus(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """下一项待定 pressed twice with the mouse stands on the second open line."""
    page = shown(qtbot, office, place)
    for _ in range(2):
        page.next.setFocus()
        page.next.click()
    order = [one for one in page.rows.values() if one.item.is_open]
    assert focused(page) is order[1]


def test_a_ground_typed_over_the_common_one_replaces_it(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Tab from the figure leads to the ground; the common one comes in, and typing replaces it."""
    page = shown(qtbot, office, place)
    share = page.asked.rows["asked.public_share"]
    share.figure.editor.inner.setFocus()
    qtbot.keyClicks(share.figure.editor.inner, "34")
    share.ground.line.setFocus()
    assert share.ground.text() == "申报材料"
    qtbot.keyClicks(share.ground.line, "p41")
    share.ground.line.clearFocus()
    kept = {line.path: line for line in assessment(desk, place.application_id or 0).asked}
    assert (kept[share.path].value, kept[share.path].ground) == ("34", "p41")


def test_the_details_show_the_first_open_line_before_one_is_chosen(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """The panel is never empty; the first 下一项待定 goes to the very line that it shows."""
    page = shown(qtbot, office, place)
    first = next(key for key, one in page.rows.items() if one.item.is_open)
    before = page.side.item and page.side.item.id
    page.go_to_next()
    assert (before, page.side.item and page.side.item.id) == (first, first)


def test_another_application_begins_at_its_top(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """What was scrolled to in one application is not where the next one opens."""
    other = start_case(desk, place.round_id or 0, "翠湖平台").value
    page = shown(qtbot, office, place)
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    places = [bar.value()]
    for number in (place.application_id, other):
        page.show_for(Place("case", place.round_id, number))
        places.append(bar.value())
    assert places == [bar.maximum(), bar.maximum(), 0]


def test_figures_that_lack_stand_open_in_another_application(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """How the figures of the last application were folded is not carried over to the next."""
    other = start_case(desk, place.round_id or 0, "翠湖平台").value
    page = shown(qtbot, office, place)
    page.asked.fold.click()
    folded = [page.asked.body.isHidden()]
    for number in (place.application_id, other):
        page.show_for(Place("case", place.round_id, number))
        folded.append(page.asked.body.isHidden())
    assert folded == [True, True, False]


def test_a_figure_of_a_year_names_its_unit(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """The unit stands behind the figure, before the year that it is of."""
    for name, text in (("year", "2025年"), ("served", "136")):
        save_value(desk, place.application_id or 0, f"operations.1.{name}", text)
    page = shown(qtbot, office, place)
    assert page.rows["served"].item.declared == "136家（2025年度）"


def test_on_a_low_screen_the_conditions_come_before_the_blanks(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """Figures that lack are told in one line, which unfolds them; the list gets the room."""
    page = AssessPage(office)
    qtbot.addWidget(page)
    page.resize(940, 540)
    page.show_for(place)
    page.show()
    folded, told = page.asked.body.isHidden(), page.asked.state
    assert (folded, "项未填" in told.text(), told.objectName()) == (True, True, "part")
    page.asked.fold.click()
    assert page.asked.body.isVisible()
