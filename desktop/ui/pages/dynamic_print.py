"""The papers of 动态管理 for one scheme: validity, yearly papers, changes, each as printed."""

from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import say, sentence
from desktop.ui.pages.paper_choice import Scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.steps.panel import Panel
from desktop.work.desk import Desk
from desktop.work.inward_papers import OF_UNITS
from desktop.work.paper_shelf import ShelfLine, papers_of_round
from desktop.work.rounds import list_rounds

_NO_ROUND = "要打印，请先在窗口上方为这个办法新建一个年度。"
_EMPTY = "没有可以打印的表。"


class PrintUnits(Panel):
    """The papers of one scheme's units, with the very PDF."""

    title = "打印情况表"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before the panel is opened; `wanted` is the scheme."""
        super().__init__(office, "返回列表")
        self.wanted = ""
        self.told = sentence("", "part")
        self.paper = PaperPanel(office)
        whole = column(self.head(), self.told, self.paper, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)

    def reload(self) -> None:
        """Read which papers there are, in the newest round of the scheme."""
        wanted = self.wanted

        def read(desk: Desk) -> tuple[int, str, list[ShelfLine]]:
            for one in list_rounds(desk):
                if one.scheme_id == wanted:
                    lines = papers_of_round(desk, one.id)
                    return one.id, one.short_name, [x for x in lines if x.line.ref in OF_UNITS]
            return 0, "", []

        self.office.ask(read, lambda found: self._show(*found), owner=self)

    def _show(self, round_id: int, name: str, lines: list[ShelfLine]) -> None:
        say(self.told, f"{name}的认定单位；每个办法一份。" if lines else _NO_ROUND, "quiet")
        self.paper.setVisible(bool(lines))
        self.paper.show_papers(lines, Scope(round_id, (), None), _EMPTY)
