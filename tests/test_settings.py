"""The per-machine settings: written whole, read forgivingly."""

from pathlib import Path

import pytest

from desktop.settings import Settings, read_settings, with_recent, write_settings


def test_what_is_written_is_read_again(tmp_path: Path):
    """A round trip keeps every setting, and makes the profile's folder when it is missing."""
    path = tmp_path / "profile" / "settings.json"
    settings = Settings(recent_files=("/甲.review",), theme="dark", scale=150, body_font="仿宋")
    write_settings(path, settings)
    assert read_settings(path) == settings
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", '{"new": 1}', '{"scale": "x"}', "\xff"]
)
def test_settings_that_make_no_sense_are_the_standard_ones(tmp_path: Path, text: str):
    """A damaged file, or one of a newer program, never keeps the window from opening."""
    path = tmp_path / "settings.json"
    path.write_text(text, "latin-1")
    assert read_settings(path) == Settings()


def test_the_newest_file_comes_first_and_only_once():
    """Opening a file again moves it to the front; ten are kept."""
    root = Path("/").absolute()  # which has a drive's letter on Windows
    names = [str(root / f"{n}.review") for n in range(10)]
    settings = Settings(recent_files=tuple(names))
    again = with_recent(settings, root / "3.review").recent_files
    assert again == (names[3], *names[:3], *names[4:])
    new = with_recent(settings, root / "new.review").recent_files
    assert new == (str(root / "new.review"), *names[:9])
