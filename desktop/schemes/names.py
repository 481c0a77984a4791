"""How a scheme (认定办法) is called, without the tenth of a second that reading it whole takes."""

import tomllib
from pathlib import Path
from typing import NamedTuple


class Names(NamedTuple):
    """A scheme's own name and the short one."""

    name: str
    short_name: str


def read_names(folder: Path) -> Names | None:
    """Return what the head of `folder`/scheme.toml says; None where only a strict reading can tell.

    What stands before the first table is all that TOML lets stand at the top, so it reads the same
    alone.
    """
    try:
        text = (folder / "scheme.toml").read_text(encoding="utf-8")
        head = tomllib.loads(f"\n{text}".partition("\n[")[0])
    except (OSError, ValueError):
        return None
    name, short = head.get("name"), head.get("short_name")
    return Names(name, short) if isinstance(name, str) and isinstance(short, str) else None
