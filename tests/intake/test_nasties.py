"""Three hundred office files as people make them are read as expected, or told what is wrong."""

import pytest

from desktop.intake.book import Ask, Limits, Reading, Refused
from desktop.intake.child import answer
from desktop.intake.found import Taken
from desktop.intake.reading import compared
from desktop.intake.tables import guess_roster, take_rows
from desktop.intake.word import take_form
from tests.intake.nasties_clerks import clerks
from tests.intake.nasties_exports import exports
from tests.intake.nasties_formats import formats
from tests.intake.nasties_refused import refused
from tests.intake.nasties_tables import tables
from tests.intake.nasties_word import word_rosters
from tests.intake.nasty import Nasty, rosters
from tests.intake.papers import form_of

NASTIES = (*tables(), *formats(), *refused(), *clerks(), *exports(), *word_rosters())


def read_here(nasty: Nasty) -> Reading | Refused:
    """Read and count in this process: the files are well made, however nasty."""
    got = answer(nasty.name, Ask(), Limits(), "read", nasty.data)
    if not isinstance(got, Reading):
        assert isinstance(got, Refused)
        return got
    return compared(got, answer(nasty.name, Ask(), Limits(), "count", nasty.data))


def taken(nasty: Nasty, got: Reading) -> tuple[str, Taken]:
    """Return the roster that the file holds, told by its content, and its rows."""
    known = rosters(nasty.scheme)
    if got.document is not None:
        form = take_form(got.document, form_of(nasty.scheme)[0], tuple(known.values()))
        return next(iter(form.rosters.items()))
    assert got.book is not None
    hit = guess_roster(got.book.sheets, tuple(known.values()))
    assert hit is not None, "no roster was found"
    return hit[0], take_rows(hit[1], known[hit[0]])


@pytest.mark.parametrize("nasty", NASTIES, ids=lambda nasty: nasty.id)
def test_each_file_is_read_as_expected(nasty: Nasty) -> None:
    """Rows, reasons, notes and sentences are those that its maker expects."""
    got = read_here(nasty)
    if nasty.refusal:
        assert isinstance(got, Refused)
        assert got.sentence == nasty.refusal
        assert got.hint
        return
    assert isinstance(got, Reading), got
    key, rows = taken(nasty, got)
    assert key == nasty.roster
    cells = [
        {key: row.cells.get(key, "") for key in want}
        for row, want in zip(rows.rows, nasty.rows, strict=False)
    ]
    assert cells == [dict(want) for want in nasty.rows]
    assert len(rows.rows) == len(nasty.rows)
    assert tuple(row.reason for row in rows.refused) == nasty.reasons
    said = "\n".join(note for row in rows.rows for note in row.notes)
    assert [note for note in nasty.notes if note not in said] == []
    assert nasty.noted in (-1, sum(1 for row in rows.rows if row.notes))
    problems = {problem.sentence for problem in (*got.problems, *rows.problems)}
    assert [sentence for sentence in nasty.says if sentence not in problems] == []
    assert not any("两种方法" in sentence for sentence in problems)


def test_there_are_three_hundred_of_them() -> None:
    """Of every kind and scheme, each with a name of its own."""
    assert len({nasty.id for nasty in NASTIES}) == len(NASTIES) >= 300
    keys = {nasty.roster for nasty in NASTIES}
    assert keys == {"", "firms", "feedback", "staff", "tenants"}
