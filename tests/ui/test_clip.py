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
from desktop.ui.kit.table import TableColumn
application = QApplication(["copies", "-platform", "offscreen"])
put_clip(clip_of([TableColumn("name", "企业名称", str)], ["甲公司"] * int(sys.argv[1])))
QTimer.singleShot(0, application.quit)
sys.exit(application.exec() if sys.argv[2] == "runs" else 0)
"""
LONG = 20_000  # rows that are held pressed


@pytest.mark.usefixtures("qapp")
def test_rows_are_copied_as_text_and_as_a_table():
    """Both kinds and no third: another program takes the one that it knows."""
    columns = [TableColumn[str]("name", "企业名称", str)]
    put_clip(clip_of(columns, ["甲公司"]))
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), "甲公司</td></tr></table>" in data.html()) == ("企业名称\n甲公司", True)
    assert sorted(data.formats()) == ["text/html", "text/plain"]


@pytest.mark.usefixtures("qapp")
def test_a_long_list_is_held_pressed_and_pasted_whole():
    """A tenth of its bytes is held; whoever pastes it gets every row, in both kinds alone."""
    columns = [TableColumn[int]("name", "企业名称", lambda at: f"第{at}公司")]
    clip = clip_of(columns, range(LONG))
    put_clip(clip)
    data = QGuiApplication.clipboard().mimeData()
    text, html = data.text(), data.html()
    assert text.split("\n") == ["企业名称", *(f"第{at}公司" for at in range(LONG))]
    assert html.count("<tr>") == LONG + 1
    assert html.endswith(">第19999公司</td></tr></table>")
    assert len(data.data("text/plain")) == len(text.encode())
    assert (sorted(data.formats()), data.hasUrls(), data.hasImage()) == (
        ["text/html", "text/plain"],
        False,
        False,
    )
    held = len(clip.plain) + len(clip.html)
    assert (clip.pressed, 10 * held < len(text.encode()) + len(html.encode())) == (True, True)
    put_clip(clip_of(columns, [1]))
    assert QGuiApplication.clipboard().text() == "企业名称\n第1公司"


@pytest.mark.parametrize("rows", [0, LONG])
@pytest.mark.parametrize("loop", ["runs", "never ran"])
def test_a_program_that_has_copied_ends_well(rows: int, loop: str):
    """The clipboard outlives Python on some platforms; nothing of Python's may hang on it."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", COPIES, str(rows), loop], cwd=root, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
