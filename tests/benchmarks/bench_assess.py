"""Times the assessment of 1,000 applications against plain loops over the same data, by one scheme.

Run by hand: `python tests/benchmarks/bench_assess.py [applications]`. The applications are copies
of Kunming's two bundled applicants (312 firms, 26 people), nothing remembered between them. The
peer is what anybody would write for these ten figures alone, with Decimal and `in`: no sentence, no
source, no function, no ground, none of the other conditions; where the two find otherwise, the run
ends badly. `from the file` reads each application out of the data file before, as the list of
申报初审 does at its first show.
"""

import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from desktop.domain import assess as rules  # noqa: E402 - the checkout's, see above
from desktop.domain.assessment import MET, UNMET  # noqa: E402 - see above
from desktop.domain.case import Case  # noqa: E402 - see above
from desktop.domain.scheme import Filter, Scheme  # noqa: E402 - see above
from desktop.work.assess import assessment  # noqa: E402 - see above
from desktop.work.casedata import Loaded, load  # noqa: E402 - see above
from tests.benchmarks.bench_dossier import worked  # noqa: E402 - see above
from tests.benchmarks.bench_rows import Line, note  # noqa: E402 - see above

RUNS = 3


def copies(one: Loaded, other: Loaded, count: int) -> list[tuple[Loaded, Case]]:
    """So many cases, every one with rows of its own."""
    made = []
    for number in range(count):
        like = (one, other)[number % 2]
        rows = {
            key: tuple(replace(row, cells=dict(row.cells)) for row in kept)
            for key, kept in like.case.rosters.items()
        }
        made.append((like, replace(like.case, rosters=rows)))
    return made


def plain(scheme: Scheme, case: Case) -> dict[str, bool]:
    """The ten figures of Kunming's platforms, each against its threshold."""
    filters = {one.id: one for one in scheme.filters}
    text, firms, staff = case.text, case.rosters["firms"], case.rosters["staff"]
    year, month, day = _parts(text("asked.platform_since"))
    served = [_number(text(f"operations.{row}.served")) for row in (1, 2, 3)]
    latest = next((one for one in reversed(served) if one), served[-1])
    special = {
        row.cells["name"] for row in firms if _holds(filters["special_firm"], row.cells["special"])
    }
    marked = sum(bool(row.cells["satisfied"]) for row in firms)
    ours = [row.cells for row in staff if _holds(filters["service_staff"], row.cells["post"])]
    able = [
        cells
        for cells in ours
        if _holds(filters["degree"], cells["education"])
        or _holds(filters["title"], cells["certificate"])
    ]
    found = case.survey
    return {
        "running_years": date(year + 2, month, day) <= case.reference_day,
        "total_assets": _number(text("total_assets")) >= 200,
        "served": len({row.cells["name"] for row in firms}) >= 100 and latest >= 100,
        "served_special": len(special) >= 3,
        "declared_satisfaction": marked * 100 >= 80 * len(firms),
        "satisfaction": found is not None and found.satisfied * 100 >= 80 * found.asked,
        "growth": served[2] * 10 >= served[1] * 11 >= served[0],
        "public_share": _number(text("asked.public_share")) >= 20,
        "service_staff": len(ours) >= 15,
        "qualified_share": len(able) * 100 >= 80 * len(ours),
        "partners": _number(text("asked.partner_count")) >= 3,
    }


def disagreeing(scheme: Scheme, cases: list[tuple[Loaded, Case]]) -> list[str]:
    """The conditions, each with its case's place, for which ours and the plain loop differ."""
    wrong = []
    for place, (like, case) in enumerate(cases):
        loop = plain(scheme, case)
        for line in rules.assess(scheme, case, like.own).conditions:
            if line.id in loop and line.program != (MET if loop[line.id] else UNMET):
                wrong.append(f"{place} {line.id}: {line.program}")
    return wrong


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").removesuffix("%"))
    except InvalidOperation:
        return Decimal(0)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = [int(part) for part in re.findall(r"[0-9]+", text)[:3]] or (1, 1, 1)
    return year, month, day


def _holds(rule: Filter, cell: str) -> bool:
    if any(word in cell for word in rule.unless):
        return False
    return any(word in cell for word in rule.contains)


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds, the median of some runs."""
    times = []
    for _run in range(RUNS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times)


def main(count: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        desk, _round, ids = worked(Path(name), 2)
        one, other = (load(desk, number) for number in ids)
        many, scheme = copies(one, other, count), one.scheme
        if wrong := disagreeing(scheme, many):
            sys.exit(f"the plain loops find otherwise: {wrong[:5]}")
        least = seconds(lambda: [plain(scheme, case) for _like, case in many])
        ours = seconds(lambda: [rules.assess(scheme, case, like.own) for like, case in many])

        def from_file() -> None:
            for number in range(count):
                desk.memory.forget(ids[number % 2])
                assessment(desk, ids[number % 2])

        whole = seconds(from_file)
        desk.close()
    for what, took in (("assessed", ours), ("from the file", whole)):
        sys.stdout.write(f"{count} applications {what}: {took:.2f} s, {1000 * took / count:.2f} ms")
        sys.stdout.write(f" each, {took / least:.1f} times the plain loops ({least:.2f} s)\n")
        note(Line(f"{count} applications {what}", took, least, 0, "s", "plain loops"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
