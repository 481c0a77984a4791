"""What is kept for a machine and not for a file: recent files, scale, theme and font choices."""

import json
from pathlib import Path

import attrs
from cattrs import Converter
from cattrs.errors import BaseValidationError

_RECENT_KEPT = 10


@attrs.frozen
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
        return _converter().structure(raw, Settings) if isinstance(raw, dict) else Settings()
    except (OSError, ValueError, BaseValidationError):
        return Settings()


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings whole: a reader sees the old ones or the new ones. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    text = json.dumps(_converter().unstructure(settings), ensure_ascii=False, indent=2)
    fresh.write_text(text + "\n", "utf-8")
    fresh.replace(path)


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with `path` as the newest of the recent files."""
    newest = str(path.absolute())
    others = tuple(p for p in settings.recent_files if p != newest)
    return attrs.evolve(settings, recent_files=(newest, *others)[:_RECENT_KEPT])


def _converter() -> Converter:
    return Converter(forbid_extra_keys=True)
