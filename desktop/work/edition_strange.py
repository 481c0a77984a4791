"""Looks at the sheets of an edition that came from elsewhere, before it is kept here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop.domain.scheme import Scheme
from desktop.sheets.describe import SheetDataError, read_sheet

_BLANK = re.compile(r"\{([^{}|]*)")
_FACTS = ("path", "rows", "each", "where", "chosen")


def odd_sheets(folder: Path, scheme: Scheme, source: Path) -> str:
    """Return why an edition's sheets can't be made here; empty where all of them can.

    They are read as strictly as any, and may ask for no other facts than those of `source`, the
    folder of the scheme that it was made of.
    """
    known = {fact for file in source.glob("*.toml") for fact in _facts_in(file)}
    for one in scheme.sheets:
        try:
            read_sheet(folder / one.file)
            asked = set(_facts_in(folder / one.file))
        except (SheetDataError, ValueError, OSError, RecursionError):
            return f"“{one.title}”的版式不能使用。"
        if asked - known:
            return f"“{one.title}”上有不认识的空格：{sorted(asked - known)[0][:40]}。"
    return ""


def _facts_in(file: Path) -> Iterator[str]:
    yield from _facts(tomllib.loads(file.read_text("utf-8")))


def _facts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _BLANK.findall(value)
    elif isinstance(value, list):
        for one in value:
            yield from _facts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in _FACTS and isinstance(one, str):
                yield one
            else:
                yield from _facts(one)
