"""Lists split among colleagues: looked at row by row, kept all or not at all."""

import io
from pathlib import Path

import openpyxl
import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.problem import UserError
from desktop.store import attempts, journal
from desktop.work.ask_lists import export_list, keep_list, merge_list, read_list
from desktop.work.asking import answer, ask_page
from desktop.work.desk import Desk


@pytest.fixture
def case(desk: Desk) -> int:
    """An application with 40 firms, four of them drawn."""
    application_id = start(desk, "kunming-platform-2022", 40)
    lock_and_draw(desk, application_id)
    return application_id


def _returned(book: bytes, folder: Path, results: list[tuple[int, str]]) -> Path:
    """The exported workbook with results in its rows (1-based), saved as a colleague would."""
    filled = openpyxl.load_workbook(io.BytesIO(book))
    sheet = filled.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "顺序")
    column = next(cell.column for cell in heads if cell.value == "联系结果")
    for at, result in results:
        sheet.cell(heads[0].row + at, column, result)
    path = folder / "回收.xlsx"
    filled.save(path)
    return path


def _acts(desk: Desk) -> list[str]:
    return [entry.act for entry in journal.entries(desk.store)]


def test_a_list_is_one_act_with_a_row_of_the_journal_for_each_firm(
    desk: Desk, case: int, tmp_path: Path
):
    """Three filled rows are kept together; the fourth, blank, is counted as such."""
    book = export_list(desk, case, {1, 2, 3, 4})
    path = _returned(book, tmp_path, [(1, "满意"), (2, "未联系上"), (3, "不满意")])
    looked = merge_list(desk, case, read_list(path))
    assert looked.sentence == ("读到3行，可采纳3行，不采纳0行；另有1行没有填写联系结果。")
    assert keep_list(desk, case, looked.taken).value == (3, ())
    assert _acts(desk)[3::-1] == ["收回分工名单", *["登记抽查答复"] * 3]
    assert [line.state for line in ask_page(desk, case).lines][:4] == [
        "已评价",
        "联系中",
        "已评价",
        "待联系",
    ]


def test_what_was_answered_meanwhile_is_refused_in_the_preview(
    desk: Desk, case: int, tmp_path: Path
):
    """A firm whose answer stands already is shown with the reason, before anything is kept."""
    book = export_list(desk, case, {1, 2})
    answer(desk, case, ask_page(desk, case).lines[0].i, "satisfied")
    looked = merge_list(
        desk, case, read_list(_returned(book, tmp_path, [(1, "不满意"), (2, "满意")]))
    )
    assert [row.why for row in looked.refused] == ["已有结果（已评价），更正须注明更正哪一条。"]
    assert [row.result for row in looked.taken] == ["满意"]


def test_where_one_row_can_not_be_kept_any_more_none_is(desk: Desk, case: int, tmp_path: Path):
    """The case changed after the list was looked at: nothing is half taken over."""
    book = export_list(desk, case, {1, 2})
    looked = merge_list(
        desk, case, read_list(_returned(book, tmp_path, [(1, "满意"), (2, "满意")]))
    )
    first, second = (line.i for line in ask_page(desk, case).lines[:2])
    answer(desk, case, second, "dissatisfied")
    before = _acts(desk)
    count, refused = keep_list(desk, case, looked.taken).value
    assert (count, [row.i for row in refused]) == (0, [second])
    assert _acts(desk) == before
    lock_id = 1
    assert first not in {one.firm for one in attempts.attempts(desk.store, lock_id)}


def test_the_same_firm_twice_in_a_list_is_refused_the_second_time(
    desk: Desk, case: int, tmp_path: Path
):
    """A row copied by mistake does not become a second answer."""
    book = export_list(desk, case, {1, 2})
    filled = openpyxl.load_workbook(io.BytesIO(book))
    sheet = filled.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "顺序")
    for cell in sheet[heads[0].row + 1]:
        sheet.cell(heads[0].row + 2, cell.column, cell.value)
    twice = io.BytesIO()
    filled.save(twice)
    path = _returned(twice.getvalue(), tmp_path, [(1, "满意"), (2, "不满意")])
    looked = merge_list(desk, case, read_list(path))
    assert [(row.result, row.why) for row in looked.refused] == [
        ("不满意", "已有结果（已评价），更正须注明更正哪一条。")
    ]


def test_a_list_of_another_draw_is_refused(desk: Desk, case: int, tmp_path: Path):
    """The 核对码 names the lock; a list of another application does not slip in."""
    other = start(desk, "yunnan-platform-2022", 40)
    lock_and_draw(desk, other)
    path = _returned(export_list(desk, other, {1}), tmp_path, [(1, "满意")])
    with pytest.raises(UserError, match="这不是本次抽取的分工名单"):
        merge_list(desk, case, read_list(path))
