"""Rows of one file that are one firm, or likely so: side by side, and one may be refused."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import button, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.choices import Choices
from desktop.work.preview_lines import DoublePair, FileLines, PreviewLine

_HINT = "程序不自动合并。抽查时同一企业只列一次；确属重复填写的，可以不采纳其中一行。"
Line = Callable[[DoublePair], PreviewLine]
_KINDS = (("certain", "确定重复"), ("likely", "疑似重复"))


class DoubleRows(QWidget):
    """Pairs of rows; the later or the earlier one can be refused with the reason made up."""

    refused = Signal(object, str)  # the row's place, the reason

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self._found: FileLines | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.kinds = Choices("哪一种重复", _KINDS)
        self.later = button("不采纳后一行", lambda: self._refuse(later=True), "close")
        self.earlier = button("不采纳前一行", lambda: self._refuse(later=False), "close")
        columns = (
            *_side("first", "前一行", lambda pair: pair.first),
            *_side("second", "后一行", lambda pair: pair.second),
            _both("code", "代码", 160, least=40),
            _both("phone", "电话", 100, least=90),
            TableColumn[DoublePair]("why", "为什么", lambda pair: pair.sentence, 320, least=60),
        )
        self.rows: Rows[DoublePair] = Rows(columns, _key, self)
        self.table = Table("preview-doubles", self.rows)
        self.table.setAccessibleName("重复的行")

    def _lay_out(self) -> None:
        tools = row(self.kinds, None, self.earlier, self.later, gap=GAP)
        whole = column(sentence(_HINT, "quiet"), tools, self.table, gap=GAP, margin=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _key: self._show())
        self.table.chosen.connect(lambda _pair: self._buttons())

    def show_doubles(self, found: FileLines) -> None:
        """Show the pairs; the sure ones first, where there are any."""
        if found is self._found:
            return
        self._found = found
        self.kinds.show_counts({"certain": len(found.certain), "likely": len(found.likely)})
        goes_on = not found.certain and self.kinds.current() == "certain"
        if goes_on and found.likely:
            self.kinds.buttons["likely"].setChecked(True)
        self._show(choose=not goes_on)

    def _show(self, *, choose: bool = True) -> None:
        """Show the pairs of the kind; those that come of themselves are to be looked at first."""
        found, place = self._found, max(0, self.table.currentIndex().row())
        if found is not None:
            sure = self.kinds.current() == "certain"
            self.rows.show_rows(found.certain if sure else found.likely)
        if not choose:
            self.table.clearSelection()
            self.table.setCurrentIndex(self.rows.index(-1, -1))
        elif self.rows.rowCount():  # the next pair stands where the one was that is done
            self.table.selectRow(min(place, self.rows.rowCount() - 1))
        self._buttons()

    def _buttons(self) -> None:
        for one in (self.later, self.earlier):
            one.setEnabled(self.table.current() is not None)

    def _refuse(self, *, later: bool) -> None:
        pair: DoublePair | None = self.table.current()
        if pair is not None:
            gone, stays = (pair.second, pair.first) if later else (pair.first, pair.second)
            self.refused.emit(gone.at, f"与第{stays.line}行重复")


def _key(pair: DoublePair) -> tuple[object, object]:
    return pair.first.at, pair.second.at


def _side(key: str, word: str, line: Line) -> Sequence[TableColumn[DoublePair]]:
    return (
        TableColumn(f"{key}-line", word, lambda pair: f"第{line(pair).line}行", 64, least=52),
        TableColumn(
            f"{key}-name", "名称", lambda pair: line(pair).cells.get("name", ""), 230, least=180
        ),
    )


def _both(key: str, word: str, width: int, least: int) -> TableColumn[DoublePair]:
    """What both rows say, once where they say the same."""

    def text(pair: DoublePair) -> str:
        said = (pair.first.cells.get(key, ""), pair.second.cells.get(key, ""))
        return "／".join(dict.fromkeys(filter(None, said)))

    return TableColumn(key, word, text, width, least=least)
