"""A real CUPS queue gets the 推荐汇总表 through the window, and what arrives says the same."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from cups_scheduler import Scheduler, scheduler, use_socket, why_not
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.printing import new_printer, remember
from desktop.ui.pages import paper_out
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case
from desktop.work.papers import pages_of

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "there is one")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scheduler]:
    """A scheduler of the test's own, which lp and the toolkit ask from now on."""
    with scheduler() as running:
        socket = running.folder / "cups.sock"
        monkeypatch.setenv("CUPS_SERVER", str(socket))
        use_socket(socket)
        yield running
        monkeypatch.delenv("CUPS_SERVER")
        use_socket(None)


@pytest.fixture
def page(qtbot: QtBot, office: Office, round_id: int) -> Send:
    """汇总报送 with so many applications that the 汇总表 has three pages or more."""
    for number in range(1, 31):
        name = f"昆明𬭎𠮷示例{number}号公共服务平台"
        office.keep(lambda desk, name=name: start_case(desk, round_id, name), owner=office)
    made = Send(office)
    qtbot.addWidget(made)
    made.show_for(Place("send", round_id))
    made.show()
    return made


def texts(pdf: bytes) -> list[str]:
    """What is written on each page, without blanks: a filter may set them anew."""
    document = pypdfium2.PdfDocument(pdf)
    found = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return found


def answer(monkeypatch: pytest.MonkeyPatch, printer: QPrinter) -> None:
    """The system's dialog is agreed to with this printer."""

    def agree(_parent: QWidget, _title: str, _pages: int) -> QPrinter:
        return printer

    monkeypatch.setattr(paper_out, "ask_printer", agree)


def test_what_arrives_has_the_same_text(
    queue: Scheduler, page: Send, monkeypatch: pytest.MonkeyPatch
):
    """The PDF itself is sent: all pages once, then a range; every character can be read again."""
    out = page.paper.out
    printer = new_printer("推荐汇总表")
    printer.setPrinterName("TAKEN")
    answer(monkeypatch, printer)
    shown = texts(out.view.pdf())
    out.print.click()
    queue.wait()
    arrived = texts(queue.taken.read_bytes())
    printer.setFromTo(2, 3)
    out.print.click()
    queue.wait()
    ranged = texts(queue.taken.read_bytes())
    assert (len(shown) >= 3, arrived, ranged) == (True, shown, shown[1:3])
    assert out.saved.text() == f"已交打印机：{page.paper.sheets.currentText()}"


def test_cups_own_pdf_printer_gets_as_many_pages_as_were_asked_for(
    queue: Scheduler, page: Send, monkeypatch: pytest.MonkeyPatch
):
    """Two copies of pages 2 and 3 are four pages; the printer is offered first the next time."""
    printer = new_printer("推荐汇总表")
    printer.setPrinterName("PDF")
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    answer(monkeypatch, printer)
    page.paper.out.print.click()
    queue.wait()
    (printed,) = queue.out.glob("*.pdf")
    remember(printer)
    assert (pages_of(printed.read_bytes()), new_printer("表").printerName()) == (4, "PDF")


def test_a_queue_that_is_gone_is_told_where_the_paper_is_shown(
    queue: Scheduler, page: Send, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """Nothing is noted as printed; the sentence stands above the paper and says what to do."""
    printer = new_printer("推荐汇总表")
    printer.setPrinterName("TAKEN")
    answer(monkeypatch, printer)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none.sock"))
    kinds: list[frozenset[str]] = []
    page.office.changed.connect(kinds.append)
    page.paper.out.print.click()
    note = page.paper.out.note
    assert (note.objectName(), "请检查打印机后再试。" in note.text(), kinds) == ("wrong", True, [])
