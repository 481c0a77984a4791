"""另存为新版本: a copy of a scheme edited in tables, faults beside their cells, changes beside."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListWidget,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.domain.problem import Problem, UserError
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import Cell, Draft, Section, Written, sections, wrong_id
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, by_text, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.pages.scheme_changes import ChangesTable
from desktop.work.desk import Changed
from desktop.work.editions import Checked, check_draft, draft_of, save_draft

_PATH = int(Qt.ItemDataRole.UserRole)
_LOCKED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_RULE = (
    "先改标识（以后不能改），再逐表修改。原办法不变，已经办理的申报仍按原办法；保存以后可以选择"
    "个别申报换用新办法。申请表、名单和各报送表沿用原办法的。"
)


class SchemeEditor(QWidget):
    """The editor; `closed` when it is left, `saved` with the new edition's id."""

    closed = Signal()
    saved = Signal(str)

    def __init__(self, office: Office) -> None:
        """Empty until a scheme is begun."""
        super().__init__()
        self.office = office
        self._draft: Draft | None = None
        self._old: Scheme | None = None
        self._sections: list[Section] = []
        self._checked = Checked(())
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = heading("")
        self.id = LineEditor("text")
        self.id.inner.setAccessibleName("新版本的标识")
        self.told = sentence("", "quiet")
        self.wrong_id = sentence("", "wrong")
        self.wrong = sentence("", "wrong")
        self.list = QListWidget()
        self.list.setAccessibleName("新版本的各表")
        self.table = QTableWidget()
        self.table.setAccessibleName("新版本的内容")
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)  # Tab goes on to the buttons, arrows go in here
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.changes = ChangesTable()
        self.add = button("增加一行", self._add, "add")
        self.remove = button("删去这一行", self._remove, "remove")
        self.back = button("返回", self.closed.emit, "back")
        self.save = primary("保存为新版本", self._save, "save")
        self.stack = QStackedWidget()

    def _lay_out(self) -> None:
        label = QLabel("标识")
        label.setBuddy(self.id.inner)
        self.id.inner.setMinimumWidth(by_text(260))
        head = row(self.name, None, self.back, self.save)
        line = row(label, self.id, self.told, gap=GAP)
        line.setStretch(2, 1)
        buttons = row(self.add, self.remove, None)
        self.stack.addWidget(holder(self.table, buttons, gap=TIGHT))
        self.stack.addWidget(self.changes)
        body = side_by_side(self.list, self.stack, shares=(0, 1))
        body.setSizes([by_text(190), by_text(720)])
        rule = sentence(_RULE, "quiet")
        whole = column(head, rule, line, self.wrong_id, self.wrong, body, gap=GAP)
        whole.setStretch(5, 1)
        self.setLayout(whole)
        for one in (self.wrong, self.wrong_id):
            one.hide()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_section)
        self.table.itemChanged.connect(self._typed)
        self.id.finished.connect(self._check)

    def begin(self, scheme: Scheme) -> None:
        """Begin with a copy of `scheme`."""
        self._old = scheme
        self.name.setText(f"另存为新版本：{scheme.name}")
        self.id.put(f"{scheme.id.rpartition('-')[0]}-")
        self.office.ask(lambda desk: draft_of(desk, scheme.id), self._begun, owner=self)

    def _begun(self, draft: Draft) -> None:
        self._draft, self._checked = draft, Checked(())
        self._sections = sections(draft)
        self._list()
        self.list.setCurrentRow(0)
        self._check()
        self.id.inner.setFocus(Qt.FocusReason.OtherFocusReason)

    def section(self) -> Section | None:
        """The table that is shown; None for the changes."""
        at = self.list.currentRow()
        return self._sections[at] if 0 <= at < len(self._sections) else None

    def problem_at(self, path: str) -> str:
        """What is wrong at a cell or a row, in words."""
        found = (one for one in self._checked.problems if _place(one) == path)
        return "".join(one.sentence for one in found)

    def _list(self) -> None:
        """Write the tables' names, with how many faults each holds."""
        here = self.list.currentRow()
        quiet = QSignalBlocker(self.list)
        self.list.clear()
        for one in self._sections:
            count = sum(_is_in(problem, one) for problem in self._checked.problems)
            self.list.addItem(f"{one.title}（{count}处有误）" if count else one.title)
        self.list.addItem(f"与原办法对照（{len(self._checked.changes)}处）")
        self.list.setCurrentRow(here)
        quiet.unblock()

    def _show_section(self, _at: int = 0) -> None:
        shown = self.section()
        self.stack.setCurrentIndex(0 if shown else 1)
        if shown is None:
            return
        self.add.setVisible(shown.grows)
        self.remove.setVisible(shown.grows)
        quiet = QSignalBlocker(self.table)
        self.table.clear()
        self.table.setColumnCount(len(shown.heads) + 1)
        self.table.setHorizontalHeaderLabels([*shown.heads, "有误"])
        self.table.setRowCount(len(shown.rows))
        for down, (path, cells) in enumerate(shown.rows):
            for across, cell in enumerate(cells):
                self.table.setItem(down, across, _item(cell))
            self.table.setItem(down, len(cells), self._fault(path, cells, shown))
        for across, width in enumerate(shown.widths):
            self.table.setColumnWidth(across, by_text(width))
        self.table.resizeRowsToContents()
        quiet.unblock()

    def _fault(self, path: str, cells: tuple[Cell, ...], shown: Section) -> QTableWidgetItem:
        """What is wrong in a row: of each cell with its heading, and of the row itself."""
        pairs = zip(shown.heads, cells, strict=True)
        told = [
            f"{head}：{said}" for head, c in pairs if c.path and (said := self.problem_at(c.path))
        ]
        if all(cell.path != path for cell in cells) and (said := self.problem_at(path)):
            told.append(said)
        item = QTableWidgetItem("".join(told))
        item.setFlags(_LOCKED)
        return item

    def _typed(self, item: QTableWidgetItem) -> None:
        cell = item.data(_PATH)
        if self._draft is None or not isinstance(cell, Cell):
            return
        self._draft.put(cell.path, item.text(), cell.kind, optional=cell.optional)
        self._check()

    def _add(self) -> None:
        shown = self.section()
        if self._draft is not None and shown is not None:
            self._draft.add(shown.key)
            self._again(len(shown.rows))

    def _remove(self) -> None:
        shown, at = self.section(), self.table.currentRow()
        if self._draft is not None and shown is not None and 0 <= at < len(shown.rows):
            self._draft.remove(shown.rows[at][0])
            self._again(max(0, at - 1))

    def _again(self, at: int) -> None:
        if self._draft is not None:
            self._sections = sections(self._draft)
            self._show_section()
            self._check()
            self.table.setCurrentCell(at, 0)
            self.table.scrollTo(self.table.model().index(at, 0))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self) -> Written | None:
        return None if self._draft is None else self._draft.written(self.id.text().strip())

    def _check(self) -> None:
        """Let the strict reader look at the draft, beside what is being typed."""
        old, written = self._old, self._written()
        if written is None or old is None:
            return
        self._turn += 1
        turn = self._turn
        wrong = wrong_id(self.id.text().strip(), (old.id,))
        say(self.wrong_id, wrong)
        read = self._draft.written(old.id) if wrong and self._draft else written
        self.office.slow(
            lambda _progress: check_draft(read, old),
            lambda found: self._show_checked(found) if turn == self._turn else None,
            owner=self,
        )

    def _show_checked(self, found: Checked) -> None:
        self._checked = found
        if self._draft is not None:
            self._sections = sections(self._draft)
        self._list()
        self.changes.show_changes(found.changes)
        self._show_faults()
        if said := self.problem_at("id"):
            say(self.wrong_id, said)
        lost = [
            one
            for one in found.problems
            if _place(one) != "id" and not any(_is_in(one, s) for s in self._sections)
        ]
        say(self.wrong, "\n".join(f"{one.where}：{one.sentence}" for one in lost))
        count = len(found.problems)
        lacking = f"有{count}处有误，改好后才能保存。" if count else "各表可以保存。"
        say(self.told, lacking)

    def _show_faults(self) -> None:
        """Write the faults again beside the rows, and leave the cells as they are typed into."""
        shown = self.section()
        if shown is None or self.table.rowCount() != len(shown.rows):
            return
        quiet = QSignalBlocker(self.table)
        for down, (path, cells) in enumerate(shown.rows):
            self.table.setItem(down, len(cells), self._fault(path, cells, shown))
        self.table.resizeRowsToContents()
        quiet.unblock()

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


def _place(problem: Problem) -> str:
    return problem.where.rpartition(": ")[2]


def _is_in(problem: Problem, section: Section) -> bool:
    places = {path for path, _ in section.rows}
    places |= {cell.path for _, cells in section.rows for cell in cells if cell.path}
    return _place(problem) in places


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    if cell.path:
        item.setData(_PATH, cell)
    else:
        item.setFlags(_LOCKED)
    return item
