"""A small rotating log on the disk that holds errands and times, and no personal data."""

import logging
import os
import sys
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "review-desk.log"
_BYTES = 512 * 1024
_KEPT = 3
_REPORTS = 20


def start_log(folder: Path) -> logging.Handler:
    """Send the program's log lines to `folder`/review-desk.log and return the handler.

    Log errands, counts and durations; never a firm's name, a code or a phone number.
    Raises OSError where the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / LOG_NAME, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


def stop_log(handler: logging.Handler) -> None:
    """Take a handler of start_log away again and close its file."""
    logging.getLogger("desktop").removeHandler(handler)
    handler.close()


def write_crash_report(folder: Path, trace: str, now: datetime) -> Path | None:
    """Keep a bug's trace in a file of its own beside the log; None where that can't be written.

    `trace` has no message of the error in it, for that may hold what was typed. The newest 20
    reports are kept.
    """
    path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    plain = trace.replace(str(Path.home()), "~")
    text = f"time {now.isoformat(timespec='seconds')}\npython {sys.version.split()[0]}\n\n{plain}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(text)
        for old in sorted(folder.glob("crash-*.txt"))[:-_REPORTS]:
            old.unlink()
    except OSError:
        return None
    return path
