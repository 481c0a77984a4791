"""How the workbook prints: paper, margins, and what stands at the head and foot of every page."""

from typing import TYPE_CHECKING

from desktop.sheets.document import Document, Page
from desktop.sheets.office import DRAFT, FONTS, RoughWidths
from desktop.sheets.rows import MM

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

INCH = 25.4
FOOT_SIZE = 9
MOST_FOOT = 200  # characters; Excel repairs a file whose whole foot has more than 255
COUNT = "第&P页　共&N页"
COUNT_WIDE = 14  # ems that the count needs beside the foot


def set_up_page(sheet: "Worksheet", page: Page) -> None:
    """A4, upright or lying, as wide as the page, the margins of the sheet."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if page.width > page.height else "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.bottom = page.top / INCH, page.bottom / INCH
    margins.left, margins.right = page.left / INCH, page.right / INCH
    margins.header, margins.footer = page.top / INCH / 3, page.bottom / INCH / 3


def set_up_frame(sheet: "Worksheet", document: Document, *, numbered: bool, draft: bool) -> None:
    """An inward paper's foot, or `— 1 —` where there are several pages; 草稿 over a draft."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem

    foot, head = HeaderFooterItem(), HeaderFooterItem()
    if document.foot:
        shown = document.foot[:MOST_FOOT].replace("&", "&&")
        foot.left.text, foot.right.text = shown, COUNT
        if not _fits_beside(document):  # Excel would print one over the other
            foot.left.text, foot.right.text = f"{COUNT}　{shown}", None
        foot.left.size = foot.right.size = FOOT_SIZE
    elif numbered:
        foot.center.text = "— &P —"
    if draft:
        head.center.text, head.center.font, head.center.size = DRAFT, f"{FONTS['head']},Regular", 28
        head.center.color = "BFBFBF"
    known = sheet.HeaderFooter
    known.oddFooter, known.oddHeader = foot, head
    if document.cover and not document.foot:
        known.differentFirst, known.firstHeader = True, head


def _fits_beside(document: Document) -> bool:
    """Whether the foot and the count of pages stand in one line."""
    wide = sum(map(RoughWidths().__getitem__, document.foot))
    return wide + COUNT_WIDE <= document.page.inner_width * MM / FOOT_SIZE
