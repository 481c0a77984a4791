"""The order of a long roster: as sorting gives it, made at once or in turns, kept and let go."""

from random import Random

import pytest

from desktop.store import rosters
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.roster_order import LEAST, Orders, order_in_turns, order_of
from desktop.work.rosters import edit_cell, order_beforehand, roster_numbers
from desktop.work.rounds import open_round

NAMES = ("昆明甲公司", "安宁乙公司", "", "北京丙公司", "昆明甲公司", "安宁\n丁公司")


@pytest.fixture
def case(desk: Desk) -> int:
    """One application with a long list of firms, many of one name, some of none."""
    round_id = int(open_round(desk, "kunming-platform-2022", 2026).value)
    number = int(start_case(desk, round_id, "滇池平台").value)
    dice = Random(1)
    with desk.act("导入", f"application:{number}"):
        rows = [
            rosters.NewRow("表", n, {"name": dice.choice(NAMES), "contact": f"李{n % 7}"})
            for n in range(1, LEAST + 1)
        ]
        rosters.add_import(desk.store, number, "firms", None, rows)
    return number


@pytest.mark.parametrize("seed", range(30))
def test_an_order_is_what_sorting_gives(seed: int):
    """Up and down, whole and of some rows: equal rows keep the file's order, the empty go last."""
    dice = Random(seed)
    count = dice.randrange(60)
    ids = sorted(dice.sample(range(1000), count))
    texts = dict(zip(ids, dice.choices(("", "a", "b", "c", "ab"), k=count), strict=True))
    some = set(dice.sample(ids, count // 2))
    wanted = {
        down: sorted((one for one in ids if texts[one]), key=texts.__getitem__, reverse=down)
        + [one for one in ids if not texts[one]]
        for down in (False, True)
    }
    pairs = [(text, number) for number, text in texts.items()]
    parts = [pairs[at : at + 7] for at in range(0, count, 7)]
    *between, in_turns = order_in_turns(parts, list)
    for order in (order_of([*texts.values()], ids, list), in_turns):
        assert order is not None
        for down, all_of_them in wanted.items():
            assert order.listed(down=down) == all_of_them
            assert order.listed(down=down, among=some) == [x for x in all_of_them if x in some]
    assert set(between) <= {None}


def test_an_order_is_kept_until_the_roster_is_written(desk: Desk, case: int):
    """The same rows come from it at the next click; a changed name has its new place at once."""
    first = roster_numbers(desk, case, "firms", by="name", down=False)
    kept = dict(desk.orders.known)
    assert roster_numbers(desk, case, "firms", by="name", down=False) == first
    assert desk.orders.known == kept
    edit_cell(desk, case, first[0], "name", "官渡公司")
    after = roster_numbers(desk, case, "firms", by="name", down=False)
    names = [one.cells["name"] for one in rosters.rows_of(desk.store, after)]
    assert list(dict.fromkeys(names)) == [
        "安宁\n丁公司",
        "安宁乙公司",
        "北京丙公司",
        "官渡公司",
        "昆明甲公司",
        "",
    ]
    assert sorted(after) == sorted(first)


def test_orders_by_name_are_made_while_nobody_asks(desk: Desk, case: int):
    """They are those that the click makes; a roster has its turn once, a short one has none."""
    wanted = [roster_numbers(desk, case, "firms", by="name", down=down) for down in (False, True)]
    desk.orders = Orders()
    while order_beforehand(desk, case, "firms"):
        pass
    assert list(desk.orders.known) == [(case, "firms", "name")]
    made = desk.orders.known[case, "firms", "name"][1]
    assert [made.listed(down=down) for down in (False, True)] == wanted
    edit_cell(desk, case, wanted[0][0], "name", "官渡公司")
    assert order_beforehand(desk, case, "firms") is False
    assert order_beforehand(desk, case, "staff") is False


def test_an_order_that_is_written_to_while_it_is_made_is_let_go(desk: Desk, case: int):
    """Its rows are not those of before; nothing of it is kept."""
    order_beforehand(desk, case, "firms")
    edit_cell(desk, case, rosters.shown_ids(desk.store, case, "firms")[0], "name", "官渡公司")
    while order_beforehand(desk, case, "firms"):
        pass
    assert desk.orders.known == {}


def test_a_search_is_ordered_with_and_without_a_known_order(desk: Desk, case: int):
    """The rows that hold the text, in the same order either way."""
    before = roster_numbers(desk, case, "firms", "李3", "name", down=True)
    roster_numbers(desk, case, "firms", by="name", down=True)
    assert roster_numbers(desk, case, "firms", "李3", "name", down=True) == before
    assert len(before) == sum(n % 7 == 3 for n in range(1, LEAST + 1))
