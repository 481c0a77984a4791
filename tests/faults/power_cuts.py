"""Real power cuts: an ext4 image is shut down under the working program, mounted again, looked at.

    sudo python tests/faults/power_cuts.py 1000

Needs root, loop devices and ext4; says so and ends where they are not at hand. A child process
works on the mounted image and tells each act that came back through a pipe; after a random time
the file system is shut down with the ioctl that flushes nothing. What was told must be there.
"""

import fcntl
import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from crash_states import with_less
from labour import Tell, faults, is_good, prepare, work

from desktop.domain.problem import UserError
from desktop.store import backups, copies, departments, file
from desktop.store.store import Store

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_FLUSH_NOTHING = 2
_MEGABYTES = 48
_LONGEST = 0.25  # seconds that the child may work before the power goes


def why_not() -> str:
    """Return why no power can be cut here, or "" where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "needs root"
    missing = [one for one in ("mkfs.ext4", "mount", "umount", "losetup") if not shutil.which(one)]
    return f"needs {', '.join(missing)}" if missing else ""


@contextmanager
def mounted(image: Path, folder: Path) -> Iterator[None]:
    """Mount the image; OSError where this machine does not let us."""
    done = subprocess.run(["mount", "-o", "loop", image, folder], capture_output=True, check=False)
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip())
    try:
        yield
    finally:
        subprocess.run(["umount", folder], capture_output=True, check=True)


def migrate(folder: Path, tell: Tell, old: Path) -> None:
    """Bring an old file to the newest schema, then work on it."""
    store = Store.open(folder / old.name)
    tell("migrated")
    while True:
        with store.act("甲", "更改设置", "department", {}):
            departments.put_setting(store, "k", "值")
        tell(f"head {store.head()}")


def cut(
    folder: Path, job: Callable[[Tell], None], dice: random.Random, longest: float
) -> list[str]:
    """Let a child do the job on the mounted folder, cut the power, and return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(reading, writing, job)
    os.close(writing)
    time.sleep(dice.random() * longest)
    handle = os.open(folder, os.O_RDONLY)
    fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _FLUSH_NOTHING))
    os.close(handle)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        return told.read().decode().splitlines()


def _child(reading: int, writing: int, job: Callable[[Tell], None]) -> None:
    os.close(reading)

    def tell(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    with suppress(UserError, OSError):  # the power is gone: that is what we came for
        job(tell)
    os._exit(0)


def faults_of_migration(folder: Path, old: Path, told: Sequence[str]) -> list[str]:
    """The file is as before or migrated whole; a migrated one has its backup."""
    path = folder / old.name
    try:
        Store.open(path).close()
        facts = copies.check_copy(path)
    except UserError as error:
        return [f"not opened: {error.sentence}"]
    kept = backups.backups(backups.folder_of(path))
    found = ["chain"] if facts.problems else []
    if not any(is_good(one.path) for one in kept):
        found.append("no backup")
    heads = [line.split()[1] for line in told if line.startswith("head ")]
    with copies.open_copy(path) as copy:
        there = {str(row[0]) for row in copy.read("SELECT own FROM journal")}
    return found + (["lost"] if any(head not in there for head in heads) else [])


def run(count: int, seed: int = 1) -> Counter[str]:
    """Cut the power `count` times, each fifth time under a migration; count what was wrong."""
    dice = random.Random(seed)
    old = sorted((Path(__file__).parents[1] / "old_files").glob("*.review"))
    found: Counter[str] = Counter()
    with TemporaryDirectory() as held:
        image, folder = Path(held) / "disk.img", Path(held) / "disk"
        folder.mkdir()
        for number in range(count):
            if number % 25 == 0:
                _fresh(image)
                with mounted(image, folder):
                    prepare(folder)
            wrong = _one(image, folder, dice, old[-1] if old and number % 5 == 4 else None, found)
            found.update(wrong or ["good"])
    return found


def _one(
    image: Path, folder: Path, dice: random.Random, old: Path | None, found: Counter[str]
) -> list[str]:
    with mounted(image, folder):
        if old is not None:
            _forget(folder, old)
            shutil.copyfile(old, folder / old.name)
            os.sync()
            told = cut(folder, lambda tell: migrate(folder, tell, old), dice, _LONGEST)
        else:
            told = cut(
                folder,
                lambda tell: work(folder, tell, random.Random(dice.random())),
                dice,
                _LONGEST,
            )
    found["told"] += sum(line.startswith("head ") for line in told)
    found["backups told"] += sum(line.startswith("backup ") for line in told)
    found["exports told"] += sum(line.startswith("export ") for line in told)
    found["migrations told"] += "migrated" in told
    with mounted(image, folder):
        return faults_of_migration(folder, old, told) if old else faults(folder, told)


def _forget(folder: Path, old: Path) -> None:
    (folder / old.name).unlink(missing_ok=True)
    shutil.rmtree(backups.folder_of(folder / old.name), ignore_errors=True)


def _fresh(image: Path) -> None:
    with image.open("wb") as out:
        out.truncate(_MEGABYTES << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)


def main(words: Sequence[str]) -> None:
    """Cut the power as often as asked for, and print what came of it."""
    if reason := why_not():
        sys.stdout.write(f"no power can be cut here: {reason}\n")
        return
    count = int(words[0]) if words else 100
    sys.stdout.write(f"as the program does it: {dict(run(count))}\n")
    kept = file.PRAGMAS
    file.PRAGMAS = with_less("OFF")  # the control: it must lose, or nothing is proven
    try:
        sys.stdout.write(f"synchronous=OFF: {dict(run(min(count, 50)))}\n")
    finally:
        file.PRAGMAS = kept


if __name__ == "__main__":
    main(sys.argv[1:])
