"""Forms of the bureau's own (上级表样) on their way to 汇总报送, where they are filled."""

from collections.abc import Sequence
from pathlib import Path

REFIT = "refit:"  # a place's detail: the file follows, or nothing where it is still to be chosen
_FORMS = (".docx", ".xlsx")


def is_form(paths: Sequence[Path]) -> bool:
    """Whether it is one Word or Excel file that was dropped, as a bureau's form is."""
    return len(paths) == 1 and paths[0].suffix.lower() in _FORMS
