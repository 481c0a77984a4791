"""What a part of a scheme may be called where another refers to it: its label, not its key."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.schemes.edition_list import TABLES, WAYS
from desktop.schemes.edition_tables import Words

_KEY = re.compile(r" ?(?<![A-Za-z0-9_{])([a-z][a-z0-9_]*)(?![A-Za-z0-9_}]) ?")


def words_of(of: str, whole: Mapping[str, Any], entry: Mapping[str, Any]) -> Words:
    """Return (key, label) of all that may be named; `entry` is that which names them.

    Columns and rows are those of the roster or table that the entry names besides.
    """
    if of == "sections":
        return tuple((one, one) for one in whole["form"].get("sections", ()))
    return _unlike(_named(of, whole, entry))


def in_words(sentence: str, whole: Mapping[str, Any]) -> str:
    """Return what the strict reader says of keys in the words that the tables have for them."""
    said = _labels(whole)
    return _KEY.sub(lambda key: f"“{said[key[1]]}”" if key[1] in said else key[0], sentence)


def _labels(whole: Mapping[str, Any]) -> dict[str, str]:
    found = dict(WAYS)
    found |= {column.key: column.label for table in TABLES for column in table.columns}
    for of in ("fields", "asked", "filters", "tables", "rosters"):
        found |= dict(words_of(of, whole, {}))
    return found


def _named(of: str, whole: Mapping[str, Any], entry: Mapping[str, Any]) -> Iterator[Words]:
    form = whole["form"]
    lists = {
        "fields": (form.get("fields", ()), "key", "label"),
        "tables": (form.get("tables", ()), "key", "title"),
        "rosters": (whole.get("rosters", ()), "key", "title"),
        "filters": (whole.get("filters", ()), "id", "text"),
        "asked": (whole.get("asked", ()), "key", "label"),
    }
    if of in lists:
        entries, key, label = lists[of]
        yield tuple((one[key], one.get(label) or one[key]) for one in entries)
        return
    inner = "columns" if of == "columns" else "fixed_rows"
    for one in _owners(whole, entry):
        yield tuple((part["key"], part.get("label") or part["key"]) for part in one.get(inner, ()))


def _owners(whole: Mapping[str, Any], entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    tables, rosters = whole["form"].get("tables", ()), whole.get("rosters", ())
    if entry.get("roster"):
        yield from (one for one in rosters if one["key"] == entry["roster"])
    elif entry.get("table"):
        yield from (one for one in tables if one["key"] == entry["table"])
    else:
        yield from tables


def _unlike(found: Iterable[Words]) -> Words:
    """Two of one label are told apart by their keys."""
    every = list(dict.fromkeys(pair for words in found for pair in words))
    count = Counter(label for _key, label in every)
    return tuple((key, label if count[label] == 1 else f"{label}（{key}）") for key, label in every)
