"""Rows of which a rule can't tell whether they count: the reviewer says 是 or 否 (keys 1, 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QWidget

from desktop.domain.case import Row
from desktop.domain.condition import Filter
from desktop.domain.form import Column
from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.letting_go import LettingGo
from desktop.ui.kit.parts import Combo, button, link, say, sentence, shortcut
from desktop.ui.kit.places import short_place
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.frozen import shut

_HINT = "名单上写的不足以判断下列各行是否计入，请逐行说明；可选多行，按 1（是）或 2（否）。"
_NOT_TELLING = ("serial", "name", "code", "contact", "phone")  # who it is, and not what it does


@dataclass(frozen=True)
class Question:
    """One filter that leaves rows untold, and those rows."""

    filter_id: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class UnknownRows(QWidget):
    """The rows of one question; several may be chosen and answered at once."""

    answered = Signal(object, str, object)  # row ids, filter id, True, False or None

    def __init__(self, columns: Sequence[Column]) -> None:
        """`columns` are the roster's."""
        super().__init__()
        self._labels = {one.key: one.label for one in columns}
        self._questions: list[Question] = []
        self._last: tuple[list[int], str] | None = None
        self._wanted: Sequence[str] = ()  # filters, the first of which with rows is to be shown
        self._place = 0
        self._gone = LettingGo(self)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.kind = Combo()
        self.kind.setAccessibleName("判断哪一项")
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.hint = sentence("", "quiet")
        self.yes = button("1 是", lambda: self.answer(counts=True), "tick")
        self.no = button("2 否", lambda: self.answer(counts=False), "close")
        self.back = link("撤回上一次", self._take_back)
        self.more = link("", self._next_question)
        columns = (
            TableColumn[Row]("name", "名称", lambda r: r.cells.get("name", ""), 220),
            TableColumn[Row]("read", "名单上写的", self._read, 420),
            TableColumn[Row](
                "place", "位置", lambda r: short_place(r.place, 15), 200, tip=lambda r: r.place
            ),
        )
        self.rows: Rows[Row] = Rows(columns, lambda r: r.id, self)
        self.table = Table("unknown", self.rows)
        self.table.setAccessibleName("待判断的行")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def _lay_out(self) -> None:
        label = QLabel("是否计入")
        label.setBuddy(self.kind)
        tools = row(label, self.kind, self.yes, self.no, self.back, self.more, None, gap=GAP)
        whole = column(self.hint, tools, self.table, gap=GAP, margin=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.back.hide()
        self.more.hide()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self._show_rows())
        shortcut(self.table, "1", lambda: self.answer(counts=True))
        shortcut(self.table, "2", lambda: self.answer(counts=False))

    def show_questions(self, found: Sequence[Question]) -> None:
        """Show what can't be told; the question that was open stays open."""
        wanted = self.kind.currentData()
        for one in self._questions:
            self._gone.take(one.rows)
        self._questions = list(found)
        self.kind.clear()
        for one in found:
            self.kind.addItem(f"{one.text}（{len(one.rows)}）", one.filter_id)
        asked = [number for one in self._wanted if (number := self.kind.findData(one)) >= 0]
        self._wanted = ()
        self.kind.setCurrentIndex(next(iter(asked), max(0, self.kind.findData(wanted))))
        self._show_rows()

    def want(self, filters: Sequence[str]) -> None:
        """Let the next reading show the first of these filters that leaves rows untold."""
        self._wanted = [one for one in filters if one]

    def open(self) -> int:
        """How many rows can't be told, over all questions."""
        return sum(len(one.rows) for one in self._questions)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is judged or taken back."""
        for one in (self.yes, self.no, self.back):
            shut(one, on=on)

    def forget(self) -> None:
        """Another application is shown: nothing is to be taken back."""
        self._last = None
        self.back.hide()

    def answer(self, *, counts: bool | None) -> None:
        """Say of the chosen rows whether they count."""
        numbers = self.table.chosen_numbers()
        chosen = [row.id for row in self.rows.of(numbers)]
        question = self._question()
        if chosen and question is not None and self.yes.isEnabled():
            self._place = numbers[0]
            self._last = (chosen, question.filter_id)
            self.back.show()
            self.answered.emit(chosen, question.filter_id, counts)

    def _take_back(self) -> None:
        if self._last is not None:
            chosen, filter_id = self._last
            self.forget()
            self.answered.emit(chosen, filter_id, None)

    def _question(self) -> Question | None:
        return self._questions[max(0, self.kind.currentIndex())] if self._questions else None

    def _next_question(self) -> None:
        self.kind.setCurrentIndex((self.kind.currentIndex() + 1) % self.kind.count())
        self._show_rows()
        self.table.setFocus()

    def _show_rows(self) -> None:
        question = self._question()
        rows = question.rows if question else ()
        elsewhere = self.open() - len(rows)
        self.more.setText(f"另有{elsewhere}行属于其他项，去看")
        self.more.setVisible(bool(elsewhere))
        self.rows.show_rows(rows)
        if rows:
            self.table.selectRow(min(self._place, len(rows) - 1))
        for one in (self.yes, self.no, self.kind):
            one.setEnabled(bool(rows))
        say(self.hint, _HINT if self._questions else "没有需要逐行判断的。")

    def _read(self, one: Row) -> str:
        question = self._question()
        keys = question.columns if question else ()
        parts = [f"{self._labels.get(k, k)}：{one.cells.get(k, '') or '（空）'}" for k in keys]
        told = (*keys, *_NOT_TELLING)
        parts += [
            f"{label}：{one.cells[key]}"
            for key, label in self._labels.items()
            if key not in told and one.cells.get(key)
        ]
        return "；".join(parts)


def columns_read(wanted: Filter, scheme: Scheme) -> tuple[str, ...]:
    """The columns that a filter looks at, those of its parts too, each once."""
    parts = {one.id: one for one in scheme.filters}
    found = list(wanted.columns)
    for name in wanted.filters:
        found += columns_read(parts[name], scheme)
    return tuple(dict.fromkeys(found))
