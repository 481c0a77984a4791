"""What was copied as Excel takes it doesn't trouble the program's end."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.ui.kit.clip import clip_of, put_clip
from desktop.ui.kit.table import TableColumn

COPIES = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui.kit.clip import clip_of, put_clip
application = QApplication(["copies", "-platform", "offscreen"])
put_clip(clip_of((), ()))
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
"""


@pytest.mark.usefixtures("qapp")
def test_rows_are_copied_as_text_and_as_a_table():
    """Both kinds and no third: another program takes the one that it knows."""
    columns = [TableColumn[str]("name", "企业名称", str)]
    put_clip(clip_of(columns, ["甲公司"]))
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), "甲公司</td></tr></table>" in data.html()) == ("企业名称\n甲公司", True)
    assert sorted(data.formats()) == ["text/html", "text/plain"]


def test_a_program_that_has_copied_ends_well():
    """The clipboard outlives Python on some platforms; nothing of Python's may hang on it."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", COPIES], cwd=root, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
