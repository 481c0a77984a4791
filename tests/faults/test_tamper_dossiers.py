"""A small run of tamper_dossiers.py: every way of forging, by outsiders and by a district."""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import tamper_dossiers as forging


def test_thirty_tampered_dossiers_are_all_noticed(tmp_path: Path) -> None:
    """The honest one holds; each of thirty forged ones fails in some check."""
    kept = forging.honest(tmp_path)
    ways = (*forging.OUTSIDE, *forging.INSIDE)
    more = (forging.flip, forging.flip_in_the_end, forging.insert, forging.blank, forging.edit)
    asked = [*ways, *more]
    dice = random.Random(20261120)
    unseen = [w.__name__ for w in asked if not forging.shown(kept, w, dice, tmp_path)]
    assert forging.looked_at(kept.data, kept, tmp_path).outcome == "一致"
    assert (len(asked), unseen) == (30, [])
