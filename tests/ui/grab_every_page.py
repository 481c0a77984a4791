"""Pictures of every page, step, dialog and window: 100, 150, 200 %, light and dark; on demand.

QT_QPA_PLATFORM=offscreen python tests/ui/grab_every_page.py [FOLDER]   (build/pages, 10 minutes)
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
E2E = ROOT / "tests" / "e2e"
SCALES = {"100": "1", "150": "1.5", "200": "2"}
MODES = ("light", "dark")


def main(folder: Path) -> int:
    """Fill one file, take the pictures of every look, and print what can be told without eyes."""
    sys.path[:0] = [str(E2E), str(ROOT)]
    from picture_data import fill

    from desktop import app

    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "初审推荐.review"
    if not file.exists():
        desk = app.open_file(file)
        fill(desk)
        desk.close()
    looks = [(mode, scale) for scale in SCALES for mode in MODES]
    return sum(_take(file, folder, mode, scale) for mode, scale in looks)


def _take(file: Path, folder: Path, mode: str, scale: str) -> int:
    """Take the pictures of one look in a process of its own: the scale is fixed at its start."""
    name = f"{mode}-{scale}"
    look = {"QT_SCALE_FACTOR": SCALES[scale], "PYTHONPATH": str(ROOT)}
    found: dict[str, list[str]] = {}
    for script, told in (("picture_run.py", "faults"), ("picture_more.py", "faults-more")):
        arguments = [sys.executable, E2E / script, file, folder, mode, name]
        subprocess.run(arguments, env={**os.environ, **look}, check=True)
        found |= json.loads((folder / f"{told}-{name}.json").read_text("utf-8"))
    wrong = {title: faults for title, faults in found.items() if faults}
    print(name, json.dumps(wrong, ensure_ascii=False, indent=1))  # noqa: T201 - this is its output
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "pages") > 0)
