"""All papers of this application as they will be printed: choose, look, print, save."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, shortcut
from desktop.ui.pages.paper_choice import Scope, case_scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.paper_shelf import ShelfLine, papers_of_case
from desktop.work.submissions import ChangedCell, changed_cells

_NONE = "这份申报现在没有可以生成的表；汇总表在“汇总报送”中。"


class CaseSheets(QWidget):
    """The panel of the papers; `closed` leads back to the blanks."""

    closed = Signal()

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__()
        self._office = office
        self.back = button("返回填写", self.closed.emit, "back", "Esc")
        self._changed: tuple[ChangedCell, ...] = ()
        self.paper = PaperPanel(office, self._since)
        whole = column(row(self.back, None), self.paper, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)
        shortcut(self, "Esc", self.closed.emit)

    def show_case(self, application_id: int, wanted: str = "") -> None:
        """Show the papers of one application: the `wanted` one, else the one that was chosen."""

        def read(desk: Desk) -> tuple[list[ShelfLine], Scope, tuple[ChangedCell, ...]]:
            scope = case_scope(open_case(desk, application_id).round_id, application_id)
            return papers_of_case(desk, application_id), scope, changed_cells(desk, application_id)

        def show(found: tuple[list[ShelfLine], Scope, tuple[ChangedCell, ...]]) -> None:
            lines, scope, self._changed = found
            self.paper.show_papers(lines, scope, _NONE)
            if wanted:
                self.paper.want(wanted)
                self.paper.sheets.setFocus()

        self._office.ask(read, show, owner=self)

    def _since(self, line: ShelfLine) -> str:
        """Say which cells of a sheet are other ones than when it was last sent."""
        found = [one for one in self._changed if one.sheet == line.line.title]
        words = "；".join(f"{one.label} {_flat(one.old)} → {_flat(one.new)}" for one in found)
        return f"上次报送以后改动了{len(found)}处：{words}" if found else ""


def _flat(text: str) -> str:
    return " ".join(text.split()) or "（空）"
