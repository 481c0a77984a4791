"""What importing a roster anew changes: rows added, gone and altered, each with its place."""

from PySide6.QtWidgets import QWidget

from desktop.domain.case import Row
from desktop.domain.form import Roster
from desktop.domain.roster_diff import Altered, RosterDiff
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.places import short_place
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.choices import Choices
from desktop.work.import_diff import RosterChange

_KINDS = (("added", "新增"), ("gone", "减少"), ("altered", "改动"))
_TOLD = {"added": "现有名单中没有", "gone": "新名单中没有"}
_LETTERS = 15  # of a place, in its column
Line = Row | Altered  # rows are shown as they are compared: a long list is not copied


class ChangeRows(QWidget):
    """The change of one roster, kind by kind."""

    def __init__(self) -> None:
        """Nothing is compared yet."""
        super().__init__()
        self._diff: RosterDiff | None = None
        self._labels: dict[str, str] = {}
        self._make()
        self._lay_out()
        self.kinds.chosen.connect(lambda _kind: self._show())

    def _make(self) -> None:
        self.sentence = sentence("", "heading")
        self.warnings = sentence("", "part")
        self.kinds = Choices("哪一种变化", _KINDS)
        columns = (
            TableColumn[Line]("name", "名称", lambda one: _row(one).cells.get("name", ""), 220),
            TableColumn[Line]("told", "有什么不同", self._told, 420),
            TableColumn[Line]("place", "位置", _place, 220, tip=lambda one: _row(one).place),
            TableColumn[Line]("before", "原位置", _before, 220, tip=_whole_before),
        )
        self.rows: Rows[Line] = Rows(columns, id, self)
        self.table = Table("preview-changes", self.rows)
        self.table.setAccessibleName("与现有名单的差别")

    def _lay_out(self) -> None:
        tools = row(self.kinds, None, gap=GAP)
        whole = column(self.sentence, self.warnings, tools, self.table, gap=GAP, margin=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_change(self, change: RosterChange, roster: Roster) -> None:
        """Show what changes in one roster."""
        if change.diff is self._diff:
            return
        say(self.sentence, change.diff.sentence)
        say(self.warnings, "\n".join(change.warnings))
        self._diff = change.diff
        self._labels = {one.key: one.label for one in roster.columns}
        counts = {key: len(self._of(key)) for key, _ in _KINDS}
        self.kinds.show_counts(counts)
        first = next((key for key, _ in _KINDS if counts[key]), "added")
        if not counts[self.kinds.current()]:
            self.kinds.buttons[first].setChecked(True)
        self._show()

    def forget(self) -> None:
        """Let go of what was compared."""
        self._diff = None
        self._show()

    def _of(self, kind: str) -> tuple[Line, ...]:
        diff = self._diff
        if diff is None:
            return ()
        of: dict[str, tuple[Line, ...]] = {"added": diff.added, "gone": diff.gone}
        return of.get(kind, diff.altered)

    def _show(self) -> None:
        self.rows.show_rows(self._of(self.kinds.current()))

    def _told(self, one: Line) -> str:
        if isinstance(one, Row):
            return _TOLD[self.kinds.current()]
        return "；".join(
            f"{self._labels.get(key, key)}：{before or '（空）'} → {after or '（空）'}"
            for key, before, after in one.cells
        )


def _row(one: Line) -> Row:
    return one if isinstance(one, Row) else one.new


def _place(one: Line) -> str:
    return short_place(_row(one).place, _LETTERS)


def _before(one: Line) -> str:
    return short_place(_whole_before(one), _LETTERS)


def _whole_before(one: Line) -> str:
    return "" if isinstance(one, Row) else one.old.place
