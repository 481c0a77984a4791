"""动态管理: recognised platforms and bases of all years, how each stands, and what is overdue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_file, ask_save, ask_text
from desktop.ui.kit.clip import clip_of, put_clip
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.joined import give_lines, joined
from desktop.ui.kit.kept_choice import keep_choice, kept_choice
from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, shortcut, title
from desktop.ui.kit.saved import SavedLine
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.dynamic_forms import DutyForm, NewUnitForm
from desktop.ui.pages.dynamic_import import KINDS, ImportUnits
from desktop.ui.pages.dynamic_print import PrintUnits
from desktop.ui.pages.steps.panel import Panels
from desktop.work.desk import Changed, Desk
from desktop.work.dynamic import ALL, FILTERS, UnitLine, is_wanted, unit_lines
from desktop.work.dynamic_import import BLANK_NAME, blank_list
from desktop.work.dynamic_keep import follow_case, void_units
from desktop.work.papers import save_file

_HINT = (
    "已认定单位的有效期、年度总结和计划、变更备案；已报送的申报也列在这里，"
    "双击那一行（或选中后按Enter）登记评审、公示和认定结果。"
)
_WHAT = "这里列出已认定的示范平台（基地）。"
_HOW = (
    "往年认定的，导入名单（名称、统一社会信用代码、认定年度、认定日期、有效期至）或逐个登记；"
    "本文件的申报报送以后，会自动列在这里，等待登记结果。"
)
_EVERY = "全部办法"
_FILTER, _SCHEME = "filter/dynamic", "filter/dynamic-scheme"  # remembered on this machine
_COUNT_SHARE = 100  # of the line's free room for the count's words; without them it stays empty


class Dynamic(Page):
    """The list with its filters; a line leads to its unit."""

    title = "动态管理"
    kinds = frozenset({"units", "cases", "rounds", "department", "calendar"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._lines: Sequence[UnitLine] = ()
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rows: Rows[UnitLine] = Rows(_columns(), lambda one: (one.id, one.application_id), self)
        self.table = Table("dynamic", self.rows)
        give_lines(self.table, "told", "summary")
        self.table.setAccessibleName("认定单位")
        self.scheme, self.only = Combo("办法"), Combo("显示")
        self.only.addItems(FILTERS)
        self.add = button("登记单位…", self._begin_new, "add", "登记一家往年认定的单位（Ctrl+N）")
        self.bring = button("导入认定名单…", self._pick, "file")
        self.duty = button("登记年度总结…", self._begin_duty, "tick", "给选中的单位登记同一个日期")
        self.drop = button("作废…", self._void, "remove", "登记错的单位，写明原因后不再列出")
        self.blank = button("空白名单…", self._ask_blank, "save", "导入用的空白工作簿，带填写说明")
        self.copy = button("复制全部", self._copy, "copy", "复制所列各行和表头，可粘贴到表格")
        self.print = button("打印…", self._print, "print", "有效期、年度总结、变更备案的情况表")
        self.count, self.told = sentence("", "quiet"), SavedLine(self.office)
        self.new, self.many = NewUnitForm(self.office), DutyForm(self.office)
        self.importing, self.printing = ImportUnits(self.office), PrintUnits(self.office)
        self.empty = EmptyPage(
            "dynamic",
            _WHAT,
            _HOW,
            primary("导入认定名单…", self._pick, "file"),
            button("登记一家", self._begin_new, "add"),
        )

    def _lay_out(self) -> None:
        labels = QLabel("办法"), QLabel("显示")
        for label, choice in zip(labels, (self.scheme, self.only), strict=True):
            label.setBuddy(choice)
        filters = row(labels[0], self.scheme, labels[1], self.only, self.count, None, gap=GAP)
        filters.setStretch(4, _COUNT_SHARE)
        head = row(title(self.title), None, self.blank, self.copy, self.print, gap=GAP)
        acts = row(self.add, self.bring, self.duty, self.drop, None, gap=GAP)
        parts = (sentence(_HINT, "quiet"), acts, filters, self.told, self.new, self.many)
        inner = QWidget()
        whole = column(head, *parts, self.table, self.empty, gap=GAP, margin=WIDE)
        for place in (7, 8):
            whole.setStretch(place, 1)
        inner.setLayout(whole)
        self.panels = Panels(inner)
        for panel in (self.importing, self.printing):
            panel.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
            self.panels.add(panel)
        self.setLayout(column(self.panels))
        for one in (self.new, self.many, self.empty):
            one.hide()

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._buttons)
        keep_choice(self.scheme, _SCHEME)
        self.scheme.activated.connect(lambda _index: self.reload())
        self.only.activated.connect(lambda _index: self._filter_by())
        self.new.made.connect(self._to_unit)
        self.importing.kept.connect(self._kept)
        self.panels.left.connect(self.table.setFocus)
        shortcut(self, "Ctrl+N", self._begin_new)
        shortcut(self, "Ctrl+P", self._print)

    def show_for(self, place: Place) -> None:
        """Show the list as it was filtered last; `detail` names the filter that a link wants."""
        if place.detail in FILTERS:  # of all schemes: the link counted them so
            self.only.setCurrentText(place.detail)
            self.scheme.setCurrentIndex(0)
        elif place != self.place:
            kept = str(QSettings().value(_FILTER, ALL, str))
            self.only.setCurrentText(kept if kept in FILTERS else ALL)
        self.panels.close_panel()
        super().show_for(place)

    def reload(self) -> None:
        """Read the schemes and the units."""
        offered = self.scheme.count() > 0
        wanted = str(self.scheme.currentData() or "") if offered else self._kept_scheme()

        def read(desk: Desk) -> tuple[list[tuple[str, str]], list[UnitLine]]:
            names = [(one.id, one.short_name) for one in desk.schemes.values()]
            return names, unit_lines(desk, wanted if wanted in dict(names) else "")

        self.office.ask(read, lambda found: self._show(*found), owner=self)
        self.panels.reload()

    def starts_at(self) -> QWidget:
        """The list; while it is empty the button that brings one in."""
        return self.table if self._lines else self.bring

    def filter(self, text: str) -> None:
        """Show only units with `text` in a cell."""
        self.rows.filter(text)
        self._tell_count()

    def takes_files(self) -> bool:
        """A list may be dropped here."""
        return True

    def leave(self) -> bool:
        """What was put right in a list that is read is not lost without a word."""
        return self.panels.may_be_left()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first file as a list."""
        if paths and self.panels.may_be_left():
            self.read_from(paths[0])

    def _show(self, names: Sequence[tuple[str, str]], lines: Sequence[UnitLine]) -> None:
        chosen = self.table.current()
        first = bool(lines) and not self._lines
        self._lines = lines
        if self.scheme.count() != len(names) + 1:
            self.scheme.clear()
            self.scheme.addItem(_EVERY, "")
            for key, name in names:
                self.scheme.addItem(name, key)
            self.scheme.setCurrentIndex(max(0, self.scheme.findData(self._kept_scheme())))
            self.new.offer(names)
            self.importing.offer(names)
            self.printing.offer(names)
        self._arrange()
        if chosen is not None:
            self.table.choose((chosen.id, chosen.application_id))
        if first and self.bring.hasFocus():  # it had the focus only for want of a list
            self.table.setFocus()
        self._buttons()

    def _kept_scheme(self) -> str:
        return "" if self.place.detail in FILTERS else kept_choice(_SCHEME)

    def _filter_by(self) -> None:
        """Show these only, the next time too."""
        QSettings().setValue(_FILTER, self.only.currentText())
        self._arrange()

    def _arrange(self) -> None:
        wanted = self.only.currentText()
        self.rows.show_rows([one for one in self._lines if is_wanted(one, wanted)])
        nothing = not self._lines and not self.scheme.currentData()
        self.table.setVisible(not nothing)
        self.empty.setVisible(nothing)
        if self.rows.rows():
            self.table.selectRow(0)
        self._tell_count()

    def _tell_count(self) -> None:
        shown = self.rows.rows()
        late = sum(one.overdue for one in shown)
        words = f"共{len(shown)}家" + (f"，其中{late}家有逾期" if late else "")
        say(self.count, words if self._lines else "", "wrong" if late else "quiet")

    def chosen(self) -> list[int]:
        """The units that are selected, by their ids; what is not followed yet is left out."""
        return [one.id for one in self.table.chosen_rows() if one.id]

    def _buttons(self) -> None:
        several = bool(self.chosen())
        for one in (self.duty, self.drop):
            one.setEnabled(several)
        for one in (self.copy, self.print):
            one.setEnabled(bool(self._lines))

    def _open(self, line: UnitLine) -> None:
        if line.id:
            self._to_unit(line.id)
        elif line.application_id is not None:
            wanted = line.application_id
            self.office.keep(lambda desk: follow_case(desk, wanted), self._followed, owner=self)

    def _followed(self, changed: Changed) -> None:
        self._to_unit(int(changed.value))

    def _to_unit(self, unit_id: int) -> None:
        self.go.emit(self.place.at("unit", step=str(unit_id), detail=""))

    def _begin_new(self) -> None:
        self.many.hide()
        self.new.begin(str(self.scheme.currentData() or ""))

    def _begin_duty(self) -> None:
        ids = self.chosen()
        if ids:
            self.new.hide()
            self.many.begin(ids)

    def _void(self) -> None:
        ids = self.chosen()
        why = ask_text(self, f"选中的{len(ids)}家登记错了，不再列出。", "作废的原因", yes="作废")
        if why is not None:
            self.office.keep(lambda desk: void_units(desk, ids, why), owner=self)

    def _copy(self) -> None:
        shown = self.rows.rows()
        put_clip(clip_of(self.rows.columns, shown))
        self.told.tell(f"已复制{len(shown)}行，可粘贴到Excel或WPS表格。", "good")

    def _ask_blank(self) -> None:
        path = ask_save(self, "另存空白名单", BLANK_NAME, "Excel工作簿 (*.xlsx)")
        if path is not None:
            self.save_blank(path)

    def save_blank(self, path: Path) -> None:
        """Write the empty list that can be filled in and brought in."""
        self.office.slow(
            lambda _progress: save_file(path, blank_list()),
            lambda _nothing: self.told.tell_saved(f"已另存：{path}", path),
            owner=self,
            otherwise=self._refuse,
        )

    def _pick(self) -> None:
        path = ask_file(self, "导入认定名单", KINDS)
        if path is not None:
            self.read_from(path)

    def read_from(self, path: Path) -> None:
        """Read a list and show what it is; nothing is kept yet."""
        self.told.tell("")
        open_panel = partial(self.panels.open, self.importing, 0)
        wanted = str(self.scheme.currentData() or "")
        round_id = self.place.round_id
        self.importing.read_from(path, wanted, open_panel, self._refuse, round_id)

    def _kept(self, count: int) -> None:
        self.panels.close_panel()
        self.told.tell(f"已导入{count}家。", "good")

    def _refuse(self, error: UserError) -> None:
        self.told.tell(f"{error.sentence}{error.hint}", "wrong")

    def _print(self) -> None:
        current: UnitLine | None = self.table.current()
        chosen = str(self.scheme.currentData() or "") or (current.scheme_id if current else "")
        self.printing.wanted = chosen
        if self._lines:
            self.panels.open(self.printing, 0)


def _columns() -> tuple[TableColumn[UnitLine], ...]:
    named = (
        TableColumn[UnitLine]("name", "名称", lambda one: one.name, 240),
        TableColumn[UnitLine]("operator", "运营机构", lambda one: one.operator, 240),
    )
    days = (
        TableColumn[UnitLine]("on", "认定日期", _since, 112, sort=_since_key),
        TableColumn[UnitLine]("until", "有效期至", lambda one: one.until, 112, sort=_until_key),
    )
    filed = (
        TableColumn[UnitLine]("code", "统一社会信用代码", lambda one: one.code, 164),
        TableColumn[UnitLine]("document", "认定文件", lambda one: one.document, 164),
    )
    return (
        joined(named, 170),
        TableColumn("state", "状态", lambda one: one.state, 88, state=True),
        TableColumn("scheme", "办法", lambda one: one.scheme, 112, least=104),
        joined(days, 110, by=1),
        TableColumn(
            "told", "要办的事", lambda one: one.told, 280, state=True, tip=_all_told, least=150
        ),
        TableColumn("summary", "年度总结和计划", lambda one: one.summary, 150, state=True),
        TableColumn("filing", "变更备案", lambda one: one.filing, 96, state=True, least=96),
        joined(filed, 140),
    )


def _all_told(line: UnitLine) -> str:
    return "\n".join(one.sentence for one in line.alerts)


def _since(line: UnitLine) -> str:
    return line.recognised_on or (f"{line.year}年" if line.id and line.year else "")


def _since_key(line: UnitLine) -> tuple[int, str]:
    return line.year, line.since


def _until_key(line: UnitLine) -> tuple[int, str]:
    validity = line.validity
    if validity is None:
        return 0, ""
    return validity.year, validity.until.isoformat() if validity.until else ""
