"""A panel that stands in the place of the acts for a while: Esc and 返回 lead back to them.

The way back stands where every page has it: at the right end of the head's line, behind the tools.
In the place of a whole page it has a large title, below the title of a page a heading.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.kit.focus import is_blank
from desktop.ui.kit.layouts import Item, row
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import button, heading, title

_WITHIN = "返回抽查"  # below the title of an application


class Panel(QWidget):
    """One panel over the acts of one application; `title` is said beside the way back."""

    closed = Signal()
    title = ""
    topic = ""  # the heading of the help page that F1 opens here

    def __init__(self, office: Office, way_back: str = _WITHIN) -> None:
        """Nothing is shown before `show_case`; `way_back` names where the panel was opened.

        Opened elsewhere than at 抽查, it stands in the place of a whole page.
        """
        super().__init__()
        self.office = office
        self.application_id = 0
        self.final = False
        self.back = button(way_back, self.closed.emit, "back", "Esc")

    def show_case(self, application_id: int) -> None:
        """Show what belongs to one application."""
        self.application_id = application_id
        self.reload()

    def reload(self) -> None:
        """Read again what the panel shows."""

    def may_be_left(self) -> bool:
        """Called before the acts come back; False keeps the reviewer here."""
        return True

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the panel is to be looked at; one that keeps something shuts what does."""
        self.final = on

    def head(self, *tools: Item) -> QWidget:
        """The line with the panel's name, and at the right its tools and the way back."""
        name = heading(self.title) if self.back.text() == _WITHIN else title(self.title)
        line = QWidget()
        line.setLayout(row(name, None, *tools, self.back))
        return line

    def event(self, event: QEvent) -> bool:
        """Take Esc before the window does, whose Esc leads to the page before."""
        if _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the acts, but not out of a blank that is being filled in."""
        if event.key() == Qt.Key.Key_Escape:
            if not is_blank(self.focusWidget()):
                self.closed.emit()
        else:
            super().keyPressEvent(event)


def _is_escape(event: QEvent) -> bool:
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
    )


class Panels(QStackedWidget):
    """The acts, or one panel in their place; a panel is reloaded only while it is seen."""

    left = Signal()  # the acts are back

    def __init__(self, acts: QWidget) -> None:
        """The acts are in front."""
        super().__init__()
        self._acts = acts
        self.addWidget(acts)

    def add(self, panel: Panel) -> None:
        """Let `panel` be opened from now on."""
        self.addWidget(panel)
        panel.closed.connect(self._leave_panel)

    def open(self, panel: Panel, application_id: int) -> None:
        """Show `panel` for one application."""
        self.setCurrentWidget(panel)
        panel.back.setFocus()
        panel.show_case(application_id)

    def panel(self) -> Panel | None:
        """The panel that is open, or None."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Panel) else None

    def reload(self) -> None:
        """Let the panel that is open read again."""
        shown = self.panel()
        if shown is not None:
            shown.reload()

    def may_be_left(self) -> bool:
        """Whether the panel that is open, if any, lets the reviewer go; it may ask."""
        shown = self.panel()
        return shown is None or shown.may_be_left()

    def _leave_panel(self) -> None:
        if self.may_be_left():
            self.close_panel()

    def close_panel(self) -> None:
        """Bring the acts back."""
        if self.panel() is not None:
            self.setCurrentWidget(self._acts)
            self.left.emit()
