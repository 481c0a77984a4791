"""导入预览: a row that is put right stays in sight, and the last act can be taken back."""

from pathlib import Path

import openpyxl
import pytest
from applicant import put_book
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.preview import Preview
from desktop.ui.pages.steps.roster_lines import RosterLines
from desktop.ui.pages.steps.rosters import RostersPage

HEAD = ("序号", "企业名称", "联系人", "怎么找到他")
ROWS = (
    (1, "甲公司", "张三", "13800000001"),
    (2, "乙公司", "李四", "138"),
    (3, "丙公司", "王五", "139"),
    (4, "甲公司", "张三", "13800000001"),
)


@pytest.fixture
def page(qtbot: QtBot, office: Office, place: Place, tmp_path: Path) -> RostersPage:
    """The page of rosters with the preview of a list: two wrong phones, one row twice."""
    made = RostersPage(office)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_for(place)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    head = (*HEAD[:3], "联系电话")
    made.take_files([put_book(tmp_path / "企业.xlsx", [head, *ROWS])])
    return made


def lines_of(page: RostersPage) -> RosterLines:
    """The rows of the firms."""
    return page.preview.file.lines("firms")


def mend(page: RostersPage, number: int, key: str, text: str) -> int:
    """Correct a cell of a row that is seen, with the focus on it; return its column."""
    lines = lines_of(page)
    place = [one.key for one in lines.rows.columns].index(key)
    lines.table.setFocus()
    lines.table.setCurrentIndex(lines.rows.index(number, place))
    lines.rows.edited.emit(lines.rows.value(number), key, text)
    return place


def seen(page: RostersPage) -> list[tuple[int, str]]:
    """Each row that is seen: its line and the word for it."""
    rows = lines_of(page).rows
    return [(one.line, rows.columns[1].text(one)) for one in rows.rows()]


def undo(preview: Preview) -> str:
    """Press Ctrl+Z where the focus is, and return what is said."""
    holder = preview.window().focusWidget()
    assert holder is not None
    assert preview.isAncestorOf(holder)
    QTest.keyClick(holder, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return preview.told.text()


def test_a_corrected_row_stays_in_sight_as_put_right(page: RostersPage) -> None:
    """Under 有提醒 it says 已改正 and keeps the cell; it leaves once rows are asked for."""
    lines = lines_of(page)
    lines.kinds.buttons["warned"].click()
    assert seen(page) == [(3, "有提醒"), (4, "有提醒")]
    place = mend(page, 0, "phone", "13800000002")
    assert seen(page) == [(3, "已改正"), (4, "有提醒")]
    here = lines.table.currentIndex()
    assert (here.row(), here.column(), lines.table.hasFocus()) == (0, place, True)
    assert [one.text() for one in lines.kinds.buttons.values()][3:] == ["有提醒 1", "手改 1"]
    lines.kinds.buttons["warned"].click()
    assert seen(page) == [(4, "有提醒")]


def test_the_last_wrong_row_put_right_does_not_change_the_rows_that_are_seen(
    page: RostersPage,
) -> None:
    """No row is left to be looked at, and yet nothing jumps."""
    lines_of(page).kinds.buttons["warned"].click()
    mend(page, 0, "phone", "13800000002")
    mend(page, 1, "phone", "13800000003")
    assert seen(page) == [(3, "已改正"), (4, "已改正")]
    assert lines_of(page).kinds.current() == "warned"


def test_a_refused_row_stays_where_it_is_sorted(page: RostersPage) -> None:
    """The list was ordered by a click; an act does not order it anew."""
    lines = lines_of(page)
    lines.rows.sort(4, Qt.SortOrder.DescendingOrder)
    before = [one.line for one in lines.rows.rows()]
    page.preview.refuse_rows([lines.rows.value(0).at], "已注销")
    lines.rows.edited.emit(lines.rows.value(1), "name", "改名公司")
    assert [one.line for one in lines.rows.rows()] == before


def test_acts_are_taken_back_one_by_one(page: RostersPage) -> None:
    """Ctrl+Z undoes a correction, a refusal, a column; each time it says what, and then no more."""
    preview = page.preview
    mend(page, 1, "phone", "13800000002")
    preview.refuse_rows([lines_of(page).rows.value(3).at], "与第2行重复")
    preview.file.mapped.emit("contact", -1)
    assert (preview.sums.text(), preview.touched) == ("名单行：读入4 = 采纳3 + 拒绝1", True)
    assert undo(preview) == "已撤销：“联系人”改为不取。"
    assert lines_of(page).rows.value(0).cells["contact"] == "张三"
    assert undo(preview) == "已撤销：第5行不采纳。"
    assert preview.sums.text() == "名单行：读入4 = 采纳4 + 拒绝0"
    assert undo(preview) == "已撤销：第3行“联系电话”改为“13800000002”。"
    assert (lines_of(page).rows.value(1).cells["phone"], preview.touched) == ("138", False)
    assert undo(preview) == "没有可以撤销的改动。"


def test_what_a_file_is_called_is_taken_back(page: RostersPage) -> None:
    """A file that was left out, and one that was called an annex, is a roster again."""
    preview = page.preview
    for what, words in (("other", "附件"), ("left out", "不导入")):
        preview.file.called.emit(what)
        preview.file.kind.setFocus()
        assert preview.sums.text() == ""
        assert undo(preview) == f"已撤销：“企业.xlsx”改为{words}。"
        assert preview.sums.text() == "名单行：读入4 = 采纳4 + 拒绝0"


def test_another_table_that_was_taken_too_is_taken_back(page: RostersPage, tmp_path: Path) -> None:
    """One file stands there again, and the other table is offered as before."""
    path = tmp_path / "两张.xlsx"
    book = openpyxl.Workbook()
    for row in (HEAD, ROWS[0]):
        book.active.append(row)
    other = book.create_sheet("下半年")
    for row in (HEAD, ROWS[1]):
        other.append(row)
    book.save(path)
    page.take_files([path])
    preview = page.preview
    preview.file.more.buttons[0].click()
    preview.file.kind.setFocus()
    assert len(preview.incoming) == 2
    assert undo(preview) == "已撤销：一并导入“下半年”。"
    assert [len(one.rosters()["firms"].rows) for one in preview.incoming] == [1]
    assert len(preview.file.more.buttons) == 1


def test_the_last_double_refused_leaves_the_focus_in_the_preview(page: RostersPage) -> None:
    """The tab 重复 goes away; the rows of the next tab have the focus."""
    preview = page.preview
    tabs = preview.file.tabs
    tabs.setCurrentWidget(preview.file.doubles)
    preview.file.doubles.later.setFocus()
    QTest.keyClick(preview.file.doubles.later, Qt.Key.Key_Space)
    assert [tabs.tabText(n) for n in range(tabs.count())] == ["名单行（4）"]
    assert lines_of(page).table.hasFocus()
    assert undo(preview) == "已撤销：第5行不采纳。"
    assert tabs.count() == 2
    assert seen(page)[3] == (5, "采纳")


def test_an_act_that_is_still_under_way_is_not_passed_over(
    page: RostersPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+Z would undo the one before it: it says to wait; nothing can be kept meanwhile."""
    mend(page, 1, "phone", "13800000002")
    monkeypatch.setattr(office, "slow", lambda *_job, **_who: None)
    mend(page, 2, "phone", "13800000003")
    assert not page.preview.accept_button.isEnabled()
    assert undo(page.preview) == "上一处改动还没有处理完，请稍候再撤销。"
    assert page.preview.acts.lost() == 1


def test_a_supplement_is_put_behind_the_roster_and_back(page: RostersPage, tmp_path: Path) -> None:
    """接在现有名单后面 is chosen where the two are compared; Ctrl+Z replaces again."""
    preview = page.preview
    preview.accept()
    more = [(*HEAD[:3], "联系电话"), (1, "丁公司", "", ""), (2, "乙公司", "李四", "138")]
    page.take_files([put_book(tmp_path / "补充.xlsx", more)])
    changes, way = preview.file.changes, preview.file.way
    assert (way.isVisible(), page.help_topic()) == (True, "incoming")
    assert way.told.text().startswith("新文件只有2行，现有名单有4行。如果是补充名单，请选")
    assert "减少3行，改动0行，不变1行（现有4行，采纳后2行）" in changes.sentence.text()
    preview.file.tabs.setCurrentWidget(changes)
    way.ways.buttons["beside"].click()
    told = changes.sentence.text(), changes.warnings.text(), way.ways.current()
    assert told == (
        "与现有名单相比：新增1行，减少0行，改动0行，不变4行（现有4行，采纳后5行）",
        "新文件中有1行现有名单中已有，不再采纳，列入拒绝的行。",
        "beside",
    )
    assert preview.sums.text() == "名单行：读入2 = 采纳1 + 拒绝1"
    assert way.told.text() == "现有名单中已经有这份名单："
    way.ways.buttons["beside"].setFocus()
    assert undo(preview) == "已撤销：“服务中小微企业及服务评价表”改为接在现有名单后面。"
    assert way.ways.current() == "replace"
    way.ways.buttons["beside"].click()
    preview.accept()
    names = [row.cells["name"] for row in page.panes["firms"].rows.rows.rows()]
    assert names == ["甲公司", "乙公司", "丙公司", "甲公司", "丁公司"]
    assert "补充.xlsx" in page.cards["firms"].came.text()


def test_a_roster_is_not_replaced_by_its_supplement_without_a_word(
    page: RostersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """采纳 asks first and says how many rows would be left; thinking better of it keeps all."""
    preview = page.preview
    preview.accept()
    page.take_files(
        [put_book(tmp_path / "补充.xlsx", [(*HEAD[:3], "联系电话"), (1, "丁公司", "", "")])]
    )
    asked: list[tuple[str, ...]] = []
    answers = [False, True]

    def ask(_parent: object, *words: str) -> bool:
        asked.append(words)
        return answers.pop(0)

    monkeypatch.setattr(asking, "ask_yes", ask)
    preview.accept()
    assert page.previewing()
    [(question, yes, detail, no)] = asked
    assert (question, yes, no) == ("用新文件替换现有名单吗？", "替换", "返回")
    assert "现有4行，其中4行不在新文件中，采纳后只剩1行。" in detail
    preview.accept()
    assert [row.cells["name"] for row in page.panes["firms"].rows.rows.rows()] == ["丁公司"]
