"""办法: a copy edited in its tables with the faults beside them, kept, and cases going over."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTableWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.scheme_edit import SchemeEditor
from desktop.ui.pages.schemes import Schemes
from desktop.work.cases import start_case
from desktop.work.desk import Desk, open_desk
from desktop.work.receive import save_value
from desktop.work.rounds import list_rounds, open_round

KUNMING, NEW = "kunming-platform-2022", "kunming-platform-2027"
Answer = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def office(qapp: QApplication, tmp_path: Path) -> Iterator[Office]:
    """An office over a new file, with a place for editions of its own."""

    def opened() -> Desk:
        here = (paths.forms_dir(), paths.fonts_dir())
        desk = open_desk(tmp_path / "测试.review", *here, own=tmp_path / "forms")
        desk.operator = "王测试"
        return desk

    made = Office(inline=True)
    made.open_file(opened, lambda _path: None, owner=qapp)
    yield made
    made.close()


def _page(qtbot: QtBot, office: Office, scheme_id: str) -> Schemes:
    page = Schemes(office)
    qtbot.addWidget(page)
    page.show()
    page.show_for(Place("schemes"))
    page.list.setCurrentRow([one.scheme.id for one in page._editions].index(scheme_id))
    return page


def _editor(page: Schemes) -> SchemeEditor:
    page.copy.click()
    return page.editor


def _go(editor: SchemeEditor, title: str) -> QTableWidget:
    names = [editor.list.item(at).text() for at in range(editor.list.count())]
    editor.list.setCurrentRow(next(at for at, one in enumerate(names) if one.startswith(title)))
    return editor.table


def _cell(table: QTableWidget, row: str, head: str) -> tuple[int, int]:
    """The cell under `head` in the row that shows `row`."""
    heads = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    for down in range(table.rowCount()):
        if row in [table.item(down, at).text() for at in range(table.columnCount())]:
            return down, heads.index(head)
    raise AssertionError(row)


def _write(table: QTableWidget, row: str, head: str, text: str) -> None:
    table.item(*_cell(table, row, head)).setText(text)


def _call_it(editor: SchemeEditor, scheme_id: str) -> None:
    editor.id.inner.setFocus()
    editor.id.line.clear()
    QTest.keyClicks(editor.id.line, scheme_id)
    QTest.keyClick(editor.id.line, Qt.Key.Key_Return)


def test_a_fault_stands_beside_its_cell_and_in_the_list(qtbot: QtBot, office: Office) -> None:
    """A day that is none, then a new row left blank; mended, nothing stands there any more."""
    editor = _editor(_page(qtbot, office, KUNMING))
    table = _go(editor, "名称和文号")
    _write(table, "印发日期", "内容", "明年")
    assert editor.list.item(0).text() == "名称和文号（1处有误）"
    assert table.item(*_cell(table, "印发日期", "有误")).text() == (
        "内容：此处应为日期（如 2022-10-08），而不是 “明年”。"
    )
    _write(table, "印发日期", "内容", "2027.1.1")
    _go(editor, "申报条件")
    editor.add.click()
    assert (table.currentRow(), table.item(32, 8).text()) == (
        32,
        "条款：不能为空。条件：不能为空。",
    )
    editor.remove.click()
    assert editor.told.text() == "各表可以保存。"
    assert editor.list.item(editor.list.count() - 1).text() == "与原办法对照（1处）"


def test_the_id_is_looked_at_before_anything_is_written(
    qtbot: QtBot, office: Office, tmp_path: Path
) -> None:
    """An id that is no folder's name, or taken, is told beside its blank."""
    editor = _editor(_page(qtbot, office, KUNMING))
    told = []
    for wrong in ("../x", KUNMING, "nanchang-platform-2022"):
        _call_it(editor, wrong)
        editor.save.click()
        told.append((editor.wrong_id.isVisible(), editor.wrong_id.text()[:6]))
    assert told == [(True, "标识只能用小"), (True, "已有这个标识"), (True, "已有这个标识")]
    assert not list(tmp_path.rglob("scheme.toml"))


def test_an_edition_is_kept_and_a_case_goes_over(
    qtbot: QtBot, office: Office, answer: Answer
) -> None:
    """From the table to the list, and then a ticked case: with a reason, and not without."""
    made = answer(lambda desk: open_round(desk, KUNMING, 2026)).value
    case = answer(lambda desk: start_case(desk, made, "滇池芯火平台")).value
    answer(lambda desk: save_value(desk, int(case), "total_assets", "250"))
    page = _page(qtbot, office, KUNMING)
    editor = _editor(page)
    _write(_go(editor, "申报条件"), "资产总额不低于人民币200万元", "数值", "300")
    _call_it(editor, NEW)
    editor.save.click()
    assert page.name.text() == "昆明市中小企业公共服务示范平台　非随附版本"
    assert f"由 {KUNMING} 改编" in page.text.toPlainText()
    page.over.click()
    change = page.change
    assert (change.line.isVisible(), change.told.isVisible()) == (True, False)
    shown = [change.table.item(0, at).text() for at in (0, 3, 4)]
    assert shown == [
        "滇池芯火平台",
        "第七条（二）资产总额不低于人民币200万元：符合 → 不符合",
        "可以换用",
    ]
    assert change.chosen() == []
    change.go_over.click()
    assert change.wrong.text().startswith("还没有选择申报。")
    change.table.setCurrentCell(0, 0)
    QTest.keyClick(change.table, Qt.Key.Key_Space)
    change.go_over.click()
    assert change.wrong.text().startswith("请写明换用新办法的理由。")
    change.why.put("新办法施行前未办结")
    change.go_over.click()
    labels = answer(lambda desk: [one.scheme_id for one in list_rounds(desk)])
    assert (sorted(labels), page.body.isVisible()) == ([KUNMING, NEW], True)
    page.over.click()
    parts = change.rule, change.table, change.line
    assert [one.isVisible() for one in parts] == [False, False, False]
    assert change.told.text() == "原办法没有办理中的申报，不需要换用。"


def test_a_cell_is_chosen_from_what_there_is(qtbot: QtBot, office: Office) -> None:
    """F2 opens the choices of a filter's list and of 是/否; the chosen one is read at once."""
    editor = _editor(_page(qtbot, office, KUNMING))
    table = _go(editor, "申请表的各栏")
    row, across = _cell(table, "平台名称", "填写")
    table.setCurrentCell(row, across)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    (box,) = table.findChildren(QComboBox)
    assert [box.itemText(at) for at in (0, 1, 3)] == ["", "文字", "数字"]
    box.setCurrentText("长文字")
    box.activated.emit(box.currentIndex())
    assert table.item(row, across).text() == "长文字"
    assert editor.list.item(editor.list.count() - 1).text() == "与原办法对照（1处）"


def test_rows_come_where_they_belong_and_go_unless_a_rule_uses_them(
    qtbot: QtBot, office: Office
) -> None:
    """A column is added to the list of the current row, moved up and taken away; 姓名 stays."""
    editor = _editor(_page(qtbot, office, KUNMING))
    table = _go(editor, "名单的各栏")
    row, _ = _cell(table, "服务活动类型", "栏名")
    table.setCurrentCell(row, 1)
    assert editor.body.parents.currentText() == "服务活动开展情况表"
    editor.add.click()
    assert (table.currentRow(), table.item(row + 1, 0).text()) == (row + 1, "服务活动开展情况表")
    table.item(row + 1, 1).setText("服务地点")
    editor.body.up.click()
    assert [table.item(at, 1).text() for at in (row, row + 1)] == ["服务地点", "服务活动类型"]
    editor.remove.click()
    assert table.item(row, 1).text() == "服务活动类型"
    table.setCurrentCell(_cell(table, "姓名", "栏名")[0], 1)
    editor.remove.click()
    assert editor.body.refused.text().endswith("用到这一行，不能删去；请先改那里。")


def test_another_way_of_measuring_asks_for_other_things(qtbot: QtBot, office: Office) -> None:
    """The rows under a measure follow its kind, and what is lacking is said beside them."""
    editor = _editor(_page(qtbot, office, KUNMING))
    table = _go(editor, "数字的算法")
    first = table.item(0, 2)
    assert (first.text(), table.item(3, 2).text()) == ("从某日起满几年", "平台成立日期")
    first.setText("名单的行数")
    qtbot.waitUntil(lambda: table.item(2, 1).text() == "名单")
    assert table.item(2, 3).text() == "“名单的行数”这种算法缺少这一项。"
    table.item(2, 2).setText("管理和专职服务人员情况表")
    assert editor.told.text() == "各表可以保存。"


def test_an_edition_is_edited_again_and_deleted(
    qtbot: QtBot, office: Office, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its id stays; with a case in its year neither goes, and who uses it is said."""
    page = _page(qtbot, office, KUNMING)
    assert (page.again.isVisible(), page.delete.isVisible()) == (False, False)
    editor = _editor(page)
    _call_it(editor, NEW)
    editor.save.click()
    page.again.click()
    assert (page.editor.id.text(), page.editor.id.inner.isEnabled()) == (NEW, False)
    _write(_go(editor, "名称和文号"), "简称", "内容", "新平台")
    editor.save.click()
    assert page.body.isVisible()
    assert "新平台" in page.text.toPlainText()
    made = answer(lambda desk: open_round(desk, NEW, 2027)).value
    answer(lambda desk: start_case(desk, made, "甲平台"))
    page.reload()
    page.again.click()
    assert page.note.text().startswith("这个版本已在使用，不能再改：2027年度有1份申报。")
    page.delete.click()
    assert page.note.text() == "不能删除，正在使用：2027年度有1份申报。"
    monkeypatch.setattr("desktop.ui.pages.schemes.ask_yes", lambda *_: True)
    _editor(page)
    _call_it(editor, "kunming-platform-2028")
    editor.save.click()
    page.delete.click()
    assert [one.scheme.id for one in page._editions if one.is_own] == [NEW]


def test_the_form_the_lists_and_what_counts_are_written_out(qtbot: QtBot, office: Office) -> None:
    """Every scheme: its blanks, its lists' columns, and which rows count by which words."""
    page = _page(qtbot, office, KUNMING)
    told = page.text.toPlainText()
    for words in (
        "申请表没有、由审核人填写的数",
        "平台成立日期",
        "申请表（附件1）",
        "服务场地面积",
        "附件没有、请单位补填的",
        "统一社会信用代码、企业规模、专精特新",
        "名单中计入的行",
        "本科及以上学历或中级及以上技术职称",
    ):
        assert words in told
    for at in range(page.list.count()):
        page.list.setCurrentRow(at)
        assert "名单中计入的行" in page.text.toPlainText()


def test_leaving_the_editor_keeps_nothing(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    """返回 leads to the list; no folder was made."""
    page = _page(qtbot, office, KUNMING)
    _write(_go(_editor(page), "名称和文号"), "简称", "内容", "新平台")
    page.editor.back.click()
    assert (page.body.isVisible(), (tmp_path / "forms").exists()) == (True, False)
