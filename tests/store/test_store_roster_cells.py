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


def test_many_rows_are_kept_as_each_alone_would_be() -> None:
    """Rows are made together, and what one of them holds changes none of its neighbours."""
    odd = [
        "",
        " 甲",
        "甲\t",
        "\x1f",
        "甲\0乙",
        "ΑΣ",
        "Σ",
        "\u0301e",
        "ＡＢ（丙）",
        "ﬁ",
        "①",
        '"',
        "\\",
        "𠮷",
    ]
    names = [f"昆明{at}号（集团）公司" for at in range(600)]
    for text in odd:
        at = len(text) * 40  # in the middle of plain rows
        cells = [{"name": name, "code": "", "a%s": name} for name in (*names[:at], text, *names)]
        rows = [Placed("名单", line, one) for line, one in enumerate(cells)]
        assert list(prepared(rows)) == [("名单", n, *columns(one)) for n, one in enumerate(cells)]
        plain = json.dumps(cells[at], ensure_ascii=False, separators=(",", ":"))
        assert columns(cells[at])[-1] == plain
