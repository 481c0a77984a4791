"""Run in a process of its own: pictures of what is opened by an act: panels, dialogs, windows.

python picture_more.py FILE FOLDER MODE NAME   ->   FOLDER/faults-more-NAME.json, FOLDER/*.png
"""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import manual_bureau
import picture_data
from openpyxl import Workbook
from picture_faults import faults_of
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop import app
from desktop.domain.problem import UserError
from desktop.settings import Settings
from desktop.ui.drafts import DraftsDialog
from desktop.ui.keys_sheet import KeysSheet
from desktop.ui.kit.asking import TextQuestion, ask_yes
from desktop.ui.kit.crash import CrashDialog
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.kit.theme import Theme
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.refused import Places, RefusedDialog
from desktop.ui.pages.steps.ceremony_window import CeremonyWindow
from desktop.ui.pages.steps.recommend import PAPER
from desktop.work.cases import CaseLine, list_cases
from desktop.work.desk import Desk
from desktop.work.drafts import Blank, Draft
from desktop.work.drawing import lock_frame
from desktop.work.handover import take_back
from desktop.work.keeping import last_words
from desktop.work.receive import save_value
from desktop.work.rounds import list_rounds

Shot = tuple[str, Callable[[], QWidget]]
SETTLE, MOST_LOOKS = 60, 40  # ms, times
LONG = (
    "“昆明翠岭数字化服务平台申报材料（含佐证材料扫描件）第二次补正.xlsx”第12行的成立日期"
    "2026年13月40日不是日期，没有采纳；这一行的统一社会信用代码与第7行的相同。"
)
HINT = "请在原文件中改正后重新导入，或在名单中就地修改；已经采纳的其余各行不受影响，不必重做。"
FIRMS = (
    ("序号", "企业名称", "统一社会信用代码", "联系人", "联系电话", "服务内容"),
    (1, "昆明拓东机械有限公司", "91530100MA6K00001X", "赵一", "13800000001", "技术咨询"),
    (2, "昆明拓东机械有限公司", "91530100MA6K00001X", "赵一", "1380000000", "技术咨询"),
    (3, "", "", "钱二", "13800000002", "培训"),
    (4, "云南翠湖电子商务有限公司", "915301", "孙三", "没有", "融资"),
)


def run(file: Path, folder: Path, mode: str, name: str) -> None:
    """Take the pictures of one look, on a copy of the file: acts change it."""
    application = QApplication([])
    app.prepare(application)
    with tempfile.TemporaryDirectory() as scratch:
        there = Path(scratch)
        copy = there / file.name
        shutil.copyfile(file, copy)
        shutil.copytree(f"{file}.files", f"{copy}.files")
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, scratch)
        theme, office = Theme(application), Office(inline=True)
        theme.apply(mode, 100)
        window = app.make_window(office, theme, lambda: app.beginning(Settings()))
        office.open_file(lambda: app.open_file(copy), lambda _path: None, owner=window)
        office.ask(last_words, window.bottom.show_backup, owner=window)  # as the keeper has it said
        window.resize(1280, 800)
        window.show()
        faults = {}
        for title, show in shots(window, office, there):
            widget = show()
            _settled(widget).save(str(folder / f"{name}-{title}.png"))
            faults[title] = faults_of(widget)
            _put_away(window, widget)
        window.close()
    told = json.dumps(faults, ensure_ascii=False)
    (folder / f"faults-more-{name}.json").write_text(told, "utf-8")


def shots(window: MainWindow, office: Office, folder: Path) -> Iterator[Shot]:
    """Yield each picture's title, and what shows the widget that is taken."""
    rounds = _ask(office, list_rounds)
    first = next(one.id for one in rounds if one.scheme_id == picture_data.FIRST)
    lines = _ask(office, lambda desk: list_cases(desk, first))
    yield from _round_shots(window, first)
    yield from _acts(window, office, first, lines, folder)
    yield from _windows(window, office, lines)
    yield from _dialogs(window, office, folder)
    for title, show in manual_bureau.shots(window, office, first, folder):
        yield f"more-b-{title}", show


def _round_shots(window: MainWindow, first: int) -> Iterator[Shot]:
    yield "more-1-round_state", lambda: _at(window, "send", first, f"{PAPER}round_state")

    def edition() -> QWidget:
        _at(window, "schemes", first)
        window.page("schemes").copy.click()
        return window

    yield "more-2-edition", edition
    for at in (1, 4, 6):
        yield f"more-2-edition-{at}", lambda at=at: _section(window, at)
    yield "more-2-edition-changes", lambda: _section(window, -1)

    def over() -> QWidget:
        page = window.page("schemes")
        page.editor.back.click()
        page._begin_over()
        return window

    yield "more-2-over", over


def _section(window: MainWindow, at: int) -> QWidget:
    table = window.page("schemes").editor.list
    table.setCurrentRow(at % table.count())
    return window


def _acts(
    window: MainWindow, office: Office, first: int, lines: list[CaseLine], folder: Path
) -> Iterator[Shot]:
    yield "more-3-preview", lambda: _preview(window, first, lines[1].id, folder)
    yield "more-3-mapping", lambda: _unknown_columns(window, first, lines[1].id, folder)
    yield "more-4-units-by-hand", lambda: _units(window, first, folder)
    yield "more-5-arrived", lambda: _arrived(window, office, first, lines[2].id, folder)

    def tell() -> QWidget:
        _at(window, "todo", first)
        window.message.tell(LONG, HINT)
        return window

    yield "more-6-message", tell

    def search() -> QWidget:
        window.message.hide()
        _at(window, "todo", first)
        window.activateWindow()
        QTest.qWait(2500)  # the index of initials grows after the opening
        window.top.search.setFocus()
        window.top.search.setText("yfcy")
        window.searching.look("yfcy")
        return window

    yield "more-7-search", search


def _preview(window: MainWindow, first: int, case: int, folder: Path) -> QWidget:
    return _read(window, first, case, folder / "服务企业名单（报送）.xlsx", FIRMS)


def _unknown_columns(window: MainWindow, first: int, case: int, folder: Path) -> QWidget:
    heads = ("甲", "乙", "丙", "丁", "戊", "己")
    return _read(window, first, case, folder / "名单2.xlsx", (heads, *FIRMS[1:]))


def _read(
    window: MainWindow, first: int, case: int, made: Path, rows: tuple[tuple[object, ...], ...]
) -> QWidget:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(made)
    window.go(Place("case", first, case, "rosters"))
    window.page("case").step("rosters").take_files([made])
    return window


def _units(window: MainWindow, first: int, folder: Path) -> QWidget:
    book = Workbook()
    for row in (("甲", "乙", "丙"), ("滇池科创服务平台", "昆明滇池科创服务有限公司", "2023.6")):
        book.active.append(row)
    made = folder / "授牌.xlsx"
    book.save(made)
    window.go(Place("dynamic", first))
    window.page("dynamic").read_from(made)
    return window


def _arrived(window: MainWindow, office: Office, first: int, case: int, folder: Path) -> QWidget:
    window.go(Place("handover", first))
    page, target = window.page("handover"), folder / "移交件.zip"
    page.write(target, [case], "李同事")
    office.keep(lambda desk: take_back(desk, [case], "急用"), owner=office)
    office.keep(lambda desk: save_value(desk, case, "contact", "孙新"), owner=office)
    page.read(target)
    return window


def _windows(window: MainWindow, office: Office, lines: list[CaseLine]) -> Iterator[Shot]:
    def manual() -> QWidget:
        window.helping.open("draw")
        return window.helping.window

    yield "more-8-manual", manual
    waiting = next(one for one in lines if "翠岭" in one.name)
    office.keep(lambda desk: lock_frame(desk, waiting.id), owner=office)
    ceremony = CeremonyWindow(office, window)
    ceremony.resize(1280, 800)

    def begin() -> QWidget:
        ceremony.show_case(waiting.id)
        ceremony.show()
        return ceremony

    def step(*acts: Callable[[], object]) -> Callable[[], QWidget]:
        def show() -> QWidget:
            for act in acts:
                act()
            ceremony.show()
            return ceremony

        return show

    digits = ceremony.digits
    yield "more-9-ceremony-1", begin
    yield "more-9-ceremony-2", step(ceremony.to_digits.click, lambda: digits.setText("3141"))
    typed = (lambda: digits.setText("314159"), lambda: ceremony.supervisor.setText("顾明远"))
    yield "more-9-ceremony-3", step(*typed, ceremony.look.click)
    yield "more-9-ceremony-4", step(ceremony.confirm.click, lambda: QTest.qWait(2000))
    yield "more-9-ceremony-5", step(lambda: _all(ceremony))


def _all(ceremony: CeremonyWindow) -> None:
    for _ in range(40):
        ceremony._reveal()


def _dialogs(window: MainWindow, office: Office, folder: Path) -> Iterator[Shot]:
    where = "滇澜中小企业技术服务平台　收件登记　平台概况"
    draft = Draft(Blank("case", 1, 1, "receive", "平台概况"), where, LONG)
    error = UserError("文件正在另一台电脑上打开：王测试，2026年11月20日 09:12。", HINT)
    places = Places(folder, folder, folder)
    file = folder / "别的.review"
    made: dict[str, Callable[[], QDialog]] = {
        "keys": lambda: KeysSheet(window),
        "text": lambda: TextQuestion(window, "撤回这份申报？以后仍可恢复。", "撤回的原因"),
        "crash": lambda: CrashDialog("Traceback\n  File desktop/ui/x.py, line 1\nKeyError", window),
        "drafts": lambda: DraftsDialog((draft, draft), lambda _o: True, lambda _o: None, window),
        "refused": lambda: RefusedDialog(office, file, error, places, app.open_file, window),
    }
    for name, make in made.items():
        yield f"more-a-{name}", lambda make=make: _shown(make())
    yield "more-a-yes", lambda: _question(window)


def _shown(dialog: QDialog) -> QDialog:
    dialog.open()
    return dialog


def _question(window: MainWindow) -> QWidget:
    """A question holds up whoever asks it: its picture is taken from within."""
    seen: list[QWidget] = []

    def look() -> None:
        box = QApplication.activeModalWidget() or window
        seen.append(_Picture(box))
        if isinstance(box, QDialog):
            box.reject()

    QTimer.singleShot(300, look)
    ask_yes(window, "把这份申报作废？", "作废", "作废后仍留在申报初审中，可以随时恢复。")
    return seen[0]


class _Picture(QWidget):
    """Stands for a widget that is gone by the time its picture is wanted."""

    def __init__(self, of: QWidget) -> None:
        """Take the picture of it now."""
        super().__init__()
        self._shot = of.grab()

    def grab(self) -> object:
        """What was seen."""
        return self._shot


def _at(window: MainWindow, page: str, first: int, detail: str = "") -> QWidget:
    window.go(Place(page, first, detail=detail))
    return window


def _put_away(window: MainWindow, widget: QWidget) -> None:
    if widget is not window:
        widget.hide()
        if isinstance(widget, QDialog):
            widget.reject()


def _settled(widget: QWidget) -> object:
    before, image = None, widget.grab().toImage()
    for _ in range(MOST_LOOKS):
        before = image
        QTest.qWait(SETTLE)
        image = widget.grab().toImage()
        if image == before:
            break
    return image


def _ask(office: Office, errand: Callable[[Desk], object]) -> object:
    heard: list[object] = []
    office.ask(errand, heard.append, owner=office)
    return heard[0]


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
