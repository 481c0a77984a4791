"""Verifies many dossiers at once in children that may die: every file gets its report."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import desktop
from desktop.domain.plain import PlainError, from_plain
from desktop.domain.problem import UserError
from desktop.dossier.checks import told
from desktop.dossier.wrapping import is_wrapped
from desktop.work.dossier_child import VERIFY_FLAG
from desktop.work.dossier_report import Report, refused

Told = Callable[[int, int, str], None]
_SECONDS, _PER_MEGABYTE = 600, 2  # how long a child may look at one file
_MOST = 8
_LOOK = 0.3  # seconds between two looks at the cancel button
_DIED = "核验时读取出错，没有完成：文件可能已损坏，或是有意做坏的。"
_LATE = "规定的时间内没有核验完。"


class _Child:
    """One verifying process; it is started at its first file, and again after a death."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._over = False

    def verify(self, path: Path, passphrase: str) -> Report:
        """Have one file verified; a death or a file that takes too long is a check that fails."""
        size = path.stat().st_size if path.is_file() else 0
        asked = json.dumps({"path": str(path.absolute()), "passphrase": passphrase})
        seconds = _SECONDS + _PER_MEGABYTE * size // 1_000_000
        try:
            self._send(asked.encode() + b"\n")
            answer = self._answers.get(timeout=seconds)
        except (OSError, queue.Empty) as error:
            self.end()
            why = _LATE if isinstance(error, queue.Empty) else _DIED
            return refused(path.name, "", size, told("container", [why]))
        report = _report(answer)
        if report is None:
            self.end()
            return refused(path.name, "", size, told("container", [_DIED]))
        return report

    def _send(self, line: bytes) -> None:
        if self._over:
            raise BrokenPipeError
        if self._process is None:
            self._process = _started()
            self._answers = queue.Queue()
            reader = threading.Thread(
                target=_read, args=(self._process, self._answers), daemon=True
            )
            reader.start()
        assert self._process.stdin is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()

    def close(self) -> None:
        """Kill the process, and start none any more."""
        self._over = True
        self.end()

    def end(self) -> None:
        """Kill the process, where there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    frozen = getattr(sys, "frozen", False)
    command = [VERIFY_FLAG] if frozen else ["-m", "desktop.work.dossier_child"]
    return subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(desktop.__file__).parent.parent,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _read(process: subprocess.Popen[bytes], answers: "queue.Queue[bytes]") -> None:
    """Hand on one answer after the other, and an empty one when the process is gone."""
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):  # the pipe was closed under it
        for line in process.stdout:
            answers.put(line)
    answers.put(b"")


def _report(answer: bytes) -> Report | None:
    try:
        return from_plain(Report, json.loads(answer), "报告")
    except (ValueError, PlainError):
        return None


def verify_many(
    files: Sequence[Path], told_: Told, passphrase: str = "", most: int = 0
) -> list[Report]:
    """Verify files side by side and return their reports in the files' order.

    `told_` hears of each that is done, and may raise to end it all; `most` processes at once (as
    many as there are cores without it).
    """
    count = max(1, min(most or os.cpu_count() or 1, _MOST, len(files)))
    with ThreadPoolExecutor(count) as threads, _children(count) as idle:

        def one(path: Path) -> Report:
            child = idle.get()
            try:
                return child.verify(path, passphrase)
            finally:
                idle.put(child)

        waiting = [threads.submit(one, path) for path in files]
        try:
            return [_awaited(one, at, waiting, told_) for at, one in enumerate(waiting, 1)]
        except UserError:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _awaited(
    wanted: "Future[Report]", number: int, waiting: "Sequence[Future[Report]]", told_: Told
) -> Report:
    """Wait for one report, telling all the while how many are done: telling may end it all."""
    while True:
        try:
            report = wanted.result(timeout=_LOOK)
        except TimeoutError:
            done = sum(one.done() for one in waiting)
            told_(done, len(waiting), f"已核验{done}个，共{len(waiting)}个")
        else:
            words = f"第{number}个，共{len(waiting)}个：{report.unit or report.file}"
            told_(number, len(waiting), words)
            return report


@contextlib.contextmanager
def _children(count: int) -> Iterator["queue.Queue[_Child]"]:
    children = [_Child() for _ in range(count)]
    idle: queue.Queue[_Child] = queue.Queue()
    for child in children:
        idle.put(child)
    try:
        yield idle
    finally:
        for child in children:
            child.close()


def needs_passphrase(path: Path) -> bool:
    """Tell whether a file is under a passphrase; one that can't be read is not."""
    try:
        with path.open("rb") as file:
            return is_wrapped(file.read(64))
    except OSError:
        return False
