"""Only the rows that were put right are judged anew, and all is as if the file had said so."""

from dataclasses import replace

import pytest

from desktop.domain.scheme import Scheme
from desktop.intake.book import Book, Grid, Merge
from desktop.intake.found import Taken
from desktop.intake.tables import find_table
from desktop.work.desk import Desk
from desktop.work.incoming_file import ROSTER, Incoming
from desktop.work.mend import mend_cell, refuse_rows

HEADS = ["序号", "企业名称", "联系人", "联系电话", "服务内容简述", "满意", "不满意"]
ROWS = [
    ["1", "甲公司", "甲某", "15400000001", "培训", "√"],
    ["2", "", "乙某", "154", "培训", "", "√"],
    ["", "丙公司", "丙某", "15400000003", "咨询", "√", "√"],
    [],
    ["上一年度共服务企业3家"],
]
TEXTS = ("丁公司", "", "合计", "企业名称", "１５４", "√", " 甲 ", "a\u200b", "服务企业9家")


@pytest.fixture
def scheme(desk: Desk) -> Scheme:
    """Kunming's."""
    return desk.schemes["kunming-platform-2022"]


def read(scheme: Scheme, rows: list[list[str]], merged: tuple[Merge, ...] = ()) -> Incoming:
    """A file with these rows below the header, and one row refused that is not there."""
    grid = Grid("名单", [HEADS, *rows], merged=merged)
    found = find_table([grid], scheme.roster("firms"))
    assert found is not None
    one = Incoming("名单.csv", ROSTER, "firms", "", book=Book((grid,)), found=found)
    return refuse_rows(one, scheme, [("firms", "名单", 99)], "无")


def told(taken: Taken | None) -> object:
    """All that was taken but the notes 手改, which the file itself does not have."""
    assert taken is not None
    rows = [(row.line, row.cells, [n for n in row.notes if "手改" not in n]) for row in taken.rows]
    counts = (taken.read, taken.empty, taken.total, taken.total_line)
    return rows, [(one.line, one.cells, one.reason) for one in taken.refused], counts


@pytest.mark.parametrize("merged", [(), (Merge(1, 1, 2, 1),)])
@pytest.mark.parametrize("text", TEXTS)
def test_a_corrected_row_is_judged_as_if_the_file_had_said_so(
    scheme: Scheme, text: str, merged: tuple[Merge, ...]
):
    """Whatever is typed into whichever cell: taken, refused, merged with others, a total."""
    before = read(scheme, ROWS, merged)
    for line in (2, 3, 4, 6):
        for place, key in ((1, "name"), (3, "phone"), (5, "satisfied")):
            mended = mend_cell(before, scheme, ("firms", "名单", line), key, text)
            rows = [[*row, *[""] * (7 - len(row))] for row in ROWS]
            rows[line - 2][place] = mended.fixes["firms", "名单", line][key]
            assert mended.taken is not None
            kept = mended.fixes["firms", "名单", line]
            taken = read(scheme, rows, merged).taken
            assert taken is not None
            same = [
                row._replace(cells={**row.cells, **kept}) if row.line == line else row
                for row in taken.rows
            ]
            assert told(mended.taken) == told(replace(taken, rows=tuple(same)))
            assert mended.taken.read == len(mended.taken.rows) + len(mended.taken.refused)
