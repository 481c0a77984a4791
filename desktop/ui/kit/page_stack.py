"""Holds pages by their keys, each made when it is first wanted, and shows one of them."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.kit.page import Page
from desktop.ui.kit.theme import ASIDE, tint_all


class PageStack(QStackedWidget):
    """A stack whose pages come in turns: making one, and putting it in, may take 30 ms each."""

    def __init__(self, make: Callable[[str], Page]) -> None:
        """`make` makes the page of a key; none is made yet."""
        super().__init__()
        self._make = make
        self.made: dict[str, Page] = {}
        self.moves = 0  # how often a page was put in: what is put in last is the last by Tab
        self._aside: QWidget | None = None

    def page(self, key: str) -> Page:
        """The page `key`, made and put in at once where it is not there."""
        for _turn in self.coming(key):
            pass
        return self.made[key]

    def coming(self, key: str) -> Iterator[None]:
        """Make the page `key` and put it in, a turn each; nothing where it is there."""
        if key not in self.made:
            self.made[key] = self._make(key)
            yield
        page = self.made[key]
        if self.indexOf(page) < 0:
            tinted = page.parentWidget() is None
            self.addWidget(page)
            self.moves += 1
            if not tinted:
                tint_all(page)
            yield

    def step_aside(self) -> Iterator[None]:
        """Put the pages that aren't shown out of the window, a turn each.

        What is done to the window's looks then leaves them alone. They come back as they are
        wanted, or by `come_back`, with the looks that the window has by then.
        """
        if self._aside is None:
            self._aside = QWidget()
            self._aside.setProperty(ASIDE, True)  # noqa: FBT003 - Qt's own signature
        for page in list(self.made.values()):
            if self.indexOf(page) >= 0 and page is not self.currentWidget():
                page.setParent(self._aside)
                yield

    def come_back(self) -> Iterator[None]:
        """Put in again all pages that have stepped aside, a turn each."""
        for key in list(self.made):
            yield from self.coming(key)
