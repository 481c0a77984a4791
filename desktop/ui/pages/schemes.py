"""办法: each scheme as the program understands it, with the articles that it rests on."""

from PySide6.QtWidgets import QListWidget, QTextBrowser

from desktop.domain.scheme import Scheme
from desktop.ui.kit.layouts import GAP, WIDE, column, holder, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import say, sentence, title
from desktop.ui.kit.theme import tones
from desktop.ui.pages.scheme_text import scheme_html
from desktop.work.desk import Desk
from desktop.work.rounds import list_rounds


class Schemes(Page):
    """The list of schemes and the chosen one, written out."""

    title = "办法"
    kinds = frozenset({"rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._schemes: list[Scheme] = []
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName("办法")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._show_scheme)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("办法内容")
        self.note = sentence("", "wrong")
        self.name = title("")

    def _lay_out(self) -> None:
        body = side_by_side(self.list, holder(self.name, self.note, self.text), shares=(1, 4))
        body.setSizes([260, 900])
        head = sentence(
            "以下是本程序对各认定办法的理解，供核对；与正式文件不一致的，以正式文件为准。", "quiet"
        )
        whole = column(title(self.title), head, body, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def reload(self) -> None:
        """Read the schemes, and which of them the chosen round is worked by."""
        round_id = self.place.round_id
        self.office.ask(lambda desk: _read(desk, round_id), self._show, owner=self)

    def filter(self, text: str) -> None:
        """Go to the next place that holds `text`."""
        if text and not self.text.find(text):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(text)

    def _show(self, found: tuple[list[Scheme], str]) -> None:
        self._schemes, current = found
        keys = [scheme.id for scheme in self._schemes]
        row = self.list.currentRow()
        wanted = row if row >= 0 else (keys.index(current) if current in keys else 0)
        self.list.clear()
        self.list.addItems([scheme.name for scheme in self._schemes])
        self.list.setCurrentRow(wanted)

    def _show_scheme(self, row: int) -> None:
        if not 0 <= row < len(self._schemes):
            return
        scheme, shown = self._schemes[row], tones()
        self.name.setText(scheme.name)
        say(self.note, scheme.document.successor)
        self.text.setHtml(scheme_html(scheme, shown.line, shown.band))


def _read(desk: Desk, round_id: int | None) -> tuple[list[Scheme], str]:
    current = [one.scheme_id for one in list_rounds(desk) if one.id == round_id]
    return sorted(desk.schemes.values(), key=lambda one: one.id), (current or [""])[0]
