"""Firms that a base's rule does not mean (第十条: 小微企业) are named before the lock."""

from desktop.store import rosters
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.drawing import frame_page
from desktop.work.rounds import open_round

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
    assert page.sentences[-2:] == (
        "有1家按名单所写不是入驻小微企业：乙二有限公司。"
        "第十条只抽查入驻小微企业，请核实后不列入并写明原因。",
        "有1家判断不出是不是入驻小微企业，请在“名单”中逐户标明。",
    )
