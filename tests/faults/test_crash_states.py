"""The power may go at any write of any act: the file holds the act whole or not at all."""

from pathlib import Path

import crash_states
import pytest

from desktop.store import file

DISKS = 1200


def test_no_disk_is_corrupt_and_nothing_acknowledged_is_lost(tmp_path: Path):
    """Some twelve hundred disks, a few for each place where the power may go."""
    path, scratch = tmp_path / "审查.review", tmp_path / "disks"
    scratch.mkdir()
    found = crash_states.explore(crash_states.story_of(path), path, scratch, DISKS, seed=1)
    assert (set(found), found[""] > DISKS / 2) == ({""}, True)


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_the_harness_sees_what_less_syncing_loses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synchronous: str
):
    """The control: with a setting that syncs less, acknowledged acts are lost and it is seen."""
    monkeypatch.setattr(file, "PRAGMAS", crash_states.with_less(synchronous))
    path, scratch = tmp_path / "审查.review", tmp_path / "disks"
    scratch.mkdir()
    story = crash_states.story_of(path)
    found = crash_states.explore(story, path, scratch, 300, seed=1)
    assert found["lost"] > 0
