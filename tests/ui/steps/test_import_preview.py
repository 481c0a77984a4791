"""导入预览: what each file is, which column is which, and nothing lost without a word."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from applicant import FIRM_HEAD, put_book
from pytestqt.qtbot import QtBot

from desktop.ui.kit import asking
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.steps import problem_out
from desktop.ui.pages.steps.preview import Preview
from desktop.ui.pages.steps.rosters import RostersPage


def previewing(qtbot: QtBot, office: Office, place: Place, *paths: Path) -> RostersPage:
    """The page of rosters with the preview of these files."""
    page = RostersPage(office)
    qtbot.addWidget(page)
    page.resize(940, 640)
    page.show_for(place)
    page.show()
    page.take_files(paths)
    return page


def files(preview: Preview) -> list[tuple[str, ...]]:
    """The list of files as text: name, taken, refused, what it is."""
    text = {column.key: column.text for column in preview.rows.columns}
    keys = ("name", "taken", "refused", "what")
    return [tuple(text[key](n) for key in keys) for n in preview.rows.rows()]


def tabs(preview: Preview) -> list[str]:
    """The tabs of the file that is shown."""
    found = preview.file.tabs
    return [found.tabText(index) for index in range(found.count())]


def test_a_folder_shows_all_its_files(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """Form and rosters stand together; one button takes them all."""
    (folder / "9照片.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    preview = previewing(qtbot, office, place, folder).preview
    assert files(preview) == [
        ("1申请表.docx", "", "", "申请表"),
        ("2服务企业.xlsx", "5", "1", "服务中小微企业及服务评价表"),
        ("3人员.xlsx", "3", "0", "管理和专职服务人员情况表"),
        ("9照片.png", "", "", "附件（扫描件）"),
    ]
    assert preview.state.text() == "共4个文件　申请表1份　名单2份　附件1个"
    assert preview.accept_button.text() == "全部采纳"


def test_a_roster_shows_sheet_header_and_rows(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """The chosen file says its sheet, the header's line, taken and refused rows."""
    preview = previewing(qtbot, office, place, folder).preview
    preview.files.choose(1)
    assert (preview.file.sheet_name(), preview.file.header.text()) == ("名单", "2")
    assert tabs(preview) == ["名单行（6）"]
    assert preview.file.sentence.text().endswith("读入6 = 采纳5 + 拒绝1（名单）")
    assert preview.file.kind.currentText() == "服务中小微企业及服务评价表"


def test_a_column_is_chosen_by_hand(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """A column whose heading says nothing is taken once the reviewer names it."""
    head = ("序号", "企业名称", "所属县区", "联系人", "怎么找到他", "专精特新")
    rows = [head, (1, "昆明甲有限公司", "五华区", "李示例", "13800000001", "是")]
    preview = previewing(qtbot, office, place, put_book(tmp_path / "企业.xlsx", rows)).preview
    combo = preview.file.lines("firms").chooser.combos["phone"]
    assert combo.currentText() == "（不取）"
    combo.setCurrentIndex(combo.findText("怎么找到他"))
    combo.activated.emit(combo.currentIndex())
    [row] = preview.file.lines("firms").rows.rows()
    assert row.cells["phone"] == "13800000001"
    assert combo.currentText() == "怎么找到他"


def test_a_file_is_called_something_else_or_left_out(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """The reviewer decides what a file is, and whether it is taken at all."""
    preview = previewing(qtbot, office, place, folder).preview
    preview.files.choose(2)
    kind = preview.file.kind
    kind.setCurrentIndex(kind.findText("不导入"))
    kind.activated.emit(kind.currentIndex())
    assert files(preview)[2][3] == "不导入"
    assert [one.name for one in preview.chosen()] == ["1申请表.docx", "2服务企业.xlsx"]
    kind.setCurrentIndex(kind.findText("管理和专职服务人员情况表"))
    kind.activated.emit(kind.currentIndex())
    assert files(preview)[2] == ("3人员.xlsx", "3", "0", "管理和专职服务人员情况表")


def test_another_header_line_is_read_from_there(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """The reviewer says in which line the header stands; the rows below it are taken."""
    old = (1, "昆明旧有限公司", "五华区", "李示例", "13800000001", "")
    new = (1, "昆明新有限公司", "五华区", "李示例", "13800000002", "")
    rows = [FIRM_HEAD, old, FIRM_HEAD, new]
    preview = previewing(qtbot, office, place, put_book(tmp_path / "企业.xlsx", rows)).preview
    preview.file.header.setText("3")
    preview.file.header.editingFinished.emit()
    taken = preview.file.lines("firms").rows.rows()
    assert [row.cells["name"] for row in taken] == ["昆明新有限公司"]


def test_two_files_of_one_roster_are_said_to_be_joined(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """Two files of the same roster are no surprise after the fact."""
    put_book(folder / "4人员补充.xlsx", [("姓名", "岗位", "学历"), ("员工9", "顾问", "本科")])
    preview = previewing(qtbot, office, place, folder).preview
    assert preview.warning.text() == (
        "有2张表都认作“管理和专职服务人员情况表”，采纳后依次合为一份；不要的请选“不导入”。"
    )


def test_no_correction_is_dropped_without_a_question(
    qtbot: QtBot, office: Office, place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """取消 and leaving both ask and say how much would be lost; a no keeps the preview."""
    asked: list[tuple[str, ...]] = []

    def answer(_parent: Any, *words: str) -> bool:
        asked.append(words)
        return len(asked) == 3

    monkeypatch.setattr(asking, "ask_yes", answer)
    page = previewing(qtbot, office, place, folder)
    page.preview.files.choose(1)
    lines = page.preview.file.lines("firms")
    lines.rows.edited.emit(lines.rows.value(0), "contact", "赵六")
    page.preview.refuse_rows([lines.rows.value(n).at for n in (1, 2)], "已注销")
    page.preview.cancel_button.click()
    assert page.previewing()
    assert page.leave() is False
    page.preview.cancel_button.click()
    assert not page.previewing()
    assert page.cards["firms"].count.text() == "还没有导入（须提供）"
    assert {words[:2] for words in asked} == {
        ("读入的3个文件还没有采纳，已改的3处会丢失。", "放弃这次导入")
    }
    assert asked[0][-1] == "继续办理"
    assert page.leave() is True


def test_files_that_nobody_touched_are_left_with_a_word(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """Nothing is lost that the folder does not hold: it is said, and not asked."""
    page = previewing(qtbot, office, place, folder)
    with qtbot.waitSignal(office.noted) as noted:
        page.preview.cancel_button.click()
    assert not page.previewing()
    assert noted.args == ["刚才读入的3个文件没有采纳；文件本身不变，需要时可以再拖入。"]


def test_what_became_of_each_file_is_told(
    qtbot: QtBot, office: Office, place: Place, folder: Path
) -> None:
    """After 全部采纳 the page says what was taken from each file."""
    page = previewing(qtbot, office, place, folder)
    page.preview.accept_button.click()
    assert page.told.sentence.text() == "已采纳3个文件。"
    assert page.told.hint.text().count("\n") == 0
    assert page.told.toolTip().split("\n")[1] == (
        "2服务企业.xlsx：服务中小微企业及服务评价表：读入6 = 采纳5 + 拒绝1（名单）"
    )


def test_an_empty_folder_is_said_to_be_empty(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """Nothing found is said, and no preview opens."""
    empty = tmp_path / "空"
    empty.mkdir()
    page = previewing(qtbot, office, place, empty)
    assert not page.previewing()
    assert page.told.sentence.text() == "没有找到文件。"


def test_another_table_of_the_file_is_taken_by_one_click(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """The second sheet is offered, read by its own header, and counted with the first."""
    path = tmp_path / "名单.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "上半年"
    for row in (FIRM_HEAD, ("1", "甲公司", "甲某", "13900000001", "培训", "√", "")):
        book.active.append(row)
    other = book.create_sheet("下半年")
    for row in (
        ("电话", "单位名称", "对接人", "服务内容"),
        ("13900000002", "乙公司", "乙某", "检测"),
    ):
        other.append(row)
    other.append(("13900000003", "", "丙某", "检测"))
    book.save(path)
    preview = previewing(qtbot, office, place, path).preview
    [offer] = preview.file.more.buttons
    assert offer.text() == "“下半年”（2行）也是这份名单：一并导入"
    offer.click()
    title = "服务中小微企业及服务评价表"
    assert files(preview) == [("名单.xlsx", "1", "0", title), ("名单.xlsx", "1", "1", title)]
    assert preview.sums.text() == "名单行：读入3 = 采纳2 + 拒绝1"
    assert preview.file.sheet_name() == "下半年"
    assert preview.file.more.buttons == []


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_the_problem_list_is_saved_as_chosen(
    qtbot: QtBot,
    office: Office,
    place: Place,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    starts: bytes,
) -> None:
    """One button offers Excel, PDF, Word and the printer; what was written is told."""
    target = folder.parent / f"清单.{kind}"
    monkeypatch.setattr(problem_out, "ask_save", lambda *_: target)
    preview = previewing(qtbot, office, place, folder).preview
    preview.list_button.choose(kind)
    assert target.read_bytes().startswith(starts)
    assert preview.told.text() == f"问题清单共2处，已保存：{target}"


def test_the_problem_list_is_printed(
    qtbot: QtBot, office: Office, place: Place, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes to the printer is the PDF."""
    sent: list[bytes] = []
    monkeypatch.setattr(problem_out, "ask_printer", lambda *_: object())
    monkeypatch.setattr(problem_out, "print_pdf", lambda _o, _p, pdf, _h: sent.append(pdf[:4]))
    preview = previewing(qtbot, office, place, folder).preview
    preview.list_button.choose(problem_out.PRINT)
    assert sent == [b"%PDF"]
    assert preview.told.text() == "问题清单共2处，已送打印。"


@pytest.mark.parametrize(("width", "shown"), [(400, True), (200, False)])
def test_a_narrow_list_still_says_what_each_file_is(
    qtbot: QtBot, office: Office, place: Place, folder: Path, width: int, shown: bool
) -> None:
    """At 150 % there is room for names and kinds alone; the counts stand beside the file."""
    preview = previewing(qtbot, office, place, folder).preview
    table = preview.files
    table.resize(width, 300)
    qtbot.waitUntil(lambda: table.width() == width)
    visible = [not table.isColumnHidden(n) for n in range(4)]
    assert visible == [True, True, shown, shown]
    used = sum(table.columnWidth(n) for n in range(4) if visible[n])
    assert used <= table.viewport().width()


def test_a_word_file_of_a_roster_alone_is_called_that_roster(
    qtbot: QtBot, office: Office, place: Place, tmp_path: Path
) -> None:
    """Its rows come first; no 申请表 is counted where nothing of the form was filled in."""
    head = ("序号", "姓名", "性别", "职务", "学历", "职称", "专业")
    people = [
        (str(n), name, "男", "主任", "本科", "工程师", "会计") for n, name in enumerate("甲乙", 1)
    ]
    document = docx.Document()
    document.add_paragraph("管理和专职服务人员情况表")
    table = document.add_table(rows=3, cols=7)
    for at, cells in enumerate((head, *people)):
        for n, text in enumerate(cells):
            table.cell(at, n).text = text
    path = tmp_path / "人员.docx"
    document.save(str(path))
    preview = previewing(qtbot, office, place, path).preview
    assert files(preview) == [("人员.docx", "2", "0", "管理和专职服务人员情况表")]
    assert preview.state.text() == "共1个文件　名单1份"
    assert preview.file.sentence.text() == "管理和专职服务人员情况表：名单2行"
    assert tabs(preview)[0] == "管理和专职服务人员情况表（2）"
