"""What a new edition changes, by article; and 换用新办法 for chosen cases, with both results."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.edition_diff import Difference
from desktop.domain.problem import UserError
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, by_text, column, holder, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.kit.wrapped import WrappedCells, headings_at_left
from desktop.work.editions import Edition, UnderWay, cases_under_way, change_over

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_RULE = (
    "没有勾选的仍按原办法，不受影响。勾选的转入新办法的同一年度，材料、名单、判断和抽查记录随同"
    "带过去；两种结果和理由记入操作历史。名单已封存而抽查规定不同的、已定稿或报送的，只能按原办法。"
)
_NONE = "原办法没有办理中的申报，不需要换用。"
_ALL_STAY = "以下申报都只能按原办法，原因见“能否换用”一栏。"


class ReadTable(QTableWidget):
    """A table to be read, whose texts wrap."""

    def __init__(self, name: str, heads: Sequence[tuple[str, int]]) -> None:
        """`heads` are the headings with their widths in px at 100 %."""
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([head for head, _ in heads])
        for at, (_, width) in enumerate(heads):
            self.setColumnWidth(at, by_text(width))
        self.setWordWrap(True)
        self.setItemDelegate(WrappedCells(self))
        headings_at_left(self)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these texts."""
        self.setRowCount(len(rows))
        for down, texts in enumerate(rows):
            for across, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setFlags(_SHOWN)
                self.setItem(down, across, item)
        self.resizeRowsToContents()


class ChangesTable(ReadTable):
    """Old → new by article."""

    def __init__(self) -> None:
        """Empty until something differs."""
        heads = (("条款", 110), ("事项", 250), ("原办法", 190), ("新版本", 190))
        super().__init__("与原办法对照", heads)

    def show_changes(self, changes: Sequence[Difference]) -> None:
        """Show what differs; what is new or gone says so."""
        self.show_rows(
            [
                (one.article, one.about, one.old or "（无）", one.new or "（删去）")
                for one in changes
            ]
        )


class ChangeOver(QWidget):
    """换用新办法: the cases under way by both editions, to be ticked; at first none is."""

    closed = Signal()
    done = Signal()

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for an edition."""
        super().__init__()
        self.office = office
        self._edition_id = ""
        self._cases: list[UnderWay] = []
        self.name = heading("")
        heads = (
            ("申报", 190),
            ("按原办法", 150),
            ("按新办法", 150),
            ("结论不同的条件", 260),
            ("能否换用", 120),
        )
        self.table = ReadTable("按原办法和新办法的结果", heads)
        self.why = LineEditor("text")
        self.why.inner.setAccessibleName("换用新办法的理由")
        self.told = sentence("", "quiet")
        self.wrong = sentence("", "wrong")
        self.back = button("返回", self.closed.emit, "back")
        self.go_over = primary("勾选的换用新办法", self._change, "tick")
        label = QLabel("理由")
        label.setBuddy(self.why.inner)
        line = row(label, self.why, self.go_over, gap=GAP)
        line.setStretch(1, 1)
        self.rule, self.line = sentence(_RULE, "quiet"), holder(line)
        parts = self.rule, self.told, self.table, self.wrong, self.line
        whole = column(row(self.name, None, self.back), *parts, gap=GAP)
        whole.setStretch(3, 1)
        whole.setAlignment(self.told, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)
        self.wrong.hide()

    def begin(self, edition: Edition) -> None:
        """Show the cases of the edition's origin."""
        self._edition_id = edition.scheme.id
        self.name.setText(f"换用新办法：{edition.scheme.name}（{edition.scheme.id}）")
        self.why.put("")
        say(self.wrong, "")
        self._read()

    def _read(self) -> None:
        wanted = self._edition_id
        self.office.ask(lambda desk: cases_under_way(desk, wanted), self._show, owner=self)

    def _show(self, cases: list[UnderWay]) -> None:
        self._cases = cases
        can = any(not one.refused for one in cases)
        say(self.told, "" if can else _ALL_STAY if cases else _NONE)
        self.rule.setVisible(bool(cases))
        self.table.setVisible(bool(cases))
        self.line.setVisible(can)
        self.table.show_rows([_texts(one) for one in cases])
        for down, one in enumerate(cases):
            item = self.table.item(down, 0)
            if item is not None and not one.refused:
                item.setFlags(_SHOWN | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
        (self.table if cases else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> list[int]:
        """The applications that are ticked."""
        states = [self.table.item(at, 0) for at in range(self.table.rowCount())]
        return [
            case.application_id
            for case, item in zip(self._cases, states, strict=True)
            if item is not None and not case.refused and item.checkState() == Qt.CheckState.Checked
        ]

    def _change(self) -> None:
        ids, wanted, why = self.chosen(), self._edition_id, self.why.text()
        self.office.keep(
            lambda desk: change_over(desk, ids, wanted, why),
            lambda _changed: self.done.emit(),
            owner=self,
            otherwise=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        say(self.wrong, f"{error.sentence}{error.hint}")


def _texts(one: UnderWay) -> tuple[str, ...]:
    differing = "\n".join(one.differing) or "没有不同"
    return one.name, one.old, one.new, differing, one.refused or "可以换用"
