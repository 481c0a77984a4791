"""A list of units recognised in earlier years, looked at row by row before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Changed
from desktop.work.dynamic_import import UnitReading, compared, keep_units, read_units
from desktop.work.dynamic_units import shown_day

KINDS = "认定名单 (*.xlsx *.xls *.et *.ods *.csv *.docx);;所有文件 (*)"
_TAKEN, _LOOK, _REFUSED = "采纳", "有提醒", "拒绝"
_HINT = "同一份名单应是按同一个办法认定的；批次或年度不同没有关系。确认之前什么也没有保存。"


@dataclass(frozen=True)
class RowLine:
    """One row of the list: whether it is taken, where it stands, and what is said of it."""

    state: str
    place: str
    cells: dict[str, str | int]
    said: str

    def cell(self, key: str) -> str:
        """A cell's text; a year that isn't known is empty."""
        return str(self.cells.get(key) or "")


class ImportUnits(Panel):
    """The preview: every row with its state, and the button that keeps them."""

    title = "导入认定名单"
    kept = Signal(int)  # how many came

    def __init__(self, office: Office) -> None:
        """Nothing is shown before a file was read."""
        super().__init__(office, "返回列表")
        self._read: UnitReading | None = None
        self._found: UnitReading | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        columns = (
            TableColumn[RowLine]("state", "读入", lambda one: one.state, 88, state=True),
            TableColumn[RowLine]("place", "位置", lambda one: one.place, 120),
            TableColumn[RowLine]("name", "名称", lambda one: one.cell("name"), 200),
            TableColumn[RowLine]("said", "说明", lambda one: one.said, 260),
            TableColumn[RowLine](
                "operator", "运营机构", lambda one: one.cell("operator_name"), 180
            ),
            TableColumn[RowLine]("code", "统一社会信用代码", lambda one: one.cell("code"), 160),
            TableColumn[RowLine]("year", "认定年度", lambda one: one.cell("year"), 72),
            TableColumn[RowLine]("on", "认定日期", lambda one: _day(one, "recognised_on"), 110),
            TableColumn[RowLine]("until", "有效期至", lambda one: _day(one, "valid_until"), 110),
        )
        self.rows: Rows[RowLine] = Rows(columns, lambda one: one.place, self)
        self.table = Table("dynamic-import", self.rows)
        self.table.setAccessibleName("读到的各行")
        self.scheme = Combo("按哪个办法认定")
        self.count, self.notes = sentence("", "heading"), sentence("", "quiet")
        self.told = sentence("", "wrong")
        self.keep = primary("导入", self._keep, "tick")

    def _lay_out(self) -> None:
        label = QLabel("办法")
        label.setBuddy(self.scheme)
        tools = row(label, self.scheme, None, self.keep, gap=GAP)
        hint = sentence(_HINT, "quiet")
        parts = (self.head(), hint, tools, self.count, self.told, self.table, self.notes)
        whole = column(*parts, gap=GAP)
        whole.setStretch(5, 1)
        self.setLayout(whole)
        self.told.hide()
        self.scheme.activated.connect(lambda _index: self._compare())

    def offer(self, schemes: Sequence[tuple[str, str]]) -> None:
        """Offer these schemes, each by its id and name."""
        self.scheme.clear()
        for key, name in schemes:
            self.scheme.addItem(name, key)

    def read_from(
        self,
        path: Path,
        scheme_id: str,
        then: Callable[[], object],
        otherwise: Callable[[UserError], None],
    ) -> None:
        """Read a list for a scheme, and show it; `then` is called once it can be seen."""

        def show(found: UnitReading) -> None:
            self._read = found
            wanted = self.scheme.findData(scheme_id or self._guess(found.file))
            self.scheme.setCurrentIndex(max(0, wanted))
            self._compare()
            then()

        self.office.slow(
            lambda progress: read_units(path, progress.cancelled),
            show,
            owner=self,
            title=f"正在读取 {path.name}",
            otherwise=otherwise,
        )

    def _guess(self, name: str) -> str:
        """The scheme whose short name has most letters in common with the file's name."""
        items = [
            (self.scheme.itemText(n), self.scheme.itemData(n)) for n in range(self.scheme.count())
        ]
        best = max(items, key=lambda one: len(set(one[0]) & set(name)), default=("", ""))
        return str(best[1])

    def _compare(self) -> None:
        read, scheme_id = self._read, str(self.scheme.currentData())
        if read is not None:
            self.office.ask(lambda desk: compared(desk, read, scheme_id), self._show, owner=self)

    def _show(self, found: UnitReading) -> None:
        self._found = found
        refused = [RowLine(_REFUSED, place, {}, why) for place, why in found.refused]
        taken = [
            RowLine(_LOOK if one.notes else _TAKEN, one.place, one.cells, "；".join(one.notes))
            for one in found.taken
        ]
        self.rows.show_rows([*refused, *taken])
        say(self.count, f"{found.file}：{found.sentence}")
        say(self.notes, "\n".join(found.told))
        say(self.told, "")
        self.keep.setText(f"导入{len(found.taken)}家")
        self.keep.setAccessibleName(f"导入{len(found.taken)}家")
        self.keep.setEnabled(bool(found.taken))

    def _keep(self) -> None:
        found, scheme_id = self._found, str(self.scheme.currentData())
        if found is not None:
            self.office.keep(
                lambda desk: keep_units(desk, found, scheme_id),
                self._kept,
                owner=self,
                otherwise=lambda error: say(self.told, f"{error.sentence}{error.hint}", "wrong"),
            )

    def _kept(self, changed: Changed) -> None:
        self._read = self._found = None
        self.kept.emit(int(changed.value))


def _day(line: RowLine, key: str) -> str:
    return shown_day(line.cell(key))
