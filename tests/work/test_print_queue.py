"""What the print dialog was told is what the system's queue is told."""

import os
import sys
from pathlib import Path

import pytest

from desktop.domain.problem import UserError
from desktop.work.print_queue import PrintOrder, has_queue, lp_words, send_to_queue, spans

needs_lp = pytest.mark.skipif(sys.platform == "win32", reason="Windows prints without lp")


def lp(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an `lp` of the test's own before the system's."""
    made = folder / "lp"
    made.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    made.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_copies_pages_and_sides_are_options():
    """Everything of the dialog stands in the command, and nothing that wasn't asked for."""
    plain = lp_words(PrintOrder("PDF", "推荐汇总表"))
    full = lp_words(PrintOrder("PDF", "推荐汇总表", 3, False, (1, 2, 3, 7), "long", True))
    assert " ".join(plain) == (
        "lp -d PDF -t 推荐汇总表 -n 1 -o collate=true -o media=A4 -o print-scaling=none"
    )
    assert " ".join(full) == (
        "lp -d PDF -t 推荐汇总表 -n 3 -o collate=false -o media=A4 -o print-scaling=none "
        "-o sides=two-sided-long-edge -o print-color-mode=monochrome -P 1-3,7"
    )


def test_pages_are_told_as_spans():
    """Runs are joined, in order, each page once."""
    assert [spans(pages) for pages in ((4,), (1, 2), (9, 1, 2, 2, 3, 7))] == ["4", "1-2", "1-3,7,9"]


@needs_lp
def test_the_queue_gets_the_very_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """On its standard input; what it answers is told."""
    lp(tmp_path, f'cat > {tmp_path}/got; echo "request id is PDF-1"', monkeypatch)
    said = send_to_queue(b"%PDF \x00\xff", PrintOrder("PDF", "表"))
    assert (has_queue(), said, (tmp_path / "got").read_bytes()) == (
        True,
        "request id is PDF-1",
        b"%PDF \x00\xff",
    )


@needs_lp
def test_a_refusing_queue_is_told_in_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The reason is the system's own."""
    lp(tmp_path, 'cat > /dev/null; echo "lp: no such printer" >&2; exit 1', monkeypatch)
    with pytest.raises(UserError, match=r"打印机“甲”没有接受（lp: no such printer）。"):
        send_to_queue(b"%PDF", PrintOrder("甲", "表"))


def test_without_lp_there_is_no_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The pages then go as pictures through the toolkit."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not has_queue()
    with pytest.raises(UserError, match="打印服务没有回应"):
        send_to_queue(b"%PDF", PrintOrder("甲", "表"))
