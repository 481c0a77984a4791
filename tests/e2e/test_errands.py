"""The ten commonest errands by mouse and keyboard, each with the acts that it takes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import picture_data
import pytest
from clerk_hand import LEFT, NO_KEYS
from clerk_walk import Walk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView
from pytestqt.qtbot import QtBot
from stall_meter import StallMeter

from desktop import app, paths
from desktop.work.cases import list_cases
from desktop.work.example import Note, example_notes, start_department

MOST_ACTS = 12
UNDER_WAY = "云帆创业服务平台"  # its survey is half done
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
Errand = Callable[["Day"], None]


class Day:
    """A walk over a file with one application under way; what each errand took is kept."""

    def __init__(self, walk: Walk) -> None:
        """Nothing is done yet."""
        self.walk, self.hand = walk, walk.hand
        self.taken: dict[str, list[str]] = {}

    @contextmanager
    def errand(self, title: str) -> Iterator[None]:
        """Count what is done inside."""
        self.hand.acts.clear()
        yield
        self.taken[title] = list(self.hand.acts)

    def row(self, table: QTableView, text: str) -> None:
        """Click the first row of a table that holds `text`."""
        model = table.model()
        cells = (
            model.index(n, m) for n in range(model.rowCount()) for m in range(model.columnCount())
        )
        index = next(one for one in cells if text in str(one.data() or ""))
        self.hand.wait_for(table)
        QTest.mouseClick(table.viewport(), LEFT, NO_KEYS, table.visualRect(index).center())
        self.hand.did(f"click {text}")

    def case(self, name: str) -> Any:
        """Open an application from the list: a click at the left, one on its row, Enter."""
        page = self.walk.navigate("cases")
        self.row(page.table, name)
        self.hand.key(page.table, ENTER, "open")
        return self.walk.page("case")


@pytest.fixture
def day(
    start_walk: Callable[[Note], Walk],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stall_meter: StallMeter,
) -> Day:
    """The window on a file of the bundled applicant under another name, half of it asked."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    notes = example_notes(paths.resources_dir() / "example")
    note = next(one for one in notes if one.passes and one.scheme == picture_data.FIRST)
    file = tmp_path / "初审.review"
    desk = app.open_file(file)
    start_department(desk, note.scheme, note.year)
    round_id = 1
    number = picture_data.receive_as(desk, round_id, note, UNDER_WAY)
    picture_data.ask_some(desk, number)
    picture_data.follow_unit(desk)
    assert [line.name for line in list_cases(desk, round_id)] == [UNDER_WAY]
    desk.close()
    stall_meter.forget()
    made = start_walk(note)
    window = made.window
    window.office.open_file(lambda: app.open_file(file), lambda _path: None, owner=window)
    made.hand.wait_until(lambda: window.place.page == "todo")
    return Day(made)


def test_the_commonest_errands_take_few_acts(day: Day, tmp_path: Path) -> None:
    """A text typed into one field is one act, an answer of the system's dialog too; 12 at most."""
    for one in (answer_a_call, correct_a_figure, mark_missing, change_the_opinion):
        one(day)
    for one in (save_the_summary, print_again, find_a_firm, yearly_summary, back_up, new_case):
        one(day)
    told = [f"{len(acts):2}  {title}\n{day.hand.told(acts)}" for title, acts in day.taken.items()]
    print("\n" + "\n".join(told))  # noqa: T201 - the counts are read in the run's report (-rP)
    assert {t: len(acts) for t, acts in day.taken.items() if len(acts) > MOST_ACTS} == {}
    assert len(day.taken) == 10
    shutil.rmtree(tmp_path, ignore_errors=True)


def answer_a_call(day: Day) -> None:
    """Open the application, go to 抽查, press the answer's digit."""
    with day.errand("登记一家的电话答复"):
        day.case(UNDER_WAY)
        page = day.walk.step("survey")
        line = page.ask.table.current()
        day.hand.key(page.ask.table, Qt.Key.Key_1, "answer")
    assert page.ask.table.current() != line


def correct_a_figure(day: Day) -> None:
    """Go to 收件登记, type over the figure, Enter."""
    with day.errand("改正一个数据"):
        page = day.walk.step("receive")
        blank = next(e for e in page.editors().values() if e.text().isdecimal())
        day.hand.enter_field(blank.inner)
        day.hand.type(blank.inner, "31", "the figure")
        day.hand.enter(blank.inner)
    assert blank.text() == "31"


def mark_missing(day: Day) -> None:
    """Go to 材料, press 2 on the paper, look at 告知单."""
    with day.errand("一项材料缺件，出告知单"):
        page = day.walk.step("materials")
        row = list(page.rows.values())[2]
        day.hand.click(row, "the paper")
        day.hand.key(row, Qt.Key.Key_2, "missing")
        day.hand.click(page.notice.paper, "the notice")
    day.hand.wait_until(lambda: bool(_recommend(day).sheets.paper.out.view.pdf()))


def change_the_opinion(day: Day) -> None:
    """Back to 材料, where the notice was asked for; in 推荐 type the opinion, show 一页呈批."""
    with day.errand("修改推荐意见，出一页呈批"):
        day.hand.click(_recommend(day).sheets.back, "back to the papers")
        page = day.walk.step("recommend")
        inner = page.form.rows["rec.opinion"].editor.inner
        day.hand.enter_field(inner)
        day.hand.type(inner, "经初审，材料待补正。", "the opinion")
        day.hand.click(page.way.memo, "the memo")
    day.hand.wait_until(lambda: bool(page.sheets.paper.out.view.pdf()))


def save_the_summary(day: Day) -> None:
    """Go to 汇总报送, save the sheet that is shown."""
    with day.errand("汇总表另存为PDF"):
        _save(day, day.walk.navigate("send").paper, "汇总表.pdf")


def print_again(day: Day) -> None:
    """Open the application from the list, look at its sheet, save it."""
    with day.errand("再出一次申报的表"):
        day.case(UNDER_WAY)
        page = day.walk.step("recommend")
        if page.preview.isVisible():  # else its sheets are shown as they were left
            day.hand.click(page.preview, "preview")
        _save(day, page.sheets.paper, "再印.pdf")


def find_a_firm(day: Day) -> None:
    """Ctrl+F, its initials, Enter."""
    window = day.walk.window
    day.hand.wait_until(lambda: not window.searching.idle.isActive())
    with day.errand("按拼音首字母找企业"):
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        day.hand.did("key Ctrl+F")
        day.hand.type(window.top.search, "yfcy", "initials")
        day.hand.wait_until(window.finder.isVisible)
        day.hand.key(window.top.search, ENTER, "go there")
    assert window.place.page == "case"


def yearly_summary(day: Day) -> None:
    """Go to 动态管理, choose the unit, type the day on which its summary came."""
    with day.errand("登记一家的年度总结"):
        page = day.walk.navigate("dynamic")
        day.row(page.table, "滇澜")
        day.hand.click(page.duty, "register a yearly paper")
        day.hand.wait_for(page.many.keep)
        day.hand.enter_field(page.many.day.inner)
        day.hand.type(page.many.day.inner, "20261119", "the day")
        day.hand.click(page.many.keep, "keep")
    day.hand.wait_until(lambda: page.many.isHidden())


def back_up(day: Day) -> None:
    """Go to 备份与检查, make one; the page says that it was checked."""
    with day.errand("备份，并看到已通过检查"):
        settings = day.walk.navigate("settings")
        day.hand.click(settings.safety, "backups")
        page = day.walk.page("safety")
        day.hand.click(page.now, "back up now")
    last: QLabel = page.last
    day.hand.wait_until(lambda: "通过检查" in last.text() and last.isVisible())


def new_case(day: Day) -> None:
    """Go to 申报初审, drop the folder, keep what was read, say that it was looked through."""
    with day.errand("从文件夹新建一份申报"):
        day.walk.navigate("cases")
        day.hand.drop([day.walk.note.folder], "the folder")
        day.hand.click(day.walk.page("incoming").keep, "keep")
        case = day.walk.page("case")
        day.hand.wait_for(case.step("receive").confirm)
        day.hand.click(case.foot.next, case.foot.next.text())
    assert day.walk.window.place.step == "materials"


def _recommend(day: Day) -> Any:
    return day.walk.page("case").step("recommend")


def _save(day: Day, paper: Any, name: str) -> None:
    day.hand.wait_until(lambda: bool(paper.out.view.pdf()))
    target = day.walk.folder / name
    day.walk.answer_save(target)
    day.hand.click(paper.out.pdf, "save as PDF")
    day.hand.acts.append("answer the system's dialog")
    assert target.is_file()
