"""Figures that no form carries (待填数据), each with its proof's place; and readings to choose."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.domain.assessment import AskedLine, ReadingLine
from desktop.domain.case import Value
from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.form import Field, FieldKind
from desktop.ui.kit.editors import Editor, LineEditor
from desktop.ui.kit.enter import EnterMovesOn
from desktop.ui.kit.fields import FieldRow
from desktop.ui.kit.layouts import GAP, TIGHT, UNIT, by_text, clear, column, row
from desktop.ui.kit.parts import button, heading, say, sentence

GROUND = "申报材料"
_COMMON = "出处（下面没有另写的，都用这一处）"
_LABEL, _FIGURE = 176, 156  # px of a label, and of the widest blank with its unit at 100 %
JOINS = (("any", "任一即计"), ("all", "须同时具备"))


class AskedFigure(QWidget):
    """One figure: what it is called, the figure, its unit, and where its proof is."""

    finished = Signal(str, str, str)  # path, text, ground

    def __init__(self, line: AskedLine) -> None:
        """`line` says what is asked."""
        super().__init__()
        self.path = line.path
        field = Field(
            line.path,
            line.label,
            cast(FieldKind, line.kind),
            unit=line.unit,
            article=line.article,
        )
        note = sentence(line.note, "small")
        self.figure = FieldRow(field, line.path)
        self.ground = LineEditor("text")
        self.ground.inner.setAccessibleName(f"{line.label}：出处")
        self.ground.line.setPlaceholderText("未另填的，用上面的出处")
        label = QLabel("出处")
        label.setBuddy(self.ground.inner)
        place = column(row(label, self.ground, gap=TIGHT), None)
        whole = row(self.figure, note, place, gap=GAP)
        note.setContentsMargins(0, UNIT, 0, 0)  # level with the text in the blanks
        for one in (self.figure, note):
            whole.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        # All lines alike, whatever their unit, so that the places stand below each other.
        self.figure.setFixedWidth(_LABEL + by_text(_FIGURE))
        for index, share in enumerate((0, 2, 3)):
            whole.setStretch(index, share)
        self.setLayout(whole)
        self.figure.finished.connect(lambda _path, _text: self._tell())
        self.ground.finished.connect(lambda _text: self._tell())

    def show_line(self, line: AskedLine) -> None:
        """Show what is kept and what is wrong with it."""
        wrong = kind_sentences(cast(FieldKind, line.kind), line.unit, line.value)
        self.figure.show_value(Value(line.value), wrong if line.value else ())
        self.ground.show_text(line.ground)

    def _tell(self) -> None:
        self.finished.emit(self.path, self.figure.editor.text(), self.ground.text())


class AskedFigures(QFrame):
    """All figures that are asked for, above the conditions that depend on them."""

    finished = Signal(str, str, str)  # path, text, ground

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self.rows: dict[str, AskedFigure] = {}
        self._another = True
        self._make()
        self._lay_out()

    def _make(self) -> None:
        self.setObjectName("card")
        self.state = sentence("", "quiet")
        self.fold = button("收起", self._fold)
        self.common = LineEditor("text")
        self.common.put(GROUND)
        self.common.inner.setAccessibleName(_COMMON)
        self.body = QWidget()
        self.lines = QVBoxLayout()
        self.mover = EnterMovesOn(self, self.editors)

    def _lay_out(self) -> None:
        label = QLabel(_COMMON)
        label.setBuddy(self.common.inner)
        self.lines.setSpacing(TIGHT)
        common = row(label, self.common)
        common.setStretch(1, 1)
        self.body.setLayout(column(common, self.lines, gap=TIGHT))
        head = row(heading("申请表没有的数据"), self.state, self.fold)
        head.setStretch(1, 1)
        self.setLayout(column(head, self.body, gap=TIGHT, margin=GAP))

    def editors(self) -> list[Editor]:
        """The editors in the order in which Enter goes: the figures, one below the other."""
        return [one.figure.editor for one in self.rows.values()]

    def begin(self) -> None:
        """Another application follows: how the last one was folded no longer counts."""
        self._another = True

    def showing(self, every: Sequence[AskedLine], *, roomy: bool = True) -> Iterator[None]:
        """Show the figures that are needed, in turns; folded away where all are there already.

        Where the page is not `roomy` they begin folded too: the conditions are to be seen, and
        how many figures lack stands in the line that unfolds them.
        """
        lines = [line for line in every if line.needed or line.value]
        idle = len(every) - len(lines)
        others = [line.path for line in lines] != list(self.rows)
        if others:
            self.body.hide()
            yield from self._building(lines)
        if others or self._another:
            self._another = False
            self.unfold(on=roomy and any(not line.value for line in lines))
        for line in lines:
            self.rows[line.path].show_line(line)
            yield
        still = sum(not line.value for line in lines)
        told = f"{len(lines)}项，{still}项未填" if still else f"{len(lines)}项，已填"
        told = f"{told}；另有{idle}项属于未申报的服务功能，不需填写" if idle else told
        say(self.state, told, "part" if still else "quiet")
        self.setVisible(bool(lines))

    def _building(self, lines: Sequence[AskedLine]) -> Iterator[None]:
        clear(self.lines)
        self.rows = {}
        for line in lines:
            one = self.rows[line.path] = AskedFigure(line)
            one.finished.connect(self._tell)
            self.lines.addWidget(one)
            yield
        self.mover.watch(self.editors())

    def _tell(self, path: str, text: str, ground: str) -> None:
        place = ground or (self.common.text() if text else "")
        self.finished.emit(path, text, place)

    def _fold(self) -> None:
        self.unfold(on=self.body.isHidden())

    def unfold(self, *, on: bool) -> None:
        """Show the figures, or their number alone."""
        self.body.setVisible(on)
        self._name_fold()

    def _name_fold(self) -> None:
        self.fold.setText("展开" if self.body.isHidden() else "收起")
        self.fold.setAccessibleName(f"{self.fold.text()}申请表没有的数据")

    def finish(self) -> None:
        """Finish the edit that is under way."""
        for one in self.rows.values():
            one.figure.editor.finish()
            one.ground.finish()


class Readings(QFrame):
    """Places where the text can be read in two ways; the choice is kept with the application."""

    chosen = Signal(str, str)  # filter id, join

    def __init__(self) -> None:
        """Empty until an application is shown."""
        super().__init__()
        self.setObjectName("card")
        self.groups: dict[str, QButtonGroup] = {}
        self.lines = QVBoxLayout()
        whole = row(heading("条文读法"), self.lines, gap=2 * GAP, margin=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_lines(self, lines: Sequence[ReadingLine]) -> None:
        """Show these readings."""
        if [line.filter_id for line in lines] != list(self.groups):
            clear(self.lines)
            self.groups = {}
            for line in lines:
                self.lines.addWidget(self._line(line))
        for line in lines:
            number = [join for join, _word in JOINS].index(line.join)
            self.groups[line.filter_id].button(number).setChecked(True)
        self.setVisible(bool(lines))

    def _line(self, line: ReadingLine) -> QWidget:
        group = QButtonGroup(self)
        for number, (join, word) in enumerate(JOINS):
            made = QRadioButton(word)
            made.setAccessibleName(f"{line.text}：{word}")
            made.clicked.connect(
                lambda _on, join=join, which=line.filter_id: self.chosen.emit(which, join)
            )
            group.addButton(made, number)
        self.groups[line.filter_id] = group
        text = sentence(line.text)
        holder = QWidget()
        whole = row(text, *group.buttons(), gap=GAP)
        whole.setStretch(0, 1)
        holder.setLayout(whole)
        return holder
