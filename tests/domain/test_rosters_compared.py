"""Rosters are compared with themselves, with what was there before, and with published lists."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import Row
from desktop.domain.doubles import CERTAIN, LIKELY, Double, firm_doubles, name_doubles
from desktop.domain.listed import ListEntry, Said, compare_with_lists
from desktop.domain.roster_diff import Altered, RosterDiff, compare_rosters
from desktop.domain.signs import firm_keys, phones_of, signs_of

CODE, OTHER = "91530100MA6K000013", "91530100MA6K000026"


def row(number: int, name: str, **cells: str) -> Row:
    """A row of a roster."""
    return Row(number, "名单.xlsx", "表", number, {"name": name, **cells})


def test_phones_are_read_as_digits_whatever_stands_around():
    """Several in a cell, extensions, full-width digits, a country code; too few digits are none."""
    found = [
        phones_of("１３８００００００００ / 0871-6000000转8012"),
        phones_of("+86 138 0000 0000"),
        phones_of("12345"),
        phones_of("138-0000-0000；13800000000"),
    ]
    assert found == [("13800000000", "08716000000"), ("13800000000",), (), ("13800000000",)]


def test_a_row_without_code_goes_with_its_name_where_that_is_sure():
    """A name that has one code elsewhere is that firm; a name with two codes is neither."""
    rows = [
        row(1, "甲公司", code=CODE),
        row(2, "甲公司"),
        row(3, "乙公司"),
        row(4, "丙公司", code=CODE),
        row(5, "丙公司", code=OTHER),
        row(6, "丙公司"),
        row(7, ""),
    ]
    assert firm_keys(signs_of(one.cells) for one in rows) == [
        f"code:{CODE}",
        f"code:{CODE}",
        "name:乙公司",
        f"code:{CODE}",
        f"code:{OTHER}",
        "name:丙公司",
        "",
    ]


def test_doubles_are_certain_by_code_or_name_and_else_likely():
    """Each row stands beside the first of its firm, with the reason."""
    rows = [
        row(1, "昆明甲食品有限公司", code=CODE),
        row(2, "昆明甲食品有限公司"),
        row(3, "昆明甲食品集团", code=CODE),
        row(4, "昆明乙机械有限公司", phone="0871-6000000"),
        row(5, "昆明乙机械公司", phone="0871-6000000"),
        row(6, "昆明丙有限公司", code=OTHER),
    ]
    assert firm_doubles([one.cells for one in rows]) == (
        Double(CERTAIN, (0, 1), "企业名称相同。"),
        Double(CERTAIN, (0, 2), "统一社会信用代码相同，名称不同，请核对。"),
        Double(
            LIKELY,
            (3, 4),
            "“昆明乙机械有限公司”与“昆明乙机械公司”名称相近、电话相同，是否同一企业请核对。",
        ),
    )


def test_one_name_with_two_codes_is_likely_and_never_certain():
    """Two valid codes are two firms, however alike the names; people may share a name."""
    rows = [{"name": "甲公司", "code": CODE}, {"name": "甲公司", "code": OTHER}]
    [found, *_] = firm_doubles(rows)
    assert (found.kind, found.places) == (LIKELY, (0, 1))
    assert name_doubles(rows) == (Double(LIKELY, (0, 1), "姓名（名称）相同，请核对。"),)


def test_a_roster_imported_anew_says_what_it_changes():
    """Matched by code and then by name: a renamed firm is altered, not gone and added."""
    kept = row(1, "甲公司", code=CODE, phone="1")
    gone, same = row(2, "乙公司"), row(3, "丙公司", serial="3")
    new_name = row(11, "甲科技公司", code=CODE, phone="1")
    added, again = row(12, "丁公司"), row(13, "丙公司", serial="1")
    found = compare_rosters([kept, gone, same], [again, new_name, added])
    assert found == RosterDiff(
        (added,), (gone,), (Altered(kept, new_name, (("name", "甲公司", "甲科技公司"),)),), 1
    )
    assert found.sentence == (
        "与现有名单相比：新增1行，减少1行，改动1行，不变1行（现有3行，采纳后3行）"
    )


NAMES = st.sampled_from(["甲公司", "乙公司", "甲 公司", "丙公司", ""])
CODES = st.sampled_from([CODE, OTHER, "", "错"])
ROWS = st.lists(st.tuples(NAMES, CODES, st.sampled_from(["1", "2"])), max_size=7)


@given(ROWS, ROWS)
def test_no_row_is_left_out_of_a_comparison(old: list[tuple[str, ...]], new: list[tuple[str, ...]]):
    """Every row before is gone, altered or the same; every new one is added or one of those."""
    before = [row(n, a, code=b, phone=c) for n, (a, b, c) in enumerate(old)]
    after = [row(n, a, code=b, phone=c) for n, (a, b, c) in enumerate(new)]
    found = compare_rosters(before, after)
    both = len(found.altered) + found.same
    assert (len(found.gone) + both, len(found.added) + both) == (len(old), len(new))
    ids = [one.id for one in found.gone] + [one.old.id for one in found.altered]
    assert len(set(ids)) == len(ids)


@given(ROWS)
def test_a_roster_compared_with_itself_has_no_changes_where_all_is_named(
    rows: list[tuple[str, ...]],
):
    """Whatever doubles it holds, its rows are paired in their order."""
    named = [row(n, a or "丁公司", code=b, phone=c) for n, (a, b, c) in enumerate(rows)]
    assert compare_rosters(named, named) == RosterDiff((), (), (), len(named))


def test_a_list_says_what_the_roster_does_not():
    """By code, then by name; the roster's own word stands beside it and is never replaced."""
    entries = [
        ListEntry(1, "2026年名单", "表 第3行", "甲公司", CODE, "专精特新中小企业"),
        ListEntry(2, "2025年名单", "表 第4行", "乙公司", "", "创新型中小企业"),
        ListEntry(3, "2025年名单", "表 第5行", "丙公司", OTHER, "专精特新中小企业"),
    ]
    rows = [
        row(1, "甲改名公司", code=CODE, special=""),
        row(2, "乙 公司", special="是"),
        row(3, "丙公司", code=CODE.replace("13", "14"), special="否"),
        row(4, "丁公司", special="是"),
        row(5, "戊公司", special="—"),
        row(6, "丙公司", code=CODE),
    ]
    assert compare_with_lists(rows, "special", entries) == (
        Said("open", rows[0], "", entries[0], "代码"),
        Said("agrees", rows[1], "是", entries[1], "名称"),
        Said("differs", rows[2], "否", entries[2], "名称"),
        Said("unlisted", rows[3], "是"),
        Said("open", rows[5], "", entries[0], "代码"),
    )


def test_a_size_agrees_however_it_is_written():
    """小 and 小型企业 are one size; 微型 is another."""
    entry = ListEntry(1, "划型名单", "表 第2行", "甲公司", "", "小型企业")
    kinds = [
        compare_with_lists([row(1, "甲公司", size=own)], "size", [entry])[0].kind
        for own in ("小型", "小型企业", "微型")
    ]
    assert kinds == ["agrees", "agrees", "differs"]


def test_two_valid_codes_are_no_likely_double():
    """Near names and a common phone are no sign where the codes tell the firms apart."""
    one = {"name": "昆明乙机械有限公司", "phone": "0871-6000000"}
    other = {"name": "昆明乙机械公司", "phone": "0871-6000000"}
    told = firm_doubles([one | {"code": CODE}, other | {"code": OTHER}])
    half = firm_doubles([one | {"code": CODE}, other])
    assert (told, len(half)) == ((), 1)
