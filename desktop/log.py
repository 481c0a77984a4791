"""A small rotating log on the disk that holds errands and times, and no personal data."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_NAME = "review-desk.log"
_BYTES = 512 * 1024
_KEPT = 3


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
