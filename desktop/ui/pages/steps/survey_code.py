"""随机码: the digits, large, with the 监督人; looked at once more and then kept for good."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from desktop.domain.clean import digits_of
from desktop.ui.kit.enter import go_to
from desktop.ui.kit.layouts import GAP, TIGHT, boxed, column, holder, row
from desktop.ui.kit.parts import button, heading, say, sentence
from desktop.ui.kit.theme import with_icon
from desktop.ui.pages.steps.act import OnceButton
from desktop.ui.pages.steps.survey_lock import FIRST_SIGN
from desktop.ui.pages.steps.survey_seed import SeedBlanks
from desktop.work.drawing import FramePage, LockLine

LARGE = 44  # px; read aloud across a table
_NONE = "名单封存后，在这里登记随机码。"
_HOW = {
    "witnessed": "当着监督人的面掷出或抽取数字，至少6位（本程序约定），逐位录入，前面的0也要填。",
    "public": "录入按封存时写定的取号规则从公布的号码中取得的数字。",
    "machine": "系统生成的随机码已在封存时确定，无须录入；按“核对”后抽取。",
}


class SurveyCode(QWidget):
    """Typed, shown large, confirmed by a second and different button; never changed after that."""

    confirmed = Signal(int, str, str, bool)  # lock id, digits, supervisor, only called out
    paper_wanted = Signal(str)  # a paper's id

    def __init__(self) -> None:
        """Nothing is locked yet."""
        super().__init__()
        self._lock: LockLine | None = None
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.none = sentence(_NONE, "quiet")
        self.first_sign = sentence(FIRST_SIGN, "part")
        self.paper = button("打印确认表…", partial(self.paper_wanted.emit, "draw_list"), "print")
        self.record = button(
            "打印抽取记录…", partial(self.paper_wanted.emit, "draw_record"), "print"
        )
        self.how = sentence("", "quiet")
        self.digits = QLineEdit()
        self.digits.setAccessibleName("随机码")
        self.digits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.digits_told = sentence("", "quiet")
        self.digits_told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.supervisor = QLineEdit()
        self.supervisor.setAccessibleName("监督人")
        self.supervisor_label = QLabel("监督人")
        self.supervisor_label.setBuddy(self.supervisor)
        self.supervisor_told = sentence("", "quiet")
        self.told = QCheckBox("自报数字（未当场掷出）")
        self.look = button("核对", self._look, "", "再看一遍，然后确认")
        told = (self.digits_told, self.supervisor_told)
        self.blanks = SeedBlanks(self.digits, told[0], self.supervisor, told[1], self.look)
        self.wrong = sentence("", "wrong")
        self.question = sentence("", "heading")
        self.confirm = OnceButton("确认，此后不能更改")
        self.confirm.setObjectName("primary")
        self.confirm.setAutoDefault(True)
        self.confirm.setAccessibleName("确认随机码，此后不能更改")
        with_icon(self.confirm, "lock", "on_accent")
        self.again = button("返回修改", self._back)
        self.kept = QLabel()
        self.kept.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.kept.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kept_words = sentence()
        self.kept_words.setAlignment(Qt.AlignmentFlag.AlignCenter)  # below the digits, as they are
        for large in (self.digits, self.kept):
            font = large.font()
            font.setPixelSize(max(LARGE, 2 * large.fontMetrics().height()))
            font.setBold(True)
            large.setFont(font)
        self.digits.setMinimumHeight(self.digits.fontMetrics().height() + 16)

    def _lay_out(self) -> None:
        by = row(self.supervisor_label, self.supervisor, self.supervisor_told, gap=GAP)
        by.setStretch(1, 1)
        by.setStretch(2, 1)
        ready = row(self.told, None, self.look, gap=GAP)
        self.asked = boxed(
            self.question, row(self.confirm, self.again, None), name="notice", gap=GAP, margin=GAP
        )
        first = row(self.first_sign, self.paper, gap=GAP)
        first.setStretch(0, 1)
        # The question stands in the place of what it asks about, so that it is always to be seen.
        self.typing = holder(by, ready, gap=GAP)
        typed = column(self.digits, self.digits_told, gap=TIGHT)
        self.entry = holder(first, self.how, typed, self.typing, self.asked, self.wrong, gap=GAP)
        self.done = holder(
            heading("已登记的随机码"),
            self.kept,
            self.kept_words,
            row(None, self.record, None),
            gap=TIGHT,
        )
        self.setLayout(column(self.none, self.entry, self.done, None, gap=GAP))
        for part in (self.entry, self.done, self.asked, self.wrong):
            part.hide()

    def _connect(self) -> None:
        for line in (self.digits, self.supervisor):
            line.textChanged.connect(lambda _text: self._reset())
        self.told.clicked.connect(lambda _on: self._reset())
        self.digits.returnPressed.connect(self._after_digits)
        self.supervisor.returnPressed.connect(self._look)
        self.confirm.clicked.connect(self._confirm)

    def show_page(self, page: FramePage) -> None:
        """Show the newest lock that is not void: waiting for its digits, or drawn."""
        standing = [one for one in page.locks if one.state != "已作废"]
        newest = standing[-1] if standing else None
        if self._lock is None or newest is None or newest.id != self._lock.id:
            self._clear()
        self._lock = newest
        waiting = newest is not None and newest.state == "已封存"
        self.none.setVisible(newest is None)
        self.entry.setVisible(waiting)
        self.done.setVisible(newest is not None and not waiting)
        if not waiting:  # kept, or void: nothing of it is to be offered again as unsaved
            self.digits.setModified(False)
            self.supervisor.setModified(False)
        if newest is not None:
            self._show_lock(newest)

    def _show_lock(self, lock: LockLine) -> None:
        say(self.how, _HOW[lock.kind])
        by_hand = lock.kind != "machine"
        for part in (self.digits, self.digits_told):
            part.setVisible(by_hand)
        by = (self.supervisor, self.supervisor_label, self.supervisor_told, self.told)
        for one in by:
            one.setVisible(lock.kind == "witnessed")
        self._weigh()
        self.kept.setText(lock.digits or "系统生成")
        witness = f"监督人：{lock.supervisor}。" if lock.supervisor else ""
        self.kept_words.setText(f"{witness}抽取顺序已由此确定，不能更改。")

    def _clear(self) -> None:
        self.digits.clear()
        self.supervisor.clear()
        self.told.setChecked(False)
        self.wake()
        self._reset()

    def wake(self) -> None:
        """Take what is typed again, after an answer came or another case was shown."""
        self.entry.setEnabled(True)

    def _back(self) -> None:
        self._reset()
        self.digits.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset(self) -> None:
        self.asked.hide()
        self.typing.show()
        self.confirm.setEnabled(False)
        say(self.wrong, "")
        self._weigh()

    def _kind(self) -> str:
        return self._lock.kind if self._lock else "witnessed"

    def _weigh(self) -> None:
        self.blanks.weigh(self._kind())

    def _after_digits(self) -> None:
        if self.supervisor.isVisible() and not self.blanks.lacking(self._kind()).digits:
            go_to(self.supervisor)
        else:
            self._look()

    def _look(self) -> None:
        """Ask once more, by another button than the one that was pressed."""
        if not self.blanks.complete(self._kind()):
            return
        digits = digits_of(self.digits.text()) or self.digits.text()
        told = "（自报数字）" if self.told.isChecked() else ""
        kind = self._kind()
        by = f"，监督人：{self.supervisor.text()}{told}" if kind == "witnessed" else ""
        by_hand = kind != "machine"
        words = f"随机码 {' '.join(digits)}，共{len(digits)}位{by}。" if by_hand else "由系统抽取。"
        self.question.setText(f"{words}确认后不能更改。")
        self.typing.hide()
        self.asked.show()
        self.confirm.setEnabled(True)
        self.confirm.setFocus(Qt.FocusReason.TabFocusReason)

    def _confirm(self) -> None:
        if self._lock is None:
            return
        # Grey until the answer comes: nothing is sent twice, and nothing typed meanwhile.
        self.confirm.setEnabled(False)
        self.entry.setEnabled(False)
        told = self.told.isChecked()
        self.confirmed.emit(self._lock.id, self.digits.text(), self.supervisor.text(), told)

    def refuse(self, text: str) -> None:
        """Say why the digits were not kept; what was typed stays."""
        self.wake()
        self._reset()
        say(self.wrong, text)
        nameless = bool(self.digits.text()) and not self.supervisor.text()
        (self.supervisor if nameless else self.digits).setFocus(Qt.FocusReason.OtherFocusReason)
