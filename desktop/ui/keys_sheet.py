"""快捷键一览: every key of the program in one list, to be looked through, copied or printed."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.keys import KEYS, Key, keys_text
from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, row
from desktop.ui.kit.parts import button, heading, primary
from desktop.ui.kit.table import Rows, Table, TableColumn

_WIDTH, _HEIGHT = 800, 560


class KeysSheet(QDialog):
    """The table of kit/keys.py as it is."""

    def __init__(self, parent: QWidget) -> None:
        """Shown over `parent`; Escape closes it."""
        super().__init__(parent)
        self.setWindowTitle("快捷键一览")
        self.setProperty("topic", "keys")  # of F1
        columns = (
            TableColumn[Key]("where", "在哪里", lambda key: key.where, 140),
            TableColumn[Key]("keys", "按键", lambda key: key.keys, 150),
            TableColumn[Key]("what", "做什么", lambda key: key.what, 320),
        )
        self.rows = Rows(columns, KEYS.index, self)
        self.rows.show_rows(KEYS)
        self.table = Table("keys", self.rows)
        self.table.setAccessibleName("快捷键一览")
        self.copy = button("复制全文", self._copy, "copy")
        self.save = button("另存为文本…", self._save, "save", "存成文本，可以打印出来")
        self.end = primary("关闭", self.accept)
        tools = row(self.copy, self.save, None, self.end)
        self.setLayout(column(heading("快捷键一览"), self.table, tools, gap=GAP, margin=WIDE))
        self.resize(by_text(_WIDTH), by_text(_HEIGHT))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(keys_text())

    def _save(self) -> None:
        path = ask_save(self, "另存为文本", "快捷键一览.txt", "文本 (*.txt)")
        if path is not None:
            path.write_text(keys_text(), "utf-8-sig")  # the old Notepad asks for the mark
