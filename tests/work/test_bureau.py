"""At the bureau: keys, quotas, one channel only, one summary; and files that are no dossiers."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dossier_maker import KEY, OTHER_KEY

from desktop import cli, paths
from desktop.cli_dossier import _seen
from desktop.domain.check import Check
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.dossier.checks import told
from desktop.sheets.fonts import Fonts
from desktop.work.bureau import (
    Office,
    compared,
    dossiers_in,
    entered_of,
    rounds_in,
    summary_facts,
    with_keys,
)
from desktop.work.bureau_desk import confirm_key, looked_at, summary_paper
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.dossier_report import CaseReport, Report, SummaryRow, refused
from desktop.work.dossier_workers import needs_passphrase, verify_many
from desktop.work.rounds import open_round, save_call

NATIONAL, KUNMING = "national-platform-2017", "kunming-platform-2022"
OFFICE = Office("示例市工业和信息化局", "李汇总", "0000-1", "示例省", date(2026, 11, 20))


def _case(
    number: str, name: str, *, code: str = "", agrees: bool = True, quota: str = ""
) -> CaseReport:
    operator = f"{name}运营公司"
    texts = ("", "", "", "", "1")
    row = SummaryRow(
        *(1, name, operator, *texts[:4], True, agrees, "备注", "信息服务", "", quota, "", code)
    )
    return CaseReport(number, name, operator, code, row, (), 0)


def _report(
    unit: str, *cases: CaseReport, scheme: str = KUNMING, level: str = "district"
) -> Report:
    empty = refused(f"{unit}.rdpack", "0" * 64, 1, told("container", []))
    return replace(
        empty, unit=unit, level=level, scheme_id=scheme, year=2026, key=KEY.public, cases=cases
    )


def _failing(reports: list[Report], key: str) -> list[tuple[str, str]]:
    return [(r.unit, c.why) for r in reports for c in r.failed if c.key == key]


def _one(report: Report, key: str) -> Check:
    return next(one for one in report.checks if one.key == key)


def test_a_key_is_unknown_known_or_another_one() -> None:
    """The first is to be compared with paper; another one than was kept does not hold."""
    reports = [_report(unit, _case("0001", unit)) for unit in ("甲区", "乙区", "丙区")]
    found = with_keys(reports, {"乙区": KEY.public, "丙区": OTHER_KEY.public})
    assert [(r.unit, _one(r, "key").state.value) for r in found] == [
        ("甲区", "open"),
        ("乙区", "holds"),
        ("丙区", "fails"),
    ]


def test_one_platform_goes_up_through_one_department_only(shelf: Mapping[str, Scheme]) -> None:
    """The same code, or the same names however they are written; another scheme is no clash."""
    code = "91530100MA0000015U"
    reports = [
        _report("甲区", _case("0001", "云岭平台（昆明）"), _case("0002", "滇池平台", code=code)),
        _report("乙区", _case("0001", "云岭 平台(昆明)"), _case("0002", "别名平台", code=code)),
        _report("丙区", _case("0001", "云岭平台（昆明）"), scheme="yunnan-platform-2022"),
    ]
    reports[1] = replace(
        reports[1],
        cases=(
            replace(reports[1].cases[0], operator="云岭平台（昆明）运营公司"),
            *reports[1].cases[1:],
        ),
    )
    assert _failing(compared(reports, shelf, {}), "channel") == [
        (
            "甲区",
            "“云岭平台（昆明）”（云岭平台（昆明）运营公司）另由乙区报送。"
            "“滇池平台”（滇池平台运营公司）另由乙区报送。",
        ),
        (
            "乙区",
            "“云岭 平台(昆明)”（云岭平台（昆明）运营公司）另由甲区报送。"
            "“别名平台”（别名平台运营公司）另由甲区报送。",
        ),
    ]


def test_the_same_application_is_sent_once(shelf: Mapping[str, Scheme]) -> None:
    """Of two dossiers with the same application the older is told; the newer one is entered."""
    first, again = (_report("甲区", _case("0001", "云岭平台")) for _ in range(2))
    again = replace(again, file="甲区（2）.rdpack", made_at="2026-11-21T00:00:00+00:00")
    found = compared([first, again], shelf, {})
    told_ = "“云岭平台”另在“甲区（2）.rdpack”中报送，汇总以那一份为准。"
    entered = [one.file for one in entered_of(found, KUNMING, 2026)]
    assert (_one(found[0], "once").why, _one(found[1], "once").why) == (told_, "")
    assert entered == ["甲区（2）.rdpack"]


def test_a_province_s_quota_leaves_the_carriers_out(shelf: Mapping[str, Scheme]) -> None:
    """Four count, those outside of the quota do not; a fifth is one too many."""
    own = [_case(f"000{n}", f"平台{n}", quota="属于省级推荐名额") for n in range(1, 6)]
    carrier = _case("0009", "合作区平台", quota="属于中外中小企业合作区")
    few = _report("甲省", *own[:4], carrier, scheme=NATIONAL, level="province")
    many = _report("乙省", *own, carrier, scheme=NATIONAL, level="province")
    assert _failing(compared([few, many], shelf, {}), "quota") == [
        ("乙省", "同意推荐5家，2019年通知一规定不超过4家，超额报送不予受理。")
    ]


def test_a_city_has_one_and_one_carrier(shelf: Mapping[str, Scheme]) -> None:
    """Guangdong's call: one a city, and one carrier however many kinds it is."""
    carriers = [_case(f"000{n}", f"园{n}", quota="属于国家信息消费示范城市") for n in (1, 2)]
    own = _case("0003", "市平台", quota="属于省级推荐名额")
    city = _report("某市", own, *carriers, scheme=NATIONAL, level="city")
    assert _failing(compared([city], shelf, {}), "quota") == [
        ("某市", "不计入名额的特色载体、合作区、示范城市推荐了2家，只能推荐1家。")
    ]


def test_the_call_s_quota_goes_before_the_scheme_s(shelf: Mapping[str, Scheme]) -> None:
    """The bureau's own call, then the department's; without either it is left to people."""
    two = [_case("0001", "甲平台"), _case("0002", "乙平台"), _case("0003", "丙", agrees=False)]
    told_ = replace(_report("甲区", *two), call_quota="1")
    free = _report("乙区", *two)
    by_own = compared([told_, free], shelf, {(KUNMING, 2026): "2"})
    by_theirs = compared([told_, free], shelf, {})
    assert (_failing(by_own, "quota"), _failing(by_theirs, "quota")) == (
        [],
        [("甲区", "同意推荐2家，通知的推荐名额为1家，超额报送不予受理。")],
    )
    assert _one(by_theirs[1], "quota").why == "没有写明推荐名额，该部门同意推荐2家。"


def test_the_summary_is_numbered_anew_and_keeps_the_units(
    shelf: Mapping[str, Scheme], faces: Fonts
) -> None:
    """Unit by unit, who is recommended, with the unit in the remark; nobody else."""
    reports = [
        _report("乙区", _case("0001", "丙平台"), _case("0002", "丁平台", agrees=False)),
        _report("甲区", _case("0001", "甲平台"), _case("0002", "乙平台")),
    ]
    entered = entered_of(reports, KUNMING, 2026)
    place = (paths.forms_dir() / KUNMING, faces)
    facts = summary_facts(entered, shelf[KUNMING], 2026, OFFICE, place, draft=False).facts
    assert [(row["serial"], row["name"], row["remark"]) for row in facts["rows"]] == [
        (1, "丙平台", "推荐单位：乙区；备注"),
        (2, "甲平台", "推荐单位：甲区；备注"),
        (3, "乙平台", "推荐单位：甲区；备注"),
    ]
    assert (facts["unit"], rounds_in(reports)) == (OFFICE.unit, [(KUNMING, 2026)])
    with pytest.raises(UserError, match="没有同意推荐的申报"):
        summary_facts([], shelf[KUNMING], 2026, OFFICE, place, draft=False)
    nanchang = shelf["nanchang-platform-2022"]
    with pytest.raises(UserError, match="没有推荐汇总表"):
        summary_facts(entered, nanchang, 2026, OFFICE, place, draft=False)


def test_a_bureau_s_file_remembers_keys_and_has_its_own_quota(desk: Desk) -> None:
    """What was compared with paper once holds from then on; 草稿 stands while something fails."""
    save_department(desk, Department("示例市工信局", "city", "示例省"))
    fresh = [_report("甲区", _case("0001", "甲平台"))]
    round_id = int(open_round(desk, KUNMING, 2026).value)
    save_call(desk, round_id, "quota", "0")
    confirm_key(desk, "甲区", KEY.public)
    found = looked_at(desk, fresh)
    paper = summary_paper(desk, found, KUNMING, 2026)
    assert [(one.key, one.state.value) for one in found[0].checks if one.state != "holds"] == [
        ("quota", "fails")
    ]
    assert (paper.value.facts.draft, paper.value.facts.round_id, paper.kinds) == (
        True,
        round_id,
        frozenset(),
    )


def test_only_dossiers_are_looked_for_and_links_are_left_alone(tmp_path: Path) -> None:
    """Folders are walked in order; a link that leads outside is not followed."""
    (tmp_path / "区" / "子").mkdir(parents=True)
    for name in ("区/b.rdpack", "区/子/a.rdpack.age", "区/x.zip"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "区" / "c.rdpack").symlink_to("/etc/passwd")
    (tmp_path / "区" / "d").symlink_to("/")
    found = dossiers_in([tmp_path / "区", tmp_path / "区" / "x.zip"])
    names = [one.relative_to(tmp_path / "区").as_posix() for one in found]
    assert names == ["b.rdpack", "子/a.rdpack.age", "x.zip"]
    (tmp_path / "空").mkdir()
    for place, words in (("没有", "没有“"), ("空", "没有找到报送材料包")):
        with pytest.raises(UserError, match=words):
            dossiers_in([tmp_path / place])


def test_files_that_are_no_dossiers_each_get_their_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command: children look at them, the report says why, and the exit status is 1."""
    files = {
        "empty.rdpack": b"",
        "page.rdpack": b"<html>",
        "closed.rdpack.age": b"age-encryption.org/v1\n-> scrypt broken\n",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    report = tmp_path / "报告.json"
    status = cli.run(["bureau", str(tmp_path), "--json", str(report), "--jobs", "1"])
    told_ = {one["file"]: one["checks"][0]["why"] for one in json.loads(report.read_text("utf-8"))}
    assert (status, told_) == (
        1,
        {
            "closed.rdpack.age": "这个包加了口令，没有给出口令。",
            "empty.rdpack": "这不是报送材料包，或文件不完整。",
            "page.rdpack": "这不是报送材料包，或文件不完整。",
        },
    )
    assert "共3个包、0份申报：3个有不符，0个待核对。" in capsys.readouterr().out
    assert [needs_passphrase(tmp_path / name) for name in files] == [False, False, True]


def test_a_stranger_s_words_are_no_commands_to_the_terminal() -> None:
    """Escapes and direction marks are shown as boxes; Chinese blanks stay."""
    assert _seen("甲区\x1b[2J　\u202e乙\n") == "甲区□[2J　□乙□"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /bin/false")
def test_a_child_that_dies_is_a_sentence_and_not_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that ends without an answer leaves a check that fails, for each file."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    path = tmp_path / "a.rdpack"
    path.write_bytes(b"x")
    found = verify_many([path, path], lambda *_told: None, most=1)
    whys = [one.failed[0].why for one in found]
    assert whys == ["核验时读取出错，没有完成：文件可能已损坏，或是有意做坏的。"] * 2


def test_what_is_cancelled_ends_all_children(tmp_path: Path) -> None:
    """The first progress may end the work: nobody goes on behind it."""
    paths_ = [tmp_path / f"{n}.rdpack" for n in range(3)]
    for path in paths_:
        path.write_bytes(b"x")

    def cancel(*_told: object) -> None:
        raise UserError("已取消。")

    with pytest.raises(UserError, match="已取消"):
        verify_many(paths_, cancel, most=1)
