"""Reads damaged files one after another and tells how each ended; it may die of one."""

import io
import json
import os
import re
import signal
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop.intake.book import Ask, Kind, Limits, Reading, Refused  # noqa: E402 - the line above
from desktop.intake.child import answer, confine  # noqa: E402 - the line above
from desktop.intake.reading import compared  # noqa: E402 - the line above
from desktop.intake.tables import guess_roster, take_rows  # noqa: E402 - the line above
from desktop.intake.text_tables import decode  # noqa: E402 - the line above
from desktop.intake.wire import pack_answer, unpack_answer  # noqa: E402 - the line above
from desktop.intake.word import take_form  # noqa: E402 - the line above
from desktop.intake.words import header_words  # noqa: E402 - the line above
from tests.intake.papers import form_of  # noqa: E402 - the line above

FORM, ROSTERS = form_of("kunming-platform-2022")
WORDS = header_words()
BY_KEY = {roster.key: roster for roster in ROSTERS}
SECONDS = 30
_WORD = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_SAID = ("两种方法", "没能用第二种方法", "个字没有读到")


def main() -> None:
    """Keep a child that answers until the pipe closes; where it dies, say so and take the next."""
    while True:
        number = os.fork()
        if number == 0:
            serve()
            os._exit(0)
        _, status = os.waitpid(number, 0)
        if status == 0:
            return
        hung = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
        print(json.dumps(["hung" if hung else "died"]), flush=True)  # noqa: T201 - the answer


def serve() -> None:
    """Answer until the pipe closes, under the reading child's limits."""
    confine(Limits())
    while line := sys.stdin.buffer.readline():
        name, size = json.loads(line)
        data = sys.stdin.buffer.read(size)
        signal.alarm(SECONDS)
        end = ending(name, data)
        signal.alarm(0)
        print(json.dumps(end), flush=True)  # noqa: T201 - the answer


def ending(name: str, data: bytes) -> list[str]:
    """Return refused, announced, read or lost, with what it is about."""
    got = answer(name, Ask(), Limits(), "read", data)
    if isinstance(got, Refused):
        return ["refused", got.sentence]
    if not isinstance(got, Reading):
        return ["crashed", "no reading"]
    again = unpack_answer(b"".join(pack_answer(got)), name)
    if again != got:
        return ["crashed", "the wire changes it"]
    got = compared(got, answer(name, Ask(), Limits(), "count", data))
    _use(got)
    if any(mark in problem.sentence for problem in got.problems for mark in _SAID):
        return ["announced"]
    lost = _lost(got, data)
    return ["lost", lost] if lost else ["read"]


def _use(got: Reading) -> None:
    """Take rows and values: every row is taken or refused, and nothing raises."""
    if got.document is not None:
        take_form(got.document, FORM, ROSTERS)
        return
    if got.book is None:
        raise ValueError("neither a book nor a document")
    hit = guess_roster(got.book.sheets, ROSTERS, WORDS)
    if hit is not None:
        taken = take_rows(hit[1], BY_KEY[hit[0]], WORDS)
        if taken.read != len(taken.rows) + len(taken.refused):
            raise ValueError("a row was lost")


def _lost(got: Reading, data: bytes) -> str:
    """Return what another look at the bytes sees and the reading does not have."""
    if got.document is not None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = archive.read("word/document.xml")
        theirs = sum(
            len(b"".join(m.split()).decode("utf-8", "replace")) for m in _WORD.findall(xml)
        )
        cells = [cell.text for table in got.document.tables for cell in table.cells]
        texts = [*cells, *(p.text for p in got.document.paragraphs)]
        ours = len("".join("".join(texts).split()))
        return f"letters {ours} of {theirs}" if ours < theirs // 2 else ""
    if got.kind is Kind.CSV and got.book is not None:
        ours = _letters("".join(t for grid in got.book.sheets for row in grid.cells for t in row))
        theirs = _letters(decode(data) or "")
        return f"letters {ours} of {theirs}" if ours < theirs else ""
    return ""


def _letters(text: str) -> int:
    return sum(1 for char in text if char.isalnum())


if __name__ == "__main__":
    main()
