"""套用上级表样 in the window: the form's columns, what goes into them, and what is saved."""

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.regulation import SheetRef
from desktop.sheets.fonts import Fonts
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.refit import RefitDialog
from desktop.ui.pages.round import Round
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.papers import SheetFacts
from desktop.work.refit import remembered

Answer = Callable[[Callable[[Desk], Any]], Any]
_LABELS = ("serial", "name", "operator", "address", "principal", "contact", "phone", "remark")


def _facts(round_id: int, sheet: str, rows: int = 2) -> SheetFacts:
    entries = [
        {key: f"{key}{n}" for key in _LABELS} | {"serial": n, "meets": True, "agrees": True}
        for n in range(1, rows + 1)
    ]
    facts = {"rows": entries, "unit": "示例区工信局", "date": date(2026, 11, 20), "year": 2026}
    return SheetFacts(
        SheetRef(sheet, "推荐汇总表", f"{sheet}.toml", "round"),
        paths.forms_dir() / "kunming-platform-2022" / f"{sheet}.toml",
        Fonts(paths.fonts_dir()),
        facts,
        draft=True,
        round_id=round_id,
        application_ids=(1,),
    )


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The bureau's workbook: two columns of ours in another order, and one that we don't have."""
    book = Workbook()
    sheet = book.active
    sheet.title = "汇总"
    for row in (["序号", "推荐类别", "运营单位", "平台名称"], [None] * 4):
        sheet.append(row)
    made = tmp_path / "市局表样.xlsx"
    book.save(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, office: Office, round_id: int, form: Path) -> RefitDialog:
    """The dialog with that form read."""
    made = RefitDialog(office, _facts(round_id, "summary"))
    qtbot.addWidget(made)
    made.take(form)
    made.show()
    return made


def _lines(dialog: RefitDialog) -> list[list[str]]:
    rows = dialog.rows
    return [
        [rows.item(r, c).text() for c in range(rows.columnCount())] for r in range(rows.rowCount())
    ]


def test_columns_are_proposed_and_what_has_no_counterpart_is_said(dialog: RefitDialog):
    """The first rows show what will stand there; both sides' leftovers are named."""
    notes = [note.text() for note in dialog.columns.notes]
    assert (dialog.columns.keys(), notes) == (
        ("serial", "", "operator", "name"),
        ["", "没有对应", "", ""],
    )
    assert _lines(dialog) == [["1", "", "operator1", "name1"], ["2", "", "operator2", "name2"]]
    assert dialog.said.text().split("\n")[:2] == [
        "表里的“推荐类别”没有对应，留空不填。",
        "本表的“地址”、“负责人”、“联系人”、“联系电话（手机）”、“是否满足各项申报条件”、"
        "“是否同意推荐”、“备注”在表样里没有相应的列，不会填进去。",
    ]


def test_what_the_reviewer_chose_is_saved_and_kept_for_the_round(
    dialog: RefitDialog, form: Path, tmp_path: Path, answer: Answer
):
    """The file is filled as shown, the form is untouched, and the journal knows of it."""
    before = form.read_bytes()
    dialog.columns.choose(1, "unit")
    dialog.save_to(tmp_path / "填好.xlsx")
    sheet = load_workbook(io.BytesIO((tmp_path / "填好.xlsx").read_bytes()))["汇总"]
    filled = [[cell.value for cell in row] for row in sheet.iter_rows()]
    facts = dialog._facts
    kept = answer(lambda desk: remembered(desk, facts))
    assert filled == [
        ["序号", "推荐类别", "运营单位", "平台名称"],
        [1, "示例区工信局", "operator1", "name1"],
        [2, "示例区工信局", "operator2", "name2"],
    ]
    assert (kept.name, list(kept.keys.values()), form.read_bytes() == before) == (
        "市局表样.xlsx",
        [("serial", "unit", "operator", "name")],
        True,
    )
    assert dialog.told.sentence.text() == f"已另存：{tmp_path / '填好.xlsx'}"


def test_the_form_of_the_round_is_offered_again_with_its_columns(
    dialog: RefitDialog, office: Office, round_id: int, tmp_path: Path, qtbot: QtBot
):
    """Next time nobody has to look for the file, or to choose again."""
    dialog.columns.choose(1, "unit")
    dialog.save_to(tmp_path / "填好.xlsx")
    again = RefitDialog(office, _facts(round_id, "summary"))
    qtbot.addWidget(again)
    offered = again.again.full_text()
    again.again.click()
    assert (offered, again.columns.keys()) == (
        "再用本年度用过的“市局表样.xlsx”",
        ("serial", "unit", "operator", "name"),
    )


def test_the_form_itself_is_never_written_over(dialog: RefitDialog, form: Path):
    """The bureau's file is needed next time."""
    before = form.read_bytes()
    dialog.save_to(form)
    assert (dialog.told.sentence.text(), form.read_bytes() == before) == (
        "不能存在原表样上。",
        True,
    )


def test_a_form_that_is_none_is_refused_in_the_dialog(
    dialog: RefitDialog, tmp_path: Path, qtbot: QtBot
):
    """What was read before stays."""
    other = tmp_path / "旧表.xls"
    other.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    dialog.take(other)
    said = (dialog.told.sentence.text(), dialog.told.hint.text())
    assert said == (
        "这种文件读不了。",
        "请用 Office 或 WPS 打开，另存为 .xlsx 或 .docx 后再套用。",
    )
    assert dialog.form is not None


def test_a_sheet_without_rows_says_that_it_can_not(office: Office, round_id: int, qtbot: QtBot):
    """主管部门审查推荐意见 has one blank and no rows."""
    facts = _facts(round_id, "opinion")
    made = RefitDialog(office, facts)
    qtbot.addWidget(made)
    assert (made.pick.isEnabled(), made.empty.what.text()) == (
        False,
        "这张表没有逐行填写的部分，不能套用表样：请另存后，把内容粘贴到上级的表里。",
    )


def test_the_sheet_that_is_shown_goes_into_the_form(
    qtbot: QtBot, office: Office, round_id: int, form: Path, tmp_path: Path
):
    """另存其他… > 套用上级表样… in 汇总报送 takes the ticked applications in their order."""
    for name in ("甲平台", "乙平台"):
        office.keep(partial(start_case, round_id=round_id, name=name), owner=office)
    page = Send(office)
    qtbot.addWidget(page)
    page.show()
    page.show_for(Place("send", round_id))
    page.paper.out.refit.trigger()
    dialog = page.paper.out.findChild(RefitDialog)
    dialog.take(form)
    dialog.save_to(tmp_path / "汇总.xlsx")
    sheet = load_workbook(io.BytesIO((tmp_path / "汇总.xlsx").read_bytes()))["汇总"]
    numbers = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert (numbers, dialog.said.text().split("\n")[-1]) == (
        [1, 2],
        "所列申报尚未全部定稿，填出的文件上没有“草稿”字样，请勿报出。",
    )
    dialog.close()


def test_a_form_that_is_dropped_on_the_call_comes_to_the_sheet(
    qtbot: QtBot, office: Office, round_id: int, form: Path, tmp_path: Path
):
    """年度申报通知 sends it to 汇总报送, where its columns stand; folders are applicants'."""
    office.keep(partial(start_case, round_id=round_id, name="甲平台"), owner=office)
    call, send = Round(office), Send(office)
    went: list[Place] = []
    for page in (call, send):
        qtbot.addWidget(page)
        page.go.connect(went.append)
        page.show()
    call.show_for(Place("round", round_id))
    call.take_files([form])
    call.take_files([tmp_path])
    send.show_for(went[0])
    (dialog,) = send.paper.out.findChildren(RefitDialog)
    assert [one.page for one in went] == ["send", "incoming"]
    assert dialog.form is not None
    dialog.close()
    send.take_files([form])
    send.take_files([form, tmp_path])
    dropped = send.paper.out.findChildren(RefitDialog)[-1]
    assert dropped.form is not None
    assert went[-1].page == "incoming"
    dropped.close()
