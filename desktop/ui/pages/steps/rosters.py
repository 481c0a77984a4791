"""名单: what the applicant handed in, by roster; imported with a preview and corrected in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit import asking
from desktop.ui.kit.layouts import GAP, clear, column, holder, row, scrolled, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.ui.pages.steps.importing import ImportingStep
from desktop.ui.pages.steps.roster_card import CardView, last_import
from desktop.ui.pages.steps.roster_table import RosterTable
from desktop.ui.pages.steps.unknown_rows import (
    Question,
    UnknownRows,
    asked_filters,
    columns_read,
)
from desktop.work.desk import Desk
from desktop.work.rosters import (
    RefusedLine,
    RosterCard,
    mark_rows,
    refused_rows,
    roster_cards,
    undo_import,
    unknown_rows,
)

_CARD_LETTERS = 20  # a card is so many letters wide at least


class RosterPane(QWidget):
    """The right side for one roster: its rows, the refused ones, those that can't be told."""

    def __init__(self, office: Office, card: RosterCard) -> None:
        """Make the three tabs."""
        super().__init__()
        self.rows = RosterTable(office, card.key, card.columns)
        self.unknown = UnknownRows(card.columns)
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
        for widget in (self.rows, self.refused_table, self.unknown):
            self.tabs.addTab(widget, "")
        self.setLayout(column(self.tabs))

    def name_tabs(self, count: int) -> None:
        """Write how many rows there are behind each tab."""
        refused, unknown = len(self.refused.rows()), self.unknown.open()
        for index, text in enumerate(
            (f"名单（{count}）", f"拒绝的行（{refused}）", f"待判断（{unknown}）")
        ):
            self.tabs.setTabText(index, text)


@dataclass(frozen=True)
class _Found:
    cards: list[RosterCard]
    scheme: Scheme
    refused: list[RefusedLine]
    questions: list[Question]


class RostersPage(ImportingStep):
    """Cards at the left, the chosen roster at the right."""

    title = "名单"
    kinds = frozenset({"rosters", "verdicts"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without cards; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self.cards: dict[str, CardView] = {}
        self.panes: dict[str, RosterPane] = {}
        self.roster = ""
        self._scheme_id = ""
        self._wanted = ""
        self._shown_already = False
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.state = sentence("", "quiet")
        self.files = button("导入文件…", self.choose_files, "file", "可一次选多个文件")
        self.folder = button("导入文件夹…", self.choose_folder, "folder")
        self._card_box = QVBoxLayout()
        self._card_box.setSpacing(GAP)
        self._pane_box = QVBoxLayout()

    def _lay_out(self) -> None:
        head = row(heading(self.title), self.state, self.undo_last, self.files, self.folder)
        head.setStretch(1, 1)
        panes = QWidget()
        panes.setLayout(self._pane_box)
        self._pane_box.setContentsMargins(0, 0, 0, 0)
        cards = scrolled(holder(self._card_box, None))
        cards.setAccessibleName("各份名单")
        cards.setMinimumWidth(self.fontMetrics().horizontalAdvance("字") * _CARD_LETTERS)
        halves = side_by_side(cards, panes, shares=(0, 1))
        whole = column(head, halves, gap=GAP)
        whole.setStretch(1, 1)
        self.show_main(whole)

    def show_for(self, place: Place) -> None:
        """Show another application's rosters."""
        if place.application_id != self.place.application_id:
            for pane in self.panes.values():
                pane.unknown.forget()
                pane.rows.search.clear()
        self._shown_already = False
        super().show_for(place)

    def filter(self, text: str) -> None:
        """The window's search box looks in the roster that is open."""
        if self.roster:
            self.panes[self.roster].rows.search.setText(text)

    def wanted_roster(self) -> str:
        """The roster whose own button was pressed."""
        return self._wanted

    def take_files(self, paths: Sequence[Path]) -> None:
        """What was dropped may be any roster."""
        self._wanted = ""
        super().take_files(paths)

    def import_for(self, roster: str) -> None:
        """Let the reviewer choose the file of one roster."""
        paths = asking.ask_files(self, "导入名单", asking.APPLICANT_FILES)
        self._wanted = roster
        super().take_files(paths)

    def reload(self) -> None:
        """Read the cards and the open roster again."""
        number, roster = self.application_id, self.roster
        self.office.ask(lambda desk: _find(desk, number, roster), self._show, owner=self)
        self.look_back()

    def _show(self, found: _Found) -> None:
        if found.scheme.id != self._scheme_id:
            self._build(found)
            return
        for card in found.cards:
            self.cards[card.key].show_card(card)
        self._tell(found.cards)
        pane = self.panes[self.roster]
        pane.refused.show_rows(found.refused)
        pane.unknown.show_questions(found.questions)
        pane.name_tabs(self.cards[self.roster].card.count)
        if not self._shown_already:
            pane.rows.show_for(self.application_id)
        self._shown_already = False

    def _tell(self, cards: Sequence[RosterCard]) -> None:
        lacking = [card.title for card in cards if card.required and not card.count]
        total = sum(card.count for card in cards)
        text = f"还缺：{'、'.join(lacking)}" if lacking else f"名单齐备，共{total}行"
        nothing = "还没有名单：把申报文件夹或名单文件拖到这里，或点“导入文件夹…”"
        say(self.state, text if total else nothing)

    def _build(self, found: _Found) -> None:
        self._scheme_id = found.scheme.id
        clear(self._card_box)
        clear(self._pane_box)
        self.cards, self.panes = {}, {}
        for card in found.cards:
            view = self.cards[card.key] = CardView(card)
            view.chosen.connect(self.choose)
            view.import_wanted.connect(self.import_for)
            view.refused_wanted.connect(lambda key: self.choose(key, 1))
            view.undo_wanted.connect(self._undo)
            self._card_box.addWidget(view)
            self._add_pane(card)
        first = [card.key for card in found.cards if card.key == found.scheme.sample.roster]
        self.choose(first[0] if first else found.cards[0].key)

    def _add_pane(self, card: RosterCard) -> None:
        pane = self.panes[card.key] = RosterPane(self.office, card)
        pane.rows.changed_here.connect(self._skip_rows)
        pane.unknown.answered.connect(self._mark)
        self._pane_box.addWidget(pane)
        pane.hide()

    def choose(self, roster: str, tab: int = 0) -> None:
        """Open one roster at the right."""
        self.roster = roster
        self._shown_already = False
        for key, view in self.cards.items():
            view.mark(key == roster)
            self.panes[key].setVisible(key == roster)
        self.panes[roster].tabs.setCurrentIndex(tab)
        self.reload()

    def _skip_rows(self) -> None:
        self._shown_already = True

    def _undo(self, roster: str, import_id: int) -> None:
        number, title = self.application_id, self.cards[roster].card.title
        agreed = asking.ask_yes(
            self, f"撤销“{title}”的这次导入吗？", "撤销导入", "导入前的名单会恢复，可以重新导入。"
        )
        if agreed:
            self.office.keep(lambda desk: undo_import(desk, number, import_id), owner=self)

    def _mark(self, rows: Sequence[int], filter_id: str, counts: bool | None) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: mark_rows(desk, number, rows, filter_id, counts),
            lambda _changed: self._skip_rows(),
            owner=self,
        )


def _find(desk: Desk, number: int, roster: str) -> _Found:
    scheme = scheme_of_case(desk, number)
    cards = roster_cards(desk, number)
    here = [card for card in cards if card.key == roster]
    last = last_import(here[0]) if here else None
    questions = [
        Question(one.id, one.text, columns_read(one, scheme), tuple(rows))
        for one in asked_filters(scheme, roster)
        if (rows := unknown_rows(desk, number, one.id))
    ]
    return _Found(cards, scheme, refused_rows(desk, last.id) if last else [], questions)
