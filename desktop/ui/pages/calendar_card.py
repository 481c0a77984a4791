"""工作日历 in 设置: which years' holidays are known, and one that is being brought in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.problem import Severity, UserError
from desktop.ui.kit import asking
from desktop.ui.kit.layouts import GAP, boxed, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.desk import Changed, Desk
from desktop.work.papers import save_file
from desktop.work.working_days import (
    EXAMPLE_NAME,
    CalendarLine,
    CalendarReading,
    calendar_lines,
    calendar_of,
    drop_calendar,
    example_calendar,
    keep_calendar,
    read_calendar,
)

_KINDS = "工作日历 (*.toml *.txt);;所有文件 (*)"
_TOML = "工作日历 (*.toml)"
_HINT = (
    "公示期、变更备案等按工作日计算的期限用它。程序附带已公布年份的放假安排；以后的年份，"
    "国务院办公厅公布后另存一份填写样例，照通知填好再导入。没有安排的年份不推算。"
)
_ROWS_HIGH = 3


class CalendarCard(QWidget):
    """The years that are known, and a table that is looked at before it is kept."""

    def __init__(self, office: Office) -> None:
        """Nothing is asked before `reload`."""
        super().__init__()
        self.office = office
        self.reading: CalendarReading | None = None
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.bring = button("导入工作日历…", self._choose, "file")
        self.example = button("另存填写样例…", self._ask_example, "save")
        self.drop = button("停用选中的年份", self._drop, "remove")
        self.told = sentence("", "quiet")
        columns = (
            TableColumn[CalendarLine]("words", "年份", lambda one: one.words, 300),
            TableColumn[CalendarLine]("source", "依据", lambda one: one.source, 360),
        )
        self.rows: Rows[CalendarLine] = Rows(columns, lambda one: one.year, self)
        self.table = Table("calendar", self.rows)
        self.table.setAccessibleName("已有的工作日历")
        self.table.chosen.connect(self._choose_line)
        self.read = sentence("", "heading")
        self.lines, self.looks = sentence(""), sentence("", "part")
        self.keep = primary("保存", self._keep, "tick")
        self.keep.setAccessibleName("保存工作日历")
        self.cancel = button("取消", lambda: self.show_reading(None), "close")

    def _lay_out(self) -> None:
        buttons = row(None, self.cancel, self.keep, gap=GAP)
        self.fresh = boxed(self.read, self.lines, self.looks, buttons, name="notice")
        height = self.table.verticalHeader().defaultSectionSize() * (_ROWS_HIGH + 1)
        self.table.setMinimumHeight(height)
        tools = row(self.bring, self.example, self.drop, None, gap=GAP)
        hint = sentence(_HINT, "quiet")
        head = heading("工作日历（保存在本文件中）")
        self.setLayout(column(boxed(head, hint, tools, self.told, self.fresh, self.table)))
        self.fresh.hide()
        self.told.hide()
        self.drop.setEnabled(False)

    def reload(self) -> None:
        """Read which years are known."""
        self.office.ask(calendar_lines, self.rows.show_rows, owner=self)

    def _choose_line(self, line: CalendarLine | None) -> None:
        self.drop.setEnabled(line is not None and line.year > 0)

    def _choose(self) -> None:
        path = asking.ask_file(self, "导入工作日历", _KINDS)
        if path is not None:
            self.read_from(path)

    def read_from(self, path: Path) -> None:
        """Read a table and show what it says; nothing is kept yet."""

        def read(desk: Desk) -> CalendarReading:
            return read_calendar(path, calendar_of(desk))

        self.office.ask(read, self.show_reading, owner=self, otherwise=self._refuse)

    def show_reading(self, found: CalendarReading | None) -> None:
        """Show what a table says, paragraph by paragraph, or nothing any more."""
        self.reading = found
        self.fresh.setVisible(found is not None)
        say(self.told, "")
        if found is None:
            return
        say(self.read, found.sentence, "heading" if found.days else "wrong")
        wrong = [
            f"{one.where}：{one.sentence}" if one.where else one.sentence for one in found.problems
        ]
        say(self.lines, "\n".join(found.lines or wrong))
        worth = any(one.severity != Severity.NOTE for one in found.looks)
        words = [one.sentence for one in found.looks]
        say(self.looks, "\n".join(words), "wrong" if worth else "quiet")
        self.keep.setVisible(found.days is not None)
        (self.keep if found.days else self.cancel).setFocus()

    def _keep(self) -> None:
        found = self.reading
        if found is not None:
            self.office.keep(
                lambda desk: keep_calendar(desk, found),
                self._kept,
                owner=self,
                otherwise=self._refuse,
            )

    def _kept(self, changed: Changed) -> None:
        self.show_reading(None)
        say(self.told, f"{changed.value}年的工作日历已保存。", "good")
        self.bring.setFocus()

    def _drop(self) -> None:
        line: CalendarLine | None = self.table.current()
        if line is not None and asking.ask_yes(
            self,
            f"停用{line.year}年的工作日历吗？",
            "停用",
            "用到这一年的期限会重新计算或算不出来。",
        ):
            year = line.year
            self.office.keep(lambda desk: drop_calendar(desk, year), owner=self)

    def _ask_example(self) -> None:
        path = asking.ask_save(self, "另存填写样例", EXAMPLE_NAME, _TOML)
        if path is not None:
            self.save_example(path)

    def save_example(self, path: Path) -> None:
        """Write the bundled example to `path`."""

        def done(_nothing: None) -> None:
            say(self.told, f"已另存：{path}", "good")

        self.office.slow(
            lambda _progress: save_file(path, example_calendar()),
            done,
            owner=self,
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")
