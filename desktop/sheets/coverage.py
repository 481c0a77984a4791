"""Refuses a sheet with a character that no face can print, before anything is printed."""

from collections.abc import Iterator

from desktop.domain.problem import UserError
from desktop.sheets.document import Document, Grid, Line, Paragraph
from desktop.sheets.fonts import Fonts


def refuse_uncovered(document: Document, fonts: Fonts) -> None:
    """Raise UserError that names every character that can't be printed, and where it stands."""
    seen: set[str] = set()
    for _, text in _texts(document):
        seen.update(text)
    missing = fonts.uncovered("".join(sorted(seen)))
    if not missing:
        return
    named = [
        f"“{character}”（U+{ord(character):04X}，{name}）在{_where(document, character)}"
        for character, name in missing
    ]
    raise UserError(
        f"《{document.title}》里有打印不出来的字：{'；'.join(named)}。",
        "随附的字体里没有这些字。请对照原件改用正确的字，再生成一次。",
    )


def _where(document: Document, character: str) -> str:
    place, text = next(found for found in _texts(document) if character in found[1])
    return f"{place}“{text if len(text) <= 24 else text[:24] + '…'}”里"


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Every text with its place in the reader's words."""
    yield "标题", document.title
    for chart in document.charts:
        yield "附图", chart.spoken
    for block in document.blocks:
        if isinstance(block, Line):
            for piece in block.pieces:
                yield "表外的文字", piece.text
        elif isinstance(block, Paragraph):
            yield "正文", block.text
        elif isinstance(block, Grid):
            entry = 0
            for row in block.rows:
                entry += row.part == "item"
                place = f"第{entry}行" if row.part == "item" else "表格"
                for cell in row.cells:
                    yield place, cell.text + cell.foot
