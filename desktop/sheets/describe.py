"""Reads from a TOML file how a sheet looks and what fills it, strictly, all errors at once."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

from cattrs import Converter, transform_error
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.v import format_exception

from desktop.sheets import fill
from desktop.sheets.document import Align, Style, Valign

SMALLEST = 9.0  # points; nothing on paper is smaller


@dataclass(frozen=True)
class PageShape:
    """A4, upright or lying, and its margins in millimetres."""

    orientation: Literal["portrait", "landscape"] = "portrait"
    top: int = 25
    right: int = 20
    bottom: int = 22
    left: int = 20


@dataclass(frozen=True)
class Mark:
    """The mark of the annex (`附件2`), top left; the fact `annex` may replace it."""

    text: str


@dataclass(frozen=True)
class Title:
    """The lines of the sheet's title, centred in the heavy face; millimetres before and after."""

    lines: tuple[str, ...]
    size: float = 22
    before: int = 2
    after: int = 4


@dataclass(frozen=True)
class PartOfLine:
    """A text with blanks, `width` millimetres wide (0: its share of the rest), perhaps ruled.

    `code` draws the text as a QR code; it needs a width. `valign` is its place beside longer ones.
    """

    text: str
    width: int = 0
    align: Align = "left"
    valign: Valign = "middle"
    rule: bool = False
    code: bool = False


@dataclass(frozen=True)
class LineOfParts:
    """Texts side by side; `height` millimetres at least, room for a seal if need be.

    `at_foot` puts it at the page's foot (who made the form, on a cover). `keep` keeps a heading on
    one page with the first row of its table.
    """

    parts: tuple[PartOfLine, ...]
    style: Style = "cell"
    size: float = 12
    height: int = 0
    before: int = 0
    at_foot: bool = False
    keep: bool = False


@dataclass(frozen=True)
class Note:
    """Paragraphs under a table (注、说明), each wrapping between the margins.

    A fact of several lines is as many paragraphs; one that is empty takes no room.
    """

    lines: tuple[str, ...]
    size: float = 10.5
    before: int = 2


@dataclass(frozen=True)
class Flow:
    """Paragraphs of a letter or of a fixed wording, flowing from page to page.

    A fact of several lines is as many paragraphs; one that is empty takes no room. `indent` is the
    first line's, in characters (of `align = "right"` the distance from the right margin); `before`
    is in millimetres and stands before the first one. `spacing` is the distance of lines in sizes
    (16 points and 1.75 are the 28 points of GB/T 9704). `keep` keeps the end with what follows.
    """

    lines: tuple[str, ...]
    size: float = 16
    indent: int = 2
    align: Align = "left"
    before: int = 0
    style: Style = "cell"
    spacing: float = 1.75
    keep: bool = False


@dataclass(frozen=True)
class Column:
    """A table's column: header, group above it, width in millimetres, and what fills its cells.

    With `equals` the cell gets a tick where the fact is that text, and nothing otherwise.
    """

    label: str
    width: int
    path: str
    format: str = "text"
    group: str = ""
    align: Align = "center"
    equals: str = ""


@dataclass(frozen=True)
class Table:
    """One row for each entry of the list at `rows`; blank ones after it up to `minimum`."""

    rows: str
    columns: tuple[Column, ...]
    minimum: int = 0
    size: float = 10.5
    height: int = 10
    head_height: int = 9


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid: a text with blanks, then boxes for `ticks`, those in `chosen` ticked.

    Without `chosen` the boxes are left for the pen.
    With `equals` the text is replaced by a tick where it is that text, and is empty otherwise.
    `foot` stands at the lower right, where the seal goes.
    """

    text: str = ""
    span: int = 1
    down: int = 1
    align: Align = "center"
    valign: Valign = "middle"
    style: Style = "cell"
    ticks: tuple[str, ...] = ()
    chosen: str = ""
    equals: str = ""
    foot: str = ""


@dataclass(frozen=True)
class GridRow:
    """A row of a grid; with `each` one row for each entry of that list, `minimum` at least.

    With `where` the row stands only where that fact is there: not empty, not 0, not None.
    `head` rows are printed again above `each` rows that go on upon a new page; a `keep` row stays
    on one page with the next one; `stretch` rows at the end share what is left of the page.
    """

    cells: tuple[GridCell, ...]
    height: int = 9
    each: str = ""
    minimum: int = 0
    head: bool = False
    keep: bool = False
    stretch: bool = False
    where: str = ""


@dataclass(frozen=True)
class GridOfRows:
    """A form's ruled table: widths of its columns in millimetres, and rows with spans."""

    widths: tuple[int, ...]
    rows: tuple[GridRow, ...]
    size: float = 10.5


@dataclass(frozen=True)
class Break:
    """A new page begins."""


@dataclass(frozen=True)
class OnlyWhere:
    """A block that stands only where the fact at `where` is there: not empty, not 0, not None."""

    where: str
    block: "PlainBlock"


PlainBlock = Mark | Title | LineOfParts | Note | Flow | Table | GridOfRows | Break
BlockDescription = PlainBlock | OnlyWhere
_KINDS: dict[str, type[PlainBlock]] = {
    "mark": Mark,
    "title": Title,
    "line": LineOfParts,
    "note": Note,
    "paragraph": Flow,
    "table": Table,
    "grid": GridOfRows,
    "break": Break,
}


@dataclass(frozen=True)
class SheetDescription:
    """A sheet: its name, page and blocks. `source` cites where the layout comes from.

    `foot` is for inward papers: a text with blanks that every page bears beside its number.
    """

    title: str
    source: str
    page: PageShape
    blocks: tuple[BlockDescription, ...]
    cover: bool = False
    foot: str = ""


class SheetDataError(Exception):
    """A sheet's file is wrong: `sentences` has every fault with its file and place."""

    def __init__(self, sentences: list[str]) -> None:
        """Keep all sentences; the message is the sentences, one a line."""
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_sheet(path: Path) -> SheetDescription:
    """The description in `path`. Raises SheetDataError with all faults, OSError if unreadable."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        sheet = _converter().structure(raw, SheetDescription)
    except tomllib.TOMLDecodeError as error:
        raise SheetDataError([f"{_name(path)}：不是正确的TOML（{error}）"]) from error
    except ExceptionGroup as error:
        found = transform_error(error, format_exception=_say)
        raise SheetDataError([f"{_name(path)} {sentence}" for sentence in found]) from error
    wrong = [f"{_name(path)} {sentence}" for sentence in _faults(sheet)]
    if wrong:
        raise SheetDataError(wrong)
    return sheet


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, prefer_attrib_converters=False)

    def block(raw: Any, _: Any) -> Any:
        rest = dict(raw)
        kind, where = rest.pop("kind", ""), rest.pop("where", None)
        if kind not in _KINDS:
            raise ValueError(f"没有“{kind}”这种版块")
        made = converter.structure(rest, _KINDS[kind])
        return made if where is None else OnlyWhere(where, made)

    def exactly(wanted: type) -> Any:
        return lambda raw, _: raw if type(raw) is wanted else _refuse(raw, wanted)

    converter.register_structure_hook(BlockDescription, block)
    for wanted in (str, int, bool):
        converter.register_structure_hook(wanted, exactly(wanted))
    return converter


def _refuse(raw: Any, wanted: type) -> Any:
    raise ValueError(
        f"这里要{ {str: '文字', int: '整数', bool: 'true或false'}[wanted] }，不是{raw!r}"
    )


def _say(error: BaseException, wanted: type | None) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        return f"不认识的键：{'、'.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return f"缺少“{error.args[0]}”"
    return str(error) if isinstance(error, ValueError) else format_exception(error, wanted)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _faults(sheet: SheetDescription) -> Iterator[str]:
    """What the types can't say: blanks, paths, widths, spans and the smallest size."""
    shape = sheet.page
    inner = (297 if shape.orientation == "landscape" else 210) - shape.left - shape.right
    yield from (f"页脚：{fault}" for fault in fill.faults(sheet.foot))
    for at, any_block in enumerate(sheet.blocks):
        place = f"第{at + 1}个版块："
        block = any_block
        if isinstance(block, OnlyWhere):
            if not (isinstance(block.where, str) and fill.PATH.fullmatch(block.where)):
                yield f"{place}“where”写错了"
            block = block.block
        yield from (place + fault for fault in _text_faults(block))
        if getattr(block, "size", SMALLEST) < SMALLEST:
            yield f"{place}字号小于9磅"
        if isinstance(block, Table):
            yield from (place + fault for fault in _table_faults(block, inner))
        if isinstance(block, GridOfRows):
            yield from (place + fault for fault in _grid_faults(block, inner))


def _text_faults(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from fill.faults(value)
    elif isinstance(value, tuple):
        for part in value:
            yield from _text_faults(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _text_faults(getattr(value, one.name))


def _table_faults(table: Table, inner: int) -> Iterator[str]:
    if (total := sum(column.width for column in table.columns)) > inner:
        yield f"各列共宽{total}毫米，版心只有{inner}毫米"
    for column in table.columns:
        if not fill.PATH.fullmatch(column.path) or column.format not in fill.FORMATTERS:
            yield f"“{column.label}”列的取值写错了"


def _grid_faults(grid: GridOfRows, inner: int) -> Iterator[str]:
    if (total := sum(grid.widths)) > inner:
        yield f"各列共宽{total}毫米，版心只有{inner}毫米"
    covered: dict[int, int] = {}
    for number, row in enumerate(grid.rows, 1):
        if row.where and not fill.PATH.fullmatch(row.where):
            yield f"第{number}行的“where”写错了"
        if row.where and (number in covered or any(cell.down > 1 for cell in row.cells)):
            yield f"第{number}行有“where”，不能与上下行合并"
        taken = sum(cell.span for cell in row.cells) + covered.pop(number, 0)
        if taken != len(grid.widths):
            yield f"第{number}行占{taken}列，表有{len(grid.widths)}列"
        for cell in row.cells:
            for below in range(number + 1, number + cell.down):
                covered[below] = covered.get(below, 0) + cell.span
