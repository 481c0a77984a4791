"""单位档案 on paper of an organisation that was recognised and never applied in this file."""

from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.pages.paper_choice import Scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.steps.panel import Panel
from desktop.work.free_papers import owner_organisation, papers_of_owner


class PrintArchive(Panel):
    """The sheet of one organisation, whose id the panel is shown for, with the very PDF."""

    title = "打印单位档案"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before the panel is opened."""
        super().__init__(office, "返回列表")
        self.paper = PaperPanel(office)
        whole = column(self.head(), self.paper, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)

    def reload(self) -> None:
        """Make the sheet anew."""
        owner = owner_organisation(self.application_id)
        scope = Scope(0, (), None, owner=owner)
        self.office.ask(
            lambda desk: papers_of_owner(desk, owner),
            lambda lines: self.paper.show_papers(lines, scope, ""),
            owner=self,
        )
