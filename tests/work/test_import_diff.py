"""Before a roster is kept anew, what changes is said, and what becomes of what was done with it."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from drawn_case import start

from desktop.store import rosters as store_rosters
from desktop.work import cases, import_diff, incoming, rosters, rounds
from desktop.work.asking import ask_page
from desktop.work.desk import Desk
from desktop.work.drawing import draw_sample, lock_frame

KUNMING = "kunming-platform-2022"


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    """A roster of firms."""
    made = openpyxl.Workbook()
    made.active.title = "名单"
    made.active.append(("序号", "企业名称", "联系人", "联系电话"))
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def read(desk: Desk, *paths: Path) -> list[incoming.Incoming]:
    """Read files as the window does."""
    return incoming.read_incoming(paths, desk.schemes[KUNMING], lambda *_: None, lambda: False)


def changes(desk: Desk, case: int, *paths: Path) -> list[tuple[str, tuple[str, ...]]]:
    """What an import would change, in words."""
    now = import_diff.standing_of(desk, case)
    found = import_diff.roster_changes(read(desk, *paths), desk.schemes[KUNMING], now)
    return [(one.diff.sentence, one.warnings) for one in found]


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> int:
    """An application with three firms."""
    number = cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value
    rows = [(n, name, "张三", f"1540000000{n}") for n, name in enumerate("甲乙丙", 1)]
    incoming.keep_incoming(desk, number, read(desk, book(tmp_path / "一.xlsx", *rows)))
    return int(number)


def test_the_first_roster_changes_nothing_that_was_there(desk: Desk, tmp_path: Path):
    """A case without rosters has nothing to compare with."""
    number = cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value
    assert changes(desk, number, book(tmp_path / "一.xlsx", (1, "甲", "", ""))) == []


def test_what_was_done_with_the_old_rows_is_said_to_be_lost(desk: Desk, case: int, tmp_path: Path):
    """Marks, corrections and rows typed by hand do not go over, and can be had back."""
    first = rosters.roster_page(desk, case, "firms")[0]
    rosters.mark_row(desk, case, first.id, "special_firm", answer=True)
    rosters.edit_cell(desk, case, first.id, "phone", "15400000009")
    rosters.add_row(desk, case, "firms", "戊")
    fresh = book(tmp_path / "二.xlsx", (1, "乙", "张三", "15400000002"), (2, "丁", "", ""))
    assert changes(desk, case, fresh) == [
        (
            "与现有名单相比：新增1行，减少3行，改动0行，不变1行（现有4行，采纳后2行）",
            (
                "现有名单中有1行标明了是否计入、1格手改或按名单采用、1行手工补录，"
                "不会带到新名单；撤销读入可以恢复。",
            ),
        )
    ]


def test_two_files_of_one_roster_are_compared_together(desk: Desk, case: int, tmp_path: Path):
    """They come one after the other, so together they are the new roster."""
    one = book(tmp_path / "二.xlsx", (1, "甲", "张三", "15400000001"))
    two = book(tmp_path / "三.xlsx", (1, "乙", "张三", "15400000002"), (2, "丙", "李四", "x"))
    [(sentence, _)] = changes(desk, case, one, two)
    assert sentence == "与现有名单相比：新增0行，减少0行，改动1行，不变2行（现有3行，采纳后3行）"


def test_after_the_draw_what_stays_and_what_is_lost_is_said(desk: Desk, tmp_path: Path):
    """The lock and its answers stay; a drawn firm that is gone has no phone any more."""
    number = start(desk, KUNMING, 12)
    lock = lock_frame(desk, number).value
    draw_sample(desk, number, lock, "3141592653", "监督人甲")
    fresh = book(tmp_path / "新.xlsx", (1, "全新有限公司", "", ""))
    [(_, warnings)] = changes(desk, number, fresh)
    assert warnings[0] == (
        "抽查企业名单已封存（第1次）：抽取和抽中企业以封存的名单为准，"
        "重新导入不会改变；已登记的答复都保留。"
    )
    assert warnings[1] == (
        "抽中企业中有2家不在新名单中（其中2家尚待询问）："
        f"{'、'.join(line.firm for line in ask_page(desk, number).lines)}。"
        "询问时的联系人和电话取自现在的名单，采纳后这些企业须另行查找电话。"
    )
    before = import_diff.standing_of(desk, number).drawn
    incoming.keep_incoming(desk, number, read(desk, fresh))
    assert import_diff.standing_of(desk, number).drawn == before


def test_a_roster_in_the_form_leaves_a_workbooks_roster(desk: Desk, case: int):
    """Only a roster that came from a form itself is replaced by the form's tables."""
    assert import_diff.standing_of(desk, case).leave == {"firms"}


def test_a_supplement_comes_behind_what_is_there(desk: Desk, case: int, tmp_path: Path):
    """接在现有名单后面: nothing is lost, no firm counts twice, and it can be undone."""
    first = rosters.roster_page(desk, case, "firms")[0]
    rosters.mark_row(desk, case, first.id, "special_firm", answer=True)
    more = book(tmp_path / "补充.xlsx", (1, "丁", "", ""), (2, "乙", "李四", ""), ("", "共2家"))
    [one] = read(desk, more)
    beside = [replace(one, beside=True)]
    now = import_diff.standing_of(desk, case)
    [told] = import_diff.roster_changes(beside, desk.schemes[KUNMING], now)
    assert (told.diff.sentence, told.warnings) == (
        "与现有名单相比：新增1行，减少0行，改动0行，不变3行（现有3行，采纳后4行）",
        ("新文件中有1行现有名单中已有，不再采纳，列入拒绝的行。",),
    )
    [kept] = incoming.keep_incoming(desk, case, beside).value
    [card] = [one for one in rosters.roster_cards(desk, case) if one.key == "firms"]
    page = rosters.roster_page(desk, case, "firms")
    assert [(row.cells["name"], dict(row.marks)) for row in page] == [
        ("甲", {"special_firm": True}),
        ("乙", {}),
        ("丙", {}),
        ("丁", {}),
    ]
    assert (kept.read, kept.taken, kept.refused, len(card.parts)) == (3, 1, 2, 2)
    assert kept.sentence.endswith("评价表：接在现有名单后面，读入3 = 采纳1 + 拒绝2")
    batch = store_rosters.imports(desk.store, case)[-1]
    reasons = [row.reason for row in store_rosters.refused(desk.store, batch.id)]
    assert "现有名单中已有（一.xlsx 名单 第3行），没有再采纳" in reasons
    rosters.undo_import(desk, case, batch.id)
    assert [row.cells["name"] for row in rosters.roster_page(desk, case, "firms")] == list("甲乙丙")


def test_a_roster_that_replaces_a_supplemented_one_comes_from_its_file_alone(
    desk: Desk, case: int, tmp_path: Path
):
    """Though a row of the supplement had been taken out before, and so was not replaced."""
    [one] = read(desk, book(tmp_path / "补充.xlsx", (1, "丁", "", ""), (2, "戊", "", "")))
    incoming.keep_incoming(desk, case, [replace(one, beside=True)])
    last = rosters.roster_page(desk, case, "firms")[-1]
    with desk.act("移去", f"application:{case}"):
        store_rosters.drop_row(desk.store, last.id)
    incoming.keep_incoming(desk, case, read(desk, book(tmp_path / "新.xlsx", (1, "己", "", ""))))
    [card] = [one for one in rosters.roster_cards(desk, case) if one.key == "firms"]
    assert ([part.file for part in card.parts], card.count) == (["新.xlsx"], 1)


def test_what_was_judged_of_a_row_that_stays_goes_over(desk: Desk, case: int, tmp_path: Path):
    """The same cells, though elsewhere in the file; of a row that has changed it is asked anew."""
    for row in rosters.roster_page(desk, case, "firms"):
        rosters.mark_row(desk, case, row.id, "special_firm", answer=row.cells["name"] != "乙")
    other = [("甲", "张三", "15400000001"), ("丙", "王五", "15400000003")]
    rows = [(1, "戊", "", ""), *((n, *one) for n, one in enumerate(other, 2))]
    fresh = book(tmp_path / "二.xlsx", *rows)
    [(_sentence, [told])] = changes(desk, case, fresh)
    incoming.keep_incoming(desk, case, read(desk, fresh))
    after = {row.cells["name"]: row.marks for row in rosters.roster_page(desk, case, "firms")}
    assert told.startswith("现有名单中有2行标明了是否计入，")
    assert after == {"戊": {}, "甲": {"special_firm": True}, "丙": {}}
    rosters.undo_import(desk, case, store_rosters.imports(desk.store, case)[-1].id)
    back = [dict(row.marks) for row in rosters.roster_page(desk, case, "firms")]
    assert back == [{"special_firm": answer} for answer in (True, False, True)]
