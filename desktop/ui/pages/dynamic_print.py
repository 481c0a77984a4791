"""The papers of 动态管理 for one scheme: validity, yearly papers, changes, each as printed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, say, sentence
from desktop.ui.pages.paper_choice import Scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Desk
from desktop.work.free_papers import owner_scheme, papers_of_owner
from desktop.work.inward_papers import OF_UNITS
from desktop.work.paper_shelf import ShelfLine, papers_of_round
from desktop.work.rounds import list_rounds

_TOLD = "{}的认定单位；每个办法一份。"
_EMPTY = "没有可以打印的表。"
Names = Sequence[tuple[str, str]]


class PrintUnits(Panel):
    """The papers of one scheme's units, with the very PDF."""

    title = "打印情况表"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before the panel is opened; `wanted` is the scheme."""
        super().__init__(office, "返回列表")
        self.wanted = ""
        self.scheme = Combo("哪个办法的单位")
        self.told = sentence("", "part")
        self.paper = PaperPanel(office)
        label = QLabel("办法")
        label.setBuddy(self.scheme)
        tools = row(label, self.scheme, self.told, gap=GAP)
        tools.setStretch(2, 1)
        whole = column(self.head(), tools, self.paper, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)
        self.scheme.activated.connect(lambda _index: self._choose())

    def offer(self, schemes: Names) -> None:
        """Offer these schemes, each by its id and name."""
        self.scheme.clear()
        for key, name in schemes:
            self.scheme.addItem(name, key)

    def _choose(self) -> None:
        self.wanted = str(self.scheme.currentData() or "")
        self.reload()

    def reload(self) -> None:
        """Read which papers there are: in the newest round of the scheme, else of the scheme."""
        at = self.scheme.findData(self.wanted)
        self.scheme.setCurrentIndex(max(0, at))
        wanted = self.wanted = str(self.scheme.currentData() or "")

        def read(desk: Desk) -> tuple[Scope, list[ShelfLine]]:
            for one in list_rounds(desk):
                if one.scheme_id == wanted:
                    lines = papers_of_round(desk, one.id)
                    return Scope(one.id, (), None), [x for x in lines if x.line.ref in OF_UNITS]
            owner = owner_scheme(wanted)
            return Scope(0, (), None, owner=owner), papers_of_owner(desk, owner)

        self.office.ask(read, lambda found: self._show(*found), owner=self)

    def _show(self, scope: Scope, lines: list[ShelfLine]) -> None:
        say(self.told, _TOLD.format(self.scheme.currentText()) if lines else _EMPTY, "quiet")
        self.paper.setVisible(bool(lines))
        self.paper.show_papers(lines, scope, _EMPTY)
