"""Every blank of the ten example forms is read back as their maker filled it in."""

import sys
from pathlib import Path

from desktop.intake.book import Ask, Reading
from desktop.intake.reading import read
from desktop.intake.word import take_form

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from example.facts import Facts  # noqa: E402 - found by the line above
from make_example import every_applicant  # noqa: E402 - found by the line above


def form_texts(facts: Facts) -> dict[str, str]:
    """What is read from the applicant's form, by path."""
    path = ROOT / "resources/example" / facts.scheme.id / facts.spec["folder"] / "申请表.docx"
    answer = read(path, path.name, Ask(count=False))
    assert isinstance(answer, Reading)
    assert answer.document is not None
    scheme = facts.scheme
    taken = take_form(answer.document, scheme.form, scheme.rosters, scheme.functions)
    assert taken.problems == ()
    return {path: value.text for path, value in taken.values.items()}


def test_every_blank_of_every_example_form_is_read_right() -> None:
    """All fields and all cells of the forms' tables, for the five schemes: 100 %."""
    right, told, wrong = 0, 0, {}
    for facts in every_applicant(ROOT / "forms"):
        texts = form_texts(facts)
        assert set(texts) <= set(facts.values)
        for path, text in facts.values.items():
            told += 1
            if texts.get(path, "") == text:
                right += 1
            else:
                wrong[facts.scheme.id, facts.spec["folder"], path] = (text, texts.get(path, ""))
    share = f"blanks read right: {right} of {told} ({right * 100 // told} %)"
    print(share)  # noqa: T201 - the share is what one wants to see of this test
    assert wrong == {}
    assert told > 500
