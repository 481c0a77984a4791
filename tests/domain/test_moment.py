"""A time of a call is read as it is written."""

from datetime import date, datetime

import pytest

from desktop.domain.moment import parse_moment

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("14:30", datetime(2026, 11, 20, 14, 30)),
        ("１４：３０", datetime(2026, 11, 20, 14, 30)),
        ("下午2点30", datetime(2026, 11, 20, 14, 30)),
        ("9点", datetime(2026, 11, 20, 9, 0)),
        ("11-19 9:05", datetime(2026, 11, 19, 9, 5)),
        ("11月19日 9:05", datetime(2026, 11, 19, 9, 5)),
        ("20261119 09:05", datetime(2026, 11, 19, 9, 5)),
        ("2026年11月19日9:05", datetime(2026, 11, 19, 9, 5)),
        ("2026-11-19 下午 3:00", datetime(2026, 11, 19, 15, 0)),
    ],
)
def test_a_time_is_read(text: str, moment: datetime):
    """With a date or without one, in full-width or in words."""
    assert parse_moment(text, TODAY) == moment


@pytest.mark.parametrize("text", ["", "25:00", "14:75", "13-40 9:00", "tomorrow", "11-20", "30"])
def test_what_is_no_time_is_none(text: str):
    """Nothing is guessed."""
    assert parse_moment(text, TODAY) is None
