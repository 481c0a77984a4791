"""打印 in 设置: fonts, marks, the foot and the overprint are kept at once, and papers show it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.settings import Settings, read_settings, write_settings
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.paper_settings import BUNDLED, PaperSettings
from desktop.ui.pages.send import Send
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.overprint import Offsets, overprint_date, overprint_offsets
from desktop.work.papers import composed, pages_of

Answer = Callable[[Callable[[Desk], object]], object]


@pytest.fixture
def page(
    qtbot: QtBot, office: Office, round_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PaperSettings:
    """The part of 设置, on a machine with no fonts and settings of its own."""
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "settings.json")
    made = PaperSettings(office, [tmp_path / "没有"])
    qtbot.addWidget(made)
    made.reload()
    return made


@pytest.fixture
def shown(qtbot: QtBot, office: Office, round_id: int, page: PaperSettings) -> Callable[[], str]:
    """What stands on the 推荐汇总表 that 汇总报送 shows: its mark and its foot."""
    office.keep(lambda desk: start_case(desk, round_id, "甲平台"), owner=office)
    send = Send(office)
    qtbot.addWidget(send)
    send.show_for(Place("send", round_id))

    def look() -> str:
        send.reload()
        sheaf = send.paper.out.sheaf
        assert sheaf is not None
        document = composed(sheaf.papers[0].facts)
        return f"{document.blocks[0].pieces[0].text}|{document.foot[:5]}"  # type: ignore[union-attr] # the first block is the mark

    return look


def test_the_mark_and_the_foot_are_on_the_next_preview(
    page: PaperSettings, shown: Callable[[], str]
):
    """附件5 stands for 附件 2; an empty blank brings the regulation's own mark back."""
    before = shown()
    (blank,) = page.marks.values()
    blank.insert("附件5")
    blank.editingFinished.emit()
    page.foot.click()
    after = shown()
    blank.selectAll()
    blank.del_()
    blank.editingFinished.emit()
    page.foot.click()
    assert (before, after, shown()) == ("附件 2：|", "附件5|本表校验 ", "附件 2：|")


def test_a_mark_that_can_t_be_printed_is_told(page: PaperSettings, shown: Callable[[], str]):
    """Its character is named, and nothing is changed."""
    (blank,) = page.marks.values()
    blank.insert("附件\U0001f600")
    blank.editingFinished.emit()
    assert page.mark_note.text() == "“\U0001f600”（GRINNING FACE）印不出来。请换一个字。"
    assert shown() == "附件 2：|"


def test_a_chosen_font_that_is_gone_stands_in_the_choice_and_is_told(
    page: PaperSettings, tmp_path: Path
):
    """The bundled font can be taken instead, and nothing is said any more."""
    write_settings(tmp_path / "settings.json", Settings(title_font="方正小标宋简体"))
    page.reload()
    choice = page.fonts["title_font"]
    told = "选定的标题字体“方正小标宋简体”在本机找不到，现用随附的字体。"
    assert (choice.currentText(), page.font_note.text()) == ("方正小标宋简体", told)
    choice.setCurrentText(BUNDLED)
    choice.activated.emit(0)
    assert (read_settings(tmp_path / "settings.json"), page.font_note.text()) == (Settings(), "")


def test_the_test_page_has_the_offsets_of_the_blanks(
    page: PaperSettings, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """They are kept before it is made; a name without its ending gets it."""
    target = tmp_path / "测试页"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    page.right.setText("－3")
    page.down.setText("12")
    page.save.click()
    assert answer(overprint_offsets) == Offsets(-3, 12)
    assert pages_of((tmp_path / "测试页.pdf").read_bytes()) == 1
    assert page.test_note.text() == f"测试页已存到：{tmp_path / '测试页.pdf'}"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("三", "“三”不是整数的毫米数。请填写整数，例如 3 或 -2。"),
        ("300", "偏移“右300毫米、下0毫米”超出了纸面。"),
    ],
)
def test_an_offset_that_can_t_be_is_told_and_no_page_is_made(
    page: PaperSettings, answer: Answer, tmp_path: Path, typed: str, told: str
):
    """What was kept stays."""
    page.right.setText(typed)
    page.save_to(tmp_path / "测试页.pdf")
    assert page.test_note.text().startswith(told)
    assert (answer(overprint_offsets), (tmp_path / "测试页.pdf").exists()) == (Offsets(), False)


def test_whether_the_date_is_printed_over_is_kept_at_once(page: PaperSettings, answer: Answer):
    """Not by default; the choice is there again when the page is read anew."""
    kept = [answer(overprint_date)]
    page.date.click()
    kept.append(answer(overprint_date))
    page.reload()
    assert (kept, page.date.isChecked()) == ([False, True], True)
