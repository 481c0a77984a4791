"""A case that was drawn elsewhere under another number: its dossier verifies, and says so."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dossier_maker import KEY, desk_at, notes_of, packed, taken_apart, tools_of, worked

from desktop.domain.scheme import Scheme
from desktop.sheets.fonts import Fonts
from desktop.work.cases import list_cases, start_case
from desktop.work.desk import Desk
from desktop.work.dossier_verify import verify_file
from desktop.work.example import start_department
from desktop.work.handover import hand_over, write_handover
from desktop.work.handover_take import read_handover, take_in

SCHEME = "kunming-platform-2022"


def _brought(tmp_path: Path, shelf: Mapping[str, Scheme], faces: Fonts) -> tuple[Desk, int, int]:
    """A colleague's file with an application of its own, and one that came drawn and finished."""
    home = desk_at(tmp_path / "家.review", shelf, faces)
    _round_id, ids = worked(home, SCHEME)
    there = desk_at(tmp_path / "同事.review", shelf, faces)
    round_id = start_department(there, SCHEME, notes_of(SCHEME)[0].year)
    start_case(there, round_id, "别的平台")
    leaving = hand_over(home, ids, "李同事").value
    write_handover(leaving, tmp_path / "移交件.zip", lambda *_: None)
    home.close()
    arrived = read_handover(tmp_path / "移交件.zip", tmp_path / "scratch", lambda *_: None)
    (case,) = take_in(there, arrived, {}).value
    return there, round_id, case


def test_a_draw_keeps_the_number_that_it_had(
    shelf: Mapping[str, Scheme], faces: Fonts, tmp_path: Path
) -> None:
    """0001 came as 0002: everything holds, a note tells of it; another's record still fails."""
    there, round_id, case = _brought(tmp_path, shelf, faces)
    assert [one.number for one in list_cases(there, round_id)] == ["0001", "0002"]
    path = packed(there, round_id, [case], tmp_path / "包.rdpack").path
    there.close()
    tools = tools_of(shelf, faces, tmp_path / "scratch")
    report = verify_file(path, tools)
    assert [one.why for one in (*report.failed, *report.open)] == []
    (name,) = [one.name for one in report.cases]
    year = notes_of(SCHEME)[0].year
    assert report.notes == (f"“{name}”的申报编号为0002，抽取记录中为{year}-0001（移交前的编号）。",)
    whole = taken_apart(path.read_bytes())
    data = whole.data("数据/0002.json").replace(f"{year}-0001".encode(), f"{year}-0007".encode())
    bent = replace(whole.with_part("数据/0002.json", data))
    (tmp_path / "改.rdpack").write_bytes(bent.together(KEY))
    wrong = verify_file(tmp_path / "改.rdpack", tools)
    assert [one.why for one in wrong.failed if one.key == "draw"] == ["抽取记录是另一份申报的。"]
