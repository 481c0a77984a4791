"""One recognised unit: its steps to the recognition, validity, yearly papers, changes, and more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.case import Value
from desktop.ui.kit.asking import ask_text, ask_yes
from desktop.ui.kit.fields import FieldForm
from desktop.ui.kit.layouts import GAP, WIDE, Flow, boxed, by_text, clear, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import button, heading, link, say, sentence, title
from desktop.ui.kit.states import StateBadge
from desktop.work.desk import Changed
from desktop.work.dynamic_keep import add_row, drop_row, save_field, void_units
from desktop.work.dynamic_page import Group, UnitPage, unit_page
from desktop.work.dynamic_words import urging

_WIDEST = 880
_WORDS = {"change": "变更", "evaluation": "测评"}


class GroupCard(QWidget):
    """One group of blanks with its rule, and buttons that add to it or take away."""

    def __init__(self, page: Unit, group: Group) -> None:
        """Make a form for the group's blanks."""
        super().__init__()
        self.group = group
        self.form = FieldForm(group.fields)
        self.form.finished.connect(page.save)
        self.hint = sentence(group.hint, "quiet")
        adds = [button(group.adds, partial(page.add_row, group.kind), "add")] if group.adds else []
        drops = [
            button(
                f"删除{_WORDS[group.kind]}{number}",
                partial(page.drop_row, group.kind, number),
                "remove",
            )
            for number in group.numbers
        ]
        tools = row(*adds, *drops, None, gap=GAP)
        self.setLayout(column(heading(group.title), self.hint, self.form, tools, gap=GAP))

    def fits(self, group: Group) -> bool:
        """Whether the blanks are the same; what is said of them may differ."""
        return group.numbers == self.group.numbers and _shape(group) == _shape(self.group)

    def show_group(
        self,
        group: Group,
        values: Mapping[str, Value],
        problems: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Show values, what is wrong, and what is said of each blank now."""
        self.group = group
        say(self.hint, group.hint)
        for one in group.fields:
            say(self.form.rows[one.key].note, one.note)
        self.form.show_values(values, problems)


def _shape(group: Group) -> list[tuple[object, ...]]:
    return [(one.key, one.label, one.kind, one.section, one.choices) for one in group.fields]


class Unit(Page):
    """The page of one unit; `place.step` is its id, so that a draft finds its way back."""

    title = "认定单位"
    kinds = frozenset({"units", "cases", "rounds", "department", "calendar"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a unit."""
        super().__init__(office)
        self.cards: dict[str, GroupCard] = {}
        self._shown: UnitPage | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.name = title("")
        self.name.setWordWrap(True)
        self.state = StateBadge()
        self.about = sentence("", "quiet")
        self.void_note = sentence("", "wrong")
        self.case = button("打开申报", self._to_case, "cases", "这次认定的申报")
        self.past = button("办理历史", self._to_past, "history", "谁、什么时候、改了什么；可撤销")
        self.void = button("作废…", self._void, "remove", "登记错了的，写明原因后不再列出")
        self.back = button("返回列表", self._back, "back", "Esc")
        self.list: QVBoxLayout = column(gap=4)
        self.urge = button("复制催报文字", self._urge, "copy", "可粘贴到微信或短信")
        self.urged = sentence("", "good")
        self.todo = boxed(heading("要办的事"), self.list, row(self.urge, self.urged, None))
        self.groups: QVBoxLayout = column(gap=WIDE)
        self.links: QHBoxLayout = row(gap=GAP)

    def _lay_out(self) -> None:
        inner = Flow()
        parts = (self.void_note, self.todo, self.groups, None)
        inner.setLayout(column(*parts, gap=GAP, margin=0))
        inner.setMaximumWidth(by_text(_WIDEST))
        head = row(self.name, self.case, self.past, self.void, self.back, gap=GAP)
        head.setStretch(0, 1)
        about = row(self.state, self.about, gap=WIDE)
        about.setStretch(1, 1)
        self.area = scrolled(inner)
        whole = column(head, about, self.links, self.area, gap=GAP, margin=WIDE)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    @property
    def unit_id(self) -> int:
        """The unit that is shown."""
        return int(self.place.step)

    def show_for(self, place: Place) -> None:
        """Show another unit: its cards are made anew. Without one (another round) it stays."""
        place = place.at(place.page, step=place.step or self.place.step)
        if place.step != self.place.step:
            self._forget()
        super().show_for(place)

    def reload(self) -> None:
        """Read the unit."""
        if not self.place.step.isdecimal():
            self._back()
            return
        wanted = self.unit_id
        self.office.ask(lambda desk: unit_page(desk, wanted), self._show, owner=self)

    def starts_at(self) -> QWidget:
        """The way back stands first; Tab leads on to the blanks."""
        return self.back

    def leave(self) -> bool:
        """Keep the blank that is being typed into."""
        self._finish()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """What is half typed is kept too when the window goes elsewhere."""
        self._finish()
        super().hideEvent(event)

    def _finish(self) -> None:
        for card in self.cards.values():
            card.form.finish()

    def _forget(self) -> None:
        self._shown = None
        self.cards = {}
        clear(self.groups)
        clear(self.links)

    def _show(self, found: UnitPage) -> None:
        self._shown = found
        line = found.line
        self.name.setText(line.name)
        self.state.show_state(line.state)
        until = f"有效期至{line.until}" if line.until else ""
        place = f"导入自 {found.place}" if found.place else ""
        say(self.about, "　".join(filter(None, (line.scheme, line.operator, until, place))))
        say(self.void_note, f"已作废：{found.void_why}" if found.void_why else "")
        self.void.setVisible(not found.void_why)
        self.case.setVisible(line.application_id is not None)
        clear(self.list)
        for one in line.alerts:
            late = one.kind == "overdue"
            words = f"逾期：{one.sentence}" if late else one.sentence
            self.list.addWidget(sentence(words, "wrong" if late else ""))
        self.todo.setVisible(bool(line.alerts))
        self.urge.setVisible(found.urges)
        say(self.urged, "")
        self._show_groups(found)

    def _show_groups(self, found: UnitPage) -> None:
        """Show the groups in the order in which this unit's page has begun to show them.

        What is to be done first may change with a blank that is filled in; nothing on the page
        changes its place then, for one may be about to fill in the next.
        """
        if self.cards.keys() != {group.key for group in found.groups}:
            self._remake(found)
        there = {group.key: group for group in found.groups}
        for at, group in enumerate(there[key] for key in self.cards):
            card = self.cards[group.key]
            if not card.fits(group):
                card = self._replace(at, group)
            card.show_group(group, found.values, found.problems)

    def _remake(self, found: UnitPage) -> None:
        clear(self.groups)
        clear(self.links)
        self.cards = {group.key: GroupCard(self, group) for group in found.groups}
        for key, card in self.cards.items():
            self.groups.addWidget(card)
            self.links.addWidget(link(card.group.title, partial(self.go_to, key)))
        self.links.addStretch(1)

    def go_to(self, key: str) -> None:
        """Show a group, and go to its first blank or button."""
        card = self.cards[key]
        self.area.ensureWidgetVisible(card, 0, 0)
        self.area.verticalScrollBar().setValue(card.y())
        stops = _stops(card)
        if stops:
            stops[0].setFocus()

    def _replace(self, at: int, group: Group) -> GroupCard:
        """Make one card anew where its blanks changed: a row was added or taken away."""
        old, made = self.cards[group.key], GroupCard(self, group)
        self.groups.replaceWidget(old, made)
        old.hide()
        old.deleteLater()
        self.cards[group.key] = made
        self._order(at, made)
        return made

    def _order(self, at: int, made: GroupCard) -> None:
        """Let Tab go on from the card before to the one that was made anew."""
        before = list(self.cards.values())[at - 1] if at else None
        if before is not None:
            _chain(before, made)

    def save(self, path: str, text: str) -> None:
        """Keep one blank."""
        wanted = self.unit_id
        self.office.keep(lambda desk: save_field(desk, wanted, path, text), owner=self)

    def add_row(self, kind: str) -> None:
        """Begin a change or an evaluation, and go to its first blank."""
        wanted = self.unit_id
        self.office.keep(
            lambda desk: add_row(desk, wanted, kind), partial(self._added, kind), owner=self
        )

    def _added(self, kind: str, changed: Changed) -> None:
        self.reload()
        card = next(one for one in self.cards.values() if one.group.kind == kind)
        start = f"{kind}.{changed.value}."
        for path, one in card.form.rows.items():
            if path.startswith(start):
                one.editor.inner.setFocus()
                return

    def drop_row(self, kind: str, number: int) -> None:
        """Take a change or an evaluation away, after a question."""
        wanted = self.unit_id
        word = f"{_WORDS[kind]}{number}"
        if ask_yes(self, f"删除“{word}”吗？", "删除", "办理历史中仍有记录。"):
            self.office.keep(lambda desk: drop_row(desk, wanted, kind, number), owner=self)

    def _urge(self) -> None:
        wanted = self.unit_id

        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            say(self.urged, "已复制，可粘贴到微信或短信。")

        self.office.ask(lambda desk: urging(desk, wanted), copy, owner=self)

    def _void(self) -> None:
        wanted = self.unit_id
        why = ask_text(self, f"{self.name.text()}：登记错了，不再列出。", "作废的原因", yes="作废")
        if why is not None:
            self.office.keep(lambda desk: void_units(desk, [wanted], why), owner=self)

    def _to_case(self) -> None:
        shown = self._shown
        if shown is not None and shown.line.application_id is not None:
            number = shown.line.application_id
            self.go.emit(self.place.at("case", application_id=number, step="recommend", detail=""))

    def _to_past(self) -> None:
        self.go.emit(self.place.at("history", application_id=None, detail=""))

    def _back(self) -> None:
        self.go.emit(self.place.at("dynamic", step="", detail=""))


def _chain(before: QWidget, after: QWidget) -> None:
    """Put the blanks of `after` behind those of `before` in the way of Tab."""
    first, rest = _stops(before), _stops(after)
    for one, other in zip((*first[-1:], *rest), rest, strict=False):
        QWidget.setTabOrder(one, other)


def _stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget; a choice's own list is a window of its own."""
    window, by_tab = widget.window(), Qt.FocusPolicy.TabFocus
    found = widget.findChildren(QWidget)
    return [one for one in found if one.window() is window and one.focusPolicy() & by_tab]
