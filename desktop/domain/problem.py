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


class FinalisedError(UserError):
    """An edit after 定稿: the application has to go back (退回修改) first."""

    def __init__(self, application_id: int, stage: str) -> None:
        """`stage` is 定稿 or 报送."""
        super().__init__(
            f"这份申报已{stage}，内容不能直接改动。",
            "请先在“推荐”一步选“退回修改”并写明原因，改完再定稿。",
        )
        self.application_id = application_id
