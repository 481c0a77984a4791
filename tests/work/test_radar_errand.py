"""交叉核对 looks at every roster of a round, and keeps what was noted of a finding."""

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.problem import UserError
from desktop.work import cases, incoming, radar, receive, rounds
from desktop.work.desk import Desk

KUNMING = "kunming-platform-2022"


def case(desk: Desk, round_id: int, tmp_path: Path, name: str, *firms: tuple[str, ...]) -> int:
    """An application with these firms (name, contact, phone)."""
    number = int(cases.start_case(desk, round_id, name).value)
    book = openpyxl.Workbook()
    book.active.append(("序号", "企业名称", "联系人", "联系电话"))
    for line, firm in enumerate(firms, 1):
        book.active.append((line, *firm))
    path = tmp_path / f"{name}.xlsx"
    book.save(path)
    got = incoming.read_incoming([path], desk.schemes[KUNMING], lambda *_: None, lambda: False)
    incoming.keep_incoming(desk, number, got)
    return number


def test_findings_are_noted_and_stay_noted(desk: Desk, tmp_path: Path):
    """A firm in two rosters, and an applicant's own phone; a withdrawn case is still looked at."""
    round_id = rounds.open_round(desk, KUNMING, 2026).value
    first = case(desk, round_id, tmp_path, "甲平台", ("丙公司", "张三", "15400000001"))
    case(desk, round_id, tmp_path, "乙平台", ("丙公司", "李四", "15400000002"))
    receive.save_value(desk, first, "contact_phone", "15400000001")
    phone = next(f.key for f in desk.schemes[KUNMING].form.fields if f.kind == "phone")
    receive.save_value(desk, first, phone, "15400000001")
    found = radar.radar(radar.radar_basis(desk, round_id))
    assert [one.finding.sentence for one in found] == [
        "“甲平台”名单中1行的电话是申报单位自己的电话。",
        "“丙公司”同时在“甲平台”、“乙平台”的名单中。",
    ]
    radar.note_finding(desk, round_id, found[1].finding, "两家先后服务过")
    again = radar.radar(radar.radar_basis(desk, round_id))
    assert [(one.note, one.by_whom) for one in again] == [
        ("", ""),
        ("已核：两家先后服务过", "王测试"),
    ]
    assert radar.open_findings(again) == 1
    with pytest.raises(UserError, match="写明"):
        radar.note_finding(desk, round_id, found[1].finding, "已核：")
    radar.note_finding(desk, round_id, found[1].finding, "")
    assert radar.open_findings(radar.radar(radar.radar_basis(desk, round_id))) == 2


def test_a_void_application_is_not_looked_at(desk: Desk, tmp_path: Path):
    """What was entered by mistake is no finding."""
    round_id = rounds.open_round(desk, KUNMING, 2026).value
    case(desk, round_id, tmp_path, "甲平台", ("丙公司", "", ""))
    second = case(desk, round_id, tmp_path, "乙平台", ("丙公司", "", ""))
    cases.set_state(desk, second, "void", "重复登记")
    assert radar.radar(radar.radar_basis(desk, round_id)) == []
