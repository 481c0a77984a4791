"""Every entry of every shipped scheme is walked: what it cites, and that its words are whole."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.shelf import read_shelf

FORMS = Path(__file__).parents[2] / "forms"
NUMBER = "[一二三四五六七八九十]+"
ARTICLE = rf"第{NUMBER}条(（{NUMBER}）|末款|末段|（附件\d）)?|（{NUMBER}）"
PIECE = rf"{ARTICLE}|附件\d.*|\d{{4}}年通知.*|广东省通知.*"
CITED = re.compile(rf"(?!（)({PIECE})(、({PIECE}))*")


@pytest.fixture(scope="module")
def shelf() -> dict[str, Scheme]:
    """Read all shipped schemes, once."""
    return read_shelf(FORMS, frozenset(computations()))


@pytest.fixture(params=sorted(path.parent.name for path in FORMS.glob("*/scheme.toml")))
def scheme(request: pytest.FixtureRequest, shelf: dict[str, Scheme]) -> Scheme:
    """Return one shipped scheme after the other."""
    return shelf[request.param]


def walk(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Yield (path, attribute, value) of everything below a dataclass."""
    for one in fields(value):
        below = getattr(value, one.name)
        yield path, one.name, below
        parts = below if isinstance(below, tuple) else (below,)
        for at, part in enumerate(parts):
            if is_dataclass(part):
                yield from walk(part, f"{path}.{one.name}[{at}]")


def test_every_citation_names_an_article_an_annex_or_the_call(scheme: Scheme):
    """An article reads 第X条（Y）; where no article says it, the annex or the call is named."""
    cited = [
        (f"{path}.{name}", value)
        for path, name, value in walk(scheme, scheme.id)
        if "article" in name and value
    ]
    assert len(cited) > 50
    assert [one for one in cited if not CITED.fullmatch(one[1])] == []


def test_every_condition_function_and_material_cites_its_own_article(scheme: Scheme):
    """What is demanded of the applicant never goes without an article."""
    demands = (*scheme.conditions, *scheme.functions, *scheme.materials, *scheme.asked)
    assert [one for one in demands if not one.article] == []


def test_every_word_that_is_read_is_whole_and_chinese(scheme: Scheme):
    """No label, text, note or title begins or ends with a blank, or has no Chinese in it."""
    shown = {"text", "label", "title", "name", "note", "noun", "scope", "recommends", "receives"}
    texts = [
        (f"{path}.{name}", value)
        for path, name, value in walk(scheme, scheme.id)
        if name in shown and isinstance(value, str) and value
    ]
    assert len(texts) > 200
    chinese = re.compile(r"[一-鿿]")
    assert [one for one in texts if one[1] != one[1].strip() or not chinese.search(one[1])] == []


def test_the_case_itself_is_known_by_its_shared_keys(scheme: Scheme):
    """The same blank has the same key in every scheme, so that a firm's cases can be compared."""
    keys = {field.key for field in scheme.form.fields}
    assert {"legal_person", "registered_on", "registered_address", "contact", "phone"} <= keys
    assert {scheme.form.name_field, scheme.form.operator_field} <= keys
    for roster in scheme.rosters:
        assert {"serial", "name"} <= {column.key for column in roster.columns} or roster.fixed_rows
    drawn = {column.key for column in scheme.roster(scheme.sample.roster).columns}
    assert {"name", "code", "contact", "phone"} <= drawn
