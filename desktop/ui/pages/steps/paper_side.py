"""The side of the list of materials: notes on one paper, and how its truth was checked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.case import Value
from desktop.domain.form import Field
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import TIGHT, boxed, column
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import heading, link, say, sentence
from desktop.ui.pages.steps.attached_files import AttachedFiles
from desktop.ui.pages.steps.received_list import PaperFiles
from desktop.work.materials import HOW, RESULTS, LineState

_NOTES = (
    Field("note", "备注", "long"),
    Field("copies", "份数", "figure", unit="份"),
    Field("pages", "页数", "figure", unit="页"),
)
_TRUTH = (
    Field("how", "核验方式", "choice", choices=HOW),
    Field("by", "核验人"),
    Field("on", "核验日期", "date"),
    Field("result", "核验结果", "choice", choices=RESULTS),
    Field("said", "核验说明", "long"),
)


class PaperNotes(QWidget):
    """What is noted of one paper: remark, copies, pages, and how its truth was checked."""

    finished = Signal(str, str, str)  # line id, key, text
    noted = Signal(str)  # line id: Enter in 备注 leads to the next paper
    scans_added = Signal(str, object)  # line id, paths
    scan_dropped = Signal(str, int)  # line id, file
    same_wanted = Signal(str)  # line id: the papers not checked yet were checked as this one was

    def __init__(self, office: Office) -> None:
        """No paper is chosen yet."""
        super().__init__()
        self._office = office
        self.line: LineState | None = None
        self._make()
        self._lay_out()
        self.setEnabled(False)

    def _make(self) -> None:
        self.name = sentence("先在左边选一项材料", "quiet")
        self.rows = {field.key: self._row(field) for field in (*_NOTES, *_TRUTH)}
        self.rows["note"].editor.inner.installEventFilter(self)
        truth = [self.rows[field.key] for field in _TRUTH]
        self.article = sentence("", "small")
        self.same = link("", self._same, "按本件的方式、核验人、日期和结果，各记一条")
        self.same.hide()
        self.scans = AttachedFiles(self._office, "添加照片、扫描件")
        self.scans.added.connect(self._add)
        self.scans.dropped.connect(self._drop)
        self.files = PaperFiles()
        self.truth = column(heading("真实性核验"), self.article, *truth, self.same, gap=TIGHT)
        self.truth_box = QWidget()
        self.truth_box.setLayout(self.truth)

    def _lay_out(self) -> None:
        notes = [self.rows[field.key] for field in _NOTES]
        parts = (*notes, self.truth_box, self.scans)
        self.setLayout(column(boxed(heading("本项材料"), self.name, self.files, *parts, gap=TIGHT)))

    def _row(self, field: Field) -> FieldRow:
        made = FieldRow(field, field.key)
        made.label.setFixedWidth(self.fontMetrics().horizontalAdvance("核验方式　"))
        made.finished.connect(self._tell)
        return made

    def show_truth(self, wanted: bool, article: str) -> None:
        """Ask how the papers' truth was checked; where no article does, it is advised."""
        say(self.article, f"{article}要求" if wanted else "办法未作要求，建议核验后记录")

    def show_unchecked(self, unchecked: Sequence[str]) -> None:
        """Offer to note the check of this paper of the others too, which are not checked yet."""
        here = self.line
        count = sum(one != here.id for one in unchecked) if here is not None and here.how else 0
        self.same.setText(f"其余{count}件同此核验…")
        self.same.setVisible(bool(count))

    def _same(self) -> None:
        if self.line is not None:
            self.same_wanted.emit(self.line.id)

    def show_line(self, line: LineState | None) -> None:
        """Show what is noted of `line`; what was being typed for another one is kept first."""
        if self.line is not None and (line is None or line.id != self.line.id):
            self.finish()
        self.line = line
        self.setEnabled(line is not None)
        self.name.setText(line.text if line else "先在左边选一项材料")
        for key, one in self.rows.items():
            one.show_value(Value(str(getattr(line, key)) if line else ""))
        self.scans.show_files(line.scans if line else ())

    def write(self) -> None:
        """Put the cursor into 备注 of this paper."""
        go_to(self.rows["note"].editor.inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in 备注 keeps it and goes on to the next paper; Shift+Enter begins a line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift and self.line:
                self.rows["note"].editor.finish()
                self.noted.emit(self.line.id)
                return True
        return super().eventFilter(watched, event)

    def refuse(self, key: str, why: str) -> None:
        """Say beside a blank why it can't be kept; what was typed stays."""
        self.rows[key].show_wrong([why])

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()

    def _add(self, paths: object) -> None:
        if self.line is not None:
            self.scans_added.emit(self.line.id, paths)

    def _drop(self, file_id: int) -> None:
        if self.line is not None:
            self.scan_dropped.emit(self.line.id, file_id)

    def _tell(self, key: str, text: str) -> None:
        if self.line is not None:
            self.finished.emit(self.line.id, key, text)
