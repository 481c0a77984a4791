"""套用上级表样: drop the bureau's form, look at what goes where, and save it filled in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.bar import MessageBar
from desktop.ui.kit.drop import DropTarget
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, column, holder, row, scrolled, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, link, primary, say, sentence
from desktop.ui.kit.wrapped import headings_at_left
from desktop.ui.pages.refit_columns import RefitColumns
from desktop.work.desk import Desk
from desktop.work.papers import SheetFacts, save_file
from desktop.work.refit import (
    Form,
    FormTable,
    Remembered,
    can_refit,
    columns,
    fill,
    form_again,
    keep_form,
    lists_of,
    look,
    preview,
    read_form,
    remembered,
    said,
)

_KINDS = "上级表样 (*.docx *.xlsx);;所有文件 (*)"
_WHAT = "把上级发来的表样（.docx 或 .xlsx）拖到这里，或点“选择表样…”。"
_HOW = "程序认出表头后先给看哪一列填什么，可以改；填好的另存一份，原文件不会被改动。"
_WIDEST, _MARGIN = 200, 16  # px, of a column in the preview
_SIZE = QSize(980, 660)


class RefitDialog(QDialog):
    """The bureau's form for one sheet.

    `RefitDialog(office, facts, parent).open()` is all that a page does: `facts` is what
    `papers.gather` returned for the sheet that is shown. It reads the form beside the store,
    proposes what goes where (or what was kept for the round), and saves where the reviewer says.
    """

    def __init__(
        self,
        office: Office,
        facts: SheetFacts,
        parent: QWidget | None = None,
        form: Path | None = None,
    ) -> None:
        """Ask what was kept for the round; only then is a `form` read that is at hand already."""
        super().__init__(parent)
        self._given = form
        self._office, self._facts = office, facts
        self._kept = Remembered(())
        self.form: Form | None = None
        self._source: Path | None = None
        self._make()
        self._lay_out()
        self._connect()
        office.ask(partial(_begin, facts), self._remember, owner=self)

    def _make(self) -> None:
        self.setProperty("topic", "refit")  # of F1
        self.setWindowTitle(f"套用上级表样：{self._facts.ref.title}")
        self.told = MessageBar()
        self.pick = button("选择表样…", self._pick, "folder")
        self.again = link("", self._take_again)
        self.how = sentence("", "quiet")
        self.empty = EmptyPage("table", _WHAT, _HOW)
        self.stack = QStackedWidget()
        self.tables = Combo("填入哪个表")
        self.keeping = Combo("原有内容")
        self.columns = RefitColumns()
        self.rows = QTableWidget()
        self.rows.setAccessibleName("前几行填好的样子")
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setWordWrap(False)
        headings_at_left(self.rows)
        self.rows.verticalHeader().hide()  # the form has its own 序号
        self.said = sentence("", "")
        self.save = primary("另存…", self._ask_save, "save")
        self.close_button = button("关闭", self.reject)

    def _lay_out(self) -> None:
        self.resize(_SIZE)
        for choice in (self.tables, self.keeping):
            choice.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(12)
        left = holder(self.tables, self.keeping, scrolled(self.columns), gap=TIGHT)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        right = column(sentence("前几行填好的样子", "small"), self.rows, scrolled(self.said))
        right.setStretch(1, 3)
        right.setStretch(2, 2)
        shown = QWidget()
        shown.setLayout(right)
        self.stack.addWidget(self.empty)
        halves = side_by_side(left, shown, shares=(1, 1))
        halves.setSizes([_SIZE.width() * 2 // 5, _SIZE.width() * 3 // 5])
        self.stack.addWidget(halves)
        top = row(self.pick, self.how, self.again, None, gap=GAP)
        top.setStretch(1, 1)
        buttons = row(None, self.close_button, self.save, gap=GAP)
        whole = column(self.told, top, self.stack, buttons, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.again.hide()
        self.save.setEnabled(False)

    def _connect(self) -> None:
        DropTarget(self, self._drop)
        self.tables.activated.connect(lambda _index: self._show_table())
        self.keeping.activated.connect(lambda _index: self._show_rows())
        self.columns.changed.connect(self._show_rows)

    def _remember(self, begun: tuple[Remembered, str]) -> None:
        self._kept, why = begun
        self.pick.setEnabled(not why)
        self.setAcceptDrops(not why)
        if why:
            self.empty.show_text(why, "")
        elif self._kept.sha256:
            self.again.setText(f"再用本年度用过的“{self._kept.name}”")
            self.again.show()
        if not why and self._given is not None:
            self.take(self._given)

    def _pick(self) -> None:
        path = asking.ask_file(self, "选择上级表样", _KINDS)
        if path is not None:
            self.take(path)

    def _drop(self, paths: Sequence[Path]) -> None:
        self.take(paths[0])

    def take(self, path: Path) -> None:
        """Read a form and show its columns; nothing is kept."""
        self._look(lambda: read_form(path), path.name, path)

    def _take_again(self) -> None:
        digest, name = self._kept.sha256, self._kept.name
        self._office.ask(
            lambda desk: form_again(desk, digest),
            lambda data: self._look(lambda: data, name, None),
            owner=self,
            otherwise=self._refuse,
        )

    def _look(self, read: Callable[[], bytes], name: str, source: Path | None) -> None:
        facts, answers = self._facts, self._kept.answers
        self.told.hide()
        self._office.slow(
            lambda progress: look(name, read(), lists_of(facts, answers), progress.cancelled),
            partial(self._show_form, source),
            owner=self,
            title=f"正在读取 {name}",
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        self.told.tell(error.sentence, error.hint)

    def _show_form(self, source: Path | None, form: Form) -> None:
        self.form, self._source = form, source
        self.tables.clear()
        self.tables.addItems([f"填入：{table.name}" for table in form.tables])
        self.tables.setVisible(len(form.tables) > 1)
        say(self.how, f"表样：{form.name}")
        self._show_table()

    def table(self) -> FormTable | None:
        """The table of the form that is filled."""
        index = self.tables.currentIndex()
        return self.form.tables[index] if self.form is not None and index >= 0 else None

    def keeps(self) -> bool:
        """True where what stands in the form's rows is kept."""
        return self.keeping.currentIndex() == 1

    def _show_table(self) -> None:
        table = self.table()
        if table is None:
            return
        count = len(table.found.filled)
        what = "示例" if table.found.samples else "原有"
        self.keeping.clear()
        self.keeping.addItems([f"替换表里{what}的{count}行", f"保留表里{what}的{count}行，接着填"])
        self.keeping.setCurrentIndex(0 if table.found.samples or not count else 1)
        self.keeping.setVisible(count > 0)
        self.columns.show_columns(table, columns(table, self._kept))
        self.stack.setCurrentIndex(1)
        self._show_rows()

    def _show_rows(self) -> None:
        form, table = self.form, self.table()
        if form is None or table is None:
            return
        keys = self.columns.keys()
        lines = preview(table, keys, self._facts, keep=self.keeps())
        self.rows.setColumnCount(len(keys))
        self.rows.setHorizontalHeaderLabels([head.label for head in table.found.heads])
        self.rows.setRowCount(len(lines))
        for at, texts in enumerate(lines):
            for place, text in enumerate(texts):
                self.rows.setItem(at, place, _item(text))
        self.rows.resizeColumnsToContents()
        for place in range(len(keys)):
            width = min(_WIDEST, self.rows.columnWidth(place) + _MARGIN)
            self.rows.setColumnWidth(place, width)
        say(self.said, "\n".join(said(form, table, keys, self._facts)))
        self.save.setEnabled(any(keys) and bool(lines))

    def _ask_save(self) -> None:
        form = self.form
        if form is None:
            return
        name = f"{Path(form.name).stem}（已填）.{form.kind}"
        kinds = "Word 文档" if form.kind == "docx" else "Excel 工作簿"
        path = asking.ask_save(self, "另存", name, f"{kinds} (*.{form.kind})")
        if path is not None:
            ends = path.suffix.lower() == f".{form.kind}"
            self.save_to(path if ends else path.with_name(f"{path.name}.{form.kind}"))

    def save_to(self, path: Path) -> None:
        """Fill the form as shown, write it to `path`, and keep form and columns for the round."""
        form, table = self.form, self.table()
        if form is None or table is None:
            return
        if self._source is not None and path.resolve() == self._source.resolve():
            self.told.tell("不能存在原表样上。", "请另起一个文件名，原表样下次还要用。")
            return
        keys, facts, keep = self.columns.keys(), self._facts, self.keeps()

        def work(stopped: Callable[[], bool]) -> tuple[bytes, tuple[str, ...]]:
            data, notes = fill(form, table, keys, facts, keep=keep, cancelled=stopped)
            save_file(path, data)
            return data, notes

        def done(made: tuple[bytes, tuple[str, ...]]) -> None:
            data, notes = made
            self.told.tell(f"已另存：{path}", "\n".join(notes))
            self._office.keep(
                lambda desk: keep_form(desk, form, table, keys, facts, data), owner=self
            )

        self._office.slow(
            lambda progress: work(progress.cancelled),
            done,
            owner=self,
            title=f"正在保存 {path.name}",
            otherwise=self._refuse,
        )


def _begin(facts: SheetFacts, desk: Desk) -> tuple[Remembered, str]:
    return remembered(desk, facts), can_refit(facts)


def _item(text: str) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setToolTip(text)
    made.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made
