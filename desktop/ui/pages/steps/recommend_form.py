"""The recommendation's blanks: 是/否 as two buttons, offers to be taken, and the draft opinion."""

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from desktop.domain.form import Field
from desktop.ui.kit.editors import ChoiceEditor, Editor
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, clear, column, row
from desktop.ui.kit.parts import button, heading, link, say, sentence
from desktop.work.recommend import RecommendPage

PREFIX = "rec."
OPINION = "rec.opinion"
_LABEL_WIDTH = 152
_OFFER_CHARS = 16
_SHORT = 8  # letters that a choice shows at least
_LINE = 15  # letters of a choice that stand on one line at least
_FEW, _MANY = 3, 8  # so many choices stand side by side, and so many one below the other


class Choice(QRadioButton):
    """One printed choice; long words stand on several lines where they have no room on one."""

    def __init__(self, words: str) -> None:
        """`words` are what is kept."""
        super().__init__()
        self.words = words
        self._letters = 0
        self._break(_LINE)

    def text(self) -> str:
        """The words without the breaks of their lines."""
        return self.words

    def sizeHint(self) -> QSize:
        """No wider than a line at its shortest, else the page would be cut off."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), self._beside() + _LINE * self._letter()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width that there is."""
        super().resizeEvent(event)
        self._break(max(_LINE, (self.width() - self._beside()) // self._letter()))

    def _break(self, letters: int) -> None:
        if letters != self._letters:
            self._letters = letters
            self.setText("\n".join(self._lines()))

    def _lines(self) -> list[str]:
        return wrap(self.words, self._letters)

    def _letter(self) -> int:
        return self.fontMetrics().horizontalAdvance("国")

    def _beside(self) -> int:
        """The width (px) of the ring and of what is left free."""
        lines = self.fontMetrics().size(0, "\n".join(self._lines()))
        return super().sizeHint().width() - lines.width()


class RadioEditor(Editor):
    """One of a few printed choices, all of them to be seen; none is chosen beforehand."""

    def __init__(self, choices: Sequence[str]) -> None:
        """One button for each choice."""
        inner = QWidget()
        super().__init__(inner)
        self.group = QButtonGroup(self)
        for number, choice in enumerate(choices):
            made = Choice(choice)
            made.clicked.connect(lambda _on: self.finish())
            self.group.addButton(made, number)
        buttons = self.group.buttons()
        few = len(choices) <= _FEW
        inner.setLayout(row(*buttons, None, gap=GAP) if few else column(*buttons, gap=TIGHT))
        self.setFocusProxy(self.group.button(0))

    def text(self) -> str:
        """The chosen word, empty while there is none."""
        chosen = self.group.checkedButton()
        return chosen.text() if chosen else ""

    def put(self, text: str) -> None:
        """Choose `text`; none of the choices leaves all of them empty."""
        self.group.setExclusive(False)
        for made in self.group.buttons():
            made.setChecked(made.text() == text)
        self.group.setExclusive(True)

    def setAccessibleName(self, name: str) -> None:
        """Every button is read with the field's label."""
        super().setAccessibleName(name)
        for made in self.group.buttons():
            made.setAccessibleName(f"{name}：{made.text()}")


class RecommendRow(FieldRow):
    """A blank of the recommendation; a long offer is cut on the button and whole in its tip."""

    def _make(self) -> None:
        super()._make()
        self.label.setFixedWidth(_LABEL_WIDTH)
        if self.field.kind == "choice" and len(self.field.choices) <= _MANY:
            self.editor = RadioEditor(self.field.choices)
            self.label.setBuddy(self.editor)
        elif isinstance(self.editor, ChoiceEditor):
            # A long choice is not to make the page wider than its window.
            self.editor.combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self.editor.combo.setMinimumContentsLength(_SHORT)

    def show_offer(self, text: str, of: str = "") -> None:
        """Offer `text`, shortened."""
        short = text if len(text) <= _OFFER_CHARS else f"{text[:_OFFER_CHARS]}…"
        super().show_offer(text, of)
        if text:
            offer = self.marks.offer
            offer.setText(f"采用{of}：{short}" if of else f"采用：{short}")
            offer.setToolTip(text)
            offer.setAccessibleName(f"{self.field.label}：采用 {short}")


class RecommendForm(QWidget):
    """All blanks by their headings, with 全部采用 above and the draft below the opinion."""

    finished = Signal(str, str)  # path, text
    confirmed = Signal(str)
    offers_taken = Signal(object)  # the keys

    def __init__(self) -> None:
        """Without blanks; the scheme is known when it is shown."""
        super().__init__()
        self.rows: dict[str, RecommendRow] = {}
        self._fields: tuple[Field, ...] = ()
        self._offered: list[str] = []
        self._before = ""
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.take_all = button("全部采用", self._take_all, "tick", "采用申请表和测评中的内容")
        self.offer_words = sentence("", "quiet")
        self.draft = sentence("", "quiet")
        self.take_draft = button("采用草稿", self._take_draft, "edit")
        self.give_back = link("恢复原来的意见", self._give_back)
        self.draft_box = boxed(
            heading("意见草稿（由各步事实生成）"),
            self.draft,
            row(self.take_draft, self.give_back, None),
            name="notice",
            gap=TIGHT,
            margin=GAP,
        )
        self.blocks = column(gap=GAP)

    def _lay_out(self) -> None:
        self.offers = QWidget()
        line = row(self.offer_words, self.take_all)
        line.setStretch(0, 1)
        self.offers.setLayout(line)
        self.setLayout(column(self.offers, self.blocks, gap=GAP))
        self.give_back.hide()

    def show_page(self, page: RecommendPage) -> None:
        """Show what is kept, what is wrong with it, what is offered, and the draft."""
        if page.fields != self._fields:
            self._build(page.fields)
        for path, one in self.rows.items():
            one.show_value(page.values.get(path), page.problems.get(path, ()))
            key = path.removeprefix(PREFIX)
            kept = page.values.get(path)
            one.show_offer("" if kept and kept.text else page.offers.get(key, ""))
        self._show_offers(page)
        self._show_draft(page)

    def forget(self) -> None:
        """Another application is shown: its opinion has nothing to go back to."""
        self._before = ""
        self.give_back.hide()

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.editor.finish()

    def _build(self, fields: tuple[Field, ...]) -> None:
        self._fields = fields
        self.draft_box.setParent(self)
        clear(self.blocks)
        self.rows = {f"{PREFIX}{field.key}": self._row(field) for field in fields}
        for section in dict.fromkeys(field.section for field in fields):
            inside = [one for one in self.rows.values() if one.field.section == section]
            parts: list[QWidget] = [heading(section)] if section else []
            for one in inside:
                parts += [one, self.draft_box] if one.path == OPINION else [one]
            self.blocks.addWidget(boxed(*parts, gap=GAP))

    def _row(self, field: Field) -> RecommendRow:
        made = RecommendRow(field, f"{PREFIX}{field.key}")
        made.finished.connect(self.finished)
        made.confirmed.connect(self.confirmed)
        return made

    def _show_offers(self, page: RecommendPage) -> None:
        filled = {path for path, value in page.values.items() if value.text}
        self._offered = [key for key in page.offers if f"{PREFIX}{key}" not in filled]
        self.offers.setVisible(bool(self._offered))
        self.offer_words.setText(f"申请表和测评中有{len(self._offered)}项内容可以采用")

    def _show_draft(self, page: RecommendPage) -> None:
        kept = page.values.get(OPINION)
        text = kept.text if kept else ""
        say(self.draft, page.draft_opinion)
        self.take_draft.setText("改用草稿" if text else "采用草稿")
        self.take_draft.setEnabled(text != page.draft_opinion)

    def _take_all(self) -> None:
        # The button goes; left alone, the cursor would leave with it to a button far below.
        taken = {f"{PREFIX}{key}" for key in self._offered}
        rest = [one.editor for key, one in self.rows.items() if key not in taken]
        empty = [editor for editor in rest if not editor.text()]
        if empty:
            go_to(empty[0])
        self.offers_taken.emit(list(self._offered))

    def _take_draft(self) -> None:
        editor = self.rows[OPINION].editor
        self._before = editor.text()
        editor.take(self.draft.text())
        self.give_back.setVisible(bool(self._before))

    def _give_back(self) -> None:
        self.rows[OPINION].editor.take(self._before)
        self.give_back.hide()
