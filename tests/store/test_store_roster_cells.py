"""A row's cells become the same JSON and columns, kept one by one or in bulk."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.store.roster_cells import columns, fold, prepared


@dataclass(frozen=True)
class Placed:
    sheet: str
    line: int
    cells: Mapping[str, str]


def test_bulk_and_single_rows_are_kept_alike() -> None:
    """Quotes, strokes, lines, per cents and other keys in between."""
    cells = [
        {"name": "昆明（甲）　公司", "phone": "1", "remark": "100%"},
        {"name": '乙"\\\n', "phone": "%s", "remark": ""},
        {"serial": "3", "na'me%": "丙"},
        {},
    ]
    rows = [Placed("名单", at, one) for at, one in enumerate(cells)]
    assert list(prepared(rows)) == [("名单", at, *columns(one)) for at, one in enumerate(cells)]
    assert [json.loads(row[-1]) for row in prepared(rows)] == cells
    assert fold("昆明（甲）　ＡＢ公司") == "昆明(甲)ab公司"
