"""The question of 登记报送: what goes up, on which day and under which number."""

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from desktop.domain.problem import UserError
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.editors import LineEditor
from desktop.ui.kit.layouts import GAP, TIGHT, WIDE, by_text, column, row
from desktop.ui.kit.parts import button, heading, primary, say, sentence
from desktop.work.office_way import Sendable
from desktop.work.submissions import up_day

_WIDE = 420
_SHOWN = 6  # names that are told one by one
_HINT = "必填；没有文号的，写明怎样报出，如“纸质件专人送交”。"


@dataclass(frozen=True)
class Told:
    """The answer: the day as it was typed, and the number or words."""

    on: str
    why: str


class SentQuestion(Dialog):
    """Names what is noted as sent and what is not; the day is today's until it is changed."""

    def __init__(self, parent: QWidget, found: Sendable) -> None:
        """The button stays grey while there is no number."""
        super().__init__(parent)
        self._today = found.today
        self.setWindowTitle("登记报送")
        self._make(found)
        self._lay_out(found)
        self._look()

    def _make(self, found: Sendable) -> None:
        self.on = LineEditor("date")
        self.on.show_text(found.today.isoformat())
        self.on.inner.setAccessibleName("报送日期")
        self.wrong = sentence("", "wrong")
        self.why = QLineEdit()
        self.why.setAccessibleName("报送文号或说明")
        self.why.textChanged.connect(self._look)
        self.agree = primary("登记报送", self._agree)
        self.agree.setDefault(True)
        self.refuse = button("取消", self.reject)
        self.refuse.setAutoDefault(False)

    def _lay_out(self, found: Sendable) -> None:
        question = heading(f"登记{len(found.ready)}份已定稿的申报为已报送")
        left = sentence(f"没有定稿或已经报送，不登记：{_names(found.left)}", "part")
        left.setVisible(bool(found.left))
        day, why = QLabel("报送日期（盖章报出去的那一天）"), QLabel("报送文号或说明 *")
        day.setBuddy(self.on.inner)
        why.setBuddy(self.why)
        hint = sentence(_HINT, "quiet")
        blanks = column(day, self.on, self.wrong, why, self.why, hint, gap=TIGHT)
        buttons = row(None, self.refuse, self.agree)
        told = sentence(_names(found.ready))
        self.setLayout(column(question, told, left, blanks, GAP, buttons, gap=GAP, margin=WIDE))
        self.setMinimumWidth(by_text(_WIDE))
        self.wrong.hide()
        self.why.setFocus()

    def _look(self) -> None:
        self.agree.setEnabled(bool(self.why.text().strip()))

    def _agree(self) -> None:
        try:
            up_day(self.on.text(), self._today)
        except UserError as error:
            say(self.wrong, f"{error.sentence}{error.hint}")
            self.on.inner.setFocus()
        else:
            self.accept()


def ask_sent(parent: QWidget, found: Sendable) -> Told | None:
    """Ask when and under which number it went up; None where the reviewer thinks better of it."""
    dialog = SentQuestion(parent, found)
    agreed = dialog.exec() == int(QDialog.DialogCode.Accepted)
    told = Told(dialog.on.text(), dialog.why.text().strip())
    dialog.deleteLater()
    return told if agreed else None


def _names(names: tuple[str, ...]) -> str:
    more = f"等{len(names)}份" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
