"""Where a file lies: network, stick and read-only places are known, and a copy is had of each."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.store.places import Place, place_of, snapshot
from desktop.store.store import Store

MOUNTS = """/dev/sda1 / ext4 rw,relatime 0 0
//server/share /mnt/share cifs rw,vers=3.0 0 0
nas:/data /mnt/nas nfs4 rw 0 0
me@host: /mnt/ssh fuse.sshfs rw 0 0
host /mnt/shared 9p rw 0 0
/dev/sdb1 /media/clerk/U\\040盘 vfat rw 0 0
/dev/sr0 /media/cd iso9660 ro 0 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has drives, and no mounts")
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/clerk/a.review", Place.LOCAL),
        ("/mnt/share/a.review", Place.NETWORK),
        ("/mnt/nas/2026/a.review", Place.NETWORK),
        ("/mnt/ssh/a.review", Place.NETWORK),
        ("/mnt/shared/a.review", Place.NETWORK),
        ("/media/clerk/U 盘/a.review", Place.REMOVABLE),
        ("/media/cd/a.review", Place.READONLY),
    ],
)
def test_a_place_is_known_by_its_mount(tmp_path: Path, path: str, place: Place):
    """By the longest mount, the file system's kind, and the kernel's word on the disk."""
    mounts, blocks = tmp_path / "mounts", tmp_path / "block"
    mounts.write_text(MOUNTS, "utf-8")
    (blocks / "sdb" / "sdb1").mkdir(parents=True)
    (blocks / "sdb" / "removable").write_text("1\n", "ascii")
    (blocks / "sdb1").symlink_to(blocks / "sdb" / "sdb1")
    (blocks / "sda1").mkdir()
    assert place_of(Path(path), mounts, blocks) is place


@pytest.mark.parametrize("path", ["\\\\server\\share\\a.review", "//server/share/a.review"])
def test_a_share_is_known_by_its_name(path: str):
    """Windows needs no drive's letter for a folder of another machine."""
    assert place_of(Path(path)) is Place.NETWORK


def test_a_file_in_use_is_copied_whole(tmp_path: Path):
    """The file that another program has open is read, and nothing is written beside it."""
    path = tmp_path / "a.review"
    store = Store.open(path)
    with store.act("王", "试", "file", {"a": 1}):
        pass
    store.close()
    before = sorted(one.name for one in tmp_path.iterdir())
    target = tmp_path / "copy" / "a.review"
    target.parent.mkdir()
    snapshot(path, target)
    with closing(sqlite3.connect(target)) as conn:
        assert conn.execute("SELECT act FROM journal").fetchall() == [("试",)]
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "copy") == before


def test_what_is_not_ours_is_not_copied(tmp_path: Path):
    """It is refused by name."""
    path = tmp_path / "a.review"
    path.write_bytes(b"something else" * 100)
    with pytest.raises(UserError, match="不是本程序的数据文件"):
        snapshot(path, tmp_path / "b.review")
    assert not (tmp_path / "b.review").exists()
