"""A long sheet's rows are those that came, however they are asked for."""

import pytest

from desktop.intake.book import Book, Grid, Kind, Reading
from desktop.intake.long_cells import (
    LongCells,
    pack_rows,
    pieces,
    unpack_rows,
    width_of,
    with_rows,
    without_figures,
)
from desktop.intake.wire import pack_answer, unpack_answer

PLAIN = [["甲", "", "𠮷"], [], ["乙"], ["\ud800", "=[x]"]]


@pytest.mark.parametrize(
    "rows",
    [
        PLAIN,
        [[]],
        [["="]],
        [["一\n二", "三"], ["四"]],
        [["\x1e"], ["\x1f", ""]],
        [[""], ["", "甲"]],
        [["甲\x1e乙"], ["丙"]],
    ],
)
def test_what_stands_in_a_line_comes_out_again(rows: list[list[str]]) -> None:
    """Lines in a cell, the signs themselves, empty rows and empty cells."""
    line = pack_rows(rows)
    assert line.count(b"\n") == 1
    assert unpack_rows(line) == rows


@pytest.mark.parametrize("line", [b"", b"{", b"[1]\n", b"[[1]]\n", b"=\xff\n", b"null\n"])
def test_garbage_is_refused(line: bytes) -> None:
    """What a child that was taken over might send."""
    with pytest.raises((ValueError, TypeError)):
        unpack_rows(line)


def _long(rows: int) -> list[list[str]]:
    return [[str(n), "甲\n" if n == 1_500 else "乙"] if n % 9 else [] for n in range(rows)]


def _sent(rows: list[list[str]]) -> LongCells:
    told = b"".join(pack_answer(Reading("a", Kind.CSV, Book((Grid("名单", rows),)))))
    got = unpack_answer(told, "a")
    assert isinstance(got, Reading)
    assert got.book is not None
    cells = got.book.sheets[0].cells
    assert isinstance(cells, LongCells)
    return cells


def test_a_long_sheet_is_as_the_list_of_its_rows() -> None:
    """By number from either end, in pieces and whole, after some rows were put right."""
    rows = _long(2_345)
    cells = _sent(rows)
    for _turn in range(2):
        assert (len(cells), list(cells)) == (len(rows), rows)
        assert [cells[n] for n in (0, 999, 1_000, 2_344, -1, -2_345)] == [
            rows[n] for n in (0, 999, 1_000, 2_344, -1, -2_345)
        ]
        for part in (slice(5), slice(7, None), slice(990, 2_200), slice(9, 3), slice(0, 99, 7)):
            assert list(cells[part]) == rows[part]
        assert [list(cells[990:2_200][20:1_100]), cells[990:2_200][-1]] == [
            rows[1_010:2_090],
            rows[2_199],
        ]
        fresh = {3: ["丙"], 1_000: ["丁", "戊"]}
        cells, rows = with_rows(cells, fresh), list(with_rows(rows, fresh))
    with pytest.raises(IndexError):
        cells[2_345]


def test_what_is_known_of_a_long_sheet_is_as_of_the_list_of_its_rows() -> None:
    """Its width, the rows that may be headers, its pieces: of all, of some, and after a change."""
    first = [["甲", *("138" if n % 500 else "某", "²²", "9")[: n % 4], "乙"] for n in range(1_700)]
    rows = [*first, *(["甲", "138", *"9甲乙"[: n % 4]] for n in range(1_600))]
    rows[40], rows[2_100] = ["宽"] * 9, ["宽"] * 12
    cells = _sent(rows)
    fresh = {40: ["窄"], 2_100: ["12", "窄"], 2_600: ["宽"] * 10, 3_100: ["名称"]}
    for _turn in range(2):
        for start, stop in ((0, 3_300), (41, 3_300), (990, 2_100), (1_000, 2_101), (5, 2_400)):
            mine, theirs = cells[start:stop], rows[start:stop]
            assert isinstance(mine, LongCells)
            assert (width_of(mine), width_of(theirs)) == (max(map(len, theirs)),) * 2
            assert list(without_figures(mine)) == list(without_figures(theirs))
            for first in (0, 7, 1_000, len(mine)):
                found = [(at, list(part)) for at, part in pieces(mine, first)]
                assert [row for _at, part in found for row in part] == theirs[first:]
                assert all(theirs[at : at + len(part)] == part for at, part in found)
        cells, rows = cells.put(fresh), list(with_rows(rows, fresh))
    assert list(without_figures(cells)) == [
        n for n, row in enumerate(rows) if not {"138", "²²", "12"}.intersection(row)
    ]
    assert (width_of(cells[5:5]), len(cells)) == (0, 3_300)


def test_an_answer_that_was_cut_short_is_refused() -> None:
    """Rows that are missing, or too many in a line."""
    lines = list(pack_answer(Reading("a", Kind.CSV, Book((Grid("名单", _long(2_345)),)))))
    for told in (lines[:3], [*lines[:3], lines[1]], [lines[0], *lines[2:], lines[1]]):
        with pytest.raises(ValueError, match=r"Expecting value|other rows"):
            unpack_answer(b"".join(told), "a")
