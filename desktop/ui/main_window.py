"""The one window: a frame around pages, made at first use, and the way from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ui.helping import Helping
from desktop.ui.kit.bar import MessageBar
from desktop.ui.kit.drop import DropTarget
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.find_panel import FindPanel
from desktop.ui.kit.focus import is_blank
from desktop.ui.kit.frame import Bottom, Navigation, Top
from desktop.ui.kit.layouts import column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import MANUAL, Page, Place
from desktop.ui.kit.page_stack import PageStack
from desktop.ui.kit.parts import empty_search, say, sentence, shortcut
from desktop.ui.kit.theme import dress
from desktop.ui.loading import ROOMS
from desktop.ui.searching import Searching
from desktop.ui.sections import ENTRIES, SECTION_OF

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when the window is
    from PySide6.QtGui import QCloseEvent

    from desktop.work.desk import Changed, Desk
    from desktop.work.frame_lines import RoundLine

TITLE = "示范平台（基地）初审推荐系统"
_FRAMELESS = "first_start"
_PASSING = (_FRAMELESS, "incoming")  # the way back never leads there
_STEPS_BACK = 50
_OWN = ".review"
_DOSSIERS = (".rdpack", ".rdpack.age")
_NO_FILE = "报送材料包要在本单位的数据文件里核验。"
_FILE_FIRST = "请先新建或打开一个数据文件，打开后自动转到“上级汇总”。"

Factory = Callable[[Office], Page]


class MainWindow(QMainWindow):
    """Frame, pages and the way between them; all that is kept goes through the office."""

    closing = Signal()  # the file is closed

    def __init__(
        self,
        office: Office,
        pages: Mapping[str, Factory],
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        """`pages` maps a page's key to what makes it; a page is made when it is first shown."""
        super().__init__()
        self.office = office
        self._factories = pages
        self._rounds: list[RoundLine] = []
        self._past: list[Place] = []
        self._closing = False
        self._dossiers: list[Path] = []  # to be verified as soon as a file is open
        self.place = Place("")
        dress(self)
        self._make(clock)
        self._lay_out()
        self._connect()

    def _make(self, clock: Callable[[], datetime]) -> None:
        self.navigation = Navigation(ENTRIES)
        self.top = Top()
        self.bottom = Bottom(clock)
        self.message = MessageBar()
        self.copy = sentence("", "banner")
        self.copy.hide()
        self.stack = PageStack(self._make_page)
        self._pages = self.stack.made
        self.stack.setObjectName("page")
        self.opening = EmptyPage("folder", "", "")
        self.stack.addWidget(self.opening)
        self.finder = FindPanel(self.top.search, self)
        self.drop = DropTarget(self, self._take_files)

    def _lay_out(self) -> None:
        self.setWindowTitle(TITLE)
        self.resize(1280, 800)
        self.setMinimumSize(960, 600)
        middle = column(self.copy, self.message, self.stack, gap=0)
        middle.setStretch(2, 1)
        body = row(self.navigation, middle, gap=0)
        body.setStretch(1, 1)
        whole = column(self.top, body, self.bottom, gap=0)
        whole.setStretch(1, 1)
        desk = QWidget()
        desk.setObjectName("desk")
        desk.setLayout(whole)
        self.setCentralWidget(desk)

    def _connect(self) -> None:
        office = self.office
        office.refused.connect(self._refuse)
        office.noted.connect(self.message.tell)
        office.settled.connect(self._on_settled)
        office.crashed.connect(self._show_crash)
        office.saved.connect(self.bottom.save.saved)
        office.started.connect(self.bottom.task.begin)
        office.progressed.connect(self.bottom.task.progress)
        office.ended.connect(self.bottom.task.hide)
        office.changed.connect(self._on_changed)
        office.opened.connect(self._on_opened)
        self.bottom.cancel.connect(office.cancel)
        self.bottom.files_wanted.connect(self._offer_files)
        self.bottom.keys_wanted.connect(self._show_keys)
        self.navigation.chosen.connect(self._navigate)
        self.top.round_chosen.connect(self._choose_round)
        self.top.new_round.connect(lambda: self.go(self.place.at("round", detail="new")))
        self.top.call_wanted.connect(lambda: self.go(self.place.at("round", detail="")))
        self.top.searched.connect(self._search)
        self.searching = Searching(office, self.top, self.finder, self._lead)
        self.top.operator_chosen.connect(self._use_operator)
        self.helping = Helping(office, self, self._topic)
        self.closing.connect(self.helping.close)
        self.navigation.help_wanted.connect(self._help)
        self._bind_keys()

    def _bind_keys(self) -> None:
        for number, entry in enumerate(ENTRIES, 1):
            shortcut(self, f"Alt+{number}", _going(self._navigate, entry.key))
        shortcut(self, "Ctrl+F", self._to_search)
        shortcut(self, "F1", self._help)
        shortcut(self, "Ctrl+O", self._offer_files)
        shortcut(self, "Ctrl+/", self._show_keys)
        shortcut(self, "Escape", lambda: self.back(typing=is_blank(self.focusWidget())))
        shortcut(self, "Alt+Left", self.back)

    def go(self, place: Place) -> None:
        """Show `place`, remembering the one that is left; the manual has a window of its own."""
        if place.page == MANUAL:
            self.helping.open(place.detail)
            return
        if not self._leaves():
            return
        if self.place.page and self.place.page not in (place.page, *_PASSING):
            self._past = [*self._past, self.place][-_STEPS_BACK:]
        self._show(place)

    def back(self, *, typing: bool = False) -> None:
        """Leave the search box, close the message, or go back (unless `typing`), in this order.

        A filled search box on the page is emptied before that page is left.
        """
        if self.top.search.hasFocus():
            self.finder.forget()
            self.page(self.place.page).setFocus()
        elif self.message.isVisible():
            self.message.hide()
        elif typing or empty_search(self.stack):
            return
        elif self._past and self._leaves():
            self._show(self._past.pop())

    def show_opening(self, path: Path) -> None:
        """Say which file is being opened, until it is open."""
        self.opening.show_text(f"正在打开“{path.name}”…", str(path))
        self.stack.setCurrentWidget(self.opening)

    def open_dossiers(self, files: Sequence[Path]) -> None:
        """Verify these 报送材料包 at 上级汇总; where no file is open yet, once one is."""
        if self.place.page in ("", _FRAMELESS):
            self._dossiers = list(files)
            if self.place.page:
                self.message.tell(_NO_FILE, _FILE_FIRST)
            return
        page = self.page("bureau")  # first: a page that is there is shown at once
        self.go(Place("bureau", round_id=self.place.round_id))
        if self.place.page == "bureau":  # what is being edited may not let go
            page.take_files(files)

    def pages(self) -> list[str]:
        """The keys of all pages, in the order in which they are listed."""
        return list(self._factories)

    def page(self, key: str) -> Page:
        """The page `key`, made at its first use."""
        return self.stack.page(key)

    def _make_page(self, key: str) -> Page:
        made = self._factories[key](self.office)
        made.go.connect(self.go)
        made.others_leave = self._leaves
        return made

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish the edit under way, keep it, close the file."""
        if not self._leaves():
            event.ignore()
            return
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self.office.cancel()
        self._closing = self.office.pending > 0
        if self._closing:
            event.ignore()  # what can't be kept must still be said
            return
        self.office.close()
        self.closing.emit()
        super().closeEvent(event)

    def _leaves(self) -> bool:
        """Whether the page that is shown lets the reviewer go; it may ask."""
        page = self._pages.get(self.place.page)
        return page is None or page.leave()

    def _show(self, place: Place) -> None:
        """Show `place`: at once where its page is there, else its room is loaded beside first."""
        self.place = place
        room = ROOMS.get(place.page, "")
        if room and place.page not in self._pages:
            self.navigation.mark(SECTION_OF.get(place.page, place.page))
            self.office.load(room, lambda: self._enter(place.page), owner=self)
        else:
            self._enter(place.page)

    def _enter(self, page: str) -> None:
        if self.place.page == page:  # else one went on meanwhile
            self.office.in_turns(self._showing(self.place), owner=self)

    def _showing(self, place: Place) -> Iterator[None]:
        yield from self.stack.coming(place.page)
        page = self.page(place.page)
        framed = place.page != _FRAMELESS
        for part in (self.navigation, self.top):
            part.setVisible(framed)
        self.top.show_round(place.round_id)
        self.message.hide()
        self.top.clear_search()
        self.navigation.mark(SECTION_OF.get(place.page, place.page))
        self.stack.setCurrentWidget(page)
        page.setFocus()
        page.show_for(place)

    def _navigate(self, key: str) -> None:
        self.go(Place(key, round_id=self.place.round_id))

    def _search(self, text: str) -> None:
        page = self._pages.get(self.place.page)
        if page is not None:
            page.filter(text)

    def _lead(self, place: Place) -> None:
        """Go to what was found; the list that is left is no longer narrowed by what was typed."""
        self._search("")
        self.go(place.at(place.page, round_id=place.round_id or self.place.round_id))

    def _help(self) -> None:
        self.helping.open(self._topic())

    def _topic(self) -> str:
        """What the manual is opened at."""
        page = self._pages.get(self.place.page)
        return page.help_topic() if page is not None else ""

    def _to_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _take_files(self, paths: Sequence[Path]) -> None:
        """Files may be dropped anywhere: a page that has no use for them begins an application.

        A file of the program's own is opened, and dossiers are verified.
        """
        own = any(path.suffix.lower() == _OWN for path in paths)
        page = self._pages.get(self.place.page)
        if any(map(is_dossier, paths)):
            self.open_dossiers(paths)
        elif own or page is None or self.place.page == _FRAMELESS:
            self.page(_FRAMELESS).take_files(paths)
        elif page.takes_files():
            page.take_files(paths)
        elif self.place.round_id is None:
            self._refuse("还没有年度，读入的文件没有地方放。", "请先在上方选择“新建年度”。")
        elif paths:
            detail = "\n".join(str(path) for path in paths)
            self.go(Place("incoming", self.place.round_id, detail=detail))

    def _offer_files(self) -> None:
        """The files that were open last, and how another one is opened."""
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page(_FRAMELESS).files_menu(menu)
        height = menu.sizeHint().height()
        menu.popup(self.bottom.files.mapToGlobal(QPoint(0, -height)))

    def _show_keys(self) -> None:
        from desktop.ui.keys_sheet import KeysSheet

        KeysSheet(self).open()

    def _on_opened(self, path: str) -> None:
        self.bottom.show_file(path)
        self.office.ask(lambda desk: desk.looking, self._show_looking, owner=self)
        self._past = []
        self.place = Place("")
        self._read_frame(self._begin)

    def _begin(self) -> None:
        """What is to be done, or the dossiers that the program was opened with."""
        self.go(Place("todo", round_id=self.place.round_id))
        waiting, self._dossiers = self._dossiers, []
        if waiting:
            self.open_dossiers(waiting)

    def _show_looking(self, original: Path | None) -> None:
        """While a copy is looked at, a bar says so all the time."""
        say(self.copy, f"这是副本，只供查看，改动不会存回。原文件：{original}" if original else "")

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"rounds", "department"}:
            self._read_frame(_nothing)

    def _read_frame(self, then: Callable[[], None]) -> None:
        def show(found: tuple[list[RoundLine], list[str], str]) -> None:
            self._rounds, names, operator = found
            before = self.place.round_id
            self.top.show_rounds(self._rounds, self._current_round())
            self.top.show_operators(names, operator)
            then()
            if before is None and self.place.round_id and self.place.page in self._pages:
                self._show(self.place)  # the first round of the file has just come

        self.office.ask(_read_frame, show, owner=self)

    def _current_round(self) -> int | None:
        known = [one.id for one in self._rounds]
        wanted = self.place.round_id or QSettings().value("round", 0, int)
        current = wanted if wanted in known else (known[0] if known else None)
        self.place = self.place.at(self.place.page, round_id=current)
        return current

    def _choose_round(self, round_id: int) -> None:
        if not self._leaves():
            self.top.show_round(self.place.round_id)
            return
        QSettings().setValue("round", round_id)
        page = self.place.page
        keep = page if page in self._factories and page not in ("case", "incoming") else "cases"
        self.place = self.place.at(page, round_id=round_id)
        self.go(Place(keep, round_id=round_id))

    def _use_operator(self, name: str) -> None:
        self.office.keep(lambda desk: _use_operator(desk, name), owner=self)

    def _show_crash(self, trace: str) -> None:
        from desktop.ui.kit.crash import CrashDialog

        CrashDialog(trace, self).open()

    def _refuse(self, text: str, hint: str) -> None:
        self._closing = False
        self.message.tell(text, hint)

    def _on_settled(self) -> None:
        if self._closing:
            self.close()


def is_dossier(path: Path) -> bool:
    """Whether a file is a 报送材料包 by its name, encrypted or not."""
    return path.name.lower().endswith(_DOSSIERS)


def _read_frame(desk: Desk) -> tuple[list[RoundLine], list[str], str]:
    from desktop.work.frame_lines import list_rounds, people

    return list_rounds(desk), *people(desk)


def _use_operator(desk: Desk, name: str) -> Changed:
    from desktop.work.department import use_operator

    return use_operator(desk, name)


def _going(navigate: Callable[[str], None], key: str) -> Callable[[], None]:
    return lambda: navigate(key)


def _nothing() -> None:
    return None
