"""The columns of a list share its width: the last one is seen without scrolling."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.kit.theme import Theme, dress
from desktop.ui.kit.widths import shared


@dataclass(frozen=True)
class Unit:
    """A row."""

    name: str = "昆明示例服务平台"


def _name(unit: Unit) -> str:
    return unit.name


COLUMNS = (
    TableColumn[Unit]("name", "名称", _name, 240),
    TableColumn[Unit]("state", "状态", lambda _unit: "未完成", 108, state=True),
    TableColumn[Unit]("count", "家数", lambda _unit: "1000000", 88, right=True),
    TableColumn[Unit]("operator", "运营单位", _name, 200),
)


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (700, [240, 120, 80]),
        (360, [160, 120, 80]),
        (300, [110, 110, 80]),
        (250, [90, 80, 80]),
        (100, [90, 40, 80]),
    ],
)
def test_the_widest_gives_way_first(room: int, widths: list[int]):
    """Nothing is taken while there is room; none gets less than it must have."""
    assert shared([240, 120, 80], [90, 40, 80], room) == widths


@pytest.fixture
def held(qtbot: QtBot, theme: Theme) -> QWidget:
    """What holds the table, in the light look at 100 %."""
    made = QWidget()
    qtbot.addWidget(made)
    del theme
    return made


def _table(qtbot: QtBot, held: QWidget, name: str, *, typed: bool = False) -> Table:
    columns = [replace(one, editable=typed and one.key == "name") for one in COLUMNS]
    rows = Rows(columns, lambda unit: unit.name, held)
    rows.show_rows([Unit()])
    table = Table(name, rows, held)
    held.show()
    return table


def _widths(qtbot: QtBot, table: Table, room: int) -> list[int]:
    around = table.width() - table.viewport().width()
    table.resize(room + around, 200)
    qtbot.wait(20)  # the widths are shared out once the window has had its turn
    return [table.columnWidth(number) for number in range(len(COLUMNS))]


def test_all_columns_are_seen_though_the_list_is_narrow(qtbot: QtBot, held: QWidget):
    """Names are cut before states and figures; with room enough the last takes what is over."""
    table = _table(qtbot, held, "shares")
    assert _widths(qtbot, table, 800) == [240, 108, 88, 364]
    narrow = _widths(qtbot, table, 480)
    assert (narrow[:3], sum(narrow)) == ([142, 108, 88], 480)
    assert _widths(qtbot, table, 800) == [240, 108, 88, 364]


def test_a_list_that_is_far_too_narrow_scrolls(qtbot: QtBot, held: QWidget):
    """Below what can be read no column is made narrower; states and figures stay whole."""
    table = _table(qtbot, held, "scrolls")
    assert _widths(qtbot, table, 200) == [120, 84, 88, 110]


def test_where_one_types_cells_keep_their_width(qtbot: QtBot, held: QWidget):
    """A sheet that is filled in scrolls, as a workbook does, unless all can be seen at once."""
    table = _table(qtbot, held, "typed", typed=True)
    assert _widths(qtbot, table, 200) == [240, 108, 88, 200]
    assert sum(_widths(qtbot, table, 480)) == 480


def test_what_the_reviewer_has_set_is_not_shared_out(qtbot: QtBot, held: QWidget):
    """A narrower window leaves it alone; the next time it is there again."""
    table = _table(qtbot, held, "set")
    _widths(qtbot, table, 800)
    table.setColumnWidth(0, 300)
    assert _widths(qtbot, table, 480)[:3] == [300, 108, 88]
    qtbot.wait(500)
    again = _table(qtbot, held, "set")
    assert _widths(qtbot, again, 480)[0] == 300


def test_a_column_that_is_hidden_leaves_its_room_to_the_others(qtbot: QtBot, held: QWidget):
    """What a page takes out of the list for a while is no width that anybody has set."""
    table = _table(qtbot, held, "hides")
    _widths(qtbot, table, 480)
    table.setColumnHidden(1, True)
    hidden = _widths(qtbot, table, 480)
    table.setColumnHidden(1, False)
    assert (hidden[0], _widths(qtbot, table, 480)[:3]) == (196, [142, 108, 88])


def test_a_larger_text_sets_no_width(qtbot: QtBot, held: QWidget, theme: Theme):
    """Qt widens what is too narrow for it; the columns are shared out anew, and then as before."""
    dress(held)
    narrow = TableColumn[Unit]("year", "年", lambda _unit: "2026", 48)
    rows = Rows((narrow, *COLUMNS), lambda unit: unit.name, held)
    table = Table("grows", rows, held)
    held.show()
    table.resize(1600, 200)
    seen = []
    for scale in (100, 150, 100):
        theme.apply("light", scale)
        qtbot.wait(20)  # the widths are shared out once the window has had its turn
        seen.append([table.columnWidth(number) for number in (0, 1)])
    assert seen == [[48, 240], [73, 369], [48, 240]]
