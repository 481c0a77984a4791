"""另存为新版本: a copy of a scheme edited in tables, faults beside their cells, changes beside."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QStackedWidget, QWidget

from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import Written, sections, wrong_id
from desktop.schemes.edition_names import in_words
from desktop.schemes.edition_sections import Section, placed
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, by_text, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.pages.scheme_changes import ChangesTable
from desktop.ui.pages.scheme_table import SectionTable
from desktop.work.desk import Changed
from desktop.work.edition_keep import Begun, Checked, begin_draft, check_draft, save_draft

_RULE = (
    "先改标识（以后不能改），再逐表修改。原办法不变，已经办理的申报仍按原办法；保存以后可以选择"
    "个别申报换用新办法。"
)
_AGAIN = "这个版本还没有申报使用，可以接着修改；保存后校验码随之改变。"
_SAME = "与原办法相同，还没有改动。改了哪些条款，在这里对照。"
_TO_MEND = "有误处改好以后，在这里与原办法对照。"


class SchemeEditor(QWidget):
    """The editor; `closed` when it is left, `saved` with the edition's id."""

    closed = Signal()
    saved = Signal(str)

    def __init__(self, office: Office) -> None:
        """Empty until a scheme is begun."""
        super().__init__()
        self.office = office
        self._begun: Begun | None = None
        self._again = ""
        self._sections: list[Section] = []
        self._checked = Checked(())
        self._told: Mapping[str, str] = {}
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = heading("")
        self.id = LineEditor("text")
        self.id.inner.setAccessibleName("新版本的标识")
        self.rule = sentence("", "quiet")
        self.told = sentence("", "quiet")
        self.wrong_id = sentence("", "wrong")
        self.wrong = sentence("", "wrong")
        self.list = QListWidget()
        self.list.setAccessibleName("新版本的各表")
        self.body = SectionTable()
        self.table, self.add, self.remove = self.body.table, self.body.add, self.body.remove
        self.changes = ChangesTable()
        self.same = sentence(_SAME, "quiet")
        self.same.setAlignment(Qt.AlignmentFlag.AlignTop)  # where there is no table below
        self.back = button("返回", self.closed.emit, "back")
        self.save = primary("保存为新版本", self._save, "save")
        self.stack = QStackedWidget()

    def _lay_out(self) -> None:
        label = QLabel("标识")
        label.setBuddy(self.id.inner)
        self.id.inner.setMinimumWidth(by_text(260))
        head = row(self.name, None, self.save, self.back)
        line = row(label, self.id, self.told, gap=GAP)
        line.setStretch(2, 1)
        self.stack.addWidget(self.body)
        self.stack.addWidget(holder(self.same, self.changes))
        body = side_by_side(self.list, self.stack, shares=(0, 1))
        body.setSizes([by_text(190), by_text(720)])
        whole = column(head, self.rule, line, self.wrong_id, self.wrong, body, gap=GAP)
        whole.setStretch(5, 1)
        self.setLayout(whole)
        for one in (self.wrong, self.wrong_id):
            one.hide()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_section)
        self.body.edited.connect(self._edited)
        self.id.finished.connect(self._check)

    def begin(self, scheme: Scheme, *, again: bool = False) -> None:
        """Begin with a copy of `scheme`, or with the edition itself, to be edited `again`."""
        self._again = scheme.id if again else ""
        self.name.setText(f"{'修改新版本' if again else '另存为新版本'}：{scheme.name}")
        self.save.setText("保存" if again else "保存为新版本")
        self.save.setAccessibleName(self.save.text())
        self.id.put(scheme.id if again else f"{scheme.id.rpartition('-')[0]}-")
        self.id.inner.setEnabled(not again)
        self.rule.setText(_AGAIN if again else _RULE)
        say(self.wrong, "")
        self.office.ask(
            lambda desk: begin_draft(desk, scheme.id, again=again), self._show_begun, owner=self
        )

    def _show_begun(self, begun: Begun) -> None:
        self._begun, self._checked, self._told = begun, Checked(()), {}
        self._sections = sections(begun.draft)
        self._list()
        self.list.setCurrentRow(0)
        self._show_section()
        self._check()
        first = self.list if self._again else self.id.inner
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.id.line.end(False)  # noqa: FBT003 - Qt's own; the year is typed where the text ends

    def section(self) -> Section | None:
        """The table that is shown; None for the changes."""
        at = self.list.currentRow()
        return self._sections[at] if 0 <= at < len(self._sections) else None

    def _list(self) -> None:
        """Write the tables' names, with how many faults each holds."""
        here = self.list.currentRow()
        quiet = QSignalBlocker(self.list)
        self.list.clear()
        for one in self._sections:
            count = sum(place in self._told for place in _places(one))
            self.list.addItem(f"{one.title}（{count}处有误）" if count else one.title)
        told = "待改好" if self._checked.problems else f"{len(self._checked.changes)}处"
        self.list.addItem(f"与原办法对照（{told}）")
        self.list.setCurrentRow(here)
        quiet.unblock()

    def _show_section(self, _at: int = 0) -> None:
        shown = self.section()
        self.stack.setCurrentIndex(0 if shown else 1)
        if shown is not None and self._begun is not None:
            self.body.put(self._begun.draft, shown, self._told)

    def _edited(self, path: str) -> None:
        """A cell was typed (then `path` is empty), or a row came, went or moved."""
        if self._begun is None:
            return
        before = self.section()
        self._sections = sections(self._begun.draft)
        now = self.section()
        if path:
            self._show_section()
            self.body.show_row(path)
        elif before and now and len(before.rows) != len(now.rows):
            QTimer.singleShot(0, self, self._show_section)  # the cell's editor is still open
        self._check()

    def _written(self) -> Written | None:
        return None if self._begun is None else self._begun.draft.written(self.id.text().strip())

    def _check(self) -> None:
        """Let the strict reader look at the draft, beside what is being typed."""
        begun, written = self._begun, self._written()
        if written is None or begun is None:
            return
        self._turn += 1
        turn = self._turn
        source = written.source.name
        taken = () if self._again else (source,)
        wrong = wrong_id(self.id.text().strip(), taken)
        begun_only = written.scheme_id.endswith("-")  # the year is still to be typed
        say(self.wrong_id, wrong, "quiet" if begun_only else "wrong")
        read = begun.draft.written(source) if wrong else written
        self.office.slow(
            lambda _progress: check_draft(read, begun.old, begun.old_folder),
            lambda found: self._show_checked(found) if turn == self._turn else None,
            owner=self,
        )

    def _show_checked(self, found: Checked) -> None:
        self._checked = found
        if self._begun is None:
            return
        self._sections = sections(self._begun.draft)
        whole = self._begun.draft.whole()
        worded = [replace(o, sentence=in_words(o.sentence, whole)) for o in found.problems]
        self._told, lost = placed(worded, self._sections)
        self._list()
        self.changes.show_changes(found.changes)
        self.changes.setVisible(bool(found.changes))
        say(self.same, "" if found.changes else _TO_MEND if found.problems else _SAME)
        shown = self.section()
        if shown is not None:
            self.body.say_faults(shown, self._told)
        if said := next((o.sentence for o in found.problems if o.where == "id"), ""):
            say(self.wrong_id, said)
        elsewhere = [one for one in lost if one.where != "id"]
        say(self.wrong, "\n".join(f"{one.where}：{one.sentence}" for one in elsewhere))
        count = len(found.problems)
        say(self.told, f"有{count}处有误，改好后才能保存。" if count else "各表可以保存。")

    def _save(self) -> None:
        written = self._written()
        if written is not None:
            self.office.keep(
                lambda desk: save_draft(desk, written),
                lambda done: self._saved(done, written.scheme_id),
                owner=self,
                otherwise=self._refused,
            )

    def _saved(self, done: Changed, scheme_id: str) -> None:
        if done.value.problems:
            self._show_checked(done.value)
        else:
            self.saved.emit(scheme_id)

    def _refused(self, error: UserError) -> None:
        say(self.wrong, f"{error.sentence}{error.hint}")


def _places(section: Section) -> set[str]:
    places = {path for path, _ in section.rows}
    return places | {cell.path for _, cells in section.rows for cell in cells if cell.path}
