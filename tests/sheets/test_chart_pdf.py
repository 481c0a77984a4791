"""Pictures on paper: pages of their own at the PDF's end, nothing cut, grey, and all in words."""

import pypdfium2
import pytest

from desktop.domain.chart import Bar, Chart
from desktop.sheets.chart_pdf import chart_pages
from desktop.sheets.document import Document, Line, Look, Page, Piece, picture
from desktop.sheets.fonts import Fonts
from desktop.sheets.pdf import write_pdf
from desktop.sheets.rows import MM

HEAD = Line((Piece("初审测评情况表", Look("head", 16)),))


def _chart(bars: int) -> Chart:
    made = [Bar(f"第{n}项", f"{n}次，要求50次以上", n * 10_000, n * 10_000) for n in range(bars)]
    return Chart("各类服务", tuple(made), "取自申请表。", 500_000, "要求")


def test_the_pictures_follow_the_sheet_with_all_their_words(fonts: Fonts) -> None:
    """The sheet's own page is as it was; the next one says and counts itself."""
    document = Document("表", Page(297, 210), (HEAD,), foot="内部", charts=(_chart(2),))
    pdf = pypdfium2.PdfDocument(write_pdf(document, fonts))
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    assert texts == [
        "初审测评情况表内部第1页共2页",
        "附图各类服务第0项0次，要求50次以上第1项1次，要求50次以上"
        "竖线：要求。取自申请表。内部第2页共2页",
    ]
    assert "▤各类服务。第0项：0次，要求50次以上；" in picture(document)


@pytest.mark.parametrize("page", [Page(297, 210), Page(210, 297)])
def test_a_long_picture_goes_on_in_the_next_column_and_page(page: Page, fonts: Fonts) -> None:
    """Ninety bars, each once, and nothing below the lower margin or beyond the right one."""
    document = Document("表", page, (HEAD,), charts=(_chart(90),))
    pages = chart_pages(document, fonts)
    placed = [one for found in pages for one in found.texts]
    assert sum("次，" in one.lines[0] for one in placed) == 90
    assert max(one.y + one.height for one in placed) <= (page.height - page.bottom) * MM
    assert max(one.x + one.width for one in placed) <= (page.width - page.right) * MM + 0.1


def test_a_sheet_without_pictures_has_no_page_more(fonts: Fonts) -> None:
    """The sheets that go out are as they were."""
    assert chart_pages(Document("表", Page(), (HEAD,)), fonts) == []
