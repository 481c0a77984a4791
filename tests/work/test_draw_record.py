"""The exported draw record is re-done from itself, from the roster and from the file."""

import json
from pathlib import Path

import pytest
from roster_book import FIRMS, workbook

from desktop import cli
from desktop.domain.problem import UserError
from desktop.store import rosters
from desktop.work import asking, cases, drawing, incoming, record, rounds
from desktop.work.desk import Desk

SCHEME, NATIONAL = "kunming-platform-2022", "national-platform-2017"


@pytest.fixture
def drawn(desk: Desk, tmp_path: Path) -> int:
    """An application of 30 firms, locked, drawn and asked."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    number = cases.start_case(desk, round_id, "甲平台").value
    got = incoming.read_incoming(
        [workbook(tmp_path / "名单.xlsx")], desk.schemes[SCHEME], lambda *_: None, lambda: False
    )
    incoming.keep_incoming(desk, number, got)
    lock_id = drawing.lock_frame(desk, number).value
    drawing.draw_sample(desk, number, lock_id, "042042", "刘监督")
    for line in asking.ask_page(desk, number).lines:
        asking.answer(desk, number, line.i, "satisfied")
    return number


def failing(checks: tuple) -> list[str]:
    """The keys of the properties that fail."""
    return [one.key for one in checks if one.state == "fails"]


def test_a_case_verifies_against_its_own_file(desk: Desk, drawn: int):
    """Lock, draw, answers, roster and journal say the same; only witness and paper are left."""
    checks = record.verify_case(desk, drawn)
    assert failing(checks) == []
    assert [one.key for one in checks if one.state == "open"] == ["witness", "paper"]


def test_no_list_is_locked_under_files_that_were_updated_meanwhile(
    desk: Desk, drawn: int, monkeypatch: pytest.MonkeyPatch
):
    """The scheme's files are kept with the draw: other ones than were read could verify nothing."""
    other = cases.start_case(desk, rounds.open_round(desk, NATIONAL, 2026).value, "乙平台").value
    with desk.act("导入", f"application:{other}"):
        for number in range(12):
            rosters.add_row(desk.store, other, "firms", {"name": f"示例第{number}号公司"})
    read = record.folder_texts
    monkeypatch.setattr(
        record, "folder_texts", lambda folder: {**read(folder), "scheme.toml": "# another\n"}
    )
    with pytest.raises(UserError, match="在程序打开以后被更新过"):
        drawing.lock_frame(desk, other)
    assert drawing.frame_page(desk, other).locks == ()
    monkeypatch.undo()
    drawing.lock_frame(desk, other)
    assert failing(record.verify_case(desk, other)) == []


def test_a_record_shows_what_was_changed_in_it(desk: Desk, drawn: int):
    """An answer that is turned in the exported record fails against itself and the file."""
    files = record.export_record(desk, drawn)
    assert failing(record.verify_record(files.record)) == []
    told = json.loads(files.record)
    told["locks"][0]["attempts"][0]["answer"] = "dissatisfied"
    turned = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert failing(record.verify_record(turned)) != []
    assert set(failing(record.verify_record(turned))) < set(
        failing(record.verify_record(turned, desk))
    )


def test_a_roster_that_was_changed_after_the_lock_is_noticed(desk: Desk, drawn: int):
    """The lock keeps the firms as they were; the file's roster no longer gives the same list."""
    row = rosters.rows(desk.store, drawn, "firms")[3]
    with desk.act("修改名单", f"application:{drawn}"):
        rosters.edit_row(desk.store, row.id, {**row.cells, "name": "换上的友好企业"})
    assert failing(record.verify_case(desk, drawn)) == ["roster"]


def test_the_command_line_verifies_alone_and_with_the_roster(
    desk: Desk, drawn: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Exit status 0 where nothing fails, 1 where something does, with a line for each property."""
    path = tmp_path / "记录.json"
    files = record.export_record(desk, drawn)
    path.write_text(files.record, "utf-8")
    assert cli.run(["verify", str(path), "--roster", str(tmp_path / "名单.xlsx")]) == 0
    assert capsys.readouterr().out.endswith("没有发现不符。\n")
    other = workbook(tmp_path / "另一份.xlsx", FIRMS - 1)
    assert cli.run(["verify", str(path), "--roster", str(other)]) == 1
    assert "不成立" in capsys.readouterr().out
    path.write_text("{}", "utf-8")
    assert cli.run(["verify", str(path)]) == 1


def test_a_masked_record_names_no_person(desk: Desk, drawn: int):
    """What leaves the official way has phones and names of persons masked, and still verifies."""
    files = record.export_record(desk, drawn, mask=True)
    assert "15400000001" not in files.record
    assert failing(record.verify_record(files.record)) == []


def test_a_draw_is_extended_down_the_same_order(desk: Desk, drawn: int):
    """追加抽取 asks the next firms of the same order, with a reason, and never fewer."""
    before = [line.i for line in asking.ask_page(desk, drawn).lines]
    with pytest.raises(UserError, match="写明原因"):
        drawing.extend_sample(desk, drawn, 5, "")
    with pytest.raises(UserError, match="多于3家"):
        drawing.extend_sample(desk, drawn, 3, "更正")
    drawing.extend_sample(desk, drawn, 5, "申报单位更正了服务企业数")
    after = [line.i for line in asking.ask_page(desk, drawn).lines]
    assert (after[:3], len(after)) == (before, 5)
    assert failing(record.verify_case(desk, drawn)) == []


def test_nothing_locked_has_no_record(desk: Desk):
    """A case without a lock says so."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    number = cases.start_case(desk, round_id, "乙平台").value
    with pytest.raises(UserError, match="还没有封存"):
        record.export_record(desk, number)
