"""A list of units recognised in earlier years: read, looked at, kept whole or not at all."""

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.problem import UserError
from desktop.work.desk import Desk
from desktop.work.dynamic import unit_lines
from desktop.work.dynamic_import import (
    compared,
    keep_units,
    known_units,
    mend_cell,
    read_again,
    read_units,
)
from desktop.work.dynamic_page import unit_page
from desktop.work.list_columns import BY_HAND, headed, mapped, recognised_again, turned

SCHEME = "kunming-platform-2022"
CODE = "91110000600037341L"
WRONG_CODE = "统一社会信用代码的校验位（第18位）对不上，可能有一位抄错，请核对。"


def book(path: Path, rows: list[list[object]]) -> Path:
    """A workbook with a title above its header, as such lists have."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


ROWS_SAID = "认定日期“2023年6月”不是完整的日期"
ROWS: list[list[object]] = [
    ["昆明市中小企业公共服务示范平台名单"],
    [
        "序号",
        "平台名称",
        "运营单位",
        "统一社会信用代码",
        "批次",
        "认定日期",
        "有效期至",
        "认定文件及文号",
    ],
    [1, "云岭平台", "云岭公司", CODE, "2024年第一批", "2024.6.10", "", "昆工信通〔2024〕1号"],
    [2, "滇池平台", "滇池公司", "91110000600037341X", 2023, "2023年6月", "", ""],
    [3, "翠湖平台", "", "", "", "", "2025-12-31", ""],
    [4, "云岭 平台", "云岭公司", "", 2024, "", "", ""],
    [5, "", "无名公司", "", "", "", "", ""],
    ["合计", "4家"],
]


def test_a_list_is_read_and_kept(desk: Desk, tmp_path: Path) -> None:
    """Rows with their reasons; loose days; a year from the batch; what isn't whole is said."""
    reading = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False)
    found = compared(desk, reading, SCHEME)
    assert found.sentence == "读入6 = 采纳3 + 拒绝3"
    assert [(one.cells["name"], one.cells["year"], one.notes) for one in found.taken] == [
        ("云岭平台", 2024, ()),
        ("滇池平台", 2023, (WRONG_CODE, "认定日期“2023年6月”不是完整的日期")),
        ("翠湖平台", 0, ()),
    ]
    assert sorted(found.refused) == [
        ("Sheet 第6行", "“云岭 平台”与Sheet 第3行重复。"),
        ("Sheet 第7行", "这一行没有名称。"),
        ("Sheet 第8行", "这是合计行，不作为名单内容。"),
    ]
    assert keep_units(desk, found, SCHEME).value == 3
    lines = unit_lines(desk)
    assert [(one.name, one.year, one.until, one.state) for one in lines] == [
        ("云岭平台", 2024, "2027年6月10日", "有效"),
        ("滇池平台", 2023, "2026年", "今年到期"),
        ("翠湖平台", 0, "2025年12月31日", "已到期"),
    ]
    assert unit_page(desk, lines[0].id).place == "名单.xlsx Sheet 第3行"


def test_a_row_is_put_right_in_place(desk: Desk, tmp_path: Path) -> None:
    """A name that lacked, a wrong code, a year: judged anew, said, and kept with its source."""
    read = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False)
    mended = mend_cell(read, "Sheet 第7行", "name", " 无名平台 ")
    mended = mend_cell(mended, "Sheet 第4行", "code", CODE)
    mended = mend_cell(mended, "Sheet 第7行", "year", "2022")
    found = compared(desk, mended, SCHEME)
    assert found.sentence == "读入6 = 采纳4 + 拒绝2，手改3格"
    cells = {one.place: (one.cells["name"], one.cells["code"], one.notes) for one in found.taken}
    assert cells["Sheet 第4行"] == (
        "滇池平台",
        CODE,
        ("手改：统一社会信用代码“91110000600037341X”改为“91110000600037341L”", ROWS_SAID),
    )
    said = ("手改：名称“（空）”改为“无名平台”", "手改：认定年度“（空）”改为“2022”")
    assert cells["Sheet 第7行"] == ("无名平台", "", said)
    keep_units(desk, found, SCHEME)
    named = next(one for one in unit_lines(desk) if one.name == "无名平台")
    place = "名单.xlsx Sheet 第7行（手改：名称、认定年度）"
    assert (named.year, unit_page(desk, named.id).place) == (2022, place)


def test_what_is_put_back_is_no_longer_mended(desk: Desk, tmp_path: Path) -> None:
    """A name taken away refuses the row, which still says what it holds; given back all is well."""
    read = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False)
    nameless = mend_cell(read, "Sheet 第3行", "name", "")
    assert ("Sheet 第3行", "这一行没有名称。") in nameless.refused
    assert nameless.fields("Sheet 第3行")["operator"] == "云岭公司"
    # The row that says the same of 云岭平台 counts now.
    taken = [one.place for one in compared(desk, nameless, SCHEME).taken]
    assert taken == ["Sheet 第4行", "Sheet 第5行", "Sheet 第6行"]
    again = mend_cell(nameless, "Sheet 第3行", "name", "云岭平台")
    assert again == read


def test_what_is_there_already_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The same list a second time brings nothing; for another scheme it is another list."""
    reading = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False)
    keep_units(desk, reading, SCHEME)
    again = compared(desk, reading, SCHEME)
    assert (len(again.taken), again.refused[-1][1]) == (0, "“云岭 平台”已经登记过。")
    with pytest.raises(UserError, match="没有可以导入"):
        keep_units(desk, reading, SCHEME)
    assert len(compared(desk, reading, "kunming-base-2022").taken) == 3


def test_a_file_without_anything_is_refused(tmp_path: Path) -> None:
    """A missing file is bad luck."""
    with pytest.raises(UserError, match="表格是空的"):
        read_units(book(tmp_path / "空.xlsx", [[""]]), lambda: False)
    with pytest.raises(UserError, match="打不开"):
        read_units(tmp_path / "没有.xlsx", lambda: False)


ODD: list[list[object]] = [
    ["2024年度"],
    ["牌子", "谁在办", "发牌子那天", "备考"],
    ["云岭平台", "云岭公司", "2024.6.10", "老城"],
    ["滇池平台", "滇池公司", "2023.6.1", ""],
]


def test_columns_with_words_of_their_own_are_chosen_and_remembered(
    desk: Desk, tmp_path: Path
) -> None:
    """Nothing is recognised; three choices make the list, and the next of that shape needs none."""
    reading = read_units(book(tmp_path / "2024.xlsx", ODD), lambda: False)
    assert (reading.sentence, reading.listing.header_line) == ("读入2 = 采纳0 + 拒绝2", 2)
    assert [name for _index, name in reading.listing.columns] == ODD[1]
    assert reading.told[0].startswith("没有认出“名称”一栏")
    chosen = mapped(mapped(mapped(reading.listing, "name", 0), "operator", 1), "on", 2)
    found = compared(desk, read_again(reading, chosen), SCHEME)
    cells = ("name", "operator_name", "recognised_on", "note")
    assert [tuple(one.cells[key] for key in cells) for one in found.taken] == [
        ("云岭平台", "云岭公司", "2024-06-10", ""),
        ("滇池平台", "滇池公司", "2023-06-01", ""),
    ]
    assert chosen.left_over == [(3, "备考")]
    assert keep_units(desk, found, SCHEME).value == 2

    later = [["2025年度"], ODD[1], ["翠湖平台", "翠湖公司", "2025.6.1", ""]]
    known = known_units(desk)
    again = read_units(book(tmp_path / "2025.xlsx", later), lambda: False, known)
    assert [one.cells["name"] for one in again.taken] == ["翠湖平台"]
    assert [one.name for one in known if one.key == again.listing.shape] == ["2024.xlsx"]
    afresh = recognised_again(again.listing)
    assert (afresh.shape, afresh.table.mapping) == ("", {})


def test_a_column_that_was_recognised_wrongly_is_put_right(desk: Desk, tmp_path: Path) -> None:
    """What a column is taken for leaves what it was before; the others stay as sure as they were.

    A column taken from nowhere is left over; the header's line can be said too.
    """
    reading = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False).listing
    other = mapped(reading, "name", reading.table.mapping["operator"])
    assert "operator" not in other.table.mapping
    assert (other.table.confidence["name"], other.table.confidence["code"]) == (BY_HAND, 100)
    assert [text for _index, text in other.left_over] == ["平台名称"]
    none = mapped(other, "code", -1)
    assert [text for _index, text in none.left_over] == ["平台名称", "统一社会信用代码"]
    odd = read_units(
        book(tmp_path / "别的.xlsx", [*ODD[:1], ["说", "明"], *ODD[1:]]), lambda: False
    )
    assert [name for _at, name in headed(odd.listing, 3).columns] == ODD[1]


def test_sheets_with_the_same_header_are_mapped_together(tmp_path: Path) -> None:
    """Lists go by batch: one choice is for every batch; a sheet without a table can be shown."""
    made = openpyxl.Workbook()
    for at, name in enumerate(("第一批", "第二批")):
        sheet = made.active if not at else made.create_sheet()
        sheet.title = name
        for row in (["示范平台名称", "谁在办"], [f"{name}平台", "甲公司"]):
            sheet.append(row)
    made.create_sheet("说明").append(["本名单供参考"])
    made.save(tmp_path / "两批.xlsx")
    reading = read_units(tmp_path / "两批.xlsx", lambda: False)
    found = read_again(reading, mapped(reading.listing, "operator", 1))
    names = [(one.cells["name"], one.cells["operator_name"]) for one in found.taken]
    assert names == [("第一批平台", "甲公司"), ("第二批平台", "甲公司")]
    assert reading.listing.sheets == ["第一批", "第二批", "说明"]
    shown = turned(reading.listing, "说明")
    assert (shown.table.grid.name, turned(shown, "第二批").shown) == ("说明", 1)
