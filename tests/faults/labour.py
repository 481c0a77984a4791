"""Work on a data file that tells what came back, and the look at what is left of it.

The campaigns run `work` in a child process while something goes wrong (power, disk, a kill), and
then ask `faults` what is missing of all that was told.
"""

import hashlib
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.store import applications as kept_applications
from desktop.store import backups, copies, departments, files, journal, rosters, rounds
from desktop.store.store import Store
from desktop.work.papers import save_file

NAME = "审查.review"
Tell = Callable[[str], None]
_DIGEST = 32


@dataclass(frozen=True)
class Labour:
    """One step of the work: the file, its folder, the step's number, and where to tell."""

    store: Store
    folder: Path
    number: int
    tell: Tell
    dice: random.Random


def work(
    folder: Path, tell: Tell, dice: random.Random, opened: Callable[[Path], Store] = Store.open
) -> None:
    """Do acts of all sizes without end, and tell each one that came back."""
    store = opened(folder / NAME)
    number = 0
    while True:
        number += 1
        step = dice.choice((_small, _small, _file, _rows, _backup, _export))
        step(Labour(store, folder, number, tell, dice))
        if store.head() != "0" * 64:
            tell(f"head {store.head()}")
        tell(f"done {number}")


def _small(now: Labour) -> None:
    with now.store.act("甲", "更改设置", "department", {"n": now.number}):
        departments.put_setting(now.store, f"k{now.number % 40}", "值" * now.dice.randrange(2000))


def _file(now: Labour) -> None:
    data = now.dice.randbytes(now.dice.randrange(1, 60_000))
    with now.store.act("甲", "读入文件", "round:1", {"n": now.number}):
        files.keep_file(now.store, None, f"{now.number}.xlsx", data, "xlsx")


def _rows(now: Labour) -> None:
    with now.store.act("甲", "读入文件", "application:1", {"n": now.number}):
        kept = files.keep_file(now.store, 1, f"名单{now.number}.xlsx", b"%d" % now.number, "xlsx")
        rows = [rosters.NewRow("名录", n, {"name": f"昆明{n}号商行"}) for n in range(2, 300)]
        rosters.add_import(now.store, 1, "services", kept.id, rows)


def _backup(now: Labour) -> None:
    made = backups.finish(
        backups.begin(now.store.vacuum_into, now.folder / "备份"),
        now.store._clock().astimezone(),
        "hand",
    )
    backups.copy_attached(now.folder / f"{NAME}.files", now.folder / "备份")
    now.tell(f"backup {made.path.name}")


def _export(now: Labour) -> None:
    payload = b"%d\n" % now.number + now.dice.randbytes(now.dice.randrange(1, 200_000))
    name = f"汇总表{now.number % 5}.pdf"
    save_file(now.folder / name, payload + hashlib.sha256(payload).digest())
    now.tell(f"export {name} {now.number}")


def faults(folder: Path, told: Sequence[str]) -> list[str]:
    """Return what is wrong with the disk after the cut, a word for each fault."""
    heads = [line.split()[1] for line in told if line.startswith("head ")]
    found = []
    try:
        store = Store.open(folder / NAME)
    except UserError as error:
        return [f"not opened: {error.sentence}"]
    try:
        if store.read("PRAGMA integrity_check") != [("ok",)]:
            found.append("corrupt")
        if journal.check_chain(store):
            found.append("chain")
        there = {own for _at, own in journal.heads(store).values()}
        if any(head not in there for head in heads):
            found.append("lost")
        for one in (*files.files(store, None), *files.files(store, 1)):
            try:
                files.read_file(store, one.sha256)
            except UserError:
                found.append("attachment")
    finally:
        store.close()
    return found + _faults_outside(folder, told)


def _faults_outside(folder: Path, told: Sequence[str]) -> list[str]:
    """Backups that were told of are good; exports are whole, and none is older than was told."""
    found = []
    exports: dict[str, int] = {}
    for line in told:
        word, *rest = line.split()
        if word == "backup" and not is_good(folder / "备份" / rest[0]):
            found.append("backup")
        elif word == "export":
            exports[rest[0]] = int(rest[1])
    for name, number in exports.items():
        there = _number_in(folder / name)
        if there is None or there < number:
            found.append("export")
    return found


def _number_in(path: Path) -> int | None:
    """The number that an exported file carries; None where it is gone or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    payload, digest = data[:-_DIGEST], data[-_DIGEST:]
    return int(payload.split(b"\n")[0]) if hashlib.sha256(payload).digest() == digest else None


def is_good(path: Path) -> bool:
    """Return whether a copy opens and has no fault."""
    try:
        return not copies.check_copy(path).problems
    except UserError:
        return False


def prepare(folder: Path) -> None:
    """Lay a new data file with one application on the image, and bring it to the disk."""
    store = Store.open(folder / NAME)
    with store.act("甲", "新建年度", "round:1", {}):
        number = rounds.add_round(store, "kunming-platform-2022", 2026, {})
        kept_applications.add_application(store, number, "甲平台", "甲公司")
    store.close()
    os.sync()
