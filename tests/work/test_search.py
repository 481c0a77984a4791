"""Anything is found by a part of its name, contact, phone, code or by its initials."""

import pytest

from desktop.domain.readings import Readings
from desktop.paths import resources_dir
from desktop.store import rosters
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_unit, save_field
from desktop.work.rosters import add_row, edit_cell, roster_numbers
from desktop.work.rounds import open_round
from desktop.work.search import Found, find, grow

FIRMS = (
    ("昆明鑫达科技有限公司", "单晓", "13812345678", "91530100MA6K12345X"),
    ("重庆（云南）商行", "Amy Wu", "0871-6313 1234-8012", ""),
    ("云南3D打印有限公司", "仇英", "13900000000", ""),
)


@pytest.fixture
def case(desk: Desk) -> int:
    """One application with three firms and a person."""
    round_id = open_round(desk, "kunming-platform-2022", 2026).value
    number: int = start_case(desk, round_id, "昆明示例服务平台").value
    for name, contact, phone, code in FIRMS:
        row = add_row(desk, number, "firms", name).value
        for key, text in (("contact", contact), ("phone", phone), ("code", code)):
            edit_cell(desk, number, row, key, text)
    add_row(desk, number, "staff", "解小龙")
    return number


PAIRS = [("AMYW", ""), ("amyw", "name"), ("xxl", "")]  # 解小龙 is of another roster


def _names(found: Found) -> list[str]:
    return [f"{hit.group} {hit.name}" for hit in found.hits]


def _made(desk: Desk) -> Desk:
    while grow(desk):
        pass
    return desk


@pytest.mark.usefixtures("case")
def test_what_a_whole_look_at_the_file_took_is_given_back_once(desk: Desk):
    """SQLite lets its pages go when every row was looked at, not after each change."""
    done: list[str] = []
    desk.store.db.conn.set_trace_callback(done.append)
    _made(desk)
    first = done.count("PRAGMA shrink_memory")
    _made(desk)
    assert (first, done.count("PRAGMA shrink_memory")) == (1, 1)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("ready", [False, True])
@pytest.mark.parametrize(
    ("text", "number"),
    [("鑫达", 0), ("5678", 0), ("ma6k", 0), ("单晓", 0), ("(云南)商", 1), ("amyw", 1), ("3d打", 2)],
)
def test_a_firm_is_found_by_any_part(desk: Desk, text: str, number: int, *, ready: bool):
    """Name, phone, code and contact, with the index and before there is one."""
    found = find(_made(desk) if ready else desk, text)
    assert (_names(found), found.ready) == ([f"企业 {FIRMS[number][0]}"], ready)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kmxd", "企业 昆明鑫达科技有限公司"),
        ("sx", "企业 昆明鑫达科技有限公司"),  # 单晓, read shan
        ("qy", "企业 云南3D打印有限公司"),  # 仇英, read qiu
        ("cq(yn)sh", "企业 重庆（云南）商行"),
        ("yn3d", "企业 云南3D打印有限公司"),
        ("xxl", "人员 解小龙"),
        ("63131234", "企业 重庆（云南）商行"),  # written with blanks
    ],
)
def test_initials_are_read_as_names_are(desk: Desk, text: str, name: str):
    """Surnames and some words are read otherwise than their characters by themselves."""
    assert _names(find(_made(desk), text)) == [name]


def test_an_application_is_found_too_and_every_hit_leads_to_its_place(desk: Desk, case: int):
    """The application opens itself; a row opens its roster with that row."""
    found = find(_made(desk), "km")
    told = [(hit.group, hit.page, hit.application_id, hit.step, hit.detail) for hit in found.hits]
    first = rosters.rows(desk.store, case, "firms")[0].id
    assert told == [
        ("申报", "case", case, "", ""),
        ("单位", "archive", None, "", "unit:昆明示例服务平台"),
        ("企业", "case", case, "rosters", f"row:firms:{first}"),
    ]


def test_a_recognised_unit_is_found_by_name_operator_and_document(desk: Desk):
    """It leads to its own page, also where nothing was applied for in this file."""
    unit = int(add_unit(desk, "kunming-platform-2022", "云岭公共服务平台").value)
    save_field(desk, unit, "unit.operator_name", "昆明云岭服务有限公司")
    save_field(desk, unit, "unit.recognised_on", "20240610")
    save_field(desk, unit, "unit.document", "昆工信通〔2024〕45号")
    for text in ("ylgg", "云岭服务", "〔2024〕45号"):
        hits = [one for one in find(_made(desk), text).hits if one.group == "认定单位"]
        assert [(one.name, one.where, one.page, one.step) for one in hits] == [
            (
                "云岭公共服务平台",
                "昆明市示范平台　2024年认定　昆明云岭服务有限公司",
                "unit",
                str(unit),
            )
        ]


def test_what_is_written_later_is_found_at_the_next_turn(desk: Desk, case: int):
    """A changed cell, a new row, a row that was taken out."""
    _made(desk)
    row = rosters.rows(desk.store, case, "firms")[0].id
    edit_cell(desk, case, row, "name", "安宁改名公司")
    add_row(desk, case, "firms", "官渡新增公司")
    _made(desk)
    names = [_names(find(desk, text)) for text in ("angm", "gdxz", "kmxd")]
    assert names == [["企业 安宁改名公司"], ["企业 官渡新增公司"], []]


def test_only_the_first_are_listed_and_it_says_so(desk: Desk, case: int):
    """Of sixty firms that hold the text the first fifty are shown."""
    with desk.act("导入", "application:1"):
        rows = [rosters.NewRow("表", n, {"name": f"呈贡{n}号店"}) for n in range(1, 61)]
        rosters.add_import(desk.store, case, "firms", None, rows)
    found = find(_made(desk), "呈贡")
    assert (len(found.hits), found.more) == (50, True)


def test_rows_are_sorted_as_they_are_read_and_figures_as_figures(desk: Desk, case: int):
    """By name, both ways; the empty stay last."""
    by_name = roster_numbers(desk, case, "firms", by="name", down=False)
    by_code = roster_numbers(desk, case, "firms", by="code", down=True)
    first, second, third = sorted(by_name)
    assert (by_name, by_code) == ([first, third, second], [first, second, third])


def test_a_rosters_own_box_finds_by_initials_too(desk: Desk, case: int):
    """As soon as they are known; of that roster alone, and in the order that is shown."""
    firms = sorted(roster_numbers(desk, case, "firms", down=False))
    before = roster_numbers(desk, case, "firms", "AMYW", down=False)
    _made(desk)
    found = [roster_numbers(desk, case, "firms", one, by, down=False) for one, by in PAIRS]
    assert (before, found) == ([], [[firms[1]], [firms[1]], []])


def test_the_readings_are_those_of_the_table_they_were_made_from():
    """Every character has the initial of its first reading, but for the few that names change."""
    from pypinyin import Style, pinyin  # the development environment's

    text = (resources_dir() / "words" / "readings.txt").read_text("utf-8")
    signs = "".join(line.split(" ", 1)[1] for line in text.splitlines()[1:])
    common = [one for one in signs if "\u4e00" <= one <= "\u9fa5"]
    theirs = pinyin(common, style=Style.FIRST_LETTER, heteronym=True, strict=False)
    ours = Readings(text)
    wrong = [
        one
        for one, known in zip(common, theirs, strict=True)
        if ours.initials(one) not in known and one not in "俟"
    ]
    assert wrong == []


def test_people_and_firms_are_read_differently():
    """The surname 单 is shan, a firm's 单 dan; 尉迟 is two characters."""
    read = Readings("dan1 单\nshan4 善\nwei4 尉\nchi2 迟\ngong1 恭\n")
    told = read.initials("单善"), read.person("单善"), read.person("尉迟恭\n单")
    assert told == ("ds", "ss", "ycg\ns")
