"""公布名单 in 设置: lists that somebody published, brought in once for all applications."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop.domain.dates import parse_date
from desktop.domain.problem import UserError
from desktop.ui.kit import asking
from desktop.ui.kit.layouts import GAP, boxed, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, heading, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.list_tools import ColumnChoices, ListTools
from desktop.work.desk import Changed
from desktop.work.list_columns import Listing, mapped
from desktop.work.reference_lists import (
    ANSWERS,
    FIELDS,
    ListLine,
    ListReading,
    keep_list,
    known_published,
    list_lines,
    read_list,
    read_list_again,
    withdraw_list,
)
from desktop.work.shapes import Shape

_KINDS = "公布名单 (*.xlsx *.xls *.et *.ods *.csv *.docx);;所有文件 (*)"
_HINT = (
    "例如公布的专精特新中小企业名单、企业划型名单。导入一次，各份申报的企业名单都可以对照；"
    "结果在“名单”一步的“公布名单”中，由经办人决定是否按名单采用。"
)
_ROWS_HIGH = 5


class PublishedLists(QWidget):
    """The lists in use, and one that is being brought in: read, look, save."""

    def __init__(self, office: Office) -> None:
        """Nothing is asked before `reload`."""
        super().__init__()
        self.office = office
        self.reading: ListReading | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.bring = button("导入公布名单…", self._choose, "file")
        self.drop = button("停用选中的名单", self._withdraw, "remove")
        self.told = sentence("", "quiet")
        columns = (
            TableColumn[ListLine]("name", "名单", lambda one: one.name, 240),
            TableColumn[ListLine]("answers", "用于", lambda one: one.answers, 80),
            TableColumn[ListLine]("publisher", "公布单位", lambda one: one.publisher, 140),
            TableColumn[ListLine]("dated", "公布日期", lambda one: one.dated, 100),
            TableColumn[ListLine]("rows", "企业", lambda one: f"{one.firms}家", 64, right=True),
            TableColumn[ListLine]("file", "文件", lambda one: one.file, 200),
        )
        self.rows: Rows[ListLine] = Rows(columns, lambda one: one.id, self)
        self.table = Table("published-lists", self.rows)
        self.table.setAccessibleName("公布名单")
        self.table.chosen.connect(lambda one: self.drop.setEnabled(one is not None))
        self.name, self.publisher, self.dated = QLineEdit(), QLineEdit(), QLineEdit()
        self.dated.setPlaceholderText("如 20260301")
        self.answers = Combo()
        for key, word, _ in ANSWERS:
            self.answers.addItem(word, key)
        self.read = sentence("", "heading")
        self.examples = sentence("", "quiet")
        self.tools, self.columns = ListTools(self.office), ColumnChoices(FIELDS)
        self.tools.changed.connect(self._read_again)
        self.columns.chosen.connect(self._map)
        self.keep = primary("采纳名单", self._keep, "tick")
        self.cancel = button("取消", lambda: self._show_reading(None), "close")

    def _lay_out(self) -> None:
        grid = QGridLayout()
        fields = (
            ("名单名称", self.name),
            ("公布单位", self.publisher),
            ("公布日期", self.dated),
            ("用于哪一栏", self.answers),
        )
        for line, (word, field) in enumerate(fields):
            label = QLabel(word)
            label.setBuddy(field)
            field.setAccessibleName(word)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(1, 1)
        buttons = row(None, self.cancel, self.keep, gap=GAP)
        chosen = (self.tools, self.columns)
        self.fresh = boxed(self.read, self.examples, *chosen, grid, buttons, name="notice")
        self.fresh.hide()
        height = self.table.verticalHeader().defaultSectionSize() * (_ROWS_HIGH + 1)
        self.table.setMinimumHeight(height)
        tools = row(self.bring, self.drop, None, gap=GAP)
        hint = sentence(_HINT, "quiet")
        card = boxed(
            heading("公布名单（保存在本文件中）"), hint, tools, self.told, self.fresh, self.table
        )
        self.setLayout(column(card))
        self.told.hide()
        self.drop.setEnabled(False)

    def reload(self) -> None:
        """Read which lists are in use."""
        self.office.ask(list_lines, self.rows.show_rows, owner=self)

    def _choose(self) -> None:
        path = asking.ask_file(self, "导入公布名单", _KINDS)
        if path is not None:
            self.read_from(path)

    def read_from(self, path: Path) -> None:
        """Read a list and show what it is; nothing is kept yet."""

        def start(known: Sequence[Shape]) -> None:
            self.office.slow(
                lambda progress: read_list(path, progress.cancelled, known),
                self._show_reading,
                owner=self,
                title=f"正在读取 {path.name}",
                otherwise=self._refuse,
            )

        self.office.ask(known_published, start, owner=self)

    def _map(self, key: str, index: int) -> None:
        if self.reading is not None:
            self._read_again(mapped(self.reading.listing, key, index))

    def _read_again(self, found: Listing) -> None:
        reading = self.reading
        if reading is not None:
            self.office.slow(
                lambda _progress: read_list_again(reading, found), self._show_columns, owner=self
            )

    def _show_columns(self, found: ListReading) -> None:
        """Show how the list is read; what was typed of it stays."""
        self.reading = found
        self.tools.show_listing(found.listing)
        self.columns.show_listing(found.listing)
        say(self.read, f"{found.file}：{found.sentence}")
        say(self.examples, found.told or f"前几家：{found.examples}")
        self.keep.setEnabled(bool(found.taken.rows))

    def _show_reading(self, found: ListReading | None) -> None:
        self.reading = found
        self.fresh.setVisible(found is not None)
        if found is not None:
            say(self.told, "")
            self._show_columns(found)
            self.name.setText(found.name)
            self.publisher.clear()
            self.dated.clear()
            self.answers.setCurrentIndex(self.answers.findData(found.column))
            self.name.setFocus()

    def _keep(self) -> None:
        found, name, publisher = self.reading, self.name.text(), self.publisher.text()
        day = parse_date(self.dated.text())
        dated, answers = day.isoformat() if day else "", str(self.answers.currentData())
        if self.dated.text().strip() and day is None:
            say(self.told, "公布日期请按20260301、2026-03-01或2026年3月1日填写。", "wrong")
            return
        if found is not None:
            self.office.keep(
                lambda desk: keep_list(desk, found, name, publisher, dated, answers),
                self._kept,
                owner=self,
                otherwise=self._refuse,
            )

    def _kept(self, _changed: Changed) -> None:
        self._show_reading(None)
        say(self.told, "名单已导入，可到各份申报的“名单”一步对照。", "good")

    def _refuse(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")

    def _withdraw(self) -> None:
        chosen: ListLine | None = self.table.current()
        if chosen is not None and asking.ask_yes(
            self,
            f"停用“{chosen.name}”吗？",
            "停用名单",
            "以后不再对照；已经按它采用的内容不变，仍注明来自这份名单。",
        ):
            self.office.keep(lambda desk: withdraw_list(desk, chosen.id), owner=self)
