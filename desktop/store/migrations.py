"""Brings a data file to the newest schema, step by step, in one transaction."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.domain.problem import UserError
from desktop.store import schema_1, schema_1_survey, schema_2, schema_3, schema_4, schema_5

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

# What `user_version` says of a file that has all the steps.
VERSION = 5

# The steps in order. A step is never edited again once it was released.
STEPS: "tuple[Callable[[Database], None], ...]" = (
    schema_1.file_and_journal,
    schema_1.people_and_rounds,
    schema_1.applications,
    schema_1.rosters,
    schema_1.review,
    schema_1_survey.locks_and_seeds,
    schema_1_survey.attempts,
    schema_1_survey.decisions_and_papers,
    schema_2.second_keyings,
    schema_3.reference_lists,
    schema_3.what_was_read,
    schema_3.findings_over_rosters,
    schema_4.erasing_of_people,
    schema_5.recognised_units,
)


def migrations(steps: "tuple[Callable[[Database], None], ...]") -> "Migrations":
    """Return the steps as sqlite-utils' migrations."""
    from sqlite_utils import Migrations  # at first use: it takes 68 ms to import

    made = Migrations("review-desk")
    for step in steps:
        made()(step)
    return made


def migrate(db: "Database", steps: "tuple[Callable[[Database], None], ...]" = STEPS) -> None:
    """Apply the steps that are missing, all or none; UserError where the result doesn't hold.

    Foreign keys are off meanwhile, so that a step may rebuild a table, and checked at the end.
    """
    if db.execute("PRAGMA user_version").fetchone()[0] == VERSION:
        return
    db.execute("PRAGMA foreign_keys=OFF")
    with db.atomic():
        migrations(steps).apply(db)
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise UserError("数据文件升级后检查不通过，没有改动它。", "请从备份恢复。")
        db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("PRAGMA foreign_keys=ON")
    if db.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
        raise UserError("数据文件的安全设置（foreign_keys）没有生效，未打开。")
