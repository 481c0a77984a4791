"""Pictures that are rather looked at than read, as plain values: bars, a line, and their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.domain.figure import MILLION

Sign = Literal["plain", "met", "unmet", "open"]


@dataclass(frozen=True)
class Bar:
    """One bar: solid up to `low`, hatched from there to `high` (what it can still become).

    Both are millionths of the picture's width. `label` and `words` stand above it and say all that
    it shows; `sign` only tints it.
    """

    label: str
    words: str
    low: int
    high: int
    sign: Sign = "plain"


@dataclass(frozen=True)
class Chart:
    """A picture: its bars from top to bottom, and a line across them at `mark` (-1: none).

    `mark_words` say what the line is, `source` which numbers are drawn and where they are from.
    """

    title: str
    bars: tuple[Bar, ...]
    source: str
    mark: int = -1
    mark_words: str = ""

    @property
    def notes(self) -> str:
        """What stands under the picture: the line's meaning and the numbers' source."""
        told = f"竖线：{self.mark_words}。" if self.mark_words else ""
        return told + self.source

    @property
    def spoken(self) -> str:
        """The whole picture in words, for who can't see it."""
        told = "；".join(f"{one.label}：{one.words}" for one in self.bars)
        return f"{self.title}。{told or '没有数据'}。{self.notes}"


def round_chart(counts: Sequence[tuple[str, int]]) -> Chart:
    """How many applications of the round stand at each step, in the order of the steps."""
    whole = sum(count for _, count in counts)
    bars = tuple(
        Bar(name, f"{count}份", share_of(count, whole), share_of(count, whole))
        for name, count in counts
    )
    return Chart("各步骤份数", bars, f"本年度共{whole}份，每份计在正在办理的一步。")


def share_of(part: int, whole: int) -> int:
    """Return part/whole in millionths; 0 of nothing."""
    return part * MILLION // whole if whole > 0 else 0
