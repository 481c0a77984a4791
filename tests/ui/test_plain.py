"""What is settled before the window is imported changes how long it takes, and nothing else."""

import dataclasses
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass

import pytest

from desktop.ui.plain import late, turn_on

LOADED = """
import sys
from desktop.ui.plain import settle_python
settle_python()
from desktop import app
{more}
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""
HEAVY = frozenset(
    {
        "sqlite_utils",
        "cattrs",
        "attr",
        "openpyxl",
        "docx",
        "lxml",
        "reportlab",
        "pypdfium2",
        "python_calamine",
        "pypinyin",
        "rapidfuzz",
        "stdnum",
        "chinese_calendar",
        "nacl",
        "pyrage",
        "tomlkit",
        "segno",
    }
)
NOT_BEFORE_PAINT = HEAVY | {"sqlite3", "tomllib", "ctypes", "socket", "asyncio"}


def loaded(more: str = "") -> frozenset[str]:
    """What a fresh process has imported once the window could be made, and `more` was done."""
    command = [sys.executable, "-c", LOADED.format(more=more)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def test_the_window_is_painted_before_any_heavy_library_is_loaded():
    """Neither SQLite nor what reads schemes, workbooks or forms is imported for the window."""
    assert loaded() & NOT_BEFORE_PAINT == frozenset()


def test_a_file_is_opened_without_the_libraries_of_rules_and_papers():
    """The store, 待办事项 and what watches over the file load no library that is not needed."""
    more = (
        "import desktop.work.desk, desktop.work.edition_there, desktop.work.opening\n"
        "import desktop.work.frame_lines, desktop.work.watching, desktop.ui.pages.todo\n"
    )
    assert loaded(more) & HEAVY == frozenset()


def test_a_class_is_the_same_whenever_its_methods_are_made(monkeypatch: pytest.MonkeyPatch):
    """Equality, hash, order, text and being frozen hold from the first call on."""
    monkeypatch.setattr(dataclasses, "_create_fn", late(vars(dataclasses)["_create_fn"]))

    @dataclass(frozen=True, order=True)
    class Firm:
        name: str
        code: str = ""

    class Branch(Firm):
        pass

    one = Firm("甲", "1")
    with pytest.raises(FrozenInstanceError):
        one.name = "乙"  # type: ignore[misc] # that it is refused is what is tested
    with pytest.raises(FrozenInstanceError):
        del one.code
    found = [
        (one == Firm("甲", "1"), hash(one) == hash(Firm("甲", "1")), one < Firm("乙"), str(one))
        for _time in range(2)
    ]
    text = f"{test_a_class_is_the_same_whenever_its_methods_are_made.__name__}.<locals>.Firm"
    assert found == [(True, True, False, f"{text}(name='甲', code='1')")] * 2
    assert (Branch("甲") == Branch("甲"), one == "甲", "Branch(name=" in repr(Branch("甲"))) == (
        True,
        False,
        True,
    )


@pytest.mark.parametrize(("platform", "turn"), [("linux", 20), ("win32", 1_000)])
def test_the_lock_is_asked_for_after_what_the_system_can_wait(platform: str, turn: int):
    """Twenty microseconds; on Windows, which waits in whole milliseconds, one of these."""
    assert round(turn_on(platform) * 1_000_000) == turn
