"""Puts a PDF on a printer: the PDF itself where the system has a queue, else its pages' pictures.

The dialog is the system's own; copies, page range, both sides and the printer are as chosen there,
and the printer is remembered for the next time.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRect, QSettings, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.sheet_view import Pixels, image_of
from desktop.work.papers import page_picture, pages_of
from desktop.work.print_queue import PrintOrder, has_queue, send_to_queue

DPI = 300
_SCALE = DPI / 72
_REMEMBERED = "printer"
_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one",
    QPrinter.DuplexMode.DuplexLongSide: "long",
    QPrinter.DuplexMode.DuplexShortSide: "short",
}


def ask_printer(parent: QWidget, title: str, pages: int = 0) -> QPrinter | None:
    """Show the system's print dialog for `pages` pages; None where the reviewer thinks better."""
    printer = new_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印 {title}")
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=pages > 1)
    if pages > 0:
        dialog.setMinMax(1, pages)
    agreed = dialog.exec() == int(QPrintDialog.DialogCode.Accepted)
    dialog.deleteLater()
    if agreed:
        remember(printer)
    return printer if agreed else None


def new_printer(title: str) -> QPrinter:
    """A printer for whole A4 pages at 300 dpi: the one that was used last, if it is there."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = QSettings().value(_REMEMBERED, "", str)
    if name in QPrinterInfo.availablePrinterNames():
        printer.setPrinterName(str(name))
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    return printer


def remember(printer: QPrinter) -> None:
    """Offer this printer first the next time."""
    if printer.printerName():
        QSettings().setValue(_REMEMBERED, printer.printerName())


def wanted_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages (from 1) that the dialog's range takes of `count`; all where it names none."""
    ranges = [(one.from_, one.to) for one in printer.pageRanges().toRangeList()]
    if not ranges and printer.fromPage() > 0:
        ranges = [(printer.fromPage(), printer.toPage())]
    found = [n for n in range(1, count + 1) if any(a <= n <= b for a, b in ranges)]
    return tuple(found) if ranges else tuple(range(1, count + 1))


def with_copies(pages: Sequence[int], copies: int, *, collate: bool) -> list[int]:
    """The pages as they leave the printer: copy by copy, or each page so many times."""
    if collate:
        return [*pages] * copies
    return [page for page in pages for _copy in range(copies)]


class PrintRun(QObject):
    """One run of a PDF through a printer; pages as pictures are drawn, printed, and let go."""

    finished = Signal()
    failed = Signal(str)

    def __init__(self, office: Office, printer: QPrinter, pdf: bytes, parent: QObject) -> None:
        """`parent` keeps the run alive while it lasts."""
        super().__init__(parent)
        self._office, self._printer, self._pdf = office, printer, pdf
        self._painter = QPainter()
        self._pages: list[int] = []  # from 0, in the order of printing

    def start(self) -> None:
        """Begin; `finished` follows when the last page is with the printer."""
        pdf = self._pdf
        self._office.slow(lambda _progress: pages_of(pdf), self._count, owner=self)

    def _count(self, count: int) -> None:
        pages = wanted_pages(self._printer, count)
        if not pages:
            self._fail(f"所选的页不在这份文件中（共{count}页）。")
        elif self._queued():
            self._send(pages, count)
        else:
            self._begin(pages)

    def _queued(self) -> bool:
        to_file = bool(self._printer.outputFileName())
        return bool(self._printer.printerName()) and not to_file and has_queue()

    def _send(self, pages: Sequence[int], count: int) -> None:
        pdf, order = self._pdf, order_of(self._printer, pages, count)
        self._office.slow(
            lambda _progress: send_to_queue(pdf, order),
            lambda _said: self._done(),
            owner=self,
            title="正在打印",
            otherwise=lambda error: self._fail(error.sentence),
        )

    def _begin(self, pages: Sequence[int]) -> None:
        # A driver that makes copies by itself is left to it.
        copies = 1 if self._printer.supportsMultipleCopies() else self._printer.copyCount()
        collate = self._printer.collateCopies()
        self._pages = [page - 1 for page in with_copies(pages, copies, collate=collate)]
        self._draw(0)

    def _draw(self, at: int) -> None:
        pdf, page, count = self._pdf, self._pages[at], len(self._pages)

        def draw(progress: Progress) -> Pixels | None:
            progress(at, count, f"第{at + 1}页，共{count}页")
            return None if progress.cancelled() else page_picture(pdf, page, _SCALE)

        self._office.slow(draw, lambda drawn: self._put(drawn, at), owner=self, title="正在打印")

    def _put(self, drawn: Pixels | None, at: int) -> None:
        if drawn is None:
            self._fail("打印已取消，余下的页没有打印。")
        elif not self._paper(image_of(drawn), at):
            self._fail("打印机没有接受这份文件。")
        elif at + 1 < len(self._pages):
            self._draw(at + 1)
        else:
            self._done()

    def _paper(self, image: QImage, at: int) -> bool:
        lying = image.width() > image.height()
        way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(way)
        ready = self._painter.begin(self._printer) if at == 0 else self._printer.newPage()
        if ready:
            self._painter.drawImage(self._sheet(), image)
        return ready

    def _sheet(self) -> QRect:
        return self._printer.pageLayout().fullRectPixels(self._printer.resolution())

    def _done(self) -> None:
        self._end()
        self.finished.emit()

    def _fail(self, why: str) -> None:
        self._end()
        self.failed.emit(why)

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()


def order_of(printer: QPrinter, pages: Sequence[int], count: int) -> PrintOrder:
    """What the dialog was told, for the system's queue."""
    return PrintOrder(
        printer.printerName(),
        printer.docName(),
        printer.copyCount(),
        printer.collateCopies(),
        () if len(pages) == count else tuple(pages),
        _SIDES.get(printer.duplex(), ""),
        printer.colorMode() == QPrinter.ColorMode.GrayScale,
    )


def print_pdf(office: Office, printer: QPrinter, pdf: bytes, parent: QObject) -> PrintRun:
    """A run that prints `pdf` once it is started; its `finished` tells the end."""
    if not pdf:
        raise UserError("没有可以打印的内容。", "请先选择要打印的表。")
    return PrintRun(office, printer, pdf, parent)
