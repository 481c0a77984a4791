"""Tables hold pages of rows, copy as Excel takes them, and remember their columns."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.table import PAGE, Index, PagedRows, Rows, Table, TableColumn
from desktop.work.desk import Desk


@dataclass(frozen=True)
class Firm:
    """A row."""

    id: int
    name: str
    state: str = "完成"


COLUMNS = (
    TableColumn[Firm]("name", "企业名称", lambda firm: firm.name, 200, editable=True),
    TableColumn[Firm]("state", "状态", lambda firm: firm.state, 100, state=True),
)


@pytest.fixture
def owner_widget(qtbot: QtBot) -> QWidget:
    """What holds the table."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rows(owner_widget: QWidget) -> Rows[Firm]:
    """Three firms at hand."""
    model = Rows(COLUMNS, lambda firm: firm.id, owner_widget)
    model.show_rows([Firm(1, "丙\n公司"), Firm(2, "甲公司", "有问题"), Firm(3, "乙公司")])
    return model


def _names(model: Rows[Firm]) -> list[str]:
    return [firm.name for firm in model.rows()]


def test_pages_come_as_one_scrolls_and_only_then(office: Office, owner_widget: QWidget):
    """The store is asked for one page at a time, each time from the last row on."""
    asked: list[tuple[int, int]] = []

    def fetch(_desk: Desk, after: int, limit: int) -> list[Firm]:
        asked.append((after, limit))
        return [Firm(n, f"企业{n}") for n in range(after + 1, min(after + limit, 450) + 1)]

    model = PagedRows(office, COLUMNS, lambda firm: firm.id, owner_widget)
    model.show_from(fetch)
    counts = [model.rowCount()]
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        counts.append(model.rowCount())
    assert (counts, asked) == (
        [200, 400, 450],
        [(0, PAGE), (200, PAGE), (400, PAGE)],
    )


def test_painting_asks_the_store_nothing(office: Office, owner_widget: QWidget, qtbot: QtBot):
    """data() reads what is at hand: a table that is shown and scrolled asks for no row twice."""
    asked: list[int] = []

    def fetch(_desk: Desk, after: int, limit: int) -> list[Firm]:
        asked.append(after)
        return [Firm(n, f"企业{n}") for n in range(after + 1, min(after + limit, 250) + 1)]

    model = PagedRows(office, COLUMNS, lambda firm: firm.id, owner_widget)
    table = Table("paint", model)
    qtbot.addWidget(table)
    model.show_from(fetch)
    table.show()
    for _page in range(3):
        table.scrollToBottom()
        table.grab()
    assert asked == [0, 200]


def test_an_edit_is_handed_on_and_shown_after_the_reload(rows: Rows[Firm]):
    """The model keeps no edit of its own: it tells row, column and text, once."""
    told: list[tuple[int, str, str]] = []
    rows.edited.connect(lambda firm, column, text: told.append((firm.id, column, text)))
    index = rows.index(1, 0)
    changed = rows.setData(index, "甲有限公司"), rows.setData(index, "甲公司")
    assert (told, changed, _names(rows)[1]) == (
        [(2, "name", "甲有限公司")],
        (True, True),
        "甲公司",
    )


def test_rows_sort_and_filter(rows: Rows[Firm]):
    """A click on a heading sorts, the search box narrows, and both hold together."""
    rows.sort(0)
    ordered = _names(rows)
    rows.filter("甲")
    narrowed = _names(rows)
    rows.filter("")
    rows.sort(0, Qt.SortOrder.DescendingOrder)
    expected = (["丙\n公司", "乙公司", "甲公司"], ["甲公司"], ["甲公司", "乙公司", "丙\n公司"])
    assert (ordered, narrowed, _names(rows)) == expected


def test_a_click_on_a_heading_sorts_up_and_then_down(rows: Rows[Firm], qtbot: QtBot):
    """The first click sorts upwards, the second one downwards."""
    table = Table("headings", rows)
    qtbot.addWidget(table)
    table.show()
    header = table.horizontalHeader()
    middle = QPoint(header.sectionViewportPosition(0) + 40, header.height() // 2)
    orders = []
    for _click in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        orders.append(_names(rows)[0])
    assert orders == ["丙\n公司", "甲公司"]


def test_chosen_rows_are_copied_as_excel_takes_them(rows: Rows[Firm], qtbot: QtBot):
    """Ctrl+C puts tab-separated lines on the clipboard; a break inside a cell becomes a space."""
    table = Table("copy", rows)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    table.selectAll()
    table.copy()
    assert QGuiApplication.clipboard().text() == "丙 公司\t完成\n甲公司\t有问题\n乙公司\t完成"


def test_columns_stay_as_they_were_set(rows: Rows[Firm], qtbot: QtBot):
    """A width that the reviewer gave a column is there again the next time."""
    first = Table("widths", rows)
    qtbot.addWidget(first)
    first.setColumnWidth(0, 333)
    qtbot.wait(500)
    second = Table("widths", rows)
    qtbot.addWidget(second)
    assert second.columnWidth(0) == 333


def test_enter_and_double_click_open_a_row_that_is_not_edited(qtbot: QtBot, owner_widget: QWidget):
    """A list that leads on opens its row by keyboard."""
    plain = (TableColumn[Firm]("name", "企业名称", lambda firm: firm.name),)
    model = Rows(plain, lambda firm: firm.id, owner_widget)
    model.show_rows([Firm(1, "甲"), Firm(2, "乙")])
    table = Table("open", model)
    qtbot.addWidget(table)
    table.show()
    opened: list[Firm] = []
    table.opened.connect(opened.append)
    table.choose(2)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [Firm(2, "乙")]


def test_a_state_is_told_by_icon_and_word(rows: Rows[Firm], theme: object):
    """No colour carries meaning by itself: the word stands beside an icon of its own shape."""
    done, wrong = rows.index(0, 1), rows.index(1, 1)
    words = [rows.data(index) for index in (done, wrong)]
    shapes = [
        rows.data(index, int(Qt.ItemDataRole.DecorationRole)).pixmap(16).toImage()
        for index in (done, wrong)
    ]
    alpha = [image.convertToFormat(image.Format.Format_Alpha8) for image in shapes]
    assert (words, alpha[0] != alpha[1]) == (["完成", "有问题"], True)


def test_a_box_is_ticked_through_the_model(owner_widget: QWidget):
    """Ticking tells "1", unticking "", and the text of the cell is empty."""
    ticked: Callable[[Firm], bool] = lambda firm: firm.id == 1  # noqa: E731 - one word's worth
    columns = (TableColumn[Firm]("tick", "列入", lambda firm: "", ticked=ticked),)
    model = Rows(columns, lambda firm: firm.id, owner_widget)
    model.show_rows([Firm(1, "甲"), Firm(2, "乙")])
    told: list[tuple[int, str]] = []
    model.edited.connect(lambda firm, _column, text: told.append((firm.id, text)))
    role = int(Qt.ItemDataRole.CheckStateRole)
    shown = [model.data(model.index(row, 0), role) for row in (0, 1)]
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, role)
    model.setData(model.index(1, 0), Qt.CheckState.Checked, role)
    expected = [Qt.CheckState.Checked, Qt.CheckState.Unchecked], [(1, ""), (2, "1")]
    assert (shown, told) == expected


def test_a_long_list_is_chosen_whole_without_asking_every_cell(
    qtbot: QtBot, owner_widget: QWidget
) -> None:
    """Ctrl+A on 5,000 rows asks for what is on the screen, not for 5,000 rows of cells."""
    asked = []

    class Counting(Rows[int]):
        def flags(self, index: Index) -> Qt.ItemFlag:
            asked.append(index.row())
            return super().flags(index)

    columns = [TableColumn[int](str(n), f"第{n}列", str) for n in range(4)]
    rows = Counting(columns, lambda one: one, owner_widget)
    rows.show_rows(range(5_000))
    table = Table("long", rows, owner_widget)
    with qtbot.waitExposed(owner_widget):
        owner_widget.show()
    table.selectAll()
    table.grab()
    assert (table.chosen_rows(), len(asked) < 2_000) == (list(range(5_000)), True)
