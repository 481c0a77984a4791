"""What stands on every page of the Word file: its number, an inward paper's foot, and 草稿."""

from html import escape
from typing import TYPE_CHECKING, Any

from desktop.sheets.document import Document
from desktop.sheets.docx_file import TWIPS, W, faces
from desktop.sheets.office import DRAFT
from desktop.sheets.rows import MM

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
# Word's own shape of text (136): its path and the formulas that the path is computed from.
_WATERMARK = "m@7,l@8,m@5,21600l@6,21600e"
_STEPS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_EQUATIONS = "".join(f'<v:f eqn="{step}"/>' for step in _STEPS)
_FORMULAS = f"<v:formulas>{_EQUATIONS}</v:formulas>"


def add_frame(word: "WordFile", document: Document, *, numbered: bool, draft: bool) -> None:
    """Give the only section its head and foot; a cover has none but 草稿.

    `numbered`: whether the pages bear `— 1 —` where there is no foot (GB/T 9704, 7.5).
    """
    section = word.sections[0]
    if document.foot or numbered:
        _fill(section.footer, _foot_line(document) if document.foot else _number())
    if draft:
        _fill(section.header, _draft(document, 1))
    if document.cover and not document.foot:
        section.different_first_page_header_footer = True
        _fill(section.first_page_footer, f"<w:p {W}/>")
        _fill(section.first_page_header, _draft(document, 2) if draft else f"<w:p {W}/>")


def _fill(frame: Any, paragraph: str) -> None:
    from docx.oxml import parse_xml

    frame.is_linked_to_previous = False
    element = frame.paragraphs[0]._p.getparent()
    for child in list(element):
        element.remove(child)
    element.append(parse_xml(paragraph))


def _run(text: str, size: int) -> str:
    properties = f'<w:rPr>{faces("cell")}<w:sz w:val="{size * 2}"/></w:rPr>'
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _field(name: str, size: int) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{_run("1", size)}</w:fldSimple>'


def _number() -> str:
    runs = _run("— ", 14) + _field("PAGE", 14) + _run(" —", 14)
    return f'<w:p {W}><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


def _foot_line(document: Document) -> str:
    right = round(document.page.inner_width * MM * TWIPS)
    count = [_run("第", 9), _field("PAGE", 9), _run("页　共", 9), _field("NUMPAGES", 9)]
    tabs = f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs></w:pPr>'
    text = _run(document.foot, 9) + "<w:r><w:tab/></w:r>"
    return f"<w:p {W}>{tabs}{text}{''.join(count)}{_run('页', 9)}</w:p>"


def _draft(document: Document, number: int) -> str:
    """草稿 behind the text, large, light and aslant, as Word's own watermarks are made."""
    wide = round(min(document.page.width, document.page.height) * MM * 0.67)
    style = (
        f"position:absolute;width:{wide}pt;height:{wide // 2}pt;rotation:330;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    kind = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        f' path="{_WATERMARK}">{_FORMULAS}<v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    )
    shape = (
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}"'
        f' type="#_x0000_t136" style="{style}" o:allowincell="f" fillcolor="#e8e8e8" stroked="f">'
        f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{DRAFT}"/>'
        "</v:shape>"
    )
    return f"<w:p {W} {_VML}><w:r><w:pict>{kind}{shape}</w:pict></w:r></w:p>"
