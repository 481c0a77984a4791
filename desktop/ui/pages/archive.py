"""单位档案: each organisation over the years: its names, applications and recognitions."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.clip import clip_of, put_clip
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.kept_choice import keep_choice, kept_choice
from desktop.ui.kit.layouts import GAP, WIDE, boxed, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import Combo, button, heading, say, sentence, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.archive_print import PrintArchive
from desktop.ui.pages.steps.panel import Panels
from desktop.ui.pages.steps.recommend import PAPER
from desktop.work.archive import (
    Alike,
    Archive,
    ArchiveLine,
    archive,
    join_files,
    keep_apart,
    offer_again,
    part_files,
)
from desktop.work.search import UNIT

_HINT = "按单位拼音排列的历年申报和认定；回车或双击打开那份申报或认定单位。"
_EVERY = "全部办法"
_FILTER = "filter/archive"  # remembered on this machine
_PAIRS_SEEN = 3


class ArchivePage(Page):
    """The list over all years, and the organisations that may be one."""

    title = "单位档案"
    kinds = frozenset({"cases", "rounds", "units", "handover"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._found = Archive((), (), {})
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rows: Rows[ArchiveLine] = Rows(_columns(), lambda line: line.key, self)
        self.table = Table("archive", self.rows)
        self.table.setAccessibleName("单位历年申报和认定")
        self.scheme, self.parted = Combo("办法"), Combo("已合并的单位")
        self.count, self.about = sentence("", "quiet"), sentence("", "quiet")
        self.copy = button("复制全部", self._copy, "copy", "复制所列各行和表头，可粘贴到表格")
        self.print = button("打印单位档案", self._print, "print", "打印选中单位的历年情况")
        self.part = button("取消合并", self._part, "undo")
        self.part_label = QLabel("已合并的单位")
        self.part_label.setBuddy(self.parted)
        self.pairs: Rows[Alike] = Rows(
            _pair_columns(), lambda one: (one.first.id, one.second.id), self
        )
        self.alike = Table("archive-alike", self.pairs)
        self.alike.setAccessibleName("可能是同一单位的")
        self.alike.setFixedHeight(
            (_PAIRS_SEEN + 1) * self.alike.verticalHeader().defaultSectionSize()
        )
        self.join = button("是同一单位，合并…", self._join, "tick")
        self.differ = button("不是同一单位", self._differ, "close", "记下来，以后不再提示这两个")
        self.said = Combo("不再提示的")
        self.said_label = QLabel("不再提示的")
        self.said_label.setBuddy(self.said)
        self.offer = button("恢复提示", self._offer, "undo")
        self.printing = PrintArchive(self.office)
        self.empty = EmptyPage(
            "archive",
            "这里按单位列出历年的申报和认定。",
            "在“申报初审”收件，或在“动态管理”登记往年认定的单位以后，就会列在这里。",
        )

    def _lay_out(self) -> None:
        head = row(title(self.title), None, self.copy, self.print, gap=GAP)
        label = QLabel("办法")
        label.setBuddy(self.scheme)
        filters = row(label, self.scheme, self.count, None, gap=GAP)
        for one in (self.part_label, self.parted, self.part):
            filters.addWidget(one)
        self.likely = boxed(
            row(heading("可能是同一单位"), None, self.differ, self.join),
            sentence("合并后历年记录列在一起，各份申报的内容不变；可以取消合并。", "quiet"),
            self.alike,
            row(self.said_label, self.said, self.offer, None),
        )
        whole = column(
            head,
            sentence(_HINT, "quiet"),
            filters,
            self.table,
            self.empty,
            self.about,
            self.likely,
            gap=GAP,
            margin=WIDE,
        )
        whole.setStretch(3, 1)
        whole.setStretch(4, 1)
        inner = QWidget()
        inner.setLayout(whole)
        self.panels = Panels(inner)
        self.printing.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self.panels.add(self.printing)
        self.setLayout(column(self.panels))
        self.likely.hide()

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._tell)
        keep_choice(self.scheme, _FILTER)
        self.scheme.activated.connect(lambda _index: self._arrange())
        self.alike.chosen.connect(self._tell_pair)
        self.alike.opened.connect(lambda _one: self._join())
        self.panels.left.connect(self.table.setFocus)

    def show_for(self, place: Place) -> None:
        """Show the list, and no paper."""
        self.panels.close_panel()
        super().show_for(place)

    def starts_at(self) -> QWidget:
        """The list."""
        return self.table

    def reload(self) -> None:
        """Read every organisation of the file."""
        self.office.ask(archive, self._show, owner=self)

    def filter(self, text: str) -> None:
        """Show only lines with `text` in a cell."""
        self.rows.filter(text)
        self._tell_count()

    def _show(self, found: Archive) -> None:
        self._found = found
        sought = self.place.detail.startswith(UNIT)  # whatever scheme it is of
        chosen = _EVERY if sought else self.scheme.currentText() or kept_choice(_FILTER)
        names = [_EVERY, *sorted({line.entry.scheme for line in found.lines})]
        self.scheme.clear()
        self.scheme.addItems(names)
        self.scheme.setCurrentIndex(names.index(chosen) if chosen in names else 0)
        self._show_pairs(found)
        self.parted.clear()
        for number, name in found.joined.items():
            self.parted.addItem(name, number)
        for one in (self.part_label, self.parted, self.part):
            one.setVisible(bool(found.joined))
        self._arrange()
        self.table.setVisible(bool(found.files))
        self.empty.setVisible(not found.files)
        self._choose_wanted()

    def _show_pairs(self, found: Archive) -> None:
        self.pairs.show_rows(found.alike)
        self.likely.setVisible(bool(found.alike or found.apart))
        self.alike.setVisible(bool(found.alike))
        self._tell_pair(self.alike.current())
        self.said.clear()
        for pair, names in found.apart.items():
            self.said.addItem(names, pair)
        for one in (self.said, self.offer):
            one.setVisible(bool(found.apart))
        self.said_label.setVisible(bool(found.apart))

    def _tell_pair(self, one: Alike | None) -> None:
        for each in (self.join, self.differ):
            each.setEnabled(one is not None)

    def _choose_wanted(self) -> None:
        """The search of the whole file asks for an organisation by its name."""
        name = self.place.detail.removeprefix(UNIT)
        if name != self.place.detail:
            wanted = [line for line in self._found.lines if name in _names(line)]
            if wanted:
                self.table.choose(wanted[0].key)
                self.table.setFocus()

    def _arrange(self) -> None:
        wanted, chosen = self.scheme.currentText(), self.table.current()
        lines = self._found.lines
        self.rows.show_rows([x for x in lines if wanted in (_EVERY, x.entry.scheme)])
        if chosen is not None:
            self.table.choose(chosen.key)
        self._tell_count()
        self._tell(self.table.current())

    def _tell_count(self) -> None:
        shown = self.rows.rows()
        count = len({line.file.id for line in shown})
        say(self.count, f"{count}家单位，{len(shown)}条" if shown else "没有符合的记录")

    def _tell(self, line: ArchiveLine | None) -> None:
        self.print.setEnabled(line is not None)
        if line is None:
            say(self.about, "")
            return
        file = line.file
        parts = [file.name, file.code and f"统一社会信用代码{file.code}"]
        parts += ["、".join(file.earlier) and f"曾用名称：{'、'.join(file.earlier)}"]
        say(self.about, "　".join(filter(None, parts)))

    def _open(self, line: ArchiveLine) -> None:
        entry = line.entry
        if entry.application_id is None:
            self.go.emit(Place("unit", self.place.round_id, step=str(entry.unit_id)))
        else:
            self.go.emit(Place("case", entry.round_id, entry.application_id, entry.step))

    def _copy(self) -> None:
        shown = self.rows.rows()
        put_clip(clip_of(self.rows.columns, shown))
        say(self.count, f"已复制{len(shown)}条")

    def _print(self) -> None:
        line: ArchiveLine | None = self.table.current()
        found = None if line is None else _case_of(line)
        if line is not None and found is None:
            self.panels.open(self.printing, line.file.id)
        elif found is not None:
            detail = f"{PAPER}unit_archive"
            self.go.emit(Place("case", found[0], found[1], "recommend", detail, self.place))

    def _join(self) -> None:
        one: Alike | None = self.alike.current()
        if one is None:
            return
        into, other = sorted((one.first, one.second), key=lambda each: (not each.code, -each.id))
        question = f"“{other.name}”和“{into.name}”是同一单位？"
        if ask_yes(self, question, "合并", f"合并后列在“{into.name}”名下，可以取消合并。"):
            self.office.keep(lambda desk: join_files(desk, into.id, other.id), owner=self)

    def _differ(self) -> None:
        one: Alike | None = self.alike.current()
        if one is not None:
            first, second = one.first.id, one.second.id
            self.office.keep(lambda desk: keep_apart(desk, first, second), owner=self)

    def _offer(self) -> None:
        first, second = self.said.currentData()
        self.office.keep(lambda desk: offer_again(desk, first, second), owner=self)

    def _part(self) -> None:
        number = int(self.parted.currentData())
        self.office.keep(lambda desk: part_files(desk, number), owner=self)


def _names(line: ArchiveLine) -> tuple[str, ...]:
    return line.file.name, *line.file.earlier


def _case_of(line: ArchiveLine) -> tuple[int | None, int] | None:
    """The newest application of a line's organisation, that its sheet is printed with."""
    cases = [one for one in line.file.entries if one.application_id is not None]
    found = line.entry if line.entry.application_id is not None else next(iter(cases), None)
    if found is None or found.application_id is None:
        return None
    return found.round_id, found.application_id


def _columns() -> tuple[TableColumn[ArchiveLine], ...]:
    return (
        TableColumn("organisation", "单位", lambda line: line.file.name, 240, tip=_tip, least=88),
        TableColumn("year", "年度", _year, 60, least=56),
        TableColumn("kind", "类别", lambda line: line.entry.kind, 52, least=52),
        TableColumn("scheme", "办法", lambda line: line.entry.scheme, 120, least=72),
        TableColumn("number", "编号", lambda line: line.entry.number, 52, least=48),
        TableColumn("name", "名称", lambda line: line.entry.name, 220, least=88),
        TableColumn("outcome", "结果", lambda line: line.entry.outcome, 170, least=88),
        TableColumn("code", "统一社会信用代码", lambda line: line.file.code, 150),
        TableColumn(
            "earlier", "曾用名称", lambda line: "、".join(line.file.earlier), 110, least=64
        ),
    )


def _year(line: ArchiveLine) -> str:
    return f"{line.entry.year}年" if line.entry.year else ""


def _tip(line: ArchiveLine) -> str:
    return "\n".join(_names(line))


def _pair_columns() -> tuple[TableColumn[Alike], ...]:
    return (
        TableColumn("first", "单位", lambda one: one.first.name, 280),
        TableColumn("second", "单位", lambda one: one.second.name, 280),
        TableColumn("why", "依据", lambda one: one.sentence, 320),
    )
