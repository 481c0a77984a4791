"""A fresh data file for each story, with a clock that the story can read."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.store import applications, rounds
from desktop.store.store import Store


class Clock:
    """A clock that goes on by one second each time it is asked."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 1, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "某区 2026.desk"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    opened = Store.open(path, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def application(store: Store) -> int:
    """An application in a round of its own."""
    with store.act("经办人甲", "收件登记", "application:1", {}):
        round_id = rounds.add_round(store, "kunming-platform-2022", 2026, {})
        return applications.add_application(store, round_id, "云岭平台", "云岭服务有限公司")
