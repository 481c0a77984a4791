"""大屏抽取: the acts of the draw one by one over the whole screen, for all who watch."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QCheckBox,
    QLabel,
    QListWidget,
    QStackedWidget,
    QWidget,
)

from desktop.domain.clean import digits_of
from desktop.domain.problem import UserError
from desktop.ui.kit.layouts import GAP, WIDE, Item, column, holder, row, scrolled
from desktop.ui.kit.office import Office
from desktop.ui.kit.parts import say, sentence
from desktop.ui.kit.theme import dress
from desktop.ui.pages.steps.act import OnceButton
from desktop.ui.pages.steps.ceremony_parts import (
    PlacedFirms,
    choice_of,
    large_line,
    once,
    placed,
    told_lock,
)
from desktop.ui.pages.steps.survey_seed import SeedBlanks
from desktop.work.ceremony import DrawnCase, WaitingLock, draw_many, drawn_cases, waiting_locks
from desktop.work.desk import Desk

_NOTHING = "没有待抽取的封存名单。请先在“抽查”中确认并封存名单。"
_LEAVE = "Esc 离开，已确认的都已保存，下次从这里继续"
_SHOWING = "空格 立即全部显示　↑↓ 翻看　Esc 离开"
_SHOWN = "已全部显示，请打印抽取记录并签字。　↑↓ 翻看　Esc 离开"
_REVEAL = 700  # ms from one firm to the next
_LARGE, _MIDDLE = 6, 26  # so many lines of large and of middle text fill the screen
_TURNS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HOW = {
    "witnessed": "请监督人当场掷出或抽取数字，至少6位（本程序约定），逐位录入，前面的0也要填。",
    "public": "请录入按封存时写定的取号规则取得的数字。",
    "machine": "系统生成的随机码已在封存时确定，无须录入。",
}


class CeremonyWindow(QWidget):
    """One act at a time; it stands where the file says, so a crash in between changes nothing."""

    left = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        """Nothing is shown before `show_case`."""
        super().__init__(parent, Qt.WindowType.Window)
        dress(self)
        self.office = office
        self.application_id = 0
        self.waiting: tuple[WaitingLock, ...] = ()
        self._drawn: list[DrawnCase] = []
        self._place = 0  # which of the drawn applications is shown
        self._timer = QTimer(self, interval=_REVEAL)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.setWindowTitle("当场抽取")
        self.setObjectName("page")
        self.setProperty("topic", "draw#大屏和集中抽取")  # of F1
        self.stack = QStackedWidget()
        self.leave = sentence(_LEAVE, "quiet")
        self.nothing = sentence(_NOTHING)
        self.boxes: dict[int, QCheckBox] = {}
        self.locked_words = sentence()
        self.to_digits = once("名单已封存，进入取码")
        self.how = sentence("", "quiet")
        self.digits = large_line("随机码")
        self.supervisor = large_line("监督人")
        self.supervisor_label = QLabel("监督人")
        self.digits_told, self.supervisor_told = sentence("", "quiet"), sentence("", "quiet")
        self.told = QCheckBox("自报数字（未当场掷出）")
        self.wrong = sentence("", "wrong")
        self.look = once("核对")
        told = (self.digits_told, self.supervisor_told)
        self.blanks = SeedBlanks(self.digits, told[0], self.supervisor, told[1], self.look)
        self.shown_digits = QLabel()
        self.question = sentence()
        self.confirm = once("确认，此后不能更改")
        self.again = once("返回修改")
        self.drawn_name, self.drawn_by = sentence(), sentence("", "quiet")
        self.firms = QListWidget()
        self.firms.setAccessibleName("抽中企业，按抽取的先后")
        self.firms.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.places = PlacedFirms(self.firms)
        self.firms.setItemDelegate(self.places)
        self.next = once("下一家申报")
        self.large = (self.digits, self.shown_digits)
        self.acts: dict[str, QWidget] = {}

    def _lay_out(self) -> None:
        for one in (self.shown_digits, self.question, self.nothing, self.digits_told):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choices = column(gap=GAP)
        by = row(self.supervisor_label, self.supervisor, self.told, gap=WIDE)
        by.setStretch(1, 1)
        # The buttons change sides, so that a double click presses one of them only.
        self._act("nothing", None, self.nothing, None)
        chosen = scrolled(holder(self.locked_words, self.choices, None, gap=WIDE))
        chosen.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from a box to the way on
        self._act("locked", chosen, row(None, self.to_digits))
        typed = column(self.digits, self.digits_told, gap=GAP)
        named = column(by, self.supervisor_told, gap=GAP)
        go_on = row(self.look, None)
        self._act("digits", None, self.how, typed, named, self.wrong, None, go_on)
        self._act(
            "confirm",
            None,
            self.shown_digits,
            self.question,
            None,
            row(self.again, None, self.confirm),
        )
        drawn = column(self.drawn_name, self.drawn_by, gap=GAP)
        self._act("drawn", drawn, self.firms, row(self.next, None))
        whole = column(self.stack, self.leave, gap=GAP, margin=WIDE)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.wrong.hide()

    def _act(self, key: str, *items: Item) -> None:
        self.acts[key] = holder(*items, gap=WIDE)
        self.stack.addWidget(self.acts[key])

    def _connect(self) -> None:
        self.to_digits.clicked.connect(self._ask_digits)
        for line in (self.digits, self.supervisor):
            line.textChanged.connect(lambda _text: self._weigh())
        self.digits.returnPressed.connect(self._after_digits)
        self.supervisor.returnPressed.connect(self._look)
        self.look.clicked.connect(self._look)
        self.again.clicked.connect(self._ask_digits)
        self.confirm.clicked.connect(self._confirm)
        self.next.clicked.connect(self._next)
        self._timer.timeout.connect(self._reveal)

    def show_case(self, application_id: int) -> None:
        """Begin, or go on where the file says the ceremony of this application stands."""
        self.application_id = application_id
        self._timer.stop()

        def read(desk: Desk) -> tuple[tuple[WaitingLock, ...], tuple[DrawnCase, ...]]:
            return waiting_locks(desk, application_id), drawn_cases(desk, [application_id])

        self.office.ask(read, self._begin, owner=self, otherwise=self._refuse)

    def act(self) -> str:
        """The act that is shown."""
        return next(key for key, one in self.acts.items() if one is self.stack.currentWidget())

    def _begin(self, found: tuple[tuple[WaitingLock, ...], tuple[DrawnCase, ...]]) -> None:
        self.waiting, drawn = found
        own = any(one.application_id == self.application_id for one in self.waiting)
        if own:
            self._show_locked()
        elif drawn:
            self._show_drawn(drawn)
            self.reveal_all()
        elif self.waiting:
            self._show_locked()
        else:
            self._show("nothing", self)

    def _show(self, key: str, focus: QWidget) -> None:
        self.leave.setText(_LEAVE)
        self.stack.setCurrentWidget(self.acts[key])
        self._fit()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_locked(self) -> None:
        self.digits.clear()
        self.supervisor.clear()
        self.told.setChecked(False)
        for box in self.boxes.values():
            self.choices.removeWidget(box)
            box.deleteLater()
        self.boxes = {one.application_id: choice_of(one) for one in self.waiting}
        for number, box in self.boxes.items():
            box.setChecked(number == self.application_id)
            box.setVisible(len(self.waiting) > 1)
            box.toggled.connect(lambda _on: self._say_locked())
            self.choices.addWidget(box)
        chain = [*self.boxes.values(), self.to_digits]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        self._say_locked()
        self._show("locked", self.to_digits)

    def chosen(self) -> list[WaitingLock]:
        """The locked lists that are drawn together."""
        return [one for one in self.waiting if self.boxes[one.application_id].isChecked()]

    def _say_locked(self) -> None:
        chosen = self.chosen()
        self.to_digits.setEnabled(bool(chosen))
        if len(self.waiting) == 1:
            text = told_lock(self.waiting[0], "\n")
        else:
            text = (
                f"本年度有{len(self.waiting)}家的名单已封存。一次取码可抽取勾选的{len(chosen)}家："
            )
        self.locked_words.setText(f"{text}\n确认表应已打印并签字。")

    def _ask_digits(self) -> None:
        kind = self.chosen()[0].kind
        self.how.setText(_HOW[kind])
        by = (self.supervisor, self.supervisor_label, self.supervisor_told, self.told)
        for part in by:
            part.setVisible(kind == "witnessed")
        for part in (self.digits, self.digits_told):
            part.setVisible(kind != "machine")
        self._show("digits", self.digits if kind != "machine" else self.look)
        self._weigh()

    def _kind(self) -> str:
        return self.chosen()[0].kind

    def _weigh(self) -> None:
        if self.act() != "locked":  # there the blanks are only being emptied
            self.blanks.weigh(self._kind())

    def _after_digits(self) -> None:
        if self.supervisor.isVisible() and not self.blanks.lacking(self._kind()).digits:
            self.supervisor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._look()

    def _look(self) -> None:
        if not self.blanks.complete(self._kind()):
            return
        digits = digits_of(self.digits.text()) or self.digits.text()
        chosen = self.chosen()
        say(self.wrong, "")
        self.shown_digits.setText(" ".join(digits) if chosen[0].kind != "machine" else "系统生成")
        told = "（自报数字）" if self.told.isChecked() else ""
        by = f"监督人：{self.supervisor.text()}{told}。" if chosen[0].kind == "witnessed" else ""
        count = f"用于{len(chosen)}家申报。" if len(chosen) > 1 else ""
        length = f"共{len(digits)}位。" if digits else ""
        self.question.setText(f"{length}{by}{count}确认后不能更改。")
        for press in (self.confirm, self.again):
            press.setEnabled(True)
        self._show("confirm", self.confirm)

    def _confirm(self) -> None:
        # Grey until the answer comes: nothing is sent twice, and nothing typed meanwhile.
        for press in (self.confirm, self.again):
            press.setEnabled(False)
        numbers = [one.application_id for one in self.chosen()]
        digits, by, told = self.digits.text(), self.supervisor.text(), self.told.isChecked()
        self.office.keep(
            lambda desk: draw_many(desk, numbers, digits, by, told=told),
            lambda _changed: self._read_drawn(numbers),
            owner=self,
            otherwise=self._refuse,
        )

    def _refuse(self, error: UserError) -> None:
        say(self.wrong, f"{error.sentence}{error.hint}")
        if self.waiting:
            self._ask_digits()

    def _read_drawn(self, numbers: Sequence[int]) -> None:
        self.office.ask(lambda desk: drawn_cases(desk, numbers), self._show_drawn, owner=self)

    def _show_drawn(self, found: Sequence[DrawnCase]) -> None:
        self._drawn, self._place = list(found), 0
        self._show_one()

    def _show_one(self) -> None:
        one = self._drawn[self._place]
        code = f"随机码 {one.digits}" if one.digits else "系统生成"
        by = f"　监督人：{one.supervisor}" if one.supervisor else ""
        place = f"（{self._place + 1}/{len(self._drawn)}）" if len(self._drawn) > 1 else ""
        self.drawn_name.setText(f"{one.name}{place}　抽中{len(one.firms)}家")
        self.drawn_by.setText("\n".join(filter(None, (f"{code}{by}", one.draws))))
        self.firms.clear()
        self.places.most = len(one.firms)
        more = self._place + 1 < len(self._drawn)
        # Grey until all firms are shown: a space shows them and presses nothing.
        self.next.setVisible(more)
        self.next.setEnabled(False)
        self._show("drawn", self)
        self.leave.setText(_SHOWING)
        self._timer.start()

    def _reveal(self) -> None:
        """Let the next firm appear."""
        firms = self._drawn[self._place].firms
        shown = self.firms.count()
        if shown < len(firms):
            self.firms.addItem(placed(shown + 1, firms[shown]))
            self.firms.scrollToBottom()
        if self.firms.count() == len(firms):
            self._timer.stop()
            self.leave.setText(_SHOWN)
            self.next.setEnabled(True)
            if self.next.isVisibleTo(self):
                self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal_all(self) -> None:
        """Show all firms of this application at once."""
        while self._timer.isActive():
            self._reveal()

    def _next(self) -> None:
        self._place = min(self._place + 1, len(self._drawn) - 1)
        self._show_one()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Enter goes on; a space shows all firms at once, the arrows turn them."""
        drawn = self.act() == "drawn"
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _ENTER and self.act() == "locked" and not event.isAutoRepeat():
            self.to_digits.click()  # from a box that was ticked
        elif event.key() == Qt.Key.Key_Space and drawn:
            self.reveal_all()
        elif event.key() in _TURNS and drawn:
            self.firms.verticalScrollBar().triggerAction(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """What became of F1 is said in the lowest line: nothing is opened over what all watch."""
        if isinstance(event, QStatusTipEvent):
            self.leave.setText(event.tip() or self.leave.text())
            return True
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the work go on where it was."""
        self._timer.stop()
        super().closeEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text is as large as the screen allows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # By the screen's height and never by more: what is larger would push the buttons off it.
        large, middle = max(self.height() // _LARGE, 40), max(self.height() // _MIDDLE, 18)
        small = middle * 3 // 4
        for one in self.large:
            one.setStyleSheet(f"font-size: {large}px; font-weight: bold;")
            one.setMinimumHeight(large * 3 // 2)
        for label in self.findChildren(QLabel):
            size = small if label in (self.how, self.leave, self.drawn_by) else middle
            if label not in self.large:
                label.setStyleSheet(f"font-size: {size}px;")
        for part in (self.firms, self.supervisor):
            part.setStyleSheet(f"font-size: {middle}px;")
        for box in (*self.boxes.values(), self.told):
            side = f"width: {small}px; height: {small}px;"
            size = small if box is self.told else middle
            box.setStyleSheet(
                f"QCheckBox {{ font-size: {size}px; }} QCheckBox::indicator {{ {side} }}"
            )
        for press in self.findChildren(OnceButton):
            press.setStyleSheet(f"font-size: {middle}px; padding: {middle // 3}px {middle}px;")
