"""A desk over a new file, with a clock that stands still and dice that are known."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.schemes.shelf import read_shelf
from desktop.sheets.fonts import Fonts
from desktop.store.store import Store
from desktop.work.desk import Desk

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"


@pytest.fixture(scope="session")
def shelf() -> Mapping[str, Scheme]:
    """The shipped schemes, read once for all tests."""
    return read_shelf(paths.forms_dir(), frozenset(computations()), need_sheets=True)


@pytest.fixture(scope="session")
def faces() -> Fonts:
    """The bundled faces, loaded once for all tests."""
    return Fonts(paths.fonts_dir())


@pytest.fixture
def desk(tmp_path: Path, shelf: Mapping[str, Scheme], faces: Fonts) -> Iterator[Desk]:
    """A desk over a new file in the test's own folder, as `open_desk` makes it."""
    place = tmp_path / "测试.review"
    store = Store.open(place, clock=lambda: NOON)
    forms = paths.forms_dir()
    opened = Desk(store, dict(shelf), lambda: NOON, lambda: SECRET, forms, faces, path=place)
    opened.operator = "王测试"
    yield opened
    opened.close()
