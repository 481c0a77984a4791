"""One section of the application form: its blanks in two columns and its tables, as on paper."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.case import Value
from desktop.domain.fieldcheck import converted
from desktop.domain.form import Field, Form, FormTable
from desktop.ui.kit.blank_table import BlankTable
from desktop.ui.kit.editors import Editor
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.parts import button, heading, link, say, sentence
from desktop.ui.kit.two_columns import TwoColumns
from desktop.work.again import LastBlank

Blank = Field | FormTable


class Section(QFrame):
    """A card with a section's heading, how it stands, its blanks and its tables."""

    finished = Signal(str, str)  # path, text
    confirmed = Signal(object)  # the paths that the reviewer has seen
    dropped = Signal(str, str)  # table, row
    back_wanted = Signal(str)  # a path that should say again what was read
    last_wanted = Signal(str)  # a path that should say what it said last time
    amounts_wanted = Signal(object)  # amounts in 万元 by path, in place of those in 元

    def __init__(self, title: str, blanks: Sequence[Blank]) -> None:
        """`blanks` are the section's fields and tables in the order of the paper."""
        super().__init__()
        self.title = title
        self.rows: dict[str, FieldRow] = {}
        self.tables: list[BlankTable] = []
        self._order: list[FieldRow | BlankTable] = []
        self._unseen: list[str] = []
        self._wrong: frozenset[str] = frozenset()
        self._doubtful: frozenset[str] = frozenset()  # those with a reminder
        self._amounts: dict[str, str] = {}
        self._make(blanks)
        self._lay_out()
        self.setAccessibleName(title)

    def _make(self, blanks: Sequence[Blank]) -> None:
        self.state = sentence("", "quiet")
        self.confirm = button("本部分核对无误", self._confirm, "tick")
        self.confirm.setAccessibleName(f"{self.title}：本部分核对无误")
        self.amounts = link("", self._take_amounts, "先看换算前后的数，再确认")
        self.blocks: list[QWidget] = []
        for is_table, members in groupby(blanks, lambda one: isinstance(one, FormTable)):
            found = list(members)
            if is_table:
                self.blocks += [self._table(one) for one in found if isinstance(one, FormTable)]
            else:
                rows = [self._row(one) for one in found if isinstance(one, Field)]
                self.blocks.append(TwoColumns([(one, is_wide(one.field)) for one in rows]))

    def _lay_out(self) -> None:
        self.setObjectName("card")
        head = row(heading(self.title), self.state, self.amounts, self.confirm)
        head.setStretch(1, 1)
        self.setLayout(column(head, *self.blocks, gap=GAP, margin=3 * 4))
        self.confirm.hide()
        self.amounts.hide()

    def _row(self, field: Field) -> FieldRow:
        made = FieldRow(field, field.key)
        made.finished.connect(self.finished)
        made.confirmed.connect(lambda path: self.confirmed.emit([path]))
        made.back_wanted.connect(self.back_wanted)
        made.last_wanted.connect(self.last_wanted)
        self.rows[field.key] = made
        self._order.append(made)
        return made

    def _table(self, table: FormTable) -> BlankTable:
        made = BlankTable(table, titled=table.title != self.title)
        made.finished.connect(self.finished)
        made.dropped.connect(self.dropped)
        made.back_wanted.connect(self.back_wanted)
        self.tables.append(made)
        self._order.append(made)
        return made

    def editors(self) -> dict[str, Editor]:
        """Every editor by its path, in the order of the paper."""
        found: dict[str, Editor] = {}
        for one in self._order:
            found |= one.cells if isinstance(one, BlankTable) else {one.path: one.editor}
        return found

    def unseen(self) -> list[str]:
        """The paths whose values were read from a file and nobody has confirmed."""
        return list(self._unseen)

    def sound(self) -> list[str]:
        """Those of them without a fault or a reminder: they may be confirmed all at once."""
        return [path for path in self._unseen if path not in self._wrong | self._doubtful]

    def show_values(
        self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]
    ) -> None:
        """Show what is kept; a blank that is being typed into is left alone."""
        for path, one in self.rows.items():
            one.show_value(values.get(path), problems.get(path, ()))
            offered = values.get(one.field.offer)
            own = values.get(path)
            if own and own.text:
                same = converted(one.field.unit, own.text)
                one.show_offer(same, f"换算的{one.field.unit}数" if same else "")
            else:
                one.show_offer(offered.text if offered else "")
        for table in self.tables:
            table.show_values(values, problems)
        self._tell(values, problems)

    def show_read(self, read: Mapping[str, Value]) -> None:
        """Offer what files said where something else was typed over it."""
        for path, one in self.rows.items():
            one.show_read(read.get(path))
        for table in self.tables:
            table.show_read(read)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Remind of what stands beside each other oddly."""
        self._doubtful = frozenset(hints)
        self._name_confirm()
        for path, one in self.rows.items():
            one.show_hint(hints.get(path, ""))
        for table in self.tables:
            table.show_hints(hints)

    def show_amounts(self, amounts: Mapping[str, str]) -> None:
        """Offer to fill in as 万元 what seems to stand in 元, all of the section at once."""
        editors = self.editors()
        self._amounts = {path: text for path, text in amounts.items() if path in editors}
        self.amounts.setText(f"{len(self._amounts)}处金额由元换算为万元…")
        self.amounts.setAccessibleName(f"{self.title}：{self.amounts.full_text()}")
        self.amounts.setVisible(bool(self._amounts))

    def _take_amounts(self) -> None:
        self.amounts_wanted.emit(self._amounts)

    def show_last(self, blanks: Mapping[str, LastBlank]) -> None:
        """Show beside each blank what the same organisation declared last time."""
        for path, one in self.rows.items():
            last = blanks.get(path)
            if last is None:
                one.show_last("")
            else:
                one.show_last(last.text, last.jump, offered=last.offered)

    def show_refused(self, path: str, text: str, why: str) -> None:
        """Leave standing what was typed at `path` and can't be kept, with the reason."""
        if path in self.rows:
            self.rows[path].editor.put(text)
            self.rows[path].show_wrong((why,))
        for table in self.tables:
            table.show_refused(path, text, why)

    def _tell(self, values: Mapping[str, Value], problems: Mapping[str, Sequence[str]]) -> None:
        editors = self.editors()
        self._unseen = [path for path in editors if is_unseen(values.get(path))]
        empty = [
            path
            for path, one in self.rows.items()
            if one.field.required and not (path in values and values[path].text.strip())
        ]
        wrong = [path for path in editors if problems.get(path)]
        self._wrong = frozenset(wrong)
        parts = ((self._unseen, "项待核对"), (wrong, "项有误"), (empty, "项必填未填"))
        words = [f"{len(many)}{word}" for many, word in parts if many]
        say(self.state, "　".join(words))
        self.confirm.setVisible(bool(self._unseen))
        self._name_confirm()

    def _name_confirm(self) -> None:
        """What has a fault or a reminder is confirmed by a second look, in words of its own."""
        rest = len(self._unseen) if not self.sound() else 0
        words = f"有误或提醒的{rest}项，照原文核对无误" if rest else "本部分核对无误"
        self.confirm.setText(words)
        self.confirm.setAccessibleName(f"{self.title}：{words}")

    def _confirm(self) -> None:
        self.confirmed.emit(self.sound() or self.unseen())


def is_unseen(value: Value | None) -> bool:
    """True for a value that was read from a file and has not been confirmed."""
    return value is not None and bool(value.source and value.text) and not value.confirmed


def is_wide(field: Field) -> bool:
    """True for a blank that wants the whole width: a long text, an address (地址, 网址), ticks."""
    return field.kind in ("long", "choices") or "址" in field.label or len(field.label) > 40


def by_section(form: Form) -> list[tuple[str, list[Blank]]]:
    """The form's blanks and tables by section, in the order of the paper.

    A table stands after the field that it names; one that names none stands at the section's end.
    """
    found: dict[str, list[Blank]] = {title: [] for title in form.sections}
    for field in form.fields:
        found.setdefault(field.section, []).append(field)
        after = [t for t in form.tables if t.after == field.key and t.section == field.section]
        found[field.section] += after
    placed = {one.key for blanks in found.values() for one in blanks if isinstance(one, FormTable)}
    for table in form.tables:
        if table.key not in placed:
            found.setdefault(table.section, []).append(table)
    return [(title, blanks) for title, blanks in found.items() if blanks]
