"""待办事项 says what was told to an applicant how long ago, and who is to be called when."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop import paths
from desktop.work.asking import ask_page, record
from desktop.work.desk import Desk, open_desk
from desktop.work.materials import checklist, set_line
from desktop.work.messages import note_sent
from desktop.work.todo import todo

CHINA = timezone(timedelta(hours=8))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        """The last working day before National Day of 2026, noon."""
        self.time = datetime(2026, 9, 30, 12, 0, 30, tzinfo=CHINA)

    def __call__(self) -> datetime:
        """The time it shows."""
        return self.time


@pytest.fixture
def clock() -> Clock:
    """Noon, until a test moves it on."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A desk whose clock the test sets."""
    opened = open_desk(tmp_path / "a.review", paths.forms_dir(), paths.fonts_dir(), clock)
    opened.operator = "王测试"
    yield opened
    opened.close()


def _of(desk: Desk, step: str) -> str:
    told = [one.sentence for one in todo(desk).lines if one.step == step and one.application_id]
    return told[0].partition(f"{'材料' if step == 'materials' else '抽查'}，")[2]


def test_how_long_ago_an_applicant_was_told_counts_working_days_alone(desk: Desk, clock: Clock):
    """Told on 30 September, it is the first working day after the holiday on 8 October."""
    case = start(desk, "kunming-platform-2022", 12)
    line = checklist(desk, case).items[0].lines[0]
    set_line(desk, case, line.id, "missing")
    untold = _of(desk, "materials")
    note_sent(desk, case, "催报", "微信", "周老师", "请抓紧报送")
    urged = _of(desk, "materials")
    note_sent(desk, case, "补正", "微信", "周老师", "缺一件材料")
    told = []
    for days in (0, 1, 7, 1, 1):  # 30 September, 1, 8, 9 and 10 October (a Saturday of work)
        clock.time += timedelta(days=days)
        told.append(_of(desk, "materials").removeprefix(f"{untold}，"))
    assert urged == untold
    assert told == [
        "补正告知今天已发",
        "补正告知9月30日已发",
        "补正告知已发1个工作日",
        "补正告知已发2个工作日",
        "补正告知已发3个工作日",
    ]


def test_a_promised_call_stands_with_its_hour_wherever_the_case_is(desk: Desk):
    """The case is at 收件登记 still; of two promised calls the earlier one is told."""
    case = start(desk, "kunming-platform-2022", 40)
    lock_and_draw(desk, case)
    lines = ask_page(desk, case).lines
    fresh = ask_page(desk, case).following
    record(desk, case, lines[1].i, "call_back", call_back_at="14:30")
    beside = _of(desk, "survey")
    record(desk, case, lines[0].i, "call_back", call_back_at="13:05")
    first = _of(desk, "survey")
    told = "应有4家评价，已有0家，尚不能判定（4家待联系）"
    assert (fresh, beside, first) == (
        "下一家1/4",
        f"{told}，下一家1/4；第2家9月30日14:30再联系",
        f"{told}，下一家1/4，9月30日13:05再联系",
    )
