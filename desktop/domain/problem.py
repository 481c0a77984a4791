"""What can be wrong with the user's data (a value), and bad luck (an exception)."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs: a note informs, a warning asks for a look, an error is refused."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the user's data.

    `where` is the place in the reader's words (`名单.xlsx 名录 第5行 联系电话`), `sentence` is a
    whole Chinese sentence that says what is wrong and, where it can, what to do.
    """

    where: str
    sentence: str
    severity: Severity = Severity.WARNING


class UserError(Exception):
    """Bad luck (disk full, file locked, newer file): a sentence for the reader, and a way on."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        """Keep the Chinese `sentence` and the `hint` that says what to do next."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
