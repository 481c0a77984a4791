"""导出列表…: what a list shows just now goes into a workbook, in its order and columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button
from desktop.ui.kit.table import Rows
from desktop.work.list_book import ListBook, pour_list_book
from desktop.work.papers import save_file

_TIP = "把现在显示的各行，按现在的顺序存为 Excel 文件"
_SUFFIX = ".xlsx"


class ListExport:
    """The button `press`; where the workbook is, or why not, is said in the window's own line."""

    def __init__(
        self,
        office: Office,
        host: QWidget,
        rows: Rows[Any],
        titles: Callable[[], tuple[str, str]],
    ) -> None:
        """`titles` gives the list's title and what it was narrowed to, when it is exported."""
        self._office, self._host, self._rows, self._titles = office, host, rows, titles
        self.press: QPushButton = button("导出列表…", self._ask, "save", _TIP)

    def _ask(self) -> None:
        title, _narrowed = self._titles()
        chosen = ask_save(self._host, "导出列表", f"{title}{_SUFFIX}", "Excel 工作簿 (*.xlsx)")
        if chosen is not None:
            ends = chosen.suffix.lower() == _SUFFIX
            self.write(chosen if ends else chosen.with_name(f"{chosen.name}{_SUFFIX}"))

    def write(self, target: Path) -> None:
        """Write the rows that are shown to `target`, beside the store."""
        found = self._book()

        def done(_nothing: None) -> None:
            self._office.noted.emit(f"已导出{len(found.rows)}行：{target}")

        def failed(error: UserError) -> None:
            self._office.refused.emit(error.sentence, error.hint)

        self._office.slow(
            lambda _progress: save_file(target, pour_list_book(found)),
            done,
            owner=self._host,
            title=f"正在保存 {target.name}",
            otherwise=failed,
        )

    def _book(self) -> ListBook:
        title, narrowed = self._titles()
        shown, columns = self._rows.rows(), self._rows.columns
        texts = tuple(tuple(one.text(row) for one in columns) for row in shown)
        words = f"共{len(texts)}行" + (f"，{narrowed}" if narrowed else "")
        return ListBook(title, (words,), tuple(one.title for one in columns), texts)
