"""A large workbook may be looked at before its second count is done, and is kept after it."""

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.problem import Problem, UserError
from desktop.work import cases, incoming, rounds
from desktop.work.desk import Desk
from desktop.work.incoming_file import Incoming
from desktop.work.recount import while_counting, with_count

KUNMING = "kunming-platform-2022"
HEADS = ("序号", "企业名称", "联系人", "联系电话")
DIFFERENT = (
    "两种方法读出的单元格个数不同（10个与11个，自第3行起），可能有内容没有读到，请与原文件核对。"
)


def large(path: Path, old: bytes = b"", new: bytes = b"") -> Path:
    """A workbook of a firm and a half with a large picture in it, and something in its XML else."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "名单"
    for row in (HEADS, (1, "甲公司", "甲某", "15400000001"), (2, "乙公司", "乙某", "1")):
        book.active.append(row)
    book.save(file)
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(path, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new) if old else before.read(name))
        after.writestr("xl/media/image1.png", os.urandom(incoming.LARGE))
    return path


def read(desk: Desk, path: Path) -> Incoming:
    """Read a file as the window does."""
    scheme = desk.schemes[KUNMING]
    [one] = incoming.read_incoming([path], scheme, lambda *_: None, lambda: False, count_later=True)
    return one


def test_nothing_is_kept_before_its_second_count(desk: Desk, tmp_path: Path) -> None:
    """The preview has all rows at once; keeping waits for the count, by a sentence."""
    case = cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value
    one = read(desk, large(tmp_path / "名单.xlsx"))
    assert one.taken is not None
    assert (one.uncounted, one.taken.read, one.problems) == (True, 2, one.taken.problems)
    for keep in (
        lambda: incoming.keep_incoming(desk, case, [one]),
        lambda: incoming.receive_new(desk, 1, "", [one]),
    ):
        with pytest.raises(UserError, match="复核清点还没有完成"):
            keep()
    looked, difference = while_counting(one, lambda: False, lambda: "looked")
    assert (looked, difference) == ("looked", ())
    [done] = with_count([one], one.data, difference or ())
    [kept] = incoming.keep_incoming(desk, case, [done]).value
    assert (kept.read, kept.taken) == (2, 2)


def test_a_difference_that_comes_late_is_said_like_any_other(desk: Desk, tmp_path: Path) -> None:
    """It is a problem of the file's first part, and stays one when the columns are changed."""
    one = read(desk, large(tmp_path / "名单.xlsx", b'<c r="A3"', b'<c r="D2"'))
    _, difference = while_counting(one, lambda: False, lambda: None)
    told = Problem("名单", DIFFERENT)
    assert difference is not None
    assert [(p.where, p.sentence[:11]) for p in difference] == [("名单", DIFFERENT[:11])]
    first, second, other = with_count([one, one, replace(one, data=b"")], one.data, (told,))
    assert (first.problems[-1], first.difference, first.uncounted) == (told, (told,), False)
    assert (second.problems, second.difference, second.uncounted) == (one.problems, (), False)
    assert other.uncounted
    scheme = desk.schemes[KUNMING]
    again = incoming.remap(first, scheme, "firms", {"name": 1}, 1, "名单")
    assert again.problems[0] == told


def test_a_count_that_nobody_waits_for_ends(desk: Desk, tmp_path: Path) -> None:
    """The child is ended, and says nothing."""
    one = read(desk, large(tmp_path / "名单.xlsx"))
    assert while_counting(one, lambda: True, lambda: 1) == (1, None)
