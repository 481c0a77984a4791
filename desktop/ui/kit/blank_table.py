"""A table of a form as a grid of blanks: years, printed lines or free lines, with their headings.

Unlike a table view, a reload never takes away what is being typed into another cell, and every
cell has its own accessible name. Paths are `table.row.column`.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Column, Field, FormTable
from desktop.ui.kit.editors import Editor, LineEditor, editor_for
from desktop.ui.kit.layouts import TIGHT, column, row
from desktop.ui.kit.link import Link
from desktop.ui.kit.parts import button, flag, heading, link, say, sentence, tool

_ADD = {"years": "增加年度", "free": "增加一行"}
_ROW_WORD = {"years": "年度行", "free": "行"}


class BlankTable(QWidget):
    """The table's blanks; each finished edit is told once with its path."""

    finished = Signal(str, str)  # path, text
    dropped = Signal(str, str)  # table, row
    back_wanted = Signal(str)  # a path that should say again what was read

    def __init__(self, table: FormTable, *, titled: bool = True) -> None:
        """Make the headings and the rows that are always there; `titled` shows the title too."""
        super().__init__()
        self.table = table
        self.cells: dict[str, Editor] = {}
        self._ends: dict[str, list[QWidget]] = {}  # a row's name and its button, by its key
        self._added = 0
        self._make()
        self._lay_out(titled=titled)
        self._grow(self._least())

    def _make(self) -> None:
        self.add = button(_ADD.get(self.table.rows, ""), self._add, "add")
        self.source = sentence("", "source")
        self.wrong = sentence("", "wrong")
        self.hint = sentence("", "part")
        self.back: dict[str, Link] = {}
        self._backs = QWidget()
        self.area = QWidget()
        self._grid = QGridLayout(self.area)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(TIGHT)

    def _lay_out(self, *, titled: bool) -> None:
        blocks = self.table.across if self._is_fixed() else 1
        for block in range(blocks):
            self._head(block)
        head = [heading(self.table.title)] if titled else []
        tools = row(*head, None, self.add)
        self._backs.setLayout(column(gap=TIGHT))
        parts = (tools, self.area, self.source, self._backs, self.wrong, self.hint)
        self.setLayout(column(*parts, gap=TIGHT))
        self.add.setVisible(not self._is_fixed())
        for part in (self.source, self._backs, self.wrong, self.hint):
            part.hide()
        self.setAccessibleName(self.table.title)

    def _head(self, block: int) -> None:
        first = block * self._width()
        lead = self.table.row_header if self._is_fixed() else "序号"
        for offset, text in enumerate([lead, *map(head_of, self.table.columns)]):
            label = sentence(text, "small")
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(label, 0, first + offset)
            stretch = 0 if offset == 0 else _share(self.table.columns[offset - 1])
            self._grid.setColumnStretch(first + offset, stretch)

    def _is_fixed(self) -> bool:
        return self.table.rows == "fixed"

    def _width(self) -> int:
        return len(self.table.columns) + 2

    def _least(self) -> int:
        return len(self.table.fixed_rows) if self._is_fixed() else max(1, self.table.minimum_rows)

    def row_keys(self) -> list[str]:
        """The rows that are shown, by their keys."""
        return list(dict.fromkeys(path.split(".")[1] for path in self.cells))

    def show_values(
        self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]
    ) -> None:
        """Show the values under this table's paths, and what is wrong with them."""
        if not self._is_fixed():
            self._fit_rows(values)
        for path, cell in self.cells.items():
            self._show_cell(cell, values.get(path) or Value(""), problems.get(path, ()))
        self._tell(values, problems)

    def show_read(self, read: Mapping[str, Value]) -> None:
        """Offer what files said in cells where something else was typed over it."""
        for old in self.back.values():
            old.hide()
            old.deleteLater()
        self.back = {path: self._link(path, read[path]) for path in self.cells if path in read}
        self._backs.setVisible(bool(self.back))

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Remind of cells that stand oddly beside others: nothing is wrong with them for sure."""
        told = [f"提醒：{text}" for path, text in hints.items() if path in self.cells]
        say(self.hint, "\n".join(told))

    def _link(self, path: str, read: Value) -> Link:
        words = f"{self.cells[path].inner.accessibleName()} 还原读入值：{read.text or '（空）'}"
        made = link(words, lambda: self.back_wanted.emit(path), f"来自 {read.source}（F9）")
        layout = self._backs.layout()
        if layout is not None:
            layout.addWidget(made)
        return made

    def show_refused(self, path: str, text: str, why: str) -> None:
        """Leave standing what was typed at `path` and can't be kept, with the reason."""
        if path in self.cells:
            self.cells[path].put(text)
            say(self.wrong, f"{self.cells[path].inner.accessibleName()}：{why}")

    def forget_added(self) -> None:
        """Forget rows that were added and never filled: another application is shown."""
        self._added = 0

    def _fit_rows(self, values: Mapping[str, Value]) -> None:
        parts = [path.split(".") for path in values]
        numbers = [int(p[1]) for p in parts if len(p) == 3 and p[0] == self.table.key]
        wanted = max([self._least(), self._added, *numbers])
        self._shrink(wanted)
        self._grow(wanted)

    def _grow(self, wanted: int) -> None:
        for number in range(len(self.row_keys()), wanted):
            fixed = self.table.fixed_rows[number] if self._is_fixed() else None
            key, label = (fixed.key, fixed.label) if fixed else (str(number + 1), str(number + 1))
            self._add_row(number, key, label)

    def _shrink(self, wanted: int) -> None:
        for key in self.row_keys()[wanted:]:
            for path in [p for p in self.cells if p.split(".")[1] == key]:
                _let_go(self._grid, self.cells.pop(path))
            for widget in self._ends.pop(key, ()):
                _let_go(self._grid, widget)

    def _add_row(self, number: int, key: str, label: str) -> None:
        across = self.table.across if self._is_fixed() else 1
        line, first = number // across + 1, (number % across) * self._width()
        name = QLabel(label)
        name.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(name, line, first)
        self._ends[key] = [name]
        for offset, one in enumerate(self.table.columns, 1):
            cell = self._cell(f"{self.table.key}.{key}.{one.key}", one, label)
            self._grid.addWidget(cell, line, first + offset)
        if not self._is_fixed():
            tip = f"删除第{key}{_ROW_WORD[self.table.rows]}"
            drop = tool("remove", tip, lambda: self._drop(key))
            self._grid.addWidget(drop, line, self._width() - 1)
            self._ends[key].append(drop)

    def _cell(self, path: str, one: Column, label: str) -> Editor:
        cell = editor_for(Field(one.key, one.label, one.kind, unit=one.unit))
        if isinstance(cell, LineEditor):
            cell.line.setMinimumWidth(48)
            cell.line.setMaximumWidth(16_777_215)
            if one.kind in ("figure", "percent"):
                cell.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line = label if self._is_fixed() else f"第{label}行"
        for widget in (cell, cell.inner):
            widget.setAccessibleName(f"{line} {head_of(one)}")
        cell.finished.connect(lambda text: self.finished.emit(path, text))
        self.cells[path] = cell
        return cell

    def _show_cell(self, cell: Editor, value: Value, wrong: Sequence[str]) -> None:
        unseen = bool(value.source and value.text) and not value.confirmed
        cell.show_text(value.text)
        flag(cell.inner, "unseen", unseen)
        flag(cell.inner, "wrong", bool(wrong))
        came = f"来自 {value.source}" if value.source else ""
        cell.inner.setToolTip("\n".join(filter(None, [*wrong, came])))
        cell.inner.setAccessibleDescription("；".join([*wrong, *([came] if unseen else [])]))

    def _tell(self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]) -> None:
        found = [values[path] for path in self.cells if path in values]
        unseen = [v for v in found if v.source and v.text and not v.confirmed]
        places = "、".join(dict.fromkeys(_file_of(v.source) for v in unseen))
        say(self.source, f"底色标出的{len(unseen)}格来自 {places}，待核对" if unseen else "")
        lines = [
            f"{cell.inner.accessibleName()}：{one}"
            for path, cell in self.cells.items()
            for one in problems.get(path, ())
        ]
        say(self.wrong, "\n".join(lines))

    def _add(self) -> None:
        number = len(self.row_keys())
        self._added = number + 1
        self._grow(number + 1)
        first = f"{self.table.key}.{number + 1}.{self.table.columns[0].key}"
        self.cells[first].inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self, key: str) -> None:
        self._added = 0
        self.dropped.emit(self.table.key, key)


def head_of(one: Column) -> str:
    """A column's heading with the one above it and the unit, each once."""
    name = f"{one.group} {one.label}" if one.group else one.label
    return name if not one.unit or one.unit in one.label else f"{name}（{one.unit}）"


def _share(one: Column) -> int:
    return {"long": 5, "text": 3}.get(one.kind, 2) if one.key != "year" else 1


def _file_of(source: str) -> str:
    return source.split(" ")[0]


def _let_go(grid: QGridLayout, *widgets: QWidget) -> None:
    for widget in widgets:
        grid.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
