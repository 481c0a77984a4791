"""Packed cells are told from a dict of the same cells by their size alone."""

from collections.abc import Mapping
from threading import Thread

from desktop.domain.packed import Frame, Packed, columns_of, keys_of, pack_all

ODD = ("", "甲", '"\\', "一\n二", "𠮷", "\ud800", " ")


def test_packed_cells_are_as_a_dict_of_them() -> None:
    """Read by key, gone through, compared either way, and spread into another dict."""
    keys = tuple("abcdefg")
    plain = dict(zip(keys, ODD, strict=True))
    cells = Frame(keys).pack(ODD)
    assert isinstance(cells, Packed)
    assert (cells, plain, len(cells)) == (plain, cells, 7)
    assert [cells[key] for key in keys] == list(cells.values()) == list(ODD)
    assert (cells.get("a"), cells.get("z"), cells.get("z", ""), "b" in cells) == (
        "",
        None,
        "",
        True,
    )
    assert {**cells, "a": "乙"} == {**plain, "a": "乙"}
    assert (list(cells), dict(cells.items()), repr(cells)) == (list(keys), plain, repr(plain))
    assert cells != {**plain, "a": "乙"}
    assert cells != Frame(keys).pack(("乙", *ODD[1:]))
    assert cells == Frame(keys[::-1]).pack(ODD[::-1])


def test_a_row_with_the_sign_itself_is_kept_as_a_dict() -> None:
    """Nothing that an applicant types can move a text into another column."""
    frame = Frame(("a", "b"))
    assert frame.pack(("甲\x1f乙", "")) == {"a": "甲\x1f乙", "b": ""}
    assert not isinstance(frame.pack(("甲\x1f乙", "")), Packed)
    assert Frame(()).pack(()) == {}
    assert [Frame(("a",)).pack((text,)) for text in ("", "甲")] == [{"a": ""}, {"a": "甲"}]


def test_many_rows_are_packed_by_their_columns_as_one_by_one() -> None:
    """A sign in a text anywhere leaves its own row a dict, and no text moves."""
    rows = [(str(n), ODD[n % 7], ODD[n % 3]) for n in range(20)]
    for odd in ("甲", "\x1f", "\x1e", "甲\x1e\x1f"):
        many = [*rows, ("1", odd, "2")]
        frame = Frame(("a", "b", "c"))
        packed = frame.pack_columns(list(zip(*many, strict=True)))
        assert packed == [frame.pack(texts) for texts in many]
        assert packed == [dict(zip("abc", texts, strict=True)) for texts in many]
    assert Frame(("a",)).pack_columns([("", "甲", "")]) == [{"a": ""}, {"a": "甲"}, {"a": ""}]
    assert Frame(("a",)).pack_columns([()]) == []


def test_many_rows_give_their_columns_whether_packed_or_not() -> None:
    """What is kept of rows is made of their columns."""
    rows: list[Mapping[str, str]] = [{"a": str(n), "b": ODD[n % 7]} for n in range(50)]
    packed = pack_all(rows, {})
    for many in (rows, packed, [*rows[:25], *packed[25:]]):
        assert {keys_of(one) for one in many} == {("a", "b")}
        found = [list(texts) for texts in columns_of(("a", "b"), many)]
        assert found == [[one["a"] for one in rows], [one["b"] for one in rows]]


def test_threads_that_look_at_one_list_see_each_its_own_rows() -> None:
    """The row that was looked at last is shared, and never taken for another."""
    rows = pack_all([{"a": str(n), "b": str(-n)} for n in range(5_000)], {})
    wrong: list[int] = []

    def look(order: range) -> None:
        wrong.extend(n for n in order if (rows[n]["a"], rows[n].get("b")) != (str(n), str(-n)))

    threads = [Thread(target=look, args=(range(5_000)[::step],)) for step in (1, -1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
