"""满意度随机抽查: the drawn firms in their order, one key for an answer, and the running result."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop.domain.attempt import State
from desktop.ui.kit.layouts import (
    GAP,
    TIGHT,
    boxed,
    clear,
    column,
    holder,
    scrolled,
    side_by_side,
)
from desktop.ui.kit.parts import heading, say, sentence
from desktop.ui.kit.states import StateBadge
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.ui.pages.steps.frozen import shut
from desktop.ui.pages.steps.survey_firm import SurveyFirm
from desktop.work.asking import AskLine, AskPage

WAITING = frozenset(s.label for s in (State.WAITING, State.TRYING, State.CALL_BACK))


def _stands(line: AskLine) -> str:
    parts = (line.state, line.answer_label, line.next_act)
    return "　".join(dict.fromkeys(filter(None, parts)))


_COLUMNS: tuple[TableColumn[AskLine], ...] = (
    TableColumn("k", "顺序", lambda a: f"{a.k}/{a.n}", 68, right=True, least=50),
    TableColumn("firm", "企业", lambda a: a.firm, 190, least=158),
    TableColumn("contact", "联系人", lambda a: a.interviewee or a.contact, 64, least=52),
    TableColumn("phone", "电话", lambda a: a.phone, 110, least=94),
    TableColumn("answer", "评价", lambda a: a.answer_label or a.state, 84, tip=_stands, least=60),
    TableColumn("substitute", "递补", lambda a: "递补" if a.substitute else "", 60, least=40),
    TableColumn("service", "接受的服务", lambda a: a.service, 120, least=78),
)


class AnswerTable(Table):
    """The order of the draw; number keys note an answer for the row in focus."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 answer, 0 opens the other outcomes."""
        if event.text() in ("0", "1", "2", "3", "4", "5") and not event.isAutoRepeat():
            self.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class SurveyAsk(QWidget):
    """The firms at the left; the firm in hand and the result at the right."""

    methods_chosen = Signal(object)  # the ticked numbers, from 1

    def __init__(self) -> None:
        """Empty until something is drawn."""
        super().__init__()
        self.page: AskPage | None = None
        self.boxes: list[QCheckBox] = []
        self._came: tuple[int, ...] = ()  # the substitutes that `joined` names
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        self.rows = Rows(_COLUMNS, lambda a: a.i, self)
        self.table = AnswerTable("survey-order", self.rows)
        self.table.setAccessibleName("抽中企业，按抽取的先后")
        self.firm = SurveyFirm()
        self.verdict = StateBadge()
        self.counts = heading("")
        self.notes = sentence("", "small")
        self.keys = sentence("按数字键评价，0为没有评价", "small")
        self.joined = sentence("", "notice")  # which firm came in for one that was lost
        self.joined.hide()
        self.methods = QVBoxLayout()
        self.methods_box = QWidget()

    def _lay_out(self) -> None:
        self.methods_box.setLayout(
            column(heading("抽查方式（整次抽查，可多选）"), self.methods, gap=TIGHT)
        )
        result = boxed(self.counts, self.verdict, self.notes, gap=TIGHT, margin=GAP)
        result.setAccessibleName("抽查结果")
        right = holder(self.firm, self.methods_box, None, gap=GAP)
        left = holder(self.keys, self.table, self.firm.opening, self.joined, result, gap=TIGHT)
        body = side_by_side(left, scrolled(right), shares=(3, 2))
        body.setSizes([560, 380])
        self.setLayout(column(body, gap=0))

    def _connect(self) -> None:
        self.table.chosen.connect(self._choose)
        self.table.digit.connect(self.firm.press)

    def freeze(self, *, on: bool) -> None:
        """After 定稿 the firms and what they said are to be looked at."""
        self.keys.setVisible(not on)
        shut(self.methods_box, on=on)
        self.firm.freeze(on=on)

    def show_page(self, page: AskPage) -> None:
        """Show the survey as it stands; the chosen firm stays chosen."""
        chosen = self.table.current()
        self._tell_joined(page)
        self.page = page
        self.firm.show_scale(page)
        self.rows.show_rows(page.lines)
        self.table.choose(chosen.i if chosen else page.next_firm)
        if self.table.current() is None and page.lines:
            self.table.choose(page.lines[0].i)
        self.firm.show_line(self.table.current())
        self._show_methods(page)
        say(
            self.counts,
            f"应有{page.required}家　已有{page.asked}家　满意{page.satisfied}家",
        )
        self.verdict.show_state(page.verdict)
        say(self.notes, "\n".join(page.notes))

    def go_on(self) -> bool:
        """Go to the next other firm that waits, from the top if need be; False if none does."""
        here = self.table.current()
        lines = self.rows.rows()
        place = next((n for n, one in enumerate(lines) if here and one.i == here.i), -1)
        for one in lines[place + 1 :] + lines[: max(place, 0)]:
            if one.state in WAITING:
                self.table.choose(one.i)
                return True
        return False

    def bring_back(self, firm: int, typed: Mapping[str, str], why: str) -> None:
        """An answer was refused: back to its firm, with what was typed, and say why."""
        self.table.choose(firm)
        self.firm.put_back(typed)
        self.firm.refuse(why)

    def forget(self) -> None:
        """Another application is shown: no firm is chosen."""
        self.page = None
        say(self.joined, "")
        self.rows.show_rows(())
        self.firm.show_line(None)

    def _tell_joined(self, page: AskPage) -> None:
        """Say which firms came in since the page was last shown, until they are called."""
        if self.page is None:
            return
        known = {one.i for one in self.page.lines}
        came = [one for one in page.lines if one.substitute and one.i not in known]
        if came:
            self._came = tuple(one.i for one in came)
            told = "、".join(f"“{one.firm}”（第{one.k}号）" for one in came)
            say(self.joined, f"已递补{told}，列在最后。")
        elif not any(one.i in self._came and not one.attempts for one in page.lines):
            say(self.joined, "")

    def _choose(self, line: AskLine | None) -> None:
        self.firm.show_line(line)

    def _show_methods(self, page: AskPage) -> None:
        self.methods_box.setVisible(page.method_for == "survey")
        if [box.text() for box in self.boxes] != [_numbered(n, m) for n, m in _methods(page)]:
            clear(self.methods)
            self.boxes = []
            for number, method in _methods(page):
                made = QCheckBox(_numbered(number, method))
                made.clicked.connect(lambda _on: self._tick())
                self.boxes.append(made)
                self.methods.addWidget(made)
        for number, box in enumerate(self.boxes, 1):
            box.setChecked(number in page.survey_methods)

    def _tick(self) -> None:
        ticked = tuple(n for n, box in enumerate(self.boxes, 1) if box.isChecked())
        self.methods_chosen.emit(ticked)


def _methods(page: AskPage) -> list[tuple[int, str]]:
    return list(enumerate(page.methods, 1))


def _numbered(number: int, method: str) -> str:
    return f"{number} {method}"
