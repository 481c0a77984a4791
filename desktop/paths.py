"""Where the program's own data and the clerk's folders lie: in a checkout, a wheel or a bundle."""

import sys
from functools import cache
from pathlib import Path

import platformdirs

_PROFILE_NAME = "review-desk"


def data_dir() -> Path:
    """The folder that holds resources/ and forms/: the bundle's, the wheel's, or the checkout's."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle is not None else _beside(__file__)


@cache  # asked for every icon, and the disk for every folder above
def _beside(file: str) -> Path:
    here = Path(file).resolve().parent
    installed = here / "_data"
    return installed if installed.is_dir() else here.parent


def resources_dir() -> Path:
    """Fonts, icons, the style sheet, help and the bundled example."""
    return data_dir() / "resources"


def forms_dir() -> Path:
    """The schemes that ship with the program (随附的办法数据); read only."""
    return data_dir() / "forms"


def own_forms_dir() -> Path:
    """The editions of schemes that this person made (非随附版本). It may not exist yet."""
    return profile_dir() / "forms"


def fonts_dir() -> Path:
    """The bundled TrueType faces."""
    return resources_dir() / "fonts"


def profile_dir() -> Path:
    """This person's folder on this machine: settings and edited schemes. It may not exist yet."""
    return Path(platformdirs.user_config_dir(_PROFILE_NAME, appauthor=False))


def settings_file() -> Path:
    """The per-machine settings."""
    return profile_dir() / "settings.json"


def scratch_dir() -> Path:
    """The program's own folder for passing files; whatever lies there is wiped at start."""
    return Path(platformdirs.user_cache_dir(_PROFILE_NAME, appauthor=False)) / "tmp"


def log_dir() -> Path:
    """The rotating log and the crash reports."""
    return Path(platformdirs.user_log_dir(_PROFILE_NAME, appauthor=False))
