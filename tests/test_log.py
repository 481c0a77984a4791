"""The log on the disk: the program's own lines only, rotated, and closed when it is taken away."""

import logging
from pathlib import Path

from desktop.log import LOG_NAME, start_log, stop_log


def test_the_programs_lines_are_kept_and_others_are_not(tmp_path: Path):
    """Lines of desktop.* go to the file from INFO up; libraries' lines and debug lines do not."""
    handler = start_log(tmp_path / "log")
    logging.getLogger("desktop.work").info("import: 12 rows in %d ms", 30)
    logging.getLogger("desktop.work").debug("too small to keep")
    logging.getLogger("openpyxl").error("not ours")
    stop_log(handler)
    logging.getLogger("desktop.work").info("after the end")
    lines = (tmp_path / "log" / LOG_NAME).read_text("utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "INFO desktop.work import: 12 rows in 30 ms"
    ]
