"""Bit flips, truncations, full disks and read-only places: what was damaged is noticed and said.

python tests/faults/damage.py 2000
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from labour import NAME, faults, prepare, work

from desktop.domain.problem import UserError
from desktop.store import copies, sums
from desktop.store.store import Store

FULL_BYTES = 3 << 20
_STEPS = 60


class _EnoughError(Exception):
    """The work has gone on long enough."""


def made(folder: Path, steps: int = 25) -> list[str]:
    """Let a file with some history, backups and exports lie in `folder`; returns what was told."""
    prepare(folder)
    return _worked(folder, steps, random.Random(7))[0]


def _worked(folder: Path, steps: int, dice: random.Random) -> tuple[list[str], str]:
    """Work until it is enough or something is refused; what was told, and what was refused."""
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if line == f"done {steps}":
            raise _EnoughError

    stores: list[Store] = []

    def remember(path: Path) -> Store:
        stores.append(Store.open(path))
        return stores[-1]

    try:
        work(folder, tell, dice, remember)
    except _EnoughError:
        return told, ""
    except UserError as error:
        return told, error.sentence
    finally:
        for one in stores:
            one.close()
    return told, ""


def flips(folder: Path, path: Path, count: int, dice: random.Random) -> Counter[str]:
    """Flip a bit of a file, or cut it, `count` times; count what the full check says.

    "harmless" are changes of bytes that mean nothing: the copy reads the same, row by row.
    """
    good = path.read_bytes()
    held = _content(path)
    copy = folder / f"damaged-{path.name}"
    shutil.copyfile(sums.sum_path(path), sums.sum_path(copy))
    found: Counter[str] = Counter()
    for number in range(count):
        data = bytearray(good)
        if number % 10 == 9:
            del data[dice.randrange(len(data)) :]
        else:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        copy.write_bytes(data)
        found[_said(copy, held)] += 1
    copy.unlink()
    sums.forget_sum(copy)
    return found


def _said(copy: Path, held: list[object]) -> str:
    try:
        if copies.check_copy(copy).problems:
            return "noticed"
        same = _content(copy) == held
    except UserError:
        return "noticed"
    except Exception as error:  # noqa: BLE001 - whatever else is thrown is a fault of ours
        return f"crashed {type(error).__name__}"
    return "harmless" if same else "silent"


def _content(path: Path) -> list[object]:
    with copies.open_copy(path) as copy:
        tables = copy.read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return [
            (name, copy.read(f'SELECT * FROM "{name}"'))
            for (name,) in tables
            if not str(name).startswith("sqlite_")
        ]


def full_disk(folder: Path, dice: random.Random) -> tuple[str, list[str]]:
    """Work on a disk of three megabytes until it is full; what was said, what is then wrong."""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={FULL_BYTES}", "tmpfs", folder], check=True
    )
    try:
        prepare(folder)
        told, refused = _worked(folder, 10_000, dice)
        return refused, faults(folder, told)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def killed(folder: Path, dice: random.Random) -> list[str]:
    """Kill the working program at a random time; what is then wrong."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        with suppress(BaseException):
            work(folder, lambda line: os.write(writing, f"{line}\n".encode()) and None, dice)
        os._exit(0)
    os.close(writing)
    with suppress(ChildProcessError):
        time.sleep(dice.random() * 0.2)
        os.kill(child, 9)
        os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        return faults(folder, told.read().decode().splitlines())


def read_only(folder: Path) -> tuple[str, bytes, bytes]:
    """Open a file on a medium that takes no writes; what was said, its bytes before and after."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
    try:
        prepare(folder)
        before = (folder / NAME).read_bytes()
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        try:
            Store.open(folder / NAME).close()
            said = ""
        except UserError as error:
            said = error.sentence
        return said, before, (folder / NAME).read_bytes()
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def medium_gone(folder: Path, dice: random.Random) -> tuple[str, list[str]]:
    """Pull the stick out while the file is open; what the next act said, what is then wrong."""
    stick, away = folder / "U盘", folder / "拔走"
    stick.mkdir()
    prepare(stick)
    store = Store.open(stick / NAME)
    stick.rename(away)
    stick.mkdir()
    try:
        with store.act("甲", "更改设置", "department", {"n": dice.random() > 1}):
            pass
        said = ""
    except UserError as error:
        said = error.sentence
    finally:
        store.close()
    return said, faults(away, [])


def why_not() -> str:
    """Return why no small disk can be mounted here, or "" where it can."""
    with TemporaryDirectory() as held:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "tmpfs", held], capture_output=True, check=False
        )
        if done.returncode == 0:
            subprocess.run(["umount", "-l", held], check=True)
        return done.stderr.decode("utf-8", "replace").strip()


def main(words: Sequence[str]) -> None:
    """Damage as often as asked for, then fill, kill and lock a disk 300 times."""
    count = int(words[0]) if words else 2000
    dice = random.Random(1)
    with TemporaryDirectory() as held:
        folder = Path(held)
        told = made(folder)
        backup = next(line.split()[1] for line in told if line.startswith("backup "))
        for what, path in (("file", folder / NAME), ("backup", folder / "备份" / backup)):
            found = flips(folder, path, count // 2, dice)
            sys.stdout.write(f"bit flips and cuts of a {what}: {dict(found)}\n")
    _disks(dice)


def _disks(dice: random.Random) -> None:
    kills: Counter[str] = Counter()
    for _ in range(150):
        with TemporaryDirectory() as held:
            prepare(Path(held))
            kills.update(killed(Path(held), dice) or ["good"])
    sys.stdout.write(f"killed at a random time: {dict(kills)}\n")
    if reason := why_not():
        sys.stdout.write(f"no disk can be filled here: {reason}\n")
        return
    found: Counter[str] = Counter()
    for _ in range(75):
        with TemporaryDirectory() as held:
            said, wrong = full_disk(Path(held), dice)
            found.update([f"full: {said}", *wrong])
        with TemporaryDirectory() as held:
            said, before, after = read_only(Path(held))
            found.update([f"read only: {said}", *(["changed"] if before != after else [])])
    sys.stdout.write(f"{dict(found)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
