"""A desk over a new file, with a clock that stands still and dice that are known."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop import paths
from desktop.work.desk import Desk, open_desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a new file in the test's own folder."""
    opened = open_desk(
        tmp_path / "测试.review", paths.forms_dir(), paths.fonts_dir(), lambda: NOON, lambda: SECRET
    )
    opened.operator = "王测试"
    yield opened
    opened.close()
