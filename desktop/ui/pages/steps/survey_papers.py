"""抽查用纸: the draw's own papers as they will be printed; looked at, printed, saved."""

from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.pages.paper_choice import Scope, case_scope
from desktop.ui.pages.paper_panel import PaperPanel
from desktop.ui.pages.steps.panel import Panel
from desktop.ui.pages.steps.survey_lock import FIRST_SIGN
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.paper_shelf import DRAW, ShelfLine, papers_of_case

NONE_YET = "名单封存后才有确认表；抽取后才有抽取记录、记录表和结果汇总表。"
_WORDS = {
    "draw_list": FIRST_SIGN,
    "draw_record": "打印后由经办人和监督人签字，与确认表一并存放；照附录的命令可以重做本次抽取。",
    "draw_asking": "按抽取的先后联系，在纸上记录后再录入，或边联系边录入。",
    "draw_result": "汇总本次抽查的结果；尚未办完时，印出的是现在的情况。",
}


class SurveyPapers(Panel):
    """The papers of the draw, and no others; the journal says what was printed or saved."""

    title = "打印抽查的表"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__(office)
        self._wanted = ""
        self.paper = PaperPanel(office, _words)
        self.paper.out.view.picture.setAccessibleName("表的预览")
        whole = column(self.head(), self.paper, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.paper.out.listen(self)

    def want(self, paper_id: str) -> None:
        """Show this paper first when the panel is opened next."""
        self._wanted = paper_id

    def reload(self) -> None:
        """See which papers can be made now; the chosen one stays chosen."""
        number = self.application_id

        def read(desk: Desk) -> tuple[list[ShelfLine], Scope]:
            lines = [one for one in papers_of_case(desk, number) if one.group == DRAW]
            return lines, case_scope(open_case(desk, number).round_id, number)

        self.office.ask(read, lambda found: self._show(*found), owner=self)

    def _show(self, lines: list[ShelfLine], scope: Scope) -> None:
        wanted, self._wanted = self._wanted, ""
        self.paper.show_papers(lines, scope, NONE_YET)
        if wanted:
            self.paper.want(wanted)


def _words(line: ShelfLine) -> str:
    return _WORDS.get(line.line.ref.id.partition("@")[0], "")
