"""The files of an import, at the left: what each is and how many rows came, however narrow."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.ui.kit.layouts import by_text
from desktop.ui.kit.lines import few_lines
from desktop.ui.kit.table import Rows, Table
from desktop.work.incoming_file import Incoming

_COUNTS = ("taken", "refused")
_ROOM = 270  # px below which the counts give way: they stand beside the chosen file too
_MOST = 3  # lines of a name; of a longer one the beginning and the end are seen
_BESIDE, _ABOVE = 14, 11  # px beside a cell's text, left and right; above and below it
_NEXT = "\N{LINE SEPARATOR}"


def place_of(one: Incoming) -> str:
    """The file's name and the sheet that is read: of one workbook there may be several."""
    return f"{one.name}　{one.found.grid.name}" if one.found is not None else one.name


class _Name(QStyledItemDelegate):
    """A name on as many lines as it needs, but not more than a few."""

    def __init__(self, table: QTableView) -> None:
        """`table` keeps it."""
        super().__init__(table)
        self._known: dict[tuple[str, int, str], list[str]] = {}

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Called by Qt before a cell is painted."""
        super().initStyleOption(option, index)
        option.text = _NEXT.join(self._lines(option, index))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Called by Qt for the height of a row."""
        high = option.fontMetrics.height() + _ABOVE
        more = len(self._lines(option, index)) - 1
        return QSize(option.rect.width(), high + more * option.fontMetrics.lineSpacing())

    def _lines(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> list[str]:
        text, room, font = str(index.data() or ""), option.rect.width() - _BESIDE, option.font
        key = text, room, font.key()
        if key not in self._known:
            cut = Qt.TextElideMode.ElideMiddle
            self._known[key] = few_lines(text, font, room, _MOST, cut)
        return self._known[key]


class FileList(Table):
    """A table whose names and kinds share the width that there is, on several lines each."""

    def __init__(self, rows: Rows[int]) -> None:
        """`rows` have the columns name, what, taken and refused."""
        super().__init__("incoming-files", rows)
        self.setAccessibleName("读入的文件")
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        for place, column in enumerate(rows.columns):
            mode = QHeaderView.ResizeMode
            narrow = column.key in _COUNTS
            header.setSectionResizeMode(place, mode.Fixed if narrow else mode.Stretch)
            if narrow:
                self.setColumnWidth(place, by_text(column.width))
            else:
                self.setItemDelegateForColumn(place, _Name(self))
        self.setWordWrap(True)
        rows.layoutChanged.connect(self.resizeRowsToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts out where there is room for nothing but names and kinds."""
        super().resizeEvent(event)
        narrow = self.width() < by_text(_ROOM)
        for place, column in enumerate(self.rows.columns):
            if column.key in _COUNTS:
                self.setColumnHidden(place, narrow)
        self.resizeRowsToContents()
