"""The bundled example is what its generator makes, and comes out as its notes say."""

import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.assess import assess
from desktop.domain.assessment import Own
from desktop.domain.case import Case, Row, SurveyFigures, Value
from desktop.domain.codes import valid_code
from desktop.work.receive import page_of

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "resources" / "example"
sys.path.insert(0, str(ROOT / "packaging"))

from example.facts import Facts  # noqa: E402 - found by the line above
from make_example import every_applicant, make  # noqa: E402 - found by the line above

EVERY = every_applicant(ROOT / "forms")
IDS = [f"{facts.scheme.id} {facts.spec['folder']}" for facts in EVERY]


def note_of(facts: Facts) -> dict[str, Any]:
    """Return the note that lies beside the applicant's files."""
    path = EXAMPLE / facts.scheme.id / facts.spec["folder"] / "说明.toml"
    return tomllib.loads(path.read_text("utf-8"))


def case_of(facts: Facts, note: dict[str, Any]) -> Case:
    """Return the case as it stands once files, typed values and the survey are in."""
    values = {path: Value(text) for path, text in {**facts.values, **note["values"]}.items()}
    rosters = {
        key: tuple(Row(at, f"{key}.xlsx", "名单", at + 4, row) for at, row in enumerate(rows, 1))
        for key, rows in facts.rosters.items()
    }
    rule = facts.scheme.sample
    frame = len(facts.rosters[rule.roster])
    share = -(-frame * rule.share[0] // rule.share[1]) if rule.share else 0
    asked = max(share, rule.minimum)
    survey = SurveyFigures(asked, asked - note["survey"]["unsatisfied"], asked, finished=True)
    return Case(values, rosters, date(2026, 9, 10), survey=survey)


def test_a_second_run_makes_the_same_bytes(tmp_path: Path):
    """What lies in resources/example is what packaging/make_example.py makes, byte for byte."""
    make(tmp_path, ROOT / "forms")
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    kept = {path.relative_to(EXAMPLE): path.read_bytes() for path in EXAMPLE.rglob("*.*")}
    assert sorted(made) == sorted(kept)
    assert [name for name in sorted(made) if made[name] != kept[name]] == []


@pytest.mark.parametrize("facts", EVERY, ids=IDS)
def test_an_applicant_comes_out_as_its_note_says(facts: Facts):
    """Every condition that the note lists has its verdict, and all others are met."""
    note = note_of(facts)
    own = {key: Own(verdict, reason) for key, (verdict, reason) in note["judged"].items()}
    lines = assess(facts.scheme, case_of(facts, note), own).conditions
    expected = {line.id: note["expected"].get(line.id, "met") for line in lines}
    assert {line.id: line.verdict for line in lines} == expected
    failed = {key for key, verdict in expected.items() if verdict == "unmet"}
    assert bool(failed) is not note["pass"]


@pytest.mark.parametrize("facts", EVERY, ids=IDS)
def test_what_is_filled_in_is_well_formed(facts: Facts):
    """No blank of a form, and nothing that the reviewer types, is refused by the program."""
    found = page_of(
        facts.scheme,
        {path: Value(text) for path, text in {**facts.values, **note_of(facts)["values"]}.items()},
    )
    assert (found.problems, found.missing) == ({}, ())


@pytest.mark.parametrize("facts", EVERY, ids=IDS)
def test_nothing_in_a_roster_is_anybodys(facts: Facts):
    """Names stand once, codes are valid and plainly invented, phones begin with 154: unassigned."""
    for key, rows in facts.rosters.items():
        names = [row["name"] for row in rows if "name" in row]
        assert len(set(names)) == len(names), key
        for row in rows:
            code, phone = row.get("code", ""), row.get("phone", "")
            assert not code or (valid_code(code) == code and code[8:11] == "EXA"), row
            assert not phone or (phone.startswith("154000") and len(phone) == 11), row
