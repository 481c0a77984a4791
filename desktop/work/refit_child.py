"""The filling child: looks through or fills a form from outside the house, under a memory limit.

It answers one request from stdin on stdout. Whatever goes wrong in here may end the process: the
parent turns a death into a sentence.
"""

import json
import os
import sys
from typing import Any

REFIT_FLAG = "--filling-child"


def main() -> int:
    """Answer one request (a line of JSON, then the file); return the exit status."""
    from desktop.intake.book import Limits
    from desktop.intake.child import confine

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answer
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    confine(Limits())
    head, body = answer(json.loads(line), data)
    with answers:
        answers.write(json.dumps(head).encode() + b"\n" + body)
    return 0


def answer(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what was found or filled as plain values, and the filled file after it."""
    from desktop.intake.book import Ask, Kind, Limits, Refused
    from desktop.intake.kinds import kind_of
    from desktop.sheets.refit import fill_form, look_at_form
    from desktop.sheets.refit_package import OddFormError

    kind = kind_of(data, request["name"], Ask(count=False), Limits())
    if isinstance(kind, Refused):
        return {"refused": [kind.sentence, kind.hint.replace("再导入", "再套用")]}, b""
    if kind not in (Kind.DOCX, Kind.XLSX):
        return {"refused": _other_kind(kind == Kind.CSV)}, b""
    try:
        if request["errand"] == "look":
            return look_at_form(kind, data, request["lists"]), b""
        filled = fill_form(kind, data, request["filling"])
    except OddFormError as error:
        return {"refused": [error.sentence, error.hint]}, b""
    return {"notes": filled.notes}, filled.data


def _other_kind(text: bool) -> list[str]:
    if text:
        return ["这是文本文件，没有表样可套。", "请选择上级发来的 .docx 或 .xlsx 表样。"]
    hint = "请用 Excel 或 WPS 打开，另存为 .xlsx 后再套用。"
    return ["这是旧版或其他格式的表格（.xls、.et、.xlsb、.ods），不能照原样填写。", hint]


if __name__ == "__main__":
    sys.exit(main())
