"""The two small forms above the list of 动态管理: a new unit, one day for several units."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from desktop.domain.following import Duty
from desktop.domain.problem import UserError
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, by_text, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, heading, primary, say, sentence
from desktop.work.desk import Changed, Desk
from desktop.work.dynamic_keep import add_unit, mark_duty, years_and_duties


class _Above(QFrame):
    """A form that stands above the list for a while; Esc lets it go."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.setObjectName("notice")
        self.told = sentence("", "wrong")
        self.told.hide()
        self.cancel = button("取消", self.end, "close", "Esc")

    def end(self) -> None:
        """Let the form go."""
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, whose Esc leads to the page before."""
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc lets the form go."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def refuse(self, error: UserError) -> None:
        """Say what is wrong, and keep what was typed."""
        say(self.told, f"{error.sentence}{error.hint}", "wrong")


class NewUnitForm(_Above):
    """A unit that was recognised in an earlier year: its scheme and its name."""

    made = Signal(int)  # the unit's id

    def __init__(self, office: Office) -> None:
        """Nothing is offered before `offer`."""
        super().__init__(office)
        self.scheme = Combo("按哪个办法认定")
        self.name = QLineEdit()
        self.name.setAccessibleName("平台（基地）名称")
        self.name.setMinimumWidth(by_text(120))
        self.keep = primary("登记", self._keep, "tick")
        labels = [_label(word, one) for word, one in (("办法", self.scheme), ("名称", self.name))]
        blanks = row(labels[0], self.scheme, labels[1], self.name, self.keep, self.cancel, gap=GAP)
        blanks.setStretch(3, 1)
        head = heading("登记一家往年认定的单位")
        self.setLayout(column(head, blanks, self.told, gap=GAP, margin=12))
        self.name.returnPressed.connect(self._keep)

    def offer(self, schemes: Sequence[tuple[str, str]]) -> None:
        """Offer these schemes, each by its id and name."""
        self.scheme.clear()
        for key, name in schemes:
            self.scheme.addItem(name, key)

    def begin(self, scheme_id: str) -> None:
        """Ask for a unit of this scheme, or of the one that was chosen last."""
        if scheme_id:
            self.scheme.setCurrentIndex(self.scheme.findData(scheme_id))
        self.name.clear()
        say(self.told, "")
        self.show()
        self.name.setFocus()

    def _keep(self) -> None:
        scheme, name = str(self.scheme.currentData()), self.name.text()
        self.office.keep(
            lambda desk: add_unit(desk, scheme, name),
            self._kept,
            owner=self,
            otherwise=self.refuse,
        )

    def _kept(self, changed: Changed) -> None:
        self.hide()
        self.made.emit(int(changed.value))


class DutyForm(_Above):
    """One day for a yearly paper of all selected units: what came in, or went up, together."""

    def __init__(self, office: Office) -> None:
        """Nothing is asked before `begin`."""
        super().__init__(office)
        self._ids: list[int] = []
        self.head = heading("")
        self.duty = Combo("哪一项")
        self.day = LineEditor("date")
        for one in (self.day, self.day.inner):
            one.setAccessibleName("收到或上报的日期")
        self.keep = primary("登记", self._keep, "tick")
        labels = [_label(word, one) for word, one in (("项目", self.duty), ("日期", self.day))]
        acts = (self.keep, self.cancel, None)
        blanks = row(labels[0], self.duty, labels[1], self.day, *acts, gap=GAP)
        self.setLayout(column(self.head, blanks, self.told, gap=GAP, margin=12))
        self.day.line.returnPressed.connect(self._keep)

    def begin(self, unit_ids: Sequence[int]) -> None:
        """Offer the yearly papers that the schemes of these units know."""
        self._ids = list(unit_ids)
        say(self.told, "")

        def read(desk: Desk) -> list[tuple[int, Duty]]:
            return years_and_duties(desk, self._ids)

        self.office.ask(read, self._offer, owner=self)

    def _offer(self, found: list[tuple[int, Duty]]) -> None:
        before = self.duty.currentText()
        self.duty.clear()
        for year, one in found:
            who = "收到" if one.who == "platform" else f"上报{one.to}"
            self.duty.addItem(f"{one.title(year)}（{who}）", (year, one.key))
        self.duty.setCurrentIndex(max(0, self.duty.findText(before)))
        self.head.setText(f"给选中的{len(self._ids)}家登记年度总结和计划")
        if not found:
            say(self.told, "选中单位的办法没有规定年度总结和计划。", "wrong")
        self.keep.setEnabled(bool(found))
        self.show()
        self.duty.setFocus()

    def _keep(self) -> None:
        chosen = self.duty.currentData()
        if chosen is None:
            return
        year, key = chosen
        ids, text = self._ids, self.day.text()
        self.office.keep(
            lambda desk: mark_duty(desk, ids, int(year), str(key), text),
            lambda _changed: self.hide(),
            owner=self,
            otherwise=self.refuse,
        )


def _label(word: str, of: QWidget) -> QLabel:
    label = QLabel(word)
    label.setBuddy(of)
    return label
