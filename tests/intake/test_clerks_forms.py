"""Application forms handed in by people in a hurry: every answer is read, or shown as not read."""

import pytest

from desktop.intake.book import Ask, Limits, Reading
from desktop.intake.child import answer
from desktop.intake.reading import compared
from desktop.intake.word import take_form
from tests.intake.clerks_forms import Hurried, hurried_forms
from tests.intake.clerks_forms_more import more_forms
from tests.intake.papers import form_of


@pytest.mark.parametrize("form", [*hurried_forms(), *more_forms()], ids=lambda form: form.id)
def test_a_hurried_form_is_read_or_told(form: Hurried) -> None:
    """Its values are those that its maker typed; what is no value is named."""
    got = answer("申请表.docx", Ask(), Limits(), "read", form.data)
    assert isinstance(got, Reading)
    got = compared(got, answer("申请表.docx", Ask(), Limits(), "count", form.data))
    assert got.document is not None
    taken = take_form(got.document, *form_of(form.scheme))
    assert {path: value.text for path, value in taken.values.items()} == dict(form.values)
    said = "\n".join(
        [*(one.text for one in taken.unread), *(one.sentence for one in taken.problems)]
    )
    assert [text for text in form.told if text not in said] == []
    assert got.problems == ()
