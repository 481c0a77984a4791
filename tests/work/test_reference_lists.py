"""A published list is brought in once and asked; what a roster says itself is never replaced."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document

from desktop.domain.problem import UserError
from desktop.store import journal, reference_lists
from desktop.work import assess, cases, incoming, rosters, rounds
from desktop.work import reference_lists as lists
from desktop.work.desk import Desk
from desktop.work.list_columns import mapped

KUNMING = "kunming-platform-2022"
HEADS = ("序号", "企业名称", "联系人", "联系电话", "统一社会信用代码", "专精特新", "企业规模")
CODE = "91530100MA6K000013"


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    made.active.title = "第一批"
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> int:
    """An application whose roster says little of 专精特新."""
    number = cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value
    path = book(
        tmp_path / "名单.xlsx",
        HEADS,
        (1, "甲改名公司", "", "", CODE, "", ""),
        (2, "乙公司", "", "", "", "否", ""),
        (3, "丙公司", "", "", "", "是", ""),
        (4, "丁公司", "", "", "", "", ""),
        (5, "戊公司", "", "", "", "是", ""),
    )
    scheme = desk.schemes[KUNMING]
    got = incoming.read_incoming([path], scheme, lambda *_: None, lambda: False)
    incoming.keep_incoming(desk, number, got)
    return number


def published(tmp_path: Path) -> Path:
    """A list with a title, a total, and a row without a name."""
    return book(
        tmp_path / "2026年专精特新企业公布名单.xlsx",
        ("2026年度专精特新中小企业名单",),
        ("序号", "单位名称", "统一社会信用代码"),
        (1, "甲公司", CODE),
        (2, "乙公司", ""),
        (3, "丙 公司", ""),
        (4, "", ""),
        ("合计", "3家", ""),
    )


def keep(desk: Desk, path: Path, column: str = lists.SPECIAL) -> int:
    """Bring a list in as the window does."""
    reading = lists.read_list(path, lambda: False)
    return int(lists.keep_list(desk, reading, "2026年名单", "省厅", "2026-03-01", column).value)


def special(desk: Desk, case: int) -> list[str]:
    """What stands in the roster's column."""
    return [row.cells.get("special", "") for row in rosters.roster_page(desk, case, "firms")]


def test_a_list_is_read_with_what_it_answers(desk: Desk, tmp_path: Path):
    """The table is found below its title, rows add up, the column is guessed by the name."""
    reading = lists.read_list(published(tmp_path), lambda: False)
    assert (reading.column, reading.sentence) == (lists.SPECIAL, "读入5 = 采纳3 + 拒绝2")
    keep(desk, published(tmp_path))
    [kept] = lists.published_lists(desk)
    assert (kept.name, kept.publisher, kept.dated, kept.taken_n, kept.refused_n) == (
        "2026年名单",
        "省厅",
        "2026-03-01",
        3,
        2,
    )
    assert len(kept.sha256) == 64


def test_a_table_in_a_word_document_is_a_list_too(tmp_path: Path):
    """Many lists are published as the annex of a notice."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for line, texts in enumerate(
        (("序号", "企业名称", "划型"), ("1", "甲公司", "小型"), ("2", "乙公司", "微型"))
    ):
        for column, text in enumerate(texts):
            table.cell(line, column).text = text
    path = tmp_path / "划型名单.docx"
    document.save(path)
    reading = lists.read_list(path, lambda: False)
    values = [row.cells["value"] for row in reading.taken.rows]
    assert (reading.column, values) == (lists.SIZE, ["小型", "微型"])


def test_nothing_is_changed_before_it_is_adopted(desk: Desk, case: int, tmp_path: Path):
    """What the list says stands beside what the roster says, and the count is as it was."""
    keep(desk, published(tmp_path))
    [found] = lists.listed_in(desk, case, "firms")
    assert found.sentence == (
        "专精特新：名单上有、企业名单没有写的1行；一致1行；不一致1行；自己写了而名单上没有的1行"
    )
    assert special(desk, case) == ["", "否", "是", "", "是"]


def test_adopting_fills_only_what_was_empty_and_says_whence(desk: Desk, case: int, tmp_path: Path):
    """One act in the journal; the cell names the list; the assessment counts it; it goes back."""
    number = keep(desk, published(tmp_path))
    before = assess.assessment(desk, case).line("served_special").counted
    assert lists.adopt(desk, case, "firms", "special").value == 1
    assert special(desk, case) == ["专精特新中小企业", "否", "是", "", "是"]
    row = rosters.roster_page(desk, case, "firms")[0]
    assert lists.cell_notes(desk, case, "firms") == {
        (row.id, "special"): "来自名单：2026年名单（第一批 第3行）"
    }
    after = assess.assessment(desk, case).line("served_special").counted
    assert (before, after) == ("2（另有2行无法判断）", "3（另有1行无法判断）")
    detail = journal.entries(desk.store, 1)[0].detail or {}
    assert detail["rows"] == [
        [
            row.id,
            "名单.xlsx 第一批 第2行",
            "2026年名单",
            "第一批 第3行",
            "代码",
            "专精特新中小企业",
        ]
    ]
    with pytest.raises(UserError, match="没有可以按名单采用的行"):
        lists.adopt(desk, case, "firms", "special")
    lists.take_back(desk, case, row.id, "special")
    assert special(desk, case) == ["", "否", "是", "", "是"]
    lists.withdraw_list(desk, number)
    assert (lists.listed_in(desk, case, "firms"), reference_lists.lists(desk.store)) == ([], [])


def test_a_corrected_cell_is_given_back_by_one_act(desk: Desk, case: int):
    """What the file said comes back after many corrections; typed back, it is the file's own."""
    row = rosters.roster_page(desk, case, "firms")[1]
    for text in ("乙科技公司", "乙实业公司"):
        rosters.edit_cell(desk, case, row.id, "name", text)
    assert lists.cell_notes(desk, case, "firms") == {(row.id, "name"): "手改：文件中为“乙公司”"}
    lists.take_back(desk, case, row.id, "name")
    assert rosters.roster_page(desk, case, "firms")[1].cells["name"] == "乙公司"
    with pytest.raises(UserError, match="就是文件中的内容"):
        lists.take_back(desk, case, row.id, "name")
    rosters.edit_cell(desk, case, row.id, "name", "乙科技公司")
    rosters.edit_cell(desk, case, row.id, "name", "乙公司")
    assert lists.cell_notes(desk, case, "firms") == {}


def test_a_list_that_says_nothing_is_not_kept(desk: Desk, tmp_path: Path):
    """A list of sizes without sizes, one without a name, and a file without firms."""
    reading = lists.read_list(published(tmp_path), lambda: False)
    with pytest.raises(UserError, match="没有写明企业规模"):
        lists.keep_list(desk, reading, "名单", "", "", lists.SIZE)
    with pytest.raises(UserError, match="名称"):
        lists.keep_list(desk, reading, " ", "", "", lists.SPECIAL)
    other = lists.read_list(book(tmp_path / "别的.xlsx", ("甲", "乙"), (1, 2)), lambda: False)
    assert other.told.startswith("没有认出企业名称一栏")
    with pytest.raises(UserError, match="没有可以采纳的企业"):
        lists.keep_list(desk, other, "名单", "", "", lists.SPECIAL)
    with pytest.raises(UserError, match="表格是空的"):
        lists.read_list(book(tmp_path / "空.xlsx", ("",)), lambda: False)


def test_a_list_s_columns_are_chosen_by_hand_and_remembered(desk: Desk, tmp_path: Path):
    """Heads in other words; the next list of that shape is read in the same way."""
    rows = ("户名", "档次"), ("甲公司", "小型"), ("乙公司", "微型")
    reading = lists.read_list(book(tmp_path / "一.xlsx", *rows), lambda: False)
    found = mapped(mapped(reading.listing, "name", 0), "value", 1)
    chosen = lists.read_list_again(reading, found)
    assert (chosen.told, chosen.sentence) == ("", "读入2 = 采纳2 + 拒绝0")
    lists.keep_list(desk, chosen, "划型名单", "", "", lists.SIZE)
    path = book(tmp_path / "二.xlsx", rows[0], ("丙公司", "中型"))
    again = lists.read_list(path, lambda: False, lists.known_published(desk))
    cells = [(row.cells["name"], row.cells["value"]) for row in again.taken.rows]
    assert (cells, bool(again.listing.shape)) == ([("丙公司", "中型")], True)
