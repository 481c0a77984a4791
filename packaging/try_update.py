"""What an update must keep: an older package to begin with, a file's rows before and after.

Used by try_deb.py.
"""

import re
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import dev

OLDEST = dev.ROOT / "tests" / "old_files" / "schema_1.review"
LOWER = "0.0.1"
_NEWEST = re.compile(r"^VERSION = (\d+)$", re.MULTILINE)
# What an opening itself writes: who is at the desk, and when.
_MOVES = ("setting", "_sqlite_migrations")


@dataclass(frozen=True)
class Contents:
    """A data file's schema, and by table and columns all rows."""

    schema: int
    rows: dict[tuple[str, tuple[str, ...]], set[tuple[object, ...]]]


def pack_lower(package: Path, target: Path) -> None:
    """Pack the same files as a package with a lower number, without compression."""
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["dpkg-deb", "-R", str(package), name], check=True)
        control = Path(name) / "DEBIAN" / "control"
        fields = re.sub(r"(?m)^Version: .*$", f"Version: {LOWER}", control.read_text("utf-8"))
        control.write_text(fields, "utf-8")
        build = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", name, str(target)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)


def newest_schema() -> int:
    """The schema that this checkout's program brings a file to."""
    text = (dev.ROOT / "desktop" / "store" / "migrations.py").read_text("utf-8")
    found = _NEWEST.search(text)
    if found is None:
        raise dev.SetupError("migrations.py 里没有 VERSION")
    return int(found[1])


def contents(file: Path) -> Contents:
    """All that a data file holds."""
    with closing(sqlite3.connect(file)) as base:
        schema = int(base.execute("PRAGMA user_version").fetchone()[0])
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        rows = {}
        for (table,) in base.execute(named).fetchall():
            columns = tuple(one[1] for one in base.execute(f'PRAGMA table_info("{table}")'))
            rows[table, columns] = _rows(base, table, columns)
        return Contents(schema, rows)


def lost(before: Contents, file: Path) -> list[str]:
    """What is not as it was after `file` was opened by the newer program; empty where all is."""
    newest = newest_schema()
    after = _missing(before, file)
    with closing(sqlite3.connect(file)) as base:
        if base.execute("PRAGMA user_version").fetchone()[0] != newest:
            after.append(f"不是版本{newest}")
    if before.schema == newest:
        return after
    kept = sorted(file.with_name(f"{file.name}.备份").glob("*-migrate-*.review"))
    if not kept or contents(kept[0]).schema != before.schema:
        return [*after, "没有升级前的备份"]
    return after + [f"备份：{one}" for one in _missing(before, kept[0])]


def _missing(before: Contents, file: Path) -> list[str]:
    """Tables of which some rows are not in `file` any more."""
    with closing(sqlite3.connect(file)) as base:
        found = []
        for (table, columns), rows in before.rows.items():
            if table not in _MOVES and not rows <= _rows(base, table, columns):
                found.append(table)
        return found


def _rows(
    base: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> set[tuple[object, ...]]:
    listed = ", ".join(f'"{name}"' for name in columns)
    return set(base.execute(f'SELECT {listed} FROM "{table}"').fetchall())
