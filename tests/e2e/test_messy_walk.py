"""A messy folder as a newcomer meets it, by mouse and key, and all that follows from it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import clerk_walk
import pytest
from clerk_walk import Walk
from openpyxl import Workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from desktop import paths
from desktop.ui.kit.asking import YesQuestion
from desktop.ui.pages.lists import PublishedLists
from desktop.work.example import Note, example_notes
from desktop.work.rosters import roster_page

LEFT = Qt.MouseButton.LeftButton
SCHEME = "kunming-platform-2022"
HEADS = (
    ("序", "企业情况", "", "联系人及电话", "服务情况", "", "满意度", "备注"),
    ("号", "单位名称", "属地", "", "服务项目", "服务时间", "", ""),
)
FIRMS = (
    ("昆明云岭食品有限公司", "五华区", "张示例 13800000001", "融资", "2025年3月", "满意"),
    ("", "盘龙区", "李示例 13800000002", "培训", "2025年4月", "满意"),
    ("昆明滇池机械有限公司", "官渡区", "王示例 1380", "咨询", "2025年5月", "一般"),
    ("昆明已注销有限公司", "官渡区", "赵示例13800000004", "咨询", "2025年6月", "不满意"),
)
MORE = (
    ("客户", "手机号", "对接人", "服务内容", "是否满意"),
    ("昆明补充一有限公司", "13800000005", "周示例", "检测", "是"),
    ("昆明补充二有限公司", "13800000006", "吴示例", "检测", "是"),
)
SUMS = "名单行：读入{} = 采纳{} + 拒绝{}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Titles, two header rows, a header repeated, a total, a remark, a second sheet, a picture."""
    made = tmp_path / "云岭平台申报材料"
    made.mkdir()
    book = Workbook()
    sheet = book.active
    sheet.title = "2025台账"
    sheet.append(("云岭平台2025年度服务企业台账（初稿）",))
    sheet.append(("填报单位：昆明云岭科创有限公司",))
    for head in HEADS:
        sheet.append(head)
    for span in ("B3:C3", "E3:F3"):
        sheet.merge_cells(span)
    for number, firm in enumerate(FIRMS, 1):
        sheet.append((number, *firm))
        if number == 2:
            sheet.append(
                ("序", "单位名称", "属地", "联系人及电话", "服务项目", "服务时间", "满意度")
            )
    sheet.append(("合计", "4家"))
    sheet.append(("备注：以上企业均已签订服务协议。",))
    other = book.create_sheet("补充名单")
    for row in MORE:
        other.append(row)
    book.save(made / "服务企业台账2025最终版2.xlsx")
    (made / "场地照片.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(500))
    return made


@pytest.fixture
def walk(start_walk: Callable[[Note], Walk]) -> Walk:
    """The window after its first start."""
    notes = example_notes(paths.resources_dir() / "example" / SCHEME)
    made = start_walk(next(one for one in notes if one.passes))
    clerk_walk.first_start(made)
    return made


def test_a_messy_folder_is_taken_and_all_that_follows(
    walk: Walk, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both sheets in one roster; the list of problems; kept, undone, kept; lists, radar, counts."""
    preview = _drop(walk, folder)
    walk.hand.click(preview.file.more.buttons[0], "take the other sheet too")
    assert preview.sums.text() == SUMS.format(9, 5, 4)
    target = tmp_path / "清单.pdf"
    _save_problems(walk, preview, target)
    assert target.read_bytes().startswith(b"%PDF")
    walk.hand.click(preview.accept_button, "keep")
    _came(walk, "服务企业台账2025最终版2.xlsx（2张表）\n读入9 = 采纳5 + 拒绝4")
    _undo(walk)
    step = walk.page("case").step("rosters")
    walk.hand.drop([folder], "the folder again")
    walk.hand.wait_for(step.preview.accept_button)
    walk.hand.click(step.preview.accept_button, "keep again")
    assert _names(walk) == [
        "昆明云岭食品有限公司",
        "昆明滇池机械有限公司",
        "昆明已注销有限公司",
    ]
    _adopt_list(walk, tmp_path, monkeypatch)
    _count_leads_to_rows(walk)
    _second_applicant(walk, tmp_path)
    _radar(walk)


def _drop(walk: Walk, folder: Path) -> Any:
    walk.navigate("cases")
    walk.hand.drop([folder], "the folder")
    page = walk.page("incoming")
    walk.hand.wait_for(page.keep)
    files, view = page.preview.files, page.preview.files.viewport()
    place = next(n for n, one in enumerate(page.preview.incoming) if one.found is not None)
    row = files.visualRect(page.preview.rows.index(place, 0)).center()
    QTest.mouseClick(view, LEFT, pos=row)
    walk.hand.wait_for(page.preview.file.more)
    return page.preview


def _save_problems(walk: Walk, preview: Any, target: Path) -> None:
    """Open the button's menu and press the second line: 另存PDF."""
    walk.answer_save(target)

    def press() -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Down)
            QTest.keyClick(menu, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(20, press)

    QTimer.singleShot(20, press)
    walk.hand.click(preview.list_button, "the list of problems")
    walk.hand.wait_until(target.exists)
    assert preview.told.text().endswith(str(target))


def _came(walk: Walk, words: str) -> None:
    step = walk.step("rosters")
    walk.hand.wait_for(step.panes["firms"].rows)
    assert step.cards["firms"].came.text() == words
    assert step.panes["firms"].tabs.tabText(1) == "拒绝的行（4）"


def _undo(walk: Walk) -> None:
    step = walk.page("case").step("rosters")

    def agree() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, YesQuestion) and box.agree.text().startswith("撤销读入"):
            QTest.mouseClick(box.agree, LEFT)
        else:
            QTimer.singleShot(20, agree)

    QTimer.singleShot(20, agree)
    walk.hand.click(step.undo_last, "undo")
    walk.hand.wait_for(walk.window)
    assert _names(walk) == []


def _adopt_list(walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """公布名单 is brought in by 设置, and the roster is filled from it."""
    book = Workbook()
    for row in (("昆明市专精特新中小企业公示名单",), ("序号", "企业名称"), (1, FIRMS[0][0])):
        book.active.append(row)
    path = tmp_path / "专精特新公示名单.xlsx"
    book.save(path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page = walk.navigate("settings")
    lists = page.findChild(PublishedLists)
    walk.hand.click(lists.bring, "bring a list")
    walk.hand.wait_for(lists.keep)
    walk.hand.click(lists.keep, "keep the list")
    walk.navigate("cases")
    _open_first(walk)
    step = walk.step("rosters")
    pane = step.panes["firms"]
    walk.hand.wait_until(lambda: pane.tabs.tabText(3) == "公布名单（1行可采用）")
    _click_tab(pane.tabs, 3)
    walk.hand.click(pane.listed.adopt, "adopt")
    assert [row.cells.get("special", "") for row in _rows(walk)] == ["专精特新中小企业", "", ""]


def _count_leads_to_rows(walk: Walk) -> None:
    """数了哪些行: the share of the applicant's own table leads to its rows; 一般 can't be told."""
    page = walk.step("assess")
    walk.hand.wait_until(lambda: "satisfaction" in page.rows)
    walk.hand.activate()
    page.rows["satisfaction"].setFocus()  # the wheel and a click: the list scrolls there
    walk.hand.wait_until(lambda: page.side.item is not None and page.side.item.id == "satisfaction")
    walk.hand.click(page.side.traces["申报"], "its rows")
    counted = walk.page("case").step("rosters").panes["firms"].counted
    walk.hand.wait_for(counted)
    assert "无法判断1行" in counted.title.text()


def _second_applicant(walk: Walk, tmp_path: Path) -> None:
    """Another applicant names a firm of the first one."""
    made = tmp_path / "滇池平台"
    made.mkdir()
    book = Workbook()
    for row in (
        ("企业名称", "联系人", "联系电话", "服务内容"),
        (FIRMS[0][0], "钱示例", "", "培训"),
    ):
        book.active.append(row)
    book.save(made / "企业.xlsx")
    walk.navigate("cases")
    walk.hand.drop([made], "another folder")
    page = walk.page("incoming")
    walk.hand.wait_for(page.keep)
    walk.hand.click(page.keep, "keep it")


def _radar(walk: Walk) -> None:
    cases = walk.navigate("cases")
    walk.hand.click(cases.radar, "交叉核对")
    page = walk.page("radar")
    walk.hand.wait_until(lambda: bool(page.rows.rows()))
    told = [one.finding.sentence for one in page.rows.rows()]
    assert any(FIRMS[0][0] in sentence for sentence in told)
    walk.hand.click(page.open, "its roster")
    walk.hand.wait_for(walk.page("case").step("rosters"))


def _open_first(walk: Walk) -> None:
    cases = walk.page("cases")
    walk.hand.wait_until(lambda: bool(cases.rows.rows()))
    view = cases.table.viewport()
    place = cases.table.visualRect(cases.rows.index(0, 0)).center()
    QTest.mouseClick(view, LEFT, pos=place)
    QTest.mouseDClick(view, LEFT, pos=place)
    walk.hand.wait_for(walk.page("case"))


def _click_tab(tabs: Any, index: int) -> None:
    QTest.mouseClick(tabs.tabBar(), LEFT, pos=tabs.tabBar().tabRect(index).center())


def _rows(walk: Walk) -> list[Any]:
    found: list[Any] = []
    number = walk.window.place.application_id or 0
    walk.window.office.ask(
        lambda desk: roster_page(desk, number, "firms"), found.append, owner=walk.window
    )
    walk.hand.wait_for(walk.window)
    return list(found[0])


def _names(walk: Walk) -> list[str]:
    return [row.cells["name"] for row in _rows(walk)]
