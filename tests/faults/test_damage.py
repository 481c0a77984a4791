"""A small run of damage.py: flipped bits, cut files, kills, full and read-only disks."""

import random
from pathlib import Path

import damage
import pytest
from labour import NAME, prepare


def test_no_flipped_bit_and_no_cut_is_silent(tmp_path: Path):
    """Of the data file and of a backup, each damaged fifty times, every damage is noticed."""
    told = damage.made(tmp_path, steps=12)
    backup = next(line.split()[1] for line in told if line.startswith("backup "))
    for path in (tmp_path / NAME, tmp_path / "备份" / backup):
        found = damage.flips(tmp_path, path, 50, random.Random(3))
        assert dict(found) == {"noticed": 50}


def test_what_was_told_survives_a_kill(tmp_path: Path):
    """The program is killed five times while it works on the same file."""
    prepare(tmp_path)
    assert [damage.killed(tmp_path, random.Random(n)) for n in range(5)] == [[]] * 5


def test_a_full_disk_is_told_and_takes_nothing_that_was_told(tmp_path: Path):
    """Work goes on until the disk is full; the sentence says so, and the file is whole."""
    if reason := damage.why_not():
        pytest.skip(f"no small disk can be mounted here: {reason}")
    said, wrong = damage.full_disk(tmp_path, random.Random(5))
    assert (said != "", wrong) == (True, [])


def test_a_read_only_medium_is_told_and_not_written(tmp_path: Path):
    """A file on a CD is refused with a way on, byte for byte as it was."""
    if reason := damage.why_not():
        pytest.skip(f"no small disk can be mounted here: {reason}")
    said, before, after = damage.read_only(tmp_path)
    assert (said, before == after) == ("不能在数据文件所在的文件夹中写入。", True)


def test_a_stick_that_is_pulled_out_loses_nothing(tmp_path: Path):
    """The next act is refused with what happened; what is on the stick is whole."""
    said, wrong = damage.medium_gone(tmp_path, random.Random(6))
    assert (said, wrong) == ("数据文件被移走或改名了，或者磁盘已拔出，刚才的内容没有保存。", [])
