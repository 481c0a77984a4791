"""The files that came in are listed once each; the reviewer says which paper each belongs to."""

import os
from pathlib import Path

import openpyxl
import pytest
from applicant_case import open_for

from desktop.domain.problem import UserError
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.materials import attach_scan
from desktop.work.office_notes import copy_to_look
from desktop.work.received_files import (
    NONE,
    kind_of,
    offered_places,
    place_files,
    received_files,
    size_words,
)

NATIONAL = "national-platform-2017"
FILES = {
    "营业执照副本.jpg": b"\xff\xd8\xff\xe0" + bytes(3000),
    "审计报告.pdf": b"%PDF-1.7" + bytes(2_500_000),
    "IMG_1.jpg": b"\xff\xd8\xff\xe0.",
}


@pytest.fixture
def case(desk: Desk, tmp_path: Path) -> int:
    """An application of the national scheme that came with three scans."""
    number = int(start_case(desk, open_for(desk, NATIONAL), "甲机构").value)
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in FILES]
    read = read_incoming(paths, desk.schemes[NATIONAL], lambda *_: None, lambda: False)
    keep_incoming(desk, number, read)
    return number


def test_every_file_is_there_with_what_its_name_tells(desk: Desk, case: int):
    """Name, kind, size and when it came; where it belongs is offered and not taken."""
    attach_scan(desk, case, "business_licence", [("补拍.jpg", b"\xff\xd8\xff")])
    found = received_files(desk, case)
    assert [(one.file.name, one.kind, one.size, one.at[:11]) for one in found] == [
        ("营业执照副本.jpg", "图片", "2KB", "2026年11月20日"),
        ("审计报告.pdf", "PDF", "2.3MB", "2026年11月20日"),
        ("IMG_1.jpg", "图片", "1KB", "2026年11月20日"),
    ]
    assert [(one.line_id, one.offered) for one in found] == [
        ("", "business_licence"),
        ("", "audit_report"),
        ("", ""),
    ]


def test_a_file_that_a_roster_was_read_from_belongs_to_that_roster(
    desk: Desk, case: int, tmp_path: Path
):
    """Whatever its name is; the materials of the scheme name the roster."""
    book = openpyxl.Workbook()
    book.active.append(("姓名", "职务", "学历", "职称", "专业"))
    book.active.append(("张三", "主任", "本科", "工程师", "会计"))
    book.save(tmp_path / "20261101终稿.xlsx")
    read = read_incoming(
        [tmp_path / "20261101终稿.xlsx"], desk.schemes[NATIONAL], lambda *_: None, lambda: False
    )
    keep_incoming(desk, case, read)
    [last] = received_files(desk, case)[len(FILES) :]
    lines = [line for one in desk.schemes[NATIONAL].materials for line in one.lines]
    [wanted] = [line.id for line in lines if line.roster == read[0].roster]
    assert (read[0].roster, last.offered) == ("staff", wanted)


def test_the_reviewer_says_where_a_file_belongs(desk: Desk, case: int):
    """One by one, or all whose names tell in one act; to none of them too; and it can be undone."""
    first, second, third = (one.file.id for one in received_files(desk, case))
    place_files(desk, case, offered_places(received_files(desk, case)))
    place_files(desk, case, {third: NONE})
    place_files(desk, case, {second: "audit_included"})
    assert [one.line_id for one in received_files(desk, case)] == [
        "business_licence",
        "audit_included",
        NONE,
    ]
    assert offered_places(received_files(desk, case)) == {}
    place_files(desk, case, {first: ""})
    assert offered_places(received_files(desk, case)) == {first: "business_licence"}


def test_a_paper_that_is_not_on_the_list_is_refused(desk: Desk, case: int):
    """What is no line of the list is not kept."""
    with pytest.raises(UserError, match="材料清单上没有这一项"):
        place_files(desk, case, {received_files(desk, case)[0].file.id: "premises"})


def test_a_file_is_looked_at_in_a_copy(desk: Desk, case: int):
    """The copy bears the file's own name and can be made again; the original is not touched."""
    one = received_files(desk, case)[0].file
    made = copy_to_look(desk, one)
    again = copy_to_look(desk, one)
    assert (made, made.name, again.read_bytes()) == (again, one.name, FILES[one.name])
    assert os.name != "posix" or made.stat().st_mode & 0o777 == 0o400


def test_kinds_and_sizes_are_words():
    """By the name's ending; sizes are cut to one decimal."""
    names = ["a.PDF", "b.jpeg", "c.docx", "d.et", "e.zip", "f", "g.ofd"]
    assert [kind_of(one) for one in names] == [
        "PDF",
        "图片",
        "Word",
        "Excel",
        "压缩包",
        "其他",
        "OFD",
    ]
    sizes = [0, 1024, 1024 * 1024 - 1, 1024 * 1024, 1_992_294]
    assert [size_words(one) for one in sizes] == ["1KB", "1KB", "1023KB", "1.0MB", "1.8MB"]
