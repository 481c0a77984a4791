"""Errors at system calls: strace lets the n-th write, sync, rename … of the program fail, or kills.

    python tests/faults/syscall_errors.py 3000

One strace watches a parent that forks a child for each trial. As strace counts calls for each
process by itself, a child that is to fail at its k-th call first does n - k idle ones of the kind.
What the child told must be there afterwards, and whatever it met it must have told as a sentence.
"""

import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from labour import NAME, faults, prepare, work

from desktop.domain.problem import UserError
from desktop.store.store import Store

# The call that strace lets fail, counted for each child; the parent itself must stay below it.
AT = {"openat": 6000}
_AT = 400
_IDLE: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda null: os.pwrite(null, b"x", 0),
    "write": lambda null: os.write(null, b"x"),
    "fsync": lambda null: _quiet(lambda: os.fsync(null)),
    "fdatasync": lambda null: _quiet(lambda: os.fdatasync(null)),
    "ftruncate": lambda null: _quiet(lambda: os.ftruncate(null, 0)),
    "openat": lambda _null: _quiet(lambda: os.close(os.open("/dev/null", os.O_RDONLY))),
    "rename": lambda _null: _quiet(lambda: os.rename("/nowhere/a", "/nowhere/b")),  # noqa: PTH104 - the call itself
    "unlink": lambda _null: _quiet(lambda: os.unlink("/nowhere/a")),  # noqa: PTH108 - the call itself
    "mkdir": lambda _null: _quiet(lambda: os.mkdir("/nowhere/a/b")),  # noqa: PTH102 - the call itself
}
# The call, what befalls it, and how many of them the work does before it repeats itself.
TRIALS = (
    ("pwrite64", "error=ENOSPC", 300),
    ("pwrite64", "error=EIO", 300),
    ("pwrite64", "signal=KILL", 300),
    ("fdatasync", "error=EIO", 60),
    ("fdatasync", "signal=KILL", 60),
    ("fsync", "error=EIO", 40),
    ("fsync", "error=ENOSPC", 40),
    ("ftruncate", "error=EIO", 30),
    ("openat", "error=EMFILE", 60),
    ("openat", "error=EROFS", 60),
    ("openat", "error=EACCES", 60),
    ("write", "error=ENOSPC", 60),
    ("write", "error=EIO", 60),
    ("rename", "error=EIO", 20),
    ("rename", "error=EACCES", 20),
    ("rename", "signal=KILL", 20),
    ("unlink", "error=EACCES", 10),
    ("mkdir", "error=ENOSPC", 6),
)
_STEPS = 14


@dataclass(frozen=True)
class Trial:
    """One failing call: the k-th of its kind in the child's work, with the dice's seed."""

    call: str
    k: int
    seed: int


def _quiet(call: Callable[[], object]) -> None:
    with suppress(OSError):
        call()


def why_not() -> str:
    """Return why no call can be made to fail here, or "" where it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    done = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    return "" if done.returncode == 0 else "strace may not watch processes here"


class _EnoughError(Exception):
    """The child has done all its steps."""


def child(folder: Path, trial: Trial, pipe: int) -> None:
    """Do the work, tell what came back, and what a UserError or anything else said."""
    steps = 0

    def tell(line: str) -> None:
        nonlocal steps
        os.writev(pipe, [f"{line}\n".encode()])  # not `write`, which strace may be counting
        steps += line.startswith("done ")
        if steps == _STEPS:
            raise _EnoughError

    null = os.open("/dev/null", os.O_RDWR)
    for _ in range(AT.get(trial.call, _AT) - trial.k):
        _IDLE[trial.call](null)
    try:
        work(folder, tell, random.Random(trial.seed))
    except _EnoughError:
        os.close(null)
    except UserError as error:
        os.writev(pipe, [f"refused {error.sentence}\n".encode()])
    except BaseException as error:  # noqa: BLE001 - a traceback is what we look for
        os.writev(pipe, [f"crashed {type(error).__name__} {error}\n".encode()])
    os._exit(0)


def parent(base: Path, trials: Sequence[Trial]) -> None:
    """Fork a child for each trial and write down what it told; runs under strace."""
    _warm(base / "first")
    for number, trial in enumerate(trials):
        folder = base / str(number)
        reading, writing = os.pipe()
        if (pid := os.fork()) == 0:
            os.close(reading)
            child(folder, trial, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            text = told.read().decode("utf-8", "replace")
        os.waitpid(pid, 0)
        (folder / "told.txt").write_text(text, "utf-8")


def _warm(folder: Path) -> None:
    """Load what is loaded at first use, so that the failing call is the program's own."""
    store = Store.open(folder / NAME)
    store.now()
    datetime.now().astimezone()
    store.close()


def run(call: str, befalls: str, trials: Sequence[Trial], found: Counter[str]) -> None:
    """Let strace befall the trials' calls, and count what came of each."""
    with TemporaryDirectory(dir=_quick()) as held:
        base = Path(held)
        first = base / "first"
        first.mkdir()
        prepare(first)
        for number in range(len(trials)):
            shutil.copytree(first, base / str(number))
        plan = json.dumps([[one.call, one.k, one.seed] for one in trials])
        command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
        command += ["-e", f"inject={call}:{befalls}:when={AT.get(call, _AT)}"]
        own = [sys.executable, __file__, "--parent", str(base)]
        subprocess.run([*command, *own], input=plan.encode(), check=True)
        for number in range(len(trials)):
            _count(base / str(number), found)


def _count(folder: Path, found: Counter[str]) -> None:
    told = (folder / "told.txt").read_text("utf-8").splitlines()
    crashed = [line for line in told if line.startswith("crashed ")]
    wrong = faults(folder, told)
    found["told"] += sum(line.startswith("head ") for line in told)
    found["refused with a sentence"] += any(line.startswith("refused ") for line in told)
    for line in crashed:
        found[line[:120]] += 1
    found.update(wrong or ["good"])


def _quick() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def main(words: Sequence[str]) -> None:
    """Run about as many trials as asked for, spread over the calls."""
    if words[:1] == ["--parent"]:
        plan = [Trial(*one) for one in json.loads(sys.stdin.read())]
        parent(Path(words[1]), plan)
        return
    if reason := why_not():
        sys.stdout.write(f"no call can be made to fail here: {reason}\n")
        return
    count = int(words[0]) if words else 300
    dice = random.Random(1)
    total: Counter[str] = Counter()
    each = max(1, count // len(TRIALS))
    for call, befalls, most in TRIALS:
        found: Counter[str] = Counter()
        trials = [
            Trial(call, dice.randrange(1, most + 1), dice.randrange(1 << 30)) for _ in range(each)
        ]
        run(call, befalls, trials, found)
        sys.stdout.write(f"{call} {befalls}: {dict(found)}\n")
        sys.stdout.flush()
        total += found
    sys.stdout.write(f"all: {dict(total)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
