"""A filter that is the same the next time: what was chosen by hand is kept on this machine."""

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox


def keep_choice(combo: QComboBox, key: str) -> None:
    """Keep what is chosen in `combo` from now on: its line's data, else the line itself."""

    def keep(_index: int) -> None:
        data = combo.currentData()
        QSettings().setValue(key, combo.currentText() if data is None else str(data))

    combo.activated.connect(keep)


def kept_choice(key: str) -> str:
    """Return what was chosen last; empty where nothing was."""
    return str(QSettings().value(key, "", str))
