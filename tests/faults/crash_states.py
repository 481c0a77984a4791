"""Records the story of all acts and goes through its crash states; by hand for many of them.

    python tests/faults/crash_states.py 100000

prints how many disks were opened and what was wrong with them, and the two controls, in which
SQLite is told to sync less: they must fail, or the harness proves nothing.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from acts import STORY, Memo
from recorder import recording
from states import Commit, Story, commits_noted, digest_of, fault_of, states

from desktop import paths
from desktop.store import file
from desktop.work.desk import open_desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"
SHORT = {"OFF": "0", "NORMAL": "1"}
KINDS_A_PLACE = 4


def story_of(path: Path) -> Story:
    """Do every act on a new file at `path`, and return all that was asked of the disk."""
    forms, fonts = paths.forms_dir(), paths.fonts_dir()
    open_desk(path, forms, fonts).close()
    base = {str(path): bytearray(path.read_bytes()), f"{path}-journal": bytearray()}
    with recording() as recorder:
        desk = open_desk(path, forms, fonts, lambda: NOON, lambda: SECRET)
        story = Story(base, recorder.ops, [])
        held = digest_of(desk.store.read)
        story.commits += [Commit("", 0, held), Commit("打开", len(recorder.ops), held)]
        memo = Memo()
        try:
            with commits_noted(desk.store, recorder, story):
                for step in STORY:
                    step(desk, memo)
        finally:
            desk.close()  # while the recorder is there: its file has the recorder's methods
    return story


def with_less(synchronous: str) -> tuple[tuple[str, str, str], ...]:
    """Return the file's settings with another `synchronous`, for the controls."""
    return tuple(
        (name, synchronous, SHORT[synchronous]) if name == "synchronous" else (name, value, reads)
        for name, value, reads in file.PRAGMAS
    )


def explore(story: Story, path: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Open about `count` disks and count what was wrong with them, "" for the good ones."""
    share = min(1.0, count / (KINDS_A_PLACE * (len(story.ops) + 1)))
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    for state in states(story, dice, share):
        found[fault_of(state, path, scratch)] += 1
    return found


def acts_of(story: Story) -> set[str]:
    """Return the names of all acts of the story."""
    return {name for one in story.commits for name in one.act.split("、") if name}


def _run(count: int, synchronous: str = "") -> None:
    kept = file.PRAGMAS
    with TemporaryDirectory() as first, TemporaryDirectory(dir=_quick()) as second:
        path = Path(first) / "审查.review"
        if synchronous:
            file.PRAGMAS = with_less(synchronous)
        try:
            story = story_of(path)
        finally:
            file.PRAGMAS = kept
        total: Counter[str] = Counter()
        seed = 0
        while sum(total.values()) < count:
            seed += 1
            total += explore(story, path, Path(second), count, seed)
    name = f"synchronous={synchronous}" if synchronous else "as the program does it"
    bad = {kind: number for kind, number in total.items() if kind}
    recorded = f"{len(acts_of(story))} acts, {len(story.ops)} operations"
    opened = f"{sum(total.values())} disks, wrong: {bad or 'none'}"
    sys.stdout.write(f"{name}: {recorded}, {opened}\n")


def _quick() -> Path | None:
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def main(words: Sequence[str]) -> None:
    """Run the campaign with as many disks as asked for."""
    count = int(words[0]) if words else 20000
    _run(count)
    for synchronous in SHORT:
        _run(min(count, 20000), synchronous)


if __name__ == "__main__":
    main(sys.argv[1:])
