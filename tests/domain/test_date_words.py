"""A date as it was written, in the one way of the papers."""

import pytest

from desktop.domain.date_words import date_words


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2018.6.12", "2018年6月12日"),
        ("2018-06-12", "2018年6月12日"),
        ("20180612", "2018年6月12日"),
        ("２０１８／６／１２", "2018年6月12日"),
        ("2018年6月12日", "2018年6月12日"),
        ("2018.6", "2018年6月"),
        ("2018年", "2018年"),
        ("六月中旬", "六月中旬"),
        ("2018.13.40", "2018.13.40"),
        ("", ""),
    ],
)
def test_a_date_is_printed_no_more_precise_than_it_was_written(written: str, printed: str):
    """A day and a month in the papers' way; a year, and what is no date, stay as they are."""
    assert date_words(written) == printed
