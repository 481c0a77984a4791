"""A list of units recognised in earlier years, looked at and put right before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.joined import give_lines
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, shortcut
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.list_tools import ListTools, sure_words
from desktop.ui.pages.steps.header_chips import HeaderChips
from desktop.ui.pages.steps.mapping import ColumnChooser
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Changed, Desk
from desktop.work.dynamic_import import (
    CELLS,
    FIELDS,
    UnitReading,
    compared,
    keep_units,
    known_units,
    mend_cell,
    read_again,
    read_units,
)
from desktop.work.dynamic_units import shown_day
from desktop.work.list_columns import Listing, mapped
from desktop.work.rounds import list_rounds
from desktop.work.shapes import Shape

KINDS = "认定名单 (*.xlsx *.xls *.et *.ods *.csv *.docx);;所有文件 (*)"
_TAKEN, _LOOK, _REFUSED = "采纳", "有提醒", "拒绝"
_HINT = (
    "同一份名单应按同一个办法认定；批次或年度不同没有关系。哪一栏认错了，在表格上方改选，"
    "下次同样的名单照用；哪一格错了，双击或按F2就地改，Ctrl+Z撤销。确认之前什么都不保存。"
)
_LOST = "读入的名单还没有导入，已改的{}处会丢失。"
_SAME = "文件本身不变，可以重新导入，但要重新改。"
_WIDTHS = {"name": 200, "operator": 180, "code": 170, "year": 92, "document": 130, "note": 120}
_LEAST = {"name": 120, "on": 104, "until": 104}  # px: a day that is cut reads as another one
_DAYS = ("on", "until")
_TWO_LINES = ("place", "said", "name", "operator", "document", "note")
_FIRST = 3  # columns before the fields: state, place, what is said


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
        self._past: list[UnitReading] = []  # before each correction, the newest last
        self._make()
        self._lay_out()

    def _make(self) -> None:
        columns = (
            TableColumn[RowLine]("state", "读入", lambda one: one.state, 88, state=True),
            TableColumn[RowLine]("place", "位置", lambda one: one.place, 110),
            TableColumn[RowLine]("said", "说明", lambda one: one.said, 150),
            *(
                TableColumn[RowLine](
                    one.key,
                    one.label,
                    partial(_cell, key=one.key),
                    _WIDTHS.get(one.key, 130),
                    editable=True,
                    least=_LEAST.get(one.key, 0),
                )
                for one in FIELDS
            ),
        )
        self.rows: Rows[RowLine] = Rows(columns, lambda one: one.place, self)
        self.table = Table("dynamic-import", self.rows)
        give_lines(self.table, *_TWO_LINES)
        self.table.setAccessibleName("读到的各行")
        self.chooser = ColumnChooser(self.table, FIELDS, _FIRST)
        self.chips, self.tools = HeaderChips(), ListTools(self.office)
        self.scheme = Combo("按哪个办法认定")
        self.count, self.notes = sentence("", "heading"), sentence("", "quiet")
        self.told = sentence("", "wrong")
        self.undo = button("撤销改动", self._undo, "undo", "撤销最近改的一格（Ctrl+Z）")
        self.keep = primary("导入", self._keep, "tick")

    def _lay_out(self) -> None:
        label = QLabel("办法")
        label.setBuddy(self.scheme)
        tools = row(label, self.scheme, None, self.undo, self.keep, gap=GAP)
        hint = sentence(_HINT, "quiet")
        below = column(self.chooser, self.table, gap=0)
        below.setStretch(1, 1)
        said = column(self.count, self.told, self.notes, gap=0)
        whole = column(self.head(), hint, tools, said, self.tools, self.chips, below, gap=GAP)
        whole.setStretch(6, 1)
        self.setLayout(whole)
        self.told.hide()
        self.chips.hide()
        self.scheme.activated.connect(lambda _index: self._compare())
        self.chooser.chosen.connect(self._map)
        self.tools.changed.connect(self._read_again)
        self.rows.edited.connect(self._mend)
        shortcut(self, "Ctrl+Z", self._undo)

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
        round_id: int | None = None,
    ) -> None:
        """Read a list for a scheme, and show it; `then` is called once it can be seen.

        Without a scheme it is that of the file's name, else that of the round.
        """

        def show(found: UnitReading) -> None:
            self._read, self._past = found, []
            wanted = self.scheme.findData(scheme_id or self._guess(found.file, of_round[0]))
            self.scheme.setCurrentIndex(max(0, wanted))
            self._compare()
            then()

        def start(asked: tuple[Sequence[Shape], str]) -> None:
            known, of_round[0] = asked
            self.office.slow(
                lambda progress: read_units(path, progress.cancelled, known),
                show,
                owner=self,
                title=f"正在读取 {path.name}",
                otherwise=otherwise,
            )

        of_round = [""]
        self.office.ask(
            lambda desk: (known_units(desk), _scheme_of(desk, round_id)), start, owner=self
        )

    def may_be_left(self) -> bool:
        """Ask before corrections are lost; what is left is let go of."""
        lost = len(self._read.mended) if self._read is not None else 0
        if lost and not asking.ask_yes(self, _LOST.format(lost), "放弃这次导入", _SAME, "继续办理"):
            return False
        self._read, self._past = None, []
        return True

    def _map(self, key: str, index: int) -> None:
        read = self._read
        if read is not None:
            self._read_again(mapped(read.listing, key, index))

    def _read_again(self, found: Listing) -> None:
        """Read the same file with other columns, and compare anew."""
        read = self._read
        if read is not None:

            def show(fresh: UnitReading) -> None:
                self._read, self._past = fresh, []
                self._compare()

            self.office.slow(lambda _progress: read_again(read, found), show, owner=self)

    def _mend(self, line: RowLine, key: str, text: str) -> None:
        """Put one cell right; the row is judged anew at once."""
        if self._read is not None:
            self._past.append(self._read)
            self._read = mend_cell(self._read, line.place, key, text)
            self._compare()

    def _undo(self) -> None:
        """Take back the last correction."""
        if self._past:
            self._read = self._past.pop()
            self._compare()

    def _guess(self, name: str, of_round: str) -> str:
        """The scheme whose short name has most letters in common with the file's name."""
        items = [
            (self.scheme.itemText(n), self.scheme.itemData(n)) for n in range(self.scheme.count())
        ]
        best = max(
            items,
            key=lambda one: (len(set(one[0]) & set(name)), one[1] == of_round),
            default=("", ""),
        )
        return str(best[1])

    def _compare(self) -> None:
        read, scheme_id = self._read, str(self.scheme.currentData())
        if read is not None:
            self.office.ask(lambda desk: compared(desk, read, scheme_id), self._show, owner=self)

    def _show(self, found: UnitReading) -> None:
        self._found = found
        refused = [
            RowLine(_REFUSED, place, _cells(found, place), why) for place, why in found.refused
        ]
        taken = [
            RowLine(_LOOK if one.notes else _TAKEN, one.place, one.cells, "；".join(one.notes))
            for one in found.taken
        ]
        self.rows.show_rows([*refused, *taken])
        say(self.count, f"{found.file}：{found.sentence}")
        say(self.notes, "\n".join(found.told))
        table = found.listing.table
        self.chooser.show_choices(found.listing.columns, table.mapping, sure_words(found.listing))
        self.chips.show_columns(found.listing.left_over)
        self.tools.show_listing(found.listing)
        say(self.told, "")
        self.undo.setEnabled(bool(self._past))
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
        self._read, self._past = None, []
        self.kept.emit(int(changed.value))


def _scheme_of(desk: Desk, round_id: int | None) -> str:
    return next((one.scheme_id for one in list_rounds(desk) if one.id == round_id), "")


def _cells(found: UnitReading, place: str) -> dict[str, str | int]:
    """What a refused row says, to be put right: its fields as they stand."""
    return {CELLS[key]: text for key, text in found.fields(place).items() if key in CELLS}


def _cell(line: RowLine, key: str) -> str:
    text = line.cell(CELLS[key])
    return shown_day(text) if key in _DAYS else text
