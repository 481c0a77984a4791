"""清除个人信息: the card in 备份与检查 that erases whose data an application has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.layouts import GAP, by_text, column, row
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import Combo, button, heading, say, sentence
from desktop.work.department import get_setting
from desktop.work.desk import Changed, Desk
from desktop.work.erasing import (
    STAYS,
    YEARS,
    Case,
    backups_with,
    begin_renewing,
    cases,
    due,
    erase,
    finish_renewing,
    keep_years,
    reminder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.work.erasing import Renewing
    from desktop.work.keeping import Made

_YEARS = (0, 1, 2, 3, 5, 10, 15, 30)
_GOES = (
    "将清空：联系人、电话、身份证号、人员姓名，受访人和他们的原话，草稿，操作日志里含有这些的内容，"
    "以及申报单位交来的文件。企业名称、代码、测评结论和抽取结果不变。清除后不能恢复。"
)
_SHORT = "清空一件申报里的联系人、电话、受访人等；企业名称、测评结论和抽取结果不变。"
Found = tuple[tuple[Case, ...], tuple[Case, ...], int]


class EraseCard(QFrame):
    """Which application, what goes and what stays; then the backups that still hold it."""

    def __init__(self, office: Office) -> None:
        """Nothing is read before `reload`."""
        super().__init__()
        self.office = office
        self.setObjectName("card")
        self.due = sentence("", "part")
        self.years = Combo("提醒年限")
        for years in _YEARS:
            self.years.addItem(f"{years}年" if years else "不提醒", years)
        self.case = Combo("要清除的申报")
        self.case.setMinimumWidth(by_text(320))
        self.erase = button("清除个人信息…", self._ask, "remove")
        self.told = sentence()
        self._lay_out()
        self.years.activated.connect(self._keep_years)

    def _lay_out(self) -> None:
        inside: QVBoxLayout = column(
            heading("清除个人信息"),
            sentence(f"{_SHORT}{STAYS}", "quiet"),
            row(QLabel("申报收件满"), self.years, QLabel("后提醒清除"), None, gap=GAP),
            self.due,
            row(self.case, self.erase, None, gap=GAP),
            self.told,
            gap=GAP,
            margin=12,
        )
        self.setLayout(inside)
        self.due.hide()
        self.told.hide()

    def reload(self) -> None:
        """Read the applications, and which are due."""

        def read(desk: Desk) -> Found:
            return cases(desk), due(desk), int(get_setting(desk, YEARS, 0))

        self.office.ask(read, self._show, owner=self)

    def _show(self, found: Found) -> None:
        every, overdue, years = found
        wanted = self.case.currentData()
        late = {one.id for one in overdue}
        self.case.clear()
        for one in sorted(every, key=lambda one: one.id not in late):
            marks = "（已清除）" if one.erased else "（到期）" if one.id in late else ""
            self.case.addItem(f"{one.year} {one.name}{marks}", one.id)
        self.case.setCurrentIndex(max(0, self.case.findData(wanted)))
        self.years.setCurrentIndex(max(0, self.years.findData(years)))
        self.erase.setEnabled(bool(every))
        say(self.due, reminder(overdue))

    def _keep_years(self, _index: int) -> None:
        years = int(self.years.currentData())
        self.office.keep(
            lambda desk: keep_years(desk, years), lambda _changed: self.reload(), owner=self
        )

    def _ask(self) -> None:
        number, name = int(self.case.currentData()), self.case.currentText()
        question = f"清除“{name}”中的个人信息？"
        if ask_yes(self, question, "清除", f"{_GOES}{STAYS}"):
            self.office.keep(
                lambda desk: erase(desk, number), self._erased, owner=self, otherwise=self._failed
            )

    def _erased(self, changed: Changed) -> None:
        gone = changed.value
        words = f"已清除：操作日志{len(gone.seqs)}条的内容、附件{len(gone.files)}份。"
        say(self.told, words, "good")
        self.reload()
        self.office.ask(backups_with, partial(self._ask_backups, words), owner=self)

    def _ask_backups(self, words: str, found: tuple[Path, ...]) -> None:
        if not found:
            return
        listed = "\n".join(str(path) for path in found[:12])
        more = f"\n等{len(found)}份" if len(found) > 12 else ""
        detail = (
            f"{listed}{more}\n\n先另做一份新备份，通过检查后再删除它们。其他地方的副本请自行处理。"
        )
        if ask_yes(
            self, f"有{len(found)}份备份里还有这些个人信息，是否换成新备份？", "换成新备份", detail
        ):
            self.office.ask(begin_renewing, self._renew, owner=self, otherwise=self._failed)
        else:
            say(self.told, f"{words}仍有{len(found)}份较早的备份含有这些信息。", "part")

    def _renew(self, renewing: Renewing) -> None:
        def job(_progress: Progress) -> Made:
            return finish_renewing(renewing)

        self.office.slow(
            job,
            partial(self._renewed, renewing),
            owner=self,
            title="更换备份",
            otherwise=self._failed,
        )

    def _renewed(self, renewing: Renewing, _made: Made) -> None:
        say(self.told, f"已做新备份，并删除较早的{len(renewing.old)}份。", "good")
        self.office.changed.emit(frozenset({"department"}))

    def _failed(self, error: UserError) -> None:
        say(self.told, f"{error.sentence}{error.hint}", "wrong")
