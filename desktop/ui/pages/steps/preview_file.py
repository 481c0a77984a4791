"""One file of an import: what it was recognised as, its columns, its rows and its problems."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTabWidget, QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, column, holder, row
from desktop.ui.kit.parts import Combo, heading, link, say, sentence
from desktop.ui.kit.problems import ProblemList
from desktop.ui.kit.table import Table
from desktop.ui.pages.steps.change_rows import ChangeRows
from desktop.ui.pages.steps.double_rows import DoubleRows
from desktop.ui.pages.steps.form_rosters import FormRosters
from desktop.ui.pages.steps.mapping import how_sure
from desktop.ui.pages.steps.more_tables import MoreTables
from desktop.ui.pages.steps.preview_acts import LEFT_OUT
from desktop.ui.pages.steps.read_rows import form_lines, plain_rows, plain_table, unread_lines
from desktop.ui.pages.steps.roster_lines import RosterLines
from desktop.ui.pages.steps.roster_way import RosterWay
from desktop.ui.pages.steps.unit_ask import UnitAsk
from desktop.work.import_diff import RosterChange
from desktop.work.incoming import header_lines_of
from desktop.work.incoming_file import FORM, OTHER, REFUSED, Incoming, RowAt, holds_rosters
from desktop.work.incoming_more import More
from desktop.work.looking import Looked
from desktop.work.preview_lines import FileLines
from desktop.work.scans import is_scan

_WORDS = {FORM: "申请表", OTHER: "附件", REFUSED: "附件（读不了）"}
_ONLY, _ALL = "只看这些行", "显示文件信息"
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


def word_of(one: Incoming, scheme: Scheme) -> str:
    """What a file that is no roster of its own is taken for, in a word."""
    if is_scan(one):
        return "附件（扫描件）"
    if holds_rosters(one):
        return "、".join(scheme.roster(key).title for key in one.inner)
    return _WORDS.get(one.what, one.what)


class FilePreview(QWidget):
    """The right half of the preview."""

    called = Signal(str)  # form, other, LEFT_OUT, or a roster's key
    mapped = Signal(str, int)
    headed = Signal(int)  # the header's last line, from 1
    sheet_chosen = Signal(str)
    mended = Signal(object, str, str)  # the row's place, column, text
    refuse_wanted = Signal(object, str)  # places of rows, whom they name
    refused = Signal(object, str)  # a place, the reason
    given_back = Signal(object)  # places of rows
    beside_wanted = Signal(str, bool)  # a roster, whether its rows come behind those there
    wanted_changed = Signal(object)  # rosters inside the form that are wanted
    more_wanted = Signal(object)  # another table of the file
    unit_named = Signal(str, str)  # the roster's column, a unit of money
    narrowed = Signal(bool)  # True: nothing but the rows is to be seen
    shape_dropped = Signal(bool)  # read by its own header; True: and remembered no longer

    def __init__(self) -> None:
        """No file is shown yet."""
        super().__init__()
        self._scheme: Scheme | None = None
        self._line = 1
        self._shown = ("", "", "")  # file, roster and sheet
        self._lines: dict[tuple[str, bool], RosterLines] = {}
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = heading("")
        self.name.setWordWrap(True)
        self.sentence = sentence("", "")
        self.kind = Combo()
        self.kind.setAccessibleName("这个文件认作")
        self.sheet = Combo()
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
        self.again = link("重新识别", lambda: self.shape_dropped.emit(False))  # noqa: FBT003 - Qt's
        self.forget = link("不再记住这个对应", lambda: self.shape_dropped.emit(True))  # noqa: FBT003 - Qt's
        self.units = UnitAsk()
        self.more = MoreTables()
        self.only = link("", self._narrow)
        self.tabs = QTabWidget()
        self.tabs.setCornerWidget(self.only)
        for one in (self.tabs, self.tabs.tabBar()):
            one.setAccessibleName("文件内容")
        self.form_rows = plain_rows(self, (("栏目", 200), ("内容", 300), ("出处", 200)))
        self.unread_rows = plain_rows(self, (("位置", 200), ("文件中的内容", 480)))
        self.rosters = FormRosters()
        self.problems = ProblemList()
        self.doubles, self.changes, self.way = DoubleRows(), ChangeRows(), RosterWay()

    def _lay_out(self) -> None:
        label = QLabel("认作")
        label.setBuddy(self.kind)
        tools = row(label, self.kind, self.sheet, self.header_label, self.header)
        tools.setStretch(1, 2)
        tools.setStretch(2, 1)
        form = QWidget()
        table = plain_table("preview-form", self.form_rows, "读出的内容")
        form.setLayout(column(self.rosters, table, gap=GAP, margin=GAP))
        self._form_page = form
        self._unread_page = plain_table("preview-unread", self.unread_rows, "未识别的内容")
        self._problem_page = QWidget()
        self._problem_page.setLayout(column(self.problems))
        said = row(self.sentence, self.again, self.forget, gap=GAP)
        said.setStretch(0, 1)
        self.about = holder(self.name, said, tools, self.more, gap=GAP)
        whole = column(self.about, self.units, self.way, self.tabs, gap=GAP)
        whole.setStretch(3, 1)
        whole.addStretch(0)  # below a file of which nothing is shown
        self.setLayout(whole)
        self.show_about()

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _index: self.called.emit(str(self.kind.currentData())))
        self.header.editingFinished.connect(self._tell_header)
        self.sheet.activated.connect(lambda _index: self.sheet_chosen.emit(self.sheet_name()))
        self.doubles.refused.connect(self.refused)
        self.units.chosen.connect(self.unit_named)
        self.more.wanted.connect(self.more_wanted)
        self.rosters.wanted_changed.connect(self.wanted_changed)
        self.way.beside_wanted.connect(lambda on: self.beside_wanted.emit(self._shown[1], on))

    def show_scheme(self, scheme: Scheme) -> None:
        """Know the scheme's rosters and blanks, and speak again."""
        self.blockSignals(False)  # noqa: FBT003 - Qt's own
        if scheme != self._scheme:
            self._scheme = scheme
            self.tabs.clear()
            for old in self._lines.values():
                old.deleteLater()
            self._lines = {}

    def let_go(self) -> None:
        """Let go of the rows that are shown, a hundred megabytes of a long list, and be silent."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own; a cell that is open ends as it is hidden
        for (roster, _mappable), lines in self._lines.items():
            lines.show_lines(FileLines(roster, (), {}))
        self.doubles.show_doubles(FileLines("", (), {}))
        self.changes.forget()

    def sheet_name(self) -> str:
        """The sheet that is looked at."""
        return self.sheet.currentText()

    def header_line(self) -> int:
        """The header's last line as it is written, from 1."""
        return int(self.header.text() or self._line)

    def lines(self, roster: str, *, mappable: bool = True) -> RosterLines:
        """The rows of a roster: of a table, or (not mappable) of a table inside a form."""
        assert self._scheme is not None
        key = (roster, mappable)
        if key not in self._lines:
            made = RosterLines(self._scheme.roster(roster).columns, mappable=mappable)
            made.mapped.connect(self.mapped)
            made.mended.connect(self.mended)
            made.refuse_wanted.connect(self.refuse_wanted)
            made.given_back.connect(self.given_back)
            self._lines[key] = made
        return self._lines[key]

    def show_about(self, *, on: bool = True) -> None:
        """Show what the file is above its rows, or leave all the room to the rows."""
        self.about.setVisible(on)
        self.only.setText(_ONLY if on else _ALL)
        self.narrowed.emit(not on)

    def _narrow(self) -> None:
        self.show_about(on=self.about.isHidden())

    def work_place(self) -> QWidget:
        """Where the focus goes that has lost its place: the rows of the tab that is shown."""
        page = self.tabs.currentWidget()
        held = page.findChildren(Table) if page is not None else []
        return page if isinstance(page, Table) else next(iter(held), self.kind)

    def keep_in_sight(self, places: Sequence[RowAt]) -> None:
        """Rows that are put right stay where they are seen until other rows are asked for."""
        for lines in self._lines.values():
            lines.rows.keep(places)

    def _forget_touched(self, one: Incoming) -> None:
        here = (one.name, one.roster, one.found.grid.name if one.found is not None else "")
        if here != self._shown:
            self._shown = here
            for lines in self._lines.values():
                lines.rows.forget()

    def _tell_header(self) -> None:
        if self.header_line() != self._line:
            self._line = self.header_line()
            self.headed.emit(self._line)

    def show_file(
        self,
        looked: Looked,
        changes: Sequence[RosterChange],
        leave: frozenset[str],
        more: Sequence[More] = (),
        *,
        out: bool,
    ) -> None:
        """Show one file; `leave` are rosters that the form's own tables don't replace.

        `more` are the tables of the file that no other part has taken.
        """
        one = looked.incoming
        self._forget_touched(one)
        self.name.setText(one.name)
        unread = one.what == REFUSED and not one.data  # why is what is to be known of it
        say(self.sentence, "这个文件不导入。" if out and not unread else one.sentence)
        for part in (self.again, self.forget):
            part.setVisible(bool(one.shape) and not out)
        self._show_kind(one, LEFT_OUT if out else one.roster or one.what)
        self._show_header(one, bool(one.book is not None and one.roster) and not out)
        self._ask_units(one, out=out)
        self.more.show_tables([] if out else more)
        mine = [] if out or one.taken is None else [c for c in changes if c.roster == one.roster]
        self.way.show_change(mine[0] if mine else None)
        pages = [] if out else self._pages(looked, changes, leave)
        if one.problems:
            self.problems.show_problems(one.problems)
            pages.append(("问题", len(one.problems), self._problem_page))
        self._show_tabs(pages)

    def _ask_units(self, one: Incoming, *, out: bool) -> None:
        """Ask for units that nobody named; those that the reviewer named can be changed."""
        named = dict(one.found.units) if one.found is not None else {}
        unclear = {*(one.taken.unclear if one.taken is not None else ()), *named}
        columns = self._scheme.roster(one.roster).columns if self._scheme and one.roster else ()
        asked = [] if out else [column for column in columns if column.key in unclear]
        self.units.show_columns(asked, named)

    def _pages(
        self, looked: Looked, changes: Sequence[RosterChange], leave: frozenset[str]
    ) -> list[tuple[str, int, QWidget]]:
        one, pages = looked.incoming, []
        if one.what == FORM and one.form is not None and not holds_rosters(one):
            pages += self._form_pages(one, leave)
        if one.book is not None and one.roster and one.taken is None:
            self._show_mapping(looked)
            self.lines(one.roster).show_lines(FileLines(one.roster, (), {}))
            pages.append(("名单行", 0, self.lines(one.roster)))
        for key, found in looked.lines.items():
            assert self._scheme is not None
            shown = self.lines(key, mappable=one.taken is not None)
            if one.taken is not None:
                self._show_mapping(looked)
            shown.show_lines(found)
            title = "名单行" if one.taken is not None else self._scheme.roster(key).title
            pages.append((title, len(found.lines), shown))
            if (found.certain or found.likely) and one.taken is not None:
                self.doubles.show_doubles(found)
                pages.append(("重复", len(found.certain) + len(found.likely), self.doubles))
            for change in changes:
                if change.roster == key and one.taken is not None:
                    self.changes.show_change(change, self._scheme.roster(key))
                    diff = change.diff
                    count = len(diff.added) + len(diff.gone) + len(diff.altered)
                    pages.append(("与现有名单比较", count, self.changes))
        if holds_rosters(one):  # what it is comes first, and that it has no blanks of the form last
            pages += self._form_pages(one, leave)
        return pages

    def _form_pages(self, one: Incoming, leave: frozenset[str]) -> list[tuple[str, int, QWidget]]:
        assert self._scheme is not None
        assert one.form is not None
        rows = {key: len(taken.rows) for key, taken in one.inner.items()}
        titles = {roster.key: roster.title for roster in self._scheme.rosters}
        self.rosters.show_rosters(rows, titles, leave, one.wanted)
        pages: list[tuple[str, int, QWidget]] = [
            ("读出的内容", self._show_form(one), self._form_page)
        ]
        unread = unread_lines(one)
        if unread:
            self.unread_rows.show_rows(unread)
            pages.append(("未识别", len(unread), self._unread_page))
        return pages

    def _show_tabs(self, pages: Sequence[tuple[str, int, QWidget]]) -> None:
        self.only.setVisible(bool(pages) or self.about.isHidden())
        self.tabs.setVisible(bool(pages) or self.about.isHidden())
        before = self.tabs.currentWidget()
        shown = [self.tabs.widget(index) for index in range(self.tabs.count())]
        if shown != [page for _, _, page in pages]:  # else a cell that is typed into stays open
            self.tabs.clear()
            for _, _, page in pages:
                self.tabs.addTab(page, "")
        for index, (title, count, _) in enumerate(pages):
            self.tabs.setTabText(index, f"{title}（{count}）")
        if before is not None and self.tabs.indexOf(before) >= 0:
            self.tabs.setCurrentWidget(before)

    def _show_mapping(self, looked: Looked) -> None:
        one, found = looked.incoming, looked.incoming.found
        mapping: Mapping[str, int] = found.mapping if found is not None else {}
        confidence = found.confidence if found is not None else {}
        sure = {
            key: how_sure(int(confidence.get(key, 0)), before=bool(one.shape)) for key in mapping
        }
        self.lines(one.roster).show_mapping(looked.columns, mapping, sure)

    def _show_kind(self, one: Incoming, what: str) -> None:
        assert self._scheme is not None
        rosters = self._scheme.rosters if one.book is not None else ()
        offered = [("申请表", FORM)] if one.form is not None else []
        offered += [(roster.title, roster.key) for roster in rosters]
        offered += [("作为附件保存", OTHER)] if one.data else []
        _offer(self.kind, [*offered, ("不导入", LEFT_OUT)])
        wanted = OTHER if what == REFUSED else what
        self.kind.setCurrentIndex(max(0, self.kind.findData(wanted)))
        self.kind.setToolTip(self.kind.currentText())

    def _show_header(self, one: Incoming, shown: bool) -> None:
        for widget in (self.header, self.header_label, self.sheet):
            widget.setVisible(shown)
        names = [grid.name for grid in one.book.sheets] if one.book is not None else []
        _offer(self.sheet, [(name, name) for name in names])
        if one.found is not None:
            self.sheet.setCurrentText(one.found.grid.name)
            self.sheet.setToolTip(one.found.grid.name)
        line = header_lines_of(one)
        self._line = max(1, line)
        self.header.setText(str(self._line))

    def _show_form(self, one: Incoming) -> int:
        assert self._scheme is not None
        found = form_lines(one, self._scheme)
        self.form_rows.show_rows(found)
        return len(found)


def _offer(combo: QComboBox, wanted: Sequence[tuple[str, str]]) -> None:
    """Offer these words with what they stand for; a list that offers them already stays."""
    if [(combo.itemText(n), combo.itemData(n)) for n in range(combo.count())] != list(wanted):
        combo.clear()
        for word, data in wanted:
            combo.addItem(word, data)
