"""One column for contact and phone is recognised and split; a correction keeps the other half."""

from collections.abc import Sequence

import pytest

from desktop.intake.book import Grid
from desktop.intake.tables import find_table, take_rows
from tests.intake.nasty import main_roster

ROSTER = main_roster("kunming-platform-2022")
CELLS = ("张三 13900000001", "李四（0871-63130001转8012）", "王五", "赵六 1390000000")


def table(heads: Sequence[str], cells: Sequence[str] = CELLS) -> Grid:
    rows = [[str(n), f"示例{n}号有限公司", text, "培训"] for n, text in enumerate(cells, 1)]
    return Grid("名单", [list(heads), *rows])


@pytest.mark.parametrize(
    "head", ["联系人及电话", "联系人/联系电话", "联系人（电话）", "联系人姓名与手机号", "联系方式"]
)
def test_contact_and_phone_of_one_column(head: str) -> None:
    """The header says both, or the cells do; what can't be told apart stays whole with a note."""
    found = find_table([table(["序号", "企业名称", head, "服务内容"])], ROSTER)
    assert found is not None
    assert (found.mapping["contact"], found.mapping["phone"]) == (2, 2)
    assert (found.confidence["contact"], found.confidence["phone"]) == (80, 80)
    taken = take_rows(found, ROSTER)
    assert [(row.cells["contact"], row.cells["phone"], row.notes) for row in taken.rows] == [
        ("张三", "13900000001", ()),
        ("李四", "0871-63130001转8012", ()),
        ("王五", "", ()),
        (
            "",
            "赵六 1390000000",
            ("联系电话：“赵六 1390000000”分不出联系人和电话，已照原样保留，请核对",),
        ),
    ]


@pytest.mark.parametrize(
    ("heads", "cells", "mapping"),
    [
        (["序号", "企业名称", "联系人电话", "服务内容"], ["13900000001"], {"phone": 2}),
        (["序号", "企业名称", "联系人", "服务内容"], ["张三"], {"contact": 2}),
        (["联系人", "企业名称", "联系人及电话", "服务内容"], CELLS, {"contact": 0, "phone": 2}),
    ],
)
def test_a_column_of_one_kind_stays_one(
    heads: Sequence[str], cells: Sequence[str], mapping: dict[str, int]
) -> None:
    """Phones alone, names alone, and a sheet that has a column of contacts besides."""
    found = find_table([table(heads, cells)], ROSTER)
    assert found is not None
    assert {key: found.mapping[key] for key in ("contact", "phone") if key in found.mapping} == (
        mapping
    )
