"""What is in doubt is told where it lies: rows to be judged, papers without a 真实性核验."""

import pytest

from desktop.store import rosters
from desktop.work.casedata import load
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.doubts import asked_filters, rows_to_judge
from desktop.work.history import case_history
from desktop.work.materials import check_same, checklist, save_line, set_lines
from desktop.work.recommend import Obstacle, recommend_page
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


def test_what_is_still_to_be_done_names_the_rows_in_doubt(desk: Desk) -> None:
    """The reviewer reads at 推荐 which rows of 名单 wait, and which rosters are not there."""
    round_id = open_round(desk, "yunnan-platform-2022", 2026).value
    number = start_case(desk, round_id, "滇池平台").value
    told = [_of_rosters(desk, number)]
    with desk.act("导入", f"application:{number}"):
        for roster in ("activities", "equipment", "firms"):
            rosters.add_row(desk.store, number, roster, {"name": "甲"})
        for name in ("王一", "王二", "王三", "王四"):
            rosters.add_row(desk.store, number, "staff", {"name": name})
    told.append(_of_rosters(desk, number))
    loaded = load(desk, number)
    for one in asked_filters(loaded.scheme, "staff"):
        for row in unknown_rows(desk, number, one.id)[1:]:
            mark_rows(desk, number, [row.id], one.id, answer=True)
    told.append(_of_rosters(desk, number))
    second = "“服务中小微企业及服务评价表”还有1行待判断（手工录入第1行甲）"
    people = "手工录入第1行王一、手工录入第2行王二、手工录入第3行王三等"
    first = f"“管理和服务人员情况表”还有8行待判断（{people}）"
    assert told == [
        ["缺名单：管理和服务人员情况表、服务活动开展情况表、服务中小微企业及服务评价表"],
        [first, second],
        ["“管理和服务人员情况表”还有2行待判断（手工录入第1行王一）", second],
    ]


@pytest.mark.parametrize(
    ("scheme", "words", "article"),
    [
        ("kunming-platform-2022", "真实性核验还没有记录", "第十一条"),
        ("kunming-base-2022", "真实性核验还没有记录", "第十条"),
        ("nanchang-platform-2022", "真实性核验还没有记录", "第七条（二）"),
        ("national-platform-2017", "建议：真实性核验还没有记录", ""),
        ("yunnan-platform-2022", "建议：真实性核验还没有记录", ""),
    ],
)
def test_papers_without_a_check_stand_in_the_way(
    desk: Desk, scheme: str, words: str, article: str
) -> None:
    """Demanded where the regulation asks for the papers' truth, advised where it does not."""
    number = start_case(desk, open_round(desk, scheme, 2026).value, "滇池平台").value
    told = [_truth(desk, number)]
    papers = [line.id for item in checklist(desk, number).items for line in item.lines]
    set_lines(desk, number, papers, "complete")
    told.append(_truth(desk, number))
    save_line(desk, number, papers[0], how="见原件", by="李测试", on="20261119", result="相符")
    left = f"还有{len(papers) - 1}件没有记录"
    told.append(_truth(desk, number))
    check_same(desk, number, papers[0], papers[1:])
    told.append(_truth(desk, number))
    partly = words.replace("还没有记录", left)
    assert told == [
        [],
        [Obstacle(words, "materials", article)],
        [Obstacle(partly, "materials", article)],
        [],
    ]
    sentence = {one.key: one for one in step_states(gather_facts(desk, number))}["materials"]
    assert (sentence.state, sentence.sentence) == ("完成", "材料齐全")
    last = case_history(desk, number)[0]
    assert (last.act, last.new) == (
        "真实性核验",
        "结果：相符；方式：见原件；核验人：李测试；日期：2026-11-19",
    )


def _truth(desk: Desk, number: int) -> list[Obstacle]:
    return [one for one in recommend_page(desk, number).obstacles if "真实性" in one.sentence]


def _of_rosters(desk: Desk, number: int) -> list[str]:
    found = recommend_page(desk, number).obstacles
    return [one.sentence for one in found if one.step == "rosters"]


def _rosters(desk: Desk, number: int) -> tuple[str, str]:
    found = {one.key: one for one in step_states(gather_facts(desk, number))}["rosters"]
    return found.state, found.sentence
