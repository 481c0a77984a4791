"""Scans that the rules ask for are kept and called scans; only a form or list is asked for anew."""

from pathlib import Path

import pytest

from desktop.domain.scheme import Scheme
from desktop.work.desk import Desk
from desktop.work.incoming import read_incoming, recognise
from desktop.work.incoming_file import FORM, REFUSED, Incoming, whole_files
from desktop.work.scans import is_scan, is_wanted_otherwise

NATIONAL = "national-platform-2017"
PDF, JPG, PNG = b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n"


@pytest.fixture
def scheme(desk: Desk) -> Scheme:
    """The national scheme, which asks for the most papers."""
    return desk.schemes[NATIONAL]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("公布省级平台.pdf", PDF, "这是 PDF 文件，作为附件（扫描件）保存，在“材料”中打开核对。"),
        ("营业执照.jpg", JPG, "这是图片，作为附件（扫描件）保存，在“材料”中打开核对。"),
        (
            "执照.ofd",
            b"PK\3\4..OFD.xml",
            "这是 OFD 版式文件，作为附件（扫描件）保存，在“材料”中打开核对。",
        ),
        ("ICP备案.png", PNG, "这是图片，作为附件（扫描件）保存，在“材料”中打开核对。"),
        (
            "申请表盖章版.pdf",
            PDF,
            "这是 PDF 文件，作为附件（扫描件）保存，在“材料”中打开核对。"
            "申请表、名单要有 Word 或 Excel 原件才能读入；没有的，请向申报单位要。",
        ),
    ],
)
def test_a_scan_is_kept_as_one(name: str, data: bytes, sentence: str, scheme: Scheme):
    """What the rules ask for as a copy is nothing wrong; a form or list says what it lacks."""
    one = recognise(name, data, scheme)
    assert (is_scan(one), one.sentence, one.data) == (True, sentence, data)


def test_a_stamped_form_beside_its_word_file_is_asked_for_by_nobody(scheme: Scheme):
    """Alone it must come as a Word file too; beside one it is what was asked for."""
    stamped = recognise("申请表盖章版.pdf", PDF, scheme)
    word = Incoming("申请表.docx", FORM, "", "")
    licence = recognise("执照.jpg", JPG, scheme)
    broken = Incoming("坏.docx", REFUSED, "", "文件已损坏。")
    assert is_wanted_otherwise(stamped, [stamped, licence], scheme)
    assert not is_wanted_otherwise(stamped, [stamped, word], scheme)
    assert not is_wanted_otherwise(licence, [licence], scheme)
    assert (is_scan(broken), is_wanted_otherwise(broken, [broken], scheme)) == (False, False)


def test_two_files_of_one_name_are_two(scheme: Scheme):
    """Scans of one name in two folders are two files."""
    both = [recognise("照片.jpg", JPG, scheme), recognise("照片.jpg", JPG, scheme)]
    assert whole_files(both) == both


def test_a_scan_that_came_twice_keeps_its_name(scheme: Scheme, tmp_path: Path):
    """Two photographs with the same bytes: both are there, the second names the first."""
    paths = [tmp_path / name for name in ("1营业执照.jpg", "2法人证书.jpg", "3其他.jpg")]
    for path in paths:
        path.write_bytes(JPG if path != paths[2] else JPG + b"3")
    read = read_incoming(paths, scheme, lambda *_: None, lambda: False)
    told = [one.sentence.partition("。")[2] for one in read]
    assert [one.name for one in read] == [path.name for path in paths]
    assert told == ["", "与“1营业执照.jpg”内容相同，只存一份。", ""]
