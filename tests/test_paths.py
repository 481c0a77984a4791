"""Where the program finds its own data: the checkout, an installed wheel, a bundle."""

import sys
from pathlib import Path

import pytest

from desktop import paths

ROOT = Path(__file__).parent.parent


def test_a_checkout_uses_the_folders_at_its_top():
    """In a checkout resources/ and forms/ are the repository's own."""
    assert (paths.resources_dir(), paths.forms_dir()) == (ROOT / "resources", ROOT / "forms")


def test_a_wheel_uses_the_copy_that_it_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An installed program has its data in desktop/_data and never looks beside itself."""
    (tmp_path / "desktop" / "_data").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "desktop" / "paths.py"))
    assert paths.forms_dir() == tmp_path / "desktop" / "_data" / "forms"


def test_a_bundle_uses_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A frozen program has its data where the bundle was unpacked."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.fonts_dir() == tmp_path / "resources" / "fonts"
