"""One file of an import: what it was recognised as, its columns, its rows and its problems."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTabWidget, QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, WIDE, clear, column, row
from desktop.ui.kit.parts import heading, say, sentence
from desktop.ui.kit.problems import ProblemList
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.mapping import MappedTable, PreviewRow
from desktop.work.incoming import FORM, OTHER, REFUSED, Incoming, columns_of

LEFT_OUT = "left out"
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_TABS = {
    "taken": "采纳",
    "form": "读出的内容",
    "refused": "拒绝",
    "unread": "未读懂",
    "problems": "问题",
}


@dataclass(frozen=True)
class Line:
    """A line of a plain list: where it stands, what stands there, and what is said of it."""

    place: str
    text: str
    said: str


class FilePreview(QWidget):
    """The right half of the preview."""

    called = Signal(str)  # form, other, LEFT_OUT, or a roster's key
    mapped = Signal(str, int)
    headed = Signal(int)  # the header's last line, from 1
    sheet_chosen = Signal(str)

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self._scheme: Scheme | None = None
        self._line = 1
        self._tables: dict[str, MappedTable] = {}
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = heading("")
        self.name.setWordWrap(True)
        self.sentence = sentence("", "quiet")
        self.kind = QComboBox()
        self.kind.setAccessibleName("这个文件认作")
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("工作表")
        for combo in (self.kind, self.sheet):
            combo.setSizeAdjustPolicy(_SHORT)
            combo.setMinimumContentsLength(8)
        self.header = QLineEdit()
        self.header.setValidator(QIntValidator(1, 100_000, self.header))
        self.header.setFixedWidth(72)
        self.header.setToolTip("栏目名称所在的行，有几行的填最后一行；改后按 Enter")
        self.header.setAccessibleName("标题行")
        self.header_label = QLabel("标题行")
        self.header_label.setBuddy(self.header)
        self.tabs = QTabWidget()
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName("文件内容")
        self.taken = column(gap=0)
        self.refused_rows = _lines(self, (("位置", 140), ("原文", 280), ("原因", 260)))
        self.form_rows = _lines(self, (("栏目", 200), ("内容", 300), ("出处", 200)))
        self.unread_rows = _lines(self, (("位置", 200), ("文件中的内容", 480)))
        self.problems = ProblemList()

    def _lay_out(self) -> None:
        label = QLabel("认作")
        label.setBuddy(self.kind)
        tools = row(label, self.kind, WIDE, self.sheet, self.header_label, self.header)
        tools.setStretch(1, 2)
        tools.setStretch(3, 1)
        holder = QWidget()
        holder.setLayout(self.taken)
        holder_of_problems = QWidget()
        holder_of_problems.setLayout(column(self.problems))
        self._pages = {
            "taken": holder,
            "form": _table("preview-form", self.form_rows, "读出的内容"),
            "refused": _table("preview-refused", self.refused_rows, "拒绝的行"),
            "unread": _table("preview-unread", self.unread_rows, "未读懂的内容"),
            "problems": holder_of_problems,
        }
        whole = column(self.name, self.sentence, tools, self.tabs, gap=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self.called.emit(str(self.kind.currentData())))
        self.header.editingFinished.connect(self._tell_header)
        self.sheet.activated.connect(lambda _index: self.sheet_chosen.emit(self.sheet_name()))

    def show_scheme(self, scheme: Scheme) -> None:
        """Know the scheme's rosters and blanks."""
        if scheme != self._scheme:
            self._scheme = scheme
            self._tables = {}
            clear(self.taken)

    def sheet_name(self) -> str:
        """The sheet that is looked at."""
        return self.sheet.currentText()

    def header_line(self) -> int:
        """The header's last line as it is written, from 1."""
        return int(self.header.text() or self._line)

    def _tell_header(self) -> None:
        if self.header_line() != self._line:
            self._line = self.header_line()
            self.headed.emit(self._line)

    def show_file(self, one: Incoming, *, left_out: bool) -> None:
        """Show one file."""
        self.name.setText(one.name)
        say(self.sentence, "这个文件不导入。" if left_out else one.sentence)
        self._show_kind(one, LEFT_OUT if left_out else one.roster or one.what)
        is_table = bool(one.book is not None and one.roster) and not left_out
        is_form = one.what == FORM and one.form is not None and not left_out
        self._show_header(one, is_table)
        counts: dict[str, int | None] = {
            "taken": self._show_taken(one) if is_table else None,
            "form": self._show_form(one) if is_form else None,
            "refused": self._show_refused(one) if is_table or (is_form and one.inner) else None,
            "unread": self._show_unread(one) if is_form else None,
            "problems": len(one.problems) or None,
        }
        self.problems.show_problems(one.problems)
        self._show_tabs(counts)

    def _show_tabs(self, counts: dict[str, int | None]) -> None:
        self.tabs.clear()
        for key, count in counts.items():
            if count is not None:
                self.tabs.addTab(self._pages[key], f"{_TABS[key]}（{count}）")

    def _show_kind(self, one: Incoming, what: str) -> None:
        self.kind.clear()
        assert self._scheme is not None
        if one.form is not None:
            self.kind.addItem("申请表", FORM)
        if one.book is not None:
            for roster in self._scheme.rosters:
                self.kind.addItem(roster.title, roster.key)
        if one.data:
            self.kind.addItem("作为附件保存", OTHER)
        self.kind.addItem("不导入", LEFT_OUT)
        wanted = OTHER if what == REFUSED else what
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted)))
        self.kind.setToolTip(self.kind.currentText())

    def _show_header(self, one: Incoming, shown: bool) -> None:
        for widget in (self.header, self.header_label, self.sheet):
            widget.setVisible(shown)
        self.sheet.clear()
        if one.book is not None:
            self.sheet.addItems([grid.name for grid in one.book.sheets])
        if one.found is not None:
            self.sheet.setCurrentText(one.found.grid.name)
            self.sheet.setToolTip(one.found.grid.name)
        line = one.found.first_row if one.found is not None else 1
        self._line = max(1, line)
        self.header.setText(str(self._line))

    def _show_taken(self, one: Incoming) -> int:
        table = self._table(one.roster)
        for key, other in self._tables.items():
            other.setVisible(key == one.roster)
        mapping = one.found.mapping if one.found is not None else {}
        table.chooser.show_choices(columns_of(one), mapping)
        taken = one.taken.rows if one.taken is not None else ()
        rows = [PreviewRow(r.sheet, r.line, r.cells, tuple(r.notes)) for r in taken]
        table.rows.show_rows(rows)
        return len(rows)

    def _table(self, roster: str) -> MappedTable:
        assert self._scheme is not None
        if roster not in self._tables:
            made = MappedTable(self._scheme.roster(roster).columns)
            made.chosen.connect(self.mapped)
            self._tables[roster] = made
            self.taken.addWidget(made)
        return self._tables[roster]

    def _show_refused(self, one: Incoming) -> int:
        many = [one.taken] if one.taken is not None else list(one.inner.values())
        found = [
            Line(f"{r.sheet} 第{r.line}行", r.text or " ".join(r.cells.values()), r.reason)
            for taken in many
            for r in taken.refused
        ]
        self.refused_rows.show_rows(found)
        return len(found)

    def _show_form(self, one: Incoming) -> int:
        assert one.form is not None
        assert self._scheme is not None
        labels = labels_of(self._scheme)
        paths = list(labels)

        def order(path: str) -> int:
            return paths.index(path) if path in labels else len(paths)

        found = [
            Line(labels.get(path, path), value.text, value.source)
            for path, value in sorted(one.form.values.items(), key=lambda item: order(item[0]))
        ]
        for key, taken in one.inner.items():
            rows = f"名单{len(taken.rows)}行"
            found.append(Line(self._scheme.roster(key).title, rows, "申请表内的表格"))
        self.form_rows.show_rows(found)
        return len(found)

    def _show_unread(self, one: Incoming) -> int | None:
        assert one.form is not None
        found = [Line(value.source, value.text, "") for value in one.form.unread]
        self.unread_rows.show_rows(found)
        return len(found) or None


def labels_of(scheme: Scheme) -> dict[str, str]:
    """The reader's words for every path of the form, rows of years and free rows by number."""
    found = {field.key: field.label for field in scheme.form.fields}
    for table in scheme.form.tables:
        fixed = [(one.key, one.label) for one in table.fixed_rows]
        rows = fixed or [(str(n), f"第{n}行") for n in range(1, 100)]
        for key, label in rows:
            for one in table.columns:
                found[f"{table.key}.{key}.{one.key}"] = f"{label} {one.label}（{table.title}）"
    return found


def _lines(owner: QWidget, heads: Sequence[tuple[str, int]]) -> Rows[Line]:
    getters: tuple[Callable[[Line], str], ...] = (
        lambda line: line.place,
        lambda line: line.text,
        lambda line: line.said,
    )
    columns = [
        TableColumn(str(number), title, getters[number], width)
        for number, (title, width) in enumerate(heads)
    ]
    return Rows(columns, lambda line: line, owner)


def _table(name: str, rows: Rows[Line], label: str) -> Table:
    made = Table(name, rows)
    made.setAccessibleName(label)
    return made
