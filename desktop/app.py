"""Makes the program's parts and ties them together: the only place that does."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QSettings,
    QSize,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths
from desktop.domain.problem import UserError
from desktop.settings import Settings, read_settings, with_recent, write_settings
from desktop.ui.kit import icons
from desktop.ui.kit.after_paint import AfterPaint
from desktop.ui.kit.fonts import register_fonts, register_rare_fonts
from desktop.ui.kit.office import Office, trace_of
from desktop.ui.kit.page import Place
from desktop.ui.kit.redress import redressing
from desktop.ui.kit.theme import STYLE, Theme
from desktop.ui.kit.tones import LIGHT
from desktop.ui.loading import AFTER_OPENING, AFTER_PAINT, load_rooms
from desktop.ui.main_window import TITLE, MainWindow, is_dossier
from desktop.ui.pages.first_use import page_factories
from desktop.ui.plain import settle_python

if TYPE_CHECKING:  # the store's libraries are loaded when a file is opened, not when the window is
    from desktop.ui.keeper import Keeper
    from desktop.ui.pages.first_start import Beginning, FirstStart
    from desktop.work.desk import Desk

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
_MODE = 0o600
_PASSING_SECONDS = 3600
_TITLE_HEIGHT = 24  # px; asking the style brings 6 ms of names before the first paint
_EXAMPLE_FILE = "示例.review"


def run_window(path: Path | None = None) -> int:
    """Open the window, on the file `path` or the last one; returns the exit status.

    A 报送材料包 (.rdpack) is no file to work in: it is verified in the last one, at 上级汇总.
    """
    settle_python()
    prefer_ibus(os.environ)
    # Asking an application for its style brings all of QStyle's names, 6 ms before the paint.
    application = QApplication([*sys.argv[:1], "-style", STYLE])
    application.setProperty("styled", STYLE)
    prepare(application)
    settings = read_settings(paths.settings_file())
    theme = Theme(application)
    theme.apply(settings.theme, settings.scale)
    theme.chosen.connect(_remember_look)
    office = Office()
    office.opened.connect(_remember_file)
    kept: list[Keeper] = []
    logs: list[logging.Handler] = []
    window = bare_window(office, theme, partial(beginning, settings), lambda: kept[0])
    sys.excepthook = _telling(office)
    office.crashed.connect(_report_crash)
    dossier = path if path is not None and is_dossier(path) else None
    wanted = _wanted(None if dossier else path, settings)
    if wanted is not None:
        window.show_opening(wanted)
    fit(window, window.screen().availableSize())

    def go_on() -> None:
        kept.append(keeper_of(office))
        look_after(window, kept[0])
        _open_first(window, wanted, dossier)
        QTimer.singleShot(AFTER_PAINT, window, settle)

    def settle() -> None:
        if office.pending and not office.path:  # the file is still being opened
            QTimer.singleShot(AFTER_PAINT, window, settle)
            return
        logs.extend(_begin_log())
        register_rare_fonts()
        accompany(window, kept[0])
        _end_in_order(application)

    AfterPaint(window, go_on)  # what only an open file needs is loaded after it
    window.show()
    ended = application.exec()
    _end_log(logs)
    return ended


def fit(window: QWidget, screen: QSize) -> None:
    """Fill a `screen` (pixels, without its bars) that is too small: the last line stays in sight.

    The offices' 1366×768 is lower than the window with its title.
    """
    if window.width() > screen.width() or window.height() + _TITLE_HEIGHT > screen.height():
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def prepare(application: QApplication) -> None:
    """Name the program, take the bundled fonts, and let Qt's own buttons speak Chinese."""
    application.setApplicationName("review-desk")
    application.setOrganizationName("review-desk")
    application.setApplicationDisplayName(TITLE)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    application.setDesktopFileName("internal.review-desk")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    register_fonts(rare=False)
    application.setWindowIcon(icons.window_icon("recommend", LIGHT.accent))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    words = str(paths.resources_dir() / "words")
    # The last one is asked first: what Qt's own Chinese lacks or calls otherwise than we do.
    for name, place in (("qtbase_zh_CN", folder), ("qt_zh_CN.qm", words)):
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)


def keeper_of(office: Office) -> Keeper:
    """What looks after the files that `office` opens, with this machine's folders."""
    from desktop.ui.keeper import Folders, Keeper
    from desktop.work.give_back import share_memory

    share_memory()
    places = (paths.profile_dir(), paths.scratch_dir(), paths.forms_dir(), paths.fonts_dir())
    wipe(paths.scratch_dir())
    return Keeper(office, Folders(*places), office)


def wipe(folder: Path) -> None:
    """Take away the passing files that a crash left, before new ones are made."""
    old = time.time() - _PASSING_SECONDS
    for left in folder.glob("*") if folder.is_dir() else ():
        if left.stat().st_mtime < old:  # another window may be checking its file just now
            shutil.rmtree(left, ignore_errors=True)


def make_window(
    office: Office, theme: Theme, beginning: Callable[[], Beginning], keeper: Keeper | None = None
) -> MainWindow:
    """The window with all its pages; `beginning` is asked when the first start is shown.

    Without a `keeper` nothing is backed up by itself.
    """
    window = bare_window(office, theme, beginning, lambda: keeper or keeper_of(office))
    attend(window, keeper)
    return window


def bare_window(
    office: Office,
    theme: Theme,
    beginning: Callable[[], Beginning],
    keeper: Callable[[], Keeper],
) -> MainWindow:
    """The window with all its pages, and nothing that looks after them yet."""
    theme.carry = lambda change: office.in_turns(redressing(change), owner=theme)
    return MainWindow(office, page_factories(theme, beginning, keeper))


def attend(window: MainWindow, keeper: Keeper | None) -> None:
    """Let the window's drafts, the idle minutes and the open file be looked after from now on."""
    look_after(window, keeper)
    accompany(window, keeper)


def look_after(window: MainWindow, keeper: Keeper | None) -> None:
    """Have each file looked at before any of it is shown, and the pages made ready after that."""
    rooms = partial(load_rooms, window.office)
    window.office.opened.connect(lambda _path: QTimer.singleShot(AFTER_OPENING, window, rooms))
    if keeper is not None:
        keeper.told.connect(window.message.tell)
        keeper.last_told.connect(window.bottom.show_backup)
        window.bottom.backups_wanted.connect(lambda: window.go(window.place.at("safety")))


def accompany(window: MainWindow, keeper: Keeper | None) -> None:
    """Keep what is typed, count idle minutes, answer a second start; of the open file at once."""
    from desktop.ui.drafts import DraftWatch
    from desktop.ui.idle import IdleLock
    from desktop.ui.kit.neighbour import Neighbour

    path = window.office.path
    drafts = DraftWatch(window)
    IdleLock(window)
    if path:
        drafts.begin()
    if keeper is not None:
        neighbour = Neighbour(window, keeper.folders.profile)
        window.office.opened.connect(neighbour.listen)
        window.closing.connect(neighbour.forget)
        if path:
            neighbour.listen(path)


def beginning(settings: Settings) -> Beginning:
    """What the first start needs from this machine."""
    from PySide6.QtCore import QStandardPaths

    from desktop.ui.pages.first_start import Beginning
    from desktop.ui.pages.refused import Places

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Beginning(
        open=open_file,
        schemes=scheme_names,
        folder=Path(documents or Path.home()),
        recent=[Path(name) for name in settings.recent_files],
        examples=paths.resources_dir() / "example",
        example_file=paths.profile_dir() / _EXAMPLE_FILE,
        places=Places(paths.scratch_dir(), Path(documents or Path.home()), paths.profile_dir()),
    )


def open_file(path: Path) -> Desk:
    """Open (or make) a file with the shipped schemes and fonts; readable by its owner only.

    UserError where it can't be had.
    """
    from desktop.work.desk import open_desk
    from desktop.work.edition_there import lacks_editions
    from desktop.work.opening import refuse_place

    refuse_place(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        where = f"文件夹“{path.parent}”不能建立。"
        raise UserError(where, "请换一个位置，例如“文档”文件夹。") from error
    own = paths.own_forms_dir()
    desk = open_desk(path, paths.forms_dir(), paths.fonts_dir(), own=own)
    if lacks_editions(desk):
        from desktop.work.edition_restore import restore_editions

        restore_editions(desk)
    _choose_fonts(desk)
    path.chmod(_MODE)
    return desk


def _choose_fonts(desk: Desk) -> None:
    """Let papers be made with this machine's own fonts, where some were chosen."""
    chosen = read_settings(paths.settings_file())
    if chosen.title_font or chosen.body_font or chosen.head_font:
        from desktop.work.paper_fonts import system_folders, use_chosen_fonts

        use_chosen_fonts(desk, paths.settings_file(), system_folders())


def scheme_names() -> Sequence[tuple[str, str]]:
    """Ids and names of the shipped schemes."""
    from desktop.domain.measures import computations
    from desktop.schemes.shelf import read_shelf

    shelf = read_shelf(paths.forms_dir(), frozenset(computations()), need_sheets=True)
    return sorted((scheme.id, scheme.name) for scheme in shelf.values())


def prefer_ibus(environment: MutableMapping[str, str]) -> None:
    """Where fcitx runs and Qt has no plugin for it, speak ibus: fcitx5 answers that too."""
    wanted = {environment.get(name, "") for name in ("QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")}
    if not any("fcitx" in one for one in wanted):
        return
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    known = any((plugins / "platforminputcontexts").glob("*fcitx*"))
    if not known:
        environment["QT_IM_MODULE"] = "ibus"


def _wanted(path: Path | None, settings: Settings) -> Path | None:
    """The file to open at the start: what was asked for, else the last one that is still there."""
    recent = (Path(name) for name in settings.recent_files if Path(name).is_file())
    return path or next(recent, None)


def _open_first(window: MainWindow, wanted: Path | None, dossier: Path | None = None) -> None:
    dossiers = [dossier] if dossier is not None else []
    if wanted is None:
        window.go(Place("first_start"))
        if dossiers:
            window.open_dossiers(dossiers)
        return
    if dossiers:
        window.open_dossiers(dossiers)

    def instead(error: Exception) -> None:
        window.go(Place("first_start"))
        page = window.page("first_start")
        if isinstance(error, UserError):
            cast("FirstStart", page).offer(wanted, error)

    window.office.open_file(
        lambda: open_file(wanted), lambda _path: None, owner=window, otherwise=instead
    )


def _report_crash(trace: str) -> None:
    from desktop.log import write_crash_report

    write_crash_report(paths.log_dir(), trace, datetime.now().astimezone())


def _begin_log() -> list[logging.Handler]:
    from desktop.log import start_log

    try:
        return [start_log(paths.log_dir())]
    except OSError:
        logging.getLogger("desktop").warning("no log could be opened")
        return []


def _end_in_order(application: QApplication) -> None:
    from desktop.ui.ending import end_in_order

    end_in_order(application)


def _end_log(handlers: list[logging.Handler]) -> None:
    from desktop.log import stop_log

    for one in handlers:
        stop_log(one)


def _remember_file(name: str) -> None:
    passing = Path(name).is_relative_to(paths.scratch_dir())
    if Path(name) != paths.profile_dir() / _EXAMPLE_FILE and not passing:
        _remember(lambda kept: with_recent(kept, Path(name)))


def _remember_look(mode: str, scale: int) -> None:
    _remember(lambda kept: replace(kept, theme=mode, scale=scale))


def _remember(change: Callable[[Settings], Settings]) -> None:
    file = paths.settings_file()
    try:
        write_settings(file, change(read_settings(file)))
    except OSError:
        logging.getLogger("desktop").warning("the settings could not be written")


def _telling(
    office: Office,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def tell(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        trace = trace_of(error)
        logging.getLogger("desktop").error("%s", trace)
        office.crashed.emit(trace)

    return tell
