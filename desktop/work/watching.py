"""Compares an opened file with what this machine remembers of it, before any of it is shown."""

from dataclasses import dataclass
from pathlib import Path

from desktop.store import anchor
from desktop.work.desk import Changed, Desk

_MOST_NAMED = 200  # acts that a difference names; of more only the count


@dataclass(frozen=True)
class Opening:
    """What is to be said when a file was opened; `sentence` is "" where all is well.

    `check` is True where a full check is wanted: it was not closed properly.
    """

    sentence: str
    hint: str
    lost: tuple[str, ...]
    check: bool


def watch(desk: Desk, profile: Path) -> Opening:
    """Compare the opened file with what this machine remembers of it, and remember it from now on.

    An older copy, or one that went on elsewhere, is said with the acts that it lacks; the memory
    stays as it is until the reviewer has agreed (`accept`).
    """
    outside = anchor.Anchor(profile, desk.store.uuid)
    found = outside.compare(desk.store)
    desk.store.heard = outside.note
    if found.state in (anchor.State.UNKNOWN, anchor.State.SAME):
        outside.renew(desk.store)
        return _ended(desk)
    lost = tuple(_told(desk, one) for one in found.lost[:_MOST_NAMED])
    count, newest = len(found.lost), found.lost[-1]
    at = desk.local(newest.at)[:16].replace("T", " ")
    if found.state is anchor.State.OLDER:
        sentence = f"这是一份较早的副本：缺少本机见过的{count}次操作（最后一次在{at}）。"
    else:
        sentence = f"这份文件与本机上次用的那份分别改动过：缺少{count}次操作（最后一次在{at}）。"
    hint = "请核对是否拿错了文件；确实要用这一份，请在“设置—备份与检查”中确认。"
    return Opening(sentence, hint, lost, check=True)


def _ended(desk: Desk) -> Opening:
    """What is said of how the file was left; nothing where it was closed as it should be."""
    if desk.store.left_open:
        return Opening("上次没有正常关闭（可能断电），正在检查文件。", "", (), check=True)
    if desk.store.changed_outside:
        sentence = "文件关闭之后又有改动：磁盘可能有损坏，或被别的程序改过。正在检查。"
        return Opening(sentence, "如检查有问题，请从备份恢复。", (), check=True)
    return Opening("", "", (), check=False)


def _told(desk: Desk, one: anchor.Remembered) -> str:
    return f"第{one.seq}次 {desk.local(one.at)[:16].replace('T', ' ')} {one.act}"


def accept(desk: Desk, profile: Path) -> Changed:
    """Go on with this copy: noted in the journal, and remembered in place of the other."""
    outside = anchor.Anchor(profile, desk.store.uuid)
    found = outside.compare(desk.store)
    with desk.act("确认使用此副本", "file", state=found.state.value, lost=len(found.lost)):
        pass
    outside.renew(desk.store)
    desk.store.changed_outside = False
    return Changed(frozenset({"cases"}))
