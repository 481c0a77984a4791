"""Pictures of every page and step in build/screens, and what can be told of them without eyes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import picture_data
import pytest

from desktop import paths
from desktop.work.desk import open_desk

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCREENS = ROOT / "build" / "screens"
SCALES = {"100": "1", "150": "1.5"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a round for each scheme and applications at every stretch of the way."""
    made = tmp_path_factory.mktemp("pictures") / "初审推荐.review"
    desk = open_desk(made, paths.forms_dir(), paths.fonts_dir())
    picture_data.fill(desk)
    desk.close()
    return made


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_page_has_room_for_its_words(file: Path, mode: str, scale: str) -> None:
    """No page is empty, no text is cut, and every input has a name, in each look and scale."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    name = f"{mode}-{scale}"
    look = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": SCALES[scale]}
    subprocess.run(
        [sys.executable, HERE / "picture_run.py", file, SCREENS, mode, name],
        env={**os.environ, **look, "PYTHONPATH": str(ROOT)},
        check=True,
        timeout=280,
    )
    found = json.loads((SCREENS / f"faults-{name}.json").read_text("utf-8"))
    assert {title: faults for title, faults in found.items() if faults} == {}
