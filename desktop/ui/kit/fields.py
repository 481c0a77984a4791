"""A form made of Field values: label, editor, unit, where it came from, and what is wrong with it.

    form = FieldForm(page.form.fields)
    form.finished.connect(keep_value)        # (path, text), once for each finished edit
    form.confirmed.connect(confirm_values)   # (path,), the reviewer has seen what was read
    form.show_values(page.values, page.problems)

`prefix` is put before a field's key to make its path (`rec.` for the recommendation).
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.editors import (
    ChoiceEditor,
    Editor,
    LineEditor,
    LongEditor,
    editor_for,
)
from desktop.ui.kit.layouts import GAP, TIGHT, UNIT, boxed, column, row
from desktop.ui.kit.link import Link
from desktop.ui.kit.parts import flag, heading, link, say, sentence, told
from desktop.ui.kit.tied import TiedLabel

W = TypeVar("W", bound=QWidget)
_LABEL_WIDTH = 168
_TEXT_TOP = UNIT  # px from a blank's edge to its text
_SOURCE_CHARS = 48
_LAST_CHARS = 14
_WHOLE = 16  # so many letters are seen whole in any blank


class Marks(QWidget):
    """What may be put into the blank by a click; made where there is any of it."""

    def __init__(self, owner: "FieldRow") -> None:
        """All of it hidden."""
        super().__init__()
        path = owner.path
        self.offer = link("", owner.take_offer)
        self.read = link("", lambda: owner.back_wanted.emit(path), "还原读入值（F9）")
        self.setLayout(row(self.offer, self.read, None))
        for part in (self.offer, self.read):
            part.hide()
        self.settle()

    def settle(self) -> None:
        """Take no room while nothing is said."""
        self.setVisible(not (self.offer.isHidden() and self.read.isHidden()))


class Before(QWidget):
    """What stood in the blank last time, and the link that takes it; made where there is any."""

    def __init__(self, owner: "FieldRow") -> None:
        """All of it hidden."""
        super().__init__()
        self.last = told("", "small")
        self.last.setWordWrap(False)
        self.take = link("", lambda: owner.last_wanted.emit(owner.path), "待核对，不算已核对")
        self.take.setAccessibleName(f"按上次填入 {owner.field.label}")
        self.setLayout(row(self.last, self.take, None))
        self.last.hide()
        self.take.hide()
        self.settle()

    def settle(self) -> None:
        """Take no room while nothing is said."""
        self.setVisible(not (self.last.isHidden() and self.take.isHidden()))


class FieldRow(QWidget):
    """One blank with all that belongs to it.

    What most blanks have nothing to say with is made when it is needed: a form has a hundred rows,
    and a row with all its parts is fourteen widgets.
    """

    finished = Signal(str, str)
    confirmed = Signal(str)
    back_wanted = Signal(str)
    last_wanted = Signal(str)

    def __init__(self, field: Field, path: str) -> None:
        """`path` is where the value is kept."""
        super().__init__()
        self.field, self.path = field, path
        self._offered = self._source = ""
        self._places = [0]  # of what stands below each other: 0 is the editor's line
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        field = self.field
        self.editor: Editor = editor_for(field)
        self.label: QLabel = TiedLabel(f"{field.label}{' *' if field.required else ''}")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(_LABEL_WIDTH)
        if isinstance(self.editor, LineEditor | LongEditor | ChoiceEditor):
            self.label.setContentsMargins(0, _TEXT_TOP, 0, 0)  # level with the blank's text
        self.label.setBuddy(self.editor.inner)
        self.label.setToolTip("\n".join(filter(None, (field.article, field.note))))

    def _lay_out(self) -> None:
        short = isinstance(self.editor, LineEditor) and self.field.kind != "text"
        first = row(self.editor, *([self.unit] if self.field.unit else []))
        if short:
            first.addStretch(1)
        self._first = first
        self._body = column(first, None, gap=TIGHT)  # at the top, beside a label of several lines
        whole = row(self.label, self._body, gap=GAP)
        whole.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        if self.field.note:
            self.note.show()
        self._name()

    @cached_property
    def unit(self) -> QLabel:
        """The unit behind the editor."""
        made = QLabel(self.field.unit)
        made.setObjectName("unit")
        return made

    @cached_property
    def confirm(self) -> Link:
        """Behind a blank that was read and not looked at yet; its tip says where that stood.

        It keeps its room when it goes, so that no blank grows under the hand.
        """
        made = link("确认", lambda: self.confirmed.emit(self.path))
        made.setAccessibleName(f"确认 {self.field.label}")
        policy = made.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        made.setSizePolicy(policy)
        self._first.insertWidget(2 if self.field.unit else 1, made)
        QWidget.setTabOrder(_end_of(self.editor), made)
        return made

    @cached_property
    def marks(self) -> Marks:
        """What the blank offers to take."""
        return self._below(1, Marks(self))

    @cached_property
    def before(self) -> Before:
        """What stood here last time."""
        return self._below(2, Before(self))

    @cached_property
    def wrong(self) -> QLabel:
        """What is wrong with the blank."""
        made = self._below(3, sentence("", "wrong"))
        made.hide()
        return made

    @cached_property
    def hint(self) -> QLabel:
        """A reminder that decides nothing."""
        return self._below(4, sentence("", "part"))

    @cached_property
    def counter(self) -> QLabel:
        """How many characters there are, of how many."""
        return self._below(5, sentence("", "small"))

    @cached_property
    def note(self) -> QLabel:
        """What the form says of the blank."""
        made = self._below(6, told(self.field.note, "small"))
        made.setVisible(bool(self.field.note))
        return made

    def _below(self, place: int, made: W) -> W:
        """Put a part in its place below the editor, and in the way by Tab behind it."""
        self._places = sorted([*self._places, place])
        self._body.insertWidget(self._places.index(place), made)
        links = made.findChildren(Link)
        for one, other in zip([_end_of(self.editor), *links], links, strict=False):
            QWidget.setTabOrder(one, other)
        return made

    def _has(self, part: str) -> bool:
        return part in vars(self)

    def _connect(self) -> None:
        self.editor.finished.connect(lambda text: self.finished.emit(self.path, text))
        self.editor.typed.connect(self._count)
        self._count("")

    def _name(self) -> None:
        unit = f"（{self.field.unit}）" if self.field.unit else ""
        for widget in (self.editor, self.editor.inner):
            widget.setAccessibleName(f"{self.field.label}{unit}")

    def show_value(self, value: Value | None, wrong: Sequence[str] = ()) -> None:
        """Show what is kept, where it came from until it is confirmed, and what is wrong."""
        kept = value or Value("")
        unseen = bool(kept.source) and not kept.confirmed
        self.editor.show_text(kept.text)
        self._count(self.editor.text())
        self._source = f"来自 {kept.source}" if kept.source else ""
        if unseen or self._has("confirm"):
            self.confirm.setToolTip(f"{self._source}\n核对无误后按“确认”")
            self.confirm.setAccessibleDescription(self._source)
            self.confirm.setVisible(unseen)
        cut = (
            kept.text if len(kept.text) > _WHOLE and not isinstance(self.editor, LongEditor) else ""
        )
        self.editor.inner.setToolTip("\n".join(filter(None, (cut, self._source))))
        flag(self.editor.inner, "unseen", unseen)
        self.show_wrong(wrong)

    def show_wrong(self, wrong: Sequence[str]) -> None:
        """Say below the blank what is wrong with it."""
        if wrong or self._has("wrong"):
            say(self.wrong, "\n".join(wrong))
        flag(self.editor.inner, "wrong", bool(wrong))
        unseen = self._has("confirm") and not self.confirm.isHidden()
        told = (*wrong, f"{self._source}，待核对" if unseen else "")
        self.editor.inner.setAccessibleDescription("；".join(filter(None, told)))

    def show_hint(self, text: str) -> None:
        """Remind of something below the blank, without calling it wrong."""
        if text or self._has("hint"):
            say(self.hint, f"提醒：{text}" if text else "")

    def show_offer(self, text: str, of: str = "") -> None:
        """Offer `text` (what another blank holds) to be taken by a click, never in silence."""
        self._offered = text
        offered = bool(text) and text != self.editor.text()
        if offered or self._has("marks"):
            self.marks.offer.setText(f"采用{of}：{text}" if of else f"采用：{text}")
            self.marks.offer.setVisible(offered)
            self.marks.settle()

    def show_read(self, read: Value | None) -> None:
        """Offer what the file said, where something else was typed over it."""
        if read is not None or self._has("marks"):
            self.marks.read.setText(f"还原读入值：{_short(read.text)}" if read is not None else "")
            self.marks.read.setVisible(read is not None)
            self.marks.settle()

    def show_last(self, text: str, jump: str = "", *, offered: bool = False) -> None:
        """Show what stood here last time, how far the new text is off, and offer to take it."""
        if not (text or jump or offered or self._has("before")):
            return
        short = text if len(text) <= _LAST_CHARS else f"{text[: _LAST_CHARS - 1]}…"
        told = f"上次：{short}" if text else ""
        last, take = self.before.last, self.before.take
        say(last, "　".join(filter(None, (told, jump))), "part" if jump else "small")
        last.setToolTip(text)
        take.setText("按上次填入" if offered else "")
        take.setVisible(offered)
        self.before.settle()

    def take_offer(self) -> None:
        """Take what is offered, as if it had been typed."""
        self.editor.take(self._offered)

    def _count(self, text: str) -> None:
        # Code points, not UTF-16 units: 𬭎 is one character. Nothing is ever cut off.
        limit = self.field.max_chars
        if limit:
            over = len(text) > limit
            words = f"{len(text)} / {limit} 字" + ("，超出上限" if over else "")
            say(self.counter, words, "wrong" if over else "small")


class FieldForm(QWidget):
    """All blanks of a form, grouped by the form's own headings, in its order."""

    finished = Signal(str, str)
    confirmed = Signal(str)

    def __init__(self, fields: Sequence[Field], prefix: str = "") -> None:
        """Make a row for every field."""
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GAP)
        for section, members in _by_section(fields):
            rows = [self._row(field, f"{prefix}{field.key}") for field in members]
            head = [heading(section)] if section else []
            box.addWidget(boxed(*head, *rows, gap=GAP))

    def show_values(
        self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]
    ) -> None:
        """Show values and problems by path; a blank that is being typed into is left alone."""
        for path, one in self.rows.items():
            one.show_value(values.get(path), problems.get(path, ()))

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()

    def _row(self, field: Field, path: str) -> FieldRow:
        made = FieldRow(field, path)
        made.finished.connect(self.finished)
        made.confirmed.connect(self.confirmed)
        self.rows[path] = made
        return made


def _end_of(editor: Editor) -> QWidget:
    """What has the focus last inside an editor."""
    boxes = [one for one in editor.inner.findChildren(QAbstractButton) if one.focusPolicy()]
    return boxes[-1] if boxes else editor.inner


def _short(text: str) -> str:
    return text if len(text) <= _SOURCE_CHARS else f"{text[: _SOURCE_CHARS // 2]}…{text[-20:]}"


def _by_section(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    groups: list[tuple[str, list[Field]]] = []
    for field in fields:
        if not groups or groups[-1][0] != field.section:
            groups.append((field.section, []))
        groups[-1][1].append(field)
    return groups
