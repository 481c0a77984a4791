"""Packs 报送材料包: gathered at the file, then poured and written on any thread."""

import io
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from desktop.domain.problem import UserError
from desktop.dossier.container import MOST_UNPACKED
from desktop.dossier.data import CaseData, WholeData, data_bytes
from desktop.dossier.manifest import Manifest
from desktop.dossier.pack import Part, write_dossier
from desktop.dossier.signing import Signer, fingerprint, own_signer
from desktop.dossier.wrapping import FEWEST, wrapped
from desktop.schemes.edition import ORIGIN
from desktop.store.file import drop, sync_folder
from desktop.store.luck import disk_words
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dossier_about import about
from desktop.work.inward_round import KEY_SETTING
from desktop.work.papers import SheetFacts, pour_docx, pour_pdf, pour_xlsx

Told = Callable[[int, int, str], None]
KEY_FILE = "dossier-key.txt"
_MOST_WRAPPED = 1_000_000_000  # bytes: age works in memory


@dataclass(frozen=True)
class Leaf:
    """One paper that is not poured yet: its member's name without ending, and its kinds."""

    path: str
    kind: str
    application: str
    facts: SheetFacts
    endings: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """One of the applicant's own files: where it lies, its SHA-256, and its member."""

    place: Path
    sha256: str
    path: str
    application: str


@dataclass(frozen=True)
class Dossier:
    """Everything that goes into one dossier, as values: it can be written on any thread.

    `ready` are members that need no more work; `name` is offered for the file, without ending.
    """

    name: str
    heading: Manifest
    whole: WholeData
    cases: tuple[CaseData, ...]
    leaves: tuple[Leaf, ...]
    kept: tuple[Kept, ...]
    ready: tuple[Part, ...]
    signer: Signer

    @property
    def draft(self) -> bool:
        """True where one of its applications is not 定稿: 草稿包."""
        return self.heading.draft


@dataclass(frozen=True)
class Written:
    """A dossier that was written: where, its SHA-256, its bytes, and how many members it has."""

    path: Path
    sha256: str
    size: int
    members: int


def use_signer(desk: Desk, profile: Path) -> tuple[Signer, str]:
    """Return this person's signing key and its fingerprint, which the papers bear from now on.

    The key is made at its first use and lies in the user's own folder, never in the data file.
    """
    signer = own_signer(profile / KEY_FILE)
    words = fingerprint(signer.public)
    if get_setting(desk, KEY_SETTING, "") != words:
        put_setting(desk, KEY_SETTING, words)
    return signer, words


def save_dossier(dossier: Dossier, target: Path, told: Told, passphrase: str = "") -> Written:
    """Write the dossier whole or not at all; with a passphrase it is put under it (age).

    `told` hears how far it is and may raise to end it. UserError where a file is missing or was
    changed, a character can't be printed, or the target can't be written.
    """
    if passphrase and len(passphrase) < FEWEST:
        raise UserError(f"口令太短，至少{FEWEST}个字符。", "请用容易记、不易猜的一句话。")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        manifest = _write(dossier, fresh, told, passphrase)
        digest, size = _sum(fresh)
        fresh.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        hint = "请检查磁盘空间和写入权限，或关闭已打开的同名文件后再试。"
        raise UserError(f"报送材料包没有写成（{disk_words(error)}）。", hint) from error
    finally:
        drop(fresh)
    return Written(target, digest, size, len(manifest.members))


def _write(dossier: Dossier, fresh: Path, told: Told, passphrase: str) -> Manifest:
    number = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with os.fdopen(number, "w+b") as out:
        if passphrase:
            inside = io.BytesIO()
            manifest = _pack(dossier, inside, told)
            told(1, 1, "正在加密")
            out.write(_wrapped(inside.getvalue(), passphrase))
        else:
            manifest = _pack(dossier, out, told)
        out.flush()
        os.fsync(out.fileno())
    return manifest


def _wrapped(data: bytes, passphrase: str) -> bytes:
    if len(data) > _MOST_WRAPPED:
        raise UserError("报送材料包太大，不能加口令。", "请分几个包报送，或不加口令、当面递交。")
    return wrapped(data, passphrase)


def _pack(dossier: Dossier, out: BinaryIO, told: Told) -> Manifest:
    try:
        return write_dossier(out, dossier.heading, _parts(dossier, told), dossier.signer)
    except ValueError as error:
        raise UserError(
            f"报送材料包装不下（{error}）。", "请分几个包报送，每个包不超过4GB。"
        ) from error


def _parts(dossier: Dossier, told: Told) -> Iterator[Part]:
    """The members in the order of the package: what is read first stands first."""
    key = dossier.signer.public
    own = any(one.path == f"办法/{ORIGIN}" for one in dossier.ready)
    papers = [one.facts.ref.title for one in dossier.leaves if one.path.startswith("表/")]
    yield from about(dossier.heading, dossier.whole, key, papers=papers, own=own)
    yield Part("数据/报送.json", "data", "", data_bytes(dossier.whole))
    for case in dossier.cases:
        yield Part(case_member(case.number), "data", case.number, data_bytes(case))
    yield from dossier.ready
    steps = len(dossier.leaves) + len(dossier.kept)
    for number, leaf in enumerate(dossier.leaves):
        told(number, steps, f"第{number + 1}份，共{steps}份：{leaf.facts.ref.title}")
        yield from _poured(leaf)
    for number, one in enumerate(dossier.kept, len(dossier.leaves)):
        told(number, steps, f"第{number + 1}份，共{steps}份：申报材料")
        yield Part(one.path, "material", one.application, _read(one))


def case_member(number: str) -> str:
    """Return the member that holds an application's data."""
    return f"数据/{number}.json"


def _poured(leaf: Leaf) -> Iterator[Part]:
    pour = {"pdf": pour_pdf, "xlsx": pour_xlsx, "docx": pour_docx}
    for ending in leaf.endings:
        yield Part(f"{leaf.path}.{ending}", leaf.kind, leaf.application, pour[ending](leaf.facts))


def _read(one: Kept) -> bytes:
    name = one.path.rpartition("/")[2]
    try:
        if one.place.stat().st_size > MOST_UNPACKED:
            raise UserError(f"附件“{name}”太大，不能装入报送材料包。", "请另行递交。")
        data = one.place.read_bytes()
    except OSError as error:
        raise UserError(f"附件“{name}”不见了或读不出来。", "请从备份恢复附件文件夹。") from error
    if sha256(data).hexdigest() != one.sha256:
        raise UserError(f"附件“{name}”被改动过，与登记的校验码不符。", "请从备份恢复附件文件夹。")
    return data


def _sum(path: Path) -> tuple[str, int]:
    found = sha256()
    with path.open("rb") as reading:
        while block := reading.read(1 << 20):
            found.update(block)
    return found.hexdigest(), path.stat().st_size


def note_packed(desk: Desk, dossier: Dossier, written: Written, round_id: int) -> Changed:
    """Note in the journal that a dossier was made, with its SHA-256."""
    with desk.act(
        "制作报送材料包",
        f"round:{round_id}",
        sha256=written.sha256,
        size=written.size,
        applications=list(dossier.whole.applications),
        draft=dossier.draft,
        key=dossier.signer.public,
    ):
        pass
    return changed("printed")
