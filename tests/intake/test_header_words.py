"""Headers in words that stand in no list are known by the words that they are made of."""

import tomllib
from pathlib import Path

import pytest

from desktop.domain.labels import fold_label
from desktop.intake.blocks import blocks
from desktop.intake.book import Grid
from desktop.intake.many_rosters import rosters_of_book
from desktop.intake.tables import find_table, guess_roster
from desktop.intake.words import header_words
from desktop.paths import resources_dir
from tests.intake.papers import form_of, roster_of

PLATFORM, BASE = "kunming-platform-2022", "kunming-base-2022"
NANCHANG, NATIONAL = "nanchang-platform-2022", "national-platform-2017"
# Scheme, roster, and one header a line with the key that each cell stands for (- for none).
HEADERS = Path(__file__).parents[1] / "data" / "intake" / "headers.txt"


def cases() -> list[tuple[str, str, dict[str, str]]]:
    """Each line of the file with its scheme and roster: header to key."""
    found, scheme, roster = [], "", ""
    for line in HEADERS.read_text("utf-8").splitlines():
        if "=" not in line:
            scheme, roster = line.split()
        else:
            found.append((scheme, roster, dict(pair.rsplit("=", 1) for pair in line.split(" "))))
    return found


@pytest.mark.parametrize(("scheme", "key", "heads"), cases())
def test_headers_in_other_words_are_known(scheme: str, key: str, heads: dict[str, str]) -> None:
    """Every cell of the header goes to its column, or to none where it should."""
    sheet = Grid("名单", [list(heads), [f"内容{n}" for n in range(len(heads))]])
    found = find_table([sheet], roster_of(scheme, key))
    assert found is not None
    keys = {place: key for key, place in found.mapping.items() if key != "dissatisfied"}
    got = {text: keys.get(place, "-") for place, text in enumerate(heads)}
    wrong = {text: key for text, key in got.items() if heads[text] not in ("-", key)}
    assert wrong == {}
    assert min(found.confidence.values()) >= 80


def test_a_hundred_of_them_stand_in_no_list() -> None:
    """What the test before looks for is nowhere word by word, in the forms or the words."""
    plain = tomllib.loads((resources_dir() / "words" / "headers.toml").read_text("utf-8"))
    listed = {
        fold_label(word) for words in plain["words"].items() for word in (words[0], *words[1])
    }
    for column in plain["columns"]:
        listed |= {fold_label(text) for text in (*column["aliases"], *column.get("weak", ()))}
    listed |= {fold_label(text) for text in plain["scales"]}
    for scheme in (PLATFORM, BASE, NANCHANG, NATIONAL, "yunnan-platform-2022"):
        for roster in form_of(scheme)[1]:
            for column in roster.columns:
                listed |= {fold_label(text) for text in (column.label, *column.aliases)}
    tried = {text for *_, heads in cases() for text, key in heads.items() if key != "-"}
    fresh = {text for text in tried if fold_label(text) not in listed}
    assert len(fresh) >= 100, len(fresh)


WORDS = header_words()


def sheet_of(*lines: str, name: str = "名单") -> Grid:
    """A sheet from lines whose cells are divided by |."""
    return Grid(name, [line.split("|") if line else [] for line in lines])


def test_several_tables_on_one_sheet_are_cut_apart() -> None:
    """Another header begins another table, with its title; a repeated header does not."""
    sheet = sheet_of(
        "服务中小微企业及服务评价表",
        "企业名称|联系人|联系电话",
        "甲公司|乙|13900000001",
        "企业名称|联系人|联系电话",
        "丙公司|丁|13900000002",
        "合计|2|",
        "",
        "管理和专职服务人员情况表",
        "姓名|职务|学历|联系电话",
        "戊|经理|本科|13900000003",
    )  # fmt: skip - a line of the sheet in each
    parts = blocks(sheet, WORDS)
    assert [(p.first_line, len(p.cells)) for p in parts] == [(1, 7), (8, 3)]
    assert parts[0].cells + parts[1].cells == sheet.cells
    found = rosters_of_book([sheet], form_of(PLATFORM)[1])
    assert [(key, f.grid.first_line, f.first_row) for key, f in found] == [
        ("firms", 1, 2),
        ("staff", 8, 2),
    ]


def test_the_right_sheet_is_found_among_many() -> None:
    """Instructions, a sample, an empty template and last year's sheet do not win."""
    head = "序号|企业名称|联系人|联系电话"
    sheets = [
        sheet_of("填表说明", "企业名称请与公章一致", name="说明"),
        sheet_of(head, "1|某某公司|张三|13000000000", name="填写示例"),
        sheet_of(head, name="空表"),
        sheet_of(head, "1|甲|乙|13900000001", "2|丙|丁|13900000002", name="Sheet2"),
        sheet_of(head, "1|甲|乙|13900000001", name="旧表"),
    ]
    hit = guess_roster(sheets, form_of(PLATFORM)[1])
    assert hit is not None
    assert (hit[0], hit[1].grid.name) == ("firms", "Sheet2")
    assert hit[1].also == ("填写示例", "空表", "旧表")


def test_the_same_roster_with_its_columns_in_another_order_is_another_table() -> None:
    """Two lists under one another: the second is named with the line that it begins at."""
    sheet = sheet_of(
        "企业名称|联系人|联系电话", "甲|乙|1", "丙|丁|2", "", "联系电话|企业名称|联系人", "3|戊|己"
    )
    found = find_table([sheet], roster_of(PLATFORM, "firms"))
    assert found is not None
    assert (found.first_row, found.also) == (1, ("名单（第5行起）",))


@pytest.mark.parametrize(
    "text",
    [
        "服务满意度",
        "企业法人代表",
        "开票信息",
        "服务金额",
        "合同编号",
        "昆明企业服务有限公司",
        "服务",
        "情况",
    ],
)
def test_headers_that_mean_something_else_are_no_column_of_the_firms(text: str) -> None:
    """Nothing is taken that only shares a word."""
    roster = roster_of(PLATFORM, "firms")
    full = fold_label(text)
    scores = {c.key: WORDS.heading("firms", c).score_folded(full, full) for c in roster.columns}
    assert {key: score for key, score in scores.items() if score} == {}
