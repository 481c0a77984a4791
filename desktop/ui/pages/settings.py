"""设置: the department, who is at work, the look of the window, and 核验 of any record."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QLineEdit, QRadioButton

from desktop.domain.attempt import Patience
from desktop.ui.kit.idle_choice import IdleChoice
from desktop.ui.kit.layouts import GAP, WIDE, Flow, boxed, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import MANUAL, Page, Place
from desktop.ui.kit.parts import Combo, button, heading, say, sentence, title, told
from desktop.ui.kit.theme import MODES, SCALES, Theme
from desktop.ui.pages.calendar_card import CalendarCard
from desktop.ui.pages.department_form import DepartmentForm
from desktop.ui.pages.diagnostics import DiagnosticsCard
from desktop.ui.pages.lists import PublishedLists
from desktop.ui.pages.paper_settings import PaperSettings
from desktop.ui.pages.steps.panel import Panels
from desktop.ui.pages.steps.survey_record import RecordCheck
from desktop.work.department import (
    Department,
    department,
    get_setting,
    names_told,
    operators,
    put_setting,
    save_department,
    use_operator,
)
from desktop.work.desk import Desk
from desktop.work.rekey import put_rekey, rekey_on
from desktop.work.surveydata import ATTEMPTS_SETTING, DAYS_SETTING, patience

ATTEMPTS, DAYS = range(1, 6), range(1, 4)
_CHECKING = f"draw#{RecordCheck.topic}"
_PATIENCE = "各办法没有规定，请在开始联系之前确定。改动记入办理记录，对所有申报立即适用。"
_CALENDARS = (".toml", ".txt")
_IDLE = "只遮住屏幕，不是加密；文件的保密请使用系统的锁屏和磁盘加密。"


class SettingsPage(Page):
    """What is kept in the file (department, people) and on this machine (look)."""

    title = "设置"
    kinds = frozenset({"department", "lists", "calendar"})

    def __init__(self, office: Office, theme: Theme) -> None:
        """`theme` is changed at once and remembers by itself."""
        super().__init__(office)
        self._theme = theme
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.department = DepartmentForm("本部门（保存在本文件中）")
        self.names = sentence("", "quiet")
        self.people = sentence("", "")
        self.person = QLineEdit()
        self.person.setPlaceholderText("姓名")
        self.person.setAccessibleName("新增经办人")
        self.person.setFixedWidth(160)
        self.add = button("新增并改用此人", self._add_person, "person")
        self.rekey = QCheckBox("复核录入：抽查完成后，由另一人再录入十分之一的答复")
        self.check = button("核验抽取记录…", self._check, "tick")
        self.help = button("说明", self._help, "help", "随机抽查和核验的说明")
        self.help.setAccessibleName("随机抽查和核验的说明")
        self.safety = button("备份与检查…", self._to_safety, "save")
        self.panel: RecordCheck | None = None
        self.attempts, self.days = Combo("联系次数"), Combo("分几日联系")
        self.attempts.addItems([str(n) for n in ATTEMPTS])
        self.days.addItems([str(n) for n in DAYS])
        self.lists = PublishedLists(self.office)
        self.calendar = CalendarCard(self.office)
        self.paper = PaperSettings(self.office)
        self.diagnostics = DiagnosticsCard(self.office)
        self.modes = QButtonGroup(self)
        self.mode_buttons = {key: QRadioButton(word) for key, word in MODES}
        self.idle = IdleChoice()
        self.scale = Combo("文字大小")
        self.scale.addItems([f"{scale}%" for scale in SCALES])

    def _lay_out(self) -> None:
        for one in self.mode_buttons.values():
            self.modes.addButton(one)
        look = row(QLabel("颜色"), *self.mode_buttons.values(), None)
        size = row(QLabel("文字大小"), self.scale, None)
        idle = row(QLabel("离开后遮住窗口"), self.idle, None)
        inner = Flow()
        inner.setLayout(
            column(
                title(self.title),
                column(self.department, self.names, gap=GAP),
                boxed(
                    heading("经办人"),
                    self.people,
                    row(self.person, self.add, None),
                    told("每一步办理都记下经办人姓名；本程序不核对身份，请如实填写。", "quiet"),
                ),
                boxed(
                    heading("本程序约定（保存在本文件中）"),
                    row(
                        QLabel("未联系上的，满"),
                        self.attempts,
                        QLabel("次、分"),
                        self.days,
                        QLabel("日仍未联系上，才由下一家递补"),
                        None,
                        gap=GAP,
                    ),
                    told(_PATIENCE, "quiet"),
                    self.rekey,
                    told("各办法没有此项要求。复核的企业按随机码抽取，结果印在汇总表上。", "quiet"),
                ),
                boxed(
                    heading("核验"),
                    row(self.check, self.help, None),
                    told(
                        "别处送来或本机导出的抽取记录，不打开申报即可核验，有无名单文件均可。",
                        "quiet",
                    ),
                ),
                boxed(
                    heading("备份与检查"),
                    row(self.safety, None),
                    told("最近一次备份、第二备份位置、恢复，以及数据文件的检查。", "quiet"),
                ),
                column(self.lists, self.calendar, gap=GAP),
                self.paper,
                boxed(heading("外观（保存在本机）"), look, size, idle, told(_IDLE, "quiet")),
                self.diagnostics,
                None,
                gap=GAP,
                margin=WIDE,
            )
        )
        inner.setMaximumWidth(880)
        self.area = scrolled(inner)
        self.panels = Panels(self.area)
        self.setLayout(column(self.panels))

    def _connect(self) -> None:
        self.department.finished.connect(lambda _path, _text: self._save())
        self.person.returnPressed.connect(self._add_person)
        self.panels.left.connect(self.check.setFocus)
        self.idle.chosen.connect(self.office.machine_changed)
        for key, choice in ((ATTEMPTS_SETTING, self.attempts), (DAYS_SETTING, self.days)):
            choice.activated.connect(lambda _index, key=key, choice=choice: self._put(key, choice))
        self.rekey.clicked.connect(
            lambda on: self.office.keep(lambda desk: put_rekey(desk, on=on), owner=self)
        )
        for key, one in self.mode_buttons.items():
            one.clicked.connect(lambda _on, key=key: self._theme.choose(key, self._theme.scale))
        self.scale.activated.connect(
            lambda index: self._theme.choose(self._theme.mode, SCALES[index])
        )

    def show_for(self, place: Place) -> None:
        """Show the settings themselves, whatever was open above them."""
        self.panels.close_panel()
        super().show_for(place)
        if place.detail == "calendar":
            self.area.ensureWidgetVisible(self.calendar, 0, 0)
            self.calendar.bring.setFocus()

    def takes_files(self) -> bool:
        """工作日历 and published lists may be dropped here."""
        return True

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show what a 工作日历 (.toml) or a published list says; nothing is kept yet."""
        if not paths:
            return
        self.panels.close_panel()
        is_calendar = paths[0].suffix.lower() in _CALENDARS
        card = self.calendar if is_calendar else self.lists
        card.read_from(paths[0])
        self.area.ensureWidgetVisible(card, 0, 0)

    def reload(self) -> None:
        """Read the department and the people."""
        self.mode_buttons[self._theme.mode].setChecked(True)
        self.scale.setCurrentText(f"{self._theme.scale}%")
        self.office.ask(_read, self._show, owner=self)
        self.office.ask(rekey_on, self.rekey.setChecked, owner=self)
        self.lists.reload()
        self.calendar.reload()
        self.paper.reload()
        self.office.ask(patience, self._show_patience, owner=self)

    def leave(self) -> bool:
        """Keep the blank that is being typed into."""
        self.department.finish()
        return True

    def _show(self, found: tuple[Department | None, str, list[str], str]) -> None:
        kept, called, names, current = found
        self.department.show_department(kept or Department(""))
        say(self.names, called, "quiet")
        others = "、".join(name for name in names if name != current)
        more = f"其他：{others}。在上方随时更换。" if others else "还没有其他经办人。"
        self.people.setText(f"现在的经办人：{current or '（未填）'}。{more}")

    def _show_patience(self, kept: Patience) -> None:
        self.attempts.setCurrentText(str(kept.attempts))
        self.days.setCurrentText(str(kept.days))

    def _put(self, key: str, choice: Combo) -> None:
        number = int(choice.currentText())
        self.office.keep(lambda desk: put_setting(desk, key, number), owner=self)

    def _save(self) -> None:
        wanted = self.department.department()
        self.office.keep(lambda desk: save_department(desk, wanted), owner=self)

    def help_topic(self) -> str:
        """The chapter of the settings; of the draw while a record is verified."""
        return _CHECKING if self.panels.panel() is not None else super().help_topic()

    def _to_safety(self) -> None:
        self.go.emit(self.place.at("safety"))

    def _check(self) -> None:
        """Open the panel that verifies any exported record; Esc leads back."""
        if self.panel is None:
            self.panel = RecordCheck(self.office, "返回设置")
            self.panel.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
            self.panels.add(self.panel)
        self.panels.open(self.panel, 0)
        self.panel.file.setFocus()

    def _help(self) -> None:
        self.go.emit(self.place.at(MANUAL, detail=_CHECKING))

    def _add_person(self) -> None:
        name = self.person.text().strip()
        if name:
            self.person.clear()
            self.office.keep(lambda desk: use_operator(desk, name), owner=self)


def _read(desk: Desk) -> tuple[Department | None, str, list[str], str]:
    operator = str(get_setting(desk, "operator", ""))
    return department(desk), names_told(desk), operators(desk), operator
