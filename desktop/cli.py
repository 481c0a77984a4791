"""The command line: the same errands as the window, for a machine without a screen."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from desktop import cli_dossier, paths
from desktop.domain.problem import UserError

VERBS = ("bureau", "check", "example", "export", "verify")
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
        print("  review-desk verify 抽取记录.json  核验一份抽取记录", file=sys.stderr)
        print("  review-desk check 文件.review  检查数据文件是否完好", file=sys.stderr)
        print("  review-desk bureau 文件夹  核验一批报送材料包并汇总", file=sys.stderr)
        print("  review-desk export --postgres 输出.sql 文件夹  写成SQL", file=sys.stderr)
        raise SystemExit(_BAD_USE)


class _Version(argparse.Action):
    """Prints the program's version and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_unused: object) -> None:
        """Called by argparse where `--version` stands."""
        from desktop.work.record import program_version

        print(program_version())
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The command line's words; no command at all opens the window."""
    top = _Parser(prog="review-desk", description="示范平台（基地）初审推荐系统", add_help=False)
    top.add_argument("-h", "--help", action="help", help="显示本说明")
    top.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    verbs = top.add_subparsers(dest="verb", required=True, title="命令", metavar="命令")
    example = verbs.add_parser("example", help="把随附示例从收件办到推荐汇总表", add_help=False)
    example.add_argument("-h", "--help", action="help", help="显示本说明")
    example.add_argument("folder", type=Path, metavar="文件夹", help="结果放在哪里")
    _add_verify(verbs)
    check = verbs.add_parser("check", help="检查数据文件是否完好、有无改动", add_help=False)
    check.add_argument("-h", "--help", action="help", help="显示本说明")
    check.add_argument("file", type=Path, metavar="文件.review", help="没有打开的数据文件")
    cli_dossier.add_verbs(verbs)
    return top


def _add_verify(verbs: "argparse._SubParsersAction[_Parser]") -> None:
    words = "核验抽取记录：单独核验，或与名单文件、数据文件一并核验"
    verify = verbs.add_parser("verify", help=words, add_help=False)
    verify.add_argument("-h", "--help", action="help", help="显示本说明")
    verify.add_argument("record", type=Path, metavar="抽取记录.json", help="导出的抽取记录")
    verify.add_argument("--roster", type=Path, metavar="名单文件", help="申报单位报来的名单")
    verify.add_argument("--file", type=Path, metavar="数据文件", help="办理这份申报的 .review 文件")


def run(argv: Sequence[str]) -> int:
    """Carry out one command and return the exit status."""
    asked = parser().parse_args(argv)
    try:
        return {
            "example": _example,
            "verify": _verify,
            "check": _check,
            "bureau": cli_dossier.run_bureau,
            "export": cli_dossier.run_export,
        }[asked.verb](asked)
    except UserError as error:
        print(f"{error.sentence}{error.hint}", file=sys.stderr)
        return _FAILED


def _verify(asked: argparse.Namespace) -> int:
    """Print every property of the record; the exit status is 1 where one fails."""
    from desktop.work import record
    from desktop.work.desk import open_desk
    from desktop.work.edition_restore import restore_editions

    text = record.read_text(asked.record)
    roster = record.roster_of_file(text, asked.roster, paths.forms_dir()) if asked.roster else None
    if asked.file is None:
        checks = record.verify_record(text, roster=roster)
    else:
        with TemporaryDirectory(prefix="editions-", ignore_cleanup_errors=True) as own:
            desk = open_desk(asked.file, paths.forms_dir(), paths.fonts_dir(), own=Path(own))
            try:
                restore_editions(desk)  # those that the file brings, and none of this machine's
                checks = record.verify_record(text, desk, roster)
            finally:
                desk.close()
    for one in checks:
        print("　".join(part for part in (one.state.label, one.where, one.name, one.why) if part))
    failed = sum(one.state == "fails" for one in checks)
    print("没有发现不符。" if not failed else f"有{failed}项不符。")
    return _FAILED if failed else 0


def _check(asked: argparse.Namespace) -> int:
    """Print what a full check of a file finds; the exit status is 1 where something fails."""
    from desktop.work.checking import check_closed, now

    if not asked.file.is_file():
        raise UserError(f"没有“{asked.file}”这个文件。")
    places = (paths.scratch_dir(), paths.forms_dir(), paths.fonts_dir())
    report = check_closed(asked.file.absolute(), *places, now, _no_progress)
    for line in report.lines:
        print(f"{line.state.label}　{line.what}")
        for told in line.found:
            print(f"　　{told}")
    print(report.sentence)
    if report.head:
        print(f"操作日志的最新校验码：{report.head}")
    return 0 if report.good else _FAILED


def _no_progress(_done: int, _total: int, _sentence: str) -> None:
    return None


def _example(asked: argparse.Namespace) -> int:
    from desktop.work.example import work_example

    written = work_example(
        asked.folder, paths.resources_dir() / "example", paths.forms_dir(), paths.fonts_dir(), print
    )
    print(f"共写出{len(written)}个文件：")
    for path in written:
        print(f"  {path}")
    return 0
