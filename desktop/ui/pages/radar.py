"""交叉核对: what stands out over all rosters of a round; findings to look at, no verdicts."""

from collections import Counter

from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.domain.radar import KINDS, Spot
from desktop.ui.kit import asking
from desktop.ui.kit.kept_choice import keep_choice, kept_choice
from desktop.ui.kit.layouts import GAP, WIDE, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.radar import CHECKED, Noted, note_finding, open_findings, radar, radar_basis

_HINT = (
    "对照本年度各份申报的名单、人员和申请表，列出值得核实的地方。这些只是线索，"
    "不是结论：同一企业可以先后接受几家单位的服务。核实后请写明情况。"
)
_KIND_LETTERS = 12
_ALL, _OPEN = "全部", "未核"
_FILTER = "filter/radar"  # remembered on this machine


class Radar(Page):
    """The findings at the left, the places of the chosen one at the right."""

    title = "交叉核对"
    kinds = frozenset({"rosters", "values", "radar"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._found: list[Noted] = []
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.back = button("返回列表", lambda: self.go.emit(self.place.at("cases")), "back")
        self.state = sentence("", "quiet")
        self.kind = Combo("哪一类")
        self.kind.setMinimumContentsLength(_KIND_LETTERS)
        self.only = Combo("核实情况")
        self.only.addItems([_ALL, _OPEN, "已核"])
        self.only.setCurrentText(kept_choice(_FILTER) or _ALL)
        columns = (
            TableColumn[Noted]("kind", "类别", lambda one: KINDS[one.finding.kind], 150, least=72),
            TableColumn[Noted]("told", "情况", lambda one: one.finding.sentence, 520, least=116),
            TableColumn[Noted]("note", "核实情况", lambda one: one.note or _OPEN, 120, least=64),
        )
        self.rows: Rows[Noted] = Rows(columns, lambda one: one.finding.key, self)
        self.table = Table("radar", self.rows)
        self.table.setAccessibleName("线索")
        spots = (
            TableColumn[Spot]("applicant", "申报单位", lambda one: one.applicant, 160),
            TableColumn[Spot]("name", "企业（人员）", lambda one: one.name, 180),
            TableColumn[Spot]("contact", "联系人", lambda one: one.contact, 64),
            TableColumn[Spot]("phone", "电话", lambda one: one.phone, 104, least=104),
            TableColumn[Spot]("place", "位置", lambda one: one.place, 120),
        )
        self.spots: Rows[Spot] = Rows(spots, lambda one: (one.roster, one.row_id), self)
        self.places = Table("radar-spots", self.spots)
        self.places.setAccessibleName("各处")
        self.told = sentence("", "heading")
        self.note = primary("写明核实情况…", self._note, "edit")
        self.open = button("打开这份申报的名单", self._open, "rosters")
        self.wrong = sentence("", "wrong")

    def _lay_out(self) -> None:
        head = row(title(self.title), None, self.back, gap=GAP)
        tools = row(QLabel("类别"), self.kind, QLabel("核实"), self.only, self.state, gap=GAP)
        tools.setStretch(4, 1)
        buttons = row(self.note, self.open, None, gap=GAP)
        right: QWidget = holder(self.told, buttons, self.wrong, self.places, gap=GAP)
        halves = side_by_side(self.table, right, shares=(1, 1))
        hint = sentence(_HINT, "quiet")
        whole = column(head, hint, tools, halves, gap=GAP, margin=WIDE)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.wrong.hide()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self._arrange())
        keep_choice(self.only, _FILTER)
        self.only.activated.connect(lambda _index: self._arrange())
        self.table.chosen.connect(self._show_finding)
        self.places.chosen.connect(lambda spot: self.open.setEnabled(spot is not None))
        self.places.opened.connect(lambda _spot: self._open())

    def reload(self) -> None:
        """Compare all rosters of the round, beside the window."""
        round_id = self.place.round_id
        if round_id is not None:
            say(self.state, "正在对照…")
            self.office.ask(
                lambda desk: radar_basis(desk, round_id),
                lambda basis: self.office.slow(
                    lambda _progress: radar(basis), self._show, owner=self, title="交叉核对"
                ),
                owner=self,
            )

    def filter(self, text: str) -> None:
        """Show only findings with `text` in them."""
        self.rows.filter(text)

    def starts_at(self) -> QWidget:
        """The list of findings."""
        return self.table

    def _show(self, found: list[Noted]) -> None:
        chosen, kind = self.table.current(), self.kind.currentData()
        self._found = found
        counts = Counter(one.finding.kind for one in found)
        self.kind.clear()
        self.kind.addItem(f"{_ALL}（{len(found)}）", "")
        for key, word in KINDS.items():
            if counts[key]:
                self.kind.addItem(f"{word}（{counts[key]}）", key)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        nothing = "各份名单之间没有发现需要核实的地方。"
        say(self.state, f"共{len(found)}条，未核{open_findings(found)}条" if found else nothing)
        self._arrange()
        if chosen is not None:
            self.table.choose(chosen.finding.key)

    def _arrange(self) -> None:
        kind, only = self.kind.currentData(), self.only.currentText()
        self.rows.show_rows(
            [
                one
                for one in self._found
                if kind in ("", None, one.finding.kind)
                and (only == _ALL or bool(one.note) == (only != _OPEN))
            ]
        )
        if self.rows.rows():
            self.table.selectRow(0)
        self._show_finding(self.table.current())

    def _show_finding(self, one: Noted | None) -> None:
        for part in (self.note, self.open):
            part.setEnabled(one is not None)
        self.spots.show_rows(one.finding.spots if one is not None else ())
        by = f"\n{one.note}（{one.by_whom} {one.at[:10]}）" if one is not None and one.note else ""
        say(self.told, one.finding.sentence + by if one is not None else "")
        say(self.wrong, "")
        if one is not None:
            self.places.selectRow(0)

    def _note(self) -> None:
        one: Noted | None = self.table.current()
        round_id = self.place.round_id
        if one is None or round_id is None:
            return
        before = one.note.removeprefix(CHECKED)
        text = asking.ask_text(self, one.finding.sentence, "核实情况", before, "记下")
        if text is not None:
            self.office.keep(
                lambda desk: note_finding(desk, round_id, one.finding, text),
                owner=self,
                otherwise=self._refuse,
            )

    def _refuse(self, error: UserError) -> None:
        say(self.wrong, f"{error.sentence}{error.hint}")

    def _open(self) -> None:
        spot: Spot | None = self.places.current()
        if spot is not None:
            detail = f"find:{spot.roster}:{spot.name}"
            self.go.emit(
                self.place.at(
                    "case", application_id=spot.application_id, step="rosters", detail=detail
                )
            )
