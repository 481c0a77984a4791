"""An empty Word file with our own page, faces, settings and styles, and no template's residue."""

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from desktop.sheets.document import Align, Document, Look, Page, Style
from desktop.sheets.office import FONTS

if TYPE_CHECKING:
    from docx.document import Document as WordFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TWIPS = 20  # in a point
TIMELESS = datetime(2000, 1, 1)
# What Word takes where a machine lacks the face.
_ALTERNATIVES: dict[Style, str] = {
    "cell": "SimSun,Noto Serif SC,Noto Serif CJK SC",
    "head": "SimHei,Noto Sans SC,Noto Sans CJK SC",
    "title": "方正小标宋_GBK,华文中宋,Noto Serif SC Black",
}
_PARTS = ("/styles", "/settings", "/officeDocument", "/core-properties")
_FONT_TABLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_ALIGN_NAMES: dict[Align, str] = {"left": "居左", "center": "居中", "right": "居右"}


def _quoted(text: str) -> str:
    # xml.sax.saxutils has the same, and brings the web's protocols and 8 MB with it
    return f'"{escape(text)}"'


def empty_file(document: Document) -> "WordFile":
    """The file for that document: its page and its title, and no text yet."""
    import docx
    from docx.oxml import parse_xml

    word = docx.Document()
    for rels in (word.part.rels, word.part.package.rels):
        for key in [key for key, rel in rels.items() if not rel.reltype.endswith(_PARTS)]:
            del rels[key]
    _set_properties(word, document.title)
    _refill(word.settings.element, parse_xml(_SETTINGS))
    _refill(word.styles.element, parse_xml(_STYLES))
    _add_font_table(word)
    body = word.element.body
    body.remove(body.sectPr)
    body.append(parse_xml(_section(document.page)))
    return word


def _refill(element: Any, wanted: Any) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(wanted))


def _set_properties(word: "WordFile", title: str) -> None:
    known = word.core_properties
    for name in ("author", "comments", "keywords", "last_modified_by", "subject", "category"):
        setattr(known, name, "")
    known.title, known.revision, known.language = title, 1, "zh-CN"
    known.created = known.modified = TIMELESS


def _add_font_table(word: "WordFile") -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    fonts = "".join(
        f'<w:font w:name={_quoted(FONTS[style])}><w:altName w:val="{names}"/>'
        f'<w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for style, names in _ALTERNATIVES.items()
    )
    text = f"<w:fonts {W}>{fonts}</w:fonts>"
    part = Part(PackURI("/word/fontTable.xml"), _FONT_TYPE, text.encode(), word.part.package)
    word.part.relate_to(part, _FONT_TABLE)


def _section(page: Page) -> str:
    """The page's size and margins in twips; head and foot half-way into the margins."""

    def twips(mm: float) -> int:
        return round(mm / 25.4 * 72 * TWIPS)

    lying = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        f'<w:sectPr {W}><w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{lying}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}"'
        f' w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}"'
        f' w:header="{twips(page.top / 2)}" w:footer="{twips(page.bottom / 2) - 140}"'
        ' w:gutter="0"/></w:sectPr>'
    )


def faces(style: Style) -> str:
    """The run property that names a style's face, the same for Western letters.

    A second face for these would be a second one that a machine may lack, and figures that are
    wider than their column.
    """
    name = _quoted(FONTS[style])
    return f'<w:rFonts w:hint="eastAsia" w:ascii={name} w:hAnsi={name} w:eastAsia={name}/>'


def style_of(look: Look, spacing: float, key: str) -> str:
    """A paragraph style `key` for the look: its lines `spacing` points apart, 0 as they need."""
    rule = f'w:line="{round(spacing * TWIPS)}" w:lineRule="exact"' if spacing else 'w:line="240"'
    name = f"{FONTS[look.style]} {look.size:g} {_ALIGN_NAMES[look.align]} {key}"
    return (
        f'<w:style {W} w:type="paragraph" w:customStyle="1" w:styleId="{key}">'
        f"<w:name w:val={_quoted(name)}/>"
        f'<w:basedOn w:val="a"/><w:qFormat/><w:pPr>'
        f"<w:spacing {rule}/>"
        f'<w:jc w:val="{look.align}"/></w:pPr>'
        f'<w:rPr>{faces(look.style)}<w:sz w:val="{round(look.size * 2)}"/>'
        f'<w:szCs w:val="{round(look.size * 2)}"/></w:rPr></w:style>'
    )


_SETTINGS = f"""<w:settings {W}>
<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""

# autoSpaceDE and autoSpaceDN off: Word would else push letters and figures apart from ideographs,
# and a line that is full on the PDF would be two.
_STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr>{faces("cell")}<w:sz w:val="21"/><w:szCs w:val="21"/>
<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:widowControl/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>
<w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a">
<w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="a2"><w:name w:val="No List"/>
<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>"""
