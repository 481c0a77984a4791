"""A workbook with several rosters gives each of them; what only resembles one is left alone."""

from desktop.domain.form import Column, Roster
from desktop.intake.book import Grid
from desktop.intake.many_rosters import rosters_of_book
from desktop.intake.rows import take_rows

FIRMS = Roster(
    "firms",
    "服务企业名单",
    "附件5",
    tuple(
        Column(key, label)
        for key, label in (
            ("serial", "序号"),
            ("name", "企业名称"),
            ("contact", "联系人"),
            ("phone", "联系电话"),
            ("service", "服务内容"),
        )
    ),
    total_field="served",
)
STAFF = Roster(
    "staff",
    "主要人员情况表",
    "附件4",
    tuple(
        Column(key, label)
        for key, label in (
            ("serial", "序号"),
            ("name", "姓名"),
            ("post", "岗位"),
            ("education", "学历"),
            ("phone", "联系电话"),
        )
    ),
)
FIRM_HEAD = ["序号", "企业名称", "联系人", "联系电话", "服务内容"]
STAFF_HEAD = ["序号", "姓名", "岗位", "学历", "联系电话"]


def test_each_roster_is_found_on_its_own_sheet():
    """By title or by columns, in the sheets' order; a second sheet of one roster is named."""
    grids = [
        Grid("填写说明", [["1. 每份名单一张工作表"]]),
        Grid("表4", [STAFF_HEAD, ["1", "张三", "讲师", "本科", "13900000001"]]),
        Grid("服务企业名单", [["服务企业名单"], ["企业名称", "联系人"], ["甲公司", "李四"]]),
        Grid("续表", [FIRM_HEAD, ["2", "乙公司", "王五", "13900000002", "培训"]]),
    ]
    found = rosters_of_book(grids, (FIRMS, STAFF))
    assert [(key, hit.grid.name, hit.also) for key, hit in found] == [
        ("staff", "表4", ()),
        ("firms", "服务企业名单", ("续表",)),
    ]


def test_what_only_resembles_a_roster_is_none():
    """A hidden sheet, one without rows and a short list of phone numbers are left alone."""
    grids = [
        Grid("隐藏", [STAFF_HEAD, ["1", "张三", "讲师", "本科", "13900000001"]], hidden=True),
        Grid("空表", [STAFF_HEAD]),
        Grid("通讯录", [["姓名", "联系电话"], ["张三", "13900000001"]]),
    ]
    assert rosters_of_book(grids, (FIRMS, STAFF)) == []


def test_a_total_above_the_header_is_read():
    """The blank above the list says how many were served; a heading of one cell says nothing."""
    lines = [["服务企业名单"], ["", "上一年度共服务企业", "120", "家"], FIRM_HEAD]
    grid = Grid("名单", [*lines, ["1", "甲公司", "李四", "13900000001", "培训"]])
    [(_, hit)] = rosters_of_book([grid], (FIRMS, STAFF))
    taken = take_rows(hit, FIRMS)
    assert (len(taken.rows), taken.total, taken.total_line) == (1, "120", 2)


def test_a_table_of_strange_words_below_another_is_cut_off_by_its_number_column():
    """Devices below a list of people are no people: 序号 begins a header, and no row of data."""
    lines = [STAFF_HEAD, ["1", "张三", "讲师", "本科", "13900000001"], [], ["主要设备清单"]]
    strange = [["序号", "名称", "型号", "数量", "价格（元）", "用途"], ["1", "服务器", "X1", "1"]]
    [(key, hit)] = rosters_of_book([Grid("表", [*lines, *strange])], (FIRMS, STAFF))
    assert (key, [row.cells["name"] for row in take_rows(hit, STAFF).rows]) == ("staff", ["张三"])
