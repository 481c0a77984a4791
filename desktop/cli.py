"""The command line: the same errands as the window, for a machine without a screen."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import paths
from desktop.domain.problem import UserError
from desktop.log import LOG_NAME

VERBS = ("example",)
_BAD_USE = 2
_FAILED = 1


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in Chinese."""

    def error(self, message: str) -> NoReturn:
        """End with what can be typed instead; `message` is argparse's own English."""
        del message
        print("命令不对。可以这样用：", file=sys.stderr)
        print("  review-desk               打开窗口", file=sys.stderr)
        print("  review-desk 文件.review   打开窗口和这个文件", file=sys.stderr)
        print("  review-desk example 文件夹  把随附示例从收件办到推荐汇总表", file=sys.stderr)
        raise SystemExit(_BAD_USE)


def parser() -> argparse.ArgumentParser:
    """The command line's words; no command at all opens the window."""
    top = _Parser(prog="review-desk", description="示范平台（基地）初审推荐系统", add_help=False)
    top.add_argument("-h", "--help", action="help", help="显示本说明")
    verbs = top.add_subparsers(dest="verb", required=True, title="命令", metavar="命令")
    example = verbs.add_parser("example", help="把随附示例从收件办到推荐汇总表", add_help=False)
    example.add_argument("-h", "--help", action="help", help="显示本说明")
    example.add_argument("folder", type=Path, metavar="文件夹", help="结果放在哪里")
    return top


def log_hint(folder: Path) -> str:
    """Where the log lies, as a sentence for the clerk."""
    return f"运行记录在：{folder / LOG_NAME}"


def run(argv: Sequence[str]) -> int:
    """Carry out one command and return the exit status."""
    asked = parser().parse_args(argv)
    try:
        return _example(asked.folder)
    except UserError as error:
        print(f"{error.sentence}{error.hint}", file=sys.stderr)
        return _FAILED


def _example(folder: Path) -> int:
    from desktop.work.example import work_example

    written = work_example(
        folder, paths.resources_dir() / "example", paths.forms_dir(), paths.fonts_dir(), print
    )
    print(f"共写出{len(written)}个文件：")
    for path in written:
        print(f"  {path}")
    return 0
