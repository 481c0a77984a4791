"""A dialog is as high as its sentences are at its width, and grows when it says more."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from desktop.ui.kit.layouts import Scrolled

_TENTHS = 8  # of the screen's height, where a list can be scrolled


class Dialog(QDialog):
    """Holds wrapped sentences without a hole below them.

    Qt reckons a window's first and least height as if each sentence were as narrow as it could be;
    what that is too much would stand as emptiness above the buttons.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Over `parent`."""
        super().__init__(parent)
        self._is_fitted = False

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that all needs at this width."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A sentence that comes later makes it higher; what the reviewer has made high stays."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._is_fitted:
            self._fit()
        return done

    def _fit(self) -> None:
        inside = self.layout()
        if inside is None or not inside.hasHeightForWidth():
            return
        least = inside.totalMinimumHeightForWidth(self.width())
        self.setMinimumHeight(least)
        most = max(least, self.screen().availableGeometry().height() * _TENTHS // 10)
        high = min(most, inside.totalHeightForWidth(self.width()))
        if not self._is_fitted or high > self.height():
            self.resize(self.width(), high)
            inside.activate()
            spare = sum(map(_spare, self.findChildren(Scrolled)))
            self.resize(self.width(), max(least, min(most, self.height() - spare)))
        self._is_fitted = True


def _spare(area: Scrolled) -> int:
    """The pixels that a list which scrolls has too much; below 0 it has too few."""
    held = area.widget()
    inside = held.layout() if held is not None else None
    if inside is None or not inside.hasHeightForWidth():
        return 0
    return area.viewport().height() - inside.heightForWidth(area.viewport().width())
