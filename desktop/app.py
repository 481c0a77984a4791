"""Makes the program's parts and ties them together: the only place that does."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QLabel

from desktop.ui.kit.fonts import register_fonts


def run_window(argv: Sequence[str]) -> int:
    """Open the window and return the exit status when it closes."""
    application = QApplication(list(argv))
    register_fonts()
    window = QLabel("初审工作台")
    window.show()
    return application.exec()
