"""Amounts in 元 below heads in 万元 are offered in 万元: single blanks, cells, a whole column."""

import pytest

from desktop.domain.plausible import form_hints
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.receive import form_page, save_value
from desktop.work.rounds import open_round
from desktop.work.yuan import amounts_in_yuan, take_amounts

SCHEME = "kunming-platform-2022"


@pytest.mark.parametrize(
    ("texts", "offered"),
    [
        ({"total_assets": "623.8", "operations.1.revenue": "200"}, {}),
        ({"total_assets": "6238000元"}, {"total_assets": "623.8"}),
        (
            {"operations.1.revenue": "200万元", "operations.2.revenue": "2000000元"},
            {"operations.2.revenue": "200"},
        ),
        (
            {
                "total_assets": "623.8",
                "operations.1.year": "2024",
                "operations.1.assets": "6000000",
                "operations.2.year": "2025",
                "operations.2.assets": "6238000",
            },
            {"operations.1.assets": "600", "operations.2.assets": "623.8"},
        ),
        (
            {
                "total_assets": "623.8",
                "operations.1.year": "2024",
                "operations.1.assets": "600",
                "operations.2.year": "2025",
                "operations.2.assets": "6238000",
            },
            {"operations.2.assets": "623.8"},
        ),
        ({"staff_total": "6238000", "contact": "张示例"}, {}),
    ],
)  # fmt: skip - a case is read as a line
def test_what_stands_in_yuan_is_offered(
    desk: Desk, texts: dict[str, str], offered: dict[str, str]
) -> None:
    """What names 元, what is out of proportion, and what is of its size in the same column."""
    form = desk.schemes[SCHEME].form
    hints = {one.paths[0]: one.sentence for one in form_hints(form, texts)}
    assert amounts_in_yuan(form, texts, hints) == offered


def test_taking_them_is_as_good_as_typing(desk: Desk) -> None:
    """Each blank has its own act, so that each can be taken back; the reminders are gone."""
    number = start_case(desk, open_round(desk, SCHEME, 2026).value, "滇池平台").value
    typed = {
        "total_assets": "623.8",
        "operations.1.assets": "6000000",
        "operations.2.assets": "6238000",
    }  # fmt: skip - read as one form
    for path, text in typed.items():
        save_value(desk, number, path, text)
    page = form_page(desk, number)
    take_amounts(desk, number, amounts_in_yuan(page.form, typed, page.hints))
    after = form_page(desk, number)
    assert [after.values[path].text for path in typed] == ["623.8", "600", "623.8"]
    assert not any("元填写" in one for one in after.hints.values())
