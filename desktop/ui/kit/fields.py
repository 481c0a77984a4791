"""A form made of Field values: label, editor, unit, where it came from, and what is wrong with it.

    form = FieldForm(page.form.fields)
    form.finished.connect(keep_value)        # (path, text), once for each finished edit
    form.confirmed.connect(confirm_values)   # (path,), the reviewer has seen what was read
    form.show_values(page.values, page.problems)

`prefix` is put before a field's key to make its path (`rec.` for the recommendation).
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.editors import Editor, EscapeGivesBack, LineEditor, editor_for
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, row
from desktop.ui.kit.parts import flag, heading, link, say, sentence

_LABEL_WIDTH = 168
_SOURCE_CHARS = 48
_LAST_CHARS = 14


class FieldRow(QWidget):
    """One blank with all that belongs to it."""

    finished = Signal(str, str)
    confirmed = Signal(str)
    back_wanted = Signal(str)
    last_wanted = Signal(str)

    def __init__(self, field: Field, path: str) -> None:
        """`path` is where the value is kept."""
        super().__init__()
        self.field, self.path = field, path
        self._offered = ""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        field = self.field
        self.editor: Editor = editor_for(field)
        self.label = QLabel(f"{field.label}{' *' if field.required else ''}")
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setFixedWidth(_LABEL_WIDTH)
        self.label.setBuddy(self.editor.inner)
        self.label.setToolTip("\n".join(filter(None, (field.article, field.note))))
        self.unit = QLabel(field.unit)
        self.unit.setObjectName("unit")
        self.source = sentence("", "source")
        self.source.setWordWrap(False)
        self.confirm = link("确认", lambda: self.confirmed.emit(self.path), "已核对，无误")
        self.offer = link("", self._take_offer)
        self.read = link("", lambda: self.back_wanted.emit(self.path), "还原读入值（F9）")
        self.last = sentence("", "small")
        self.last.setWordWrap(False)
        self.take_last = link("", lambda: self.last_wanted.emit(self.path), "待核对，不算已核对")
        self.take_last.setAccessibleName(f"按上次填入 {field.label}")
        self.note = sentence(field.note, "small")
        self.wrong = sentence("", "wrong")
        self.counter = sentence("", "small")
        EscapeGivesBack(self.editor)

    def _lay_out(self) -> None:
        short = isinstance(self.editor, LineEditor) and self.field.kind != "text"
        first = row(self.editor, self.unit, *([None] if short else []))
        marks = row(self.source, self.confirm, self.offer, self.read, None)
        before = row(self.last, self.take_last, None)
        body = column(first, marks, before, self.wrong, self.counter, self.note, gap=TIGHT)
        whole = row(self.label, body, gap=GAP)
        whole.setAlignment(self.label, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        marks_of = (self.source, self.confirm, self.offer, self.read, self.last, self.take_last)
        for part in (*marks_of, self.wrong):
            part.hide()
        self.unit.setVisible(bool(self.field.unit))
        self.note.setVisible(bool(self.field.note))
        self._name()

    def _connect(self) -> None:
        self.editor.finished.connect(lambda text: self.finished.emit(self.path, text))
        self.editor.typed.connect(self._count)
        self._count("")

    def _name(self) -> None:
        unit = f"（{self.field.unit}）" if self.field.unit else ""
        for widget in (self.editor, self.editor.inner):
            widget.setAccessibleName(f"{self.field.label}{unit}")
        self.confirm.setAccessibleName(f"确认 {self.field.label}")

    def show_value(self, value: Value | None, wrong: Sequence[str] = ()) -> None:
        """Show what is kept, where it came from until it is confirmed, and what is wrong."""
        kept = value or Value("")
        unseen = bool(kept.source) and not kept.confirmed
        self.editor.show_text(kept.text)
        self._count(self.editor.text())
        say(self.source, _short(f"来自 {kept.source}") if unseen else "")
        self.source.setToolTip(kept.source)
        self.confirm.setVisible(unseen)
        self.editor.inner.setToolTip(f"来自 {kept.source}" if kept.source else "")
        flag(self.editor.inner, "unseen", unseen)
        self.show_wrong(wrong)

    def show_wrong(self, wrong: Sequence[str]) -> None:
        """Say below the blank what is wrong with it."""
        say(self.wrong, "\n".join(wrong))
        flag(self.editor.inner, "wrong", bool(wrong))
        description = "；".join(wrong) or self.source.text()
        self.editor.inner.setAccessibleDescription(description)

    def show_offer(self, text: str, of: str = "") -> None:
        """Offer `text` (what another blank holds) to be taken by a click, never in silence."""
        self._offered = text
        offered = bool(text) and text != self.editor.text()
        self.offer.setText(f"采用{of}：{text}" if of else f"采用：{text}")
        self.offer.setVisible(offered)

    def show_read(self, read: Value | None) -> None:
        """Offer what the file said, where something else was typed over it."""
        self.read.setText(f"还原读入值：{_short(read.text)}" if read is not None else "")
        self.read.setVisible(read is not None)

    def show_last(self, text: str, jump: str = "", *, offered: bool = False) -> None:
        """Show what stood here last time, how far the new text is off, and offer to take it."""
        short = text if len(text) <= _LAST_CHARS else f"{text[: _LAST_CHARS - 1]}…"
        told = f"上次：{short}" if text else ""
        say(self.last, "　".join(filter(None, (told, jump))), "part" if jump else "small")
        self.last.setToolTip(text)
        self.take_last.setText("按上次填入" if offered else "")
        self.take_last.setVisible(offered)

    def _take_offer(self) -> None:
        self.editor.take(self._offered)

    def _count(self, text: str) -> None:
        # Code points, not UTF-16 units: 𬭎 is one character. Nothing is ever cut off.
        limit = self.field.max_chars
        over = bool(limit) and len(text) > limit
        words = f"{len(text)} / {limit} 字" + ("，超出上限" if over else "")
        say(self.counter, words if limit else "", "wrong" if over else "small")


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


def _short(text: str) -> str:
    return text if len(text) <= _SOURCE_CHARS else f"{text[: _SOURCE_CHARS // 2]}…{text[-20:]}"


def _by_section(fields: Sequence[Field]) -> list[tuple[str, list[Field]]]:
    groups: list[tuple[str, list[Field]]] = []
    for field in fields:
        if not groups or groups[-1][0] != field.section:
            groups.append((field.section, []))
        groups[-1][1].append(field)
    return groups
