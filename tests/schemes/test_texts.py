"""A scheme's files as text: the digest of the folder again, and the rule that was read from it."""

import pytest

from desktop.domain.measures import computations
from desktop.domain.plain import from_plain, to_plain
from desktop.domain.scheme import SampleRule
from desktop.domain.verify_lock import scheme_digest
from desktop.paths import forms_dir
from desktop.schemes.shelf import read_shelf
from desktop.schemes.texts import folder_texts, rule_of_texts

SHELF = read_shelf(forms_dir(), frozenset(computations()))


@pytest.mark.parametrize("scheme_id", list(SHELF))
def test_the_texts_give_digest_and_rule_again(scheme_id: str) -> None:
    """For every shipped scheme: same digest, same rule, and the rule survives the record."""
    texts = folder_texts(forms_dir() / scheme_id)
    rule = SHELF[scheme_id].sample
    assert (scheme_digest(texts), rule_of_texts(texts)) == (SHELF[scheme_id].digest, rule)
    assert from_plain(SampleRule, to_plain(rule)) == rule


@pytest.mark.parametrize("text", ["", "id = ", "id = 1"])
def test_texts_that_are_no_scheme_hold_no_rule(text: str) -> None:
    """Nothing, half a line, a wrong type: no rule, and no crash."""
    assert rule_of_texts({"scheme.toml": text}) is None
