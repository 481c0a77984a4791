"""How characters are read, loaded from the program's own table when somebody first asks."""

from desktop.domain.readings import Readings
from desktop.paths import resources_dir
from desktop.work.desk import Desk


def readings_of(desk: Desk) -> Readings:
    """Return the readings; the first time takes some 15 ms."""
    if desk.readings is None:
        text = (resources_dir() / "words" / "readings.txt").read_text("utf-8")
        desk.readings = Readings(text)
    return desk.readings
