"""What goes between the program and its reading child: lines of text, and nothing that can run."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from desktop.domain.problem import Problem, Severity
from desktop.domain.sharing import sharing
from desktop.intake.archives import Unpacked
from desktop.intake.book import (
    Ask,
    Book,
    Document,
    Grid,
    Kind,
    Limits,
    Merge,
    Paragraph,
    Reading,
    Refused,
    WordCell,
    WordTable,
)
from desktop.intake.long_cells import AT_ONCE, Line, LongCells, json_line, line_of, pack_rows

Counts = dict[str, list[int]]


def pack_request(name: str, ask: Ask, limits: Limits, errand: str, data: bytes) -> bytes:
    """Return one line that says what is wanted, and the file's bytes after it."""
    head = {"name": name, "ask": asdict(ask), "limits": asdict(limits), "errand": errand}
    return json.dumps(head).encode() + b"\n" + data


def unpack_request(message: bytes) -> tuple[str, Ask, Limits, str, bytes]:
    """Return name, what is asked, limits, errand (read or count) and the file's bytes."""
    line, _, data = message.partition(b"\n")
    head = json.loads(line)
    return head["name"], Ask(**head["ask"]), Limits(**head["limits"]), head["errand"], data


def pack_answer(answer: Reading | Refused | Counts) -> Iterator[bytes]:
    """Yield an answer as lines: JSON of what there is, then the sheets' rows, some at a time.

    Who unpacks it holds the interpreter for one line and never for all.
    """
    yield json_line(_plain(answer))
    if isinstance(answer, Reading) and answer.book is not None:
        for grid in answer.book.sheets:
            for start in range(0, len(grid.cells), AT_ONCE):
                yield pack_rows(grid.cells[start : start + AT_ONCE])


def _plain(answer: Reading | Refused | Counts) -> dict[str, Any]:
    if isinstance(answer, Refused):
        return {"refused": [answer.sentence, answer.hint]}
    if isinstance(answer, dict):
        return {"counts": answer}
    return {
        "kind": answer.kind,
        "sheets": [_plain_grid(grid) for grid in answer.book.sheets] if answer.book else None,
        "document": _plain_document(answer.document) if answer.document else None,
        "problems": [[p.where, p.sentence, p.severity] for p in answer.problems],
    }


def _plain_grid(grid: Grid) -> list[Any]:
    merged = [[m.top, m.left, m.bottom, m.right] for m in grid.merged]
    places = sorted(grid.long_numbers)
    rows = len(grid.cells)
    return [grid.name, rows, grid.hidden, grid.first_line, merged, places, grid.since_1904]


def _plain_document(document: Document) -> dict[str, Any]:
    return {
        "paragraphs": [[p.number, p.text] for p in document.paragraphs],
        "tables": [
            [c.text, c.row, c.column, c.rows, c.columns, c.ordinal]
            for table in document.tables
            for c in table.cells
        ],
        "lengths": [len(table.cells) for table in document.tables],
    }


def unpack_answer(message: bytes, name: str) -> Reading | Refused | Counts:
    """Return the child's answer; ValueError, KeyError or TypeError where it is garbage."""
    lines = _lines(message)
    plain = json.loads(next(lines, b""))
    if "refused" in plain:
        sentence, hint = plain["refused"]
        return Refused(str(sentence), str(hint))
    if "counts" in plain:
        return {str(sheet): [int(n) for n in rows] for sheet, rows in plain["counts"].items()}
    sheets, document = plain["sheets"], plain["document"]
    return Reading(
        name,
        Kind(plain["kind"]),
        Book(tuple(_grid(grid, lines) for grid in sheets)) if sheets is not None else None,
        _document(document, name) if document is not None else None,
        tuple(Problem(where, text, Severity(weight)) for where, text, weight in plain["problems"]),
    )


def pack_unpacked(answer: Unpacked | Refused) -> Iterator[bytes]:
    """Yield one line of JSON and then the files' bytes, so that they are never held twice."""
    if isinstance(answer, Refused):
        yield from pack_answer(answer)
        return
    head = {
        "files": [[name, len(content)] for name, content in answer.files],
        "problems": [[p.where, p.sentence, p.severity] for p in answer.problems],
    }
    yield json.dumps(head).encode() + b"\n"
    for _, content in answer.files:
        yield content


def unpack_unpacked(message: bytes) -> Unpacked | Refused:
    """Return the files of a zip; ValueError, KeyError or TypeError where the answer is garbage."""
    place = message.index(b"\n") + 1
    plain = json.loads(message[:place])
    if "refused" in plain:
        sentence, hint = plain["refused"]
        return Refused(str(sentence), str(hint))
    files = []
    for name, size in plain["files"]:
        files.append((str(name), message[place : place + size]))
        place += size
    if place != len(message):
        raise ValueError("the answer was cut short")
    problems = (Problem(where, text, Severity(how)) for where, text, how in plain["problems"])
    return Unpacked(tuple(files), tuple(problems))


def _lines(message: bytes) -> Iterator[bytes]:
    start = 0
    while end := message.find(b"\n", start) + 1:
        yield message[start:end]
        start = end


def _grid(plain: list[Any], lines: Iterator[bytes]) -> Grid:
    name, rows, hidden, first_line, merged, long_numbers, since_1904 = plain
    cells = _cells(rows, lines)
    ranges = tuple(Merge(*place) for place in merged)
    places = frozenset((row, column) for row, column in long_numbers)
    return Grid(name, cells, hidden, first_line, ranges, places, since_1904)


def _cells(rows: int, lines: Iterator[bytes]) -> Sequence[list[str]]:
    """Return a sheet's rows; each line is taken apart once, to see that it is what it should be."""
    kept: list[Line] = []
    part: list[list[str]] = []
    for start in range(0, rows, AT_ONCE):
        line, part = line_of(next(lines, b""))
        kept.append(line)
        if len(part) != min(AT_ONCE, rows - start):
            raise ValueError("other rows than were announced")
    if len(kept) < 2:
        known: dict[str, str] = {}
        share = sharing(known)
        return [list(map(share, row, row)) for row in part]
    return LongCells(kept, 0, rows)


def _document(plain: dict[str, Any], name: str) -> Document:
    cells = iter([WordCell(*cell) for cell in plain["tables"]])
    tables = tuple(
        WordTable(number, tuple(next(cells) for _ in range(length)))
        for number, length in enumerate(plain["lengths"], 1)
    )
    return Document(name, tuple(Paragraph(*p) for p in plain["paragraphs"]), tables)
