"""The command line's two verbs on dossiers: `bureau` verifies and pours, `export` writes SQL."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import paths
from desktop.domain.problem import UserError

if TYPE_CHECKING:  # the sheets' libraries are loaded when the verb is used
    from desktop.schemes.shelf import Shelf
    from desktop.work.dossier_report import Report

_HEX = 64


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `bureau` and `export` to the command line."""
    words = "核验一批报送材料包，说明不符之处，并可汇成一张推荐汇总表"
    bureau = verbs.add_parser("bureau", help=words, add_help=False)
    _common(bureau)
    bureau.add_argument("--json", type=Path, metavar="报告.json", help="把全部结果另写成JSON")
    bureau.add_argument("--out", type=Path, metavar="文件夹", help="写出汇总表（PDF、Excel、Word）")
    bureau.add_argument("--unit", default="", metavar="名称", help="汇总表上的推荐单位，即本级部门")
    bureau.add_argument("--quota", default="", metavar="家数", help="本级通知给每个单位的推荐名额")
    bureau.add_argument(
        "--keys", type=Path, metavar="密钥.json", help="各单位的核对码（密钥指纹）：{单位: 核对码}"
    )
    words = "把报送材料包的数据写成PostgreSQL可以装入的SQL文件"
    export = verbs.add_parser("export", help=words, add_help=False)
    _common(export)
    export.add_argument("--postgres", type=Path, required=True, metavar="输出.sql")


def _common(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("-h", "--help", action="help", help="显示本说明")
    verb.add_argument("places", type=Path, nargs="+", metavar="报送材料包或文件夹")
    verb.add_argument("--passphrase-file", type=Path, metavar="文件", help="口令写在其第一行")
    verb.add_argument(
        "--jobs", type=int, default=0, metavar="个数", help="同时核验几个，默认按处理器"
    )


def run_bureau(asked: argparse.Namespace) -> int:
    """Verify, compare, report, and pour; the exit status is 1 where something does not hold."""
    from desktop.work.bureau import compared, rounds_in, with_keys

    known = _known(asked.keys) if asked.keys else {}
    if asked.quota and not asked.quota.isdecimal():
        raise UserError(f"“{asked.quota}”不是家数。", "--quota 后面写整数。")
    if asked.out and not asked.unit:
        raise UserError("写汇总表要有本级部门的名称。", "请加 --unit 名称。")
    _files, reports = _verified(asked)
    schemes = _shelf()
    quotas = dict.fromkeys(rounds_in(reports), asked.quota)
    reports = compared(with_keys(reports, known), schemes, quotas)
    for report in reports:
        _print(report)
    if asked.json:
        _write_json(asked.json, reports)
    if asked.out:
        _pour(asked, reports)
    failed = sum(bool(one.failed) for one in reports)
    still = sum(not one.failed and bool(one.open) for one in reports)
    count = sum(len(one.cases) for one in reports)
    print(f"共{len(reports)}个包、{count}份申报：{failed}个有不符，{still}个待核对。")
    return 1 if failed else 0


def run_export(asked: argparse.Namespace) -> int:
    """Verify and write SQL; the exit status is 1 where a dossier was left out."""
    from desktop.work.dossier_export import write_postgres

    files, reports = _verified(asked)
    word = _passphrase(asked)
    done = write_postgres(asked.postgres, files, reports, _telling(), word)
    for name in done.left:
        print(f"没有写入　{name}：包不完整、签名无效或不能读取", file=sys.stderr)
    print(f"写入{done.dossiers}个包、{done.applications}份申报，共{done.rows}行：{asked.postgres}")
    return 1 if done.left else 0


def _shelf() -> "Shelf":
    """The schemes of this machine: those that ship, and the editions that were kept here."""
    from desktop.domain.measures import computations
    from desktop.schemes.shelf import Shelf

    forms, own = paths.forms_dir(), paths.own_forms_dir()
    return Shelf(forms, frozenset(computations()), need_sheets=True, own=own)


def _verified(asked: argparse.Namespace) -> "tuple[list[Path], list[Report]]":
    from desktop.work.bureau import dossiers_in
    from desktop.work.dossier_workers import verify_many

    files = dossiers_in(asked.places)
    return files, verify_many(files, _telling(), _passphrase(asked), asked.jobs)


def _telling() -> Callable[[int, int, str], None]:
    """Tell on stderr how far it is: one line on a terminal, else every tenth."""
    last = -1

    def tell(done: int, total: int, sentence: str) -> None:
        nonlocal last
        if done == last:
            return
        last, sentence = done, _seen(sentence)
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(f"\r\x1b[K[{done}/{total}] {sentence}", end=end, file=sys.stderr, flush=True)
        elif done == total or done % 10 == 0:
            print(f"[{done}/{total}] {sentence}", file=sys.stderr, flush=True)

    return tell


def _passphrase(asked: argparse.Namespace) -> str:
    if asked.passphrase_file is None:
        return ""
    try:
        text: str = asked.passphrase_file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"口令文件“{asked.passphrase_file}”读不出来。") from error
    return text.partition("\n")[0].rstrip("\r")


def _known(path: Path) -> dict[str, str]:
    """The known keys by unit; a fingerprint may be written in groups."""
    try:
        found = json.loads(path.read_text("utf-8"))
        known = {str(unit): "".join(str(key).split()).lower() for unit, key in found.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise UserError(f"密钥登记“{path}”读不出来。", "应为 JSON：{单位名称: 核对码}。") from error
    odd = [unit for unit, key in known.items() if len(key) != _HEX]
    if odd:
        raise UserError(f"“{odd[0]}”的核对码不是64位。", "请照推荐函上印的抄写。")
    return known


def _print(report: "Report") -> None:
    from desktop.work.dossier_report import edition_lines, sentence_of

    head = (report.outcome, report.unit, report.scheme_name, str(report.year or ""))
    print(_seen("　".join(filter(None, (*head, f"{len(report.cases)}份", report.file)))))
    for check in (*report.failed, *report.open):
        print(_seen(f"　　{sentence_of(check)}"))
    for line in (*report.notes, *edition_lines(report)):
        print(_seen(f"　　　　{line}"))
    for case in report.cases:
        if case.row.agrees and case.unmet:
            print(_seen(f"　　请注意　{case.name}同意推荐，但不符合：{'；'.join(case.unmet)}"))


def _seen(text: str) -> str:
    """A line with a stranger's words in it, without what a terminal would take for a command."""
    return "".join(sign if sign.isprintable() or sign == "　" else "□" for sign in text)


def _write_json(path: Path, reports: "Sequence[Report]") -> None:
    from desktop.domain.plain import to_plain
    from desktop.work.papers import save_file

    plain = [{**to_plain(one), "outcome": one.outcome} for one in reports]
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    save_file(path, text.encode("utf-8"))


def _pour(asked: argparse.Namespace, reports: "Sequence[Report]") -> None:
    """Write one summary sheet for each scheme and year; 草稿 stands on it while something fails."""
    from desktop.sheets.fonts import Fonts
    from desktop.work import bureau
    from desktop.work.papers import pour_docx, pour_pdf, pour_xlsx, save_file

    schemes = _shelf()
    office = bureau.Office(asked.unit, "", "", "", date.today())
    fonts = Fonts(paths.fonts_dir())
    try:
        asked.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"文件夹“{asked.out}”不能建立。") from error
    for scheme_id, year in bureau.rounds_in(reports):
        if scheme_id not in schemes:
            print(_seen(f"没有汇总表　{scheme_id}：本机没有这个办法，见上面的说明"))
            continue
        if bureau.summary_sheet(schemes[scheme_id]) is None:
            print(f"没有汇总表　{scheme_id}：办法没有推荐汇总表，各家的推荐表在各包内")
            continue
        entered = bureau.entered_of(reports, scheme_id, year)
        if not entered:
            continue
        draft = any(one.failed for one in reports if one.scheme_id == scheme_id)
        scheme = schemes[scheme_id]
        place = (schemes.folder(scheme_id), fonts)
        facts = bureau.summary_facts(entered, scheme, year, office, place, draft=draft)
        for ending, pour in (("pdf", pour_pdf), ("xlsx", pour_xlsx), ("docx", pour_docx)):
            path = asked.out / f"{year}年度 {facts.ref.title}.{ending}"
            save_file(path, pour(facts))
            print(f"已写出　{path}")
