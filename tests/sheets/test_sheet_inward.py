"""The inward papers as paper: with the ugliest texts nothing leaves its cell or the margins."""

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import (
    Column,
    GridCell,
    OnlyWhere,
    SheetDescription,
    Table,
    read_sheet,
)
from desktop.sheets.fonts import Fonts
from desktop.sheets.layout import Placed, lay_out
from desktop.sheets.rows import MM, PAD_X

Facts = dict[str, Any]
FOLDER = paths.resources_dir() / "papers"
PAPERS = [
    "receipt",
    "mend_notice",
    "truth_record",
    "assessment",
    "decline_notice",
    "volume_contents",
    "letter",
    "sending_list",
    "round_state",
    "handover",
    "validity",
    "problem_list",
    "yearly_reports",
    "changes",
    "unit_archive",
]
UGLY = (
    "昆明市盘龙区𬭎𠮷䶮㛃" * 20,
    "（" * 20 + "括号" + "）" * 20,
    "YunlingInnovationServiceInternationalHoldingsCompanyLimited" * 4,
    "连锁店\n\n第二行",
    "2026年11月20日至2026年12月31日，满意度92.5％，电话0871-63131234转8012",
    "=1+1",
    "",
)


class _Anything(dict[str, Any]):
    """Facts of every name: dates where the description asks for one, rows for tables, else text."""

    def __init__(self, texts: Iterator[str], known: Facts) -> None:
        super().__init__(known)
        self._texts = texts

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: str) -> Any:
        return next(self._texts)


def _described(path: Path) -> tuple[SheetDescription, set[str], set[str]]:
    """The description, the paths of its tables' rows, and those that a date formatter shows."""
    sheet = read_sheet(path)
    blocks = [one.block if isinstance(one, OnlyWhere) else one for one in sheet.blocks]
    tables = {one.rows for one in blocks if isinstance(one, Table)}
    dates = {"date", "received"}
    return sheet, tables, dates


def _facts(texts: Iterator[str], tables: set[str], dates: set[str], rows: int) -> Facts:
    made = _Anything(texts, dict.fromkeys(dates, date(2026, 11, 20)) | {"year": 2026})
    known = {"on": None, "since": None, "until": date(2026, 11, 20), "serial": 10000}
    for key in tables:
        made[key] = [_Anything(texts, known) for _ in range(rows)]
    return made


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_is_wider_than_its_place(name: str, fonts: Fonts):
    """Every line fits its cell, every cell its page; a row that fits no page is cut, not lost."""
    sheet, tables, dates = _described(FOLDER / f"{name}.toml")
    document = compose(sheet, _facts(cycle(UGLY), tables, dates, 3))
    page = document.page
    for placed in lay_out(document, fonts):
        for one in placed:
            assert list(_wide(one, fonts)) == []
            assert one.y + one.height <= (page.height - page.bottom) * MM + 0.5
            assert one.x + one.width <= (page.width - page.right) * MM + 0.5


def _wide(one: Placed, fonts: Fonts) -> Iterator[str]:
    """The lines of a box that are wider than it, those of its foot too."""
    widths = fonts.stack(one.look.style).widths
    room = one.width - (2 * PAD_X if one.border else 0) + 0.5
    for line in (*one.lines, *one.foot):
        if sum(map(widths.__getitem__, line)) * one.look.size > room:
            yield line


@pytest.mark.parametrize("name", [*PAPERS, "memo", "overprint"])
def test_a_sign_place_and_a_label_never_wrap(name: str, fonts: Fonts):
    """Headers of columns and labels of grids stand on the lines that they were written on."""
    sheet, _, _ = _described(FOLDER / f"{name}.toml")
    blocks = [one.block if isinstance(one, OnlyWhere) else one for one in sheet.blocks]
    wrapped = []
    for block in blocks:
        for label, width, size in _labels(block):
            widths = fonts.stack("head").widths
            for line in label.split("\n"):
                if sum(map(widths.__getitem__, line)) * size > width * MM - 2 * PAD_X:
                    wrapped.append(line)
    assert wrapped == []


def _labels(block: Any) -> Iterator[tuple[str, int, float]]:
    if isinstance(block, Table):
        for column in block.columns:
            yield _label(column), column.width, block.size
    for row in getattr(block, "rows", ()) if hasattr(block, "widths") else ():
        at = 0
        for cell in row.cells:
            width = sum(block.widths[at : at + cell.span])
            at += cell.span
            if isinstance(cell, GridCell) and cell.style == "head" and "{" not in cell.text:
                yield cell.text, width, block.size


def _label(column: Column) -> str:
    return column.label


def test_the_papers_are_all_known():
    """Every inward description in the folder is looked at here, or is a paper of the draw."""
    found = {path.stem for path in FOLDER.glob("*.toml") if not path.stem.startswith("draw_")}
    assert found >= {*PAPERS, "memo", "overprint"}
