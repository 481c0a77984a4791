"""A tenth of the answers is keyed again by another person; what differs is named and corrected."""

import sqlite3

import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.draw import rekeyed
from desktop.domain.problem import UserError
from desktop.sheets.document import picture
from desktop.store import rekeys
from desktop.work.asking import answer, ask_page, correct
from desktop.work.desk import Desk
from desktop.work.draw_papers import gather_draw_paper
from desktop.work.papers import composed
from desktop.work.rekey import put_rekey, rekey, rekey_page
from desktop.work.surveydata import drawn

NATIONAL = "national-platform-2017"


@pytest.fixture
def case(desk: Desk) -> int:
    """An application of 40 firms with all its answers, typed by 王测试."""
    number = start(desk, NATIONAL, 40)
    lock_and_draw(desk, number)
    while firm := ask_page(desk, number).next_firm:
        answer(desk, number, firm, "very_satisfied", interviewee="赵六")
    return number


def chosen(desk: Desk, case: int) -> int:
    """The one firm of ten that is to be keyed again."""
    [line] = rekey_page(desk, case).lines
    return line.i


def on_paper(desk: Desk, case: int) -> list[str]:
    """The lines of the 结果汇总表 about the second keying."""
    text = picture(composed(gather_draw_paper(desk, case, "draw_result")))
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if line.strip().endswith("、复核录入")]
    return lines[heads[0] :] if heads else []


def test_nothing_is_keyed_again_unless_it_is_switched_on(desk: Desk, case: int):
    """Off, there is no firm, no part on the paper, and a keying is refused."""
    page = rekey_page(desk, case)
    assert (page.on, page.lines, page.sentence) == (
        False,
        (),
        "复核录入没有启用，可在“设置”中启用。",
    )
    with pytest.raises(UserError, match="没有启用"):
        rekey(desk, case, ask_page(desk, case).lines[0].i, "dissatisfied", "李复核")
    assert on_paper(desk, case) == []


def test_the_seed_says_whose_answers_and_the_first_is_not_shown(desk: Desk, case: int):
    """A tenth of ten answers is one firm, by SHA-256 of seed,rekey,i; its answer is nowhere."""
    put_rekey(desk, on=True)
    found = drawn(desk, case, desk.schemes[NATIONAL])
    assert found is not None
    [line] = rekey_page(desk, case).lines
    assert [line.i] == rekeyed(found.draw.seed, [one.i for one in ask_page(desk, case).lines])
    shown = (line.state, line.first_by, line.person, line.first, line.second, line.now)
    assert shown == ("待录入", "王测试", "赵六", "", "", "")


def test_firms_are_chosen_only_when_all_answers_are_there(desk: Desk):
    """Before that nobody knows whose answer will be keyed again."""
    put_rekey(desk, on=True)
    number = start(desk, NATIONAL, 40)
    assert rekey_page(desk, number).lines == ()
    with pytest.raises(UserError, match="还没有抽取"):
        rekey(desk, number, 1, "very_satisfied", "李复核")
    lock_and_draw(desk, number)
    first = ask_page(desk, number).next_firm
    answer(desk, number, first, "very_satisfied")
    page = rekey_page(desk, number)
    assert (page.lines, page.sentence.partition("。")[0]) == ((), "抽查完成后抽取要复核录入的企业")
    with pytest.raises(UserError, match="抽查还没有完成"):
        rekey(desk, number, first, "very_satisfied", "李复核")


@pytest.mark.parametrize(
    ("answer_id", "by", "why"),
    [
        ("very_satisfied", "王测试", "由王测试录入，不能由同一人复核录入"),
        ("very_satisfied", " 王测试　", "不能由同一人"),
        ("very_satisfied", " ", "请填写复核录入人"),
        ("满意", "李复核", "请选择评价"),
    ],
)
def test_another_person_keys_an_answer_of_the_scale(
    desk: Desk, case: int, answer_id: str, by: str, why: str
):
    """Anything else is refused with a sentence, and nothing is kept."""
    put_rekey(desk, on=True)
    with pytest.raises(UserError, match=why):
        rekey(desk, case, chosen(desk, case), answer_id, by)
    assert rekey_page(desk, case).done == 0


def test_only_the_chosen_firm_and_only_once(desk: Desk, case: int):
    """Nobody picks, and a second keying is not keyed over."""
    put_rekey(desk, on=True)
    number = chosen(desk, case)
    other = next(one.i for one in ask_page(desk, case).lines if one.i != number)
    with pytest.raises(UserError, match="不在复核录入之列"):
        rekey(desk, case, other, "very_satisfied", "李复核")
    rekey(desk, case, number, "very_satisfied", "李复核")
    with pytest.raises(UserError, match="已经复核录入"):
        rekey(desk, case, number, "dissatisfied", "李复核")
    page = rekey_page(desk, case)
    assert (page.done, page.differing, page.differences) == (1, 0, ())
    assert page.lines[0].state == "一致"
    assert page.sentence.startswith("应复核录入1家，已录入1家，不一致0家。本程序约定")


def test_a_difference_is_named_and_settled_by_a_correction(desk: Desk, case: int):
    """Both answers stand with their names; the result is the first's until it is corrected."""
    put_rekey(desk, on=True)
    number = chosen(desk, case)
    rekey(desk, case, number, "dissatisfied", "李复核")
    page = rekey_page(desk, case)
    [line] = page.differences
    assert (line.first, line.first_by, line.second, line.second_by, line.state) == (
        "很满意",
        "王测试",
        "不满意",
        "李复核",
        "不一致",
    )
    assert (page.differing, ask_page(desk, case).satisfied) == (1, 10)
    assert "不一致1家（1家待核对更正）" in page.sentence
    correct(desk, case, number, "dissatisfied", "首次录入看错行")
    page = rekey_page(desk, case)
    assert (page.differing, page.lines[0].state, page.lines[0].now) == (0, "已更正", "不满意")
    assert ask_page(desk, case).satisfied == 9


def test_a_first_answer_that_was_right_is_upheld(desk: Desk, case: int):
    """The correction repeats it with the reason, and the difference is settled."""
    put_rekey(desk, on=True)
    number = chosen(desk, case)
    rekey(desk, case, number, "dissatisfied", "李复核")
    correct(desk, case, number, "very_satisfied", "核对记录表，首次录入无误")
    page = rekey_page(desk, case)
    assert (page.differing, page.lines[0].state, len(page.differences)) == (0, "已核对", 1)


def test_the_paper_has_both_answers_even_when_switched_off_again(desk: Desk, case: int):
    """What was keyed does not vanish quietly; the part is numbered after the corrections."""
    put_rekey(desk, on=True)
    number = chosen(desk, case)
    rekey(desk, case, number, "dissatisfied", "李复核")
    put_rekey(desk, on=False)
    text = "\n".join(on_paper(desk, case))
    assert text.startswith("«三、复核录入")
    assert "│很满意（王测试）│不满意（李复核）│不一致" in text
    correct(desk, case, number, "dissatisfied", "首次录入看错行")
    text = "\n".join(on_paper(desk, case))
    assert text.startswith("«四、复核录入")
    assert "│很满意（王测试）│不满意（李复核）│已更正为不满意" in text


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE survey_rekey SET answer = 'x'", "append-only"),
        ("DELETE FROM survey_rekey", "append-only"),
        ("INSERT OR REPLACE INTO survey_rekey SELECT * FROM survey_rekey", "append-only"),
        (
            "INSERT INTO survey_rekey SELECT NULL, max(id), 'x', '王测试', '' FROM survey_attempt",
            "by another person",
        ),
    ],
)
def test_the_file_itself_keeps_the_second_keying(desk: Desk, case: int, sql: str, why: str):
    """What the errand refuses, the file refuses too."""
    put_rekey(desk, on=True)
    rekey(desk, case, chosen(desk, case), "dissatisfied", "李复核")
    before = rekeys.rekeys(desk.store, 1)
    with pytest.raises(sqlite3.IntegrityError, match=why), desk.act("试", "file"):
        desk.store.write(sql)
    assert rekeys.rekeys(desk.store, 1) == before
