"""说明: the help page of the draw in a simple reader; F1 opens it."""

from pathlib import Path

from PySide6.QtWidgets import QTextBrowser

from desktop import paths
from desktop.ui.kit.layouts import GAP, column
from desktop.ui.kit.office import Office
from desktop.ui.pages.steps.panel import Panel


class SurveyHelp(Panel):
    """What each kind of 随机码 is worth, and what nobody can prove."""

    title = "说明"

    def __init__(self, office: Office) -> None:
        """The page is read when it is first shown."""
        super().__init__(office)
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


def help_file() -> Path:
    """The help page of the draw."""
    return paths.resources_dir() / "help" / "draw.md"
