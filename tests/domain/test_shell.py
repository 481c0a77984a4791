"""Anybody with a shell re-does the draw: sha256sum and sort give the same digest and sample."""

import random
import shutil
import subprocess

import pytest
from record_maker import drawn, heading, kept_lock, rows_of
from sample_rules import KUNMING, NANCHANG

from desktop.domain.recording import build_record

LINE = (
    "for i in $(seq 1 $N); do printf '%s %s\\n' "
    "\"$(printf '%s,%s' \"$seed\" $i | sha256sum | cut -d' ' -f1)\" $i; done "
    "| LC_ALL=C sort | head -n $n"
)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_fifty_draws_are_redone_by_the_shell(tmp_path) -> None:
    """50 cases of all kinds: the digest of the lock text's file, and the firms drawn in order."""
    dice = random.Random(2022)
    cases, script = [], []
    for case in range(50):
        kind = dice.choice(["witnessed", "machine", "public"])
        rule = dice.choice([KUNMING, NANCHANG])
        kept = kept_lock(rows_of(dice.randint(1, 24)), 1, "", kind, 0, rule, dice.randint(0, 9))
        digits = "" if kind == "machine" else f"{dice.randrange(10**7):07d}"
        record = build_record(heading(rule), [drawn(kept, digits, 5)])
        lock = record.locks[0]
        (tmp_path / f"{case}.txt").write_bytes(lock.text.encode())
        count = len(lock.sample) + len(lock.substitutes)
        script.append(
            f"echo $(sha256sum < {case}.txt | cut -d' ' -f1)"
            f" $(N={count}; n={len(lock.sample)}; seed='{lock.seed.text}'; {LINE} | cut -d' ' -f2)"
        )
        cases.append(" ".join(map(str, [lock.digest, *lock.sample])))
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == cases
