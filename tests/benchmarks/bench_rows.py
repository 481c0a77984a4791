"""One line of the benchmarks' common table: a bench notes it, all.py collects and prints them.

A bench that is run by itself only prints its own table: `note` writes where BENCH_ROWS names a
file.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "BENCH_ROWS"


@dataclass(frozen=True)
class Line:
    """What was timed: ours and the peer's figure in `unit`, and the most that ours may be.

    `aim` is a ratio to the peer; where `peer` is 0 it is a limit in `unit`. `memory` in MB, 0 where
    only the whole bench's is known.
    """

    what: str
    ours: float
    peer: float
    aim: float
    unit: str = "s"
    against: str = ""
    memory: float = 0

    @property
    def ratio(self) -> float:
        """Ours to the peer's, or to the limit where there is no peer."""
        return self.ours / (self.peer or self.aim)

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if not self.aim:
            return None
        return self.ours <= self.aim * (self.peer or 1)


def note(line: Line) -> None:
    """Let all.py have a line, where it asked for lines."""
    place = os.environ.get(FILE)
    if place:
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")


def noted(place: Path) -> list[Line]:
    """The lines that a bench left in a file."""
    texts = place.read_text("utf-8").splitlines() if place.is_file() else []
    return [Line(**json.loads(text)) for text in texts]
