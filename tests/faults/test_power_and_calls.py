"""A small run of the campaigns that need root, ext4 or strace; the large ones are run by hand."""

from collections import Counter

import power_cuts
import pytest
import syscall_errors

FEW = (("pwrite64", "error=ENOSPC", 200), ("fsync", "error=EIO", 30), ("rename", "signal=KILL", 12))


def test_what_was_told_survives_real_power_cuts():
    """Five cuts of an ext4 disk in the middle of work, backup, export and migration."""
    if reason := power_cuts.why_not():
        pytest.skip(f"no power can be cut here: {reason}")
    try:
        found = power_cuts.run(5)
    except OSError as error:
        pytest.skip(f"no disk can be mounted here: {error}")
    assert (found["good"], found["told"] > 0) == (5, True)


@pytest.mark.parametrize(("call", "befalls", "most"), FEW)
def test_a_failing_system_call_costs_nothing_that_was_told(call: str, befalls: str, most: int):
    """What the disk refuses is refused with a sentence; what was told before is there."""
    if reason := syscall_errors.why_not():
        pytest.skip(f"no call can be made to fail here: {reason}")
    found: Counter[str] = Counter()
    trials = [syscall_errors.Trial(call, 1 + n * most // 4, n) for n in range(4)]
    syscall_errors.run(call, befalls, trials, found)
    assert set(found) == {"told", "refused with a sentence", "good"}
    assert found["good"] == len(trials)
