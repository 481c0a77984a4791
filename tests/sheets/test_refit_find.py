"""Where someone else's form has its table: headers, rows for entries, what follows, and doubts."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.docx import write_docx
from desktop.sheets.refit import look_at_form
from desktop.sheets.refit_columns import Listing, listings, write
from desktop.sheets.refit_find import find
from desktop.sheets.refit_match import match, proposed, spelled
from desktop.sheets.refit_table import FoundTable, RawTable, Spot, found_tables
from desktop.sheets.xlsx import write_xlsx

Facts = dict[str, Any]
# What an application and an asked firm may have; only the one that is written has values.
ONE = {"contact": "杨𠮷祥", "phone": "13908710001"}
FACTS: Facts = {
    "rows": [
        dict.fromkeys(("serial", "name", "operator", "meets", "agrees", "remark"), None) | ONE
    ],
    "survey": [dict.fromkeys(("serial", "firm", "interviewee", "answer_label"), None) | ONE],
    "unit": "示例区工信局",
    "filler_phone": "",
}
FORMS = Path(__file__).parents[2] / "forms"
LISTED = [
    "kunming-base-2022/summary",
    "kunming-platform-2022/summary",
    "nanchang-platform-2022/recommendation",
    "national-platform-2017/recommendation",
    "national-platform-2017/summary",
    "yunnan-platform-2022/evaluation",
    "yunnan-platform-2022/summary",
]


def _listing(sheet: str) -> Listing:
    description = read_sheet(FORMS / f"{sheet}.toml")
    return listings(description, FACTS, ("很满意", "基本满意", "不满意"))[0]


def _raw(*lines: str, name: str = "表", boxed: bool = True, hidden: bool = False) -> RawTable:
    """A table from lines: cells are divided by `|`, `<` widens a cell, `^` lengthens one."""
    cells = [line.split("|") for line in lines]
    spots = []
    for row, line in enumerate(cells):
        for column, text in enumerate(line):
            if text in ("<", "^"):
                continue
            right, bottom = column, row
            while right + 1 < len(line) and line[right + 1] == "<":
                right += 1
            while bottom + 1 < len(cells) and cells[bottom + 1][column] == "^":
                bottom += 1
            spots.append(
                Spot(text, row, column, bottom - row + 1, right - column + 1, boxed or bool(text))
            )
    return RawTable(0, name, tuple(spots), hidden)


def _find(*raws: RawTable, sheet: str = "kunming-platform-2022/summary") -> tuple[FoundTable, ...]:
    return find(raws, spelled(list(_listing(sheet).offers)))


def _keys(table: FoundTable, sheet: str = "kunming-platform-2022/summary") -> list[str]:
    return [key for key, _ in proposed(table, list(_listing(sheet).offers))]


@pytest.mark.parametrize("writer", [write_xlsx, write_docx])
@pytest.mark.parametrize("sheet", LISTED)
def test_every_sheet_of_ours_is_found_in_its_own_blank_form(
    sheet: str, writer: Callable[[Any], bytes], make_facts: Callable[[int], Facts]
):
    """All five schemes: the annex as a bureau would send it is matched to the last column."""
    description = read_sheet(FORMS / f"{sheet}.toml")
    data = writer(compose(description, make_facts(0)))
    listing, kind = _listing(sheet), "xlsx" if writer is write_xlsx else "docx"
    answer = look_at_form(kind, data, [[asdict(offer) for offer in listing.offers]])
    table = found_tables(answer["found"][0])[0]
    own = [offer.key for offer in listing.offers if offer.own]
    assert ([key for key, _ in proposed(table, list(listing.offers))], table.filled) == (own, ())


def test_a_form_without_rows_has_nothing_to_give():
    """推荐意见 is one blank: there is no list in it."""
    description = read_sheet(FORMS / "kunming-platform-2022" / "opinion.toml")
    assert listings(description, FACTS) == ()


def test_rows_end_before_a_total_a_note_or_a_signature():
    """What follows the rows for entries is never written over."""
    head = "序号|平台名称|运营机构名称|联系人"
    ends = {
        tail: _find(_raw(head, "|||", "|||", tail, "|||"))[0].last
        for tail in ("合计|||", "注：一式两份|<|<|<", "填表人：|||", "审核意见|<|<|<", "小 计|||")
    }
    assert ends == dict.fromkeys(ends, 2)


def test_numbers_under_the_header_are_part_of_it():
    """A row that counts the columns is no entry; a first entry numbered 1 is one."""
    head = "序号|平台名称|运营机构名称|联系人"
    counted = _find(_raw(head, "1|2|3|4", "|||"))[0]
    entry = _find(_raw(head, "1|甲平台|甲公司|某人", "|||"))[0]
    assert ((counted.first, counted.filled), (entry.first, entry.filled)) == ((2, ()), (1, (1,)))


def test_a_group_reaches_over_the_labels_below_it():
    """Merged or only written over the first of them, as a table from elsewhere may be."""
    merged = _find(_raw("平台名称|负责人|<|联系人|<", "^|姓名|电话|姓名|电话", "||||"))[0]
    written = _find(_raw("|负责人||联系人|", "平台名称|姓名|电话|姓名|电话", "||||"))[0]
    assert (_keys(merged), _keys(written)) == (
        ["name", "principal", "", "contact", "phone"],
        ["name", "principal", "", "contact", "phone"],
    )


def test_one_column_for_a_name_and_a_phone_takes_both():
    """联系人及电话 is neither of our two columns but both of them."""
    listing = _listing("kunming-platform-2022/summary")
    table = _find(_raw("平台名称|联系人及电话|负责人手机", "||"))[0]
    offer = listing.offer(_keys(table)[1])
    assert offer is not None
    written = write(offer, FACTS["rows"][0], FACTS, table.heads[1])
    assert (_keys(table)[2], written.text) == ("", "杨𠮷祥 13908710001")


def test_columns_that_are_merged_downwards_are_left_alone():
    """A region's cell over several rows can't take one entry's text."""
    table = _find(_raw("州市|平台名称|运营机构名称", "昆明||", "^||", "^||"))[0]
    assert [head.fixed for head in table.heads] == ["这一列是上下合并的单元格", "", ""]


def test_the_likeliest_of_several_comes_first_and_hidden_ones_last():
    """The reviewer may choose another."""
    poor = _raw("平台名称|联系人|开户行|账号", "|||", name="账户")
    good = _raw("序号|平台名称|运营机构名称|联系人|联系电话", "||||", name="汇总")
    hidden = _raw("序号|平台名称|运营机构名称|联系人|联系电话", "||||", name="旧", hidden=True)
    assert [table.name for table in _find(hidden, poor, good)] == ["汇总", "账户", "旧"]


def test_a_file_without_such_a_header_has_no_table():
    """Prose, prices, or a single known word are not a header."""
    raws = [_raw("单价|数量|金额", "1|2|3"), _raw("平台名称"), _raw("备注：平台名称见附件")]
    assert _find(*raws) == ()


def test_marks_are_those_that_the_form_shows():
    """√ of an example, 是/否 of the header, and ours where it shows nothing."""
    head = "平台名称|运营机构名称|是否推荐（打√）|是否符合条件（是/否）"
    table = _find(_raw(head, "|||"))[0]
    example = _find(_raw("平台名称|运营机构名称|是否推荐", "示例|某公司|同意", "||"))[0]
    marks = [(head.yes, head.no) for head in (*table.heads[2:], example.heads[2])]
    assert marks == [("√", ""), ("是", "否"), ("同意", "不同意")]


def test_no_is_never_taken_for_yes():
    """满意 and 不满意 look alike and mean the contrary; what is not ours gets nothing."""
    offers = spelled(list(_listing("national-platform-2017/recommendation").offers))
    heads = [("对所受服务的总体评价", text) for text in ("很满意", "基本满意", "不满意")]
    found = [key for key, _ in match([*heads, ("法定代表人",), ("开户行",)], offers)]
    assert found == [
        "answer_label=很满意",
        "answer_label=基本满意",
        "answer_label=不满意",
        "",
        "",
    ]


def test_the_same_header_has_the_same_shape():
    """What was matched once is found again in next week's copy of the form, and not in another."""
    one = _find(_raw("平台名称|联系人|备注", "||", "||"))[0]
    filled = _find(_raw("平台名称|联系人|备注", "甲|乙|", "||"))[0]
    other = _find(_raw("平台名称|备注|联系人", "||"))[0]
    assert (one.shape == filled.shape, one.shape == other.shape) == (True, False)


@pytest.mark.parametrize("code", ["91530100MA6K00001X", ""])
def test_a_code_is_offered_where_an_entry_has_one(code: str):
    """统一社会信用代码 stands on few annexes and on many bureaus' own forms."""
    description = read_sheet(FORMS / "kunming-platform-2022" / "summary.toml")
    listing = listings(description, {"rows": [{"code": ""}, {"code": code}]})[0]
    raw = _raw("序号|平台名称|运营机构名称|统一社会信用代码", "|||")
    table = find([raw], spelled(list(listing.offers)))[0]
    found = [key for key, _ in proposed(table, list(listing.offers))]
    assert found == ["serial", "name", "operator", "code" if code else ""]
