"""A plain row is taken at one look, exactly as the closer look takes it."""

from dataclasses import replace

from desktop.intake.book import Grid, Merge
from desktop.intake.plain_rows import plain_rows
from desktop.intake.tables import Taken, find_table, take_rows
from tests.intake.nasty import firm, labels, rosters, written

FIRMS = rosters("kunming-platform-2022")["firms"]
MAPPING = {"serial": 0, "name": 1, "contact": 2, "phone": 3}


def test_only_a_plain_row_is_taken_at_one_look():
    """What may be a total, a remark or a header, and what must be cleaned, is looked at closely."""
    plain = plain_rows(MAPPING, "name", frozenset("称:"))
    assert plain is not None
    good = ["1", "甲公司", "甲某", "13900000001"]
    odd = [
        *(["1", name, "甲某", "1"] for name in ("合计", "企业名称", "", " 甲", "甲 ", "甲  乙")),
        *(["1", name, "甲某", "1"] for name in ("甲\u200b", "e\u0301", "甲\u3000乙", "\ud800")),
        ["小计", "甲公司", "甲某", "1"],
        ["1", "甲公司", "甲某"],
    ]
    assert plain.cells(good, good) == dict(zip(MAPPING, good, strict=True))
    assert [plain.cells(row, [text for text in row if text]) for row in odd] == [None] * len(odd)
    assert plain_rows({"name": 0}, "name", frozenset()) is None


def test_both_looks_take_the_same_from_the_same_row():
    """A merge anywhere makes every row be looked at closely; what is taken does not differ."""
    odd = (
        "√",
        "否",
        "9.1E+17",
        "154",
        "合肥甲公司",
        "91530100MA0000001X",
        "０8",
        "",
        " 甲",
        "满意",
    )
    rows = [written(firm(number)) for number in range(200)]
    for number, row in enumerate(rows):
        if number % 3:
            row[number % len(row)] = odd[number % len(odd)]
    cells = [labels(FIRMS), *([str(text) for text in row] for row in rows), ["", "末行"]]
    quick = Grid("名单", cells, long_numbers=frozenset({(5, 7), (8, 7)}))
    last = len(cells) - 1
    close = _taken(replace(quick, merged=(Merge(last - 1, 1, last, 1),)))
    assert _taken(quick) == replace(close, problems=())
    assert [one.sentence for one in close.problems] == ["有1处合并单元格。"]


def _taken(grid: Grid) -> Taken:
    found = find_table([grid], FIRMS)
    assert found is not None
    return take_rows(found, FIRMS)
