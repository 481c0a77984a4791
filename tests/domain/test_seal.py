"""A list and its size become a lock that holds all of what was looked at."""

from dataclasses import replace

import pytest
from sample_rules import KUNMING

from desktop.domain.case import Row
from desktop.domain.frame import build_frame
from desktop.domain.lock import Promise, Source, lock_text
from desktop.domain.seal import Subject, seal
from desktop.domain.size import required_size

NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_rows_become_the_lock_text() -> None:
    """From the roster's rows to the bytes: firms numbered, what was left out with its reason."""
    names = ["甲公司", "甲 公司", "乙公司", "丙队", "合计"]
    rows = [Row(i, "名单.xlsx", "名录", i + 1, {"name": n}) for i, n in enumerate(names, 1)]
    frame = build_frame(rows, KUNMING, {4: "项目团队"})
    lock = seal(
        Subject("kunming-platform-2022", NOTHING, "0001", "甲平台"),
        frame,
        required_size(11, len(frame.firms), KUNMING),
        [Source("file", "名单.xlsx", NOTHING)],
        Promise("machine", NOTHING),
    )
    assert lock_text(lock).decode().splitlines() == [
        "draw-lock\t1",
        f"scheme\tkunming-platform-2022\t{NOTHING}",
        "case\t0001\t甲平台",
        "lock\t1\t-",
        "size\t11\t2\t2\t2",
        f"roster\tfile\t名单.xlsx\t{NOTHING}",
        f"seed\tmachine\t{NOTHING}",
        "firm\t1\t甲公司\t-",
        "firm\t2\t乙公司\t-",
        "out\t名单.xlsx!名录!3\t甲 公司\t-\tsame-as 名单.xlsx!名录!2",
        "out\t名单.xlsx!名录!5\t丙队\t-\t项目团队",
        "out\t名单.xlsx!名录!6\t合计\t-\ttotal",
    ]


def test_a_size_for_another_list_is_a_bug() -> None:
    """The size has to be reckoned for the very list that is locked."""
    frame = build_frame([], KUNMING)
    size = replace(required_size(None, 0, KUNMING), frame=1)
    with pytest.raises(ValueError, match="a size for 1 firms, a list of 0"):
        seal(Subject("s", NOTHING, "1", "甲"), frame, size, [], Promise("machine", NOTHING))
