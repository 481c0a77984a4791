"""说明: the help page of the draw in a simple reader; F1 opens it."""

from pathlib import Path

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from desktop import paths
from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.pages.steps.panel import Panel


class SurveyHelp(Panel):
    """What each kind of 随机码 is worth, and what nobody can prove."""

    title = "说明"

    def __init__(self, office: Office, way_back: str = "返回抽查") -> None:
        """The page is read when it is first shown."""
        super().__init__(office, way_back)
        self.text = QTextBrowser()
        self.text.setAccessibleName("随机抽查的说明")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(2 * GAP)
        whole = column(self.head(), self.text, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Show the page once; the place where one reads stays."""
        if self.text.document().isEmpty():
            self.text.setMarkdown(help_file().read_text("utf-8"))

    def show_topic(self, topic: str) -> None:
        """Turn to the heading that begins with `topic`, or to the top; the text has the focus."""
        found = _heading(self.text.document(), topic)
        # From the end upwards, so that the heading comes to stand at the top.
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(QTextCursor(found))
        self.text.setFocus()


def _heading(document: QTextDocument, topic: str) -> QTextBlock:
    block = document.begin()
    while topic and block.isValid():
        if block.blockFormat().headingLevel() and block.text().startswith(topic):
            return block
        block = block.next()
    return document.begin()


def help_file() -> Path:
    """The help page of the draw."""
    return paths.resources_dir() / "help" / "draw.md"
