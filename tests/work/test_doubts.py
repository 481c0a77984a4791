"""名单 is not done while rows wait to be judged, and says how many they are."""

from desktop.store import rosters
from desktop.work.casedata import load
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.doubts import rows_to_judge
from desktop.work.rosters import mark_rows, unknown_rows
from desktop.work.rounds import open_round
from desktop.work.steps import gather_facts, step_states


def test_rows_in_doubt_keep_the_step_open(desk: Desk) -> None:
    """Two tenants whose text can't tell: the step says so until both are judged."""
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    number = start_case(desk, round_id, "滇池平台").value
    with desk.act("导入", f"application:{number}"):
        for roster in ("staff", "activities", "equipment"):
            rosters.add_row(desk.store, number, roster, {"name": "甲"})
        for name in ("昆明甲有限公司", "昆明乙有限公司"):
            rosters.add_row(desk.store, number, "firms", {"name": name})
    told = _rosters(desk, number)
    left = [one for title, one in rows_to_judge(load(desk, number)).items() if "评价表" in title]
    rows = [one.id for one in unknown_rows(desk, number, "special_firm")]
    mark_rows(desk, number, rows, "special_firm", answer=True)
    assert told[0] == "未完成"
    assert f"“服务中小微企业及服务评价表”还有{left[0]}行待判断" in told[1]
    assert left[0] >= len(rows) == 2
    assert "评价表" not in "".join(rows_to_judge(load(desk, number)))


def _rosters(desk: Desk, number: int) -> tuple[str, str]:
    found = {one.key: one for one in step_states(gather_facts(desk, number))}["rosters"]
    return found.state, found.sentence
