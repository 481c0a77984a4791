"""操作历史: who changed what, when, from what to what; of one application or the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.focus import kept_focus
from desktop.ui.kit.layouts import GAP, WIDE, by_text, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, clearable, say, sentence, shortcut, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.desk import Changed, Desk
from desktop.work.dynamic_history import undo_unit, unit_history, unit_undoable
from desktop.work.history import (
    HistoryLine,
    Undoable,
    case_history,
    file_history,
    text_of,
    undo_last,
    undoable,
)

_TOLD = "每一步都记在文件里，不能改动或删除；经办人姓名是自己填写的，本程序不核对身份。"


class History(Page):
    """A table of acts, newest first, with search and copy; the last change can be taken back."""

    title = "操作历史"
    kinds = frozenset({"cases", "department", "rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._undoable: Undoable | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns: tuple[TableColumn[HistoryLine], ...] = (
            TableColumn("seq", "序号", lambda one: str(one.seq), 56, right=True),
            TableColumn("at", "时间", lambda one: one.at, 144, least=144),
            TableColumn("operator", "经办人", lambda one: one.operator, 96),
            TableColumn("act", "操作", lambda one: one.act, 120),
            TableColumn("of", "对象", lambda one: one.of, 150, tip=lambda one: one.of),
            TableColumn("what", "内容", lambda one: one.what, 240, tip=lambda one: one.what),
            TableColumn("old", "原来", lambda one: one.old, 220, tip=lambda one: one.old, least=64),
            TableColumn("new", "改为", lambda one: one.new, 240, tip=lambda one: one.new, least=64),
        )
        self.rows: Rows[HistoryLine] = Rows(columns, lambda one: one.seq, self)
        self.table = Table("history", self.rows)
        self.table.setAccessibleName(self.title)
        self.name = title(self.title)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在历史中查找")
        self.search.setAccessibleName("在历史中查找")
        clearable(self.search)
        self.search.setFixedWidth(by_text(240))
        self.count = sentence("", "quiet")
        self.whole = sentence()
        self.copy = button("复制全部", self._copy, "copy", "复制所列各行，可粘贴到表格")
        self.undo = button("", self._undo, "undo")
        self.back = button("返回", self._back, "back", "Esc")

    def _lay_out(self) -> None:
        head = row(self.name, None, self.back)
        tools = row(self.search, self.count, None, self.copy, gap=GAP)
        whole = column(
            head,
            sentence(_TOLD, "quiet"),
            tools,
            self.table,
            self.whole,
            row(self.undo, None),
            gap=GAP,
            margin=WIDE,
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        for part in (self.whole, self.undo):
            part.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self.filter)
        self.table.chosen.connect(self._choose)
        shortcut(self, "Ctrl+Z", self._undo)

    def starts_at(self) -> QWidget | None:
        """The search."""
        return self.search

    def show_for(self, place: Place) -> None:
        """The history of the application that `place` names, or of the whole file."""
        if place != self.place:
            self.search.clear()
        super().show_for(place)

    def reload(self) -> None:
        """Read the acts, and whether the last change can be taken back."""
        wanted, unit = self.place.application_id, self._unit()

        def read(desk: Desk) -> tuple[tuple[HistoryLine, ...], Undoable | None]:
            if unit:
                return unit_history(desk, unit), unit_undoable(desk, unit)
            if wanted is None:
                return file_history(desk), None
            return case_history(desk, wanted), undoable(desk, wanted)

        self.office.ask(read, self._show, owner=self)

    def filter(self, text: str) -> None:
        """Show only the acts with `text` in them."""
        self.rows.filter(text)
        self._count()

    def _show(self, found: tuple[tuple[HistoryLine, ...], Undoable | None]) -> None:
        lines, self._undoable = found
        of_one = self.place.application_id is not None or bool(self._unit())
        self.name.setText(f"办理历史：{lines[0].of}" if of_one and lines else self.title)
        with kept_focus(self, lambda: self.table):
            self.rows.show_rows(lines)
            self._show_undo(of_one=of_one)
        self._show_columns(lines, of_one=of_one)
        self._count()

    def _show_columns(self, lines: Sequence[HistoryLine], *, of_one: bool) -> None:
        """Give 内容, 原来 and 改为 the room that their own texts want; what is empty has none."""
        columns = self.rows.columns
        self.rows.columns = tuple(
            replace(one, width=_width(one, lines)) if one.key in _BY_TEXT else one
            for one in columns
        )
        self.table.setColumnHidden(_OF, of_one)
        self.table.setColumnHidden(_WHAT, not any(one.what for one in lines))
        self.table.share()

    def _show_undo(self, *, of_one: bool) -> None:
        """Offer to take the last change back; where that can't be, the button says why not."""
        offer = self._undoable
        words = offer.words if offer else _NONE
        self.undo.setText(_short(words))
        self.undo.setToolTip(words if offer else _WHY)
        self.undo.setAccessibleName(words)
        self.undo.setAccessibleDescription("" if offer else _WHY)
        self.undo.setEnabled(offer is not None)
        self.undo.setVisible(of_one)

    def _count(self) -> None:
        say(self.count, f"{len(self.rows.rows())}条")

    def _choose(self, one: HistoryLine | None) -> None:
        """Say a whole act below the table, where a cell has no room for it."""
        parts = [] if one is None else [one.what, _became(one)]
        say(self.whole, "　".join(filter(None, parts)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(text_of(self.rows.rows()))

    def _undo(self) -> None:
        offer = self._undoable
        if offer is None or not ask_yes(self, f"{offer.words}？", "撤销", _UNDO):
            return
        unit, number = self._unit(), self.place.application_id or 0
        back = partial(_take_unit_back, unit) if unit else partial(_take_back, number)
        self.office.keep(partial(back, offer.seq), owner=self)

    def _unit(self) -> int:
        """The recognised unit whose history it is, by `place.step`; 0 for none."""
        of_unit = self.place.application_id is None and self.place.step.isdecimal()
        return int(self.place.step) if of_unit else 0

    def _back(self) -> None:
        if self._unit():
            self.go.emit(self.place.at("unit"))
            return
        wanted = "safety" if self.place.application_id is None else "case"
        self.go.emit(self.place.at(wanted))


_UNDO = "撤销本身也记入历史，原来的记录不会删除。"
_OF, _WHAT = 4, 5  # columns
_BY_TEXT = ("what", "old", "new")
_LETTER, _BESIDE = 14, 24  # px at 100 %: of one character, and beside a text
_NARROW, _BROAD = 96, 420  # px at 100 %
_NONE = "没有可以撤销的填写：最近一步不是填写，或那一栏之后又有改动"
_WHY = "只能从最近一步起逐步撤销填写；其他各步在各自的页面撤回，或直接填写正确的内容。"
_LONGEST = 60


def _width(column: TableColumn[HistoryLine], lines: Sequence[HistoryLine]) -> int:
    """What a column wants for its longest text, px at 100 %."""
    longest = max((len(column.text(one)) for one in lines), default=0)
    return min(max(_NARROW, longest * _LETTER + _BESIDE), _BROAD)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _became(one: HistoryLine) -> str:
    if not (one.old or one.new):
        return ""
    return f"由“{one.old}”改为“{one.new}”" if one.old else f"结果：{one.new}"


def _take_unit_back(unit: int, seq: int, desk: Desk) -> Changed:
    return undo_unit(desk, unit, seq)


def _take_back(number: int, seq: int, desk: Desk) -> Changed:
    return undo_last(desk, number, seq)
