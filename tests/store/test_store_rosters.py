"""Rosters come in whole, in their order, and nothing of them is ever lost."""

import sqlite3
import tracemalloc

import pytest

from desktop.domain.case import Row
from desktop.domain.problem import UserError
from desktop.store import files, rosters
from desktop.store.imports import Import, NewRow, Refused
from desktop.store.store import Store

FOUR = [
    NewRow(
        "名录", 5, {"name": "滇池（昆明）公司", "code": "91530100MA6K00000A", "phone": "0871-1"}
    ),
    NewRow("名录", 6, {"name": "ABC商行", "contact": "王某"}),
    NewRow("附页", 2, {"name": '引号"反\\斜', "note": "换\n行\t%s 100%"}),
    NewRow("附页", 3, {}),
]


def names(store: Store, application: int, roster: str = "firms") -> list[str]:
    """The names of a roster's rows in their order."""
    return [row.cells.get("name", "") for row in rosters.rows(store, application, roster)]


def bring_in(store: Store, application: int, *given: str, replace: bool = False) -> int:
    """Import rows of these names."""
    rows = [NewRow("名录", line, {"name": name}) for line, name in enumerate(given, start=2)]
    with store.act("甲", "导入名单", "application:1/firms", {}):
        return rosters.add_import(store, application, "firms", None, rows, replace=replace)


def test_import_comes_back_the_same(store: Store, application: int) -> None:
    """Rows with their places and cells, what was refused and why, and the counts."""
    total = Refused("名录", 9, {"name": "合计"}, "合计行")
    with store.act("甲", "导入名单", "application:1/firms", {}):
        kept = files.keep_file(store, application, "名单'.xlsx", b"PK", "xlsx")
        import_id = rosters.add_import(
            store, application, "firms", kept.id, iter(FOUR), [total], {"name": "企业名称"}
        )
    assert rosters.rows(store, application, "firms") == tuple(
        Row(number, "名单'.xlsx", row.sheet, row.line, row.cells)
        for number, row in enumerate(FOUR, start=1)
    )
    [made] = rosters.imports(store, application)
    assert made == Import(
        import_id, application, "firms", kept.id, 5, 4, 1, {"name": "企业名称"}, made.at, ""
    )
    assert rosters.refused(store, import_id) == [total]


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 100, 149])
def test_lists_of_any_length_come_in_whole(store: Store, application: int, count: int) -> None:
    """Rows go to the file several at a time: none of the last ones is left behind."""
    wanted = [f"企业{number}" for number in range(count)]
    bring_in(store, application, *wanted)
    [made] = rosters.imports(store, application)
    assert (names(store, application), made.taken_n) == (wanted, count)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [1, 2, 3, 4]),
        ("滇池(昆明)", [1]),
        (" 昆 明 ", [1]),
        ("ａｂｃ", [2]),
        ("ma6k", [1]),
        ("王", [2]),
        ("0871", [1]),
        ("%", []),
        ('"', [3]),
        ("没有", []),
    ],
)
def test_search_finds_any_part(
    store: Store, application: int, search: str, found: list[int]
) -> None:
    """Of name, code, contact or phone; full width, blanks and case don't matter; % is a %."""
    with store.act("甲", "导入名单", "x", {}):
        rosters.add_import(store, application, "firms", None, FOUR)
    page = rosters.page(store, application, "firms", search=search)
    assert [row.id for row in page] == found
    assert rosters.count(store, application, "firms", search) == len(found)


def test_pages_follow_each_other(store: Store, application: int) -> None:
    """A page begins after the last id of the page before, and the last one is short."""
    bring_in(store, application, *(str(number) for number in range(7)))
    ids: list[list[int]] = [[]]
    while page := rosters.page(store, application, "firms", ids[-1][-1] if ids[-1] else 0, 3):
        ids.append([row.id for row in page])
    assert ids[1:] == [[1, 2, 3], [4, 5, 6], [7]]


def test_replacing_import_is_undone_to_what_was_before(store: Store, application: int) -> None:
    """Rows of the import before, and typed ones, are back; a later import goes first."""
    first = bring_in(store, application, "甲", "乙")
    with store.act("甲", "添行", "x", {}):
        rosters.add_row(store, application, "firms", {"name": "手工"})
        gone = rosters.add_row(store, application, "firms", {"name": "误"})
        rosters.drop_row(store, gone)
    second = bring_in(store, application, "丙", replace=True)
    assert names(store, application) == ["丙"]
    with pytest.raises(UserError, match="不能撤销"), store.act("甲", "撤销", "x", {}):
        rosters.undo_import(store, first)
    with store.act("甲", "撤销", "x", {}):
        rosters.undo_import(store, second)
    assert names(store, application) == ["甲", "乙", "手工"]
    with pytest.raises(UserError, match="已被撤销"), store.act("甲", "撤销", "x", {}):
        rosters.undo_import(store, second)
    assert [bool(each.undone_at) for each in rosters.imports(store, application)] == [False, True]


def test_second_import_is_added_before_the_typed_rows(store: Store, application: int) -> None:
    """Files stand in the order of their imports; what the reviewer typed comes last."""
    bring_in(store, application, "甲")
    with store.act("甲", "添行", "x", {}):
        rosters.add_row(store, application, "firms", {"name": "手工"})
    bring_in(store, application, "乙")
    assert names(store, application) == ["甲", "乙", "手工"]


def test_row_is_edited_and_marked(store: Store, application: int) -> None:
    """What it was is handed back for the journal; search goes by what it is now."""
    bring_in(store, application, "甲公司")
    with store.act("甲", "改", "x", {}) as act:
        act.detail["was"] = rosters.edit_row(store, 1, {"name": "乙公司", "phone": "1"})
        act.detail["marks"] = rosters.mark_row(store, 1, {"sme": True, "specialised": False})
    assert act.detail == {"was": {"name": "甲公司"}, "marks": {}}
    assert rosters.row(store, 1) == Row(
        1, "", "名录", 2, {"name": "乙公司", "phone": "1"}, {"sme": True, "specialised": False}
    )
    assert rosters.count(store, application, "firms", "甲") == 0


def test_rosters_and_applications_do_not_mix(store: Store, application: int) -> None:
    """Staff are no firms."""
    bring_in(store, application, "甲")
    with store.act("甲", "添行", "x", {}):
        rosters.add_row(store, application, "staff", {"name": "某人"})
    assert (names(store, application), names(store, application, "staff")) == (["甲"], ["某人"])


def test_counts_that_do_not_add_up_are_refused(store: Store, application: int) -> None:
    """The file itself holds read = taken + refused."""
    bring_in(store, application, "甲")
    with pytest.raises(sqlite3.IntegrityError, match="read_n"), store.act("甲", "a", "b", {}):
        store.write("UPDATE import_batch SET read_n = 2")


def test_hundred_thousand_rows(store: Store, application: int) -> None:
    """They come in from a generator without being held, and page and count at the end."""
    given = (
        NewRow("名录", line, {"name": f"第{line}号企业", "phone": f"138{line:08d}"})
        for line in range(1, 100_001)
    )
    tracemalloc.start()
    with store.act("甲", "导入名单", "x", {}):
        rosters.add_import(store, application, "firms", None, given)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    [last] = rosters.page(store, application, "firms", 99_999)
    assert (last.line, last.cells["phone"]) == (100_000, "13800100000")
    assert rosters.count(store, application, "firms") == 100_000
    assert rosters.count(store, application, "firms", "第99号") == 1


def test_a_refused_row_reads_as_its_sheet_does(store: Store, application: int) -> None:
    """Its cells come in the order of the sheet's columns, which the import remembers."""
    total = Refused(
        "名单", 9, {"name": "合计", "code": "", "service": "6", "area": "121家"}, "合计"
    )
    mapping = {"name": 1, "area": 0, "service": 2}
    with store.act("甲", "导入名单", "x", {}):
        number = rosters.add_import(store, application, "firms", None, [], [total], mapping)
    [kept] = rosters.refused(store, number)
    assert list(kept.cells.items()) == [
        ("area", "121家"),
        ("name", "合计"),
        ("service", "6"),
        ("code", ""),
    ]
