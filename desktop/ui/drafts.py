"""Keeps what is being typed every few seconds, and offers it again where it was never saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.editors import Editor
from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, boxed, by_text, column, row, scrolled
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, primary, say, sentence

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when a window is
    from desktop.ui.main_window import MainWindow
    from desktop.work.desk import Desk
    from desktop.work.drafts import Blank, Draft

EVERY_MS = 3000
_SHOWN = 160  # letters of a draft that are shown


class DraftWatch(QObject):
    """Looks at what is typed into the window's blanks; the file holds it until it is saved."""

    def __init__(self, window: MainWindow) -> None:
        """Begins with the next file that is opened."""
        super().__init__(window)
        self._window = window
        self._kept: dict[Blank, tuple[QWidget, str]] = {}
        self.dialog: DraftsDialog | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        window.office.opened.connect(self._on_opened)
        window.office.saved.connect(self.look)

    def _on_opened(self, _path: str) -> None:
        self.begin()

    def begin(self) -> None:
        """Watch the file that has just been opened, and offer what it holds unsaved."""
        self._kept = {}
        self._timer.start()
        self._window.office.ask(_kept_drafts, self._offer, owner=self)

    def look(self) -> None:
        """Keep what has changed since the last look, and forget what was saved."""
        here = _typed_into(QApplication.focusWidget(), self._window)
        if here is not None and is_unsaved(here):
            self._keep(here)
        self._forget_saved()

    def _keep(self, typed: QWidget) -> None:
        from desktop.work.drafts import Blank, keep_draft

        place = self._window.place
        name = typed.accessibleName()
        blank = Blank(place.page, place.round_id, place.application_id, _step(typed, place), name)
        text = text_of(typed)
        if name and self._kept.get(blank) != (typed, text):
            self._kept[blank] = (typed, text)
            self._ask(lambda desk: keep_draft(desk, blank, text))

    def _forget_saved(self) -> None:
        from desktop.work.drafts import drop_drafts

        saved = tuple(
            blank
            for blank, (typed, _text) in self._kept.items()
            if not shiboken6.isValid(typed) or not is_unsaved(typed)
        )
        for blank in saved:
            del self._kept[blank]
        if saved:
            self._ask(lambda desk: drop_drafts(desk, saved))

    def _ask(self, errand: Callable[[Desk], None]) -> None:
        """A draft that can't be kept is no news: the act itself will say what is wrong."""
        self._window.office.ask(errand, _nothing, owner=self, otherwise=_nothing)

    def _offer(self, found: tuple[Draft, ...]) -> None:
        if found:
            self.dialog = DraftsDialog(found, self.put_back, self._drop, self._window)
            self.dialog.open()

    def put_back(self, draft: Draft) -> bool:
        """Go to where it was typed and put it into the blank, unsaved; False: it was copied."""
        blank = draft.blank
        place = Place(blank.page, blank.round_id, blank.application_id, blank.step)
        page = self._window.page(blank.page)  # first: a page that is there is shown at once
        self._window.go(place)
        there = [one for one in _blanks(page) if one.accessibleName() == blank.name]
        seen = [one for one in there if one.isEnabled() and not one.isHidden()]
        if len(seen) != 1:
            QGuiApplication.clipboard().setText(draft.text)
            return False
        _put(seen[0], draft.text)
        return True

    def _drop(self, blanks: tuple[Blank, ...]) -> None:
        from desktop.work.drafts import drop_drafts

        self._ask(lambda desk: drop_drafts(desk, blanks))


class DraftsDialog(Dialog):
    """Each text that was typed and not saved, with its place; it goes back, or is let go."""

    def __init__(
        self,
        found: tuple[Draft, ...],
        put_back: Callable[[Draft], bool],
        drop: Callable[[tuple[Blank, ...]], None],
        parent: QWidget,
    ) -> None:
        """`put_back` is False where the text was only copied."""
        super().__init__(parent)
        self._found, self._put_back, self._drop = found, put_back, drop
        self.setWindowTitle("没有保存的内容")
        self.told = sentence("", "quiet")
        self.buttons = [self._button(one) for one in found]
        self.later = button("以后再说", self.reject)
        self.none = button("都不要了", self._let_go)
        self.later.setDefault(True)
        self._lay_out()

    def _button(self, one: Draft) -> QPushButton:
        made = primary("填回", lambda: self._back(one))
        made.setAccessibleName(f"填回 {one.where}")
        return made

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        for one, made in zip(self._found, self.buttons, strict=True):
            shown = one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]}…"
            rows.addWidget(boxed(heading(one.where), sentence(shown), row(None, made), gap=TIGHT))
        rows.addStretch(1)
        self.setLayout(
            column(
                heading(f"上次有{len(self._found)}处内容正在填写，还没有保存程序就结束了。"),
                sentence("按“填回”放回原来的栏目，核对后离开该栏即保存。", "quiet"),
                scrolled(inside),
                self.told,
                row(self.none, None, self.later),
                gap=GAP,
                margin=WIDE,
            )
        )
        self.told.hide()  # while it says nothing it takes no room between list and buttons
        self.setMinimumWidth(by_text(560))

    def _back(self, draft: Draft) -> None:
        if self._put_back(draft):
            self.accept()
        else:
            say(self.told, "原来的栏目现在没有打开，内容已复制，可粘贴到需要的地方。")

    def _let_go(self) -> None:
        self._drop(tuple(one.blank for one in self._found))
        self.accept()


def is_unsaved(typed: QWidget) -> bool:
    """Return whether a blank holds something that was typed and not kept."""
    if isinstance(typed, Editor):
        return typed.is_changed()
    if isinstance(typed, QLineEdit):
        return typed.isModified() and bool(typed.text())
    if isinstance(typed, QPlainTextEdit):
        return typed.document().isModified() and bool(typed.toPlainText())
    return False


def text_of(typed: QWidget) -> str:
    """Return what stands in a blank."""
    if isinstance(typed, Editor | QLineEdit):
        return typed.text()
    return typed.toPlainText() if isinstance(typed, QPlainTextEdit) else ""


def _put(typed: QWidget, text: str) -> None:
    """Put a text in as if it were being typed: nothing is saved yet."""
    if isinstance(typed, Editor):
        typed.inner.setFocus()
        typed.put(text)
    elif isinstance(typed, QLineEdit):
        typed.setText(text)
        typed.setModified(True)
        typed.setFocus()
    elif isinstance(typed, QPlainTextEdit):
        typed.setPlainText(text)
        typed.document().setModified(True)
        typed.setFocus()


def _typed_into(focused: QWidget | None, window: QWidget) -> QWidget | None:
    """Return the blank on one of the window's pages that has the focus, or None."""
    if focused is None or focused.window() is not window:
        return None
    found: QWidget | None = focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None
    holder: QWidget | None = focused
    while holder is not None and not isinstance(holder, Page):
        found = holder if isinstance(holder, Editor) else found
        holder = holder.parentWidget()
    return found if holder is not None else None


def _step(typed: QWidget, place: Place) -> str:
    """Return the step that a blank belongs to: the case page's place may not name it."""
    holder: QWidget | None = typed
    while holder is not None and not isinstance(holder, Page):
        holder = holder.parentWidget()
    return holder.place.step if isinstance(holder, Page) else place.step


def _blanks(page: QWidget) -> list[QWidget]:
    editors: list[QWidget] = list(page.findChildren(Editor))
    inner = {one.inner for one in editors if isinstance(one, Editor)}
    plain = [*page.findChildren(QLineEdit), *page.findChildren(QPlainTextEdit)]
    return [*editors, *(one for one in plain if one not in inner)]


def _kept_drafts(desk: Desk) -> tuple[Draft, ...]:
    from desktop.work.drafts import kept_drafts

    return kept_drafts(desk)


def _nothing(_outcome: object) -> None:
    return None
