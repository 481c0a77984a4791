"""Light and dark: one palette of named tones, one style sheet, and the text size."""

import re
from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop import paths
from desktop.ui.kit import icons
from desktop.ui.kit.accent import accent_of, with_accent
from desktop.ui.kit.tones import DARK, LIGHT, Tones

MODES = (("auto", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
SCALES = (100, 110, 125, 150)
STYLE = "Fusion"
_BASE_POINTS = 10
_ROW_HEIGHT = 20  # px at 100 %: what a button or a blank holds at least
_TOKEN = re.compile(r"@([a-z_]+)")
_DRESSED = "dressed"  # the property of a window that has the style sheet
ASIDE = "aside"  # and of what holds pages that have stepped aside: they are tinted as they return


class Theme(QObject):
    """The look of the whole program; follows the system until a mode is chosen."""

    changed = Signal()
    chosen = Signal(str, int)  # mode and scale, when the reviewer has chosen them

    def __init__(self, application: QApplication) -> None:
        """Nothing is changed before `apply`."""
        super().__init__(application)
        self._application = application
        self.mode = "auto"
        self.scale = 100
        self.accent = accent_of(application.palette())  # the system's; ours are laid over it
        self.tones = LIGHT
        # How a change is carried out while windows are worked in; `apply` does it in place.
        self.carry: Callable[[Callable[[], None]], None] = _at_once
        application.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self, mode: str, scale: int) -> None:
        """Take the colours of `mode` (auto, light, dark) and a text size in per cent."""
        self.mode, self.scale = mode, scale
        self._change()

    def _change(self) -> None:
        """Show all windows in the colours and the text size that are chosen now."""
        scale, self.tones = self.scale, self._chosen()
        # Fifteen times as fast as putting one sheet over another, with 4,000 widgets there.
        windows = [one for one in self._windows() if one.property(_DRESSED)]
        for one in windows:
            one.setStyleSheet("")
        if self._application.property("styled") != STYLE:
            self._application.setStyle(STYLE)
            self._application.setProperty("styled", STYLE)
        font = self._application.font()
        font.setPointSizeF(_BASE_POINTS * scale / 100)
        self._application.setFont(font)
        # Qt tells them only later: their parts are dressed again by then, and would stay as large.
        for one in self._application.topLevelWidgets():
            QCoreApplication.sendEvent(one, QEvent(QEvent.Type.ApplicationFontChange))
        self._application.setPalette(palette_of(self.tones))
        self._application.setProperty("tones", self.tones)
        self._application.setProperty("sheet", sheet_of(self.tones, scale))
        for one in windows:
            dress(one)
        for one in self._windows():
            if not one.property(ASIDE):
                tint_all(one)
        self.changed.emit()

    def _windows(self) -> list[QWidget]:
        """The windows of their own: what has a parent has its looks from that."""
        return [one for one in self._application.topLevelWidgets() if one.parentWidget() is None]

    def choose(self, mode: str, scale: int) -> None:
        """Carry out what the reviewer has chosen, and tell it so that it is remembered."""
        self.mode, self.scale = mode, scale
        self.carry(self._change)
        self.chosen.emit(mode, scale)

    def _chosen(self) -> Tones:
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        in_dark = self.mode == "dark" or (self.mode == "auto" and dark)
        return with_accent(DARK if in_dark else LIGHT, self.accent)

    def _follow(self) -> None:
        if self.mode == "auto":
            self.carry(self._change)


def _at_once(change: Callable[[], None]) -> None:
    change()


def tones() -> Tones:
    """The tones that are shown now; the light ones before any theme was applied."""
    application = QApplication.instance()
    kept = application.property("tones") if application is not None else None
    return kept if isinstance(kept, Tones) else LIGHT


def dress(window: QWidget) -> None:
    """Give a window of its own the style sheet; what has a parent has its parent's.

    The sheet is the windows' and not the application's: else Qt reads it anew for all that a part
    holds each time that the part is put into a larger one, and a page takes thrice as long to make.
    """
    if window.parentWidget() is None:
        window.setProperty(_DRESSED, True)  # noqa: FBT003 - Qt's own signature
        application = QApplication.instance()
        window.setStyleSheet((application.property("sheet") if application else None) or "")


def tint_all(whole: QWidget) -> None:
    """Draw every icon of `whole` in the present tone."""
    for widget in (whole, *whole.findChildren(QAbstractButton), *whole.findChildren(QLabel)):
        tint(widget)


def tint(widget: QWidget) -> None:
    """Draw the widget's icon (its property `iconName`) in the present tone (`iconTone`)."""
    name = widget.property("iconName")
    if not name:
        return
    tone, shown = widget.property("iconTone") or "ink", tones()
    colour = str(getattr(shown, tone))
    if isinstance(widget, QAbstractButton):
        # Where Qt's paler one is not seen; drawing one for every icon would slow the start.
        disabled = shown.quiet if tone == "on_accent" else ""
        widget.setIcon(icons.icon(name, colour, disabled))
    elif isinstance(widget, QLabel):
        size = widget.property("iconSize") or 16
        widget.setPixmap(icons.picture(name, colour, size, widget.devicePixelRatioF()))


def with_icon(widget: QWidget, name: str, tone: str = "ink", size: int = 16) -> None:
    """Give a button or a label the icon `name`, which follows the theme from then on."""
    widget.setProperty("iconName", name)
    widget.setProperty("iconTone", tone)
    widget.setProperty("iconSize", size)
    tint(widget)


def sheet_of(shown: Tones, scale: int) -> str:
    """The style sheet with its @tokens replaced; an unknown token is a KeyError."""
    words = asdict(shown) | {
        "icons": (paths.resources_dir() / "icons").as_posix(),
        "small": f"{_BASE_POINTS * 0.9 * scale / 100:.1f}pt",
        "row": f"{_ROW_HEIGHT * scale // 100}px",
        "large": f"{_BASE_POINTS * 1.4 * scale / 100:.1f}pt",
    }
    text = (paths.resources_dir() / "style" / "review-desk.qss").read_text("utf-8")
    return _TOKEN.sub(lambda match: words[match.group(1)], text)


def palette_of(shown: Tones) -> QPalette:
    """The same tones as Qt's palette, for what no style sheet reaches."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: shown.desk,
        role.WindowText: shown.ink,
        role.Base: shown.paper,
        role.AlternateBase: shown.band,
        role.Text: shown.ink,
        role.PlaceholderText: shown.quiet,
        role.Button: shown.paper,
        role.ButtonText: shown.ink,
        role.Highlight: shown.chosen,
        role.HighlightedText: shown.ink,
        role.ToolTipBase: shown.paper,
        role.ToolTipText: shown.ink,
        role.Link: shown.accent,
        role.LinkVisited: shown.accent,
        role.Mid: shown.line,
    }
    palette = QPalette()
    for one, colour in pairs.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(shown.strong_line))
    return palette
