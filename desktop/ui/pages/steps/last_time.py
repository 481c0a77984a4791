"""再次申报: a line above the form names the last application and takes from it what is asked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.ui.kit.layouts import GAP, UNIT, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.parts import button, say, sentence
from desktop.work.again import LastTime, fill_from_last, last_time


class LastTimeBar(QFrame):
    """Hidden where the organisation applies for the first time."""

    found = Signal(object)  # a LastTime, or None
    go = Signal(object)  # a Place

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `look`."""
        super().__init__()
        self.office = office
        self._number = 0
        self._last: LastTime | None = None
        self.setObjectName("notice")
        self.told = sentence("")
        self.fill = button(
            "按上次填入空栏", self._fill_all, "tick", "单位名称、地址、联系人等；数字不填"
        )
        self.open = button("打开上次申报", self._open, "archive")
        line = row(self.told, self.fill, self.open, gap=GAP, margin=2 * UNIT)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def look(self, application_id: int) -> None:
        """Look for the last application of the same organisation."""
        self._number = application_id
        self.office.ask(lambda desk: last_time(desk, application_id), self._show, owner=self)

    def fill_one(self, path: str) -> None:
        """Take one blank over, whatever stands there now."""
        self._fill([path])

    def _show(self, found: LastTime | None) -> None:
        self._last = found
        if found is not None:
            jumps = sum(bool(one.jump) for one in found.blanks.values())
            words = f"，{jumps}栏与上次不同或变化较大" if jumps else ""
            say(self.told, f"上次申报：{found.label}（{found.outcome}）{words}", "")
            count = len(found.empty)
            self.fill.setText(f"按上次填入{count}个空栏" if count else "按上次填入空栏")
            self.fill.setEnabled(bool(count))
        self.setVisible(found is not None)
        self.found.emit(found)

    def _fill_all(self) -> None:
        if self._last is not None:
            self._fill(self._last.empty)

    def _fill(self, paths: Sequence[str]) -> None:
        number = self._number
        self.office.keep(lambda desk: fill_from_last(desk, number, paths), owner=self)

    def _open(self) -> None:
        if self._last is not None:
            last = self._last
            self.go.emit(Place("case", last.round_id, last.application_id, "receive"))
