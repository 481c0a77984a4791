"""A survey's record in few words, for tests: firms by their position, days and hours by number."""

from datetime import datetime

from sample_rules import KUNMING

from desktop.domain.attempt import Attempt, Outcome
from desktop.domain.draw import Draw
from desktop.domain.lock import Lock, LockedFirm, Promise, Source
from desktop.domain.scheme import SampleRule
from desktop.domain.survey import Standing, standing


def lock_of(count: int, n: int, required: int | None = None) -> Lock:
    """A lock of `count` firms of which `n` are drawn."""
    firms = tuple(LockedFirm(i, f"第{i}厂") for i in range(1, count + 1))
    promise = Promise("machine", "0" * 64)
    source = Source("paper", "名单")
    return Lock("s", "0" * 64, "1", "甲", 1, "", None, required or n, n, (source,), promise, firms)


def draw_of(count: int, n: int) -> Draw:
    """A draw whose order is the firms backwards, so that positions and numbers differ."""
    return Draw("seed", tuple(range(count, 0, -1)), n)


class Record:
    """A growing record about `count` firms, `n` of them drawn; firms are named by position."""

    def __init__(self, count: int, n: int, required: int | None = None) -> None:
        self.lock, self.draw = lock_of(count, n, required), draw_of(count, n)
        self.rows: list[Attempt] = []

    def row(self, k: int, outcome: Outcome, day: int = 1, **more) -> Attempt:
        """The next row, not yet recorded."""
        more.setdefault("answer", "satisfied" if outcome is Outcome.ANSWERED else "")
        at = datetime(2026, 5, day, 9)
        firm = self.draw.order[k - 1]
        return Attempt(len(self.rows) + 1, firm, at, "经办人", "电话询问", outcome, **more)

    def add(self, k: int, outcome: Outcome, day: int = 1, **more) -> "Record":
        """Record one more row."""
        self.rows.append(self.row(k, outcome, day, **more))
        return self

    def answers(self, *ks: int, answer: str = "satisfied") -> "Record":
        """Record an answer of each firm."""
        for k in ks:
            self.add(k, Outcome.ANSWERED, answer=answer)
        return self

    def now(self, rule: SampleRule = KUNMING, draw: Draw | None = None) -> Standing:
        """Where the survey stands."""
        return standing(self.lock, draw or self.draw, self.rows, rule)


def states(now: Standing) -> list[str]:
    """The state of each firm to be asked, in order."""
    return [place.state.value for place in now.places]
