"""What importing a roster anew changes: rows added, gone and altered, each with its place."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.domain.case import Row
from desktop.domain.form import Roster
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.choices import Choices
from desktop.work.import_diff import RosterChange

_KINDS = (("added", "新增"), ("gone", "减少"), ("altered", "改动"))


@dataclass(frozen=True)
class ChangeLine:
    """One row that is added, gone or altered, with what is different."""

    kind: str
    row: Row
    told: str
    before: str = ""


class ChangeRows(QWidget):
    """The change of one roster, kind by kind."""

    def __init__(self) -> None:
        """Nothing is compared yet."""
        super().__init__()
        self._lines: list[ChangeLine] = []
        self._make()
        self._lay_out()
        self.kinds.chosen.connect(lambda _kind: self._show())

    def _make(self) -> None:
        self.sentence = sentence("", "heading")
        self.warnings = sentence("", "part")
        self.kinds = Choices("哪一种变化", _KINDS)
        columns = (
            TableColumn[ChangeLine]("name", "名称", lambda one: one.row.cells.get("name", ""), 220),
            TableColumn[ChangeLine]("told", "有什么不同", lambda one: one.told, 420),
            TableColumn[ChangeLine]("place", "位置", lambda one: one.row.place, 220),
            TableColumn[ChangeLine]("before", "原位置", lambda one: one.before, 220),
        )
        self.rows: Rows[ChangeLine] = Rows(columns, id, self)
        self.table = Table("preview-changes", self.rows)
        self.table.setAccessibleName("与现有名单的差别")

    def _lay_out(self) -> None:
        tools = row(self.kinds, None, gap=GAP)
        whole = column(self.sentence, self.warnings, tools, self.table, gap=GAP, margin=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_change(self, change: RosterChange, roster: Roster) -> None:
        """Show what changes in one roster."""
        say(self.sentence, change.diff.sentence)
        say(self.warnings, "\n".join(change.warnings))
        self._lines = _lines(change, roster)
        counts = {key: sum(one.kind == key for one in self._lines) for key, _ in _KINDS}
        self.kinds.show_counts(counts)
        first = next((key for key, _ in _KINDS if counts[key]), "added")
        if not counts[self.kinds.current()]:
            self.kinds.buttons[first].setChecked(True)
        self._show()

    def forget(self) -> None:
        """Let go of what was compared."""
        self._lines = []
        self._show()

    def _show(self) -> None:
        wanted = self.kinds.current()
        self.rows.show_rows([one for one in self._lines if one.kind == wanted])


def _lines(change: RosterChange, roster: Roster) -> list[ChangeLine]:
    labels = {one.key: one.label for one in roster.columns}
    altered = [
        ChangeLine(
            "altered",
            one.new,
            "；".join(
                f"{labels.get(key, key)}：{before or '（空）'} → {after or '（空）'}"
                for key, before, after in one.cells
            ),
            one.old.place,
        )
        for one in change.diff.altered
    ]
    added = [ChangeLine("added", one, "现有名单中没有") for one in change.diff.added]
    gone = [ChangeLine("gone", one, "新名单中没有") for one in change.diff.gone]
    return [*added, *gone, *altered]
