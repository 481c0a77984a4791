"""Long lists that nobody wants any more end some rows at a time, and never hold the window.

A hundred thousand rows that end in one moment hold all threads for a tenth of a second.
"""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

AT_ONCE = 1_000  # rows that end in one turn of the window


class LettingGo(QObject):
    """Takes lists over from who shows something else now."""

    def __init__(self, owner: QObject) -> None:
        """`owner` is the widget that showed the rows."""
        super().__init__(owner)
        self._rows: list[object] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._some)

    def take(self, rows: Sequence[object]) -> None:
        """Hold these rows until their turn to end comes; the giver lets go of them now."""
        if len(rows) > AT_ONCE:
            self._rows += rows
            self._turn.start()

    def _some(self) -> None:
        del self._rows[-AT_ONCE:]
        if not self._rows:
            self._turn.stop()
