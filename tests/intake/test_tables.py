"""A roster is found by its header wherever it stands, and each of its rows is accounted for."""

from collections.abc import Sequence

import pytest

from desktop.domain.form import Column, FixedRow, Roster
from desktop.domain.problem import Problem, Severity
from desktop.intake.book import Grid, Merge, Reading
from desktop.intake.labels import fold_label, wanted
from desktop.intake.reading import read
from desktop.intake.tables import RefusedRow, TakenRow, find_table, guess_roster, take_rows
from tests.intake.papers import form_of, roster_of, workbook_of

FIRMS = Roster(
    "firms",
    "服务中小微企业及服务评价表",
    "附件1",
    (
        Column("serial", "序号"),
        Column("name", "企业名称"),
        Column("contact", "联系人"),
        Column("phone", "联系电话", "phone", aliases=("手机",)),
        Column("satisfied", "满意", group="企业满意度"),
        Column("dissatisfied", "不满意", group="企业满意度"),
        Column("code", "统一社会信用代码", "code", additional=True),
    ),
)


def grid(*lines: str, merged: Sequence[Merge] = (), name: str = "名单") -> Grid:
    """A sheet from lines whose cells are divided by |."""
    return Grid(name, [line.split("|") if line else [] for line in lines], merged=tuple(merged))


def test_a_header_of_two_rows_under_a_title_with_merges() -> None:
    """The group over two labels belongs to both, and a label over two rows is one label."""
    sheet = grid(
        "附件1",
        "服务中小微企业及服务评价表",
        "序号|企 业 名 称|联系人|手机：|企业满意度||备注",
        "||||满意|不满意|",
        "1|甲|乙|13900000001|√||无",
        merged=(Merge(1, 0, 1, 6), Merge(2, 4, 2, 5), Merge(2, 1, 3, 1)),
    )
    found = find_table([grid("填表说明", name="说明"), sheet], FIRMS)
    assert found is not None
    assert (found.grid.name, found.header_lines, found.unmapped) == ("名单", (2, 3), ("备注",))
    assert found.mapping == {
        "serial": 0, "name": 1, "contact": 2, "phone": 3, "satisfied": 4, "dissatisfied": 5
    }  # fmt: skip
    assert set(found.confidence.values()) == {100}


def test_a_csv_has_no_merges_and_its_groups_are_filled() -> None:
    """企业满意度, then an empty cell, over 满意 and 不满意."""
    found = find_table([grid("企业名称|企业满意度|", "|满意|不满意", "甲||√")], FIRMS)
    assert found is not None
    assert found.mapping == {"name": 0, "satisfied": 1, "dissatisfied": 2}


def test_satisfied_is_never_taken_for_dissatisfied() -> None:
    """Only 不满意 is there: 满意 stays without a column."""
    found = find_table([grid("企业名称|联系人|不满意", "甲|乙|√")], FIRMS)
    assert found is not None
    assert found.mapping == {"name": 0, "contact": 1, "dissatisfied": 2}


def test_close_spellings_have_less_confidence() -> None:
    """A header that only resembles is taken with less than 100."""
    found = find_table([grid("服务的企业名称|企业联系人姓名|统一社会信用代码证", "甲|乙|x")], FIRMS)
    assert found is not None
    assert found.mapping == {"name": 0, "contact": 1, "code": 2}
    assert found.confidence == {"name": 94, "contact": 94, "code": 94}


def test_a_name_broken_into_lines_or_brackets_is_still_found() -> None:
    """A label over three rows, and a bracket that closes a row below, are labels of the name."""
    for lines in (("企业|联系人", "名|", "称|"), ("企业名称（与营业执照|联系人", "上的一致）|")):
        found = find_table([grid("名单", *lines, "甲|乙")], FIRMS)
        assert found is not None
        assert (found.mapping, found.first_row) == ({"name": 0, "contact": 1}, len(lines) + 1)


def test_the_quick_look_passes_every_text_that_scores() -> None:
    """What fits a label in whole passes the quick look, and most data does not."""
    label = wanted("服务企业名称", ("企业名称", "单位全称"))
    texts = ("企业名称", "服务的企业名称", "申报单位全称", "名称", "称", "企业", "服务企业 名称：")
    assert [text for text in texts if not label.may_hold(fold_label(text))] == []
    data = ("昆明市某某有限公司", "五华区", "13900000001", "√", "", "技术咨询")
    assert [text for text in data if label.may_hold(fold_label(text))] == []


def test_no_header_is_no_table() -> None:
    """Rows without a header, and an empty sheet, find nothing."""
    assert find_table([grid("甲|乙|13900000001"), grid()], FIRMS) is None


def test_a_mapping_by_hand() -> None:
    """The reviewer's own header line and columns are taken as they are."""
    sheet = grid("单位|谁", "甲|乙")
    found = find_table([sheet], FIRMS, mapping={"name": 0, "contact": 1}, header_line=1)
    assert found is not None
    rows = take_rows(found, FIRMS).rows
    assert rows == (TakenRow("名单", 2, {"name": "甲", "contact": "乙"}),)


def test_every_row_is_taken_or_refused_with_its_reason() -> None:
    """Totals, remarks, repeated headers, nameless rows and lost codes are refused."""
    sheet = Grid(
        "名单",
        [
            ["序号", "企业名称", "联系电话", "满意", "不满意", "统一社会信用代码"],
            ["1", "甲\u200b公司 ", "13900000001.0", "✓", "", "91530102MA6K00000X"],
            [],
            ["序号", "企业名称", "联系电话", "满意", "不满意"],
            ["2", "乙公司", "0871-1", "", "Y", "915301020000000128"],
            ["3", "丙公司", "", "", "", "9.15301E+17"],
            ["4", "", "13900000002"],
            ["5"],
            ["合计", "", "3"],
            ["上一年度共服务企业 1200 家"],
            ["注：以上企业均已盖章"],
            ["6", "丁" * 200, "", "是", "1"],
        ],
        long_numbers=frozenset({(4, 5)}),
    )
    found = find_table([sheet], FIRMS)
    assert found is not None
    taken = take_rows(found, FIRMS)
    assert (taken.read, taken.empty, taken.total) == (10, 1, "1200")
    assert taken.read == len(taken.rows) + len(taken.refused)
    assert [(row.line, list(row.cells.values()), row.notes) for row in taken.rows] == [
        (
            2,
            ["1", "甲公司", "13900000001", "是", "", "91530102MA6K00000X"],
            (
                "企业名称：已去掉1个看不见的字符（U+200B）。",
                "统一社会信用代码的校验位（第18位）对不上，可能有一位抄错，请核对。",
            ),
        ),
        (12, ["6", "丁" * 200, "", "是", "是", ""], ("满意与不满意两栏都打了勾，请核对",)),
    ]
    lost = "在表格里存成了数字，末几位已经丢失，请把这一列设为文本格式，照证件重新填写。"
    assert [(row.line, row.reason, row.text) for row in taken.refused] == [
        (4, "这是重复的表头，不作为名单内容。", "序号 企业名称 联系电话 满意 不满意"),
        (5, f"统一社会信用代码“915301020000000128”{lost}", "2 乙公司 0871-1 Y 915301020000000128"),
        (6, f"统一社会信用代码“9.15301E+17”{lost}", "3 丙公司 9.15301E+17"),
        (7, "这一行没有企业名称。", "4 13900000002"),
        (8, "这一行只有序号，没有内容。", "5"),
        (9, "这是合计行，不作为名单内容。", "合计 3"),
        (10, "这是合计行（服务企业总数），不作为名单内容。", "上一年度共服务企业 1200 家"),
        (11, "这是备注或填表说明，不作为名单内容。", "注：以上企业均已盖章"),
    ]


@pytest.mark.parametrize(
    "total",
    [
        "合计：120家", "总计 120户", "共计120家企业", "小计（3）", "合　计", "总计：__120__家",
        "本页小计：12家", "合计（家）", "合计企业数：120", "共120家", "企业总数120家",
    ],
)  # fmt: skip
def test_a_total_is_no_firm_however_it_is_written(total: str) -> None:
    """With colon and count, before or in the name's column; a firm whose name begins so is one."""
    lines = ("序号|企业名称|联系人|满意|不满意", "1|合计商行|甲|√|", f"|{total}||118|2", f"{total}")
    found = find_table([grid(*lines)], FIRMS)
    assert found is not None
    taken = take_rows(found, FIRMS)
    assert [row.cells["name"] for row in taken.rows] == ["合计商行"]
    assert {row.reason for row in taken.refused} == {"这是合计行，不作为名单内容。"}


def test_a_count_where_a_tick_belongs_is_named() -> None:
    """118 in the column of √ stays as it is, and is asked about; a word of the scale is a tick."""
    lines = ("企业名称|联系人|满意|不满意", "甲公司|乙|118|2", "丙公司|丁|满意|", "戊公司|己|1|")
    found = find_table([grid(*lines)], FIRMS)
    assert found is not None
    taken = take_rows(found, FIRMS)
    assert [(row.cells["satisfied"], row.notes) for row in taken.rows] == [
        (
            "118",
            (
                "“满意”一栏应打√，填的是“118”，已照原样保留，请核对",
                "“不满意”一栏应打√，填的是“2”，已照原样保留，请核对",
            ),
        ),
        ("是", ()),
        ("是", ()),
    ]


def test_merged_cells_in_the_data() -> None:
    """A value over several rows holds for each; a name over several rows is one firm."""
    sheet = grid(
        "企业名称|联系人", "甲|乙", "丙|", "丁|戊", "|己",
        merged=(Merge(1, 1, 2, 1), Merge(3, 0, 4, 0)),
    )  # fmt: skip
    found = find_table([sheet], FIRMS)
    assert found is not None
    taken = take_rows(found, FIRMS)
    assert [(dict(row.cells), row.notes) for row in taken.rows] == [
        ({"name": "甲", "contact": "乙"}, ()),
        ({"name": "丙", "contact": "乙"}, ("联系人取自第2行合并单元格",)),
        ({"name": "丁", "contact": "戊"}, ()),
    ]
    assert taken.refused == (
        RefusedRow(
            "名单",
            5,
            {"name": "", "contact": "己"},
            "“企业名称”与第4行合并，这一行没有自己的企业名称。",
            "己",
        ),
    )


def test_one_column_for_the_whole_scale() -> None:
    """A single column 企业满意度 with words in it serves both."""
    found = find_table(
        [grid("企业名称|联系人|企业满意度", "甲|乙|满意", "丙|丁|不满意", "戊|己|一般")], FIRMS
    )
    assert found is not None
    cells = [row.cells for row in take_rows(found, FIRMS).rows]
    assert [(c["satisfied"], c["dissatisfied"]) for c in cells] == [
        ("是", ""),
        ("", "是"),
        ("一般", ""),
    ]


def test_what_is_left_out_is_told() -> None:
    """Columns without a place or a header, and a second sheet of the kind, are announced."""
    found = find_table(
        [grid("企业名称|联系人|备注", "甲|乙|x|y"), grid("企业名称|联系人", "丙|丁", name="去年")],
        FIRMS,
    )
    assert found is not None
    assert take_rows(found, FIRMS).problems == (
        Problem("名单", "“备注”一列没有对应的栏目，没有导入。", Severity.NOTE),
        Problem("名单", "第4列没有表头，其中1个单元格没有导入。", Severity.NOTE),
        Problem("名单", "工作表“去年”也像是这份名单，没有导入；需要时可“一并导入”。"),
    )


def test_printed_rows_that_were_not_filled() -> None:
    """A row of which only the printed words are there is refused; its label is the form's own."""
    roster = Roster(
        "activities",
        "服务活动开展情况表",
        "附件1",
        (Column("serial", "序号"), Column("type", "服务活动类型"), Column("results", "活动成果")),
        fixed_rows=(FixedRow("info", "信息服务"), FixedRow("digital", "数字化赋能服务")),
    )
    found = find_table(
        [grid("序号|服务活动类型|活动成果", "1|信息服务|", "8|数字化赋能\n服务|好")], roster
    )
    assert found is not None
    taken = take_rows(found, roster)
    assert [dict(row.cells) for row in taken.rows] == [
        {"serial": "8", "type": "数字化赋能服务", "results": "好"}
    ]
    assert [row.reason for row in taken.refused] == ["这一行只有表上印好的文字，没有填写。"]


@pytest.mark.parametrize(
    "scheme",
    [
        "kunming-platform-2022",
        "kunming-base-2022",
        "yunnan-platform-2022",
        "national-platform-2017",
        "nanchang-platform-2022",
    ],
)
def test_each_roster_of_each_scheme_is_recognised_by_its_header(scheme: str) -> None:
    """A file that is dropped in is known by its content: the annex's own header is enough."""
    rosters = form_of(scheme)[1]
    guessed = []
    for roster in rosters:
        groups = [column.group for column in roster.columns]
        labels = [column.label for column in roster.columns]
        head = [group or label for group, label in zip(groups, labels, strict=True)]
        below = [label if group else "" for group, label in zip(groups, labels, strict=True)]
        sheet = Grid("Sheet1", [head, below, [f"内容{n}" for n in range(len(labels))]])
        hit = guess_roster([sheet], rosters)
        guessed.append((hit[0], len(hit[1].mapping)) if hit else None)
    assert guessed == [(roster.key, len(roster.columns)) for roster in rosters]


def test_ten_thousand_firms_from_file_to_rows() -> None:
    """A long list comes through whole."""
    rows = [[n, f"昆明第{n}家有限公司", "甲", 13900000000 + n] for n in range(1, 10_001)]
    answer = read(workbook_of([["序号", "企业名称", "联系人", "联系电话"], *rows]), "名单.xlsx")
    assert isinstance(answer, Reading)
    assert answer.book is not None
    roster = roster_of("kunming-platform-2022", "firms")
    found = find_table(answer.book.sheets, roster)
    assert found is not None
    taken = take_rows(found, roster)
    assert (taken.read, len(taken.rows), taken.refused, answer.problems) == (10_000, 10_000, (), ())
    assert taken.rows[-1] == TakenRow(
        "名单",
        10_001,
        {
            "serial": "10000",
            "name": "昆明第10000家有限公司",
            "contact": "甲",
            "phone": "13900010000",
        },
    )


def test_a_header_repeated_in_one_row_loses_none_of_the_rows_above_it() -> None:
    """The merged header on top counts, though the one repeated on a later page fits better."""
    sheet = grid(
        "序号|企业基本情况|联系方式||企业满意度",
        "|单位全称|负责人|手机/座机|",
        *(f"{n}|春城示例{n}号有限公司|示例{n}|1390000000{n}|满意" for n in range(1, 4)),
        "序号|单位全称|负责人|手机/座机|企业满意度",
        *(f"{n}|春城示例{n}号有限公司|示例{n}|1390000000{n}|满意" for n in range(4, 7)),
        merged=(Merge(0, 0, 1, 0), Merge(0, 2, 0, 3), Merge(0, 4, 1, 4)),
    )
    found = guess_roster([sheet], (FIRMS,))
    assert found is not None
    taken = take_rows(found[1], FIRMS)
    assert [row.cells["serial"] for row in taken.rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row.reason for row in taken.refused] == ["这是重复的表头，不作为名单内容。"]
    assert {row.cells["phone"][:3] for row in taken.rows} == {"139"}


def test_a_list_of_events_is_no_list_of_firms() -> None:
    """Where few columns fit and none surely, it is asked what the list is."""
    events = grid("活动名称|时间|地点|参加人数|内容", "融资对接会|2025年3月|昆明|80人|融资")
    devices = roster_of("national-platform-2017", "equipment")
    assert guess_roster([events], (devices,)) is None
