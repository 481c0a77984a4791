"""What published lists say of a roster's rows, beside what it says itself; adopted by one act."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.listed import AGREES, DIFFERS, OPEN, UNLISTED, Said
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import Combo, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.choices import Choices
from desktop.work.reference_lists import ListedRoster

_KINDS = (
    (OPEN, "可采用"),
    (DIFFERS, "不一致"),
    (UNLISTED, "公布名单上没有"),
    (AGREES, "一致"),
)
_HINT = (
    "按统一社会信用代码、企业名称对照“设置”中导入的公布名单。名单自己写明的内容不会被替换；"
    "采用后该格注明“来自名单”，可以还原。"
)


class ListedRows(QWidget):
    """One roster beside the lists, column by column."""

    adopted = Signal(str, object)  # the roster's column, ids of rows (none: all that are open)

    def __init__(self) -> None:
        """No roster is shown yet."""
        super().__init__()
        self._found: Sequence[ListedRoster] = ()
        self._final = False
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.column = Combo()
        self.column.setAccessibleName("对照哪一栏")
        self.column.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sentence = sentence("", "quiet")
        self.kinds = Choices("哪一种情况", _KINDS)
        self.adopt = primary("按名单采用", self._adopt, "tick")
        columns = (
            TableColumn[Said]("name", "企业名称", lambda one: one.row.cells.get("name", ""), 200),
            TableColumn[Said]("own", "名单自己写的", lambda one: one.own or "（空）", 110),
            TableColumn[Said]("value", "公布名单", lambda one: _entry(one, "value"), 150),
            TableColumn[Said]("by", "按什么对上", lambda one: one.by, 80),
            TableColumn[Said]("list", "名单名称", lambda one: _entry(one, "list_name"), 220),
            TableColumn[Said]("place", "在公布名单中", lambda one: _entry(one, "place"), 120),
            TableColumn[Said]("row", "位置", lambda one: one.row.place, 200),
        )
        self.rows: Rows[Said] = Rows(columns, lambda one: one.row.id, self)
        self.table = Table("listed", self.rows)
        self.table.setAccessibleName("与公布名单对照")
        self.table.setSelectionMode(Table.SelectionMode.ExtendedSelection)

    def _lay_out(self) -> None:
        tools = row(self.column, None, self.adopt, gap=GAP)
        kinds = row(self.kinds, None, gap=GAP)
        whole = column(
            sentence(_HINT, "quiet"), tools, self.sentence, kinds, self.table, gap=GAP, margin=GAP
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.column.activated.connect(lambda _index: self._show())
        self.kinds.chosen.connect(lambda _kind: self._show_rows())
        self.table.selectionModel().selectionChanged.connect(self._name_adopt)

    def show_listed(self, found: Sequence[ListedRoster]) -> None:
        """Show what the lists say; the column that was chosen stays chosen."""
        before = self.column.currentData()
        self._found = found
        self.column.clear()
        for one in found:
            self.column.addItem(one.label, one.column)
        self.column.setCurrentIndex(max(0, self.column.findData(before)))
        self._show()

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is adopted."""
        self._final = on
        self._name_adopt()

    def open(self) -> int:
        """How many rows the lists could fill."""
        return sum(len(one.open) for one in self._found)

    def _here(self) -> ListedRoster | None:
        return self._found[max(0, self.column.currentIndex())] if self._found else None

    def _show(self) -> None:
        here = self._here()
        said = here.said if here is not None else ()
        say(self.sentence, here.sentence if here is not None else "还没有导入可对照的公布名单。")
        self.kinds.show_counts({key: sum(one.kind == key for one in said) for key, _ in _KINDS})
        self._show_rows()

    def _show_rows(self) -> None:
        here, kind = self._here(), self.kinds.current()
        self.rows.show_rows([one for one in here.said if one.kind == kind] if here else [])
        self._name_adopt()

    def _chosen(self) -> list[int]:
        return [one.row.id for one in self.table.chosen_rows() if one.kind == OPEN]

    def _name_adopt(self) -> None:
        here = self._here()
        count = len(self._chosen()) or (len(here.open) if here is not None else 0)
        self.adopt.setText(f"按名单采用{count}行" if count else "按名单采用")
        open_here = self.kinds.current() == OPEN and not self._final
        self.adopt.setEnabled(bool(count) and open_here)

    def _adopt(self) -> None:
        here = self._here()
        if here is not None:
            self.adopted.emit(here.column, self._chosen())


def _entry(one: Said, name: str) -> str:
    return str(getattr(one.entry, name)) if one.entry is not None else ""
