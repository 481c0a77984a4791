"""One panel wherever papers are seen: choose one, look at the very PDF, print it, save it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, say
from desktop.ui.pages.paper_choice import ChoiceLine, PaperChoice, Scope
from desktop.ui.pages.paper_out import PaperOut, telling
from desktop.ui.pages.printed_list import PrintedList
from desktop.work.change_marks import ChangedRow, changed_line, changed_on, marks_of
from desktop.work.desk import Desk
from desktop.work.free_papers import gather_free
from desktop.work.paper_sheaf import Sheaf, kept_sheaf, pour_sheaf
from desktop.work.paper_shelf import (
    DRAW,
    Gathered,
    Paper,
    ShelfLine,
    gather_papers,
)
from desktop.work.papers import SheetFacts
from desktop.work.printed_papers import (
    PrintedLine,
    changed_since,
    kept_pdf,
    printed_of_case,
    printed_of_owner,
    printed_of_round,
)

Words = Callable[[ShelfLine], str]
_AT_ONCE = 20  # applications whose papers are gathered in one errand
_CHOOSE = "在上面选择一份，这里显示当时的原件。"
_NO_USE = "所选的申报现在不需要此表。"
_NO_DRAW = "所选的申报还没有此表：名单封存后可打印确认表，抽取后可打印其余各表。"
_NAMED = 10  # applications without the paper that are named; of more, how many
_NAME = 30  # characters of a name there
_LONG = 100  # rows, from which on the progress is shown


class PaperPanel(QWidget):
    """The choice, the preview with its buttons, and the list of what was printed.

    Its host says which papers there are, and for whom.
    """

    chosen = Signal()  # another paper was chosen

    def __init__(self, office: Office, words: Words = lambda _line: "") -> None:
        """Nothing is shown before `show_papers`; `words` are said of a paper beside 草稿."""
        super().__init__()
        self._office, self._words = office, words
        self._scope = Scope(0, (), None)
        self._empty = ""
        self._turn = 0
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.sheets = PaperChoice()
        self.all = QCheckBox("")
        self.printed = button("已打印…", self._toggle, "history", "打印和另存过的，可照原样再印")
        self.printed.setCheckable(True)
        self.history = PrintedList()
        self.out = PaperOut(self._office)

    def _lay_out(self) -> None:
        buttons = (self.printed, self.out.more, self.out.pdf, self.out.print)
        tools = ChoiceLine(self.sheets, *buttons)
        whole = column(tools, self.all, self.history, self.out, gap=GAP)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.history.hide()
        self.all.hide()

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _index: self._choose())
        self.all.toggled.connect(lambda _on: self._look())
        self.history.chosen.connect(self._show_kept)

    def show_papers(self, lines: Sequence[ShelfLine], scope: Scope, empty: str) -> None:
        """Offer these papers for `scope`; `empty` is said where there is nothing to show."""
        before = self._scope
        self._scope, self._empty = scope, empty
        self.sheets.show_lines(lines)
        if _whose(scope) != _whose(before):
            self.out.forget()
            self.nothing(_CHOOSE)
        if self.printed.isChecked():
            self._read_history()
        else:
            self.preview()

    def want(self, paper_id: str) -> None:
        """Choose this paper, and show it."""
        self.sheets.choose(paper_id)
        self._choose()

    def line(self) -> ShelfLine | None:
        """The paper that is chosen."""
        return self.sheets.line()

    def nothing(self, why: str) -> None:
        """Show no paper but the sentence `why`."""
        self._turn += 1
        self.out.nothing(why)

    def _choose(self) -> None:
        self.out.forget()
        self._look()
        self.chosen.emit()

    def _look(self) -> None:
        self.printed.setChecked(False)
        self.history.hide()
        self.preview()

    def preview(self) -> None:
        """Gather, pour and show the chosen paper; what comes after another was asked is dropped."""
        line, count = self.line(), len(self._scope.ids)
        self.all.setVisible(line is not None and line.one_each and count > 1)
        self.all.setText(f"列入的{count}家一起（一家一份，依次排列）")
        wanted = self._wanted(line)
        if line is None or not (wanted or line.for_nobody or self._scope.owner):
            self.nothing(self._empty)
            return
        self._turn += 1
        self._gather(self._turn, line, wanted, Gathered())

    def _wanted(self, line: ShelfLine | None) -> tuple[int, ...]:
        if line is None or not line.one_each:
            return self._scope.ids
        if self.all.isChecked() and len(self._scope.ids) > 1:
            return self._scope.ids
        return () if self._scope.one is None else (self._scope.one,)

    def _gather(self, turn: int, line: ShelfLine, wanted: Sequence[int], found: Gathered) -> None:
        """Gather a few applications' papers at a time, so that the store stays free for others."""
        if turn != self._turn:
            return
        now = wanted[:_AT_ONCE] if line.one_each else wanted
        scope, rest = self._scope, wanted[len(now) :]
        if found.papers or rest:
            told = f"正在汇集：已有{len(found.papers)}家，还有{len(wanted)}家…"
            say(self.out.note, told, "part")

        def take(more: Gathered) -> None:
            if rest:
                self._gather(turn, line, rest, found + more)
            else:
                self._pour_these(turn, line, found + more)

        self._office.ask(
            lambda desk: _gathered(desk, line, scope, now),
            take,
            owner=self,
            otherwise=partial(self._refused, turn),
        )

    def _pour_these(self, turn: int, line: ShelfLine, found: Gathered) -> None:
        if turn != self._turn:
            return
        if not found.papers:
            self.nothing(_NO_DRAW if line.group == DRAW else _NO_USE)
            return
        shown, title, papers = self.out.sheaf, line.line.title, found.papers
        told = self._told(line, found)
        if shown is not None and shown.papers == papers:
            self.out.tell(told)  # nothing on it has changed
            self._read_changes(turn, line, shown)
            return
        self._office.slow(
            lambda progress: pour_sheaf(
                title, papers, telling(progress, lambda: turn != self._turn)
            ),
            partial(self._show, turn, line, told),
            owner=self,
            title=f"正在生成 {title}" if _is_long(papers) else "",
            otherwise=partial(self._refused, turn),
        )

    def _show(self, turn: int, line: ShelfLine, told: str, sheaf: Sheaf) -> None:
        if turn != self._turn:
            return
        self.out.show_sheaf(sheaf, told)
        if line.goes_up and len(sheaf.papers) == 1 and not sheaf.draft:
            facts, pdf = sheaf.papers[0].facts, sheaf.whole
            self._office.ask(
                lambda desk: changed_since(desk, facts, pdf),
                partial(self._tell_changed, turn),
                owner=self,
            )
        self._read_changes(turn, line, sheaf)

    def _read_changes(self, turn: int, line: ShelfLine, sheaf: Sheaf) -> None:
        """Ask what is another one on a sheet than when it was last sent up."""
        if line.goes_up and len(sheaf.papers) == 1:
            facts = sheaf.papers[0].facts
            self._office.ask(
                lambda desk: changed_on(desk, facts),
                partial(self._mark, turn, facts),
                owner=self,
            )

    def _mark(self, turn: int, facts: SheetFacts, found: tuple[ChangedRow, ...]) -> None:
        if turn == self._turn and found:
            self.out.also(changed_line(found))
            self._office.slow(
                lambda _progress: marks_of(facts, found),
                lambda marks: self.out.view.show_marks(marks if turn == self._turn else ()),
                owner=self,
            )

    def _told(self, line: ShelfLine, found: Gathered) -> str:
        few = _without_words(line, len(self._scope.ids), found.without)
        return "；".join(filter(None, (self._words(line), few)))

    def _tell_changed(self, turn: int, left: str) -> None:
        if left and turn == self._turn:
            told = f"定稿后{left}，现在生成的与那一份不同；要照原样再印，请看“已打印”。"
            self.out.tell(told)

    def _refused(self, turn: int, error: UserError) -> None:
        if turn == self._turn:
            self.nothing(f"{error.sentence}{error.hint}")

    def _toggle(self) -> None:
        on = self.printed.isChecked()
        self.history.setVisible(on)
        self.out.forget()
        if on:
            self.nothing(_CHOOSE)
            self._read_history()
        else:
            self.preview()

    def _read_history(self) -> None:
        scope = self._scope

        def read(desk: Desk) -> list[PrintedLine]:
            if scope.owner:
                return printed_of_owner(desk, scope.owner)
            if scope.alone and scope.one is not None:
                return printed_of_case(desk, scope.one)
            return printed_of_round(desk, scope.round_id)

        self._office.ask(read, self.history.show_lines, owner=self)

    def _show_kept(self, line: PrintedLine) -> None:
        self._turn += 1
        turn, kept = self._turn, self.out.kept
        if kept is None or kept.id != line.id:
            self.out.forget()

        def show(pdf: bytes) -> None:
            if turn == self._turn:
                name = " ".join(filter(None, (line.name, line.title, "原件")))
                told = f"{line.at[:10]}留存的原件，与登记的校验码{line.sha256[:16]}…一致。"
                self.out.show_sheaf(kept_sheaf(line.title, name, pdf), told, line)

        self._office.ask(
            lambda desk: kept_pdf(desk, line),
            show,
            owner=self,
            otherwise=partial(self._refused, turn),
        )


def _whose(scope: Scope) -> tuple[int, int | None, str]:
    return scope.round_id, scope.one, scope.owner


def _gathered(desk: Desk, line: ShelfLine, scope: Scope, ids: Sequence[int]) -> Gathered:
    if scope.owner:
        return gather_free(desk, line, scope.owner)
    return gather_papers(desk, line, scope.round_id, ids)


def _is_long(papers: Sequence[Paper]) -> bool:
    return len(papers) > 1 or any(len(one.facts.facts.get("rows", ())) > _LONG for one in papers)


def _without_words(line: ShelfLine, count: int, without: Sequence[str]) -> str:
    """Say which of the listed applications have no such paper now."""
    if not without:
        return ""
    cut = [name if len(name) <= _NAME else f"{name[:_NAME]}…" for name in without[:_NAMED]]
    names = "、".join(cut) + ("等" if len(without) > _NAMED else "")
    why = "还没有此表（名单尚未封存，或尚未抽取）" if line.group == DRAW else "现在不需要此表"
    return f"列入的{count}家中，{len(without)}家{why}，没有生成：{names}"
