"""收件登记: the form as on paper, saved by itself, confirmed by one button."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.case import Value
from desktop.store import values
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.work.cases import start_case
from desktop.work.desk import Changed, Desk, open_desk
from desktop.work.receive import form_page, save_value
from desktop.work.rounds import open_round


def shown(qtbot: QtBot, office: Office, place: Place) -> ReceivePage:
    """The page for one application, on the screen and active."""
    page = ReceivePage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def type_into(qtbot: QtBot, page: ReceivePage, path: str, text: str, key: Qt.Key) -> None:
    """Type into a blank as an input method does, and press `key`."""
    inner = page.editors()[path].inner
    write(inner, text)
    qtbot.keyClick(inner, key)


def write(inner: QWidget, text: str) -> None:
    """Write `text` into an empty line as an input method commits it."""
    inner.setFocus()
    committed = QInputMethodEvent()
    committed.setCommitString(text)
    QApplication.sendEvent(inner, committed)


def test_sections_stand_in_the_order_of_the_paper(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Every section and every blank of the form is there, in the annex's order."""
    page = shown(qtbot, office, place)
    form = form_page(desk, place.application_id or 0).form
    paths = list(page.editors())
    assert [one.title for one in page.sections] == list(form.sections)
    assert [path for path in paths if "." not in path] == [field.key for field in form.fields]
    assert paths.index("qualifications") < paths.index("functions.info.firms")
    assert paths.index("functions.hr.activities") < paths.index("partners_signed")


def test_enter_saves_and_moves_on(qtbot: QtBot, office: Office, place: Place, desk: Desk) -> None:
    """Enter keeps what was typed and goes to the next blank; nothing else is to be pressed."""
    page = shown(qtbot, office, place)
    type_into(qtbot, page, "platform_name", "滇池平台", Qt.Key.Key_Return)
    values = form_page(desk, place.application_id or 0).values
    assert values["platform_name"] == Value("滇池平台", "", confirmed=True)
    assert page.focusWidget() is page.editors()["district"].inner


def test_what_is_wrong_stands_under_the_blank_and_stays(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A figure in words is kept as typed, and the sentence stands under it at once."""
    page = shown(qtbot, office, place)
    type_into(qtbot, page, "total_assets", "三百万", Qt.Key.Key_Tab)
    row = page.sections[1].rows["total_assets"]
    assert row.wrong.text() == "“三百万”不是数字，请用阿拉伯数字填写（单位：万元）。"
    assert row.wrong.isVisible()
    assert row.editor.text() == "三百万"
    assert form_page(desk, place.application_id or 0).values["total_assets"].text == "三百万"


def test_an_amount_in_another_unit_is_converted_by_a_click(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """6238000元 in a blank of 万元 stays as typed; what it is stands beside it to be taken."""
    page = shown(qtbot, office, place)
    type_into(qtbot, page, "total_assets", "6238000元", Qt.Key.Key_Tab)
    row = page.sections[1].rows["total_assets"]
    offer = row.marks.offer.text()
    row.marks.offer.click()
    kept = form_page(desk, place.application_id or 0).values["total_assets"].text
    assert (offer, kept) == ("采用换算的万元数：623.8", "623.8")
    assert row.marks.offer.isHidden()


def test_a_column_in_yuan_is_converted_after_a_look(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The section offers it once; the question lists each amount before and after."""
    page = shown(qtbot, office, place)
    type_into(qtbot, page, "total_assets", "623.8", Qt.Key.Key_Tab)
    for row, amount in (("1", "6000000"), ("2", "6238000")):
        type_into(qtbot, page, f"operations.{row}.assets", amount, Qt.Key.Key_Tab)
    asked: list[str] = []
    monkeypatch.setattr(
        "desktop.ui.pages.steps.receive.ask_yes",
        lambda _page, *words: bool(asked.extend(words)) or True,
    )
    offer = page.sections[2].amounts
    told = (offer.isVisible(), offer.full_text())
    offer.click()
    values = form_page(desk, place.application_id or 0).values
    kept = [values[f"operations.{row}.assets"].text for row in ("1", "2")]
    assert told == (True, "2处金额由元换算为万元…")
    assert asked[0] == "这2处按元填写，换算为万元？"
    assert [line.split("：")[1] for line in asked[2].split("\n")] == [
        "6000000 → 600",
        "6238000 → 623.8",
    ]
    assert (kept, offer.isVisible()) == (["600", "623.8"], False)


def test_a_wrong_cell_is_named_under_its_table(qtbot: QtBot, office: Office, place: Place) -> None:
    """A table's cell says what is wrong with row and column."""
    page = shown(qtbot, office, place)
    type_into(qtbot, page, "operations.1.revenue", "很多", Qt.Key.Key_Return)
    table = page.sections[2].tables[0]
    assert table.wrong.text() == (
        "第1行 营业收入（万元）：“很多”不是数字，请用阿拉伯数字填写（单位：万元）。"
    )
    assert page.focusWidget() is page.editors()["operations.1.service_revenue"].inner


def test_a_year_is_added_filled_and_dropped(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """增加年度 gives an empty row; it stays while other blanks are saved, and can be taken out."""
    page = shown(qtbot, office, place)
    table = page.sections[2].tables[0]
    assert table.row_keys() == ["1", "2"]
    table.add.click()
    type_into(qtbot, page, "district", "五华区", Qt.Key.Key_Return)
    assert table.row_keys() == ["1", "2", "3"]
    type_into(qtbot, page, "operations.3.year", "2025", Qt.Key.Key_Return)
    table.dropped.emit("operations", "1")
    texts = {
        path: value.text
        for path, value in form_page(desk, place.application_id or 0).values.items()
        if path.startswith("operations.")
    }
    assert texts == {"operations.2.year": "2025"}


def test_an_address_in_another_district_is_a_reminder_and_no_fault(
    qtbot: QtBot, office: Office, place: Place
) -> None:
    """It stands under the address while 所属县区 says otherwise; the blank itself is not wrong."""
    page = shown(qtbot, office, place)
    row = page.sections[1].rows["registered_address"]
    type_into(qtbot, page, "district", "官渡区", Qt.Key.Key_Return)
    type_into(qtbot, page, "registered_address", "昆明市五华区人民中路1号", Qt.Key.Key_Return)
    told, wrong = row.hint.text(), row.wrong.isHidden()
    page.editors()["district"].take("五华区")
    assert told == "提醒：地址写的是“五华区”，所属县区是“官渡区”，请核对是否属于受理范围。"
    assert (wrong, row.hint.isHidden()) == (True, True)


def test_a_folder_is_read_looked_at_and_kept_by_three_acts(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """Drop the folder, 全部采纳, 全部核对无误: the form is in, and confirmed."""
    page = shown(qtbot, office, place)
    page.take_files([folder])
    assert page.previewing()
    qtbot.mouseClick(page.preview.accept_button, Qt.MouseButton.LeftButton)
    assert not page.previewing()
    row = page.sections[1].rows["platform_name"]
    assert row.editor.text() == "滇池𬭎𠮷中小企业服务平台"
    assert row.confirm.toolTip().startswith("来自 1申请表.docx")
    page.editors()["platform_name"].inner.setFocus()
    assert page.came.words.startswith("本栏来自 1申请表.docx")
    assert page.unread_box.isVisible()
    assert any("以上情况由单位自行填写并负责" in line for line in page.unread.boxes)
    qtbot.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    values = form_page(desk, place.application_id or 0).values
    read = {path: value for path, value in values.items() if value.source}
    assert len(read) == 10
    assert all(value.confirmed for value in read.values())
    assert not page.confirm.isEnabled()
    assert row.confirm.isHidden()


def test_what_was_not_taken_is_ticked_off_line_by_line(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """已处理 beside a line counts it no more; a tick that is taken back counts it again."""
    page = shown(qtbot, office, place)
    page.take_files([folder])
    page.preview.accept()
    boxes = list(page.unread.boxes.values())
    words = f"文件中有{len(boxes)}处内容没有采用"
    assert (len(boxes), page.unread_link.text()) == (1, words)
    assert boxes[0].accessibleName() == f"已处理：{next(iter(page.unread.boxes))}"
    page.unread_link.click()
    qtbot.keyClick(boxes[0], Qt.Key.Key_Space)
    assert (page.unread_link.isHidden(), page.unread_box.isVisible()) == (True, True)
    assert boxes[0].isChecked()
    boxes[0].click()
    assert (page.unread_link.isHidden(), page.unread_link.text()) == (False, words)


def test_a_section_is_confirmed_alone(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """本部分核对无误 speaks of its own section and goes away."""
    page = shown(qtbot, office, place)
    page.take_files([folder])
    page.preview.accept()
    section = page.sections[1]
    assert section.state.text() == "10项待核对　4项必填未填"
    section.confirm.click()
    assert section.unseen() == []
    assert section.confirm.isHidden()


def test_the_next_open_blank_is_found_by_a_key(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """Ctrl+J goes round the blanks that are empty though required, wrong, or not confirmed."""
    page = shown(qtbot, office, place)
    for path in ("platform_name", "district"):
        save_value(desk, place.application_id or 0, path, "五华")
    page.reload()
    page.editors()["fill_date"].inner.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert page.focusWidget() is page.editors()["operator_name"].inner


def test_what_cant_be_kept_stays_where_it_was_typed(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """A text far too long is not kept; it stands with the reason, whatever else is saved."""
    page = shown(qtbot, office, place)
    row = page.sections[1].rows["informatization"]
    row.editor.take("长" * 20_001)
    page.sections[1].rows["district"].editor.take("五华区")
    assert row.editor.text() == "长" * 20_001
    assert row.wrong.text() == "这里最多可填20000字，现有20001字。请删减后再保存。"
    assert set(form_page(desk, place.application_id or 0).values) == {"district"}
    row.editor.take("有网站")
    assert form_page(desk, place.application_id or 0).values["informatization"].text == "有网站"
    assert row.wrong.text() == ""


def test_another_application_gets_its_own_text(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """What was being typed is kept for the application that it was typed into."""
    page = shown(qtbot, office, place)
    other = start_case(desk, place.round_id or 0, "另一家").value
    write(page.editors()["district"].inner, "官渡区")
    page.show_for(place.at("case", application_id=other))
    assert form_page(desk, place.application_id or 0).values["district"].text == "官渡区"
    assert "district" not in form_page(desk, other).values
    assert page.editors()["district"].text() == ""


def test_every_blank_has_an_accessible_name(qtbot: QtBot, office: Office, place: Place) -> None:
    """A screen reader reads each blank with its label, a table's cell with row and column."""
    page = shown(qtbot, office, place)
    names = {path: one.inner.accessibleName() for path, one in page.editors().items()}
    assert all(names.values())
    assert names["total_assets"] == "上年末总资产（万元）"
    assert names["functions.info.firms"] == "信息服务 上一年度服务企业户数（户）"


def test_typing_goes_on_while_the_last_blank_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    """With the store on its own thread, a save that returns never takes away what is typed."""
    office = Office()
    page = ReceivePage(office)
    qtbot.addWidget(page)
    found: list[tuple[int, int]] = []

    def prepare(desk: Desk) -> Changed:
        round_id = open_round(desk, "kunming-platform-2022", 2026).value
        return Changed(frozenset(), (round_id, start_case(desk, round_id, "滇池平台").value))

    office.open_file(
        lambda: open_desk(tmp_path / "a.review", paths.forms_dir(), paths.fonts_dir()),
        lambda _path: None,
        owner=page,
    )
    office.keep(prepare, lambda changed: found.append(changed.value), owner=page)
    qtbot.waitUntil(lambda: bool(found))
    page.show_for(Place("case", *found[0]))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    qtbot.waitUntil(lambda: office.pending == 0)
    type_into(qtbot, page, "operations.1.revenue", "100", Qt.Key.Key_Return)
    write(page.editors()["operations.1.service_revenue"].inner, "9")
    qtbot.waitUntil(lambda: office.pending == 0)
    assert page.editors()["operations.1.service_revenue"].text() == "9"
    assert page.leave() is True
    qtbot.waitUntil(lambda: office.pending == 0)
    office.close()
    kept = open_desk(tmp_path / "a.review", paths.forms_dir(), paths.fonts_dir())
    values = form_page(kept, found[0][1]).values
    kept.close()
    assert {path: value.text for path, value in values.items()} == {
        "operations.1.revenue": "100",
        "operations.1.service_revenue": "9",
    }


def put_read(desk: Desk, number: int, texts: dict[str, str]) -> None:
    """Keep values as a file brought them: they wait to be looked at."""
    read = [(path, Value(text, "申请表.docx 表1", confirmed=False)) for path, text in texts.items()]
    with desk.act("读入文件", f"application:{number}"):
        values.put_values(desk.store, number, read)


def unseen(desk: Desk, number: int) -> list[str]:
    """The blanks that wait to be looked at."""
    found = form_page(desk, number).values
    return [path for path, value in found.items() if value.source and not value.confirmed]


def test_what_has_a_fault_or_a_reminder_is_not_confirmed_with_the_rest(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """全部核对无误 leaves the wrong blank and says so; one click takes it back."""
    number = place.application_id or 0
    put_read(desk, number, {"platform_name": "甲", "phone": "123", "total_assets": "很多"})
    page = shown(qtbot, office, place)
    page.confirm_all()
    left, told, link = unseen(desk, number), page.state.text(), page.undo.text()
    page.undo.click()
    assert left == ["phone", "total_assets"]
    assert told.startswith("2项待核对（2项有误或有提醒，须逐项核对）")
    assert (link, page.undo.isHidden()) == ("撤回“全部核对无误”（1项）", True)
    assert unseen(desk, number) == ["phone", "platform_name", "total_assets"]


def test_a_section_confirms_its_faults_by_a_second_click(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """The first takes the sound ones; then the button names how many faults are left as read."""
    number = place.application_id or 0
    put_read(desk, number, {"registered_address": "甲路", "total_assets": "很多"})
    page = shown(qtbot, office, place)
    section = page.sections[1]
    section.confirm.click()
    left, words = unseen(desk, number), section.confirm.text()
    section.confirm.click()
    assert (left, words) == (["total_assets"], "有误或提醒的1项，照原文核对无误")
    assert unseen(desk, number) == []


def test_the_next_blank_is_another_one_once_this_one_is_put_right(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """The click on 下一处 takes the cursor from the blank, which is not gone to again."""
    number = place.application_id or 0
    put_read(desk, number, {"platform_name": "甲", "phone": "123", "total_assets": "很多"})
    page = shown(qtbot, office, place)
    first = page.editors()["phone"]
    first.inner.setFocus()
    first.put("13800000000")
    qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    order = list(page.editors().values())
    here = [order.index(one) for one in order if one.inner is page.focusWidget()]
    assert here > [order.index(first)]
    assert form_page(desk, number).values["phone"].text == "13800000000"


def test_the_last_blank_is_taken_back_by_ctrl_z(
    qtbot: QtBot, office: Office, place: Place, desk: Desk
) -> None:
    """In the blank after it, where nothing is typed yet; the cursor goes back, and it is said."""
    page = shown(qtbot, office, place)
    told: list[str] = []
    office.noted.connect(told.append)
    first, second = list(page.editors())[:2]
    type_into(qtbot, page, first, "甲机构", Qt.Key.Key_Return)
    assert page.editors()[second].inner.hasFocus()
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.editors()[second].inner, *undo)
    assert form_page(desk, place.application_id or 0).values[first].text == ""
    assert page.editors()[first].inner.hasFocus()
    assert told[-1].startswith("已撤销填写")
    page.confirm.setFocus()
    qtbot.keyClick(page.confirm, *undo)
    assert told[-1].startswith("这一页没有可以撤销的填写")
