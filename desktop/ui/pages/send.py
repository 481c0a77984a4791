"""汇总报送: choose applications, put them in order, see the very sheet, print it or save it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, shortcut, title, tool
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.sheet_view import SheetView
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.cases import CaseLine, list_cases
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Desk
from desktop.work.papers import (
    SheetFacts,
    SheetLine,
    gather,
    note_printed,
    pour_pdf,
    pour_xlsx,
    save_file,
    sheets_of_case,
    sheets_of_round,
)

_EMPTY = "这里显示要报送的表。本年度还没有申报，请先到“申报初审”收件。"


@dataclass(frozen=True)
class _Found:
    """What the page is shown from; `left` are the applications that were ticked off."""

    lines: list[CaseLine]
    sheets: list[SheetLine]
    order: list[int]
    left: list[int]


class Send(Page):
    """The round's sheets; the preview is the PDF that is printed."""

    title = "汇总报送"
    kinds = frozenset({"cases", "department", "rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown for a round."""
        super().__init__(office)
        self._ticked: set[int] = set()
        self._order: list[int] = []
        self._sheets: list[SheetLine] = []
        self._facts: SheetFacts | None = None
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        columns: tuple[TableColumn[CaseLine], ...] = (
            TableColumn("tick", "列入", _no_text, 48, ticked=self._is_ticked),
            TableColumn("name", "名称", lambda line: line.name, 200),
            TableColumn("agrees", "推荐", lambda line: line.agrees or "未填", 56),
            TableColumn("stage", "办理", lambda line: line.stage, 72),
        )
        self.rows: Rows[CaseLine] = Rows(columns, lambda line: line.id, self)
        self.table = Table("send", self.rows)
        self.table.setAccessibleName("列入表中的申报")
        self.sheets = Combo("表")
        self.up = tool("up", "上移（Ctrl+↑）", lambda: self._move(-1))
        self.down = tool("down", "下移（Ctrl+↓）", lambda: self._move(1))
        self.all = button("全部列入", lambda: self._tick_all(True))  # noqa: FBT003 - on or off
        self.none = button("全部不列", lambda: self._tick_all(False))  # noqa: FBT003 - on or off
        self.view = SheetView(self.office)
        self.note = sentence("", "part")
        self.print = primary("打印…", self._print, "print", "打印（Ctrl+P）")
        self.pdf = button("另存PDF…", partial(self._save, "pdf"), "save", "Ctrl+S")
        self.xlsx = button("另存xlsx…", partial(self._save, "xlsx"), "table")
        self.how = sentence("", "small")

    def _lay_out(self) -> None:
        left = holder(
            row(QLabel("表"), self.sheets, gap=TIGHT),
            self.how,
            self.table,
            row(self.up, self.down, None, self.all, self.none, gap=TIGHT),
        )
        self.sheets.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.sheets.setMinimumWidth(336)
        right = holder(row(self.print, self.pdf, self.xlsx, None), self.note, self.view)
        body = side_by_side(left, right, shares=(2, 5))
        body.setSizes([400, 740])
        whole = column(title(self.title), body, gap=GAP, margin=WIDE)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _index: self._preview())
        self.rows.edited.connect(self._tick)
        self.table.chosen.connect(self._chosen)
        shortcut(self, "Ctrl+Up", lambda: self._move(-1))
        shortcut(self, "Ctrl+Down", lambda: self._move(1))
        shortcut(self, "Ctrl+P", self._print)
        shortcut(self, "Ctrl+S", partial(self._save, "pdf"))

    def starts_at(self) -> QWidget:
        """The list of applications."""
        return self.table

    def reload(self) -> None:
        """Read the round's applications, its sheets, and the order that was kept."""
        round_id = self.place.round_id
        if round_id is None:
            self._nothing("还没有年度。请在上方选择“新建年度”。")
        else:
            self.office.ask(partial(_read, round_id), self._show, owner=self)

    def filter(self, text: str) -> None:
        """Show only applications with `text` in a cell."""
        self.rows.filter(text)

    def ids(self) -> list[int]:
        """The applications on the sheet, in order."""
        return [one for one in self._order if one in self._ticked]

    def _show(self, found: _Found) -> None:
        self._sheets = found.sheets
        lines = {line.id: line for line in found.lines}
        self._order = [one for one in found.order if one in lines]
        self._order += [one for one in lines if one not in self._order]
        left = set(found.left)
        self._ticked = {one for one in self._order if one not in left}
        current = self.sheets.currentText()
        self.sheets.clear()
        self.sheets.addItems([sheet.title for sheet in self._sheets])
        self.sheets.setCurrentIndex(max(self.sheets.findText(current), 0))
        self._show_lines([lines[one] for one in self._order])
        self._preview()

    def _show_lines(self, lines: Sequence[CaseLine]) -> None:
        chosen: CaseLine | None = self.table.current()
        self.rows.show_rows(lines)
        still = chosen is not None and chosen.id in self._order  # it may be of another round
        first = self._order[0] if self._order else None
        self.table.choose(chosen.id if chosen and still else first)

    def _is_ticked(self, line: CaseLine) -> bool:
        return line.id in self._ticked

    def _tick(self, line: CaseLine, _column: str, text: str) -> None:
        (self._ticked.add if text else self._ticked.discard)(line.id)
        self._keep_order()

    def _tick_all(self, on: bool) -> None:
        self._ticked = set(self._order) if on else set()
        self._keep_order()

    def _move(self, by: int) -> None:
        chosen = self.table.current()
        if chosen is None:
            return
        here = self._order.index(chosen.id)
        there = here + by
        if 0 <= there < len(self._order):
            self._order[here], self._order[there] = self._order[there], self._order[here]
            self._keep_order()

    def _keep_order(self) -> None:
        kept = [[one, one in self._ticked] for one in self._order]
        key = _key(self.place.round_id)
        self.office.keep(lambda desk: put_setting(desk, key, kept), owner=self)

    def _chosen(self, _line: CaseLine | None) -> None:
        sheet = self._sheet()
        if sheet is not None and sheet.ref.made_for == "application":
            self._preview()

    def _sheet(self) -> SheetLine | None:
        index = self.sheets.currentIndex()
        return self._sheets[index] if 0 <= index < len(self._sheets) else None

    def _wanted(self, sheet: SheetLine) -> list[int]:
        if sheet.ref.made_for == "round":
            return self.ids()
        chosen = self.table.current()
        return [chosen.id] if chosen else []

    def _preview(self) -> None:
        sheet, round_id = self._sheet(), self.place.round_id
        if sheet is None or round_id is None:
            self._nothing("这个办法没有可以生成的表。" if self._order else _EMPTY)
            return
        single = sheet.ref.made_for == "application"
        say(self.how, "此表一家一份：在下面选哪一家，就显示哪一家的。" if single else "")
        wanted = self._wanted(sheet)
        if not wanted:
            self._nothing(_EMPTY if not self._order else "还没有列入任何申报，请在左边勾选。")
            return
        self._turn += 1
        take = partial(self._pour, self._turn)
        self.office.ask(
            lambda desk: gather(desk, sheet.ref, round_id, wanted),
            take,
            owner=self,
            otherwise=self._refused,
        )

    def _pour(self, turn: int, facts: SheetFacts) -> None:
        def show(pdf: bytes) -> None:
            if turn == self._turn:
                self._facts = facts
                self.view.show_pdf(pdf)
                say(
                    self.note,
                    "草稿：所列申报尚未全部定稿，表上印有“草稿”字样。" if facts.draft else "",
                )
                self._buttons()

        self.office.slow(
            lambda _progress: pour_pdf(facts), show, owner=self, otherwise=self._refused
        )

    def _refused(self, error: UserError) -> None:
        self._nothing(f"{error.sentence}{error.hint}")

    def _nothing(self, why: str) -> None:
        self._turn += 1
        self._facts = None
        self.view.show_nothing(why)
        say(self.note, "")
        self._buttons()

    def _buttons(self) -> None:
        ready = self._facts is not None
        for one in (self.print, self.pdf):
            one.setEnabled(ready)
        self.xlsx.setEnabled(self._facts is not None and self._facts.ref.made_for == "round")

    def _print(self) -> None:
        facts, pdf = self._facts, self.view.pdf()
        if facts is None:
            return
        printer = ask_printer(self, facts.ref.title)
        if printer is not None:
            run = print_pdf(self.office, printer, pdf, self)
            run.finished.connect(partial(self._note, facts, pdf, "print"))
            run.failed.connect(lambda why: self.office.refused.emit(why, "请检查打印机后再试。"))

    def _save(self, kind: str) -> None:
        facts = self._facts
        if facts is None:
            return
        path = ask_save(self, "另存", f"{facts.ref.title}.{kind}", f"{kind} (*.{kind})")
        if path is not None:
            self.save_to(path.with_suffix(f".{kind}"))

    def save_to(self, path: Path) -> None:
        """Write the sheet that is shown to `path`, as .pdf or .xlsx."""
        facts, pdf = self._facts, self.view.pdf()
        if facts is None:
            return
        kind = path.suffix.removeprefix(".")
        pour: Callable[[], bytes] = partial(pour_xlsx, facts) if kind == "xlsx" else lambda: pdf

        self.office.slow(
            lambda _progress: save_file(path, pour()),
            lambda _none: self._note(facts, pdf, kind),
            owner=self,
            title=f"正在保存 {path.name}",
        )

    def _note(self, facts: SheetFacts, pdf: bytes, how: str) -> None:
        self.office.keep(lambda desk: note_printed(desk, facts, pdf, how), owner=self)


def _key(round_id: int | None) -> str:
    return f"send.{round_id}"


def _read(round_id: int, desk: Desk) -> _Found:
    lines = [line for line in list_cases(desk, round_id) if line.state == "open"]
    kept = get_setting(desk, _key(round_id), [])
    sheets = sheets_of_round(desk, round_id)
    if lines:
        sheets += sheets_of_case(desk, lines[0].id)
    return _Found(lines, sheets, [one for one, _on in kept], [one for one, on in kept if not on])


def _no_text(_line: CaseLine) -> str:
    return ""
