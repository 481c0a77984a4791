"""Columns that belong together stand in one of the list, and by themselves in a copy."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.clip import clip_of
from desktop.ui.kit.joined import give_lines, joined
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.kit.theme import Theme, dress


@dataclass(frozen=True)
class Unit:
    """A row: when it was recognised, until when it is, and how it stands."""

    since: str
    until: str
    state: str = "有效"


DAYS = (
    TableColumn[Unit]("since", "认定日期", lambda unit: unit.since, 110),
    TableColumn[Unit]("until", "有效期至", lambda unit: unit.until, 120),
)
COLUMNS = (
    joined(DAYS, 90, by=1),
    TableColumn[Unit]("state", "状态", lambda unit: unit.state, 80, state=True),
)
UNITS = (Unit("2024", "2029"), Unit("2025", "2028"), Unit("", "2027"), Unit("", ""))


def test_each_value_has_the_line_of_its_heading() -> None:
    """A missing one leaves its line empty; where there is none, so is the cell."""
    days = COLUMNS[0]
    told = days.key, days.title, days.width, days.least
    assert told == ("since", "认定日期\n有效期至", 120, 90)
    assert [days.text(one) for one in UNITS] == ["2024\n2029", "2025\n2028", "\n2027", ""]


def test_a_copy_has_each_value_in_a_column_of_its_own() -> None:
    """Under its own heading, as if they had never been joined."""
    copied = clip_of(COLUMNS, UNITS).plain.toStdString()
    assert copied.split("\n") == [
        "认定日期\t有效期至\t状态",
        "2024\t2029\t有效",
        "2025\t2028\t有效",
        "\t2027\t有效",
        "\t\t有效",
    ]


def test_a_list_with_joined_columns_has_rows_of_two_lines(qtbot: QtBot, theme: Theme) -> None:
    """Of larger text too; sorted by the column that was named, and searched in all of them."""
    held = QWidget()
    qtbot.addWidget(held)
    dress(held)
    rows = Rows(COLUMNS, lambda unit: unit, held)
    rows.show_rows(UNITS)
    table = Table("joined", rows, held)
    give_lines(table, "state")
    rows.sort(0)
    ordered = [one.until for one in rows.rows()]
    rows.filter("2024")
    held.show()
    lines = []
    for scale in (100, 150):
        theme.apply("light", scale)
        qtbot.wait(20)
        lines.append(table.rowHeight(0) // table.fontMetrics().height())
    assert (ordered, rows.rows(), lines) == (["", "2027", "2028", "2029"], [UNITS[0]], [2, 2])
