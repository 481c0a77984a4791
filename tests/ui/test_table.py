"""Tables hold pages of rows, copy as Excel takes them, and remember their columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.long_rows import LongRows
from desktop.ui.kit.office import Office
from desktop.ui.kit.table import Index, Rows, Table, TableColumn
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


def _long(office: Office, owner: QWidget, count: int, asked: list[list[int]]) -> LongRows[Firm]:
    model = LongRows(office, COLUMNS, lambda firm: firm.id, owner)

    def fetch(_desk: Desk, ids: Sequence[int]) -> list[Firm]:
        asked.append([ids[0], len(ids)])
        return [Firm(n, f"企业{n}") for n in ids]

    model.show_from(lambda _desk: range(1, count + 1), fetch)
    return model


def test_a_long_list_asks_for_the_rows_that_are_seen_alone(
    office: Office, owner_widget: QWidget, qtbot: QtBot
):
    """All rows are counted at once; each page is asked for when it is first painted, and once."""
    asked: list[list[int]] = []
    model = _long(office, owner_widget, 100_000, asked)
    table = Table("paint", model)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    for _time in range(3):
        table.scrollToBottom()
        table.grab()
        qtbot.wait(1)
    last = model.index(99_999, 0)
    assert (model.rowCount(), asked, model.data(last)) == (
        100_000,
        [[1, 100], [99_901, 100]],
        "企业100000",
    )


def test_rows_of_a_long_list_are_copied_though_they_were_never_seen(
    office: Office, owner_widget: QWidget, qtbot: QtBot
):
    """Ctrl+A and Ctrl+C take every row, with the headings; they are read a few at a time."""
    asked: list[list[int]] = []
    table = Table("copies", _long(office, owner_widget, 1_150, asked))
    qtbot.addWidget(table)
    table.selectAll()
    table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert (len(lines), lines[0], lines[-1]) == (1_151, "企业名称\t状态", "企业1150\t完成")
    assert asked == [[1, 100], [1, 500], [501, 500], [1_001, 150]]


def test_a_heading_of_a_long_list_asks_for_its_order(office: Office, owner_widget: QWidget):
    """The store sorts: the table tells the column and the way, and with the third click no more."""
    table = Table("orders", _long(office, owner_widget, 3, []), owner_widget)
    wanted: list[tuple[str, bool]] = []
    table.rows.order_wanted.connect(lambda key, down: wanted.append((key, down)))
    header = table.horizontalHeader()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        header.setSortIndicator(0, order)
        header.sectionClicked.emit(0)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.sectionClicked.emit(0)
    assert wanted == [("name", False), ("name", True), ("", False)]


def test_a_long_list_read_again_stays_where_it_is(office: Office, owner_widget: QWidget):
    """After an edit the same rows come again: the chosen row stays chosen."""
    model = _long(office, owner_widget, 500, [])
    table = Table("stays", model, owner_widget)
    table.setCurrentIndex(model.index(7, 0))
    model.show_from(
        lambda _desk: range(1, 501), lambda _desk, ids: [Firm(n, f"新{n}") for n in ids]
    )
    assert (table.currentIndex().row(), table.current()) == (7, Firm(8, "新8"))


def test_the_order_of_a_table_is_remembered(rows: Rows[Firm], qtbot: QtBot):
    """The next time the list comes sorted as it was left."""
    first = Table("order", rows)
    qtbot.addWidget(first)
    first.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    first.horizontalHeader().sectionClicked.emit(0)
    again = Rows(COLUMNS, lambda firm: firm.id, first)
    qtbot.addWidget(Table("order", again))
    again.show_rows([Firm(1, "安宁"), Firm(2, "重庆"), Firm(3, "昆明")])
    assert _names(again) == ["昆明", "重庆", "安宁"]


def test_names_are_sorted_as_they_are_read(owner_widget: QWidget):
    """鑫 stands with xin and not after all common characters; 3号 before 10号; the empty last."""
    model = Rows(COLUMNS, lambda firm: firm.id, owner_widget)
    names = ["云南", "", "鑫达", "10号", "王五", "3号", "安宁"]
    model.show_rows([Firm(n, name) for n, name in enumerate(names)])
    model.sort(0)
    assert _names(model) == ["3号", "10号", "安宁", "王五", "鑫达", "云南", ""]


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
    expected = (["丙\n公司", "甲公司", "乙公司"], ["甲公司"], ["乙公司", "甲公司", "丙\n公司"])
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
    assert orders == ["丙\n公司", "乙公司"]


def test_chosen_rows_are_copied_as_excel_takes_them(rows: Rows[Firm], qtbot: QtBot):
    """Ctrl+C puts headings and rows on the clipboard, as lines with tabs and as a table."""
    table = Table("copy", rows)
    qtbot.addWidget(table)
    table.show()
    table.setFocus()
    table.selectAll()
    table.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "企业名称\t状态\n丙 公司\t完成\n甲公司\t有问题\n乙公司\t完成"
    text = "<td style='mso-number-format:\"\\@\"'>"  # Excel keeps it as text
    assert f"<tr>{text}甲公司</td>{text}有问题</td></tr>" in data.html()


def test_columns_stay_as_they_were_set(rows: Rows[Firm], qtbot: QtBot):
    """A width that the reviewer gave a column is there again the next time."""
    first = Table("widths", rows)
    qtbot.addWidget(first)
    first.setColumnWidth(0, 333)
    qtbot.wait(500)
    second = Table("widths", rows)
    qtbot.addWidget(second)
    assert second.columnWidth(0) == 333


def test_a_column_hidden_for_a_while_keeps_its_width(rows: Rows[Firm], qtbot: QtBot):
    """A page that hides a column (the history of one 申报) leaves the others' pages their width."""
    first = Table("hidden", rows)
    qtbot.addWidget(first)
    first.setColumnWidth(0, 333)
    qtbot.wait(500)
    first.setColumnHidden(0, True)
    first.setColumnWidth(1, 222)
    qtbot.wait(500)
    second = Table("hidden", rows)
    qtbot.addWidget(second)
    assert [second.columnWidth(0), second.columnWidth(1)] == [333, 222]


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
