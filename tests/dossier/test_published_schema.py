"""What is published of a dossier's data is what is read and written."""

import json
import re
from io import StringIO

from desktop import paths
from desktop.dossier import postgres
from desktop.dossier.postgres import copied, numeric
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
