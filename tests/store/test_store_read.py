"""Lists, takings, origins and notes come back as they were kept."""

from desktop.domain.case import Value
from desktop.store import files, origins, radar_notes, reference_lists, rosters, takings
from desktop.store.origins import Origin
from desktop.store.reference_lists import Entry, NewEntry, ReferenceList
from desktop.store.store import Store
from desktop.store.takings import Taking


def test_a_list_is_kept_once_and_can_be_withdrawn(store: Store) -> None:
    """What it says of each firm is asked by the column that it answers."""
    with store.act("甲", "导入名单", "lists", {}):
        ref = files.keep_file(store, None, "名单.xlsx", b"x", "xlsx")
        entry = NewEntry("表", 3, "甲公司", "", "专精特新")
        number = reference_lists.add_list(
            store, ("名单", "某局", "2026-01-02", "special"), ref.id, [entry], 2
        )
    [kept] = reference_lists.lists(store)
    assert kept == ReferenceList(
        number, "名单", "某局", "2026-01-02", "special", "名单.xlsx", ref.sha256, 3, 1, 2, kept.at
    )
    assert reference_lists.entries(store, "special") == [
        Entry(1, number, "名单", "表", 3, "甲公司", "", "专精特新")
    ]
    assert reference_lists.entries(store, "size") == []
    with store.act("甲", "停用名单", "lists", {}):
        reference_lists.withdraw(store, number)
    assert (reference_lists.lists(store), reference_lists.entries(store, "special")) == ([], [])


def test_a_taking_comes_back_until_it_is_ended(store: Store, application: int) -> None:
    """Values before and after, with None where there was none."""
    before = {"a": None, "b": Value("1", "x", confirmed=False)}
    after = {"a": Value("2", "y", confirmed=False), "b": Value("3", "y")}
    with store.act("甲", "读入文件", "application:1", {}):
        number = takings.add_taking(store, application, ("一.xlsx",), (4, 5), before, after)
    kept = takings.last_taking(store, application)
    assert kept is not None
    assert kept == Taking(number, application, kept.at, "", ("一.xlsx",), (4, 5), before, after)
    with store.act("甲", "撤销", "application:1", {}):
        takings.end_taking(store, number)
    assert takings.last_taking(store, application) is None


def test_the_first_reading_of_a_cell_is_not_forgotten(store: Store, application: int) -> None:
    """A cell corrected twice can still be given back as the file had it."""
    with store.act("甲", "修改", "application:1", {}):
        row = rosters.add_row(store, application, "firms", {"name": "甲"})
        for before, after in (("1", "2"), ("2", "3")):
            origins.put_origins(store, [Origin(row, "phone", "hand", before, after)])
    assert origins.origins(store, application, "firms") == [Origin(row, "phone", "hand", "1", "3")]
    with store.act("甲", "还原", "application:1", {}):
        origins.drop_origin(store, row, "phone")
    assert origins.origins(store, application, "firms") == []


def test_what_was_read_stands_beside_what_was_typed(store: Store, application: int) -> None:
    """Only what came from a file counts as read, and the last reading is known."""
    with store.act("甲", "读入", "application:1", {}):
        origins.put_read(store, application, [("a", Value("1", "一.docx")), ("b", Value("2"))])
        origins.put_read(store, application, [("a", Value("3", "二.docx"))])
    assert origins.values_read(store, application) == {"a": Value("3", "二.docx")}


def test_a_note_on_a_finding_is_replaced_and_taken_away(store: Store, application: int) -> None:
    """One note for each finding of a round."""
    for text in ("已核：同名", "已核：同一企业"):
        with store.act("甲", "核对", "round:1", {}):
            radar_notes.put_note(store, 1, "firm|甲", text, "甲")
    assert {k: n.note for k, n in radar_notes.notes(store, 1).items()} == {
        "firm|甲": "已核：同一企业"
    }
    with store.act("甲", "核对", "round:1", {}):
        radar_notes.put_note(store, 1, "firm|甲", "", "甲")
    assert radar_notes.notes(store, 1) == {}
