"""The manual's pictures of 报送材料包, 套用上级表样, 上级汇总, and of a list's columns."""

from collections.abc import Callable, Iterator
from pathlib import Path

import picture_data
from openpyxl import Workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop import paths
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.main_window import MainWindow
from desktop.work.desk import Desk
from desktop.work.dossier_gather import gather_dossier, prepare_dossier
from desktop.work.dossier_pack import save_dossier

Shot = tuple[str, Callable[[], QWidget]]
HEADS = (
    "序号",
    "平台（机构）名称",
    "申报单位全称",
    "单位地址",
    "联系人及电话",
    "推荐意见",
    "推荐类别",
)
LIST = (
    ("牌匾名称", "建设单位", "信用代码", "授牌年月"),
    ("滇池科创中小企业服务平台", "昆明滇池科创服务有限公司", "", "2023.6.10"),
    ("碧鸡数字化公共服务平台", "昆明碧鸡数字技术服务有限公司", "", "2024.5.20"),
)


def shots(window: MainWindow, office: Office, first: int, folder: Path) -> Iterator[Shot]:
    """Yield what is shown for each; the files that are opened are written to `folder`."""
    yield "dossier", lambda: _dossier(window, first)
    yield "refit", lambda: _refit(window, first, folder)
    yield "bureau", lambda: _bureau(window, office, first, folder)
    yield "units_import", lambda: _units(window, first, folder)


def _dossier(window: MainWindow, first: int) -> QWidget:
    page = _send(window, first)
    page.dossier.make.click()
    return _dialog(window)


def _refit(window: MainWindow, first: int, folder: Path) -> QWidget:
    """The bureau's own workbook, whose heads are in other words and another order."""
    book = Workbook()
    for row in (["2026年度推荐汇总表"], HEADS, [None] * len(HEADS)):
        book.active.append(row)
    made = folder / "市局2026年表样.xlsx"
    book.save(made)
    page = _send(window, first)
    page.paper.want("summary")
    _until(lambda: page.paper.out.sheaf is not None)
    page.paper.out.ask_refit()
    dialog = _dialog(window)
    dialog.take(made)
    return dialog


def _bureau(window: MainWindow, office: Office, first: int, folder: Path) -> QWidget:
    page, packs = _send(window, first), folder / "收到的材料包"
    ids = page.ids()
    packs.mkdir()

    def pack(desk: Desk) -> None:
        signer = prepare_dossier(desk, first, ids, paths.profile_dir()).value.signer
        made = gather_dossier(desk, first, ids, signer)
        save_dossier(made, packs / f"{made.name}.rdpack", lambda *_told: None)

    office.ask(pack, lambda _nothing: None, owner=office)
    window.go(Place("bureau", first))
    there = window.page("bureau")
    there.take_files([packs])
    _until(lambda: bool(there.rows.rows()))
    return window


def _units(window: MainWindow, first: int, folder: Path) -> QWidget:
    book = Workbook()
    for row in LIST:
        book.active.append(row)
    made = folder / "往年授牌名单.xlsx"
    book.save(made)
    window.go(Place("dynamic", first))
    page = window.page("dynamic")
    page.read_from(made)
    for key, at in (("name", 0), ("operator", 1), ("on", 3)):
        page.importing.chooser.chosen.emit(key, at)
    return window


def _send(window: MainWindow, first: int) -> QWidget:
    """汇总报送 with the one application that is 定稿, and no dialog over it."""
    for one in window.findChildren(QDialog):
        one.reject()
    window.go(Place("send", first))
    page = window.page("send")
    page.none.click()
    page.rows.edited.emit(page.rows.rows()[0], "tick", "1")
    return page


def _dialog(window: MainWindow) -> QDialog:
    return next(one for one in window.findChildren(QDialog) if one.isVisible())


def _until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        QTest.qWait(50)
        QApplication.processEvents()
    raise AssertionError(picture_data.FIRST)
