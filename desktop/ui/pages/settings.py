"""设置: the department, who is at work, and the look of the window."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QLineEdit, QRadioButton, QWidget

from desktop.ui.kit.layouts import GAP, WIDE, boxed, column, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import Combo, button, heading, sentence, title
from desktop.ui.kit.theme import MODES, SCALES, Theme
from desktop.ui.pages.department_form import DepartmentForm
from desktop.work.department import (
    Department,
    department,
    get_setting,
    operators,
    save_department,
    use_operator,
)
from desktop.work.desk import Desk
from desktop.work.rekey import put_rekey, rekey_on


class SettingsPage(Page):
    """What is kept in the file (department, people) and on this machine (look)."""

    title = "设置"
    kinds = frozenset({"department"})

    def __init__(self, office: Office, theme: Theme) -> None:
        """`theme` is changed at once and remembers by itself."""
        super().__init__(office)
        self._theme = theme
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.department = DepartmentForm("本部门（保存在本文件中）")
        self.people = sentence("", "")
        self.person = QLineEdit()
        self.person.setPlaceholderText("姓名")
        self.person.setAccessibleName("新增经办人")
        self.person.setFixedWidth(160)
        self.add = button("新增并改用此人", self._add_person, "person")
        self.rekey = QCheckBox("复核录入：抽查完成后，由另一人再录入十分之一的答复")
        self.modes = QButtonGroup(self)
        self.mode_buttons = {key: QRadioButton(word) for key, word in MODES}
        self.scale = Combo("文字大小")
        self.scale.addItems([f"{scale}%" for scale in SCALES])

    def _lay_out(self) -> None:
        for one in self.mode_buttons.values():
            self.modes.addButton(one)
        look = row(QLabel("颜色"), *self.mode_buttons.values(), None)
        size = row(QLabel("文字大小"), self.scale, None)
        inner = QWidget()
        inner.setLayout(
            column(
                title(self.title),
                self.department,
                boxed(
                    heading("经办人"),
                    self.people,
                    row(self.person, self.add, None),
                    sentence("每一步办理都记下经办人姓名；本程序不核对身份，请如实填写。", "quiet"),
                ),
                boxed(
                    heading("本程序约定（保存在本文件中）"),
                    self.rekey,
                    sentence(
                        "各办法没有此项要求。复核的企业按随机码抽取，结果印在汇总表上。", "quiet"
                    ),
                ),
                boxed(heading("外观（保存在本机）"), look, size),
                None,
                gap=GAP,
                margin=WIDE,
            )
        )
        inner.setMaximumWidth(880)
        self.setLayout(column(scrolled(inner)))

    def _connect(self) -> None:
        self.department.finished.connect(lambda _path, _text: self._save())
        self.person.returnPressed.connect(self._add_person)
        self.rekey.clicked.connect(
            lambda on: self.office.keep(lambda desk: put_rekey(desk, on=on), owner=self)
        )
        for key, one in self.mode_buttons.items():
            one.clicked.connect(lambda _on, key=key: self._theme.choose(key, self._theme.scale))
        self.scale.activated.connect(
            lambda index: self._theme.choose(self._theme.mode, SCALES[index])
        )

    def reload(self) -> None:
        """Read the department and the people."""
        self.mode_buttons[self._theme.mode].setChecked(True)
        self.scale.setCurrentText(f"{self._theme.scale}%")
        self.office.ask(_read, self._show, owner=self)
        self.office.ask(rekey_on, self.rekey.setChecked, owner=self)

    def leave(self) -> bool:
        """Keep the blank that is being typed into."""
        self.department.finish()
        return True

    def _show(self, found: tuple[Department | None, list[str], str]) -> None:
        kept, names, current = found
        self.department.show_department(kept or Department(""))
        others = "、".join(name for name in names if name != current) or "（无）"
        self.people.setText(
            f"现在的经办人：{current or '（未填）'}。其他：{others}。在上方随时更换。"
        )

    def _save(self) -> None:
        wanted = self.department.department()
        self.office.keep(lambda desk: save_department(desk, wanted), owner=self)

    def _add_person(self) -> None:
        name = self.person.text().strip()
        if name:
            self.person.clear()
            self.office.keep(lambda desk: use_operator(desk, name), owner=self)


def _read(desk: Desk) -> tuple[Department | None, list[str], str]:
    return department(desk), operators(desk), str(get_setting(desk, "operator", ""))
