"""One roster's card: how many rows, from which file, what was taken and what was refused."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame

from desktop.ui.kit.layouts import TIGHT, column, row
from desktop.ui.kit.parts import button, link, say, sentence
from desktop.ui.pages.steps.frozen import shut
from desktop.work.rosters import ImportLine, RosterCard


class CardView(QFrame):
    """A card that can be chosen, with the roster's own buttons."""

    chosen = Signal(str)  # the roster's key
    import_wanted = Signal(str)
    refused_wanted = Signal(str)
    undo_wanted = Signal(str, int)  # roster, import

    def __init__(self, card: RosterCard) -> None:
        """Show `card` at once."""
        super().__init__()
        self.card = card
        self._make()
        self._lay_out()
        self.show_card(card)

    def _make(self) -> None:
        key = self.card.key
        self.name = link("查看和修改", lambda: self.chosen.emit(key))
        self.name.setAccessibleName(f"{self.card.title}：查看和修改")
        self.title = sentence(self.card.title, "heading")
        self.count = sentence("", "quiet")
        self.came = sentence("")
        for label in (self.title, self.count, self.came):  # a click there is one on the card
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.refused = link("", lambda: self.refused_wanted.emit(key))
        self.bring = button("导入…", lambda: self.import_wanted.emit(key), "file")
        self.undo = button("撤销导入", self._undo, "undo")
        for one in (self.bring, self.undo):
            one.setAccessibleName(f"{self.card.title}：{one.text()}")

    def _lay_out(self) -> None:
        self.setObjectName("card")
        tools = row(self.bring, self.undo, None)
        links = row(self.name, self.refused, None, gap=TIGHT)
        parts = (self.title, self.count, self.came, links, tools)
        self.setLayout(column(*parts, gap=TIGHT, margin=8))

    def show_card(self, card: RosterCard, doubtful: int = 0) -> None:
        """Show how the roster stands now; `doubtful` rows are to be judged by the reviewer."""
        self.card = card
        last, refused = last_import(card), sum(part.refused for part in card.parts)
        nothing = "还没有导入（须提供）" if card.required else "还没有导入（可不提供）"
        still = f"，还有{doubtful}行待判断" if doubtful else ""
        say(self.count, f"共{card.count}行{still}" if card.count or last else nothing)
        say(self.came, came_from(card.parts))
        self.refused.setText(f"拒绝的{refused}行")
        self.refused.setAccessibleName(f"{card.title}：{self.refused.text()}")
        self.refused.setVisible(bool(refused))
        self.undo.setVisible(last is not None)
        self.bring.setText("重新导入" if last else "导入…")
        self.name.setAccessibleDescription(f"{self.count.text()} {self.came.text()}")

    def freeze(self, *, on: bool) -> None:
        """After 定稿 nothing is brought in or taken back."""
        shut(self.bring, on=on)
        shut(self.undo, on=on)

    def mark(self, on: bool) -> None:
        """Show that this roster is the one at the right."""
        self.title.setText(f"▶ {self.card.title}" if on else self.card.title)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card opens its roster."""
        super().mousePressEvent(event)
        self.chosen.emit(self.card.key)

    def _undo(self) -> None:
        last = last_import(self.card)
        if last is not None:
            self.undo_wanted.emit(self.card.key, last.id)


def last_import(card: RosterCard) -> ImportLine | None:
    """The import that stands now: the last one that was not undone."""
    return card.imports[-1] if card.imports else None


def came_from(parts: Sequence[ImportLine]) -> str:
    """From which files, and that nothing was lost: read = taken + refused, over all tables."""
    if not parts:
        return ""
    read, taken = sum(one.read for one in parts), sum(one.taken for one in parts)
    sums = f"读入{read} = 采纳{taken} + 拒绝{sum(one.refused for one in parts)}"
    files = dict.fromkeys(one.file for one in parts if one.file)
    many = f"（{len(parts)}张表）" if len(parts) > 1 else ""
    return f"{'、'.join(files)}{many}\n{sums}" if files else sums
