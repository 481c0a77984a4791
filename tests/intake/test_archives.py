"""A zip of an applicant's files is unpacked into memory, in the child, by a count of bytes."""

import io
import struct
import zipfile

import pytest

from desktop.domain.problem import Problem, Severity
from desktop.intake.archives import Unpacked, is_archive, unpack
from desktop.intake.book import Limits, Refused
from desktop.intake.reading import unpack_files
from tests.intake.papers import workbook_of


def zip_of(*members: tuple[str, bytes]) -> bytes:
    """A zip whose names Python marks as UTF-8 where they are not ASCII."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def unmarked(name: str, encoding: str, content: bytes = b"x", extra: bytes = b"") -> bytes:
    """A zip as Windows writes it: the name in an encoding that nothing tells."""
    raw = name.encode(encoding)
    info = zipfile.ZipInfo("n" * len(raw))
    info.extra = extra
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, content)
    return file.getvalue().replace(b"n" * len(raw), raw)


@pytest.mark.parametrize(
    "data",
    [
        zip_of(("材料/名单.csv", b"x")),
        unmarked("材料/名单.csv", "gb18030"),
        unmarked("材料/名单.csv", "utf-8"),
        unmarked(
            "a.csv",
            "ascii",
            extra=struct.pack("<HHBI", 0x7075, 5 + len("材料/名单.csv".encode()), 1, 0)
            + "材料/名单.csv".encode(),
        ),
    ],
)
def test_names_in_gbk_and_utf8_come_out_as_written(data: bytes) -> None:
    """Marked as UTF-8, not marked, or in WinRAR's own field: the name is the maker's."""
    assert unpack_files(data) == Unpacked((("材料/名单.csv", b"x"),))


def test_litter_is_left_out_and_a_zip_within_is_said() -> None:
    """What a Mac or Word leaves behind is nobody's file; names can't climb out."""
    inner = zip_of(("a.csv", b"x"))
    data = zip_of(
        ("__MACOSX/._a.csv", b"x"), ("~$申请表.docx", b"x"), ("Thumbs.db", b"x"), ("空/", b""),
        ("../../名单.csv", b"y"), ("附件.zip", inner),
    )  # fmt: skip
    told = "这是压缩包里的压缩包，没有打开，请解压后再导入。"
    assert unpack_files(data) == Unpacked(
        (("名单.csv", b"y"), ("附件.zip", inner)), (Problem("附件.zip", told, Severity.WARNING),)
    )


def test_a_damaged_member_is_said_and_the_others_are_kept() -> None:
    """A wrong checksum loses one file, and not in silence."""
    data = zip_of(("甲.csv", b"0123456789" * 9), ("乙.csv", b"y"))
    place = data.index("甲.csv".encode()) + len("甲.csv".encode())
    broken = data[: place + 3] + b"\xff\xff" + data[place + 5 :]
    told = "这个文件在压缩包里已损坏，没有读到。"
    assert unpack(broken, Limits()) == Unpacked(
        (("乙.csv", b"y"),), (Problem("甲.csv", told, Severity.ERROR),)
    )


def test_what_is_too_much_locked_or_broken_has_its_sentence() -> None:
    """Bombs, passwords, too many files, nothing in it, no zip at all."""
    locked = bytearray(zip_of(("a.csv", b"x")))
    locked[locked.index(b"PK\1\2") + 8] |= 1  # encrypted, says the member's flag
    by_hand = "请自己解压，再导入里面的文件。"
    bomb = "压缩包展开后大得不合常理，为安全起见没有打开。"
    few = Limits(files=1, unpacked=1_000)
    assert [
        unpack(zip_of(("a", bytes(20_000_000))), Limits()),
        unpack(zip_of(("a", bytes(2_000))), few),
        unpack(zip_of(("a", b""), ("b", b"")), few),
        unpack(bytes(locked), few),
        unpack(zip_of(("空/", b"")), few),
        unpack(b"PK\x03\x04 cut", few),
        unpack_files(b"PK" * 9, Limits(archive=5)),
    ] == [
        Refused(bomb, by_hand),
        Refused(bomb, by_hand),
        Refused("压缩包里有2个文件，一次最多1个。", by_hand),
        Refused("压缩包设有密码。", by_hand),
        Refused("压缩包里没有文件。", "请向申报单位重新要一份。"),
        Refused("压缩包已损坏，打不开。", "请重新拷贝一份，或自己解压后再导入。"),
        Refused("压缩包太大（超过0MB）。", by_hand),
    ]  # fmt: skip - one case in a line


def test_an_office_file_is_no_archive() -> None:
    """A workbook is a zip too."""
    tries = (zip_of(("a.csv", b"x")), workbook_of([["a"]]), b"PK no", b"a,b")
    assert [is_archive(data) for data in tries] == [True, False, False, False]
