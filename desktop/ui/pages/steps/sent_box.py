"""报送: what was sent when, its receipt and its scans, and what changed since the last time."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.domain.problem import UserError
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, clear, column, holder, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.pages.steps.attached_files import AttachedFiles
from desktop.work.desk import Changed, Desk
from desktop.work.office_notes import attach, detach, read_files
from desktop.work.office_way import stage_words
from desktop.work.sheet_cells import SheetCell
from desktop.work.submissions import (
    ACT,
    ChangedCell,
    Submission,
    changed_cells,
    note_day,
    note_receipt,
    submissions,
    under,
)

Found = tuple[tuple[Submission, ...], tuple[ChangedCell, ...]]
_RECEIPT = (
    Field("up_on", "报送日期", "date"),
    Field("received_on", "收到日期", "date"),
    Field("received_by", "收件人", note="上级签收的人；没有回执的可以空着"),
)
_LINES = 10  # of what was sent that are seen at once
_SHOWN = 12  # changed cells that are named one by one


def read_sent(desk: Desk, application_id: int) -> Found:
    """Return what was sent, and what is another one since."""
    return submissions(desk, application_id), changed_cells(desk, application_id)


class SentBox(QFrame):
    """The sendings of one application, the last first; hidden while there is none."""

    def __init__(self, office: Office) -> None:
        """Hidden until something was sent."""
        super().__init__()
        self._office = office
        self._case = 0
        self._numbers: list[int] = []
        self.rows: dict[tuple[int, str], FieldRow] = {}
        self.files: dict[int, AttachedFiles] = {}
        self.setObjectName("card")
        self.changed = sentence("", "part")
        self.list = QVBoxLayout()
        self.list.setSpacing(GAP)
        self.setLayout(
            column(heading("报送和回执"), self.changed, self.list, gap=TIGHT, margin=GAP)
        )
        self.hide()

    def show_case(self, application_id: int, found: Found) -> None:
        """Show the sendings of one application and what changed since the last."""
        sent, cells = found
        numbers = [one.number for one in sent]
        if (application_id, numbers) != (self._case, self._numbers):
            self._case, self._numbers = application_id, numbers
            self._build(sent)
        for one in sent:
            self.rows[one.number, "up_on"].show_value(Value(one.on))
            self.rows[one.number, "received_on"].show_value(Value(one.received_on))
            self.rows[one.number, "received_by"].show_value(Value(one.received_by))
            self.files[one.number].show_files(one.scans)
        say(self.changed, changed_words(cells))
        self.setVisible(bool(sent))

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()

    def _build(self, sent: Sequence[Submission]) -> None:
        clear(self.list)
        self.rows, self.files = {}, {}
        for one in reversed(sent):
            self.list.addWidget(self._one(one))

    def _one(self, one: Submission) -> QWidget:
        number = one.number
        words = stage_words("报送", number) if number > 1 else "第1次报送"
        noted = f"{one.at[:16].replace('T', ' ')}登记"
        told = sentence(f"{words}　{noted}　{one.by}　{one.why}".rstrip())
        frozen = self._frozen(one, words)
        for field in _RECEIPT:
            made = self.rows[number, field.key] = FieldRow(field, field.key)
            made.finished.connect(partial(self._note, number))
            for part in (made.editor, made.editor.inner):
                part.setAccessibleName(f"{words}：{field.label}")
        files = self.files[number] = AttachedFiles(self._office, "添加盖章件、回执扫描件")
        files.added.connect(partial(self._add, number))
        files.dropped.connect(partial(self._drop, number))
        rows = [self.rows[number, field.key] for field in _RECEIPT]
        return holder(told, frozen, *rows, files, gap=TIGHT)

    def _frozen(self, one: Submission, words: str) -> QWidget:
        """What stood on the sheets that were sent, opened by a press."""
        if not one.cells:
            return sentence(
                one.lost or "这一次没有留存各表的内容。", "wrong" if one.lost else "small"
            )
        text = QPlainTextEdit(frozen_text(one.cells))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(f"{words}：所报各表的内容")
        text.setMinimumHeight(_LINES * text.fontMetrics().lineSpacing())
        text.hide()
        look = button("查看所报内容", lambda: text.setVisible(text.isHidden()), "info")
        return holder(row(look, None), text, gap=TIGHT)

    def _note(self, number: int, key: str, text: str) -> None:
        case, line = self._case, self.rows[number, key]

        def keep(desk: Desk) -> Changed:
            if key == "up_on":
                return note_day(desk, case, number, text)
            if key == "received_on":
                return note_receipt(desk, case, number, on=text)
            return note_receipt(desk, case, number, by=text)

        def refuse(error: UserError) -> None:
            line.show_wrong([f"{error.sentence}{error.hint}"])

        self._office.keep(keep, owner=self, otherwise=refuse)

    def _add(self, number: int, paths: Sequence[Path]) -> None:
        case = self._case
        self._office.keep(
            lambda desk: attach(desk, case, ACT, under(number), read_files(paths)), owner=self
        )

    def _drop(self, number: int, file_id: int) -> None:
        case = self._case
        self._office.keep(lambda desk: detach(desk, case, ACT, under(number), file_id), owner=self)


def frozen_text(cells: Sequence[SheetCell]) -> str:
    """Return what was sent as text, sheet by sheet, cell by cell."""
    lines: list[str] = []
    for sheet, found in groupby(cells, lambda one: one.sheet):
        lines += [f"【{sheet}】", *(f"{one.label}：{_flat(one.text)}" for one in found), ""]
    return "\n".join(lines).rstrip()


def changed_words(cells: Sequence[ChangedCell]) -> str:
    """Say what stands otherwise since the last sending: the sheet, the cell, old and new."""
    if not cells:
        return ""
    lines = [
        f"{one.sheet}“{one.label}”：{_flat(one.old)} → {_flat(one.new)}" for one in cells[:_SHOWN]
    ]
    more = [f"另有{len(cells) - _SHOWN}处。"] if len(cells) > _SHOWN else []
    return "\n".join([f"上次报送以后改动了{len(cells)}处：", *lines, *more])


def _flat(text: str) -> str:
    return " ".join(text.split()) or "（空）"
