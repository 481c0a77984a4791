"""The bundled example's applicants put straight into a file, for the tests of their papers."""

import sys
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.case import Value
from desktop.store import files, rosters, values
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.rounds import open_round

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from example.facts import Facts  # noqa: E402 - found by the line above
from make_example import every_applicant  # noqa: E402 - found by the line above

SCHEMES = (
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
)


def every_example() -> list[Facts]:
    """The ten applicants, as their maker knows them."""
    return every_applicant(ROOT / "forms")


def kept(row: Mapping[str, str]) -> dict[str, str]:
    """A roster's row as the import keeps it: a tick is 是."""
    return {key: "是" if text == "√" else text for key, text in row.items()}


def open_for(desk: Desk, scheme: str) -> int:
    """A department and a round of 2026; returns the round's id."""
    ours = Department("昆明市示例区工业和信息化局", "district", "云南省", "李示例", "0871-60000000")
    save_department(desk, ours)
    return int(open_round(desk, scheme, 2026).value)


def put_case(desk: Desk, round_id: int, facts: Facts, most: int = 10_000) -> int:
    """Start an application with all that the applicant says, `most` rows of each roster."""
    application_id = int(start_case(desk, round_id, facts.name).value)
    with desk.act("导入", f"application:{application_id}"):
        told = ((path, Value(text)) for path, text in facts.values.items())
        values.put_values(desk.store, application_id, told)
        for key, rows in facts.rosters.items():
            data = key.encode()
            ref = files.keep_file(desk.store, application_id, f"{key}.xlsx", data, "xlsx")
            fresh = [rosters.NewRow("名录", at, kept(row)) for at, row in enumerate(rows[:most], 2)]
            rosters.add_import(desk.store, application_id, key, ref.id, fresh)
    return application_id
