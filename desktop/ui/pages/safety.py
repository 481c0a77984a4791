"""备份与检查: the last backup and its place, a look into each, restoring, and the full check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.domain.problem import UserError
from desktop.ui.keeper import Keeper
from desktop.ui.kit.asking import ask_folder, ask_yes
from desktop.ui.kit.layouts import GAP, WIDE, Flow, boxed, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.outside import show_outside
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import button, heading, primary, say, sentence, shortcut, title
from desktop.ui.kit.states import state_icon
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.erasing import EraseCard
from desktop.ui.pages.moving import MoveCard
from desktop.work.checking import Report
from desktop.work.keeping import (
    Backup,
    Inside,
    KeepingPage,
    Made,
    accept,
    compare_with,
    difference_words,
    keeping_page,
    look_inside,
    note_restored,
    restore_backup,
    use_second_place,
)

if TYPE_CHECKING:
    from desktop.work.desk import Desk
    from desktop.work.keeping import Opening

_ROWS_SHOWN = 5  # with the header
_LINES_SHOWN = 12
_MARGIN = 8
_WORDS = {"holds": "完好", "fails": "有问题", "open": "未能检查"}
_MEGABYTE = 1_000_000
_OTHER = (
    "缺少的操作列在下面。请先核对是否拿错了文件；要找回，请打开正确的文件，或在下面从备份恢复。"
    "确实要用这一份，再按“确认使用这份文件”。"
)


class Safety(Page):
    """All that keeps the file; the work itself is the keeper's."""

    title = "备份与检查"
    kinds = frozenset({"department"})

    def __init__(self, office: Office, keeper: Keeper, open_file: Callable[[Path], Desk]) -> None:
        """`keeper` makes and checks; `open_file` opens a file as the program does."""
        super().__init__(office)
        self.keeper, self._open_file = keeper, open_file
        self._path = Path()
        self._folder = Path()
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns: tuple[TableColumn[Backup], ...] = (
            TableColumn("at", "时间", lambda one: f"{one.at:%Y-%m-%d %H:%M}", 140),
            TableColumn("why", "原因", lambda one: one.reason, 80),
            TableColumn("size", "大小", _size, 80, right=True),
            TableColumn("name", "文件名", lambda one: one.path.name),
        )
        self.last = sentence()
        self.where = sentence("", "quiet")
        self.second = sentence()
        self.reminder = sentence("", "wrong")
        self.back = button("返回设置", lambda: self.go.emit(self.place.at("settings")), "back")
        self.now = primary("立即备份", self._back_up, "save")
        self.show_folder = button("打开备份文件夹", self._show_folder, "folder")
        self.choose = button("选择第二备份位置…", self._choose, "folder")
        self.drop_second = button("不再使用", partial(self._use, None), "close")
        self.drop_second.setAccessibleName("不再使用第二备份位置")
        self.rows: Rows[Backup] = Rows(columns, lambda one: one.path.name, self)
        self.table = Table("backups", self.rows)
        self.table.setAccessibleName("备份")
        self.none = sentence("", "quiet")
        self.inside = sentence()
        self.difference = sentence("", "quiet")
        self.restore = button("恢复到这份备份…", self._restore, "undo")
        self.restore.setEnabled(False)
        self.check = button("检查数据文件", self._check, "tick")
        self.history = button("操作历史…", self._to_history, "history", "整个文件的操作日志")
        self.outcome = sentence()
        self.lines = QListWidget()
        self.lines.setAccessibleName("检查结果")
        self.lost = QListWidget()
        self.lost.setAccessibleName("这份文件缺少的操作")
        self.erasing = EraseCard(self.office)
        self.moving = MoveCard(self.office, self._open_file)
        self.other = sentence("", "wrong")
        self.other_hint = sentence("", "quiet")
        self.use_this = button("确认使用这份文件", self._accept)

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(_ROWS_SHOWN * self.table.verticalHeader().defaultSectionSize())
        self.copies = boxed(
            heading("这份文件与本机上次用的不同"),
            self.other,
            self.other_hint,
            self.lost,
            row(self.use_this, None),
        )
        inner = Flow()
        inner.setLayout(
            column(
                self.copies,
                boxed(
                    heading("备份"),
                    self.reminder,
                    self.last,
                    self.where,
                    row(self.now, self.show_folder, None),
                    self.second,
                    row(self.choose, self.drop_second, None),
                    sentence(
                        "打开、导入前和关闭时，文件有改动就自动备份，并逐份检查；"
                        "14天内每天、8周内每周、36个月内每月各留一份。",
                        "quiet",
                    ),
                ),
                boxed(
                    heading("恢复"),
                    self.none,
                    self.table,
                    self.inside,
                    self.difference,
                    row(self.restore, None),
                ),
                boxed(
                    heading("检查"),
                    sentence(
                        "检查文件结构、操作日志、每次抽取、附件和打印记录；在副本上进行，不影响办理。",
                        "quiet",
                    ),
                    row(self.check, self.history, None),
                    self.outcome,
                    self.lines,
                ),
                self.moving,
                self.erasing,
                None,
                gap=GAP,
            )
        )
        inner.setMaximumWidth(880)
        head = row(title(self.title), None, self.back)
        self.setLayout(column(head, scrolled(inner), gap=GAP, margin=WIDE))
        for part in (self.copies, self.lines, self.outcome, self.inside, self.difference):
            part.hide()

    def _connect(self) -> None:
        self.table.chosen.connect(self._look)
        self.keeper.backed_up.connect(self._backed_up)
        self.keeper.checked.connect(self._checked)
        self.keeper.opened.connect(self._opened)
        shortcut(self, "Ctrl+B", self._back_up)

    def starts_at(self) -> QWidget:
        """The button that makes a backup."""
        return self.now

    def reload(self) -> None:
        """Read which backups there are."""
        self.erasing.reload()
        self.office.ask(lambda desk: (desk.path, keeping_page(desk)), self._show, owner=self)
        if self.keeper.opening is not None:
            self._opened(self.keeper.opening)

    def _show(self, found: tuple[Path, KeepingPage]) -> None:
        self._path, page = found
        self._folder = page.folder
        say(self.reminder, page.reminder)
        say(self.last, f"最近一次通过检查的备份：{page.last}" if page.last else "")
        say(self.where, f"位置：{page.folder}")
        when = page.second_last.replace("T", " ")[:16]
        told = f"最近一次 {when}" if when else "还没有备份"
        say(
            self.second,
            f"第二备份位置：{page.second}（{told}）" if page.second else "第二备份位置：未选择",
        )
        self.drop_second.setVisible(bool(page.second))
        self.show_folder.setEnabled(bool(page.backups))
        say(self.none, "" if page.backups else "还没有可以恢复的备份。")
        for part in (self.table, self.restore):
            part.setVisible(bool(page.backups))
        self.rows.show_rows(page.backups)
        self.table.choose(page.backups[0].path.name if page.backups else None)

    def _back_up(self) -> None:
        self.now.setEnabled(False)
        self.keeper.back_up("hand", self._not_backed_up)

    def _not_backed_up(self, error: UserError) -> None:
        self.now.setEnabled(True)
        say(self.reminder, f"没有备份成：{error.sentence}{error.hint}")

    def _backed_up(self, made: Made) -> None:
        self.now.setEnabled(True)
        if self.isVisible():
            self.now.setFocus()  # a button that is switched off loses the focus
        self.reload()
        if made.trouble:
            say(self.reminder, made.trouble)

    def _show_folder(self) -> None:
        show_outside(self.office, Path(self._folder))

    def _choose(self) -> None:
        folder = ask_folder(self, "选择第二备份位置（另一块磁盘或U盘）")
        if folder is not None:
            self._use(folder)

    def _use(self, folder: Path | None) -> None:
        self.office.keep(
            lambda desk: use_second_place(desk, folder),
            lambda _changed: self._back_up() if folder else None,
            owner=self,
            otherwise=self._not_backed_up,
        )

    def _look(self, backup: Backup | None) -> None:
        self.restore.setEnabled(False)
        for part in (self.inside, self.difference):
            say(part, "")
        if backup is not None:
            path = backup.path
            self.office.slow(
                lambda _progress: look_inside(path),
                partial(self._looked, path),
                owner=self,
                otherwise=lambda error: say(self.inside, f"{error.sentence}{error.hint}", "wrong"),
            )

    def _looked(self, path: Path, inside: Inside) -> None:
        chosen: Backup | None = self.table.current()
        if chosen is None or chosen.path != path:
            return
        if inside.facts.problems:
            say(self.inside, f"这份备份不完好：{inside.facts.problems[0].sentence}", "wrong")
            return
        years = dict.fromkeys(one.split(" ")[0] for one in inside.rounds)
        rounds = "、".join(f"{year}年度" for year in years) or "没有年度"
        words = f"{inside.department or '未填部门'}；{rounds}；申报{inside.applications}件"
        say(self.inside, f"这份备份里有：{words}；操作{inside.facts.seq}次。", "quiet")
        self.office.ask(
            lambda desk: difference_words(compare_with(desk, path)),
            lambda told: self._compared(path, told),
            owner=self,
            otherwise=lambda error: say(self.difference, f"{error.sentence}{error.hint}"),
        )

    def _compared(self, path: Path, told: str) -> None:
        chosen: Backup | None = self.table.current()
        if chosen is not None and chosen.path == path:
            say(self.difference, told)
            self.restore.setEnabled(not told.startswith("与现有文件完全相同"))

    def _restore(self) -> None:
        chosen: Backup | None = self.table.current()
        if chosen is None:
            return
        question = f"恢复到{chosen.at:%Y年%m月%d日 %H:%M}的备份？"
        detail = f"{self.difference.text()}现有文件改名后留在原文件夹，不会删除。"
        if ask_yes(self, question, "恢复", detail):
            self.restore_from(chosen.path)

    def restore_from(self, backup: Path) -> None:
        """Put `backup` in the place of the open file, and open it."""
        path, profile = self._path, self.keeper.folders.profile

        def exchange() -> Desk:
            aside, _gone = restore_backup(path, backup, datetime.now().astimezone())
            desk = self._open_file(path)
            note_restored(desk, backup, aside, profile)
            return desk

        self.office.open_file(
            exchange,
            lambda _path: None,
            owner=self,
            otherwise=self._not_backed_up,
            instead=lambda: self._open_file(path),
        )

    def _to_history(self) -> None:
        self.go.emit(self.place.at("history", application_id=None, step="", detail=""))

    def _check(self) -> None:
        self.check.setEnabled(False)
        say(self.outcome, "正在检查…", "quiet")
        self.keeper.check()

    def _checked(self, report: Report) -> None:
        self.check.setEnabled(True)
        say(self.outcome, report.sentence, "good" if report.good else "wrong")
        self.lines.clear()
        for line in report.lines:
            word = _WORDS[line.state.value]
            self.lines.addItem(QListWidgetItem(state_icon(word), f"{word}　{line.what}"))
            self.lines.addItems([f"　　{told}" for told in line.found])
        _fit(self.lines)
        self.lines.show()

    def _opened(self, opening: Opening) -> None:
        self.copies.setVisible(bool(opening.lost))
        say(self.other, opening.sentence if opening.lost else "")
        say(self.other_hint, _OTHER if opening.lost else "")
        self.lost.clear()
        self.lost.addItems(list(opening.lost))
        _fit(self.lost)

    def _accept(self) -> None:
        profile = self.keeper.folders.profile
        self.office.keep(
            lambda desk: accept(desk, profile), lambda _changed: self._accepted(), owner=self
        )

    def _accepted(self) -> None:
        self.copies.hide()
        if self.keeper.opening is not None:
            self.keeper.settle()


def _fit(made: QListWidget) -> None:
    """Let a list be as high as its lines, up to a dozen."""
    lines = min(max(made.count(), 1), _LINES_SHOWN)
    height = max(made.sizeHintForRow(0), made.fontMetrics().lineSpacing())
    made.setFixedHeight(lines * height + _MARGIN)


def _size(one: Backup) -> str:
    return f"{one.size / _MEGABYTE:.1f} MB"
