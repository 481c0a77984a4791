"""The bundled applicants come out as their notes say, condition by condition."""

import pytest

from desktop import paths
from desktop.work import asking, assess, cases, receive, rosters
from desktop.work.desk import Desk
from desktop.work.example import Note, example_notes, start_department, work_applicant

NOTES = example_notes(paths.resources_dir() / "example")


def test_there_are_two_applicants_for_each_scheme():
    """Each scheme has one that passes and one that fails."""
    found = sorted((note.scheme, note.passes) for note in NOTES)
    schemes = sorted({note.scheme for note in NOTES})
    assert found == [(scheme, passes) for scheme in schemes for passes in (False, True)]
    assert len(schemes) == 5


@pytest.mark.parametrize("note", NOTES, ids=lambda note: f"{note.scheme} {note.passes}")
def test_an_applicant_comes_out_as_its_note_says(desk: Desk, note: Note):
    """Every condition that the note names has its verdict; of the others none is left or unmet."""
    round_id = start_department(desk, note.scheme, note.year)
    application_id = work_applicant(desk, round_id, note)
    found = assess.assessment(desk, application_id)
    verdicts = {line.id: line.verdict for line in found.conditions}
    expected = dict.fromkeys(verdicts, "met") | note.expected
    grounds = {line.id for line in found.conditions if line.ground_only}
    told = {key: value for key, value in verdicts.items() if key not in grounds}
    assert told == {key: value for key, value in expected.items() if key not in grounds}
    assert bool(found.unmet) is not note.passes
    page = asking.ask_page(desk, application_id)
    assert page.finished
    form = receive.form_page(desk, application_id)
    assert (form.missing, dict(form.problems)) == ((), {})
    cards = rosters.roster_cards(desk, application_id)
    assert all(card.count for card in cards if card.required)
    steps = cases.open_case(desk, application_id).steps
    assert {step.key: step.state for step in steps}["recommend"] == "完成"
