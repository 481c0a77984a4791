"""Word's tables as XML: a grid with its spans and rules, and texts side by side without rules."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.sheets.document import Cell, Grid, Line, Row
from desktop.sheets.docx_file import TWIPS, W
from desktop.sheets.docx_text import Texts
from desktop.sheets.office import RoughWidths
from desktop.sheets.rows import FOOT_GAP, MM, PAD_X, PAD_Y, leading
from desktop.sheets.wrap import wrap

RULE = 4  # eighths of a point
SHARED = 2  # where two tables touch, each has half of the rule
TALL = 120 * MM  # a row that may be higher than this is allowed to go on upon the next page
SEAL = 6 * MM  # from the right edge to 盖章 and its date
_SEAL_INDENT = f'<w:ind w:right="{round(SEAL * TWIPS)}"/>'
_BLANK_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4"/></w:tcBorders>'
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def in_twips(mm: float) -> int:
    """Twentieths of a point, rounded."""
    return round(mm * MM * TWIPS)


def tables(grid: Grid, texts: Texts) -> Iterator[str]:
    """The grid as one table, or as several that touch where header rows stand in its middle.

    Word repeats only a table's first rows, and it repeats them above every row of that table.
    """
    parts = _parts(grid.rows)
    covered: dict[tuple[int, int], int] = {}
    made = 0
    for at, rows in enumerate(parts):
        inner = [_row(row, made + n, grid.widths, covered, texts) for n, row in enumerate(rows)]
        made += len(rows)
        shared = {"top": at > 0, "bottom": at < len(parts) - 1}
        yield _table("".join(inner), [in_twips(w) for w in grid.widths], shared)


def _parts(rows: tuple[Row, ...]) -> list[list[Row]]:
    """The rows cut before header rows in the middle, and after the rows that those stand above."""
    parts: list[list[Row]] = [[]]
    for at, row in enumerate(rows):
        last = rows[at - 1].part if at else row.part
        begins = row.part == "head" != last
        ends = row.part == "plain" and last == "item" and len(parts) > 1
        if parts[-1] and (begins or ends):
            parts.append([])
        parts[-1].append(row)
    return parts


def _table(rows: str, widths: list[int], shared: dict[str, bool]) -> str:
    rules = "".join(
        f'<w:{edge} w:val="single" w:sz="{SHARED if shared.get(edge) else RULE}" w:space="0"'
        ' w:color="000000"/>'
        for edge in _EDGES
    )
    head = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{rules}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/>{_margins(PAD_X, PAD_Y)}'
    )
    return _whole(head, widths, rows)


def _margins(x: float, y: float) -> str:
    pads = (("top", y), ("left", x), ("bottom", y), ("right", x))
    edges = (f'<w:{edge} w:w="{round(pad * TWIPS)}" w:type="dxa"/>' for edge, pad in pads)
    return f"<w:tblCellMar>{''.join(edges)}</w:tblCellMar>"


def _whole(head: str, widths: list[int], rows: str) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl {W}><w:tblPr>{head}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _row(
    row: Row,
    number: int,
    widths: tuple[int, ...],
    covered: dict[tuple[int, int], int],
    texts: Texts,
) -> str:
    """A row; `covered` has for each place under a cell over several rows how many columns it is."""
    cells: list[str] = []
    goes_on = any(cell.down > 1 for cell in row.cells) or any(at > number for at, _ in covered)
    column, keep, tallest = 0, row.keep or row.part == "head" or goes_on, row.height * MM
    waiting = list(reversed(row.cells))
    while column < len(widths):
        under = covered.pop((number, column), 0)
        if under:
            cells.append(_cell_xml(widths[column : column + under], "<w:vMerge/>", "", "<w:p/>"))
            column += under
            continue
        cell = waiting.pop()
        covered |= {(number + down, column): cell.span for down in range(1, cell.down)}
        wide = widths[column : column + cell.span]
        text, needed = _content(cell, sum(wide), row.height, texts, keep=keep)
        tallest = max(tallest, needed)
        merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
        cells.append(_cell_xml(wide, merge, cell.look.valign, text))
        column += cell.span
    whole = "" if tallest > TALL else "<w:cantSplit/>"
    header = "<w:tblHeader/>" if row.part == "head" else ""
    height = f'<w:trHeight w:val="{in_twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}{header}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(widths: tuple[int, ...], merge: str, valign: str, content: str) -> str:
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    place = '<w:vAlign w:val="center"/>' if valign != "top" else ""
    wide = f'<w:tcW w:w="{in_twips(sum(widths))}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{wide}{span}{merge}{place}</w:tcPr>{content}</w:tc>"


def _content(cell: Cell, width: int, height: int, texts: Texts, *, keep: bool) -> tuple[str, float]:
    """The cell's paragraphs, its foot pushed down to the seal's place, and the points they need."""
    look = cell.look
    early = "<w:keepNext/>" if keep else ""
    text = texts.paragraphs(cell.text, look, early)
    lines = _count(cell.text, width, look.size)
    needed = lines * leading(look.size) + 2 * PAD_Y
    if not cell.foot:
        return text, needed
    feet = cell.foot.split("\n")
    needed += FOOT_GAP + len(feet) * leading(look.size)
    gap = round((FOOT_GAP + max(0.0, height * MM - needed)) * TWIPS)
    right = replace(look, align="right")
    for at, foot in enumerate(feet):
        space = f'<w:spacing w:before="{0 if at else gap}"/>{_SEAL_INDENT}'
        text += texts.paragraphs(foot, right, early + space)
    return text, needed


def _count(text: str, width: int, size: float) -> int:
    return len(wrap(text, (width * MM - 2 * PAD_X) / size, RoughWidths())) if text else 1


def borderless(line: Line, widths: list[int], texts: Texts) -> str:
    """Texts side by side as a table without rules, but for the line under a blank to fill in."""
    keep = "<w:keepNext/>" if line.keep else ""
    cells = []
    for piece, width in zip(line.pieces, widths, strict=True):
        content = texts.paragraphs(piece.text, piece.look, keep)
        if piece.code:
            content = f"<w:p>{texts.picture(piece)}</w:p>"
        place = "" if piece.look.valign == "top" else '<w:vAlign w:val="center"/>'
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_BLANK_RULE if piece.rule else ""}'
            f"{place}</w:tcPr>{content}</w:tc>"
        )
    height = f'<w:trHeight w:val="{in_twips(line.height)}" w:hRule="atLeast"/>'
    row = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(cells)}</w:tr>"
    head = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>{_margins(0, 0)}'
    )
    return _whole(head, widths, row)
