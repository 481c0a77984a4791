"""Holds pages by their keys, each made when it is first wanted, and shows one of them."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QStackedWidget

from desktop.ui.kit.page import Page


class PageStack(QStackedWidget):
    """A stack whose pages come in turns: making one, and putting it in, may take 30 ms each."""

    def __init__(self, make: Callable[[str], Page]) -> None:
        """`make` makes the page of a key; none is made yet."""
        super().__init__()
        self._make = make
        self.made: dict[str, Page] = {}

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
        if self.indexOf(self.made[key]) < 0:
            self.addWidget(self.made[key])
            yield
