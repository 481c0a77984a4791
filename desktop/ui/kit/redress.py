"""Changes the windows' looks in turns: pages that aren't seen step aside, and come back later."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication

from desktop.ui.kit.page_stack import PageStack


def redressing(change: Callable[[], None]) -> Iterator[None]:
    """Do `change`, which dresses all windows anew, while they hold no page that isn't seen.

    Qt dresses every widget of a window in one go, 0.15 ms each, and where all pages were visited
    there are some 4,000, most of them hidden. Leaving the window and coming back into it dresses
    a page, too: a turn each, with keys and mouse heard in between.
    """
    stacks = [
        stack
        for window in QApplication.topLevelWidgets()
        if window.parentWidget() is None
        for stack in window.findChildren(PageStack)
    ]
    for stack in reversed(stacks):  # the steps of an application before its page
        yield from stack.step_aside()
    change()
    yield
    for stack in stacks:
        yield from stack.come_back()
