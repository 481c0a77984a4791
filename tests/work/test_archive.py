"""单位档案: an organisation's years under one name, joined and parted as the clerk says."""

import pytest
from drawn_case import code_of

from desktop.domain.problem import UserError
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.store import applications
from desktop.work.archive import archive, join_files, keep_apart, offer_again, part_files
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_unit, save_field
from desktop.work.free_papers import gather_free, owner_organisation, papers_of_owner
from desktop.work.history import file_history
from desktop.work.inward_papers import ARCHIVE, gather_inward
from desktop.work.papers import note_printed
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

SCHEME, BASE = "kunming-platform-2022", "kunming-base-2022"


def start(desk: Desk, scheme: str, year: int, operator: str) -> int:
    """An application of an operator in a round."""
    number = int(start_case(desk, open_round(desk, scheme, year).value, f"{operator}平台").value)
    save_value(desk, number, desk.schemes[scheme].form.operator_field, operator)
    return number


def told(desk: Desk) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """The list in short."""
    return [
        (one.name, [(e.kind, e.year, e.name) for e in one.entries]) for one in archive(desk).files
    ]


def test_years_and_schemes_stand_under_one_organisation_by_pinyin(desk: Desk):
    """Applications and recognitions of all schemes, the newest first."""
    start(desk, SCHEME, 2025, "安宁云岭服务有限公司")
    start(desk, SCHEME, 2026, "昆明春城服务有限公司")
    start(desk, BASE, 2026, "昆明春城服务有限公司")
    add_unit(desk, SCHEME, "昆明春城服务有限公司")
    found = told(desk)
    assert [name for name, _entries in found] == ["安宁云岭服务有限公司", "昆明春城服务有限公司"]
    assert [(kind, year) for kind, year, _name in found[1][1]] == [
        ("申报", 2026),
        ("申报", 2026),
        ("认定", 0),
    ]


def test_organisations_with_one_code_are_offered_and_joined(desk: Desk):
    """A new name with the same code: one file after joining, and two again after parting."""
    numbers = [start(desk, SCHEME, 2025, "昆明老名字服务有限公司")]
    numbers.append(start(desk, SCHEME, 2026, "云南新名字集团有限公司"))
    for number in numbers:
        save_value(desk, number, "rec.code", code_of(7))
    one = archive(desk).alike[0]
    before = told(desk)
    assert one.sentence == "统一社会信用代码相同"
    other = join_files(desk, one.second.id, one.first.id).value
    joined = archive(desk)
    assert (len(joined.files), joined.alike) == (1, ())
    assert {joined.files[0].name, *joined.files[0].earlier} == {
        "昆明老名字服务有限公司",
        "云南新名字集团有限公司",
    }
    again = start(desk, BASE, 2026, joined.joined[other])
    assert applications.application(desk.store, again).organisation_id == joined.files[0].id
    with pytest.raises(UserError, match="已经是同一单位"):
        join_files(desk, one.second.id, one.first.id)
    part_files(desk, other)
    assert [name for name, _entries in told(desk)] == [name for name, _entries in before]
    with pytest.raises(UserError, match="没有合并过"):
        part_files(desk, other)


def test_near_names_are_offered_and_other_codes_are_not(desk: Desk):
    """What differs by a letter may be a slip; two codes are two organisations."""
    first = start(desk, SCHEME, 2025, "昆明滇池创新服务有限公司")
    second = start(desk, SCHEME, 2026, "昆明滇池创新服务公司")
    assert len(archive(desk).alike) == 1
    for at, number in enumerate((first, second)):
        save_value(desk, number, "rec.code", code_of(at + 1))
    assert archive(desk).alike == ()


def test_the_sheet_lists_the_years(desk: Desk):
    """单位档案 on paper: names, code, and a row for each year."""
    number = start(desk, SCHEME, 2025, "昆明春城服务有限公司")
    start(desk, SCHEME, 2026, "昆明春城服务有限公司")
    round_id = applications.application(desk.store, number).round_id
    made = gather_inward(desk, ARCHIVE, round_id, [number])
    text = picture(compose(read_sheet(made.description), made.facts))
    assert "单位：昆明春城服务有限公司" in text
    assert (text.count("2025年"), text.count("2026年11月20日")) == (1, 1)
    assert made.draft is False


def test_near_names_that_are_not_one_are_not_offered_again(desk: Desk):
    """Said once, remembered with the names; it can be taken back, and both are in the history."""
    start(desk, SCHEME, 2025, "昆明滇池创新服务有限公司")
    start(desk, SCHEME, 2026, "昆明滇池创新服务公司")
    [one] = archive(desk).alike
    pair = one.first.id, one.second.id
    keep_apart(desk, *pair)
    found = archive(desk)
    assert (found.alike, [*found.apart.values()]) == (
        (),
        ["昆明滇池创新服务有限公司 / 昆明滇池创新服务公司"],
    )
    offer_again(desk, pair[1], pair[0])
    again = archive(desk)
    assert (len(again.alike), again.apart) == (1, {})
    with pytest.raises(UserError, match="没有确认过"):
        offer_again(desk, *pair)
    names = "事项：{1}；名称：{0}".format
    said = [(one.act, one.of, one.what) for one in file_history(desk)[:2]]
    assert said == [
        ("取消“不是同一单位”", one.second.name, names(one.second.name, one.first.name)),
        ("不是同一单位", one.first.name, names(one.first.name, one.second.name)),
    ]


def test_the_sheet_of_a_unit_that_never_applied(desk: Desk):
    """An organisation of an earlier year's list has its sheet too, under its own name."""
    number = add_unit(desk, SCHEME, "安宁平台").value
    save_field(desk, number, "unit.operator_name", "安宁云岭服务有限公司")
    save_field(desk, number, "unit.recognised_on", "20240610")
    [file] = archive(desk).files
    owner = owner_organisation(file.id)
    [line] = papers_of_owner(desk, owner)
    [paper] = gather_free(desk, line, owner).papers
    text = picture(compose(read_sheet(paper.facts.description), paper.facts.facts))
    assert paper.name == "安宁平台 单位档案"
    assert "单位：安宁平台" in text
    assert "曾用名称：安宁云岭服务有限公司" in text
    assert text.count("2024年") == 1
    note_printed(desk, paper.facts, b"%PDF", "print")
    [last] = file_history(desk, 1)
    assert (last.act, last.of, last.what) == ("打印", "安宁平台", "表：单位档案")
