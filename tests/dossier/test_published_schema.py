"""What is published of a dossier's data is what is read and written."""

import json
import re
from dataclasses import fields
from io import StringIO

import pytest

from desktop import paths
from desktop.dossier import postgres
from desktop.dossier.data import (
    CaseData,
    JournalData,
    RowData,
    SurveyData,
    UnitData,
    ValueData,
    WholeData,
)
from desktop.dossier.postgres import Exported, copied, numeric
from desktop.dossier.published import published_schema

FOLDER = paths.resources_dir() / "dossier"


def test_the_published_schema_is_the_one_that_is_read() -> None:
    """It is made from the very values: publish it again with `published_schema` after a change."""
    kept = json.loads((FOLDER / "dossier.schema.json").read_text("utf-8"))
    assert kept == published_schema()


def test_every_column_that_is_written_is_published_and_the_other_way_round() -> None:
    """Table by table, in the order of the published tables."""
    text = (FOLDER / "postgres.sql").read_text("utf-8")
    tables = re.findall(r"CREATE TABLE IF NOT EXISTS review\.(\w+) \((.*?)\n\);", text, re.DOTALL)
    published = {
        name: {
            found[1] for line in body.splitlines() if (found := re.match(r"    ([a-z]\w*) ", line))
        }
        for name, body in tables
    }
    told = dict(postgres.COLUMNS)
    assert {name: set(columns.split(", ")) for name, columns in told.items()} == published


def test_a_field_is_written_as_copy_reads_it() -> None:
    """Tabs, line ends, backslashes, NULL; a NUL, which PostgreSQL can't hold, is made visible."""
    fields = ["a\tb", "a\nb\r", "\\N", "\\.", None, True, False, 12, "", "𬭎\b\f\v", "x\0y"]
    assert [copied(one) for one in fields] == [
        "a\\tb",
        "a\\nb\\r",
        "\\\\N",
        "\\\\.",
        "\\N",
        "t",
        "f",
        "12",
        "",
        "𬭎\\b\\f\\v",
        "x\ufffdy",
    ]


def test_a_figure_is_a_number_where_the_text_is_one() -> None:
    """Exactly, in millionths; everything else is NULL."""
    texts = ["1,234.50", "０８５", "-0.000001", "约100", "", "2026年"]
    assert [numeric(one) for one in texts] == ["1234.5", "85", "-0.000001", None, None, None]


def test_the_file_is_one_transaction() -> None:
    """A load that fails leaves nothing."""
    out = StringIO()
    postgres.write_start(out, "CREATE SCHEMA review;\n")
    postgres.write_end(out)
    lines = out.getvalue().splitlines()
    assert (lines[0], lines.index("BEGIN;") < lines.index("CREATE SCHEMA review;")) == (
        "\\set ON_ERROR_STOP on",
        True,
    )
    assert lines[-2:] == ["COMMIT;", "ANALYZE;"]


def _exported(**changed: object) -> Exported:
    """A dossier of one application with one value and one row, or a bent one."""
    case = CaseData(
        **{
            **dict.fromkeys((one.name for one in fields(CaseData)), ""),
            "number": "0001",
            "received": "2026-11-20",
            "values": (ValueData("rec.agrees", "是", "", True),),
            "rosters": {"firms": (RowData(1, "名单.xlsx", "表", 2, {"name": "a\0\\u0000"}, {}),)},
            **dict.fromkeys(("materials", "files", "conditions", "functions", "decisions"), ()),
            "readings": {},
            "own": {},
            "survey": SurveyData(True, 1, 1, 1, True, True, "", ()),
            **changed,
        }
    )
    unit = UnitData("甲区", "district", "云南省", "", "")
    whole = WholeData(
        *("review-data 1", "review-desk", "2026-11-20T04:00:00+00:00", "2026-11-20", False),
        *("kunming-platform-2022", "昆明", "0" * 64, 2026, unit, {}, JournalData(1, ""), ""),
        *(("0001",), ()),
    )
    return Exported("a.rdpack", "1" * 64, "", "一致", (), whole, ((case, None),))


def test_a_dossier_is_written_row_by_row() -> None:
    """Its old rows go first; what is empty has no COPY; texts that look like escapes stay texts."""
    out = StringIO()
    count = postgres.write_exported(out, _exported())
    lines = out.getvalue().splitlines()
    assert lines[0] == f"DELETE FROM review.dossier WHERE id = '{'1' * 64}';"
    assert (count, [one.split()[1] for one in lines if one.startswith("COPY")]) == (
        4,
        ["review.dossier", "review.application", "review.value", "review.roster_row"],
    )
    cells = lines[-2].split("\t")[-1].replace("\\\\", "\\")
    assert json.loads(cells) == {"name": "a\ufffd\\u0000"}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"received": "2026-02-30"}, "day is out of range"),
        ({"received": "2026-W01-1"}, "2026-W01-1"),
        ({"values": (ValueData("a", "", "", True), ValueData("a", "", "", True))}, "value: twice"),
        ({"rosters": {"firms": (RowData(1, "", "", 2**31, {}, {}),)}}, "roster_row: 2147483648"),
    ],
    ids=["no day", "another writing", "twice", "too large"],
)
def test_what_the_tables_would_refuse_is_left_out(changed: dict[str, object], why: str) -> None:
    """One such dossier must not keep two hundred others out of the database."""
    out = StringIO()
    with pytest.raises(ValueError, match=why):
        postgres.write_exported(out, _exported(**changed))
    assert out.getvalue() == ""
