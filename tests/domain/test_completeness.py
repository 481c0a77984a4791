"""The list of materials: lines, papers joined by 或, and what is never green."""

import pytest

from desktop.domain.completeness import Gap, gaps, item_state, progress
from desktop.domain.scheme import Material, MaterialLine

PREMISES = Material(
    "m2",
    "第九条（二）",
    "相关证照凭证",
    (
        MaterialLine("licence", "营业执照"),
        MaterialLine("title", "产权证明", any_of="premises"),
        MaterialLine("lease", "长期租赁合同", any_of="premises"),
    ),
)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({}, "unseen"),
        ({"licence": "complete"}, "unseen"),
        ({"licence": "complete", "title": "missing"}, "unseen"),
        ({"licence": "complete", "lease": "complete"}, "complete"),
        ({"licence": "complete", "title": "missing", "lease": "complete"}, "complete"),
        ({"licence": "complete", "title": "missing", "lease": "missing"}, "missing"),
        ({"licence": "complete", "title": "missing", "lease": "mend"}, "mend"),
        ({"licence": "missing", "lease": "complete"}, "missing"),
        ({"licence": "na", "title": "na", "lease": "na"}, "na"),
    ],
)
def test_an_item_is_as_good_as_its_worst_line_and_either_paper_will_do(states, expected):
    """One of two papers joined by 或 is enough; what nobody looked at is never complete."""
    assert item_state(PREMISES, states) == expected


def test_gaps_name_both_papers_of_an_alternative_once():
    """The notice asks for either paper in one line, with the article."""
    states = {"licence": "mend", "title": "missing", "lease": "missing"}
    assert gaps((PREMISES,), states) == (
        Gap("第九条（二）", "营业执照", "mend"),
        Gap("第九条（二）", "产权证明或长期租赁合同", "missing"),
    )
    assert progress((PREMISES,), states) == (2, 2)
