"""A list of units recognised in earlier years: read, looked at, kept whole or not at all."""

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.problem import UserError
from desktop.work.desk import Desk
from desktop.work.dynamic import unit_lines
from desktop.work.dynamic_import import compared, keep_units, read_units
from desktop.work.dynamic_page import unit_page

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


def test_what_is_there_already_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The same list a second time brings nothing; for another scheme it is another list."""
    reading = read_units(book(tmp_path / "名单.xlsx", ROWS), lambda: False)
    keep_units(desk, reading, SCHEME)
    again = compared(desk, reading, SCHEME)
    assert (len(again.taken), again.refused[-1][1]) == (0, "“云岭 平台”已经登记过。")
    with pytest.raises(UserError, match="没有可以导入"):
        keep_units(desk, reading, SCHEME)
    assert len(compared(desk, reading, "kunming-base-2022").taken) == 3


def test_a_file_without_names_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The sentence says which heads are looked for; a missing file is bad luck."""
    place = book(tmp_path / "别的.xlsx", [["甲", "乙"], ["1", "2"]])
    with pytest.raises(UserError, match="没有找到带“名称”表头"):
        read_units(place, lambda: False)
    with pytest.raises(UserError, match="打不开"):
        read_units(tmp_path / "没有.xlsx", lambda: False)
