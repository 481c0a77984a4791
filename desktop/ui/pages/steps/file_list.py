"""The files of an import, at the left: what each is and how many rows came, however narrow."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from desktop.ui.kit.layouts import by_text
from desktop.ui.kit.table import Rows, Table
from desktop.work.incoming_file import Incoming

_COUNTS = ("taken", "refused")
_ROOM = 270  # px below which the counts give way: they stand beside the chosen file too


def place_of(one: Incoming) -> str:
    """The file's name and the sheet that is read: of one workbook there may be several."""
    return f"{one.name}　{one.found.grid.name}" if one.found is not None else one.name


class FileList(Table):
    """A table whose names and kinds share the width that there is."""

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the counts out where there is room for nothing but names and kinds."""
        super().resizeEvent(event)
        narrow = self.width() < by_text(_ROOM)
        for place, column in enumerate(self.rows.columns):
            if column.key in _COUNTS:
                self.setColumnHidden(place, narrow)
