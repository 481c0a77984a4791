"""What is kept for a machine and not for a file: recent files, scale, theme and font choices."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

_RECENT_KEPT = 10


@dataclass(frozen=True)
class Settings:
    """The per-machine settings; paths are absolute, `scale` is per cent."""

    recent_files: tuple[str, ...] = ()
    theme: str = "auto"
    scale: int = 100
    title_font: str = ""
    body_font: str = ""
    head_font: str = ""


def read_settings(path: Path) -> Settings:
    """The settings in `path`; the standard ones where it is missing or can't be understood."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        return _settings(raw)
    except (OSError, ValueError):
        return Settings()


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings whole: a reader sees the old ones or the new ones. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    fresh.write_text(text + "\n", "utf-8")
    fresh.replace(path)


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with `path` as the newest of the recent files."""
    newest = str(path.absolute())
    others = tuple(p for p in settings.recent_files if p != newest)
    return replace(settings, recent_files=(newest, *others)[:_RECENT_KEPT])


def _settings(raw: Any) -> Settings:
    """Return the settings that `raw` holds; ValueError where it is anything else.

    By hand, because this is read before the first paint, and a library for it takes longer to
    import than the window to be drawn.
    """
    standard = asdict(Settings())
    if not isinstance(raw, dict) or not raw.keys() <= standard.keys():
        raise ValueError("no settings")
    for one in fields(Settings):
        value = raw.get(one.name, standard[one.name])
        if one.name == "recent_files":
            fits = isinstance(value, list | tuple) and all(isinstance(file, str) for file in value)
        else:
            fits = type(value) is type(standard[one.name])
        if not fits:
            raise ValueError(one.name)
    recent = tuple(raw.get("recent_files", ()))
    return Settings(**{**raw, "recent_files": recent})
