"""诊断包: what a maintainer needs to find a fault, with no name, phone or code of anybody in it."""

import io
import json
import platform
import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.store import backups
from desktop.work.checking import CheckLine
from desktop.work.desk import Desk
from desktop.work.papers import save_file
from desktop.work.record import program_version

_CRASHES = "crash-*.txt"
_MOST_BYTES = 2_000_000  # of one log
_QUOTED = re.compile(r"[“\"'「][^”\"'」\n]{1,200}[”\"'」]")
_LONG_NUMBER = re.compile(r"[0-9A-Z]{15,20}|\d{7,}")
_SETTINGS = (
    "theme",
    "scale",
    "title_font",
    "body_font",
    "head_font",
)  # the recent files are paths: only how many


@dataclass(frozen=True)
class FileFacts:
    """The open file without its contents: schema, size in bytes, rows of each table, acts by name.

    `schemes` are the rounds' schemes with their years and the beginnings of their digests.
    """

    sqlite: str
    schema: int
    size: int
    rows: Mapping[str, int]
    acts: Mapping[str, int]
    schemes: tuple[str, ...]
    backups: int
    last_backup: str


def file_facts(desk: Desk) -> FileFacts:
    """Return what a maintainer may know of the open file; on the store's thread."""
    read = desk.store.read
    tables = [str(row[0]) for row in read("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {one: int(read(f'SELECT count(*) FROM "{one}"')[0][0]) for one in sorted(tables)}
    acts = dict(read("SELECT act, count(*) FROM journal GROUP BY act ORDER BY act"))
    kept = backups.backups(backups.folder_of(desk.store.path))
    rounds = read("SELECT scheme_id, year, substr(scheme_digest, 1, 12) FROM round ORDER BY id")
    return FileFacts(
        str(read("SELECT sqlite_version()")[0][0]),
        int(read("PRAGMA user_version")[0][0]),
        desk.store.path.stat().st_size,
        rows,
        {str(act): int(count) for act, count in acts.items()},
        tuple(f"{scheme} {year} {digest}" for scheme, year, digest in rounds),
        len(kept),
        f"{kept[0].at:%Y-%m-%d %H:%M}" if kept else "",
    )


def write_package(
    target: Path,
    facts: FileFacts | None,
    checked: Sequence[CheckLine],
    logs: Path,
    settings: Path,
    window: Mapping[str, str],
) -> tuple[str, ...]:
    """Write the package whole or not at all; returns the names of what is in it.

    `logs` is the folder of log and crash reports; `window` says what the window runs on (Qt,
    screen). On any thread; UserError where it can't be written.
    """
    members = {
        "版本.json": _json(_versions() | dict(window)),
        "设置.json": _json(_settings(settings)),
        "数据文件.json": _json(asdict(facts) if facts else {}),
        "检查.json": _json([_without_names(line) for line in checked]),
    }
    for path in sorted([*logs.glob("*.log*"), *logs.glob(_CRASHES)]):
        members[f"日志/{path.name}"] = without_people(_tail(path))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    save_file(target, data.getvalue())
    return tuple(members)


def without_people(text: str) -> str:
    """Take out of a log what might be somebody's: quoted names, long numbers, the user's folder.

    The program logs no such thing; this is the second lock on the door.
    """
    home = str(Path.home())
    plain = text.replace(home, "~").replace(home.replace("\\", "/"), "~")
    lines = [_QUOTED.sub("“…”", one) if _is_told(one) else one for one in plain.splitlines()]
    return _LONG_NUMBER.sub("#", "\n".join(lines))


def _is_told(line: str) -> bool:
    """Return whether a line is a sentence, and no place or line of the program's own code."""
    return not line.startswith(" ")


def _tail(path: Path) -> str:
    try:
        return path.read_bytes()[-_MOST_BYTES:].decode("utf-8", "replace")
    except OSError:
        return ""


def _versions() -> dict[str, str]:
    return {
        "program": program_version(),
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "frozen": str(bool(getattr(sys, "frozen", False))),
    }


def _settings(path: Path) -> dict[str, object]:
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    shown: dict[str, object] = {key: kept[key] for key in _SETTINGS if key in kept}
    return shown | {"recent_files": len(kept.get("recent_files", ()))}


def _without_names(line: CheckLine) -> dict[str, object]:
    """Return a check's line by its kind: what stands after the colon is an applicant's name."""
    kind = line.what.partition("：")[0]
    return {"what": kind, "state": line.state.value, "found": len(line.found)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
