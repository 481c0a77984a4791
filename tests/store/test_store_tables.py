"""What is kept comes back the same: department, rounds, organisations, applications, the review."""

import sqlite3
from pathlib import Path

import pytest

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import (
    applications,
    departments,
    files,
    frames,
    materials,
    organisations,
    printed,
    recommendations,
    rosters,
    rounds,
    values,
    verdicts,
)
from desktop.store.applications import Application
from desktop.store.departments import Department
from desktop.store.materials import MaterialState
from desktop.store.organisations import Organisation
from desktop.store.recommendations import Decision
from desktop.store.rounds import Round
from desktop.store.store import Store
from desktop.store.verdicts import Verdict


def test_department_has_the_name_of_its_day(store: Store) -> None:
    """A renamed department keeps its old name for the old papers."""
    old = Department("春城区工信局", "district", "春城区", "甲", "0871-60000000", "2020-01-01")
    new = Department("春城区科工局", "district", "春城区", "甲", "0871-60000000", "2026-03-01")
    assert departments.department(store) is None
    with store.act("甲", "设置", "department", {}):
        departments.save_department(store, old)
        departments.save_department(store, new)
    assert departments.department(store) == new
    assert departments.department(store, "2026-02-28") == old
    assert departments.department(store, "2019-12-31") is None


def test_operators_stand_once_in_their_order(store: Store) -> None:
    """Added twice is there once."""
    with store.act("甲", "设置", "operators", {}):
        for name in ("𬭎某", "乙", "𬭎某"):
            departments.add_operator(store, name)
    assert departments.operators(store) == ["𬭎某", "乙"]


def test_round_is_one_for_scheme_and_year(store: Store) -> None:
    """The call and the scheme as it was are kept; a second round of the same year is refused."""
    with store.act("甲", "年度", "rounds", {}):
        first = rounds.add_round(store, "kunming-base-2022", 2025, {}, "d" * 64, '{"a":1}')
        second = rounds.add_round(store, "kunming-base-2022", 2026, {"quota": 3})
        rounds.save_call(store, second, {"quota": 4, "days": ["2026-04-30"]})
        rounds.save_scheme(store, second, "e" * 64, "{}")
    assert rounds.rounds(store) == [
        Round(
            second, "kunming-base-2022", 2026, {"quota": 4, "days": ["2026-04-30"]}, "e" * 64, "{}"
        ),
        Round(first, "kunming-base-2022", 2025, {}, "d" * 64, '{"a":1}'),
    ]
    with pytest.raises(UserError, match="2026年度已经建立"), store.act("甲", "年度", "rounds", {}):
        rounds.add_round(store, "kunming-base-2022", 2026, {})


def test_organisation_is_found_by_code_then_by_name(store: Store) -> None:
    """A new name under the same code is the same; another code under the same name is not."""
    with store.act("甲", "单位", "organisations", {}):
        first = organisations.find_or_add(store, "云岭公司")
        found = [
            organisations.find_or_add(store, "云岭公司", "91110000600037341L"),
            organisations.find_or_add(store, "云岭集团", "91110000600037341L"),
            organisations.find_or_add(store, "云岭集团"),
        ]
        other = organisations.find_or_add(store, "云岭集团", "91152201078377449P")
    assert found == [first] * 3
    assert organisations.organisations(store) == [
        Organisation(first, "云岭集团", "91110000600037341L"),
        Organisation(other, "云岭集团", "91152201078377449P"),
    ]


def test_applications_are_numbered_in_their_round(store: Store) -> None:
    """Each round counts from 0001; the organisation is the same over the rounds."""
    with store.act("甲", "收件登记", "applications", {}):
        rounds_ = [rounds.add_round(store, "s", year, {}) for year in (2025, 2026)]
        made = [
            applications.add_application(store, round_id, name, "云岭公司")
            for round_id, name in ((rounds_[0], "甲"), (rounds_[0], "乙"), (rounds_[1], "丙"))
        ]
        applications.set_state(store, made[1], "withdrawn")
        applications.set_state(store, made[1], stage="拟办")
        applications.rename(store, made[1], "乙平台", "滇池公司")
    found = [
        (each.number, each.name, each.operator_name, each.state, each.stage, each.organisation_id)
        for round_id in rounds_
        for each in applications.applications(store, round_id)
    ]
    assert found == [
        ("0001", "甲", "云岭公司", "open", "初审", 1),
        ("0002", "乙平台", "滇池公司", "withdrawn", "拟办", 2),
        ("0001", "丙", "云岭公司", "open", "初审", 1),
    ]
    assert [each.id for each in applications.applications_of(store, 1)] == [made[0], made[2]]


def test_application_that_is_not_there_is_a_bug(store: Store) -> None:
    """Nobody gets an empty application by mistake."""
    with pytest.raises(KeyError):
        applications.application(store, 7)


def test_unknown_state_is_refused_by_the_file(store: Store, application: int) -> None:
    """A mistyped state never reaches the disk."""
    with pytest.raises(sqlite3.IntegrityError), store.act("甲", "改", "x", {}):
        applications.set_state(store, application, "opne")
    assert applications.application(store, application).state == "open"


def test_values_are_put_confirmed_and_dropped(store: Store, application: int) -> None:
    """A value has one text at a time, with its source, until it is confirmed."""
    read = Value("二百万", "申请表.docx 表2 第3行第2格", confirmed=False)
    with store.act("甲", "读入申请表", "application:1", {}):
        values.put_values(store, application, [("a", read), ("b", read), ("c", Value("旧"))])
        values.put_values(store, application, [("c", Value("新"))])
        values.confirm(store, application, ["b"])
    assert values.values(store, application) == {
        "a": read,
        "b": Value("二百万", "申请表.docx 表2 第3行第2格"),
        "c": Value("新"),
    }
    with store.act("甲", "删", "application:1", {}):
        values.drop_values(store, application, ["a", "c"])
    assert list(values.values(store, application)) == ["b"]


def test_value_of_no_application_is_refused(store: Store) -> None:
    """Foreign keys hold."""
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"), store.act("甲", "a", "b", {}):
        values.put_values(store, 7, [("a", Value("1"))])


def test_file_is_kept_beside_and_read_back(
    store: Store, application: int, path: Path, private_mode: int
) -> None:
    """Its bytes lie under their hash, once, readable by their owner only."""
    with store.act("甲", "收件", "application:1", {}):
        first = files.keep_file(store, application, "名单.xlsx", b"PK rows", "xlsx")
        second = files.keep_file(store, application, "名单（副本）.xlsx", b"PK rows", "xlsx")
    assert files.files(store, application) == [first, second]
    assert files.read_file(store, first.sha256) == b"PK rows"
    place = path.with_name(f"{path.name}.files") / first.sha256[:2] / first.sha256
    assert [each for each in place.parent.parent.rglob("*") if each.is_file()] == [place]
    assert place.stat().st_mode & 0o777 == private_mode


def test_changed_or_missing_file_is_noticed_and_mended(
    store: Store, application: int, path: Path
) -> None:
    """A file that is not what was kept is never handed out; keeping it again puts it right."""
    with store.act("甲", "收件", "application:1", {}):
        kept = files.keep_file(store, application, "扫描.pdf", b"%PDF", "pdf")
    place = path.with_name(f"{path.name}.files") / kept.sha256[:2] / kept.sha256
    place.write_bytes(b"%PDX")
    with pytest.raises(UserError, match="被改动过"):
        files.read_file(store, kept.sha256)
    place.unlink()
    with pytest.raises(UserError, match="不见了"):
        files.read_file(store, kept.sha256)
    with store.act("甲", "收件", "application:1", {}):
        files.keep_file(store, application, "扫描.pdf", b"%PDF", "pdf")
    assert files.read_file(store, kept.sha256) == b"%PDF"


def test_file_that_can_not_be_kept_takes_the_act_back(
    store: Store, application: int, path: Path
) -> None:
    """A disk that refuses is bad luck; no name without bytes stays behind."""
    path.with_name(f"{path.name}.files").write_text("in the way", "utf-8")
    with pytest.raises(UserError, match="附件不能保存"), store.act("甲", "收件", "x", {}):
        files.keep_file(store, application, "扫描.pdf", b"%PDF", "pdf")
    assert files.files(store, application) == []


def test_review_is_kept(store: Store, application: int) -> None:
    """States of materials, verdicts, and firms left out come back; what is new replaces."""
    line = MaterialState(
        "m1.a", "complete", "", "国家企业信用信息公示系统", "甲", "2026-04-02", 2, 14
    )
    with store.act("甲", "审", "application:1", {}):
        materials.set_state(store, application, MaterialState("m1.a", "missing", "缺第3页"))
        materials.set_state(store, application, line)
        verdicts.set_verdict(store, application, "f:info", "met", "有系统截图", "附件3 第2页")
        verdicts.set_verdict(store, application, "c1", "unmet")
        verdicts.clear(store, application, "c1")
        row_id = rosters.add_row(store, application, "firms", {"name": "合计"})
        other = rosters.add_row(store, application, "firms", {"name": "项目组"})
        frames.leave_out(store, application, row_id, "合计行")
        frames.leave_out(store, application, other, "项目组")
        frames.take_in(store, application, other)
    assert materials.states(store, application) == {"m1.a": line}
    [verdict] = verdicts.verdicts(store, application).values()
    assert verdict == Verdict("f:info", "met", "有系统截图", "附件3 第2页", verdict.at)
    assert frames.left_out(store, application) == {row_id: "合计行"}


def test_decisions_go_from_stage_to_stage(store: Store, application: int) -> None:
    """Each step is kept with its why, and the application stands where the last one led."""
    with store.act("甲", "拟办", "application:1", {}):
        recommendations.add_decision(store, application, "拟办", "甲", "同意推荐", "2026-04-03")
        recommendations.add_decision(store, application, "退回", "乙", "补材料", "2026-04-05")
    assert recommendations.decisions(store, application) == [
        Decision(1, application, "初审", "拟办", "甲", "2026-04-03", "同意推荐"),
        Decision(2, application, "拟办", "退回", "乙", "2026-04-05", "补材料"),
    ]
    now: Application = applications.application(store, application)
    assert now.stage == "退回"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), store.act("甲", "a", "b", {}):
        store.write("UPDATE decision SET why = ''")


def test_print_holds_the_head_before_its_own_act(store: Store, application: int) -> None:
    """What stands on the paper is the chain as it was before the paper was made."""
    head = store.head()
    with store.act("甲", "打印", "application:1", {}):
        printed.add_printed(store, "summary", "a" * 64, True, application_id=application)
        printed.add_printed(store, "letter", "b" * 64, False, round_id=1)
    [sheet] = printed.printed(store, application_id=application)
    [letter] = printed.printed(store, round_id=1)
    assert (sheet.sheet_id, sheet.head_before, sheet.draft) == ("summary", head, True)
    assert (letter.sheet_id, letter.head_before, letter.draft) == ("letter", head, False)
    assert store.head() != head
