"""Many rows taken at one look are those that are taken one by one."""

import pytest

from desktop.domain.form import Roster
from desktop.intake.book import Grid
from desktop.intake.found import Taken
from desktop.intake.rows import take_rows, take_some
from desktop.intake.tables import find_table
from tests.intake.nasty import firm, labels, rosters, written

FIRMS = rosters("kunming-platform-2022")["firms"]
HEADS = labels(FIRMS)
ROWS = 2_100
ODD = (
    *("√", "否", "满意", "不满意", "9.1E+17", "154", "合肥甲公司", "91530100MA0000001X", "０8"),
    *("", " 甲", "甲| 乙", "甲|乙", "合计", "企业名称", "e\u0301", "\ud800", "甲\u200b"),
    *("1380000000", "139 0000 0001", "2390000000000", "总部", "\x1f", "甲\n乙"),
)


def _both(grid: Grid, roster: Roster = FIRMS) -> tuple[Taken, Taken]:
    found = find_table([grid], roster)
    assert found is not None
    return take_rows(found, roster), take_some(found, roster, range(1, len(grid.cells)))


def test_odd_rows_among_plain_ones_are_taken_as_they_are_alone() -> None:
    """Each odd text in each column, near other odd rows and far from any; rows out of measure."""
    rows = [written(firm(number)) for number in range(1, ROWS)]
    places = [(odd, column) for odd in ODD for column in range(len(HEADS))]
    for nth, (odd, column) in enumerate(places):
        rows[nth * nth % (ROWS - 1)][column] = odd
    rows[100:103] = [[], HEADS, ["1", "甲公司"]]
    rows[300] = [*rows[300], "栏外"]
    rows[-1] = ["上一年度共服务企业120家"]
    lost = frozenset({(50, 7), (1_501, 7)})
    whole, alone = _both(Grid("名单", [HEADS, *rows], long_numbers=lost))
    assert (whole.rows, whole.refused) == (alone.rows, alone.refused)
    assert (whole.read, whole.empty, whole.total) == (alone.read, alone.empty, "120")
    assert len(whole.refused) > 10
    assert sum(bool(row.notes) for row in whole.rows) > 40


@pytest.mark.parametrize(
    ("heads", "texts"),
    [
        (("序号", "企业名称", "联系人", "满意度"), ("满意", "不满意", "一般", "√", "")),
        (("序号", "企业名称", "联系人及电话", "满意"), ("√", "☑", "2", "不满意", "")),
        (("序号", "企业名称", "不满意", "服务内容简述"), ("咨询", "咨 询", "培训", "", "咨询")),
    ],
)
def test_columns_that_hang_together_are_read_alike(
    heads: tuple[str, ...], texts: tuple[str, ...]
) -> None:
    """One column for the scale, or for contact and phone; one tick's column alone."""
    third = ("王某 13900000001", "李某", "√", "")
    rows = [[str(n), f"甲{n}厂", third[n % 4], texts[n % 5]] for n in range(1, 1_200)]
    whole, alone = _both(Grid("名单", [list(heads), *rows]))
    assert (whole.rows, whole.refused) == (alone.rows, alone.refused)


@pytest.mark.parametrize(("unit", "asked"), [("", ("revenue",)), ("（万元）", ())])
def test_amounts_are_read_and_asked_about_alike(unit: str, asked: tuple[str, ...]) -> None:
    """What the clerk is asked does not hang on how many rows are looked at together."""
    tenants = rosters("kunming-base-2022")["tenants"]
    name = next(column.label for column in tenants.columns if column.key == "name")
    heads = ["序号", name, "统一社会信用代码", "从业人员数（人）", f"上年度销售收入{unit}"]
    amounts = ("3.5", "300万元", "约5", "", "1,200")
    rows = [[str(n), f"甲{n}厂", "", "12", amounts[n % 5]] for n in range(1, 1_050)]
    whole, alone = _both(Grid("名单", [heads, *rows]), tenants)
    assert (whole.rows, whole.refused) == (alone.rows, alone.refused)
    assert (whole.unclear, alone.unclear) == (asked, asked)
    assert whole.problems[: len(asked)] == alone.problems
