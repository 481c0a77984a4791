"""The sums of what was read, as the preview says them: 读入 = 采纳 + 拒绝."""

from collections.abc import Sequence

from desktop.work.import_diff import RosterChange
from desktop.work.incoming_file import Incoming


def counts_of(one: Incoming) -> tuple[str, str]:
    """How many rows of a file are taken and refused; empty for what holds no roster."""
    taken = list(one.rosters().values())
    if not taken:
        return "", ""
    return str(sum(len(t.rows) for t in taken)), str(sum(len(t.refused) for t in taken))


def sums_of(chosen: Sequence[Incoming], changes: Sequence[RosterChange] = ()) -> str:
    """Read = taken + refused, over all rosters that are to be kept; twice is refused."""
    taken = [one for incoming in chosen for one in incoming.rosters().values()]
    twice = sum(one.twice for one in changes)
    rows = sum(len(t.rows) for t in taken) - twice
    refused = sum(len(t.refused) for t in taken) + twice
    return f"名单行：读入{rows + refused} = 采纳{rows} + 拒绝{refused}" if taken else ""


def differences_of(chosen: Sequence[Incoming]) -> list[str]:
    """Return what the second count of the files found."""
    return [f"{one.name}：{problem.sentence}" for one in chosen for problem in one.difference]


def changes_told(changes: Sequence[RosterChange]) -> list[str]:
    """Return what keeping the files would change in each roster that the case has."""
    return [f"“{one.title}”{one.diff.sentence}。" + "".join(one.warnings) for one in changes]
