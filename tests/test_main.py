"""The program re-enters itself as the reading child without waking the window's toolkit."""

import subprocess
import sys

from desktop.intake.book import Ask, Kind, Limits, Reading
from desktop.intake.reading import CHILD_FLAG
from desktop.intake.wire import pack_request, unpack_answer

SCRIPT = (
    "import sys; from desktop.__main__ import main; status = main(); "
    "sys.exit(status or ('PySide6' in sys.modules and 9))"
)


def test_the_flag_makes_the_program_its_own_reading_child() -> None:
    """A bundle started with the flag answers one request, and Qt is not loaded."""
    request = pack_request("名单.csv", Ask(), Limits(), "read", "企业名称,电话\n甲,1\n".encode())
    command = [sys.executable, "-c", SCRIPT, CHILD_FLAG]
    child = subprocess.run(command, input=request, capture_output=True, check=True)
    answer = unpack_answer(child.stdout, "名单.csv")
    assert isinstance(answer, Reading)
    assert answer.kind is Kind.CSV
    assert answer.book is not None
    assert answer.book.sheets[0].cells == [["企业名称", "电话"], ["甲", "1"]]
