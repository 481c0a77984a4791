"""The container: other programs read it, and nothing but its own bytes is taken for one."""

import io
import struct
import zipfile
import zlib

import pytest

from desktop.dossier.container import (
    ContainerError,
    Writer,
    packed_bytes,
    read_directory,
    unpacked,
)
from desktop.dossier.names import safe_part, wrong_name

FILES = {"表/01 汇总表.pdf": b"%PDF" * 50, "数据/报送.json": b'{"a":1}' * 90, "空.txt": b""}


def _made(files: dict[str, bytes] = FILES) -> bytes:
    out = io.BytesIO()
    writer = Writer(out)
    for name, data in files.items():
        writer.add(name, data)
    writer.finish()
    return out.getvalue()


def _read(data: bytes) -> dict[str, bytes]:
    file = io.BytesIO(data)
    return {one.name: unpacked(one, packed_bytes(file, one)) for one in read_directory(file)}


def _why(data: bytes) -> str:
    with pytest.raises(ContainerError) as told:
        _read(data)
    return str(told.value)


def test_what_goes_in_comes_out_and_any_zip_program_reads_it() -> None:
    """Names, bytes and order are the same for this reader and for Python's own."""
    data = _made()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        theirs = {one.filename: archive.read(one) for one in archive.infolist()}
        whole = archive.testzip()
    assert (_read(data), theirs, whole) == (FILES, FILES, None)


def test_equal_members_give_equal_bytes() -> None:
    """Neither clock nor machine stands in a container."""
    assert _made() == _made()


def test_no_byte_can_be_changed_but_inside_of_a_packed_member() -> None:
    """Every flipped bit outside of deflated data is refused here; inside, the manifest sees it."""
    data = _made({"a.pdf": b"abc" * 5, "b.pdf": b"x"})
    unseen = []
    for at in range(len(data)):
        for bit in range(8):
            bent = bytearray(data)
            bent[at] ^= 1 << bit
            try:
                _read(bytes(bent))
            except ContainerError:
                continue
            unseen.append((at, bit))
    assert unseen == []


def test_every_cut_and_every_added_byte_is_refused() -> None:
    """At the end, at the beginning and between the members."""
    data = _made()
    cuts = [data[:length] for length in range(0, len(data), 7)]
    more = [data + b"\0", b"\0" + data, data[:40] + b"\0" + data[40:], data + data]
    for bent in (*cuts, *more):
        with pytest.raises(ContainerError):
            _read(bent)


HOSTILE = {
    "../../etc/passwd": "名称指向包外的位置。",
    "a/../../b.txt": "名称指向包外的位置。",
    "/etc/passwd": "名称指向包外的位置。",
    "a//b.txt": "名称指向包外的位置。",
    "a/": "名称指向包外的位置。",
    "C:\\Windows\\x.dll": "名称含有不允许的字符。",
    "C:x.txt": "名称含有不允许的字符。",
    "a\\b.txt": "名称含有不允许的字符。",
    "a\0.txt": "名称含有不允许的字符。",
    "a\n.txt": "名称含有不允许的字符。",
    "\u202etxt.exe": "名称含有不允许的字符。",
    "e\u0301.txt": "名称含有不允许的字符。",
    "CON": "名称是系统保留的设备名。",
    "表/nul.txt": "名称是系统保留的设备名。",
    "lpt1 .pdf": "名称是系统保留的设备名。",
    "COM¹.txt": "名称是系统保留的设备名。",
    "a. ": "名称在有的系统上不能使用。",
    "a.": "名称在有的系统上不能使用。",
    " a": "名称在有的系统上不能使用。",
    "长" * 200: "名称为空或太长。",
    "": "名称为空或太长。",
}


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_neither_written_nor_read(name: str) -> None:
    """It has its sentence, the writer refuses it, and a container that has it is refused."""
    assert wrong_name(name) == HOSTILE[name]
    with pytest.raises(ValueError, match="名称"):
        Writer(io.BytesIO()).add(name, b"")
    assert HOSTILE[name] in _why(_forced({name: b"x"})) or not name


def _forced(
    files: dict[str, bytes], attributes: int = 0o100600 << 16, twice: int = 1, flags: int = 0x800
) -> bytes:
    """A container as the writer makes it, but for what it would refuse to make."""
    body, listed, count = b"", b"", 0
    for name, data in files.items():
        for _ in range(twice):
            raw = name.encode("utf-8", "surrogatepass")
            sums = (zlib.crc32(data), len(data), len(data), len(raw), 0)
            offset = len(body)
            body += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, flags, 0, 0, 0x21, *sums)
            body += raw + data
            head = (b"PK\1\2", 0x0314, 20, flags, 0, 0, 0x21)
            tail = (0, 0, 0, attributes, offset)
            listed += struct.pack("<4sHHHHHHIIIHHHHHII", *head, *sums, *tail) + raw
            count += 1
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + end


def test_a_plain_forced_container_is_one() -> None:
    """The forging hand of these tests makes what the writer makes."""
    assert _forced({"a.pdf": b"1", "b.pdf": b"22"}) == _made({"a.pdf": b"1", "b.pdf": b"22"})


@pytest.mark.parametrize(
    ("bent", "why"),
    [
        (_forced({"a.pdf": b"1"}, twice=2), "与包内另一个文件同名"),
        (_forced({"a.pdf": b"1", "A.PDF": b"2"}), "与包内另一个文件同名"),
        (_forced({"ａ.pdf": b"1", "a.pdf": b"2"}), "与包内另一个文件同名"),
        (_forced({"a": b"/etc/passwd"}, attributes=0o120777 << 16), "目录不合规定"),
        (_forced({"a.pdf": b"1"}, flags=0x801), "目录不合规定"),
        (_forced({}), "个数不合规定"),
        (b"PK\5\6" + bytes(18), "个数不合规定"),
        (b"%PDF-1.7 not a zip at all", "不是报送材料包"),
        (b"", "不是报送材料包"),
    ],
    ids=["twice", "case", "width", "link", "encrypted", "empty", "no member", "other", "nothing"],
)
def test_clashes_links_and_other_files_are_refused(bent: bytes, why: str) -> None:
    """The same name twice, in another case or width; a symbolic link; an encrypted member."""
    assert why in _why(bent)


def test_a_bomb_is_not_unpacked() -> None:
    """A member that says it is small, and one that says how large it is: neither fills memory."""
    honest = bytearray(_made({"a.txt": b"\0" * 1_000_000}))
    size = struct.pack("<I", 1_000_000)
    assert honest.count(size) == 2
    assert "大小与目录不符" in _why(bytes(honest.replace(size, struct.pack("<I", 900_000))))
    assert "压缩方式不合规定" in _why(bytes(honest.replace(size, struct.pack("<I", 4_000_000_000))))


def test_a_name_is_made_safe() -> None:
    """Whatever an applicant calls a file, it stays readable, keeps its ending, and is safe."""
    made = {
        name: safe_part(name) for name in ("a/b:c?.xlsx", "  x .pdf", "..", "", "甲" * 99 + ".docx")
    }
    assert made == {
        "a/b:c?.xlsx": "a_b_c_.xlsx",
        "  x .pdf": "x.pdf",
        "..": "_",
        "": "_",
        "甲" * 99 + ".docx": "甲" * 51 + ".docx",
    }
    assert [wrong_name(f"01 {one}") for one in made.values()] == [""] * 5
