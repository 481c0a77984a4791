"""Firms that a rule does not mean (小微企业 of a base, 中小企业 elsewhere) are named in time."""

import pytest

from desktop.store import rosters
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.drawing import frame_page
from desktop.work.rounds import open_round

PLATFORMS = (
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)
TENANTS = (("甲一有限公司", "小型"), ("乙二有限公司", "中型"), ("丙三有限公司", ""))


def test_a_tenant_that_is_no_small_firm_is_named_and_stays_until_the_reviewer_says(desk: Desk):
    """By the roster one is of middle size, of one nothing is written: both are said."""
    round_id = open_round(desk, "kunming-base-2022", 2026).value
    number = int(start_case(desk, round_id, "春城示例创业园").value)
    with desk.act("导入", f"application:{number}"):
        rows = [
            rosters.NewRow("名录", line, {"name": name, "size": size})
            for line, (name, size) in enumerate(TENANTS, 2)
        ]
        rosters.add_import(desk.store, number, "tenants", None, rows)
    page = frame_page(desk, number)
    assert [one.name for one in page.shown] == [name for name, _ in TENANTS]
    assert page.sentences[:2] == (
        "有1家按名单所写不是入驻小微企业：乙二有限公司。"
        "第十条只抽查入驻小微企业，请核实后不列入并写明原因。",
        "有1家判断不出是不是入驻小微企业，请在“名单”中逐户标明。",
    )


@pytest.mark.parametrize("scheme", PLATFORMS)
def test_a_large_firm_is_named_by_every_scheme(scheme: str, desk: Desk):
    """中小企业 are drawn everywhere: 大型 is said before the lock; a blank is presumed one."""
    round_id = open_round(desk, scheme, 2026).value
    number = int(start_case(desk, round_id, "甲服务平台").value)
    served = (("甲一有限公司", "大型"), ("乙二有限公司", "中型"), ("丙三有限公司", ""))
    with desk.act("导入", f"application:{number}"):
        rows = [
            rosters.NewRow("名单", line, {"name": name, "size": size})
            for line, (name, size) in enumerate(served, 2)
        ]
        rule = desk.schemes[scheme].sample
        rosters.add_import(desk.store, number, rule.roster, None, rows)
    told = [one for one in frame_page(desk, number).sentences if "按名单所写" in one]
    assert told == [
        f"有1家按名单所写不是{rule.frame_label}：甲一有限公司。"
        f"{rule.article}只抽查{rule.frame_label}，请核实后不列入并写明原因。"
    ]


def test_a_code_that_is_wrong_is_told_with_the_firm(desk: Desk):
    """Whose code it is stands in the sentence, with the row."""
    round_id = open_round(desk, PLATFORMS[0], 2026).value
    number = int(start_case(desk, round_id, "甲服务平台").value)
    with desk.act("导入", f"application:{number}"):
        cells = {"name": "甲一有限公司", "code": "9144030081A0110DE"}
        rosters.add_import(desk.store, number, "firms", None, [rosters.NewRow("名单", 2, cells)])
    [told] = [one for one in frame_page(desk, number).sentences if "18位" in one]
    assert told.startswith("“甲一有限公司”（")
    assert told.endswith("第2行）的统一社会信用代码应为18位，这里是17位。")
