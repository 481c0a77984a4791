"""Verifies many dossiers by one command, against hashing the same bytes; and loads them by SQL.

Run by hand: `python tests/benchmarks/bench_dossier.py [dossiers] [applications]`, 100 and 20 by
default. The applications are the bundled applicants of Kunming's platforms, each worked from its
files with its own roster and draw; every district packs all of them under its own name and key.
With `postgres` behind it, 200 simulated districts of 2 applications (invented names, firms and
results: their findings go along) are loaded into a PostgreSQL server of its own (Debian's package),
and the query of province.sql is asked.
"""

import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent.parent / "work"))

from dossier_maker import desk_at, notes_of

from desktop import paths
from desktop.domain.measures import computations
from desktop.domain.scheme import Scheme
from desktop.dossier.data import CaseData, WholeData, data_bytes
from desktop.dossier.manifest import Listed
from desktop.dossier.pack import Part, write_dossier
from desktop.dossier.signing import Signer, fingerprint
from desktop.schemes.shelf import read_shelf
from desktop.sheets.document import picture
from desktop.sheets.fonts import Fonts
from desktop.work.desk import Desk
from desktop.work.dossier_about import about
from desktop.work.dossier_gather import gather_dossier
from desktop.work.dossier_pack import Leaf, case_member
from desktop.work.example import start_department, work_applicant
from desktop.work.inward_round import key_sentence
from desktop.work.papers import composed, pour_docx, pour_pdf, pour_xlsx
from tests.benchmarks.bench_rows import Line, note

Change = Callable[[int, CaseData], CaseData]
SCHEME = "kunming-platform-2022"
ROOT = Path(__file__).resolve().parent.parent.parent
QUERY = ROOT / "tests" / "benchmarks" / "province.sql"
SERVER = "/usr/lib/postgresql/15/bin"


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the figures


def worked(folder: Path, applications: int) -> tuple[Desk, int, list[int]]:
    """One file with so many applications at 定稿."""
    shelf: Mapping[str, Scheme] = read_shelf(
        paths.forms_dir(), frozenset(computations()), need_sheets=True
    )
    desk = desk_at(folder / "区.review", shelf, Fonts(paths.fonts_dir()))
    notes = notes_of(SCHEME)
    round_id = start_department(desk, SCHEME, notes[0].year)
    ids = [work_applicant(desk, round_id, notes[n % 2]) for n in range(applications)]
    return desk, round_id, ids


class Packer:
    """Packs the same applications for many districts; what doesn't name the unit is poured once."""

    def __init__(self, folder: Path, applications: int) -> None:
        """Work the applications, and gather their dossier."""
        desk, round_id, ids = worked(folder, applications)
        signer = Signer(bytes(32))
        self.dossier = gather_dossier(desk, round_id, ids, signer)
        self.kept = [
            Part(one.path, "material", one.application, one.place.read_bytes())
            for one in self.dossier.kept
        ]
        self.poured: dict[tuple[str, str, str], bytes] = {}
        desk.close()

    def pack(self, target: Path, number: int, change: Change) -> None:
        """Write the dossier of district `number`, whose cases are changed by `change`."""
        name = f"第{number:03d}区工业和信息化局"
        signer = Signer(hashlib.sha256(name.encode()).digest())
        whole = self.dossier.whole
        whole = replace(whole, unit=replace(whole.unit, name=name), key=fingerprint(signer.public))
        heading = replace(self.dossier.heading, unit=name)
        cases = [change(number, one) for one in self.dossier.cases]
        listed = tuple(Listed(one.number, one.name) for one in cases)
        with target.open("w+b") as out:
            parts = self._parts(whole, cases, signer.public)
            write_dossier(out, replace(heading, applications=listed), parts, signer)

    def _parts(self, whole: WholeData, cases: list[CaseData], key: str) -> Iterator[Part]:
        yield from about(self.dossier.heading, whole, key)
        yield Part("数据/报送.json", "data", "", data_bytes(whole))
        for case in cases:
            yield Part(case_member(case.number), "data", case.number, data_bytes(case))
        yield from self.dossier.ready
        for leaf in self.dossier.leaves:
            named = {"unit": whole.unit.name, "key": key_sentence(whole.key)}
            facts = replace(leaf.facts, facts={**leaf.facts.facts, **named})
            own = facts if leaf.kind == "sheet" else leaf.facts
            yield from self._leaf(replace(leaf, facts=own))
        yield from self.kept

    def _leaf(self, leaf: Leaf) -> Iterator[Part]:
        shown = picture(composed(leaf.facts)) if leaf.kind == "sheet" else ""
        for ending in leaf.endings:
            key = (leaf.path, ending, shown)
            if key not in self.poured:
                pour = {"pdf": pour_pdf, "xlsx": pour_xlsx, "docx": pour_docx}[ending]
                self.poured[key] = pour(leaf.facts)
            yield Part(f"{leaf.path}.{ending}", leaf.kind, leaf.application, self.poured[key])


def as_it_is(_number: int, case: CaseData) -> CaseData:
    """An honest district."""
    return case


def simulated(number: int, case: CaseData) -> CaseData:
    """Another platform of an invented district: its names, its firms, its survey."""
    dice = random.Random(f"{number} {case.number}")
    asked = dice.randrange(10, 40)
    firms = [
        f"示例企业{dice.randrange(40_000):05d}号有限公司" for _ in range(len(case.rosters["firms"]))
    ]
    rows = [
        replace(one, cells={**one.cells, "name": firm})
        for one, firm in zip(case.rosters["firms"], firms, strict=True)
    ]
    liked = min(asked, asked * dice.randrange(74, 101) // 100)
    survey = replace(case.survey, asked=asked, satisfied=liked, reached=5 * liked >= 4 * asked)
    agrees = "是" if survey.reached else "否"
    values = tuple(
        replace(one, text=agrees) if one.path == "rec.agrees" else one for one in case.values
    )
    name = f"第{number:03d}区第{case.number}号中小企业服务平台"
    return replace(
        case,
        name=name,
        operator_name=f"{name}运营有限公司",
        values=values,
        rosters={**case.rosters, "firms": tuple(rows)},
        survey=survey,
    )


def pack_all(folder: Path, dossiers: int, applications: int, change: Change) -> Path:
    """Pack so many districts; returns the folder of dossiers."""
    out = folder / "dossiers"
    out.mkdir(parents=True)
    packer = Packer(folder, applications)
    for number in range(1, dossiers + 1):
        packer.pack(out / f"{number:03d}.rdpack", number, change)
    return out


def hashed(folder: Path) -> tuple[float, int]:
    """How long it takes to read and hash the same bytes, and how many there are."""
    before, size = time.perf_counter(), 0
    for path in sorted(folder.iterdir()):
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                size += len(block)
    return time.perf_counter() - before, size


def verified(folder: Path, out: Path) -> tuple[float, float, int]:
    """Run `review-desk bureau`; the clock's seconds, processor seconds, and the exit status."""
    before, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "desktop", "bureau", str(folder), "--json", str(out)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    _say(done.stdout.strip().splitlines()[-1])
    spent = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return time.perf_counter() - before, spent, done.returncode


def bench(folder: Path, dossiers: int, applications: int) -> Path:
    """Pack, hash, verify; print the figures."""
    packed = pack_all(folder, dossiers, applications, as_it_is)
    seconds, size = hashed(packed)
    wall, spent, status = verified(packed, folder / "报告.json")
    count = dossiers * applications
    _say(f"{dossiers} dossiers, {count} applications, {size / 1e6:.0f} MB; exit status {status}")
    _say(f"hashing the same bytes: {seconds:.2f} s")
    _say(
        f"verified: {wall:.1f} s by the clock, {spent:.1f} s of processor on {os.cpu_count()} cores"
    )
    _say(f"ratio to hashing: {wall / seconds:.0f} by the clock, {spent / seconds:.0f} of processor")
    what = f"{dossiers} dossiers of {applications} verified"
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    note(Line(what, spent, seconds, 0, "s cpu", "hashing the same bytes", most))
    _say(f"an application: {1000 * spent / count:.0f} ms of processor")
    reports = json.loads((folder / "报告.json").read_text("utf-8"))
    failed = [one["key"] for r in reports for one in r["checks"] if one["state"] == "fails"]
    _say(f"what does not hold: {dict(Counter(failed))} (all districts send the same platforms)")
    return packed


def load(folder: Path, districts: int, applications: int) -> None:
    """Simulate districts, write SQL, load it into a server of its own twice, ask the query."""
    dossiers = pack_all(folder, districts, applications, simulated)
    sql = folder / "省.sql"
    before = time.perf_counter()
    command = [sys.executable, "-m", "desktop", "export", "--postgres", str(sql), str(dossiers)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    size, seconds = sql.stat().st_size / 1e6, time.perf_counter() - before
    _say(f"{done.stdout.strip()}  {seconds:.0f} s with verifying, {size:.0f} MB")
    place = Path(mkdtemp(prefix="pg"))
    for one in (folder, sql, QUERY):
        one.chmod(0o755)
    shutil.chown(place, "postgres", "postgres")
    options = f"-k {place} -c listen_addresses="
    data = place / "data"
    _as_server(f"{SERVER}/initdb -D {data} -A trust -E UTF8 --locale=C.UTF-8")
    _as_server(f"{SERVER}/pg_ctl -D {data} -o '{options}' -l {place}/log -w start")
    try:
        for what in ("loaded", "loaded again"):
            before = time.perf_counter()
            _as_server(f"psql -h {place} -d postgres -q -f {sql}")
            _say(f"{what}: {time.perf_counter() - before:.1f} s")
        _say(_as_server(f"psql -h {place} -d postgres -f {QUERY}"))
    finally:
        _as_server(f"{SERVER}/pg_ctl -D {data} -m fast stop")
        shutil.rmtree(place, ignore_errors=True)


def _as_server(command: str) -> str:
    """Run a command as the server's own user; what it prints."""
    words = ["su", "postgres", "-c", command]
    done = subprocess.run(words, capture_output=True, text=True, cwd="/", check=False)
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(arguments: list[str]) -> int:
    """Bench by the numbers given; with `postgres` load simulated districts instead."""
    numbers = [int(one) for one in arguments if one.isdigit()]
    loading = "postgres" in arguments
    standard = (200, 2) if loading else (100, 20)
    dossiers, applications = (*numbers, *standard[len(numbers) :])
    folder = Path(mkdtemp(prefix="dossiers"))
    try:
        (load if loading else bench)(folder, dossiers, applications)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
