"""The preview shows the PDF that is printed, and the printer gets its very pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageLayout, QPageRanges, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.printing import new_printer, print_pdf, wanted_pages, with_copies
from desktop.ui.kit.sheet_view import SheetView
from desktop.work.papers import page_picture, pages_of


def _pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF of blank pages with one black square near each page's upper left corner."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(72, height - 144, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


A4, A4_LYING = (595.28, 841.89), (841.89, 595.28)


@pytest.fixture
def view(qtbot: QtBot, office: Office) -> SheetView:
    """A preview 800 px wide."""
    made = SheetView(office)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def test_a_page_fills_the_width_whichever_way_it_lies(view: SheetView):
    """Portrait and landscape pages are as wide as there is room, without scrolling sideways."""
    widths = []
    for size in (A4, A4_LYING):
        view.show_pdf(_pdf(size))
        room = view.area.viewport().width()
        shown = view.picture.pixmap()
        widths.append(0 <= room - shown.width() / shown.devicePixelRatio() <= 10)
    assert widths == [True, True]


def test_one_pages_through_and_zooms(view: SheetView):
    """The page's number is said, paging stops at the ends, and a page can be made larger."""
    view.show_pdf(_pdf(A4, A4, A4_LYING))
    said = [view.place.text()]
    for step in (1, 1, 1, -1):
        view.turn(step)
        said.append(view.place.text())
    before = view.picture.pixmap().width()
    view.zoom(2.0)
    larger = view.picture.pixmap().width()
    view.fit_width()
    expected = [f"第{n}页，共3页" for n in (1, 2, 3, 3, 2)]
    assert (said, larger > 1.9 * before, view.picture.pixmap().width()) == (expected, True, before)


def test_a_page_is_seen_whole_and_grows_with_ctrl_and_the_wheel(view: SheetView):
    """整页 fits its height too; Ctrl and the wheel zoom, and scroll nothing."""
    view.show_pdf(_pdf(A4))
    view.fit_page()
    port, shown = view.area.viewport(), view.picture.pixmap()
    high = shown.height() / shown.devicePixelRatio()
    _wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    larger = view.picture.pixmap().height() / shown.height()
    _wheel(view, -120, Qt.KeyboardModifier.ControlModifier)
    smaller = view.picture.pixmap().height() / shown.height()
    assert (0 <= port.height() - high <= 12, round(larger, 1), round(smaller, 1)) == (True, 1.1, 1)


def test_the_wheel_and_the_keys_lead_through_the_pages(view: SheetView):
    """At a page's end the wheel goes on; Home, End, PgUp and PgDn go where they say."""
    view.show_pdf(_pdf(A4, A4, A4))
    said = []
    view.area.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        QTest.keyClick(view.area, key)
        said.append(view.place.text()[1])
    view.turn_to(0)
    view.fit_page()
    for up in (-120, -120, 120):
        _wheel(view, up, Qt.KeyboardModifier.NoModifier)
        said.append(view.place.text()[1])
    assert said == ["3", "2", "1", "2", "2", "3", "2"]


def _wheel(view: SheetView, up: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, up),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.area.wheelEvent(event)


def test_with_nothing_to_show_it_says_why(view: SheetView):
    """No page, a sentence, and buttons that can't be pressed."""
    view.show_pdf(_pdf(A4))
    view.show_nothing("还没有列入任何申报。")
    found = (view.picture.text(), view.pdf(), view.larger.isEnabled(), view.place.text())
    assert found == ("还没有列入任何申报。", b"", False, "")


def test_the_printer_gets_every_page_in_its_place(qtbot: QtBot, office: Office, tmp_path: Path):
    """Printed to a file: as many pages, lying as they lay, the mark where it was, to 1 mm."""
    printer = new_printer("测试")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(target))
    done: list[str] = []
    run = print_pdf(office, printer, _pdf(A4, A4_LYING), office)
    run.finished.connect(lambda: done.append("finished"))
    run.start()
    printed = target.read_bytes()
    pages = [page_picture(printed, index, 1.0) for index in range(pages_of(printed))]
    lying = [page.width > page.height for page in pages]
    marks = [_dark(page.data, page.stride, at) for page in pages for at in ((75, 75), (141, 141))]
    outside = [_dark(page.data, page.stride, at) for page in pages for at in ((68, 68), (148, 148))]
    assert (lying, marks, outside) == ([False, True], [True] * 4, [False] * 4)
    assert done == ["finished"]
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape


def test_a_range_and_copies_are_printed_as_the_dialog_was_told(office: Office, tmp_path: Path):
    """Pages 2 and 3 of four, twice, copy by copy; a range that isn't there is refused in words."""
    printer = new_printer("测试")
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    printer.setCopyCount(2)
    run = print_pdf(office, printer, _pdf(A4, A4, A4_LYING, A4), office)
    run.start()
    printed = (tmp_path / "printed.pdf").read_bytes()
    pages = [page_picture(printed, index, 0.2) for index in range(pages_of(printed))]
    assert [page.width > page.height for page in pages] == [False, True, False, True]
    why: list[str] = []
    printer.setPageRanges(QPageRanges.fromString("7-9"))
    again = print_pdf(office, printer, _pdf(A4), office)
    again.failed.connect(why.append)
    again.start()
    assert why == ["所选的页不在这份文件中（共1页）。"]


def test_pages_and_copies_in_their_order():
    """No range means all; without collating each page comes so many times."""
    printer = new_printer("测试")
    everything = wanted_pages(printer, 3)
    printer.setPageRanges(QPageRanges.fromString("1,3-4"))
    some = wanted_pages(printer, 5)
    each = with_copies(some, 2, collate=False)
    assert (everything, some, each) == ((1, 2, 3), (1, 3, 4), [1, 1, 3, 3, 4, 4])


def _dark(data: bytes, stride: int, at: tuple[int, int]) -> bool:
    start = at[1] * stride + at[0] * 4
    return max(data[start : start + 3]) < 64
