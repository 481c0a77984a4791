"""Files that office programs wrote themselves are read by their content, whatever their names."""

from pathlib import Path

import pytest

from desktop.intake.book import Ask, Kind, Limits, Reading
from desktop.intake.child import answer
from desktop.intake.reading import compared
from desktop.intake.tables import guess_roster, take_rows
from tests.intake.nasty import FIRMS, rosters

DATA = Path(__file__).parents[1] / "data" / "intake"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("office97.xls", Kind.XLS),
        ("biff8.et", Kind.XLS),
        ("office.ods", Kind.ODS),
        ("page.xls", Kind.HTML),
        ("binary.xlsb", Kind.XLSB),
    ],
)
def test_a_real_file_gives_its_seven_firms(name: str, kind: Kind) -> None:
    """BIFF8 of two makers, an open document and a page, read and counted."""
    data = (DATA / name).read_bytes()
    got = answer(name, Ask(), Limits(), "read", data)
    assert isinstance(got, Reading)
    got = compared(got, answer(name, Ask(), Limits(), "count", data))
    assert got.book is not None
    assert got.kind is kind
    known = rosters("kunming-platform-2022")
    hit = guess_roster(got.book.sheets, tuple(known.values()))
    assert hit is not None
    taken = take_rows(hit[1], known[hit[0]])
    keys = ("serial", "name", "contact", "phone", "satisfied")
    assert [{key: row.cells[key] for key in keys} for row in taken.rows] == [
        {key: firm[key] for key in keys} for firm in FIRMS
    ]
    assert not any("两种方法" in problem.sentence for problem in got.problems)


def test_a_date_in_a_biff_cell_is_a_date() -> None:
    """The second sheet of the .et has a date and a number."""
    data = (DATA / "biff8.et").read_bytes()
    got = answer("a.et", Ask(), Limits(), "read", data)
    assert isinstance(got, Reading)
    assert got.book is not None
    assert got.book.sheets[1].cells[1] == ["甲公司", "2024-03-05", "120", "软件"]
