"""The rows of a roster behind a figure of the assessment: counted, or not and why (数了哪些行)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.form import Column
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import button, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.choices import Choices
from desktop.work.traces import Evidence, RowLine

_ALL = "全部"
_KINDS = ((_ALL, _ALL), ("计入", "计入"), ("不计入", "不计入"), ("无法判断", "无法判断"))


class CountedRows(QWidget):
    """Every row of the roster that was counted, by whether it counts, and why not."""

    back_wanted = Signal()  # to the assessment

    def __init__(self, columns: Sequence[Column]) -> None:
        """`columns` are the roster's."""
        super().__init__()
        self.found: Evidence | None = None
        self.title = sentence("", "heading")
        self.rule = sentence("", "quiet")
        self.back = button("返回测评", self.back_wanted.emit, "back")
        self.kinds = Choices("哪些行", _KINDS)
        shown = (
            TableColumn[RowLine]("line", "行", lambda one: str(one.row.line), 56, right=True),
            TableColumn[RowLine]("state", "是否计入", lambda one: one.state, 80, least=72),
            TableColumn[RowLine](
                "why", "为什么不计入", lambda one: one.why, 320, tip=lambda one: one.why, least=230
            ),
            *(_column_of(one) for one in columns),
            TableColumn[RowLine]("place", "位置", lambda one: one.row.place, 240),
        )
        self.rows: Rows[RowLine] = Rows(shown, lambda one: one.row.id, self)
        self.table = Table("counted", self.rows)
        self.table.setAccessibleName("数了哪些行")
        self._lay_out()
        self.kinds.chosen.connect(lambda _kind: self._show())

    def _lay_out(self) -> None:
        head = row(self.title, self.back, gap=GAP)
        head.setStretch(0, 1)
        whole = column(head, self.rule, row(self.kinds, None), self.table, gap=GAP, margin=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_evidence(self, found: Evidence) -> None:
        """Show the rows of a figure."""
        self.found = found
        say(self.title, f"{found.title}：{found.sentence}")
        say(self.rule, f"计入的条件：{found.rule}" if found.rule else "名单中的每一行都计入")
        counts = {key: sum(one.state == key for one in found.rows) for key, _ in _KINDS}
        counts[_ALL] = len(found.rows)
        self.kinds.show_counts(counts)
        self._bring_forward(found.columns)
        self._show()

    def _bring_forward(self, columns: Sequence[str]) -> None:
        """Let the columns that the count looks at follow the name."""
        header, keys = self.table.horizontalHeader(), [one.key for one in self.rows.columns]
        for index in range(len(keys)):
            header.moveSection(header.visualIndex(index), index)
        wanted = ["line", "name", "state", "why", *(key for key in columns if key in keys)]
        for place, key in enumerate(wanted):
            if key in keys:
                header.moveSection(header.visualIndex(keys.index(key)), place)

    def _show(self) -> None:
        wanted = self.kinds.current()
        rows = self.found.rows if self.found is not None else ()
        self.rows.show_rows([one for one in rows if wanted in (_ALL, one.state)])


def _column_of(one: Column) -> TableColumn[RowLine]:
    key = one.key
    width = 200 if key == "name" else 64 if key == "serial" else 120
    return TableColumn(key, one.label, lambda line: line.row.cells.get(key, ""), width)
