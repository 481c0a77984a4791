"""纸质名单: pages and lines before the lock; after the draw the drawn lines are typed in."""

from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import heading, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.panel import Panel
from desktop.work.paper_roster import TYPED, PaperLine, PaperPage, paper_page, set_paper, type_line

_HOW = (
    "只有纸质或扫描名单时，不必全部录入：按页填写每页有几家企业，封存后按页和行抽取，"
    "抽中的行再录入。名单原件请与签字的确认表一并存放。"
)
_FROZEN = "名单已封存，名称和行数不能再改。"
_HOW_TYPED = "照原件录入抽中的行（双击或按F2）；没有抽中的不用录入。"


def _columns() -> tuple[TableColumn[PaperLine], ...]:
    def cell(key: str, label: str) -> TableColumn[PaperLine]:
        width = 220 if key in ("name", "service") else 110
        return TableColumn(key, label, lambda p: p.cells[key], width, editable=True)

    return (
        TableColumn("k", "顺序", lambda p: str(p.k), 56, right=True),
        TableColumn("place", "原件位置", lambda p: p.place, 120),
        *(cell(key, label) for key, label in TYPED),
    )


class SurveyPaperRoster(Panel):
    """The roster that is no file."""

    title = "纸质名单"
    topic = "纸质名单"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__(office)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = QLineEdit()
        self.name.setAccessibleName("名单名称")
        self.name.setPlaceholderText("如 服务企业名册（复印件）")
        self.lines = QLineEdit()
        self.lines.setAccessibleName("每页的企业行数，按页的先后")
        self.lines.setPlaceholderText("如 12、15、20：第1页12家，第2页15家，第3页20家")
        self.keep = primary("采用", self._keep)
        self.frozen = sentence("", "quiet")
        self.told = sentence("", "wrong")
        self.rows = Rows(_columns(), lambda p: p.i, self)
        self.table = Table("survey-paper", self.rows)
        self.table.setAccessibleName("抽中的行")
        self.typed_head = heading("抽中的行")
        self.typed_how = sentence(_HOW_TYPED, "quiet")

    def _lay_out(self) -> None:
        name, lines = QLabel("名单名称"), QLabel("每页行数")
        name.setBuddy(self.name)
        lines.setBuddy(self.lines)
        blanks = row(name, self.name, lines, self.lines, self.keep, gap=TIGHT)
        blanks.setStretch(1, 1)
        blanks.setStretch(3, 2)
        how = sentence(_HOW, "quiet")
        box = boxed(how, blanks, self.frozen, self.told, gap=TIGHT, margin=GAP)
        whole = column(self.head(), box, self.typed_head, self.typed_how, self.table, None, gap=GAP)
        whole.setStretch(4, 100)  # the table has the room; without it the blank below
        self.setLayout(whole)
        for part in (self.told, self.frozen):
            part.hide()

    def _connect(self) -> None:
        self.lines.returnPressed.connect(self._keep)
        self.rows.edited.connect(self._type)

    def reload(self) -> None:
        """Read what was entered, and what was drawn from it."""
        number = self.application_id
        self.office.ask(lambda desk: paper_page(desk, number), self._show, owner=self)

    def show_case(self, application_id: int) -> None:
        """Another case has its own paper."""
        say(self.told, "")
        super().show_case(application_id)

    def _show(self, page: PaperPage) -> None:
        for line, text in ((self.name, page.title), (self.lines, page.lines)):
            if not line.hasFocus():
                line.setText(text)
            line.setEnabled(not page.frozen)
        self.keep.setEnabled(not page.frozen)
        say(self.frozen, _FROZEN if page.frozen else "")
        self.rows.show_rows(page.drawn)
        for part in (self.typed_head, self.typed_how, self.table):
            part.setVisible(bool(page.drawn))

    def _keep(self) -> None:
        number, name, text = self.application_id, self.name.text(), self.lines.text()
        self.office.keep(
            lambda desk: set_paper(desk, number, name, text),
            lambda _changed: say(self.told, "已采用，请返回抽查核对家数。", "good"),
            owner=self,
            otherwise=self._refuse,
        )

    def _type(self, line: PaperLine, key: str, text: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: type_line(desk, number, line.i, key, text),
            owner=self,
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")
