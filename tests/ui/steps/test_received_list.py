"""收到的文件 on 材料: listed, opened in a copy, and said to which paper each belongs."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.kit import outside
from desktop.ui.kit.link import Link
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps.facts import scheme_of_case
from desktop.ui.pages.steps.materials import MaterialsPage
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming


def shown(qtbot: QtBot, office: Office, place: Place) -> MaterialsPage:
    """The page for one application, on the screen and active."""
    page = MaterialsPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def received(desk: Desk, place: Place, tmp_path: Path) -> list[str]:
    """Three scans that came with the application."""
    names = ["营业执照.jpg", "服务协议等.pdf", "照片1.jpg"]
    for name in names:
        start = b"%PDF-1.7" if name.endswith("pdf") else b"\xff\xd8\xff"
        (tmp_path / name).write_bytes(start + name.encode())
    scheme = scheme_of_case(desk, place.application_id or 0)
    paths = [tmp_path / name for name in names]
    read = read_incoming(paths, scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)
    return names


def test_files_of_one_content_keep_both_names(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, tmp_path: Path
) -> None:
    """Two photographs with the same bytes: both are listed, and it is said that they are one."""
    names = ["营业执照.jpg", "照片1.jpg"]
    for name in names:
        (tmp_path / name).write_bytes(b"\xff\xd8\xff the same")
    paths = [tmp_path / name for name in names]
    scheme = scheme_of_case(desk, place.application_id or 0)
    read = read_incoming(paths, scheme, lambda *_: None, lambda: False)
    keep_incoming(desk, place.application_id or 0, read)
    files = shown(qtbot, office, place).received
    assert [one.file.name for one in files.rows.rows()] == names
    assert [one.told for one in files.rows.rows()] == ["", "与“营业执照.jpg”内容相同，只存一份"]
    assert files.about.text().endswith("“照片1.jpg”与“营业执照.jpg”内容相同，只存一份")


def test_the_files_that_came_are_listed_and_placed(
    qtbot: QtBot, office: Office, place: Place, received: list[str]
) -> None:
    """By their names in one act, by the list of papers one by one; beside a paper stand its own."""
    page = shown(qtbot, office, place)
    files = page.received
    page.to_files.click()
    assert files.isVisible()
    assert [one.file.name for one in files.rows.rows()] == received
    assert files.about.text() == "共3个文件，3个还没有归入材料"
    assert files.place_of(files.rows.rows()[0]) == "建议：服务平台运营主体工商营业执照复印件"
    files.offered.click()
    assert files.about.text() == "共3个文件，1个还没有归入材料"
    files.table.selectRow(1)
    files.place.setCurrentIndex(files.place.findText("不属于清单上的任何一项"))
    files.place.activated.emit(files.place.currentIndex())
    assert files.about.text() == "共3个文件"
    assert files.place_of(files.rows.rows()[1]) == "不属于清单上的任何一项"
    page.rows["business_licence"].setFocus()
    assert page.notes.files.isVisible()
    assert [one.text() for one in page.notes.files.findChildren(Link)] == ["营业执照.jpg（1KB）"]


def test_a_file_is_opened_in_a_copy(
    qtbot: QtBot, office: Office, place: Place, received: list[str]
) -> None:
    """By its link beside the paper, and by Enter in the list."""
    page = shown(qtbot, office, place)
    seen: list[str] = []
    page.received._show = lambda path: seen.append(path.name)
    page.rows["business_licence"].setFocus()
    page.notes.files.findChildren(Link)[0].click()
    page.received.table.selectRow(1)
    page.received.look.click()
    assert seen == received[:2]


def test_what_is_ticked_off_without_a_file_is_counted(
    qtbot: QtBot, office: Office, place: Place, received: list[str]
) -> None:
    """其余均齐全 where files came for some papers: the others must lie there on paper."""
    page = shown(qtbot, office, place)
    page.rest.click()
    ticked = page.undo.text().removeprefix("撤回“其余均齐全”（").removesuffix("项）")
    assert f"其中{int(ticked) - 2}项没有电子文件，请确认收到了纸质件" in page.state.text()
    page.undo.click()
    assert "没有电子文件" not in page.state.text()


def test_a_file_that_no_program_opens_is_told_of(
    qtbot: QtBot,
    office: Office,
    place: Place,
    received: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine without a reader of PDF: what is lacking is said, and where the copy lies."""
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda _url: False)
    told: list[str] = []
    office.noted.connect(told.append)
    page = shown(qtbot, office, place)
    page.received.table.selectRow(1)
    page.received.look.click()
    [sentence] = told
    assert sentence.startswith(f"没有打开“{received[1]}”：这台电脑上没有能打开它的软件。")


def test_scans_are_added_in_every_scheme(qtbot: QtBot, office: Office, place: Place) -> None:
    """添加照片、扫描件 stands beside each paper, also where the check is only advised."""
    page = shown(qtbot, office, place)
    page.rows["business_licence"].setFocus()
    page.notes.show_truth(wanted=False, article="")
    assert page.notes.scans.add.isVisible()
    assert page.notes.article.text() == "办法未作要求，建议核验后记录"


def test_scans_that_are_dropped_are_kept_here(
    qtbot: QtBot, office: Office, place: Place, received: list[str], tmp_path: Path
) -> None:
    """They join the list of files; a roster belongs to 名单, and what only looks like one not."""
    page = shown(qtbot, office, place)
    told: list[str] = []
    office.noted.connect(told.append)
    office.refused.connect(lambda text, _hint: told.append(text))
    more, false = tmp_path / "补交审计报告.pdf", tmp_path / "清单.pdf"
    more.write_bytes(b"%PDF-1.7 later")
    false.write_bytes(b"PK\x03\x04")
    page.take_files([more])
    page.take_files([false])
    names = [one.file.name for one in page.received.rows.rows()]
    wanted = [page.wants([more]), page.wants([more, tmp_path / "名单.xlsx"]), page.wants([])]
    assert (names, wanted) == ([*received, "补交审计报告.pdf"], [True, False, False])
    assert told == [
        "已保存1个扫描件，列在材料清单下方“收到的文件”中，请标明属于哪一项。",
        "“清单.pdf”不是扫描件（PDF、OFD或图片），没有保存。",
    ]
