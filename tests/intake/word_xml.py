"""Writes Word documents tag by tag: what WPS and Word write and no library at hand does."""

from collections.abc import Sequence
from html import escape

from tests.intake.nasty_files import zipped

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_WHO = 'w:id="1" w:author="某" w:date="2026-03-05T00:00:00Z"'


def document(*blocks: str) -> bytes:
    """Return a .docx of paragraphs and tables that are XML already."""
    body = "".join(blocks)
    text = f'<?xml version="1.0"?><w:document {_NAMES}><w:body>{body}</w:body></w:document>'
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", text.encode()))


def run(text: str) -> str:
    """Return a run; line breaks are breaks in it."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def symbol(letter: str, face: str) -> str:
    """Return a run of one letter that a symbol face shows as a mark."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}"/></w:rPr>'
    return f"<w:r>{fonts}<w:t>{letter}</w:t></w:r>"


def par(*pieces: str) -> str:
    """Return a paragraph of runs; a plain text is a run."""
    inner = "".join(one if one.startswith("<") else run(one) for one in pieces)
    return f"<w:p><w:pPr><w:rPr/></w:pPr>{inner}</w:p>"


def cell(*blocks: str, across: int = 1, down: str = "") -> str:
    """Return a cell; a plain text is a paragraph. `down` is restart or continue."""
    inner = "".join(one if one.startswith("<") else par(one) for one in blocks) or par("")
    span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    merge = f'<w:vMerge w:val="{down}"/>' if down else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, head: str = "") -> str:
    """Return a table's row; a plain text is a cell. `head` goes into its properties."""
    inner = "".join(one if one.startswith(("<w:tc", "<w:sdt")) else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{head}</w:trPr>{inner}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def plain_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of texts."""
    return table(*(row(*one) for one in rows))


def deleted(text: str) -> str:
    """Return what was taken out with changes tracked."""
    return f"<w:del {_WHO}><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>"


def inserted(text: str) -> str:
    """Return what was put in with changes tracked."""
    return f"<w:ins {_WHO}>{run(text)}</w:ins>"


def gone_row(*cells: str) -> str:
    """Return a row that was deleted with changes tracked."""
    return row(*(cell(par(deleted(text))) for text in cells), head=f"<w:del {_WHO}/>")


def box(*, ticked: bool) -> str:
    """Return a check box of a content control, within a line."""
    state, sign = ("1", "☒") if ticked else ("0", "☐")
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(sign)}</w:sdtContent></w:sdt>"
    )


def control(text: str, prompt: str = "") -> str:
    """Return a content control within a line, with its prompt where nothing was typed."""
    shown = "<w:showingPlcHdr/>" if not text else ""
    inner = f"<w:sdtContent>{run(text or prompt)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{shown}<w:text/></w:sdtPr>{inner}</w:sdt>"


def floating(*paragraphs: str) -> str:
    """Return a run with a text box, twice as Word writes it: for itself, and for older ones."""
    inner = "".join(map(par, paragraphs))
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
