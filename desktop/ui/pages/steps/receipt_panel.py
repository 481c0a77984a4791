"""收件回执 in the place of 收件登记: looked at, printed and saved where the applicant stands."""

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.pages.paper_choice import Scope, case_scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.steps.panel import Panel
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.paper_shelf import ShelfLine, papers_of_case

RECEIPT = "receipt"  # the paper's id
_NONE = "这份申报现在没有收件回执。"


class ReceiptPanel(Panel):
    """The one paper, as wide as there is room, so that it is read at once."""

    title = "收件回执"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `open_in`."""
        super().__init__(office, "返回收件登记")
        self.paper = PaperPanel(office)
        self.paper.out.view.picture.setAccessibleName("收件回执的预览")
        self.paper.out.view.fit_width()
        whole = column(self.head(), self.paper, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)

    def open_in(self, stack: QStackedWidget, application_id: int) -> None:
        """Stand in front of what `stack` shows; 返回 and Esc bring its first page back."""
        if stack.indexOf(self) < 0:
            stack.addWidget(self)
            self.closed.connect(lambda: stack.setCurrentIndex(0))
        stack.setCurrentWidget(self)
        self.back.setFocus()
        self.show_case(application_id)

    def reload(self) -> None:
        """Make it anew."""
        number = self.application_id

        def read(desk: Desk) -> tuple[list[ShelfLine], Scope]:
            papers = papers_of_case(desk, number)
            lines = [one for one in papers if one.line.ref.id.partition("@")[0] == RECEIPT]
            return lines, case_scope(open_case(desk, number).round_id, number)

        self.office.ask(read, lambda found: self.paper.show_papers(*found, _NONE), owner=self)
