"""What leaves the program: papers as they are shown, and the buttons that print and save them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.asking import ask_folder, ask_save
from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.parts import button, primary, say, sentence, shortcut
from desktop.ui.kit.printing import ask_printer, print_pdf
from desktop.ui.kit.sheet_view import SheetView
from desktop.ui.pages.refit import RefitDialog
from desktop.work.desk import Changed, Desk
from desktop.work.paper_sheaf import (
    KINDS,
    Sheaf,
    Told,
    note_sheaf,
    save_each,
    save_sheaf,
    worksheet_words,
)
from desktop.work.printed_papers import PrintedLine, note_again

DRAFT = "草稿：定稿前印有“草稿”字样"
CANCELLED = UserError("已取消。", "要看这张表，请重新选择。")
_KIND_WORDS = {"pdf": "PDF", "xlsx": "Excel工作簿（xlsx）", "docx": "Word文档（docx）"}


class PaperOut(QWidget):
    """The very PDF that is printed, with what is to be known of it.

    The buttons `print`, `pdf` and `more` belong to it, and stand where its host puts them.
    """

    shown = Signal()  # a paper is there

    def __init__(self, office: Office) -> None:
        """Nothing is shown before `show_sheaf`."""
        super().__init__()
        self._office = office
        self._words, self._wrong_words = "", ""
        self.sheaf: Sheaf | None = None
        self.kept: PrintedLine | None = None
        self._make()
        self._lay_out()
        self._buttons()

    def _make(self) -> None:
        self.view = SheetView(self._office)
        self.saved = self.view.saved
        self.note = sentence("", "part")
        self.print = primary("打印…", self.ask_print, "print", "打印（Ctrl+P）")
        self.pdf = button("另存PDF…", partial(self.ask_save, "pdf"), "save", "Ctrl+S")
        self.more = button(
            "另存其他…", self._open_menu, "file", "Excel、Word、上级表样，或一家一个"
        )
        self.menu = QMenu(self)
        others = [kind for kind in KINDS if kind != "pdf"]
        self.alone = {kind: self._action(kind, "", self.ask_save) for kind in others}
        self.refit = self.menu.addAction("套用上级表样…", lambda: self.ask_refit())
        self.menu.addSeparator()
        self.each = {kind: self._action(kind, "一家一个", self.ask_save_each) for kind in KINDS}

    def _action(self, kind: str, before: str, press: Callable[[str], None]) -> QAction:
        return self.menu.addAction(f"{before}{_KIND_WORDS[kind]}…", partial(press, kind))

    def _lay_out(self) -> None:
        whole = column(self.note, self.view, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        say(self.note, "")

    def listen(self, host: QWidget) -> None:
        """Let Ctrl+P print and Ctrl+S save while the focus is inside `host`."""
        shortcut(host, "Ctrl+P", self.ask_print)
        shortcut(host, "Ctrl+S", partial(self.ask_save, "pdf"))

    def show_sheaf(self, sheaf: Sheaf, words: str = "", kept: PrintedLine | None = None) -> None:
        """Show papers that were just poured, or one that was `kept`, and `words` on them."""
        if self.sheaf is None or self.sheaf.whole != sheaf.whole:
            self.view.show_pdf(sheaf.whole)
            self.forget()
        self.sheaf, self.kept = sheaf, kept
        self.tell(words)
        self._buttons()
        self.shown.emit()

    def nothing(self, why: str) -> None:
        """Show no paper but the sentence `why`."""
        self.sheaf = self.kept = None
        self.view.show_nothing(why)
        say(self.note, "")
        self._buttons()

    def forget(self) -> None:
        """Another paper was asked for: what was done with the last one is no longer said."""
        self._wrong_words = ""
        self.saved.tell("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back to the paper finds what is to be known of it, and no old news."""
        super().hideEvent(event)
        if (self._wrong_words or self.saved.text()) and not event.spontaneous():
            self.forget()
            self.tell(self._words)

    def tell(self, words: str) -> None:
        """Say what is to be known of the paper, and what went wrong with it last."""
        self._words = words
        wrong = self._wrong_words
        sheaf = self.sheaf
        draft = DRAFT if sheaf is not None and sheaf.draft else ""
        fonts = sheaf.font_words.removesuffix("。") if sheaf is not None else ""
        told = "；".join(filter(None, (draft, fonts, words, wrong)))
        say(self.note, told, "wrong" if wrong else "part")

    def also(self, words: str) -> None:
        """Say one thing more that is to be known of the paper."""
        self.tell("；".join(filter(None, (self._words, words))))

    def _buttons(self) -> None:
        sheaf = self.sheaf
        count = len(sheaf.papers) if sheaf is not None else 0
        for one in (self.print, self.pdf):
            one.setEnabled(sheaf is not None)
        self.more.setEnabled(count > 0)
        for action in self.alone.values():
            action.setEnabled(count == 1)
        papers = sheaf.papers if sheaf is not None and self.kept is None else ()
        self.refit.setEnabled(len(papers) == 1 and papers[0].facts.ref.outward)
        for action in self.each.values():
            action.setVisible(count > 1)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def ask_print(self) -> None:
        """Ask for a printer, copies and pages, and print what is shown."""
        if self.sheaf is not None:
            printer = ask_printer(self, self.sheaf.title, self.view.pages())
            if printer is not None:
                self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown; the journal notes it once it is with the printer."""
        sheaf, kept = self.sheaf, self.kept
        if sheaf is None:
            return
        run = print_pdf(self._office, printer, sheaf.whole, self)
        done = f"已交打印机：{sheaf.name}"
        run.finished.connect(lambda: self._done(sheaf, kept, "print", done))
        run.failed.connect(lambda why: self._wrong(UserError(why, "请检查打印机后再试。")))
        run.start()

    def ask_save(self, kind: str) -> None:
        """Ask where to save what is shown, as `kind`: pdf, xlsx or docx."""
        if self.sheaf is None:
            return
        name = f"{self.sheaf.name}.{kind}"
        path = ask_save(self, "另存", name, f"{_KIND_WORDS[kind]} (*.{kind})")
        if path is not None:
            ends = path.suffix.lower() == f".{kind}"
            self.save_to(path if ends else path.with_name(f"{path.name}.{kind}"))

    def ask_save_each(self, kind: str) -> None:
        """Ask for a folder, and save each application's paper there as a file of its own."""
        folder = ask_folder(self, "存入哪个文件夹")
        if folder is not None:
            self.save_each_to(folder, kind)

    def ask_refit(self, form: Path | None = None) -> None:
        """Put what is shown into the bureau's own form (上级表样); `form` is at hand already."""
        if self.sheaf is not None:
            dialog = RefitDialog(self._office, self.sheaf.papers[0].facts, self, form)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def save_to(self, path: Path) -> None:
        """Write what is shown to `path`, as its ending says."""
        self._write(lambda sheaf, told: save_sheaf(sheaf, path, told), path.suffix[1:].lower())

    def save_each_to(self, folder: Path, kind: str) -> None:
        """Write each of the papers that are shown into `folder`."""
        self._write(lambda sheaf, told: save_each(sheaf, folder, kind, told), kind)

    def _write(self, write: Callable[[Sheaf, Told], list[Path]], how: str) -> None:
        sheaf, kept = self.sheaf, self.kept
        if sheaf is None:
            return
        self._office.slow(
            lambda progress: write(sheaf, telling(progress)),
            lambda paths: self._done(sheaf, kept, how, _where(paths), paths),
            owner=self,
            title=f"正在保存 {sheaf.name}",
            otherwise=self._wrong,
        )

    def _done(
        self,
        sheaf: Sheaf,
        kept: PrintedLine | None,
        how: str,
        words: str,
        paths: Sequence[Path] = (),
    ) -> None:
        def note(desk: Desk) -> Changed:
            return note_sheaf(desk, sheaf, how) if kept is None else note_again(desk, kept, how)

        self._wrong_words = ""
        self.tell(self._words)
        if paths:
            self.saved.tell_saved(words, paths[0] if len(paths) == 1 else paths[0].parent)
        else:
            self.saved.tell(words, "good")
        self._office.keep(note, owner=self)

    def _wrong(self, error: UserError) -> None:
        self.forget()
        self._wrong_words = f"{error.sentence}{error.hint}"
        self.tell(self._words)


def telling(progress: Progress, stale: Callable[[], bool] = lambda: False) -> Told:
    """What a slow job tells its progress; it ends the job that was cancelled or is `stale`."""

    def told(done: int, total: int, words: str) -> None:
        progress(done, total, words)
        if progress.cancelled() or stale():
            raise CANCELLED

    return told


def _where(paths: Sequence[Path]) -> str:
    where = f"：{paths[0]}" if len(paths) == 1 else f"{len(paths)}个文件：{paths[0].parent}"
    how = worksheet_words(paths)
    return f"已另存{where}。{how}" if how else f"已另存{where}"
