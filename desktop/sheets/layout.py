"""Lays a composed sheet out on pages: each text wrapped and in its place, nothing drawn yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from desktop.sheets.closing import closing
from desktop.sheets.document import (
    Block,
    Document,
    Grid,
    Line,
    Look,
    PageBreak,
    Paragraph,
    Piece,
    Row,
)
from desktop.sheets.even import even, even_title
from desktop.sheets.rows import (
    MM,
    Faces,
    Group,
    groups,
    leading,
    pairs,
    split,
    without_blanks,
)
from desktop.sheets.wrap import SLACK

MOST_SPREAD = 0.12  # of the size, between characters of a justified line
FOREIGN = 3  # millimetres of a stretched row that Word's own measures may take
TITLE_EASE = 0.6  # of a title's size, left free: Excel's cell margins, another face's own widths
FOREIGN_SHARE = 0.1  # of what stands above stretched rows: other faces wrap more of its texts
MOST_OF_PAIR = 0.3  # of a page that a roster's last two rows may take to be kept together
WORTH_SPLITTING = 40 * MM  # a row that fits no page begins here if this much room is left


class Placed(NamedTuple):
    """A text in its box: points from the page's upper left corner; lines are already broken.

    `spread` points stand between the characters of a line that is justified.
    """

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    look: Look
    foot: tuple[str, ...] = ()
    border: bool = False
    rule: bool = False
    code: str = ""  # drawn as a QR code in the whole box
    spread: float = 0.0


Sheet = list[Placed]


def lay_out(document: Document, fonts: Faces) -> list[Sheet]:
    """The pages of the document. Raises KeyError for a character that no face has."""
    flow = _Flow(document, fonts)
    for at, block in enumerate(document.blocks):
        flow.add(block, document.blocks[at + 1 :])
    return flow.pages


def fitted(document: Document, faces: Faces) -> tuple[Document, int]:
    """The document as its pages need it, and their number, for writers that can't lay out.

    Titles have their line breaks. Blank rows that would need another page are gone; the rows that
    share what is left of the last page have that height, and what stands at a page's foot that
    room above it, less what another program's own measures may take.
    """
    flow = _Flow(document, faces)
    blocks: list[Block] = []
    for at, block in enumerate(document.blocks):
        flow.add(block, document.blocks[at + 1 :])
        blocks.append(flow.fitted(block))
    return replace(document, blocks=tuple(blocks)), len(flow.pages)


class _Flow:
    """Where the next thing goes: the pages so far and the height used of the last one."""

    def __init__(self, document: Document, fonts: Faces) -> None:
        page = document.page
        self._fonts = fonts
        self._left, self._top = page.left * MM, page.top * MM
        self._inner = page.inner_width * MM
        self._bottom = (page.height - page.bottom) * MM
        self._y = self._top
        self.pages: list[Sheet] = [[]]
        self._rows: list[Row] = []
        self._foot = (0.0, 0.0)

    def add(self, block: Block, following: Sequence[Block]) -> None:
        if isinstance(block, PageBreak):
            self._new_page()
        elif isinstance(block, Line):
            self._add_line(block, self._next(following) if block.keep else 0.0)
        elif isinstance(block, Paragraph):
            self._add_paragraph(block, self._next(following) if block.keep else 0.0)
        else:
            self._add_grid(block, self._tail(following))

    def fitted(self, block: Block) -> Block:
        """The block that was added last, as its page took it; see `fitted` beside this class."""
        if isinstance(block, Grid):
            return Grid(block.widths, tuple(self._rows))
        if isinstance(block, Line) and block.at_foot:
            above, high = (int(points / MM) for points in self._foot)
            return replace(block, before=max(0, above - FOREIGN), height=high, at_foot=False)
        if isinstance(block, Line) and any(map(_is_title, block.pieces)):
            placed, _ = self._line(block)
            pairs = zip(block.pieces, placed, strict=True)
            return replace(block, pieces=tuple(_as_broken(*pair) for pair in pairs))
        return block

    def _new_page(self) -> None:
        self.pages.append([])
        self._y = self._top

    def _room(self) -> float:
        return self._bottom - self._y

    def _next(self, following: Sequence[Block]) -> float:
        """The height that a kept block stays with: a line, two of a paragraph, a table's first row.

        Kept lines and paragraphs have what follows them besides.
        """
        block = following[0] if following else None
        if isinstance(block, Line | Paragraph):
            beyond = self._next(following[1:]) if block.keep else 0.0
            return self._least(block) + beyond
        height, rows = 0.0, 0
        for group in groups(block, self._fonts) if isinstance(block, Grid) else ():
            if rows:
                return height
            height += sum(group.heights)
            rows += not group.keep
        return height + (self._tail(following[1:]) if rows else 0.0)

    def _tail(self, following: Sequence[Block]) -> float:
        """The height of what stays with a table's last row (注、签名), below half a page."""
        heights = accumulate(self._high(block) for block in closing(following))
        most = (self._bottom - self._top) / 2
        return max((height for height in heights if height < most), default=0.0)

    def _high(self, block: Block) -> float:
        if isinstance(block, Grid):
            return sum(sum(group.heights) for group in groups(block, self._fonts))
        if isinstance(block, Paragraph):
            return block.before * MM + sum(one.height for one in self._broken(block))
        return self._line(block)[1] if isinstance(block, Line) else 0.0

    def _least(self, block: Line | Paragraph) -> float:
        if isinstance(block, Line):
            return self._line(block)[1]
        lines = self._broken(block)
        few = len(lines) if block.keep else min(2, len(lines))
        return block.before * MM + sum(one.height for one in lines[:few])

    # Paragraphs

    def _broken(self, block: Paragraph) -> list[Placed]:
        """The lines of a paragraph, each in a box of its own, all but the last one justified."""
        look, stack = block.look, self._fonts.stack(block.look.style).widths
        left = look.align == "left"
        aside = block.indent * look.size
        room = self._inner - (0.0 if left else aside)
        text = "\u3000" * block.indent + block.text if left else block.text
        lines = even(text, room / look.size, stack)
        boxes = []
        for at, line in enumerate(lines):
            shift = aside if left and not at else 0.0
            shown = line[block.indent :] if shift else line
            box = (self._left + shift, 0.0, room - shift, block.spacing * look.size, (shown,), look)
            last = at == len(lines) - 1 or not left
            spread = 0.0 if last else _spread(shown, room - shift, look.size, stack)
            boxes.append(Placed(*box, spread=spread))
        return boxes

    def _add_paragraph(self, block: Paragraph, beyond: float) -> None:
        """Pour the lines, no single one of several alone on a page, the end with `beyond`."""
        self._y += block.before * MM if self._y > self._top else 0.0
        rest = self._broken(block)
        while rest:
            room = self._room() + SLACK
            ends = len(rest) * rest[0].height + beyond <= room
            count = _fitting(len(rest), int(room / rest[0].height), ends=ends)
            if not count and self._y > self._top:
                self._new_page()
            else:
                rest = self._pour(rest, count or max(1, int(room / rest[0].height)))

    def _pour(self, lines: list[Placed], count: int) -> list[Placed]:
        """Place as many of the lines; the rest, for a new page."""
        for one in lines[:count]:
            self.pages[-1].append(one._replace(y=self._y))
            self._y += one.height
        if lines[count:]:
            self._new_page()
        return lines[count:]

    # Lines

    def _line(self, line: Line) -> tuple[list[Placed], float]:
        """The pieces of a line from its own top, and the height that it takes."""
        fixed = sum(piece.width for piece in line.pieces) * MM
        free = sum(1 for piece in line.pieces if not piece.width)
        share = (self._inner - fixed) / free if free else 0.0
        left = self._left if free else self._left + (self._inner - fixed) / 2
        placed = []
        for piece in line.pieces:
            width = piece.width * MM or share
            if piece.code:
                placed.append(Placed(left, 0, width, width, (), piece.look, code=piece.text))
                left += width
                continue
            widths, ems = self._fonts.stack(piece.look.style).widths, width / piece.look.size
            if _is_title(piece):
                lines = tuple(even_title(piece.text, ems - TITLE_EASE, widths))
            else:
                lines = tuple(even(piece.text, ems, widths))
            high = len(lines) * leading(piece.look.size) if piece.text or piece.rule else 0.0
            placed.append(Placed(left, 0, width, high, lines, piece.look, rule=piece.rule))
            left += width
        height = max([line.height * MM, *(one.height for one in placed)])
        return placed, height + line.before * MM

    def _add_line(self, line: Line, beyond: float) -> None:
        """Place a line; on a new page where it and what it stays with (`beyond`) have no room."""
        placed, height = self._line(line)
        if line.at_foot:
            height = max(min(height, self._room()), max(one.height for one in placed))
        if height + beyond > self._room() and self._y > self._top:
            self._new_page()
        if line.at_foot:
            self._foot = (self._bottom - height - self._y, height)
            self._y = self._bottom - height
        top = self._y + line.before * MM
        inner = height - line.before * MM
        for one in placed:
            if one.lines != ("",) or one.rule:
                high = one.width if one.code else inner
                down = (inner - high) / 2
                self.pages[-1].append(one._replace(y=top + down, height=high))
        self._y += height

    # Grids

    def _add_grid(self, grid: Grid, tail: float) -> None:
        edges = [self._left + (self._inner - sum(grid.widths) * MM) / 2]
        for width in grid.widths:
            edges.append(edges[-1] + width * MM)
        heads: list[Group] = []
        filled, blanks = without_blanks(list(groups(grid, self._fonts)))
        self._rows = list(grid.rows[: len(grid.rows) - len(blanks)])
        self._keep_pairs(filled)
        for at, group in enumerate(filled):
            if group.part == "head":
                heads = [*heads, group] if at and filled[at - 1].part == "head" else [group]
            short = self._page_room(heads) > (self._bottom - self._top) / 2
            again = heads if group.part == "item" and short else []
            most = self._page_room(again)
            needed = self._needed(filled, at, tail, most)
            fits_a_page = sum(group.heights) <= most
            if needed > self._room() and self._y > self._top and fits_a_page:
                self._go_on(again, edges)
            self._put_long(self._stretched(filled, at, tail), edges, again)
        for blank in blanks:
            if sum(blank.heights) + tail <= self._room():
                self._put(blank, edges)
                self._rows.append(grid.rows[len(self._rows)])

    def _keep_pairs(self, groups: list[Group]) -> None:
        """Keep the last row but one of a roster with the last, which else may have a page alone."""
        most = (self._bottom - self._top) * MOST_OF_PAIR
        for at in pairs(groups, most):
            groups[at] = groups[at]._replace(keep=True)
            row = sum(len(group.heights) for group in groups[: at + 1]) - 1
            self._rows[row] = self._rows[row]._replace(keep=True)

    def _stretched(self, groups: list[Group], at: int, tail: float) -> Group:
        """The group with its share of what is left of the page, if nothing but such groups come."""
        rest = groups[at:]
        if not all(group.stretch for group in rest):
            return groups[at]
        left = max(0.0, self._room() - tail - sum(sum(group.heights) for group in rest))
        *upper, last = groups[at].heights
        last += left / len(rest)
        if left:
            row = -1 - sum(len(group.heights) for group in rest[1:])
            above = (self._y - self._top) * FOREIGN_SHARE / len(rest)
            fitting = int((last - above) / MM) - FOREIGN
            least = min(self._rows[row].height, int(last / MM) - FOREIGN)
            self._rows[row] = self._rows[row]._replace(height=max(fitting, least))
        return groups[at]._replace(heights=[*upper, last])

    def _page_room(self, heads: list[Group]) -> float:
        return self._bottom - self._top - sum(sum(head.heights) for head in heads)

    def _needed(self, groups: list[Group], at: int, tail: float, most: float) -> float:
        """The height that must be free: header and kept rows never stand without what follows.

        `most` is what a new page has.
        """
        needed, last = 0.0, at
        while groups[last].keep and last < len(groups) - 1:
            needed += sum(groups[last].heights)
            last += 1
        end = sum(groups[last].heights)
        below = tail if last == len(groups) - 1 else 0.0
        # With the lines below the table; or else without them; or with the beginning of a row.
        for beyond in (end + below, end, min(end, WORTH_SPLITTING)):
            if needed + beyond <= most:
                return needed + beyond
        return sum(groups[at].heights)

    def _go_on(self, heads: list[Group], edges: list[float]) -> None:
        self._new_page()
        for head in heads:
            self._put(head, edges)

    def _put_long(self, group: Group, edges: list[float], again: list[Group]) -> None:
        """Place the group; one that fits no page at all is cut between lines."""
        if sum(group.heights) > self._room() and self._room() < WORTH_SPLITTING:
            self._go_on(again, edges)
        while sum(group.heights) > self._room() + SLACK:
            first, rest = split(group, self._room())
            if rest == group:  # a foot that fits no page
                break
            self._put(first, edges)
            self._go_on(again, edges)
            group = rest
        self._put(group, edges)

    def _put(self, group: Group, edges: list[float]) -> None:
        tops = [self._y]
        for height in group.heights:
            tops.append(tops[-1] + height)
        page = self.pages[-1]
        for column, row, span, down, lines, look, foot in group.boxes:
            x, y = edges[column], tops[row]
            width, height = edges[column + span] - x, tops[row + down] - y
            box = (x, y, width, height, tuple(lines), look, tuple(foot))
            page.append(Placed(*box, border=True))
        self._y = tops[-1]


def _is_title(piece: Piece) -> bool:
    return piece.look.style == "title"


def _as_broken(piece: Piece, placed: Placed) -> Piece:
    return replace(piece, text="\n".join(placed.lines)) if _is_title(piece) else piece


def _fitting(count: int, fit: int, *, ends: bool) -> int:
    """How many of `count` lines stand here where `fit` have room: never a single one of several.

    `ends` says whether the paragraph may end on this page.
    """
    if ends:
        return count
    fit = min(fit, count - 2)
    return fit if fit >= 2 else 0


def _spread(text: str, width: float, size: float, widths: Mapping[str, float]) -> float:
    """The points between characters that fill the line; none where it would look torn."""
    gap = (width - sum(map(widths.__getitem__, text)) * size) / max(1, len(text) - 1)
    return gap if 0 < gap <= MOST_SPREAD * size else 0.0
