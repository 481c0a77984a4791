"""操作历史 in a person's words, and the last change taken back where nothing stands on it."""

import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.problem import UserError
from desktop.store import journal
from desktop.work import cases, history, receive, rosters
from desktop.work.asking import answer, ask_page
from desktop.work.desk import Desk
from desktop.work.draw_papers import gather_draw_paper
from desktop.work.drawing import lock_frame
from desktop.work.materials import set_line
from desktop.work.papers import note_printed
from desktop.work.rounds import open_round


@pytest.fixture
def case(desk: Desk) -> int:
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    return int(cases.start_case(desk, round_id, "昆明示例服务平台").value)


def _told(desk: Desk, case: int) -> list[tuple[str, str, str, str]]:
    return [(one.act, one.what, one.old, one.new) for one in history.case_history(desk, case)]


def test_a_change_is_told_by_the_blanks_label_with_old_and_new(desk: Desk, case: int):
    """The newest first; a blank by its printed label, an empty text as such."""
    receive.save_value(desk, case, "contact", "张示例")
    receive.save_value(desk, case, "contact", "李示例")
    assert _told(desk, case) == [
        ("填写", "联系人", "张示例", "李示例"),
        ("填写", "联系人", "（空）", "张示例"),
    ]
    newest = history.case_history(desk, case)[0]
    assert (newest.at, newest.operator) == ("2026-11-20 12:00:00", "王测试")


def test_the_whole_files_history_names_what_each_act_was_about(desk: Desk, case: int):
    """The year's acts, the application's, and the file's own."""
    receive.save_value(desk, case, "contact", "张示例")
    told = [(one.act, one.of) for one in history.file_history(desk)]
    assert told[0] == ("填写", "昆明示例服务平台")
    assert told[1] == ("收件登记", history.file_history(desk)[1].of)
    assert told[1][1].startswith("2026年度 ")
    text = history.text_of(history.file_history(desk))
    assert text.splitlines()[0] == "序号\t时间\t经办人\t操作\t对象\t内容\t原来\t改为"


def test_a_paper_is_told_by_its_text(desk: Desk, case: int, shelf: dict[str, object]):
    """材料审查 names the paper and both states."""
    scheme = desk.schemes["kunming-platform-2022"]
    line = scheme.materials[0].lines[0]
    set_line(desk, case, line.id, "complete")
    assert _told(desk, case)[0] == ("材料审查", line.text, "未审", "齐全")


def test_the_last_change_of_a_blank_is_taken_back(desk: Desk, case: int):
    """By an act of its own; then the one before it may go back as well."""
    receive.save_value(desk, case, "contact", "张示例")
    receive.save_value(desk, case, "contact", "李示例")
    offer = history.undoable(desk, case)
    assert offer is not None
    assert offer.words == "撤销填写“联系人”，改回“张示例”"
    history.undo_last(desk, case, offer.seq)
    assert receive.form_page(desk, case).values["contact"].text == "张示例"
    assert _told(desk, case)[0] == ("撤销填写", "联系人", "李示例", "张示例")
    again = history.undoable(desk, case)
    assert again is not None
    assert again.words == "撤销填写“联系人”，改回“（空）”"
    with pytest.raises(UserError, match="这一步已不能撤销。"):
        history.undo_last(desk, case, offer.seq)


def test_a_cell_is_taken_back_unless_it_was_changed_by_another_way(desk: Desk, case: int):
    """Given back to what the list said, it is the list's again; removed since, it is refused."""
    row_id = int(rosters.add_row(desk, case, "firms", "昆明示例甲公司").value)
    rosters.edit_cell(desk, case, row_id, "name", "昆明示例乙公司")
    offer = history.undoable(desk, case)
    assert offer is not None
    assert offer.words.endswith("改回“昆明示例甲公司”")
    history.undo_last(desk, case, offer.seq)
    assert desk.rows(case, "firms")[0].cells["name"] == "昆明示例甲公司"
    assert history.undoable(desk, case) is None


def test_an_erased_detail_is_said_to_be_erased(desk: Desk, case: int):
    """It is no longer a step that can be taken back."""
    receive.save_value(desk, case, "contact", "张示例")
    with desk.act("清除个人信息", f"application:{case}", whose="联系人", seqs=[3]):
        desk.store.write("UPDATE journal_detail SET salt = NULL, json = NULL WHERE seq = 3")
    assert _told(desk, case) == [
        ("清除个人信息", "联系人；清空1条操作日志的内容", "", ""),
        ("填写", "（内容已清除）", "", ""),
    ]
    assert history.undoable(desk, case) is None


def test_a_drawn_firm_is_told_by_its_name(desk: Desk):
    """With its number in the sealed list; the journal itself holds the number alone."""
    drawn = start(desk, "kunming-platform-2022", 3)
    lock_and_draw(desk, drawn)
    first = ask_page(desk, drawn).lines[0]
    answer(desk, drawn, first.i, "satisfied", 2, interviewee="赵六", position="总经理")
    told = [(one.what, one.new) for one in history.case_history(desk, drawn)[:1]]
    assert told == [(f"{first.firm}（名单第{first.i}号）", "已评价：满意")]
    assert history.file_history(desk)[0].what == told[0][0]
    assert first.firm not in str([one.detail for one in journal.entries(desk.store, 1)])


def test_the_papers_of_an_earlier_lock_are_told_in_words(desk: Desk):
    """Printed again after a new lock, they are told by title and by which lock it was."""
    drawn = start(desk, "kunming-platform-2022", 3)
    lock_and_draw(desk, drawn)
    lock_frame(desk, drawn, reason="名单更正", supervisor="李见证")
    facts = gather_draw_paper(desk, drawn, "draw_list@1")
    note_printed(desk, facts, b"%PDF-", "print")
    newest = history.case_history(desk, drawn)[0]
    assert (newest.act, newest.what) == (
        "打印",
        "表：满意度随机抽查企业名单确认表（第1次封存）",
    )
