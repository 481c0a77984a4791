"""移交和收回 in the window: handed over, kept meanwhile, and back with a choice of two copies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.domain.edition_diff import Difference as Change
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import handover as handover_page
from desktop.ui.pages.handover import CASE, Handover
from desktop.work.cases import list_cases, start_case
from desktop.work.desk import Desk
from desktop.work.handover import all_handed, take_back
from desktop.work.handover_diff import Difference
from desktop.work.handover_take import NEW, Arrival
from desktop.work.receive import save_value

Answer = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def page(
    qtbot: QtBot,
    office: Office,
    round_id: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Handover:
    """The page with one application, 1, in the round."""
    monkeypatch.setattr(paths, "scratch_dir", lambda: tmp_path / "scratch")
    office.keep(lambda desk: start_case(desk, round_id, "甲平台"), owner=office)
    made = Handover(office)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.show_for(Place("handover", round_id, detail=f"{CASE}1"))
    return made


def test_a_case_is_handed_over_from_the_page(
    page: Handover, tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
):
    """The button needs a case and a name; what went is listed, and 收回 asks for a reason."""
    target = tmp_path / "移交件.zip"
    monkeypatch.setattr(handover_page, "ask_save", lambda *_asked: target)
    monkeypatch.setattr(handover_page, "ask_text", lambda *_asked, **_more: "急用")
    before = page.give.isEnabled()
    page.whom.setText("李同事")
    page.give.click()
    told = page.told.text()
    away = [(one.name, one.to) for one in page.away.rows()]
    left = page.rows.rows()
    page.away_table.choose(1)
    page.back.click()
    assert (before, target.is_file(), left) == (False, True, [])
    assert told == "已移交1份给李同事：请把“移交件.zip”交给对方，在对方的程序里打开。"
    assert away == [("甲平台", "李同事")]
    assert answer(all_handed) == ()
    assert [line.name for line in page.rows.rows()] == ["甲平台"]


def test_what_can_not_be_written_stays_here(page: Handover, tmp_path: Path, answer: Answer):
    """No place for the file: the case is not away, and the reason is said."""
    page.write(tmp_path / "没有" / "移交件.zip", [1], "李同事")
    assert page.told.text().startswith("移交件不能写入")
    assert answer(all_handed) == ()


def test_a_copy_changed_on_both_sides_waits_for_a_choice(
    page: Handover, office: Office, tmp_path: Path, answer: Answer, round_id: int
):
    """The differences stand beside each other; 收入 opens once it is chosen which one stands."""
    target = tmp_path / "移交件.zip"
    page.write(target, [1], "李同事")
    office.keep(lambda desk: take_back(desk, [1], "急用"), owner=office)
    office.keep(lambda desk: save_value(desk, 1, "contact", "孙新"), owner=office)
    page.read(target)
    arrived = page.arrived
    shown = [(one.part, one.what, one.here, one.there) for one in arrived.lines.rows()]
    before = arrived.take.isEnabled()
    arrived.choice.setCurrentIndex(arrived.choice.findText("两份都留，另存一份"))
    arrived.choice.activated.emit(arrived.choice.currentIndex())
    ready = arrived.take.isEnabled()
    arrived.take.click()
    assert shown == [("收件登记", "联系人", "孙新", "（空）")]
    assert (before, ready) == (False, True)
    lines = answer(lambda desk: [one.contact for one in list_cases(desk, round_id)])
    assert lines == ["孙新", ""]
    assert page.told.text() == (
        "已收入1份，在“2026年度 昆明市中小企业公共服务示范平台”；"
        "原来的和来的各存了一份，可在办理历史中查。"
    )


def test_a_file_that_is_no_parcel_is_said(page: Handover, tmp_path: Path):
    """Nothing is taken in, and the sentence says what to do."""
    wrong = tmp_path / "别的.zip"
    wrong.write_bytes(b"PK no zip")
    page.read(wrong)
    assert page.told.text().startswith("移交件已损坏或被改动过，没有收入任何内容。")
    assert page.panels.panel() is None


def test_what_an_edition_changes_is_listed_line_by_line(page: Handover):
    """In the table of differences, before those of the case itself."""
    own = Difference("收件登记", "联系人", "张示例", "李示例")
    change = Change("第七条（二）", "资产总额的数值", "200", "300")
    start = (0, "甲平台", "乙公司", "昆明平台", 2026, "0001", None)
    page.arrived._show("", [Arrival(*start, NEW, "作为新的一份收入。", (own,), edition=(change,))])
    told = [(one.part, one.what, one.here, one.there) for one in page.arrived.lines.rows()]
    assert told == [
        ("办法", "第七条（二）　资产总额的数值", "原办法：200", "新版本：300"),
        ("收件登记", "联系人", "张示例", "李示例"),
    ]
    assert not page.arrived.differences.isHidden()
