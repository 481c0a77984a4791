"""A scheme's files as text, kept with a draw, and the sample rule read back out of them."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.domain.scheme import SampleRule
from desktop.schemes.reader import PARTS
from desktop.schemes.structure import Structure


def folder_texts(folder: Path) -> dict[str, str]:
    """Return the text of every file in a scheme's folder by its name, line ends untouched.

    UnicodeDecodeError where a file is no UTF-8 text; a scheme that was read has none of these.
    """
    files = sorted(one for one in folder.iterdir() if one.is_file())
    return {one.name: one.read_bytes().decode("utf-8") for one in files}


def rule_of_texts(texts: Mapping[str, str]) -> SampleRule | None:
    """Return the sample rule that the files' texts hold, None where they are no scheme."""
    tables: dict[str, Any] = {}
    files: dict[str, str] = {}
    for part in (part for part in PARTS if part in texts):
        try:
            read = tomllib.loads(texts[part])
        except tomllib.TOMLDecodeError:
            return None
        tables |= read
        files |= dict.fromkeys(read, part)
    found = Structure().scheme(tables, files)
    return None if isinstance(found, list) else found.sample
