"""After how many minutes the window is covered: kept on this machine, off by default."""

from PySide6.QtCore import QSettings, Signal

from desktop.ui.kit.parts import Combo

KEY = "idle_minutes"
CHOICES = (0, 3, 5, 10, 15, 30)


def chosen_minutes() -> int:
    """The minutes that were chosen; 0: the window is never covered."""
    kept = QSettings().value(KEY, 0, int)
    return kept if isinstance(kept, int) and kept in CHOICES else 0


class IdleChoice(Combo):
    """Chooses the minutes, and says so to whoever counts them."""

    chosen = Signal()

    def __init__(self) -> None:
        """Shows what was chosen on this machine."""
        super().__init__("离开后遮住窗口")
        self.addItems([f"{minutes}分钟" if minutes else "不遮住" for minutes in CHOICES])
        self.setCurrentIndex(CHOICES.index(chosen_minutes()))
        self.activated.connect(self._choose)

    def _choose(self, index: int) -> None:
        QSettings().setValue(KEY, CHOICES[index])
        self.chosen.emit()
