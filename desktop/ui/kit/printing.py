"""Puts a PDF on a printer: the very pages of the preview, at 300 dpi, one after the other."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.office import Office, Progress
from desktop.ui.kit.sheet_view import Pixels, image_of
from desktop.work.papers import page_picture, pages_of

DPI = 300
_SCALE = DPI / 72


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Show the system's print dialog; None where the reviewer thinks better of it."""
    printer = new_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印 {title}")
    agreed = dialog.exec() == int(QPrintDialog.DialogCode.Accepted)
    dialog.deleteLater()
    return printer if agreed else None


def new_printer(title: str) -> QPrinter:
    """A printer set up for whole A4 pages at 300 dpi."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    return printer


class PrintRun(QObject):
    """One run of a PDF through a printer; a page is drawn, put on paper, and let go."""

    finished = Signal()
    failed = Signal(str)

    def __init__(self, office: Office, printer: QPrinter, pdf: bytes, parent: QObject) -> None:
        """`parent` keeps the run alive while it lasts."""
        super().__init__(parent)
        self._office, self._printer, self._pdf = office, printer, pdf
        self._painter = QPainter()
        self._pages = 0

    def start(self) -> None:
        """Begin; `finished` follows when the last page is with the printer."""
        pdf = self._pdf
        self._office.slow(lambda _progress: pages_of(pdf), self._count, owner=self)

    def _count(self, pages: int) -> None:
        self._pages = pages
        self._draw(0)

    def _draw(self, page: int) -> None:
        pdf = self._pdf

        def draw(progress: Progress) -> Pixels | None:
            progress(page, self._pages, f"第{page + 1}页，共{self._pages}页")
            return None if progress.cancelled() else page_picture(pdf, page, _SCALE)

        self._office.slow(draw, lambda drawn: self._put(drawn, page), owner=self, title="正在打印")

    def _put(self, drawn: Pixels | None, page: int) -> None:
        if drawn is None:
            self._end()
            return
        if not self._paper(image_of(drawn), page):
            self.failed.emit("打印机没有接受这份文件。")
            self._end()
        elif page + 1 < self._pages:
            self._draw(page + 1)
        else:
            self._end()
            self.finished.emit()

    def _paper(self, image: QImage, page: int) -> bool:
        lying = image.width() > image.height()
        way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(way)
        ready = self._painter.begin(self._printer) if page == 0 else self._printer.newPage()
        if ready:
            self._painter.drawImage(self._sheet(), image)
        return ready

    def _sheet(self) -> QRect:
        return self._printer.pageLayout().fullRectPixels(self._printer.resolution())

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self.deleteLater()


def print_pdf(office: Office, printer: QPrinter, pdf: bytes, parent: QObject) -> PrintRun:
    """Print `pdf`; returns the run, whose `finished` tells the end."""
    if not pdf:
        raise UserError("没有可以打印的内容。", "请先选择要打印的表。")
    run = PrintRun(office, printer, pdf, parent)
    run.start()
    return run
