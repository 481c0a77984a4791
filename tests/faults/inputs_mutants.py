"""Damages other people's files in every way that is known, and reads what comes of it.

On demand: python tests/faults/inputs_mutants.py [50000 [seed [largest sample in bytes]]]
"""

import io
import json
import random
import re
import struct
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_NUMBERS = re.compile(rb"\d+")
_TAGS = re.compile(rb"<[^>]{1,200}>")
_ADDRESS = re.compile(rb'r="[A-Z]{1,3}\d{1,7}"')
_INDEX = re.compile(rb"<v>\d+</v>")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_HUGE = (b"0", b"1", b"65536", b"1048577", b"4294967295", b"99999999999999999999", b"-1")
_ADDRESSES = (b"XFD1048576", b"A1048577", b"AAAA1", b"A0", b"A1", b"ZZ9")

WORKERS = 2  # processes that read, each with a thread that makes what it reads

Mutation = Callable[[bytes, random.Random], bytes]


def samples(largest: int = 1 << 20) -> list[tuple[str, bytes]]:
    """Return the files that are damaged: the bundled example's, and those of office programs."""
    folders = (ROOT / "resources" / "example", ROOT / "tests" / "data" / "intake")
    kinds = {".xlsx", ".docx", ".csv", ".xls", ".et", ".ods", ".xlsb"}
    found = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix in kinds]
    return [(path.name, path.read_bytes()) for path in found if path.stat().st_size <= largest]


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Flip one to eight bits."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def cut(data: bytes, dice: random.Random) -> bytes:
    """Cut the end off."""
    return data[: dice.randrange(len(data))]


def holed(data: bytes, dice: random.Random) -> bytes:
    """Take a piece out, or put one in twice."""
    start = dice.randrange(len(data))
    end = min(len(data), start + dice.randint(1, 600))
    return data[:start] + (data[start:end] * dice.choice((0, 2))) + data[end:]


def overwritten(data: bytes, dice: random.Random) -> bytes:
    """Write a number over four bytes (sizes, offsets, record lengths)."""
    place = dice.randrange(max(1, len(data) - 4))
    value = dice.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF))
    return data[:place] + struct.pack("<I", value) + data[place + 4 :]


def number_changed(data: bytes, dice: random.Random) -> bytes:
    """Put another number, often a huge one, in place of one."""
    return _replaced(data, _NUMBERS, dice.choice(_HUGE), dice)


def tag_lost(data: bytes, dice: random.Random) -> bytes:
    """Lose a tag, or double it."""
    return _replaced(data, _TAGS, None, dice)


def moved(data: bytes, dice: random.Random) -> bytes:
    """Give a cell another address: far out, taken, or none."""
    return _replaced(data, _ADDRESS, b'r="' + dice.choice(_ADDRESSES) + b'"', dice)


def string_lost(data: bytes, dice: random.Random) -> bytes:
    """Point to a shared string that is not there."""
    return _replaced(data, _INDEX, b"<v>" + dice.choice(_HUGE) + b"</v>", dice)


def dimension(data: bytes, dice: random.Random) -> bytes:
    """Say that a sheet is huge, or one cell."""
    wrong = dice.choice((b"A1:XFD1048576", b"A1", b"B2:A1", b"A1:B2", b""))
    return _replaced(data, _DIMENSION, b'<dimension ref="' + wrong + b'"', dice)


def _replaced(
    data: bytes, pattern: re.Pattern[bytes], new: bytes | None, dice: random.Random
) -> bytes:
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return flipped(data, dice)
    start, end = dice.choice(places)
    put = new if new is not None else data[start:end] * dice.choice((0, 2))
    return data[:start] + put + data[end:]


PLAIN: tuple[Mutation, ...] = (flipped, cut, holed, overwritten, flipped)
INNER: tuple[Mutation, ...] = (
    flipped,
    holed,
    cut,
    number_changed,
    number_changed,
    tag_lost,
    tag_lost,
    moved,
    moved,
    string_lost,
    string_lost,
    dimension,
)  # fmt: skip - the weights


def mutant(data: bytes, dice: random.Random) -> bytes:
    """Return a damaged copy: of the file itself, or of one part of a zip, packed anew."""
    if not data.startswith(b"PK") or dice.random() < 0.3:
        return dice.choice(PLAIN)(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    if dice.random() < 0.05:
        parts.pop(dice.randrange(len(parts)))
    else:
        weights = [9 if re.search("sheet|document|content|shared", n) else 1 for n, _ in parts]
        [at] = dice.choices(range(len(parts)), weights)
        name, content = parts[at]
        parts[at] = name, dice.choice(INNER)(content, dice) if content else b"<"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def mutants(
    numbers: Iterable[int], seed: int, files: Sequence[tuple[str, bytes]]
) -> Iterator[tuple[int, str, bytes]]:
    """Yield damaged files with their number and name; the same for the same seed."""
    for number in numbers:
        dice = random.Random(f"{seed}-{number}")
        name, data = files[number % len(files)]
        yield number, name, mutant(data, dice)


@dataclass
class Worker:
    """A process that reads one file after another, under the reading child's own limits."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls) -> "Worker":
        """Start one."""
        command = [sys.executable, str(Path(__file__).with_name("inputs_worker.py"))]
        pipe = subprocess.PIPE
        return cls(
            subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        )

    def ask(self, name: str, data: bytes) -> list[str]:
        """Return what became of a file: how it ended and what was lost; died or hung otherwise."""
        head = json.dumps([name, len(data)]).encode() + b"\n"
        self.process.stdin.write(head + data)  # type: ignore[union-attr]  # a pipe
        self.process.stdin.flush()  # type: ignore[union-attr]  # a pipe
        return list(json.loads(self.process.stdout.readline()))  # type: ignore[union-attr]  # a pipe

    def end(self) -> None:
        """Let it go."""
        self.process.kill()
        self.process.communicate()


def campaign(
    count: int, seed: int = 1, largest: int = 1 << 20
) -> tuple[Counter[str], list[tuple[int, str, list[str]]]]:
    """Read so many mutants; return how they ended, and those that hung or lost something."""
    files = samples(largest)
    with ThreadPoolExecutor(WORKERS) as pool:
        parts = [
            pool.submit(_part, range(at, count, WORKERS), seed, files) for at in range(WORKERS)
        ]
        told = [one for part in parts for one in part.result()]
    ends = Counter(end[0] for _, _, end in told)
    bad = sorted(one for one in told if one[2][0] in ("hung", "lost", "crashed"))
    return ends, bad


def _part(
    numbers: range, seed: int, files: Sequence[tuple[str, bytes]]
) -> list[tuple[int, str, list[str]]]:
    """Let one worker read some of the mutants: while it reads, another's are made."""
    worker = Worker.start()
    told = [
        (number, name, worker.ask(name, data))
        for number, name, data in mutants(numbers, seed, files)
    ]
    worker.end()
    return told


def main(count: int, seed: int, largest: int) -> int:
    """Print the figures after each 5,000; return 1 where something was lost, hung or crashed."""
    total: Counter[str] = Counter()
    wrong = 0
    for part in range(0, count, 5_000):
        ends, bad = campaign(min(5_000, count - part), seed + part, largest)
        total += ends
        wrong += len(bad)
        for each in bad[:20]:
            print(*each)  # noqa: T201 - the figures
        print(sum(total.values()), dict(total.most_common()), flush=True)  # noqa: T201 - the same
    return 1 if wrong else 0


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(given + [50_000, 1, 1 << 20][len(given) :])))
