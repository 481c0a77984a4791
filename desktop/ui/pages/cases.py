"""申报初审: the round's applications with steps, gaps and verdict; files dropped here begin one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QMenu, QStackedWidget, QWidget

from desktop.ui.kit.asking import APPLICANT_FILES, ask_files, ask_folder, ask_text
from desktop.ui.kit.empty import EmptyPage
from desktop.ui.kit.layouts import GAP, WIDE, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page, Place
from desktop.ui.kit.parts import Combo, button, primary, shortcut, title
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.list_export import ListExport
from desktop.work.case_state import StateKey, StateView, state_view
from desktop.work.cases import STATE_WORDS, CaseLine, list_cases, set_state, start_case
from desktop.work.desk import Changed, Desk
from desktop.work.office_way import stage_words
from desktop.work.rounds import list_rounds
from desktop.work.steps import TITLES


def _stands(state: str, line: CaseLine) -> bool:
    return line.state == state


_FILTERS: tuple[tuple[str, Callable[[CaseLine], bool]], ...] = (
    ("全部", lambda line: bool(line.id)),
    ("办理中", lambda line: line.state == "open"),
    ("有问题", lambda line: any(step.state == "有问题" for step in line.steps)),
    ("各步骤完成", lambda line: all(step.state == "完成" for step in line.steps)),
    ("不再办理", lambda line: line.state != "open"),
    *((word, partial(_stands, key)) for key, word in STATE_WORDS.items() if word),
)

_FILTER = "filter/cases"  # remembered on this machine


class Cases(Page):
    """The round's list."""

    title = "申报初审"
    kinds = frozenset({"cases", "rounds", "units"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._lines: Sequence[CaseLine] = ()
        self._label = ""  # of the round
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rows = Rows(_columns(), lambda line: line.id, self)
        self.table = Table("cases", self.rows)
        self.table.setAccessibleName("本年度申报")
        self.show_only = Combo("显示")
        names = [name for name, _wanted in _FILTERS]
        self.show_only.addItems(names)
        kept = QSettings().value(_FILTER, "", str)
        self.show_only.setCurrentIndex(names.index(kept) if kept in names else 0)
        self.start = primary("新建申报", self._start, "add", "手工新建一份申报（Ctrl+N）")
        self.folder = button("读入文件夹…", self._pick_folder, "folder")
        self.files = button("读入文件…", self._pick_files, "file", "申请表或名单")
        self.open = button("打开", self._open_current, "edit")
        self.state = button("变更状态", self._offer_states, "dynamic")
        self.radar = button(
            "交叉核对",
            lambda: self.go.emit(self.place.at("radar", application_id=None, detail="")),
            "search",
            "对照本年度各份名单：同一企业、电话、联系人",
        )
        self.hand = button(
            "移交和收回…",
            lambda: self.go.emit(self.place.at("handover", application_id=None, detail="")),
            "send",
            "把申报交给另一台电脑上的同事办理，办完收回",
        )
        self.export = ListExport(self.office, self, self.rows, self._list_titles)
        self.empty = EmptyPage(
            "cases",
            "这里列出本年度的申报。",
            "把申报单位交来的文件夹、申请表（.docx）或名单（.xlsx、.csv）拖到这里，即可新建一份申报。",
            primary("读入文件夹…", self._pick_folder, "folder"),
            button("手工新建", self._start, "add"),
        )

    def _lay_out(self) -> None:
        acts = (self.start, self.folder, self.files, self.open, self.state, self.radar, self.hand)
        shown = (QLabel("显示"), self.show_only, self.export.press)
        head = row(title(self.title), None, *shown, gap=GAP)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        whole = column(head, row(*acts, None), self.stack, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _line: self._buttons())
        self.show_only.activated.connect(self._filter_by)
        shortcut(self, "Ctrl+N", self._start)

    def reload(self) -> None:
        """Read the round's applications."""
        round_id = self.place.round_id
        if round_id is None:
            self.empty.show_text("还没有年度。", "请在上方选择“新建年度”。")
            self._show(())
        else:
            self.office.ask(lambda desk: list_cases(desk, round_id), self._show, owner=self)
            self.office.ask(partial(_label, round_id), self._note_label, owner=self)

    def starts_at(self) -> QWidget:
        """The list; while it is empty the button that begins one."""
        return self.table if self._lines else self.start

    def filter(self, text: str) -> None:
        """Show only applications with `text` in a cell."""
        self.rows.filter(text)

    def takes_files(self) -> bool:
        """Files dropped here begin a new application."""
        return self.place.round_id is not None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read `paths` and show what they are before anything is kept."""
        if paths:
            detail = "\n".join(str(path) for path in paths)
            self.go.emit(self.place.at("incoming", application_id=None, detail=detail))

    def _show(self, lines: Sequence[CaseLine]) -> None:
        chosen = self.table.current()
        first = bool(lines) and not self._lines
        self._lines = lines
        self._arrange()
        self.stack.setCurrentIndex(0 if lines else 1)
        if first and self.start.hasFocus():  # it had the focus only for want of a list
            self.table.setFocus()
        if chosen is not None:
            self.table.choose(chosen.id)
        elif lines:
            self.table.selectRow(0)
        self.start.setEnabled(self.place.round_id is not None)
        self._buttons()

    def _filter_by(self, index: int) -> None:
        """Show these only, the next time too."""
        QSettings().setValue(_FILTER, _FILTERS[index][0])
        self._arrange()

    def _arrange(self) -> None:
        wanted = _FILTERS[self.show_only.currentIndex()][1]
        self.rows.show_rows([line for line in self._lines if wanted(line)])

    def _buttons(self) -> None:
        chosen = self.table.current() is not None
        for one in (self.open, self.state):
            one.setEnabled(chosen)
        for one in (self.folder, self.files):
            one.setEnabled(self.place.round_id is not None)
        self.export.press.setEnabled(bool(self._lines))

    def _list_titles(self) -> tuple[str, str]:
        """The list's title and what it is narrowed to, as they stand in its workbook."""
        narrowed = self.show_only.currentIndex()
        words = f"只列“{_FILTERS[narrowed][0]}”" if narrowed else ""
        return f"{self._label}申报初审列表", words

    def _note_label(self, label: str) -> None:
        self._label = label

    def _start(self) -> None:
        round_id = self.place.round_id
        if round_id is not None:
            self.office.keep(lambda desk: start_case(desk, round_id), self._started, owner=self)

    def _started(self, changed: Changed) -> None:
        self.go.emit(self.place.at("case", application_id=changed.value, step="receive"))

    def _pick_folder(self) -> None:
        folder = ask_folder(self, "申报单位交来的文件夹")
        self.take_files([folder] if folder else [])

    def _pick_files(self) -> None:
        self.take_files(ask_files(self, "申报单位交来的文件", APPLICANT_FILES))

    def _open_current(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(chosen)

    def _open(self, chosen: CaseLine) -> None:
        self.go.emit(Place("case", self.place.round_id, application_id=chosen.id))

    def _offer_states(self) -> None:
        chosen: CaseLine | None = self.table.current()
        if chosen is None:
            return
        self.office.ask(
            lambda desk: state_view(desk, chosen.id), partial(self._pop_states, chosen), owner=self
        )

    def _pop_states(self, chosen: CaseLine, view: StateView) -> None:
        menu = QMenu(self)
        for state, words in view.offers:
            menu.addAction(f"{words}…", partial(self._change_state, chosen, state, words))
        menu.popup(self.state.mapToGlobal(self.state.rect().bottomLeft()))

    def _change_state(self, chosen: CaseLine, state: StateKey, words: str) -> None:
        why = ask_text(self, f"{chosen.name}：{words}", "原因", yes=words)
        if why is not None:
            self.office.keep(lambda desk: set_state(desk, chosen.id, state, why), owner=self)


def _label(round_id: int, desk: Desk) -> str:
    return next((one.label for one in list_rounds(desk) if one.id == round_id), "")


def _columns() -> tuple[TableColumn[CaseLine], ...]:
    return (
        TableColumn("number", "编号", lambda line: line.number, 64, least=48),
        TableColumn("name", "名称", lambda line: line.name, 240, least=170),
        *(_step_column(index, name) for index, (_key, name) in enumerate(TITLES)),
        TableColumn(
            "gaps", "缺件", lambda line: f"{line.gaps}项" if line.gaps else "", 56, least=48
        ),
        TableColumn("verdict", "条件", lambda line: line.verdict, 104, least=84),
        TableColumn("stage", "办理", _standing, 88, least=70),
        TableColumn("operator", "运营单位", lambda line: line.operator_name, 200, least=72),
        TableColumn("contact", "联系人", lambda line: line.contact, 80, least=60),
        TableColumn("phone", "联系电话", lambda line: line.phone, 120, least=104),
    )


def _standing(line: CaseLine) -> str:
    """The state's word, else what came of it, else how far it is on its way through the office."""
    return STATE_WORDS[line.state] or line.outcome or stage_words(line.stage)


def _step_column(index: int, name: str) -> TableColumn[CaseLine]:
    return TableColumn(
        f"step-{index}",
        name,
        lambda line: line.steps[index].state,
        76,
        state=True,
        tip=lambda line: line.steps[index].sentence,
    )
