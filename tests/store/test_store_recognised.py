"""Recognised units are kept with what was noted of them; a mistake is void, never gone."""

import sqlite3

import pytest

from desktop.store import organisations, recognised
from desktop.store.organisations import Organisation
from desktop.store.store import Store

CODE = "91110000600037341L"


def test_a_unit_comes_back_with_what_was_noted(store: Store) -> None:
    """A column changes, values are put, replaced, emptied and dropped."""
    with store.act("甲", "登记认定单位", "units", {}):
        cells = {"scheme_id": "s", "name": "云岭平台", "year": 2024, "outcome": "认定"}
        number = recognised.add_unit(store, cells)
        recognised.set_column(store, number, "recognised_on", "2024-06-10")
        for path, text in (("a", "1"), ("b", "2"), ("c", "3"), ("b", ""), ("a", "4")):
            recognised.put_value(store, number, path, text)
        recognised.drop_values(store, number, ["c"])
    found = recognised.unit(store, number)
    assert (found.name, found.year, found.recognised_on, found.values) == (
        "云岭平台",
        2024,
        "2024-06-10",
        {"a": "4"},
    )
    assert recognised.units(store) == [found]


def test_an_old_list_gives_no_organisation_its_old_name_back(store: Store) -> None:
    """Found by code it keeps its newest name; one that isn't known is added."""
    with store.act("甲", "登记认定单位", "units", {}):
        known = organisations.find_or_add(store, "云岭集团", CODE)
        ids = [
            recognised.add_unit(store, {"scheme_id": "s", "name": "平台"} | one)
            for one in (
                {"operator_name": "云岭公司（旧名）", "code": CODE},
                {"operator_name": "云岭集团"},
                {"operator_name": "滇池公司"},
            )
        ]
    owners = [recognised.unit(store, one).organisation_id for one in ids]
    assert owners == [known, known, known + 1]
    assert organisations.organisations(store) == [
        Organisation(known, "云岭集团", CODE),
        Organisation(known + 1, "滇池公司", ""),
    ]


def test_a_void_unit_stands_no_longer_and_is_still_there(store: Store) -> None:
    """The list lacks it; its own page and the journal have it."""
    with store.act("甲", "登记认定单位", "units", {}):
        number = recognised.add_unit(store, {"scheme_id": "s", "name": "平台"})
        recognised.void(store, number, "重复登记")
    assert recognised.units(store) == []
    assert recognised.unit(store, number).void_why == "重复登记"


def test_an_application_is_recognised_once(store: Store, application: int) -> None:
    """A second unit of the same application is refused by the file, unless the first is void."""
    cells = {"scheme_id": "s", "name": "平台", "application_id": application}
    with store.act("甲", "登记认定单位", "units", {}):
        first = recognised.add_unit(store, cells)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"), store.act("甲", "a", "b", {}):
        recognised.add_unit(store, cells)
    with store.act("甲", "登记认定单位", "units", {}):
        recognised.void(store, first, "重复登记")
        second = recognised.add_unit(store, cells)
    assert [one.id for one in recognised.units(store)] == [second]


def test_what_is_no_unit_is_a_bug(store: Store) -> None:
    """An unknown number, and a column that can't be changed."""
    with pytest.raises(KeyError):
        recognised.unit(store, 7)
    with pytest.raises(KeyError), store.act("甲", "a", "b", {}):
        recognised.set_column(store, 7, "id", 3)
