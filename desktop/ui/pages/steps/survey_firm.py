"""The firm that is asked right now: whom to call, what was said, and the keys that note it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QMenu, QPushButton, QWidget

from desktop.domain.attempt import FINAL, State
from desktop.ui.kit.editors import ChoiceEditor, LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, clear, column, row
from desktop.ui.kit.parts import button, flag, say, sentence
from desktop.ui.pages.steps.frozen import freeze
from desktop.ui.pages.steps.survey_call import CALL_KEYS, CallBlanks
from desktop.work.asking import OUTCOMES, TELEPHONE, AskLine, AskPage

MENDING = (
    *((key, word) for key, word in OUTCOMES if not key.startswith("checked")),
    ("withdrawn", "此条作废（记错了企业）"),
)
CHECKS = ("checked_confirmed", "checked_refuted")
_FINAL = frozenset(state.label for state in FINAL)
_SHUT = "已经定稿，不能再答复或更正；要改动，先退回修改。"
_FIELDS = (
    ("interviewee", "受访人"),
    ("position", "职务"),
    ("phone", "电话"),
    ("service", "接受的服务"),
    ("words", "企业原话"),
)


class SurveyFirm(QWidget):
    """One firm of the order; an answer, an outcome, or a correction is told once.

    `opening` (开场白) is the host's to place: it is read out while the blanks are filled in.
    """

    answered = Signal(int, str, int, object)  # firm, answer id, method, what was noted
    recorded = Signal(int, str, int, str, object)  # firm, outcome, method, reason, noted
    corrected = Signal(int, str, str)  # firm, answer id, reason
    outcome_corrected = Signal(int, str, str, object)  # firm, outcome, reason, noted

    def __init__(self) -> None:
        """No firm is chosen yet."""
        super().__init__()
        self.line: AskLine | None = None
        self._final = False
        self.answers: list[QPushButton] = []
        self._scale: tuple[str, ...] = ()
        self._filled: dict[str, str] = {}
        self._pending: tuple[str, str] | None = None  # what to do, and with which id
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.name = sentence("", "title")
        self.act = sentence("", "part")
        self.attempts = sentence("", "small")
        self.opening = sentence("", "small")
        self.fields = {key: LineEditor("text") for key, _label in _FIELDS}
        self.method = ChoiceEditor(())
        self.method.inner.setAccessibleName("抽查方式")
        self.menu = QMenu(self)
        self.outcome = button("0 没有评价…", self.open_menu)
        self.mend = button("更正上一条…", self.open_mending)
        self.mending = QMenu(self)
        self.call = CallBlanks()
        self.reason = LineEditor("text")
        self.reason.inner.setAccessibleName("原因")
        self.wrong = sentence("", "wrong")
        self.answer_row = QHBoxLayout()
        self.answer_row.setSpacing(GAP)

    def _lay_out(self) -> None:
        self.form = QFormLayout()
        self.form.setSpacing(TIGHT)
        for key, label in _FIELDS:
            self.form.addRow(label, self.fields[key])
            self.fields[key].inner.setAccessibleName(label)
        self.form.addRow("方式", self.method)
        self.call.add_to(self.form)
        self.form.addRow("原因", self.reason)
        answers = column(row(self.answer_row, None), row(self.outcome, self.mend, None))
        self.setLayout(
            column(
                self.name,
                self.act,
                self.wrong,  # above the blanks: what is asked for is seen also on a low screen
                self.form,
                answers,
                self.attempts,
                gap=TIGHT,
            )
        )
        for part in (self.wrong, self.attempts):
            part.hide()

    def _connect(self) -> None:
        for line in (self.reason.line, self.call.back.line, self.fields["interviewee"].line):
            line.returnPressed.connect(self._again)

    def _fill_mending(self, page: AskPage) -> None:
        """Offer the scale's answers first, then what else it should have been."""
        self.mending.clear()
        for choice in page.answers:
            action = QAction(f"改为“{choice.label}”", self.mending)
            action.setData(choice.id)
            action.triggered.connect(lambda _on=False, a=choice.id: self._correct(a))
            self.mending.addAction(action)
        for outcome, word in MENDING:
            action = QAction(word, self.mending)
            action.setData(outcome)
            action.triggered.connect(lambda _on=False, o=outcome: self.mend_to(o))
            self.mending.addAction(action)

    def show_scale(self, page: AskPage) -> None:
        """Offer the scheme's own answers and methods."""
        scale = tuple(choice.id for choice in page.answers)
        if scale != self._scale:
            self._scale = scale
            self._fill_mending(page)
            clear(self.answer_row)
            self.answers = []
            for number, choice in enumerate(page.answers, 1):
                made = button(f"{number} {choice.label}", partial(self.press, number))
                self.answers.append(made)
                self.answer_row.addWidget(made)
        words = [self.method.combo.itemText(n) for n in range(1, self.method.combo.count())]
        if words != list(page.methods):
            self.method.combo.clear()
            self.method.combo.addItems(["", *page.methods])
            self.method.put(TELEPHONE if TELEPHONE in page.methods else page.methods[0])
        self.form.setRowVisible(self.method, page.method_for == "firm")
        say(self.opening, page.opening)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 what was noted is read and copied, and no key notes anything."""
        if on == self._final:
            return  # nothing of what is being typed is touched
        self._final = on
        freeze(self, on=on)
        self.show_line(self.line)

    def show_line(self, line: AskLine | None) -> None:
        """Show the firm; what is being noted of the same firm stays."""
        other = line is None or self.line is None or line.i != self.line.i
        self.line = line
        self.setEnabled(line is not None)
        if other:
            self._fill(line)
        say(self.name, line.firm if line else "先在左边选一家企业")
        say(self.act, self._act_words(line) if line else "")
        say(self.attempts, "\n".join(line.attempts) if line else "")
        final = line is not None and line.state in _FINAL
        alleged = line is not None and line.state == State.ALLEGED.label
        for made in self.answers:
            made.setEnabled(not alleged)
        self.outcome.setEnabled(not final)
        self.outcome.setText("0 核实结果…" if alleged else "0 没有评价…")
        self.outcome.setAccessibleName(self.outcome.text())
        self.mend.setEnabled(line is not None and bool(line.attempts))
        self._show_reason(needed=False)
        self._fill_menu(alleged=alleged)
        if self._final:
            freeze(self, on=True)

    def _act_words(self, line: AskLine) -> str:
        place = f"{line.k}/{line.n}" + ("　递补企业" if line.substitute else "")
        mended = line.state in _FINAL and not self._final
        settled = "已有结果；按数字键可更正，须写原因" if mended else ""
        parts = (place, line.state, line.answer_label, line.next_act or settled)
        return "　".join(filter(None, parts))

    def _fill(self, line: AskLine | None) -> None:
        self._pending = None
        self.reason.put("")
        self.call.clear()
        self.refuse("")
        self._filled = {
            "interviewee": (line.interviewee or line.contact) if line else "",
            "position": line.position if line else "",
            "phone": line.phone if line else "",
            "service": line.service if line else "",
            "words": "",
        }
        for key, text in self._filled.items():
            self.fields[key].put(text)

    def _fill_menu(self, *, alleged: bool) -> None:
        self.menu.clear()
        offered = [(o, word) for o, word in OUTCOMES if (o in CHECKS) == alleged]
        for number, (outcome, word) in enumerate(offered, 1):
            action = QAction(f"&{number} {word}", self.menu)
            action.setData(outcome)
            action.triggered.connect(lambda _on=False, o=outcome: self.note(o))
            self.menu.addAction(action)

    def noted(self) -> dict[str, str]:
        """What differs from what was filled in; the rest comes from the roster by itself."""
        return {
            key: editor.text()
            for key, editor in self.fields.items()
            if editor.text() != self._filled.get(key, "")
        } | self.call.noted()

    def method_number(self) -> int:
        """The chosen method's number from 1; 0 for the usual one."""
        return max(self.method.combo.currentIndex(), 0)

    def press(self, number: int) -> None:
        """The key 1, 2, 3: the answer at that place of the scale; 0 opens the other outcomes."""
        if self._final:
            self.refuse(_SHUT)
        elif number == 0:
            self.open_menu()
        elif self.line is not None and number <= len(self._scale):
            answer_id = self._scale[number - 1]
            if self.line.state in _FINAL:
                self._correct(answer_id)
            elif self.line.state != State.ALLEGED.label:
                args = (self.line.i, answer_id, self.method_number(), self.noted())
                self.answered.emit(*args)

    def open_menu(self) -> None:
        """Offer what may come of an attempt that brought no answer."""
        if self.outcome.isEnabled() and self.line is not None:
            self.menu.popup(self.outcome.mapToGlobal(self.outcome.rect().bottomLeft()))

    def note(self, outcome: str) -> None:
        """Note what came of an attempt; one that needs a reason asks for it."""
        if self.line is None:
            return
        asked = self._pending == ("note", outcome)
        if outcome == "out_of_frame" and not self.reason.text().strip():
            self._pending = ("note", outcome)
            self._ask_reason("请写明不在抽查范围的原因，然后按回车。")
            return
        if outcome == "call_back" and not asked and not self.call.back.text():
            self._ask_back(outcome)
            return
        if outcome in CHECKS and not asked:
            self._ask_check(outcome)
            return
        reason = self.reason.text()
        self.recorded.emit(self.line.i, outcome, self.method_number(), reason, self.noted())

    def _correct(self, answer_id: str) -> None:
        assert self.line is not None
        if answer_id == self.line.answer:
            return
        if not self.reason.text().strip():
            self._pending = ("correct", answer_id)
            self._ask_reason("更正须写明原因，写好后按回车；原来的答案会保留并一并打印。")
            return
        self.corrected.emit(self.line.i, answer_id, self.reason.text())

    def open_mending(self) -> None:
        """Offer what the last attempt should have been, or to take it back."""
        if self.mend.isEnabled():
            self.mending.popup(self.mend.mapToGlobal(self.mend.rect().bottomLeft()))

    def mend_to(self, outcome: str) -> None:
        """Correct what came of the last attempt; it waits for its reason."""
        if self.line is None or not self.line.attempts:
            return
        if not self.reason.text().strip():
            self._pending = ("mend", outcome)
            self._ask_reason("更正须写明原因，写好后按回车；原来的记录会保留并一并打印。")
            return
        args = (self.line.i, outcome, self.reason.text(), self.noted())
        self.outcome_corrected.emit(*args)

    def _ask_back(self, outcome: str) -> None:
        self._pending = ("note", outcome)
        self.call.show_back()
        self.refuse(
            "请填写约定的时间，例如 14:30 或 11-23 9:30，然后按回车；没有约定时间直接按回车。"
        )
        self.call.back.line.setFocus()

    def _ask_check(self, outcome: str) -> None:
        self._pending = ("note", outcome)
        for key in ("interviewee", "position"):  # the roster's contact is not whom one asks now
            self.fields[key].put("")
        self.call.offer()
        self.refuse(
            "请在“受访人”填写向谁核实，选好方式和时间，在“企业原话”写明依据，然后在“受访人”按回车。"
        )
        self.fields["interviewee"].inner.setFocus()

    def _ask_reason(self, text: str) -> None:
        self._show_reason(needed=True)
        self.refuse(text)
        self.reason.line.setFocus()

    def _show_reason(self, *, needed: bool) -> None:
        self.form.setRowVisible(self.reason, needed or self._pending is not None)

    def _again(self) -> None:
        if self._pending is None:
            return
        what, which = self._pending
        needs_reason = what != "note" or which == "out_of_frame"
        if needs_reason and not self.reason.text().strip():
            return
        {"note": self.note, "mend": self.mend_to, "correct": self._correct}[what](which)

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Write again what was typed before it was sent."""
        self.call.put_back(typed)
        for key, text in typed.items():
            if key in CALL_KEYS:
                continue
            editor = self.fields.get(key, self.reason)
            editor.put(text)
        self._show_reason(needed=bool(self.reason.text()))

    def refuse(self, text: str) -> None:
        """Say why nothing was kept; what was typed stays."""
        say(self.wrong, text)
        flag(self.reason.inner, "wrong", bool(text) and self._pending is not None)

    def kept(self) -> None:
        """The act is kept: the fields take up what the record says now."""
        self._pending = None
        line, self.line = self.line, None
        self.show_line(line)
