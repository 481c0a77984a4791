"""Every test runs without a screen and without the machine's own fonts."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.kit.fonts import register_fonts


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's one application, with the bundled fonts registered as the program does it."""
    register_fonts()
    return qapp


@pytest.fixture
def private_mode() -> int:
    """The mode of a file that only its owner may read; Windows' bits tell nothing of that."""
    return 0o666 if sys.platform == "win32" else 0o600
