"""This application's sheets as they will be printed: choose, look, print, save."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, shortcut
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.sheet_view import SheetView
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.papers import (
    SheetFacts,
    SheetLine,
    gather,
    note_printed,
    pour_pdf,
    save_file,
    sheets_of_case,
)

DRAFT = "草稿：定稿前印有“草稿”字样"
_AT_LEAST = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class CaseSheets(QWidget):
    """The panel with the very PDF that is printed; `closed` leads back to the blanks."""

    closed = Signal()

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__()
        self._office = office
        self._application_id = 0
        self._lines: list[SheetLine] = []
        self.facts: SheetFacts | None = None
        self._name = ""
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.sheets = Combo("表")
        self.sheets.setSizeAdjustPolicy(_AT_LEAST)
        self.sheets.setMinimumContentsLength(8)  # letters; it takes the room that is left
        self.note = sentence("", "part")
        self.view = SheetView(self._office)
        self.back = button("返回填写", self.closed.emit, "back", "Esc")
        self.print = primary("打印……", self._print, "print", "Ctrl+P")
        self.save = button("另存PDF……", self._save, "save", "Ctrl+S")

    def _lay_out(self) -> None:
        chosen = (self.back, QLabel("表"), self.sheets)
        tools = row(*chosen, self.save, self.print, gap=GAP)
        tools.setStretch(2, 1)
        whole = column(tools, self.note, self.view, gap=GAP)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _index: self.preview())
        shortcut(self, "Ctrl+P", self._print)
        shortcut(self, "Ctrl+S", self._save)
        shortcut(self, "Esc", self.closed.emit)

    def show_case(self, application_id: int) -> None:
        """Show the sheets of one application; the chosen one stays chosen."""
        self._application_id = application_id
        self._office.ask(lambda desk: sheets_of_case(desk, application_id), self._show, owner=self)

    def _show(self, lines: list[SheetLine]) -> None:
        chosen = self.sheets.currentText()
        self._lines = lines
        self.sheets.clear()
        self.sheets.addItems([line.title for line in lines])
        self.sheets.setCurrentIndex(max(self.sheets.findText(chosen), 0))
        self.preview()

    def preview(self) -> None:
        """Pour the chosen sheet and show it."""
        index = self.sheets.currentIndex()
        if not 0 <= index < len(self._lines):
            self._nothing("这个办法没有一家一份的表；汇总表在“汇总报送”中。")
            return
        self._turn += 1
        sheet, number, turn = self._lines[index], self._application_id, self._turn

        def read(desk: Desk) -> tuple[SheetFacts, str]:
            case = open_case(desk, number)
            return gather(desk, sheet.ref, case.round_id, [number]), case.name

        self._office.ask(
            read, lambda found: self._pour(*found, turn), owner=self, otherwise=self._refused
        )

    def _pour(self, facts: SheetFacts, name: str, turn: int) -> None:
        def show(pdf: bytes) -> None:
            if turn == self._turn:
                self.facts, self._name = facts, name
                self.view.show_pdf(pdf)
                say(self.note, DRAFT if facts.draft else "")
                self._buttons()

        self._office.slow(
            lambda _progress: pour_pdf(facts), show, owner=self, otherwise=self._refused
        )

    def _refused(self, error: UserError) -> None:
        self._nothing(f"{error.sentence}{error.hint}")

    def _nothing(self, why: str) -> None:
        self._turn += 1
        self.facts = None
        self.view.show_nothing(why)
        say(self.note, "")
        self._buttons()

    def _buttons(self) -> None:
        for one in (self.print, self.save):
            one.setEnabled(self.facts is not None)

    def _print(self) -> None:
        facts, pdf = self.facts, self.view.pdf()
        if facts is None:
            return
        printer = ask_printer(self, facts.ref.title)
        if printer is not None:
            run = print_pdf(self._office, printer, pdf, self)
            run.finished.connect(partial(self._note, facts, pdf, "print"))
            run.failed.connect(lambda why: say(self.note, f"{why}请检查打印机后再试。"))

    def _save(self) -> None:
        if self.facts is not None:
            name = " ".join(filter(None, (_plain(self._name), self.facts.ref.title)))
            path = ask_save(self, "另存", f"{name}.pdf", "PDF (*.pdf)")
            if path is not None:
                self.save_to(path.with_suffix(".pdf"))

    def save_to(self, path: Path) -> None:
        """Write the PDF that is shown to `path`."""
        facts, pdf = self.facts, self.view.pdf()
        if facts is None:
            return
        self._office.slow(
            lambda _progress: save_file(path, pdf),
            lambda _none: self._saved(facts, pdf, path),
            owner=self,
            title=f"正在保存 {path.name}",
            otherwise=lambda error: say(self.note, f"{error.sentence}{error.hint}"),
        )

    def _saved(self, facts: SheetFacts, pdf: bytes, path: Path) -> None:
        self._note(facts, pdf, "save")
        told = (DRAFT if facts.draft else "", f"已另存：{path}")
        say(self.note, "；".join(filter(None, told)))

    def _note(self, facts: SheetFacts, pdf: bytes, how: str) -> None:
        self._office.keep(lambda desk: note_printed(desk, facts, pdf, how), owner=self)


def _plain(name: str) -> str:
    """An applicant's name without what a file's name can't hold."""
    return "".join(letter for letter in name if letter not in '\\/:*?"<>|').strip()
