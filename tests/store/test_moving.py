"""迁移包: there and back the same; what is damaged, hostile or newer is refused, nothing left."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.store import moving
from desktop.store.copies import open_copy
from desktop.store.store import Store

BODY = b"a scan" * 1000
NAME = hashlib.sha256(BODY).hexdigest()


def _say(_done: int, _total: int, _sentence: str) -> None:
    return None


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of a file with one act and one attachment."""
    path = tmp_path / "old" / "a.review"
    path.parent.mkdir()
    store = Store.open(path)
    with store.act("王", "试", "file", {"a": 1}):
        pass
    store.close()
    place = path.parent / "a.review.files" / NAME[:2] / NAME
    place.parent.mkdir(parents=True)
    place.write_bytes(BODY)
    (place.parent / "stray.new").write_bytes(b"half")
    target = tmp_path / "包.zip"
    assert moving.pack(path, path.parent / "a.review.files", {"scale": 125}, target, _say) == 1
    return target


def _members(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_comes_out_as_it_went_in(package: Path, tmp_path: Path):
    """The file by its journal, the attachment by its bytes, the settings; nothing half is left."""
    new = tmp_path / "new"
    new.mkdir()
    assert moving.unpack(package, new / "b.review", _say) == {"scale": 125}
    with open_copy(new / "b.review") as copy:
        assert copy.read("SELECT act FROM journal") == [("试",)]
    assert (new / "b.review.files" / NAME[:2] / NAME).read_bytes() == BODY
    assert sorted(one.name for one in new.iterdir()) == ["b.review", "b.review.files"]
    with pytest.raises(UserError, match="已经存在"):
        moving.unpack(package, new / "b.review", _say)


def _flip(members: dict[str, bytes]) -> None:
    body = bytearray(members[moving.DATA])
    body[len(body) // 2] ^= 1
    members[moving.DATA] = bytes(body)


def _stranger(members: dict[str, bytes]) -> None:
    members["../../.bashrc"] = b"x"


def _listed_stranger(members: dict[str, bytes]) -> None:
    _relist(members, "../x", b"x")


def _absolute(members: dict[str, bytes]) -> None:
    _relist(members, "/tmp/x", b"x")


def _wrong_name(members: dict[str, bytes]) -> None:
    _relist(members, f"附件/aa/{'a' * 64}", b"x")


def _relist(members: dict[str, bytes], name: str, body: bytes) -> None:
    members[name] = body
    raw = json.loads(members[moving.MANIFEST])
    digest = hashlib.sha256(body).hexdigest()
    raw["members"].append({"name": name, "sha256": digest, "size": len(body)})
    members[moving.MANIFEST] = json.dumps(raw).encode()


def _bomb(members: dict[str, bytes]) -> None:
    """The attachment unpacks to far more than the manifest says."""
    members[f"附件/{NAME[:2]}/{NAME}"] = bytes(50_000_000)


def _huge(members: dict[str, bytes]) -> None:
    raw = json.loads(members[moving.MANIFEST])
    raw["members"][0]["size"] = 1 << 40
    members[moving.MANIFEST] = json.dumps(raw).encode()


def _no_manifest(members: dict[str, bytes]) -> None:
    del members[moving.MANIFEST]


def _nonsense(members: dict[str, bytes]) -> None:
    members[moving.MANIFEST] = b'{"format": 1, "members": [7]}'


def _lacks(members: dict[str, bytes]) -> None:
    del members[f"附件/{NAME[:2]}/{NAME}"]


@pytest.mark.parametrize(
    "spoil",
    [
        _flip,
        _stranger,
        _listed_stranger,
        _absolute,
        _wrong_name,
        _bomb,
        _huge,
        _no_manifest,
        _nonsense,
        _lacks,
    ],
)
def test_what_was_spoiled_is_refused_and_nothing_is_left(
    package: Path, tmp_path: Path, spoil: Callable[[dict[str, bytes]], None]
):
    """A flipped bit, names of their own, bombs, a manifest that lies, a member that lacks."""
    members = _members(package)
    spoil(members)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    new = tmp_path / "new"
    new.mkdir()
    with pytest.raises(UserError, match="迁移包已损坏或被改动过，没有导入任何内容。"):
        moving.unpack(package, new / "b.review", _say)
    assert list(new.iterdir()) == []
    assert not (tmp_path.parent / "x").exists()


def test_links_and_doubles_and_cut_packages_are_refused(package: Path, tmp_path: Path):
    """A link is no file of ours; two members of one name; the end of the file is missing."""
    new = tmp_path / "new"
    new.mkdir()
    members = _members(package)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(package.read_bytes()[:-200])
    double = tmp_path / "double.zip"
    with zipfile.ZipFile(double, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(moving.DATA, b"other")
    link = tmp_path / "link.zip"
    with zipfile.ZipFile(link, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
        info = zipfile.ZipInfo("附件/link")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    for one in (cut, double, link):
        with pytest.raises(UserError, match="迁移包已损坏或被改动过"):
            moving.unpack(one, new / "b.review", _say)
    assert list(new.iterdir()) == []


def test_a_newer_package_says_so(package: Path, tmp_path: Path):
    """It asks for the newer program."""
    members = _members(package)
    raw = json.loads(members[moving.MANIFEST])
    raw["format"] = 2
    members[moving.MANIFEST] = json.dumps(raw).encode()
    with zipfile.ZipFile(package, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    with pytest.raises(UserError, match="更新版本的程序"):
        moving.unpack(package, tmp_path / "b.review", _say)
