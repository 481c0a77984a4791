"""已打印: what was printed or saved, newest first; choosing one shows the PDF that was kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import TIGHT, column
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.printed_papers import PrintedLine

_NONE = "还没有打印或另存过。"
_SOME = "定稿的每一份都照原样留存，可以再看、再印；草稿不留存。"
_ROWS_SEEN = 6


class PrintedList(QWidget):
    """The list with its sentence; hidden until it is asked for."""

    chosen = Signal(object)  # a PrintedLine

    def __init__(self) -> None:
        """Empty until `show_lines`."""
        super().__init__()
        columns: tuple[TableColumn[PrintedLine], ...] = (
            TableColumn("at", "时间", lambda line: _moment(line.at), 128),
            TableColumn("title", "表", lambda line: line.title, 220),
            TableColumn("name", "申报", lambda line: line.name, 150),
            TableColumn("draft", "稿", _kind, 64),
            TableColumn("how", "方式", lambda line: line.how, 88),
        )
        self.note = sentence("", "small")
        self.rows: Rows[PrintedLine] = Rows(columns, lambda line: line.id, self)
        self.table = Table("printed", self.rows)
        self.table.setAccessibleName("已打印")
        self.table.setFixedHeight(
            (_ROWS_SEEN + 1) * self.table.verticalHeader().defaultSectionSize()
        )
        self.setLayout(column(self.note, self.table, gap=TIGHT))
        self.table.chosen.connect(self._tell)

    def show_lines(self, lines: Sequence[PrintedLine]) -> None:
        """Show what was printed; the line that was chosen stays chosen."""
        before = self.table.current()
        self.rows.show_rows(lines)
        say(self.note, _SOME if lines else _NONE)
        if before is not None:
            self.table.choose(before.id)

    def _tell(self, line: PrintedLine | None) -> None:
        if line is not None and self.isVisible():
            self.chosen.emit(line)


def _kind(line: PrintedLine) -> str:
    return "草稿" if line.draft else "已留存" if line.kept else "未留存"


def _moment(at: str) -> str:
    """2026-11-20 14:30 of an ISO time."""
    return at[:16].replace("T", " ")
