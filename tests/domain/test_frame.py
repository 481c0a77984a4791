"""The firms that may be drawn: in the roster's order, each once, every row left out with why."""

import pytest
from sample_rules import KUNMING

from desktop.domain.case import Row
from desktop.domain.frame import Firm, Frame, Out, build_frame, only_in_one, paper_frame
from desktop.domain.likeness import BLOCK_LIMIT, Likely, likely_same
from desktop.domain.problem import Severity

ONE = "91110000600037341L"
TWO = "91152201078377449P"


def _rows(*cells: tuple[str, ...]) -> list[Row]:
    """Rows of (name, code, phone) from line 2 on."""
    keys = ("name", "code", "phone")
    return [
        Row(i, "名单.xlsx", "名录", i + 1, dict(zip(keys, row, strict=False)))
        for i, row in enumerate(cells, 1)
    ]


def _names(frame: Frame) -> list[str]:
    return [firm.name for firm in frame.firms]


def _reasons(frame: Frame) -> list[tuple[str, str]]:
    return [(row.name, row.reason) for row in frame.out]


def test_a_frame_whole() -> None:
    """Order is kept, the first of two equal rows stays, totals and nameless rows go with why."""
    rows = _rows(
        ("乙商行",), ("甲公司", ONE), ("甲 公司",), ("", "", "13900000000"), ("合计：3家",)
    )
    assert build_frame(rows, KUNMING) == Frame(
        firms=(
            Firm(1, "乙商行", "", 1, "名单.xlsx!名录!2"),
            Firm(2, "甲公司", ONE, 2, "名单.xlsx!名录!3"),
        ),
        out=(
            Out("名单.xlsx!名录!4", "甲 公司", "", "same-as 名单.xlsx!名录!3", 3),
            Out("名单.xlsx!名录!5", "", "", "no-name", 4),
            Out("名单.xlsx!名录!6", "合计：3家", "", "total", 5),
        ),
    )


def test_same_valid_code_is_the_same_firm_and_said() -> None:
    """One code under two names merges by the rule, and the reviewer is asked to look."""
    frame = build_frame(_rows(("甲公司", ONE), ("甲（昆明）公司", ONE.lower())), KUNMING)
    assert _names(frame) == ["甲公司"]
    assert [finding.sentence for finding in frame.findings] == [
        f"统一社会信用代码{ONE}名下有不同的企业名称，已按同一企业计，请核对：甲公司、甲（昆明）公司。"
    ]


@pytest.mark.parametrize("other", ["昆明(甲)公司", "昆明（甲） 公司", "昆明【甲】公司"])
def test_same_folded_name_is_the_same_firm(other: str) -> None:
    """Width, spaces and the kind of bracket don't make a second firm."""
    assert _names(build_frame(_rows(("昆明（甲）公司",), (other,)), KUNMING)) == ["昆明（甲）公司"]


def test_a_name_with_one_code_merges_rows_without_a_code() -> None:
    """At most one distinct code under a name: the rows without one are that firm too."""
    frame = build_frame(_rows(("甲公司",), ("甲公司", ONE), ("甲公司",)), KUNMING)
    assert _names(frame) == ["甲公司"]
    assert frame.pending == ()


def test_a_name_with_two_codes_is_pending_and_not_merged() -> None:
    """Two codes under one name may be two firms: each stays, as does a row without a code."""
    rows = _rows(("甲公司", ONE), ("甲公司", TWO), ("甲公司",), ("甲公司", ONE))
    frame = build_frame(rows, KUNMING)
    assert [(firm.name, firm.code) for firm in frame.firms] == [
        ("甲公司", ONE),
        ("甲公司", TWO),
        ("甲公司", ""),
    ]
    assert _reasons(frame) == [("甲公司", "same-as 名单.xlsx!名录!2")]
    assert [(one.name, one.row_ids) for one in frame.pending] == [("甲公司", (1, 2, 3, 4))]
    assert "名下有2个不同的统一社会信用代码，是否同一企业待核，未合并" in frame.pending[0].sentence


def test_an_invalid_code_neither_merges_nor_parts_and_is_named() -> None:
    """A code with a bad check digit counts for nothing but its finding."""
    rows = _rows(
        ("甲公司", "91110000600037341N"), ("乙公司", "91110000600037341N"), ("甲公司", ONE)
    )
    frame = build_frame(rows, KUNMING)
    assert [(firm.name, firm.code) for firm in frame.firms] == [("甲公司", ""), ("乙公司", "")]
    assert [finding.where for finding in frame.findings] == [
        "名单.xlsx 名录 第2行",
        "名单.xlsx 名录 第3行",
    ]


def test_the_reviewers_reason_leaves_a_row_out() -> None:
    """A row that the reviewer left out is listed with that reason and what stood there."""
    frame = build_frame(_rows(("甲公司", "123"), ("乙公司",)), KUNMING, {1: "非中小企业：上市公司"})
    assert _names(frame) == ["乙公司"]
    assert frame.out == (Out("名单.xlsx!名录!2", "甲公司", "123", "非中小企业：上市公司", 1),)


def test_reasons_and_places_can_stand_in_the_lock() -> None:
    """A reason over two lines becomes one, an empty one leaves nothing out, and so for names."""
    rows = [Row(i, "名\t单.csv", "", i, {"name": f"{i}号店"}) for i in (1, 2, 3)]
    frame = build_frame(rows, KUNMING, {1: "非中小企业\n（上市）", 2: " ", 3: "-"})
    assert _names(frame) == ["2号店", "3号店"]
    assert frame.out == (Out("名 单.csv!!1", "1号店", "", "非中小企业 （上市）", 1),)


@pytest.mark.parametrize("marked", [1, 2])
def test_a_reason_about_the_firm_holds_for_its_other_rows(marked: int) -> None:
    """Left out as 申报单位自身, a firm doesn't come back by another of its rows."""
    frame = build_frame(
        _rows(("甲公司",), ("甲公司",), ("乙公司",)), KUNMING, {marked: "申报单位自身"}
    )
    assert _names(frame) == ["乙公司"]
    reasons = ["申报单位自身", f"same-as 名单.xlsx!名录!{marked + 1}"]
    assert sorted(row.reason for row in frame.out) == sorted(reasons)


def test_a_reason_about_the_row_leaves_the_other_row_in() -> None:
    """A reason about one line only (行重复) leaves the same firm's other line to be drawn."""
    frame = build_frame(_rows(("甲公司",), ("甲公司",)), KUNMING, {1: "填写有误"})
    assert [firm.row_id for firm in frame.firms] == [2]
    assert _reasons(frame) == [("甲公司", "填写有误")]
    assert [finding.sentence for finding in frame.findings] == [
        "“甲公司”的这一行已排除（填写有误），但同一企业的另一行仍在名单中：名单.xlsx 名录 第3行。"
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": "合计"}, "total"),
        ({"name": "总 计"}, "total"),
        ({"name": "合计：１２０家"}, "total"),
        ({"name": "上一年度共服务企业 120 家"}, "total"),
        ({"name": "120", "no": "合计"}, "total"),
        ({"name": "", "no": "小计", "staff": "30"}, "total"),
        ({"name": "注：名单不少于100家"}, "note"),
        ({"name": "填表人：某某"}, "note"),
        ({"name": ""}, "no-name"),
        ({"name": "-"}, "no-name"),
        ({"code": ONE}, "no-name"),
    ],
)
def test_rows_that_are_no_firm(cells: dict, reason: str) -> None:
    """Totals, foot notes and rows without a name can't be drawn, whatever else they hold."""
    frame = build_frame([Row(1, "名单.xlsx", "名录", 9, cells)], KUNMING)
    assert (frame.firms, [row.reason for row in frame.out]) == ((), [reason])


@pytest.mark.parametrize(
    "name", ["总计科技有限公司", "合计商行", "注册会计师事务所", "360科技公司", "𠮷"]
)
def test_firms_whose_names_look_like_totals_stay(name: str) -> None:
    """Only a whole cell that is a total is one."""
    assert _names(build_frame(_rows((name,)), KUNMING)) == [name]


@pytest.mark.parametrize("rows", [[], _rows(("合计",))])
def test_an_empty_roster_is_a_finding(rows: list[Row]) -> None:
    """With no firm at all the frame says so and nothing breaks."""
    frame = build_frame(rows, KUNMING)
    assert frame.firms == ()
    assert [finding.severity for finding in frame.findings] == [Severity.ERROR]


def test_likely_duplicates_are_shown_and_never_merged() -> None:
    """A near name and a shared phone are sentences for the reviewer; the frame keeps them all."""
    rows = _rows(
        ("昆明鑫源科技有限公司", "", "0871-6312 3456"),
        ("云南鑫源科技有限责任公司", "", ""),
        ("大理石材厂", "", "08716312３456"),
        ("玉溪石材厂", "", "13900000000"),
    )
    frame = build_frame(rows, KUNMING)
    assert len(frame.firms) == 4
    assert frame.likely == (
        Likely(
            (1, 2),
            "“昆明鑫源科技有限公司”与“云南鑫源科技有限责任公司”名称相近，是否同一企业请核对。",
        ),
        Likely((1, 3), "“昆明鑫源科技有限公司”与“大理石材厂”电话相同，是否同一企业请核对。"),
    )


def test_a_block_that_says_little_is_passed_over() -> None:
    """An agency's phone on very many rows is no sign; on as many as the limit it still is."""
    # Names without one character in common, so that only the phone can make a pair.
    rows = [(i, chr(0x4E00 + 9 * i) * 5, "0871-63123456") for i in range(BLOCK_LIMIT + 1)]
    assert likely_same(rows) == ()
    assert len(likely_same(rows[:3])) == 3


def test_ten_thousand_firms_make_a_frame() -> None:
    """A long roster of unlike firms comes through whole, and each copy of a firm goes."""
    rows = [Row(i, "名单.xlsx", "名录", i, {"name": f"{i % 9_000}号店"}) for i in range(10_000)]
    frame = build_frame(rows, KUNMING)
    assert (len(frame.firms), len(frame.out)) == (9_000, 1_000)


def test_a_paper_roster_is_pages_and_lines() -> None:
    """Only the drawn lines are typed in, so before the draw a firm is a page and a line."""
    assert paper_frame([2, 0, 1], "名单（纸质）") == Frame(
        (
            Firm(1, "第1页第1行", "", 1, "名单（纸质）!第1页!1"),
            Firm(2, "第1页第2行", "", 2, "名单（纸质）!第1页!2"),
            Firm(3, "第3页第1行", "", 3, "名单（纸质）!第3页!1"),
        ),
        (),
    )


def test_two_rosters_are_compared_both_ways() -> None:
    """Firms on one of the base's lists only are named; the same code or name is the same firm."""
    tenants = _rows(("甲公司", ONE), ("乙公司",), ("丙公司",), ("合计",))
    feedback = _rows(("甲（新）公司", ONE), ("乙 公司",), ("丁公司",), ("丁公司",))
    assert only_in_one(tenants, feedback) == (("丙公司",), ("丁公司",))


def test_a_long_list_is_made_from_its_rows_when_it_is_looked_at() -> None:
    """No text of a firm or a finding is held beside the rows: they take the place of a tuple."""
    frame = build_frame(_rows(("甲公司", "91110000600037341X"), ("乙公司", ONE.lower())), KUNMING)
    assert (frame.firms[1], frame.firms[1] is frame.firms[1]) == (
        Firm(2, "乙公司", ONE, 2, "名单.xlsx!名录!3"),
        False,
    )
    assert [(one.where, one is frame.findings[0]) for one in frame.findings] == [
        ("名单.xlsx 名录 第2行", False)
    ]
