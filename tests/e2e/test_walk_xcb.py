"""The first half of the way on a real X server, which the test starts itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SIZE = "1280x840x24"
PATIENCE = 240  # s
SCHEME = "nanchang-platform-2022"

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
]


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own that nobody sees; the server chooses a free number."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_the_walk_on_a_real_screen(display: str, tmp_path: Path) -> None:
    """Nanchang's way is walked under xcb as it is offscreen: the same acts, the same sheet."""
    walk = f"{HERE / 'test_whole_way.py'}::test_from_an_empty_file_to_the_printed_sheet"
    environment = {
        **{name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")},
        "QT_QPA_PLATFORM": "xcb",
        "DISPLAY": display,
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"{walk}[{SCHEME}]"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert (done.returncode, done.stdout.splitlines()[-1].partition(" in ")[0]) == (
        0,
        "1 passed",
    ), done.stdout
