"""A share of two figures of the form, the whole of which may be a year's figure."""

from datetime import date

from desktop.domain.case import Case, Value
from desktop.domain.condition import Measure
from desktop.domain.measures import Context, measure


def test_the_whole_may_be_the_last_years_figure():
    """The base's leading industries: 48 of the 60 tenants of the newest year, not of the older."""
    values = {
        "leading_firms": Value("48"),
        "startups.1.year": Value("2024"),
        "startups.1.firms": Value("50"),
        "startups.2.year": Value("2025年"),
        "startups.2.firms": Value("60"),
    }
    wanted = Measure("ratio", part="leading_firms", table="startups", column="firms")
    found = measure(wanted, Context(Case(values, {}, date(2026, 6, 1)), {}))
    assert (found.low, found.high, found.shown) == (80, 80, "80%（48/60）")
