"""移交件里有什么: each case beside what is here, the differences, and which one is to stand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Desk
from desktop.work.handover_diff import Difference
from desktop.work.handover_take import (
    CHOICES,
    DIVERGED,
    REFUSED,
    THERE,
    Arrival,
    Arrived,
    arrivals,
    sender_words,
)

_ASK = "请选择…"
_WORDS = dict(CHOICES)


class ArrivedPanel(Panel):
    """The parcel's cases, the chosen one's differences, and the choice where both were changed."""

    title = "打开的移交件"
    agreed = Signal(object, object)  # the Arrived, and the choices by place

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `put`."""
        super().__init__(office, "返回")
        self._arrived: Arrived | None = None
        self._lines: Sequence[Arrival] = ()
        self._choices: dict[int, str] = {}
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.who, self.note = sentence(""), sentence("", "wrong")
        self.rows: Rows[Arrival] = Rows(self._columns(), lambda one: one.at, self)
        self.table = Table("arrived", self.rows)
        self.table.setAccessibleName("移交件中的申报")
        self.what = sentence("", "quiet")
        self.lines: Rows[Difference] = Rows(_difference_columns(), lambda one: one, self)
        self.differences = Table("handover-differences", self.lines)
        self.differences.setAccessibleName("不同之处")
        self.choice = Combo("采用哪一份")
        self.label = QLabel("采用哪一份")
        self.label.setBuddy(self.choice)
        self.take = primary("收入", self._agree, "tick")

    def _lay_out(self) -> None:
        choose = row(self.label, self.choice, None, self.take, gap=GAP)
        parts = (self.who, self.table, self.what, self.differences, self.note)
        whole = column(self.head(), *parts, choose, gap=GAP)
        whole.setStretch(2, 1)
        whole.setStretch(4, 2)
        self.setLayout(whole)
        self.note.hide()

    def _connect(self) -> None:
        self.table.chosen.connect(self._show_one)
        self.choice.activated.connect(self._choose)

    def put(self, arrived: Arrived) -> None:
        """Take another parcel; nothing of it is chosen yet, and it is shown when it is opened."""
        self._arrived, self._choices = arrived, {}
        say(self.note, "")

    def refuse(self, error: UserError) -> None:
        """Say why it was not taken in."""
        say(self.note, f"{error.sentence}{error.hint}", "wrong")

    def reload(self) -> None:
        """Compare the parcel with what is here now."""
        arrived = self._arrived
        if arrived is None:
            return

        def read(desk: Desk) -> tuple[str, list[Arrival]]:
            return sender_words(desk, arrived), arrivals(desk, arrived)

        self.office.ask(read, lambda found: self._show(*found), owner=self)

    def _show(self, sender: str, lines: Sequence[Arrival]) -> None:
        say(self.who, sender)
        self._lines = lines
        self.rows.show_rows(lines)
        undecided = [one.at for one in lines if one.state == DIVERGED]
        self.table.selectRow(undecided[0] if undecided else 0)
        self._show_one(self.table.current())

    def _show_one(self, one: Arrival | None) -> None:
        if one is None:
            return
        say(self.what, one.told)
        self.lines.show_rows(one.shown)
        self.differences.setVisible(bool(one.shown))
        is_open = one.state == DIVERGED
        self.label.setVisible(is_open)
        self.choice.setVisible(is_open)
        self.choice.clear()
        self.choice.addItem(_ASK, "")
        for key, words in CHOICES:
            if one.can_replace or key != THERE:
                self.choice.addItem(words, key)
        at = self.choice.findData(self._choices.get(one.at, ""))
        self.choice.setCurrentIndex(max(0, at))
        self._buttons()

    def _choose(self, _index: int) -> None:
        one, key = self.table.current(), str(self.choice.currentData() or "")
        if one is None:
            return
        self._choices.pop(one.at, None)
        if key:
            self._choices[one.at] = key
        self.rows.show_rows(self._lines)
        self.table.choose(one.at)
        self._buttons()

    def _buttons(self) -> None:
        left = [o for o in self._lines if o.state == DIVERGED and o.at not in self._choices]
        takes = [one for one in self._lines if one.state != REFUSED]
        self.take.setEnabled(bool(takes) and not left)
        self.take.setText(f"收入{len(takes)}份" if len(takes) > 1 else "收入")
        self.take.setToolTip("还有申报没有选择采用哪一份" if left else "")

    def _agree(self) -> None:
        self.agreed.emit(self._arrived, dict(self._choices))

    def _columns(self) -> tuple[TableColumn[Arrival], ...]:
        return (
            TableColumn("name", "名称", lambda one: one.name, 260),
            TableColumn("scheme", "办法", lambda one: one.scheme, 200),
            TableColumn("year", "年度", lambda one: f"{one.year}年度", 80),
            TableColumn("number", "编号", lambda one: one.number, 64),
            TableColumn("state", "情况", lambda one: one.state, 104),
            TableColumn("choice", "采用", self._chosen_words, 200),
        )

    def _chosen_words(self, one: Arrival) -> str:
        if one.state != DIVERGED:
            return ""
        return _WORDS.get(self._choices.get(one.at, ""), "还没有选择")


def _difference_columns() -> tuple[TableColumn[Difference], ...]:
    return (
        TableColumn("part", "部分", lambda one: one.part, 96),
        TableColumn("what", "内容", lambda one: one.what, 260),
        TableColumn("here", "这里", lambda one: one.here, 320),
        TableColumn("there", "移交件里", lambda one: one.there, 320),
    )
