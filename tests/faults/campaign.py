"""The whole fault campaign by one command: every part large, one after the other, with its figures.

    sudo python tests/faults/campaign.py            all of it, some hours
    sudo python tests/faults/campaign.py 100        a hundredth of each

Every run of the tests has a small part of each. What this machine does not allow (root, ext4,
strace) says so and is left out.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
# What is tried, the script, and how often in the large run.
PARTS = (
    ("1 crash states", "crash_states.py", 500_000),
    ("2 real power cuts", "power_cuts.py", 1_000),
    ("3 failing system calls", "syscall_errors.py", 3_000),
    ("4 damage, kills, full and read-only disks", "damage.py", 2_000),
    ("5 mutants of other people's files", "inputs_mutants.py", 50_000),
)
# What is tried by tests of its own, whole in every run: all strings, all old schemas.
TESTS = ("test_nasties.py", "test_naughty.py", "test_old_schemas.py")


def main(words: Sequence[str]) -> int:
    """Run all parts, divided by the number that was given; returns how many ended badly."""
    share = int(words[0]) if words else 1
    bad = 0
    for title, script, count in PARTS:
        bad += _run(title, [str(HERE / script), str(max(1, count // share))])
    found = [str(path) for name in TESTS for path in HERE.parent.rglob(name)]
    os.environ["REVIEW_DESK_SHARE"] = "1"
    bad += _run("6 naughty strings, 7 old schemas", ["-m", "pytest", "-q", *found])
    return bad


def _run(title: str, words: list[str]) -> bool:
    sys.stdout.write(f"== {title}\n")
    sys.stdout.flush()
    return subprocess.run([sys.executable, *words], check=False).returncode != 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
