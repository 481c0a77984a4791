"""All papers of this application as they will be printed: choose, look, print, save."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.kit.layouts import column
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.parts import button, shortcut
from desktop.ui.pages.paper_choice import Scope, case_scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.paper_shelf import ShelfLine, papers_of_case
from desktop.work.steps import TITLES

_NAMES = dict(TITLES) | {"letters": "告知和函询", "archive": "单位档案"}
_NONE = "这份申报现在没有可以生成的表；汇总表在“汇总报送”中。"


class CaseSheets(QWidget):
    """The panel of the papers; `closed` leads back, and so does `back`, for the host to place."""

    closed = Signal()

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__()
        self._office = office
        self.back = button("返回填写", self.closed.emit, "back", "Esc")
        self.paper = PaperPanel(office)
        self.setLayout(column(self.paper))
        self.paper.out.listen(self)
        shortcut(self, "Esc", self.closed.emit)

    def name_back(self, origin: Place | None) -> None:
        """Name the way back: to `origin`, or to the blanks of this step."""
        words = _NAMES.get(origin.step or origin.page, "") if origin is not None else "填写"
        self.back.setText(f"返回{words}")
        self.back.setAccessibleName(f"返回{words}")

    def show_case(self, application_id: int, wanted: str = "") -> None:
        """Show the papers of one application: the `wanted` one, else the one that was chosen."""

        def read(desk: Desk) -> tuple[list[ShelfLine], Scope]:
            round_id = open_case(desk, application_id).round_id
            return papers_of_case(desk, application_id), case_scope(round_id, application_id)

        def show(found: tuple[list[ShelfLine], Scope]) -> None:
            self.paper.show_papers(*found, _NONE)
            if wanted:
                self.paper.want(wanted)
                self.paper.sheets.setFocus()

        self._office.ask(read, show, owner=self)
