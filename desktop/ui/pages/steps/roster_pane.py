"""The right side for one roster: its rows, those refused, those in doubt, and what lists say."""

from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.ui.kit.layouts import column
from desktop.ui.kit.office import Office
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.counted_rows import CountedRows
from desktop.ui.pages.steps.listed_rows import ListedRows
from desktop.ui.pages.steps.roster_table import RosterTable
from desktop.ui.pages.steps.unknown_rows import UnknownRows
from desktop.work.reference_lists import ListedRoster
from desktop.work.rosters import RefusedLine, RosterCard
from desktop.work.traces import Evidence


class RosterPane(QWidget):
    """Three tabs, a fourth where lists are in use, and a fifth for the rows of one figure."""

    def __init__(self, office: Office, card: RosterCard) -> None:
        """Make the tabs."""
        super().__init__()
        self.rows = RosterTable(office, card.key, card.columns)
        self.unknown = UnknownRows(card.columns)
        self.listed = ListedRows()
        self.counted = CountedRows(card.columns)
        columns = (
            TableColumn[RefusedLine]("sheet", "工作表", lambda r: r.sheet, 120),
            TableColumn[RefusedLine]("line", "行", lambda r: str(r.line), 56, right=True),
            TableColumn[RefusedLine]("reason", "未采纳的原因", lambda r: r.reason, 260),
            TableColumn[RefusedLine]("text", "原文", lambda r: r.text, 360),
        )
        self.refused: Rows[RefusedLine] = Rows(columns, lambda r: (r.sheet, r.line), self)
        self.refused_table = Table("refused", self.refused)
        self.refused_table.setAccessibleName("拒绝的行")
        self.tabs = QTabWidget()
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName(card.title)
        for widget in (self.rows, self.refused_table, self.unknown, self.listed, self.counted):
            self.tabs.addTab(widget, "")
        for index in (3, 4):
            self.tabs.setTabVisible(index, False)  # noqa: FBT003 - Qt's own signature
        self.setLayout(column(self.tabs))

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the rows are to be looked at and copied."""
        for part in (self.rows, self.unknown, self.listed):
            part.freeze(on=on)

    def name_tabs(self, count: int) -> None:
        """Write how many rows there are behind each tab."""
        refused, unknown = len(self.refused.rows()), self.unknown.open()
        for index, text in enumerate(
            (
                f"名单（{count}）",
                f"拒绝的行（{refused}）",
                f"待判断（{unknown}）",
                f"公布名单（{self.listed.open()}行可采用）",
                "数了哪些行",
            )
        ):
            self.tabs.setTabText(index, text)

    def show_listed(self, found: list[ListedRoster]) -> None:
        """Show what the published lists say; the tab is there only where there are some."""
        self.listed.show_listed(found)
        self.tabs.setTabVisible(3, bool(found))

    def show_counted(self, found: Evidence | None) -> None:
        """Show the rows of one figure, or that none is asked for."""
        self.tabs.setTabVisible(4, found is not None)
        if found is not None:
            self.counted.show_evidence(found)
            self.tabs.setCurrentIndex(4)
