"""What the office notes around one application: dates, receipts, results, files that belong to it.

They stand among the values under `office.`: no blank of the form, and no part of the review.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from desktop import paths
from desktop.domain.case import Value
from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.store import erasing, files, values
from desktop.store.whole_case import KEPT
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text

PREFIX = "office."
ATTACHED = "attached"
FROZEN = "submission"
_ERASED = "清除个人信息"  # the act that takes an application's files away
# Files that the office itself laid beside an application: nobody handed them in.
OWN_KINDS = (ATTACHED, FROZEN, KEPT)
_KINDS = (
    *(".pdf", ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".ofd"),
    *(".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".txt", ".eml", ".zip"),
    *(".mp3", ".m4a", ".wav", ".mp4"),
)
_MOST = 50 << 20  # bytes
_SCANS = " ".join(f"*{one}" for one in _KINDS)
SCAN_FILTER = f"扫描件、照片和文件 ({_SCANS})"


@dataclass(frozen=True)
class Attached:
    """One file that belongs to a note: its name, its hash (lower-case hex), its size in bytes."""

    id: int
    name: str
    sha256: str
    size: int


def notes(desk: Desk, application_id: int, under: str) -> dict[str, str]:
    """Return the notes below `under` (`sent.1`), by the rest of their paths; empty ones too."""
    start = f"{PREFIX}{under}."
    found = values.texts_under(desk.store, application_id, start)
    return {path.removeprefix(start): text for path, text in found.items()}


def put_notes(
    desk: Desk, application_id: int, what: str, under: str, texts: Mapping[str, str]
) -> Changed:
    """Keep notes below `under` in one act called `what`; what is the same already is no act."""
    before = notes(desk, application_id, under)
    new = {key: clean_text(text, is_long=True) for key, text in texts.items()}
    new = {key: text for key, text in new.items() if before.get(key, "") != text}
    if new:
        old = {key: before.get(key, "") for key in new}
        with desk.act(what, case_subject(application_id), at=under, old=old, new=new):
            write_notes(desk, application_id, under, new)
    return changed("office")


def write_notes(desk: Desk, application_id: int, under: str, texts: Mapping[str, str]) -> None:
    """Write notes below `under`, inside an act."""
    items = [(f"{PREFIX}{under}.{key}", Value(text)) for key, text in texts.items()]
    values.put_values(desk.store, application_id, items)


def day_text(text: str, what: str) -> str:
    """Return a loosely typed day as 2026年11月20日, "" for none; UserError where it is no day."""
    if not text.strip():
        return ""
    day = parse_date(text)
    if day is None:
        raise UserError(
            f"{what}“{text.strip()}”不是日期。", "请按2026年11月20日、2026-11-20或20261120填写。"
        )
    return show_date(day)


def moment_words(desk: Desk, kept: str) -> str:
    """Return a moment as the file keeps it (UTC) in words: 2026年11月20日 14:05, local."""
    local = desk.local(kept)
    return f"{show_date(date.fromisoformat(local[:10]))} {local[11:16]}"


def attached(desk: Desk, application_id: int, under: str) -> tuple[Attached, ...]:
    """Return the files that belong to the note `under`, in the order in which they came."""
    wanted = _ids(notes(desk, application_id, under).get("files", ""))
    if not wanted:
        return ()
    gone = erased_digests(desk)
    there = {one.id: one for one in files.files(desk.store, application_id)}
    return tuple(
        Attached(one, there[one].name, there[one].sha256, there[one].size)
        for one in wanted
        if one in there and there[one].sha256 not in gone
    )


def erased_digests(desk: Desk) -> set[str]:
    """Return the hashes of files that went when an application's personal data were erased."""
    return erasing.erased_files(desk.store, _ERASED)


def attach(
    desk: Desk, application_id: int, what: str, under: str, found: Sequence[tuple[str, bytes]]
) -> Changed:
    """Lay files (name, bytes) beside the note `under`, in one act called `what`.

    UserError where one is empty, too large, or of a kind that nobody could open again.
    """
    for name, data in found:
        _refuse_file(name, data)
    before = notes(desk, application_id, under).get("files", "")
    names = [name for name, _data in found]
    if names:
        with desk.act(what, case_subject(application_id), at=under, attached=names) as act:
            refs = [
                files.keep_file(desk.store, application_id, name, data, ATTACHED)
                for name, data in found
            ]
            act.detail["sha256"] = [ref.sha256 for ref in refs]
            ids = [*_ids(before), *(ref.id for ref in refs)]
            write_notes(desk, application_id, under, {"files": ",".join(map(str, ids))})
    return changed("office")


def detach(desk: Desk, application_id: int, what: str, under: str, file_id: int) -> Changed:
    """Let a file belong to the note no more; its bytes stay, and the history names it."""
    there = {one.id: one for one in attached(desk, application_id, under)}
    if file_id in there:
        gone, left = there[file_id], [str(one) for one in there if one != file_id]
        subject = case_subject(application_id)
        with desk.act(what, subject, at=under, detached=[gone.name], sha256=[gone.sha256]):
            write_notes(desk, application_id, under, {"files": ",".join(left)})
    return changed("office")


def file_bytes(desk: Desk, one: Attached) -> bytes:
    """Return a file as it was laid down; UserError where it is missing or was changed."""
    return files.read_file(desk.store, one.sha256)


def _ids(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def _refuse_file(name: str, data: bytes) -> None:
    if PurePath(name).suffix.lower() not in _KINDS:
        raise UserError(f"“{name}”不是扫描件、照片或文档。", "可以附PDF、图片、Word、Excel和录音。")
    if not data:
        raise UserError(f"“{name}”是空文件，没有附上。", "请检查文件是否扫描成功。")
    if len(data) > _MOST:
        raise UserError(f"“{name}”超过{_MOST >> 20}MB，没有附上。", "请压缩或降低扫描分辨率。")


def copy_to_look(desk: Desk, one: Attached) -> Path:
    """Return a passing copy of a file under its own name, for the system to open: to read alone.

    It lies in the program's own folder, which is wiped; UserError where the file is gone. On
    Windows it may be written to, which keeps nothing: a file to read alone could not be wiped.
    """
    folder = paths.scratch_dir() / f"look-{one.sha256[:16]}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = folder / PurePath(one.name).name
        made.unlink(missing_ok=True)
        made.write_bytes(file_bytes(desk, one))
        made.chmod(0o400 if os.name == "posix" else 0o600)
    except OSError as error:
        raise UserError(f"“{one.name}”不能打开。", "请检查磁盘空间后再试。") from error
    return made


def read_files(found: Sequence[Path]) -> list[tuple[str, bytes]]:
    """Return names and bytes of files that are to be attached; UserError where one can't be read.

    One that is far too large is not read.
    """
    read = []
    for path in found:
        try:
            if path.stat().st_size > _MOST:
                raise UserError(
                    f"“{path.name}”超过{_MOST >> 20}MB，没有附上。", "请压缩或降低扫描分辨率。"
                )
            read.append((path.name, path.read_bytes()))
        except OSError as error:
            raise UserError(
                f"“{path.name}”读不出来。", "请检查文件是否还在、是否打开着。"
            ) from error
    return read
