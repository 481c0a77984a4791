"""Compares the headers that people type with the rosters' own columns, by their usual spellings."""

from desktop.domain.form import Column, Roster
from desktop.domain.labels import (
    EXACT,
    LEAST,
    Folds,
    Wanted,
    bare_label,
    fold_label,
    is_broken,
    is_serial,
    wanted,
)

__all__ = [
    "EXACT",
    "LEAST",
    "TICK_COLUMNS",
    "Folds",
    "Wanted",
    "bare_label",
    "fold_label",
    "is_broken",
    "is_serial",
    "name_column",
    "wanted",
    "wanted_column",
]

TICK_COLUMNS = ("satisfied", "dissatisfied")


def wanted_column(column: Column) -> Wanted:
    """Return the spellings of the column of a table in a form."""
    return wanted(column.label, column.aliases, column.group)


def name_column(roster: Roster) -> str:
    """Return the key without which a row is nothing: name, else the first column."""
    keys = [column.key for column in roster.columns if not is_serial(column.label)]
    return "name" if "name" in keys else keys[0]
