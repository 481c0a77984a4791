"""名单: what the applicant handed in, by roster; imported with a preview and corrected in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit import asking
from desktop.ui.kit.layouts import GAP, TIGHT, clear, column, holder, row, scrolled, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.importing import ImportingStep
from desktop.ui.pages.steps.problem_out import ProblemsButton, put_out
from desktop.ui.pages.steps.roster_card import CardView
from desktop.ui.pages.steps.roster_pane import RosterPane
from desktop.ui.pages.steps.unknown_rows import Question, columns_read
from desktop.work.casedata import load
from desktop.work.desk import Desk
from desktop.work.doubts import asked_filters, rows_to_judge
from desktop.work.problem_list import ProblemList, kept_list, note_sent
from desktop.work.reference_lists import ListedRoster, adopt, listed_in, take_back
from desktop.work.rosters import (
    RefusedLine,
    RosterCard,
    mark_rows,
    refused_rows,
    roster_cards,
    undo_import,
    unknown_rows,
)
from desktop.work.search import ROW
from desktop.work.traces import Evidence, evidence

FIND = "find:"  # begins the detail of a place that names a row
DOUBT = "doubt:"  # begins the detail of a place that names rows which can't be told
COUNT = "count:"  # begins the detail of a place that names a figure
_DOUBTS = 2  # the tab of the rows that can't be told
_CARD_LETTERS = 19  # a card is so many letters wide at least


@dataclass(frozen=True)
class _Found:
    cards: list[RosterCard]
    scheme: Scheme
    refused: list[RefusedLine]
    questions: list[Question]
    listed: list[ListedRoster]
    doubts: Mapping[str, int]  # rows to be judged, by roster


class _Panes(dict[str, RosterPane]):
    """The rosters' right sides, each made when it is first looked at: one is 150 widgets."""

    def __init__(self, make: Callable[[str], RosterPane]) -> None:
        """`make` gets a roster's key."""
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> RosterPane:
        made = self[key] = self._make(key)
        return made


class RostersPage(ImportingStep):
    """Cards at the left, the chosen roster at the right."""

    title = "名单"
    kinds = frozenset({"rosters", "verdicts", "lists"})

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Make the page without cards; the scheme is known when it is shown."""
        super().__init__(office, parent)
        self.cards: dict[str, CardView] = {}
        self.panes = _Panes(self._pane)
        self.roster = ""
        self._scheme_id = ""
        self._wanted = ""
        self._shown_already = self._final = False
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.state = sentence("", "quiet")
        self.files = button("导入文件…", self.choose_files, "file", "可一次选多个文件")
        self.folder = button("导入文件夹…", self.choose_folder, "folder")
        self.problems = ProblemsButton()
        self.problems.wanted.connect(self._list_kept)
        self._card_box = QVBoxLayout()
        self._card_box.setSpacing(GAP)
        self._pane_box = QVBoxLayout()

    def _lay_out(self) -> None:
        buttons = (self.undo_last, self.problems, self.files, self.folder)
        head = column(row(heading(self.title), None, *buttons), self.state, gap=TIGHT)
        panes = QWidget()
        panes.setLayout(self._pane_box)
        self._pane_box.setContentsMargins(0, 0, 0, 0)
        self._pane_box.setSpacing(0)
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
        self._show_counted(place)

    def _show_counted(self, place: Place) -> None:
        """Show the rows of the figure that the place names: `count:item:side`."""
        for pane in self.panes.values():
            pane.show_counted(None)
        if place.detail.startswith(FIND):
            self._find_row(place.detail.removeprefix(FIND))
        if place.detail.startswith(ROW):
            self._show_row(place.detail.removeprefix(ROW))
        if place.detail.startswith(DOUBT):
            self._show_doubts(place.detail.removeprefix(DOUBT))
        if place.detail.startswith(COUNT):
            item, side = place.detail.removeprefix(COUNT).rsplit(":", 1)
            number = self.application_id
            self.office.ask(
                lambda desk: evidence(desk, number, item, side), self._open_counted, owner=self
            )

    def _show_doubts(self, wanted: str) -> None:
        """Open the rows of a roster that its filters can't tell: `roster:filter:filter`."""
        roster, *filters = wanted.split(":")
        number = self.application_id

        def look(_cards: list[RosterCard]) -> None:
            if roster in self.cards:
                self.panes[roster].unknown.want(filters)
                self.choose(roster, _DOUBTS)

        self.office.ask(lambda desk: roster_cards(desk, number), look, owner=self)

    def _find_row(self, wanted: str) -> None:
        """Look for a name in a roster, as a finding over several of them asks: `roster:name`."""
        roster, _, name = wanted.partition(":")
        number = self.application_id
        self.office.ask(
            lambda desk: roster_cards(desk, number),
            lambda _cards: self._look_for(roster, name),
            owner=self,
        )

    def _show_row(self, wanted: str) -> None:
        """Choose one row of a roster, as the search of the whole file asks: `roster:id`."""
        roster, _, row_id = wanted.partition(":")
        number = self.application_id

        def look(_cards: list[RosterCard]) -> None:
            if roster in self.cards:
                self.choose(roster)
                self.office.ask(
                    lambda _desk: None,  # after what the choice asks for
                    lambda _none: self.panes[roster].rows.show_row(number, int(row_id)),
                    owner=self,
                )

        self.office.ask(lambda desk: roster_cards(desk, number), look, owner=self)

    def _look_for(self, roster: str, name: str) -> None:
        if roster in self.cards:
            self.panes[roster].rows.search.setText(name)
            self.choose(roster)

    def _open_counted(self, found: Evidence) -> None:
        if found.trace.roster in self.cards:
            self.choose(found.trace.roster)
            self.panes[found.trace.roster].show_counted(found)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the rosters are to be read and searched; the head says what opens them."""
        self._final = on
        for one in (self.files, self.folder, self.undo_last):
            shut(one, on=on)
        for card in self.cards.values():
            card.freeze(on=on)
        for pane in self.panes.values():
            pane.freeze(on=on)

    def takes_files(self) -> bool:
        """Files and folders may be dropped here until 定稿."""
        return super().takes_files() and not self._final

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
            self.cards[card.key].show_card(card, found.doubts.get(card.title, 0))
        self._tell(found.cards, found.doubts)
        pane = self.panes[self.roster]
        pane.refused.show_rows(found.refused)
        pane.unknown.show_questions(found.questions)
        pane.show_listed(found.listed)
        pane.name_tabs(self.cards[self.roster].card.count)
        if not self._shown_already:
            pane.rows.show_for(self.application_id)
        self._shown_already = False

    def _tell(self, cards: Sequence[RosterCard], doubts: Mapping[str, int]) -> None:
        lacking = [card.title for card in cards if card.required and not card.count]
        total = sum(card.count for card in cards)
        parts = [f"还缺：{'、'.join(lacking)}" if lacking else f"名单齐备，共{total}行"]
        parts += [f"“{title}”还有{many}行待判断" for title, many in doubts.items()]
        text = "，".join(parts)
        nothing = "还没有名单：把申报文件夹或名单文件拖到这里，或点“导入文件夹…”"
        say(self.state, text if total else nothing)

    def _build(self, found: _Found) -> None:
        self._scheme_id = found.scheme.id
        clear(self._card_box)
        clear(self._pane_box)
        self.cards = {}
        self.panes.clear()
        for card in found.cards:
            view = self.cards[card.key] = CardView(card)
            view.chosen.connect(self.choose)
            view.import_wanted.connect(self.import_for)
            view.refused_wanted.connect(lambda key: self.choose(key, 1))
            view.undo_wanted.connect(self._undo)
            view.freeze(on=self._final)
            self._card_box.addWidget(view)
        first = [card.key for card in found.cards if card.key == found.scheme.sample.roster]
        self.choose(first[0] if first else found.cards[0].key)

    def _pane(self, key: str) -> RosterPane:
        pane = RosterPane(self.office, self.cards[key].card)
        pane.rows.changed_here.connect(self._skip_rows)
        pane.unknown.answered.connect(self._mark)
        pane.rows.back_wanted.connect(self._take_back)
        pane.listed.adopted.connect(self._adopt)
        pane.counted.back_wanted.connect(
            lambda: self.go.emit(self.place.at("case", step="assess", detail=""))
        )
        self._pane_box.addWidget(pane)
        pane.hide()
        pane.freeze(on=self._final)
        return pane

    def choose(self, roster: str, tab: int = 0) -> None:
        """Open one roster at the right."""
        self.roster = roster
        self._shown_already = False
        chosen = self.panes[roster]
        for key, view in self.cards.items():
            view.mark(key == roster)
        for pane in self.panes.values():
            pane.setVisible(pane is chosen)
        chosen.tabs.setCurrentIndex(tab)
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

    def _take_back(self, row_id: int, column: str) -> None:
        number = self.application_id
        self.office.keep(
            lambda desk: take_back(desk, number, row_id, column),
            owner=self,
            otherwise=self._refuse,
        )

    def _adopt(self, column: str, rows: Sequence[int]) -> None:
        number, roster = self.application_id, self.roster
        self.office.keep(
            lambda desk: adopt(desk, number, roster, column, rows),
            lambda changed: self.told.tell(
                f"已按名单采用{changed.value}行。", "这些格注明“来自名单”，选中后按F9可以还原。"
            ),
            owner=self,
            otherwise=self._refuse,
        )

    def _list_kept(self, kind: str) -> None:
        number = self.application_id
        self.office.ask(
            lambda desk: kept_list(desk, number),
            lambda found: self._put_out(kind, found),
            owner=self,
            otherwise=self._refuse,
        )

    def _put_out(self, kind: str, found: ProblemList) -> None:
        number = self.application_id

        def told(count: int, where: str) -> None:
            done = f"问题清单共{count}处，已{'保存' if where else '送打印'}。"
            self.office.keep(
                lambda desk: note_sent(desk, number, count),
                lambda _changed: self.told.tell(done, where),
                owner=self,
                otherwise=lambda _error: self.told.tell(done, where),  # a copy is only looked at
            )

        put_out(self.office, self, kind, found.name, lambda: found, told, self._refuse)

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
    parts = here[0].parts if here else ()
    questions = [
        Question(one.id, one.text, columns_read(one, scheme), tuple(rows))
        for one in asked_filters(scheme, roster)
        if (rows := unknown_rows(desk, number, one.id))
    ]
    listed = listed_in(desk, number, roster) if here else []  # another scheme has other rosters
    refused = [one for part in parts for one in refused_rows(desk, part.id)]
    doubts = rows_to_judge(load(desk, number))
    return _Found(cards, scheme, refused, questions, listed, doubts)
