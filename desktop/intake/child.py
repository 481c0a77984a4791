"""The reading child: parses one file from stdin under a memory limit and answers on stdout.

Whatever goes wrong in here may end the process: the parent turns a death into a sentence.
"""

import contextlib
import gc
import os
import sys

from desktop.domain.problem import Problem, Severity
from desktop.intake.archives import unpack
from desktop.intake.book import Ask, Book, Grid, Kind, Limits, Reading, Refused
from desktop.intake.kinds import kind_of
from desktop.intake.wire import Counts, pack_answer, pack_unpacked, unpack_request

_BEHIND = 4  # of the 19 steps that a process may step back: on a busy machine it still ends in time


def main() -> int:
    """Answer one request; return the exit status."""
    gc.disable()  # 100,000 rows hold no circles, and the process ends with its one answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answer
    name, ask, limits, errand, data = unpack_request(sys.stdin.buffer.read())
    confine(limits)
    if errand == "count":
        make_way()
    with answers:
        if errand == "unpack":
            answers.writelines(pack_unpacked(unpack(data, limits)))
        else:
            answers.writelines(pack_answer(answer(name, ask, limits, errand, data)))
    return 0


def confine(limits: Limits) -> None:
    """Bound this process's memory, and leave no core file with someone's data behind."""
    if sys.platform == "win32":
        from desktop.intake.job import bind_memory

        bind_memory(limits.memory)
        return
    import resource

    with contextlib.suppress(ValueError, OSError):  # a lower hard limit is in force already
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def make_way() -> None:
    """Let the window and what it waits for go first, where there is no processor for each."""
    if sys.platform != "win32":
        os.nice(_BEHIND)


def answer(
    name: str, ask: Ask, limits: Limits, errand: str, data: bytes
) -> Reading | Refused | Counts:
    """Return what a file says, or with the errand `count` how many cells each row has.

    A hostile file may end the process in here.
    """
    kind = kind_of(data, name, ask, limits)
    if isinstance(kind, Refused):
        return kind
    if errand == "count":
        return _count(data, kind, ask.encoding)
    if kind is Kind.DOCX:
        return _document(data, name)
    if kind is Kind.CSV:
        return _text_table(data, name, ask, limits)
    if kind is Kind.HTML:
        return _web_tables(data, name, ask, limits)
    return _workbook(data, name, kind, limits)


def _count(data: bytes, kind: Kind, encoding: str) -> Counts | Refused:
    from desktop.intake.count import count_cells

    counts = count_cells(data, kind, encoding)
    return Refused("没能核对单元格个数。") if counts is None else counts


def _document(data: bytes, name: str) -> Reading | Refused:
    from desktop.intake.documents import read_document
    from desktop.intake.embedded import embedded_notes

    document = read_document(data, name)
    if isinstance(document, Refused):
        return document
    return Reading(name, Kind.DOCX, document=document, problems=embedded_notes(data))


def _text_table(data: bytes, name: str, ask: Ask, limits: Limits) -> Reading | Refused:
    from desktop.intake.text_tables import read_text_table

    cells = read_text_table(data, ask.encoding, limits)
    if isinstance(cells, Refused):
        return cells
    swallowed = [n for n, row in enumerate(cells, 1) if any(t.count("\n") > 20 for t in row)]
    problems = tuple(
        Problem(
            f"第{line}条",
            "一个单元格里有二十多行文字，可能有引号没有成对，请核对。",
            Severity.WARNING,
        )
        for line in swallowed[:5]
    )
    return Reading(name, Kind.CSV, Book((Grid("", cells),)), problems=problems)


def _web_tables(data: bytes, name: str, ask: Ask, limits: Limits) -> Reading | Refused:
    from desktop.intake.web_tables import read_web_tables

    grids = read_web_tables(data, ask.encoding, limits)
    if isinstance(grids, Refused):
        return grids
    note = "这是网页，只是名字像 Excel 文件，已按其中的表格读取，请核对。"
    problem = Problem("", note, Severity.NOTE)
    return Reading(name, Kind.HTML, Book(tuple(grids)), problems=(problem,))


def _workbook(data: bytes, name: str, kind: Kind, limits: Limits) -> Reading | Refused:
    from desktop.intake.embedded import embedded_notes
    from desktop.intake.spreadsheets import read_workbook

    read = read_workbook(data, kind, limits)
    if isinstance(read, Refused):
        return read
    grids, problems = read
    inside = embedded_notes(data) if kind in (Kind.XLSX, Kind.XLSB) else ()
    return Reading(name, kind, Book(tuple(grids)), problems=(*problems, *inside))


if __name__ == "__main__":
    sys.exit(main())
