"""Reads one file of other people in a child process, and turns whatever happens into a value."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO

import desktop
from desktop.domain.problem import Problem, Severity
from desktop.intake.archives import Unpacked, is_archive
from desktop.intake.book import Ask, Book, Document, Grid, Limits, Reading, Refused
from desktop.intake.flag import CHILD_FLAG
from desktop.intake.wire import Counts, pack_request, unpack_answer, unpack_unpacked

__all__ = ["CHILD_FLAG", "child_command", "is_archive", "read", "unpack_files"]

_PACKED = (b"xl/workbook.", b"word/document.xml", b"opendocument.spreadsheet")
_COUNTED = (*_PACKED, b"\xd0\xcf\x11\xe0", b"<td", b"<TD", b"<\0t\0d")  # old books and pages
_STEP = 0.05  # seconds between two looks at the cancel button
_DIED = Refused(
    "读取这个文件时出了故障，没有读到内容。",
    "文件可能已损坏：请用 Office 或 WPS 打开，另存一份再导入。",
)


def child_command() -> list[str]:
    """Return how the reading child is started; a bundle re-enters itself by CHILD_FLAG."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    return [sys.executable, "-m", "desktop.intake.child"]


def _never() -> bool:
    return False


def read(
    path_or_bytes: Path | bytes,
    name: str,
    ask: Ask | None = None,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Reading | Refused:
    """Read a workbook, a text table or a Word document, or say why it can't be read.

    `name` is the file's own name for sentences and sources. `cancelled` is asked some twenty times
    a second. Never raises for what is in the file; OSError's sentence becomes a refusal too.
    """
    ask, limits = ask or Ask(), limits or Limits()
    data = _bytes(path_or_bytes, limits)
    if isinstance(data, Refused):
        return data
    until = time.monotonic() + limits.seconds

    def errand(kind: str, given_up: Callable[[], bool]) -> Reading | Refused | Counts:
        request = pack_request(name, ask, limits, kind, data)
        answer = talk(child_command(), request, until, given_up)
        return answer if isinstance(answer, Refused) else _understood(answer, name)

    if not (ask.count and is_counted(data)):
        answer = errand("read", cancelled)
        return answer if isinstance(answer, Reading | Refused) else _DIED
    return _both(errand, cancelled)


_Errand = Callable[[str, Callable[[], bool]], Reading | Refused | Counts]


def _both(errand: _Errand, cancelled: Callable[[], bool]) -> Reading | Refused:
    """Read and count side by side; the count is dropped where the reading was refused."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(errand, "count", lambda: stop.is_set() or cancelled())
        answer = errand("read", cancelled)
        if not isinstance(answer, Reading):
            stop.set()
            return answer if isinstance(answer, Refused) else _DIED
        return compared(answer, counting.result())


def unpack_files(
    data: bytes,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] = _never,
) -> Unpacked | Refused:
    """Return the files of a zip (`is_archive` tells), or say why it can't be unpacked.

    What comes back is bytes by name: nothing is written to the disk. A zip within is not opened.
    """
    limits = limits or Limits()
    if len(data) > limits.archive:
        size = limits.archive // 1_000_000
        return Refused(f"压缩包太大（超过{size}MB）。", "请自己解压，再导入里面的文件。")
    until = time.monotonic() + limits.seconds
    request = pack_request("", Ask(), limits, "unpack", data)
    output = talk(child_command(), request, until, cancelled)
    if isinstance(output, Refused):
        return output
    try:
        return unpack_unpacked(output)
    except (ValueError, KeyError, TypeError):
        return _DIED


def _bytes(source: Path | bytes, limits: Limits) -> bytes | Refused:
    if isinstance(source, bytes):
        return source
    try:
        with source.open("rb") as file:
            return file.read(limits.size + 1)
    except OSError:
        return Refused(
            "打不开文件。",
            "请确认文件还在原处、没有被其他程序占用。",
        )


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(desktop.__file__).parent.parent,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def talk(
    command: list[str], request: bytes, until: float, cancelled: Callable[[], bool] = _never
) -> bytes | Refused:
    """Send a child its request and return its answer, or why there is none.

    `until` is a time of `time.monotonic()`; `cancelled` is asked some twenty times a second.
    """
    child = _start(command)
    sender = threading.Thread(target=_send, args=(child.stdin, request), daemon=True)
    child.stdin = None  # communicate() forgets unsent input after its first time-out
    sender.start()
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                output, _ = child.communicate(timeout=_STEP)
                break
            if cancelled():
                return Refused("已取消读取。")
            if time.monotonic() > until:
                return Refused("文件太复杂，规定的时间内没有读完。", "请分成几个文件再导入。")
    finally:
        _end(child)
        sender.join()
    return output if child.returncode == 0 else _DIED


def _send(pipe: IO[bytes], request: bytes) -> None:
    """Write the request and close the pipe; a child that died has nothing more to hear."""
    with contextlib.suppress(OSError), pipe:
        pipe.write(request)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child where it still runs, and leave neither a zombie nor an open pipe."""
    if child.poll() is None:
        child.kill()
    child.wait()
    if child.stdout is not None:
        child.stdout.close()


def _understood(output: bytes, name: str) -> Reading | Refused | Counts:
    try:
        return unpack_answer(output, name)
    except (ValueError, KeyError, TypeError):
        return _DIED


def count_again(
    data: bytes,
    name: str,
    book: Book,
    limits: Limits | None = None,
    cancelled: Callable[[], bool] = _never,
) -> tuple[Problem, ...] | None:
    """Return what the second engine's count of a workbook says; None where it was cancelled.

    For one that was read without a count (`Ask.count`), in a child of its own, as `read` does it.
    """
    limits = limits or Limits()
    request = pack_request(name, Ask(), limits, "count", data)
    output = talk(child_command(), request, time.monotonic() + limits.seconds, cancelled)
    if cancelled():
        return None
    return _told(book.sheets, output if isinstance(output, Refused) else _understood(output, name))


def is_counted(data: bytes) -> bool:
    """Tell whether a second engine can count what such a file holds."""
    return any(mark in data for mark in _COUNTED)


def compared(reading: Reading, counts: Reading | Refused | Counts) -> Reading:
    """Add what the second engine's count says; a count that failed is said too."""
    if reading.document is not None and isinstance(counts, dict) and counts:
        told = _letters_told(reading.document, sum(counts.get("", [])))
    else:
        told = _told(reading.book.sheets if reading.book is not None else (), counts)
    return replace(reading, problems=(*reading.problems, *told), difference=told)


def _told(sheets: Sequence[Grid], counts: Reading | Refused | Counts) -> tuple[Problem, ...]:
    if counts == {}:
        return ()
    if not isinstance(counts, dict):
        note = "没能用第二种方法核对内容，请抽几处与原文件核对。"
        return (Problem("", note, Severity.NOTE),)
    found = (_difference(grid, counts.get(grid.name, [])) for grid in sheets)
    return tuple(problem for problem in found if problem)


def _letters_told(document: Document, theirs: int) -> tuple[Problem, ...]:
    """Say where a document has more letters than were read; boxes and marks of ours are more."""
    texts = [p.text for p in document.paragraphs]
    texts += [cell.text for table in document.tables for cell in table.cells]
    ours = sum(sum(map(str.isalnum, text)) for text in texts)
    if ours >= theirs:
        return ()
    sentence = f"文档里有{theirs - ours}个字没有读到（共{theirs}个），请与原文件核对。"
    return (Problem("", sentence, Severity.WARNING),)


def _difference(grid: Grid, counts: list[int]) -> Problem | None:
    ours = [sum(map(bool, map(str.strip, row))) for row in grid.cells]
    length = max(len(ours), len(counts))
    ours += [0] * (length - len(ours))
    theirs = counts + [0] * (length - len(counts))
    lines = [n for n, (a, b) in enumerate(zip(ours, theirs, strict=True), 1) if a != b]
    if not lines:
        return None
    sentence = (
        f"两种方法读出的单元格个数不同（{sum(ours)}个与{sum(theirs)}个，自第{lines[0]}行起），"
        "可能有内容没有读到，请与原文件核对。"
    )
    return Problem(grid.name, sentence, Severity.WARNING)
