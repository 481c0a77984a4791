"""Hands a PDF as it is to the system's print queue (CUPS), where the system has `lp`."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.problem import UserError

_PATIENCE = 60  # seconds until a scheduler that doesn't answer is given up
_SIDES = {"one": "one-sided", "long": "two-sided-long-edge", "short": "two-sided-short-edge"}


@dataclass(frozen=True)
class PrintOrder:
    """What the print dialog was told: `pages` are counted from 1, none of them means all.

    `sides` is one, long, short (the edge that is bound), or "" for the printer's own habit.
    """

    queue: str
    title: str
    copies: int = 1
    collate: bool = True
    pages: tuple[int, ...] = ()
    sides: str = ""
    grey: bool = False


def has_queue() -> bool:
    """True where the system has a print queue that takes a PDF itself."""
    return shutil.which("lp") is not None


def lp_words(order: PrintOrder) -> list[str]:
    """Return the command that prints what comes on its standard input."""
    words = ["lp", "-d", order.queue, "-t", order.title, "-n", str(order.copies)]
    options = [f"collate={'true' if order.collate else 'false'}", "media=A4", "print-scaling=none"]
    options += [f"sides={_SIDES[order.sides]}"] if order.sides else []
    options += ["print-color-mode=monochrome"] if order.grey else []
    for option in options:
        words += ["-o", option]
    return [*words, "-P", spans(order.pages)] if order.pages else words


def spans(pages: Sequence[int]) -> str:
    """Return pages as CUPS wants them: `1-3,7`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def send_to_queue(pdf: bytes, order: PrintOrder) -> str:
    """Print `pdf`; returns what the queue said (`request id is …`).

    UserError where it refuses the job or doesn't answer.
    """
    try:
        done = subprocess.run(
            lp_words(order), input=pdf, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError("系统的打印服务没有回应。", "请检查打印机和打印服务后再试。") from error
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace").strip() or f"代码{done.returncode}"
        raise UserError(f"打印机“{order.queue}”没有接受（{why}）。", "请检查打印机后再试。")
    return done.stdout.decode("utf-8", "replace").strip()
