"""材料: each paper by one key, papers joined by 或, and what is missing told once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.store.files import keep_file
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.materials import MaterialsPage
from desktop.ui.pages.steps.recommend import RecommendStep
from desktop.work.desk import Desk
from desktop.work.materials import LineState, checklist

EITHER = ["premises_title", "premises_lease", "partner_contract", "partner_agreement"]


def shown(qtbot: QtBot, office: Office, place: Place) -> MaterialsPage:
    """The page for one application, on the screen and active."""
    page = MaterialsPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def lines(desk: Desk, place: Place) -> dict[str, LineState]:
    """Every paper as it is kept."""
    found = checklist(desk, place.application_id or 0)
    return {line.id: line for item in found.items for line in item.lines}


def test_keys_give_the_state_and_go_on(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """1, 2, 4 and 0 note a paper and go to the next one; after 3 comes the paper's own remark."""
    page = shown(qtbot, office, place)
    order = list(page.rows)
    page.rows[order[0]].setFocus()
    for key in ("1", "2", "3", "no seal", "4", "0"):
        qtbot.keyClicks(page.focusWidget(), key)
        if key == "no seal":
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    found = list(lines(desk, place).values())
    assert [line.note for line in found[:4]] == ["", "", "no seal", ""]
    states = [line.state for line in lines(desk, place).values()]
    assert states[:6] == ["complete", "missing", "mend", "na", "unseen", "unseen"]
    assert page.focusWidget() is page.rows[order[5]]
    assert page.rows[order[1]].accessibleName().endswith("：缺件")


def test_marks_are_taken_back_one_by_one(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Ctrl+Z gives each paper the state that it had, the newest first, and goes to it."""
    page = shown(qtbot, office, place)
    order = list(page.rows)
    page.rows[order[0]].setFocus()
    for key in ("1", "2"):
        qtbot.keyClicks(page.focusWidget(), key)
    page.rows[order[0]].setFocus()
    qtbot.keyClicks(page.focusWidget(), "4")
    told, places = [], []
    for _press in range(4):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        told.append([line.state for line in lines(desk, place).values()][:2])
        places.append(page.focusWidget())
    complete, missing, unseen = "complete", "missing", "unseen"
    assert told == [[complete, missing], [complete, unseen], [unseen, unseen], [unseen, unseen]]
    assert places[:3] == [page.rows[order[n]] for n in (0, 1, 0)]


def test_the_mouse_gives_the_state_too(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A click on a state notes it; the item follows the worst of its papers."""
    page = shown(qtbot, office, place)
    row = page.rows["business_licence"]
    where = row.states.box(2).center()
    qtbot.mouseClick(row.states, Qt.MouseButton.LeftButton, pos=where)
    assert lines(desk, place)["business_licence"].state == "missing"
    assert page.badges["licences"].word() == "缺件"
    assert row.states.current == 2


def test_papers_joined_by_or_stand_together(qtbot: QtBot, office: Office, place: Place) -> None:
    """The alternatives of a group share a box of their own; other papers stand outside it."""
    page = shown(qtbot, office, place)
    boxes = {key: page.rows[key].parentWidget() for key in page.rows}
    assert boxes["premises_title"] is boxes["premises_lease"]
    assert boxes["business_licence"] is not boxes["premises_title"]


def test_the_rest_is_complete_by_one_act_that_can_be_taken_back(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """其余均齐全 leaves what was noted, or is joined by 或; 撤回 makes the rest 未审 again."""
    page = shown(qtbot, office, place)
    page.rows["audit_report"].setFocus()
    qtbot.keyClicks(page.rows["audit_report"], "2")
    page.rest.click()
    kept = lines(desk, place)
    assert kept["audit_report"].state == "missing"
    rest = {key: line.state for key, line in kept.items() if key != "audit_report"}
    assert [key for key in rest if rest[key] == "unseen"] == EITHER
    assert {state for key, state in rest.items() if key not in EITHER} == {"complete"}
    assert not page.rest.isEnabled()
    assert page.next.isEnabled()
    assert page.state.text().endswith(
        "还有2项未审　缺件或需补正1项　“以下任一”2项请按实际收到的材料标明　真实性核验还没有记录"
    )
    assert page.undo.text() == f"撤回“其余均齐全”（{len(rest) - 4}项）"
    assert "没有电子文件" not in page.state.text()  # none came: all is on paper
    page.undo.click()
    assert {line.state for key, line in lines(desk, place).items() if key != "audit_report"} == {
        "unseen"
    }
    assert page.undo.isHidden()


def test_the_rest_leaves_an_alternative_that_is_not_needed(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Where one of two papers is complete, nobody claims to have seen the other one."""
    page = shown(qtbot, office, place)
    page.rows["premises_lease"].chosen.emit("premises_lease", "complete")
    page.rows["partner_contract"].chosen.emit("partner_contract", "na")
    page.rest.click()
    kept = lines(desk, place)
    assert kept["premises_title"].state == "unseen"
    assert kept["partner_agreement"].state == "complete"
    assert page.state.text() == "材料齐全　真实性核验还没有记录"


def test_the_rest_takes_the_one_alternative_that_a_file_came_for(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A file called 租赁合同 tells which of the two was handed in; of the other group none came."""
    with desk.act("收件", "application:1"):
        keep_file(desk.store, place.application_id, "租赁合同.pdf", b"%PDF-1.7", "material")
    page = shown(qtbot, office, place)
    page.rest.click()
    kept = lines(desk, place)
    states = [kept[key].state for key in EITHER]
    assert states == ["unseen", "complete", "unseen", "unseen"]


def test_the_check_of_truth_is_noted_by_one_choice(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Choosing how a paper was checked fills in who and when; a remark stands with the paper."""
    page = shown(qtbot, office, place)
    page.rows["audit_report"].setFocus()
    page.notes.rows["how"].editor.take("网上查询")
    page.notes.rows["note"].editor.take("与公示系统一致")
    line = lines(desk, place)["audit_report"]
    assert (line.how, line.by, line.on, line.note) == (
        "网上查询",
        "王测试",
        "2026-11-20",
        "与公示系统一致",
    )
    assert page.rows["audit_report"].cells[1][1].text == (
        "与公示系统一致　真实性核验：网上查询 王测试 2026年11月20日"
    )


def test_one_check_is_noted_of_all_the_others(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked about with the papers' names; states and remarks stay; the reminder goes."""
    page = shown(qtbot, office, place)
    page.rest.click()
    page.rows["audit_report"].setFocus()
    page.notes.rows["how"].editor.take("见原件")
    seen = [page.state.text().split("　")[-1], page.notes.same.full_text()]
    asked: list[str] = []
    monkeypatch.setattr(
        "desktop.ui.pages.steps.materials.ask_yes",
        lambda _page, question, *_words: bool(asked.append(question)) or True,
    )
    before = lines(desk, place)
    page.notes.same.click()
    after = lines(desk, place)
    left = sum(one.state == "complete" for one in before.values()) - 1
    assert seen == [f"真实性核验还有{left}件没有记录", f"其余{left}件同此核验…"]
    assert asked == [f"把“见原件，王测试，2026年11月20日”记到其余{left}件材料？"]
    assert {(one.how, one.by, one.on) for one in after.values() if one.state == "complete"} == {
        ("见原件", "王测试", "2026-11-20")
    }
    assert [one.state for one in after.values()] == [one.state for one in before.values()]
    assert "真实性" not in page.state.text()
    assert page.notes.same.isHidden()


def test_the_notice_names_each_gap_once_and_is_copied(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """The 告知单 counts the gaps, names alternatives together, and gives the remark."""
    page = shown(qtbot, office, place)
    assert not page.notice.copy.isEnabled()
    for key, state in (
        ("business_licence", "mend"),
        ("premises_title", "missing"),
        ("premises_lease", "missing"),
    ):
        page.rows[key].chosen.emit(key, state)
    page.rows["business_licence"].setFocus()
    page.notes.rows["note"].editor.take("未加盖公章")
    page.notice.copy.click()
    assert QGuiApplication.clipboard().text().split("\n") == [
        "申报材料补正告知单（一次性告知）",
        "滇池平台：",
        "你单位申报2026年度昆明市中小企业公共服务示范平台的材料已收悉。"
        "经审查，下列2项须补充或补正，现一次性告知：",
        "1. 第九条（二） 服务平台运营主体工商营业执照复印件：需补正（未加盖公章）",
        "2. 第九条（二） 固定经营服务场所产权证明复印件或固定经营服务场所长期租赁合同复印件：缺件",
        "请尽快补齐后报来，以便继续审查。",
    ]


def test_the_notice_says_by_when(qtbot: QtBot, office: Office, place: Place, desk: Desk) -> None:
    """A day that is set stands in the text that is copied."""
    page = shown(qtbot, office, place)
    page.rows["business_licence"].chosen.emit("business_licence", "missing")
    page.notice.due_typed.emit("20991125")
    assert page.notice.text.toPlainText().endswith("请于2099年11月25日前补齐后报来，以便继续审查。")


def test_the_papers_of_a_step_lead_back_to_it(qtbot: QtBot, office: Office, place: Place) -> None:
    """打印告知单 names 材料 as where its paper leads back to."""
    page = shown(qtbot, office, place)
    went: list[Place] = []
    page.go.connect(went.append)
    page.rows["business_licence"].chosen.emit("business_licence", "missing")
    page.notice.paper.click()
    recommend = RecommendStep(office)
    qtbot.addWidget(recommend)
    recommend.go.connect(went.append)
    recommend.show_for(went[0].at("case", detail="", origin=None))
    recommend.open_paper("mend_notice", went[0].origin)
    words = recommend.sheets.back.text()
    recommend.sheets.back.click()
    assert (words, went[1].step) == ("返回材料", "materials")
    assert recommend.stack.currentIndex() == 0
