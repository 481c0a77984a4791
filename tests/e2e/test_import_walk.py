"""An applicant's folder by mouse and key: a column, two rows, a refusal; kept, undone, kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import clerk_walk
import pytest
from clerk_walk import Walk
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import paths
from desktop.ui.kit.asking import TextQuestion, YesQuestion
from desktop.ui.pages.steps.header_chips import column_data
from desktop.work.example import Note, example_notes
from desktop.work.rosters import roster_page

SCHEME = "kunming-platform-2022"
HEAD = ("序号", "企业名称", "所属县区", "联系人", "怎么找到他", "服务内容简述")
FIRMS = (
    ("昆明云岭食品有限公司", "五华区", "张示例", "13800000001", "融资"),
    ("", "盘龙区", "李示例", "13800000002", "培训"),
    ("昆明滇池机械有限公司", "官渡区", "王示例", "1380", "咨询"),
    ("昆明已注销有限公司", "官渡区", "赵示例", "13800000004", "咨询"),
)
SUMS = "名单行：读入{} = 采纳{} + 拒绝{}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What the applicant sent: a roster whose phones stand under words that nobody knows."""
    made = tmp_path / "云岭平台申报材料"
    made.mkdir()
    book = Workbook()
    book.active.title = "名单"
    book.active.append(HEAD)
    for number, firm in enumerate(FIRMS, 1):
        book.active.append((number, *firm))
    book.save(made / "服务企业名单.xlsx")
    return made


@pytest.fixture
def walk(start_walk: Callable[[Note], Walk]) -> Walk:
    """The window after its first start."""
    notes = example_notes(paths.resources_dir() / "example" / SCHEME)
    made = start_walk(next(one for one in notes if one.passes))
    clerk_walk.first_start(made)
    return made


def test_a_folder_is_dropped_put_right_kept_undone_and_kept(walk: Walk, folder: Path) -> None:
    """Nothing is lost on the way: the sum stands on the screen and is true at every step."""
    preview = _drop(walk, folder)
    lines = preview.file.lines("firms")
    assert preview.sums.text() == SUMS.format(4, 3, 1)
    _drag_header(walk, lines, "怎么找到他", "phone")
    assert (lines.chooser.combos["phone"].currentText(), lines.chooser.sure["phone"].text()) == (
        "怎么找到他",
        "手工指定",
    )
    _type(walk, lines, 1, "name", "昆明补名有限公司")
    walk.hand.click(lines.kinds.buttons["warned"], "what is to be looked at")
    _type(walk, lines, 0, "phone", "13800000003")
    _look_at_mended(walk, preview, lines)
    assert preview.sums.text() == SUMS.format(4, 4, 0)
    _refuse(walk, lines, 3, "已注销")
    assert preview.sums.text() == SUMS.format(4, 3, 1)
    _stay(walk, preview)
    assert [(one.state, one.said) for one in lines.rows.rows()] == [
        ("采纳", ""),
        ("采纳", "手改：企业名称原为“”"),
        ("采纳", "手改：联系电话原为“1380”"),
        ("不采纳", "经办人不采纳：已注销"),
    ]
    walk.hand.click(preview.accept_button, "keep")
    _look_at_rows(walk)
    _undo(walk)
    step = _again(walk, folder)
    assert step.preview.file.sentence.text().startswith("按上次的对应读取（服务企业名单.xlsx）。")
    assert step.preview.sums.text() == SUMS.format(4, 3, 1)
    walk.hand.click(step.preview.accept_button, "keep again")
    assert step.told.sentence.text() == "已采纳1个文件。"
    assert _names(walk) == ["昆明云岭食品有限公司", "昆明滇池机械有限公司", "昆明已注销有限公司"]


def _drop(walk: Walk, folder: Path) -> Any:
    """The folder may be dropped on any page: here on 办法."""
    walk.navigate("schemes")
    walk.hand.drop([folder], "the folder")
    page = walk.page("incoming")
    walk.hand.wait_for(page.keep)
    return page.preview


def _drag_header(walk: Walk, lines: Any, name: str, key: str) -> None:
    """Drag the file's header onto the roster's column, as the system hands it over."""
    chip = next(one for one in lines.chips.chips if one.text() == name)
    target = lines.chooser
    lines.table.horizontalScrollBar().setValue(lines.table.horizontalScrollBar().maximum() // 2)
    place = target.combos[key].geometry().center()
    data, left, none = column_data(chip.index), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, copy, data, left, none)
    QApplication.sendEvent(target, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(
        target, QDropEvent(place.toPointF(), copy, data, left, none, QEvent.Type.Drop)
    )
    _settle(walk)


def _settle(walk: Walk) -> None:
    walk.hand.wait_for(walk.window)


def _cell(lines: Any, row: int, key: str) -> QPoint:
    column = [one.key for one in lines.rows.columns].index(key)
    index = lines.rows.index(row, column)
    lines.table.scrollTo(index)
    place: QPoint = lines.table.visualRect(index).center()
    return place


def _type(walk: Walk, lines: Any, row: int, key: str, text: str) -> None:
    """Double-click a cell, type in place of what stands there, Enter."""
    place, view = _cell(lines, row, key), lines.table.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place)
    editor = next(one for one in view.findChildren(QLineEdit) if one.isVisible())
    walk.hand.type(editor, text, f"{key} of row {row}")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    walk.hand.wait_until(lambda: lines.rows.rows()[row].cells[key] == text)


def _look_at_mended(walk: Walk, preview: Any, lines: Any) -> None:
    """The row stays as 已改正 with its cell; Ctrl+Z, then typed again; all rows again."""
    keys = [one.key for one in lines.rows.columns]
    state = lines.rows.columns[1].text
    here = lines.table.currentIndex()
    assert (here.row(), keys[here.column()], lines.table.hasFocus()) == (0, "phone", True)
    assert [(one.line, state(one)) for one in lines.rows.rows()] == [(4, "已改正")]
    QTest.keyClick(lines.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    walk.hand.wait_until(lambda: lines.rows.rows()[0].cells["phone"] == "1380")
    assert preview.told.text() == "已撤销：第4行“联系电话”改为“13800000003”。"
    _type(walk, lines, 0, "phone", "13800000003")
    walk.hand.click(lines.kinds.buttons["all"], "all rows")


def _refuse(walk: Walk, lines: Any, row: int, why: str) -> None:
    """Choose a row, press the button, write the reason."""
    view = lines.table.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=_cell(lines, row, "name"))
    _answering(why)
    walk.hand.click(lines.refuse, "refuse the row")
    _settle(walk)


def _stay(walk: Walk, preview: Any) -> None:
    """Back asks how much would be lost; 继续办理 keeps the reviewer here."""
    walk.hand.activate()
    _answering("继续办理")
    preview.file.lines("firms").table.setFocus()
    QTest.keyClick(
        preview.file.lines("firms").table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    )
    _settle(walk)
    assert preview.isVisible()
    assert preview.acts.lost() == 4


def _answering(text: str) -> None:
    """Answer the question that is about to be asked."""
    from PySide6.QtCore import QTimer

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, TextQuestion):
            box.line.setText(text)
            QTest.mouseClick(box.agree, Qt.MouseButton.LeftButton)
        elif isinstance(box, YesQuestion):
            said = next(b for b in (box.agree, box.refuse) if b.text().startswith(text))
            QTest.mouseClick(said, Qt.MouseButton.LeftButton)
        else:
            QTimer.singleShot(20, answer)

    QTimer.singleShot(20, answer)


def _look_at_rows(walk: Walk) -> None:
    """What was put right is there, and marked."""
    step = walk.step("rosters")
    table = step.panes["firms"].rows
    walk.hand.wait_for(table)
    shown = [(one.cells["name"], one.cells["phone"]) for one in table.rows.rows()]
    assert shown == [
        ("昆明云岭食品有限公司", "13800000001"),
        ("昆明补名有限公司", "13800000002"),
        ("昆明滇池机械有限公司", "13800000003"),
    ]
    assert sorted(table.rows.notes.values()) == ["手改：文件中为“1380”", "手改：文件中为“”"]
    assert step.cards["firms"].came.text() == "服务企业名单.xlsx\n读入4 = 采纳3 + 拒绝1"


def _undo(walk: Walk) -> None:
    step = walk.page("case").step("rosters")
    _answering("撤销读入")
    walk.hand.click(step.undo_last, "undo")
    _settle(walk)
    assert step.told.sentence.text() == "已撤销上次读入，读入前的内容已恢复。"
    assert _names(walk) == []


def _again(walk: Walk, folder: Path) -> Any:
    step = walk.page("case").step("rosters")
    walk.hand.drop([folder], "the folder again")
    walk.hand.wait_for(step.preview.accept_button)
    return step


def _names(walk: Walk) -> list[str]:
    found: list[list[str]] = []
    number = walk.window.place.application_id or 0
    walk.window.office.ask(
        lambda desk: [row.cells["name"] for row in roster_page(desk, number, "firms")],
        found.append,
        owner=walk.window,
    )
    _settle(walk)
    return found[0]
