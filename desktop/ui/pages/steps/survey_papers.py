"""抽查用纸: the draw's own papers as they will be printed; looked at, printed, saved."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_save
from desktop.ui.kit.layouts import GAP, column, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import Combo, button, primary, say, sentence, shortcut
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.sheet_view import SheetView
from desktop.ui.pages.steps.panel import Panel
from desktop.ui.pages.steps.survey_lock import FIRST_SIGN
from desktop.work.draw_papers import draw_papers, gather_draw_paper
from desktop.work.papers import (
    SheetFacts,
    SheetLine,
    note_printed,
    pour_pdf,
    pour_xlsx,
    save_file,
)

NONE_YET = "名单封存后才有确认表；抽取后才有抽取记录、记录表和结果汇总表。"
_WORDS = {
    "draw_list": FIRST_SIGN,
    "draw_record": "打印后由经办人和监督人签字，与确认表一并存放；照附录的命令可以重做本次抽取。",
    "draw_asking": "按抽取的先后联系，在纸上记录后再录入，或边联系边录入。",
    "draw_result": "汇总本次抽查的结果；尚未办完时，印出的是现在的情况。",
}


class SurveyPapers(Panel):
    """The very PDF that is printed; the journal says what was printed or saved."""

    title = "抽查用纸"

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__(office)
        self._lines: list[SheetLine] = []
        self._wanted = ""
        self.facts: SheetFacts | None = None
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.papers = Combo("用纸")
        self.note = sentence("", "part")
        self.view = SheetView(self.office)
        self.view.picture.setAccessibleName("用纸预览")
        self.save = button("另存PDF……", self._save, "save", "Ctrl+S")
        self.book = button("另存xlsx……", self._save_book, "table")
        self.print = primary("打印……", self._print, "print", "Ctrl+P")

    def _lay_out(self) -> None:
        label = QLabel("用纸")
        label.setBuddy(self.papers)
        head = self.head(self.save, self.book, self.print)
        chosen = row(label, self.papers, None, gap=GAP)
        whole = column(head, chosen, self.note, self.view, gap=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.papers.activated.connect(lambda _index: self.preview())
        shortcut(self, "Ctrl+P", self._print)
        shortcut(self, "Ctrl+S", self._save)

    def want(self, paper_id: str) -> None:
        """Show this paper first when the panel is opened next."""
        self._wanted = paper_id

    def reload(self) -> None:
        """See which papers can be made now; the chosen one stays chosen."""
        number = self.application_id
        self.office.ask(lambda desk: draw_papers(desk, number), self._show, owner=self)

    def _show(self, lines: list[SheetLine]) -> None:
        chosen = self._wanted or self._chosen_id()
        self._wanted, self._lines = "", lines
        self.papers.clear()
        self.papers.addItems([line.title for line in lines])
        ids = [line.ref.id for line in lines]
        self.papers.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.preview()

    def _chosen_id(self) -> str:
        index = self.papers.currentIndex()
        return self._lines[index].ref.id if 0 <= index < len(self._lines) else ""

    def preview(self) -> None:
        """Pour the chosen paper and show it."""
        paper_id = self._chosen_id()
        if not paper_id:
            self._nothing(NONE_YET)
            return
        self._turn += 1
        number, turn = self.application_id, self._turn
        self.office.ask(
            lambda desk: gather_draw_paper(desk, number, paper_id),
            lambda facts: self._pour(facts, turn),
            owner=self,
            otherwise=self._refused,
        )

    def _pour(self, facts: SheetFacts, turn: int) -> None:
        def show(pdf: bytes) -> None:
            if turn == self._turn:
                self.facts = facts
                self.view.show_pdf(pdf)
                say(self.note, _WORDS.get(facts.ref.id, ""), "part")
                self._buttons()

        self.office.slow(
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
        for one in (self.print, self.save, self.book):
            one.setEnabled(self.facts is not None)

    def _print(self) -> None:
        facts, pdf = self.facts, self.view.pdf()
        if facts is None:
            return
        printer = ask_printer(self, facts.ref.title)
        if printer is not None:
            run = print_pdf(self.office, printer, pdf, self)
            run.finished.connect(partial(self._note, facts, pdf, "print"))
            run.failed.connect(lambda why: say(self.note, f"{why}请检查打印机后再试。", "wrong"))

    def _save(self) -> None:
        if self.facts is not None:
            path = ask_save(self, "另存", f"{self.facts.ref.title}.pdf", "PDF (*.pdf)")
            if path is not None:
                self.save_to(path.with_suffix(".pdf"))

    def _save_book(self) -> None:
        if self.facts is not None:
            path = ask_save(self, "另存", f"{self.facts.ref.title}.xlsx", "工作簿 (*.xlsx)")
            if path is not None:
                self.save_to(path.with_suffix(".xlsx"))

    def save_to(self, path: Path) -> None:
        """Write the paper that is shown to `path`, as a workbook where it ends so."""
        facts, pdf = self.facts, self.view.pdf()
        if facts is None:
            return
        book = path.suffix == ".xlsx"
        self.office.slow(
            lambda _progress: save_file(path, pour_xlsx(facts) if book else pdf),
            lambda _none: self._saved(facts, pdf, path),
            owner=self,
            title=f"正在保存 {path.name}",
            otherwise=lambda error: say(self.note, f"{error.sentence}{error.hint}", "wrong"),
        )

    def _saved(self, facts: SheetFacts, pdf: bytes, path: Path) -> None:
        say(self.note, f"已保存：{path}", "good")
        self._note(facts, pdf, path.suffix.removeprefix("."))

    def _note(self, facts: SheetFacts, pdf: bytes, how: str) -> None:
        self.office.keep(lambda desk: note_printed(desk, facts, pdf, how), owner=self)
