"""What a 随机码 still lacks, said beside its blanks while it is typed."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop.domain.clean import clean, digits_of
from desktop.domain.draw import FEWEST_DIGITS
from desktop.ui.kit.parts import restyle

_ANYONE = "请填写监督人，任何在场的人都可以"


@dataclass(frozen=True)
class Lacking:
    """What is missing at the digits and at the 监督人, in words; `wrong` where it can't be right.

    Both are empty where the store would take the 随机码.
    """

    digits: str = ""
    supervisor: str = ""
    wrong: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the 随机码 can be looked at once more and be confirmed."""
        return not self.digits and not self.supervisor


def lacking(kind: str, digits: str, supervisor: str) -> Lacking:
    """Return what is missing for a 随机码 of this kind, by the rules by which it is kept."""
    if kind == "machine":
        return Lacking()
    nameless = kind == "witnessed" and not clean(supervisor).text
    who = _ANYONE if nameless else ""
    if digits.strip() and digits_of(digits) is None:
        return Lacking("只能填写数字，请删去其他字符", who, wrong=True)
    count = len(digits_of(digits) or "")
    if kind == "public":
        return Lacking("" if count else "请填写从公布的号码中取得的数字", who)
    short = FEWEST_DIGITS - count
    return Lacking(f"已填{count}位，还差{short}位" if short > 0 else "", who)


@dataclass(frozen=True)
class SeedBlanks:
    """The blanks of a 随机码, what is told beside each, and the button that goes on."""

    digits: QLineEdit
    digits_told: QLabel
    supervisor: QLineEdit
    supervisor_told: QLabel
    look: QPushButton

    def lacking(self, kind: str) -> Lacking:
        """What is missing before a 随机码 of this kind can be confirmed."""
        return lacking(kind, self.digits.text(), self.supervisor.text())

    def weigh(self, kind: str, *, pressed: bool = False) -> None:
        """Say what is missing where it is missing; go on only with all of it."""
        found = self.lacking(kind)
        digits = told_digits(found, self.digits.text())
        tell(self.digits_told, digits, wrong=found.wrong or (pressed and bool(found.digits)))
        tell(self.supervisor_told, found.supervisor, wrong=pressed and not found.digits)
        self.look.setEnabled(found.nothing)

    def complete(self, kind: str) -> bool:
        """Whether nothing is missing; else it is said and the typing goes to the first blank."""
        found = self.lacking(kind)
        if found.nothing:
            return True
        self.weigh(kind, pressed=True)
        blank = self.digits if found.digits else self.supervisor
        blank.setFocus(Qt.FocusReason.OtherFocusReason)
        return False


def told_digits(found: Lacking, digits: str) -> str:
    """The line below the digits: what is missing, or how many there are."""
    return found.digits or (f"共{len(digits_of(digits) or '')}位" if digits.strip() else "")


def tell(label: QLabel, text: str, *, wrong: bool) -> None:
    """Say `text` in a label that keeps its place also while it is empty: nothing jumps."""
    label.setText(text)
    name = "wrong" if wrong else "quiet"
    if label.objectName() != name:
        label.setObjectName(name)
        restyle(label)
