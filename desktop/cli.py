"""The command line: the same errands as the window, for a machine without a screen."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from desktop.log import LOG_NAME


def parser() -> argparse.ArgumentParser:
    """The command line's words; no command at all opens the window."""
    top = argparse.ArgumentParser(prog="review-desk", description="初审工作台")
    top.add_argument("file", nargs="?", type=Path, help="要打开的文件")
    return top


def log_hint(folder: Path) -> str:
    """Where the log lies, as a sentence for the clerk."""
    return f"运行记录在：{folder / LOG_NAME}"


def run(argv: Sequence[str]) -> int:
    """Carry out one command and return the exit status."""
    parser().parse_args(argv)
    return 0
