"""办法: each scheme as the program understands it, with the articles that it rests on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QStackedWidget, QTextBrowser

from desktop.ui.kit.asking import ask_yes
from desktop.ui.kit.layouts import GAP, WIDE, column, holder, row, side_by_side
from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.parts import button, say, sentence, title
from desktop.ui.kit.theme import tones
from desktop.ui.pages.scheme_changes import ChangeOver
from desktop.ui.pages.scheme_edit import SchemeEditor
from desktop.ui.pages.scheme_text import scheme_html
from desktop.work.desk import Desk
from desktop.work.edition_keep import delete_edition
from desktop.work.editions import Edition, editions
from desktop.work.rounds import list_rounds


class Schemes(Page):
    """The list of schemes and the chosen one, written out."""

    title = "办法"
    kinds = frozenset({"rounds"})

    def __init__(self, office: Office) -> None:
        """Empty until it is shown."""
        super().__init__(office)
        self._editions: list[Edition] = []
        self._wanted = ""
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName("办法")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._show_scheme)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("办法内容")
        self.note = sentence("", "wrong")
        self.name = title("")
        self.name.setWordWrap(True)
        self.copy = button("另存为新版本…", self._begin_copy, "copy")
        self.over = button("换用新办法…", self._begin_over, "next")
        self.again = button("修改…", self._begin_again, "edit", "接着修改这个另存的版本")
        self.delete = button("删除…", self._delete, "remove", "从本机删去这个另存的版本")
        self.editor = SchemeEditor(self.office)
        self.change = ChangeOver(self.office)
        self.stack = QStackedWidget()

    def _lay_out(self) -> None:
        head = row(self.name, self.again, self.delete, self.over, self.copy, gap=GAP)
        head.setStretch(0, 1)
        right = holder(head, self.note, self.text)
        self.body = side_by_side(self.list, right, shares=(1, 4))
        self.body.setSizes([260, 900])
        for one in (self.body, self.editor, self.change):
            self.stack.addWidget(one)
        hint = sentence(
            "以下是本程序对各认定办法的理解，供核对；与正式文件不一致的，以正式文件为准。", "quiet"
        )
        whole = column(title(self.title), hint, self.stack, gap=GAP, margin=WIDE)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        for one in (self.editor, self.change):
            one.closed.connect(self._back)
        self.editor.saved.connect(self._saved)
        self.change.done.connect(self._back)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.body)
        self.list.setFocus()

    def _saved(self, scheme_id: str) -> None:
        self._wanted = scheme_id
        self._back()
        self.reload()

    def _chosen(self) -> Edition | None:
        at = self.list.currentRow()
        return self._editions[at] if 0 <= at < len(self._editions) else None

    def _begin_copy(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.stack.setCurrentWidget(self.editor)
            self.editor.begin(chosen.scheme)

    def _begin_again(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen.users:
            hint = "要再改，请另存为新版本。"
            say(
                self.note, f"这个版本已在使用，不能再改：{'；'.join(chosen.users)}。{hint}", "wrong"
            )
            return
        self.stack.setCurrentWidget(self.editor)
        self.editor.begin(chosen.scheme, again=True)

    def _delete(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        name = f"{chosen.scheme.name}（{chosen.scheme.id}）"
        detail = "随附的办法和别的版本不受影响。"
        if chosen.users or not ask_yes(self, f"删除另存的版本“{name}”？", "删除", detail):
            say(
                self.note,
                f"不能删除，正在使用：{'；'.join(chosen.users)}。" if chosen.users else "",
            )
            return
        self.office.keep(
            lambda desk: delete_edition(desk, chosen.scheme.id),
            lambda _changed: self.reload(),
            owner=self,
            otherwise=lambda error: say(self.note, f"{error.sentence}{error.hint}", "wrong"),
        )

    def _begin_over(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.stack.setCurrentWidget(self.change)
            self.change.begin(chosen)

    def reload(self) -> None:
        """Read the schemes, and which of them the chosen round is worked by."""
        round_id = self.place.round_id
        self.office.ask(lambda desk: _read(desk, round_id), self._show, owner=self)

    def filter(self, text: str) -> None:
        """Go to the next place that holds `text`."""
        if text and not self.text.find(text):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(text)

    def _show(self, found: tuple[list[Edition], str]) -> None:
        self._editions, current = found
        keys = [one.scheme.id for one in self._editions]
        row_now = self.list.currentRow()
        wanted = row_now if row_now >= 0 else (keys.index(current) if current in keys else 0)
        if self._wanted in keys:
            wanted, self._wanted = keys.index(self._wanted), ""
        self.list.clear()
        self.list.addItems([_listed(one) for one in self._editions])
        self.list.setCurrentRow(wanted)

    def _show_scheme(self, at: int) -> None:
        if not 0 <= at < len(self._editions):
            return
        edition, shown = self._editions[at], tones()
        self.name.setText(edition.scheme.name + ("　非随附版本" if edition.is_own else ""))
        self.over.setVisible(bool(edition.origin))
        for one in (self.again, self.delete):
            one.setVisible(edition.is_own)
        say(self.note, edition.scheme.document.successor)
        self.text.setHtml(scheme_html(edition, shown.line, shown.band))


def _listed(one: Edition) -> str:
    return f"{one.scheme.name}（{one.scheme.id}，非随附版本）" if one.is_own else one.scheme.name


def _read(desk: Desk, round_id: int | None) -> tuple[list[Edition], str]:
    current = [one.scheme_id for one in list_rounds(desk) if one.id == round_id]
    return editions(desk), (current or [""])[0]
