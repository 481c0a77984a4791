"""How far a round is: the picture on the year's page, and 年度办理情况表 with it."""

from inward_office import golden_text

from desktop.work.cases import reckon_lines, set_state, start_case
from desktop.work.desk import Desk
from desktop.work.inward_papers import ROUND_STATE, gather_inward, round_papers
from desktop.work.papers import pour_docx, pour_pdf, pour_xlsx
from desktop.work.round_picture import round_state
from desktop.work.rounds import open_round, save_call

SCHEME = "kunming-platform-2022"


def test_the_picture_grows_with_what_is_reckoned(desk: Desk) -> None:
    """None of an empty round; who is not reckoned is named, who was withdrawn isn't counted."""
    round_id = int(open_round(desk, SCHEME, 2026).value)
    assert round_state(desk, round_id).chart is None
    numbers = [int(start_case(desk, round_id, f"{name}平台").value) for name in "甲乙丙"]
    set_state(desk, numbers[2], "withdrawn", "来函撤回")
    desk.summaries.clear()
    assert round_state(desk, round_id).unread == (numbers[0], numbers[1])
    reckon_lines(desk, numbers, 60)
    found = round_state(desk, round_id)
    assert found.unread == ()
    assert found.chart is not None
    assert [(one.label, one.words) for one in found.chart.bars] == [("收件登记", "2份")]


def test_the_paper_has_the_picture_and_every_application(desk: Desk) -> None:
    """Counts, the call's days, a row each; it is among the round's papers, in every format."""
    round_id = int(open_round(desk, SCHEME, 2026).value)
    first, second = (int(start_case(desk, round_id, f"{name}平台").value) for name in "甲乙")
    save_call(desk, round_id, "bureau_due", "20261125")
    set_state(desk, second, "withdrawn", "来函撤回")
    made = gather_inward(desk, ROUND_STATE, round_id, ())
    text = golden_text(made)
    assert "共收到申报2份：办理中1份，撤回1份。" in text
    assert "上级要求报送日期2026年11月25日，还有3个工作日" in text
    rows = [line.split("│")[1:6] for line in text.split("\n") if line.startswith("│")]
    assert rows[1:] == [
        ["1", "0001", "甲平台", "收件登记", "初审"],
        ["2", "0002", "乙平台", "撤回", "初审"],
    ]
    assert (made.draft, made.facts["charts"]) == (False, ())  # of one step alone there is none
    assert ROUND_STATE in [line.ref for line in round_papers(desk, round_id)]
    assert (pour_pdf(made)[:4], pour_xlsx(made)[:2], pour_docx(made)[:2]) == (b"%PDF", b"PK", b"PK")
    assert first == made.facts["rows"][0]["serial"]


def test_several_steps_make_a_picture(desk: Desk) -> None:
    """One bar beside the other, where applications stand at different steps."""
    round_id = int(open_round(desk, SCHEME, 2026).value)
    first, _second = (int(start_case(desk, round_id, f"{name}平台").value) for name in "甲乙")
    with desk.act("流转", f"application:{first}"):
        desk.store.write("UPDATE application SET stage = '定稿' WHERE id = ?", (first,))
    charts = gather_inward(desk, ROUND_STATE, round_id, ()).facts["charts"]
    assert [(one.title, len(one.bars)) for one in charts] == [("各步骤份数", 2)]


def test_the_paper_of_an_empty_round(desk: Desk) -> None:
    """No picture, and rows for nobody."""
    round_id = int(open_round(desk, SCHEME, 2026).value)
    facts = gather_inward(desk, ROUND_STATE, round_id, ()).facts
    assert (facts["charts"], facts["rows"], facts["count"]) == (
        (),
        [],
        "共收到申报0份。",
    )
    assert facts["days"] == "申报通知的日期未填。"
