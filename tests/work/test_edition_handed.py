"""移交 of a case under an edition of one's own: it goes along, is shown first, and works there."""

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop import paths
from desktop.domain.check import CheckState
from desktop.domain.problem import UserError
from desktop.work.assess import assessment
from desktop.work.cases import start_case
from desktop.work.desk import Desk, open_desk
from desktop.work.edition_keep import draft_of, save_draft
from desktop.work.editions import editions
from desktop.work.handover import hand_over, write_handover
from desktop.work.handover_take import FORWARD, NEW, REFUSED, arrivals, read_handover, take_in
from desktop.work.receive import save_value
from desktop.work.record import verify_case
from desktop.work.rounds import list_rounds, open_round

KUNMING, OWN = "kunming-platform-2022", "kunming-platform-2027"


def _desk(place: Path, operator: str) -> Desk:
    place.mkdir()
    here = (paths.forms_dir(), paths.fonts_dir())
    desk = open_desk(place / f"{operator}.review", *here, own=place / "forms")
    desk.operator = operator
    return desk


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two computers; the first has an edition of its own."""
    home, away = _desk(tmp_path / "家", "王测试"), _desk(tmp_path / "同事", "李同事")
    _edition(home, "300")
    yield home, away
    home.close()
    away.close()


def _edition(desk: Desk, assets: str) -> None:
    draft = draft_of(desk, KUNMING)
    at = [one.id for one in desk.schemes[KUNMING].conditions].index("total_assets")
    draft.put(f"conditions[{at}].threshold", assets)
    assert save_draft(desk, draft.written(OWN)).value.problems == ()


def _parcel(desk: Desk, to: Desk, case: int) -> Path:
    target = to.path.parent / "移交件.zip"
    write_handover(hand_over(desk, [case], to.operator).value, target, lambda *_: None)
    return target


def _read(path: Path, to: Desk):
    return read_handover(path, to.path.parent / "scratch", lambda *_: None)


def test_a_case_under_an_edition_works_there_and_comes_back(desks: tuple[Desk, Desk]) -> None:
    """Told before it is taken in, with what it changes; drawn lists verify; it goes home again."""
    home, away = desks
    case = start(home, OWN, 20)
    lock_and_draw(home, case)
    digest = home.schemes[OWN].digest
    arrived = _read(_parcel(home, away, case), away)
    (found,) = arrivals(away, arrived)
    assert found.state == NEW
    assert f"校验码{digest}" in found.told
    assert "对方自己另存的新版本“昆明市中小企业公共服务示范平台”" in found.told
    assert [(one.old, one.new) for one in found.edition] == [("200", "300")]
    assert [(o.part, o.here, o.there) for o in found.shown] == [
        ("办法", "原办法：200", "新版本：300")
    ]
    assert OWN not in away.schemes  # looked at, and not kept
    (there,) = take_in(away, arrived, {}).value
    assert (away.schemes[OWN].digest, away.is_own(OWN)) == (digest, True)
    assert [one.origin for one in editions(away) if one.is_own] == [KUNMING]
    assert (away.folder(OWN) / "applicant").is_dir()
    assert [one for one in verify_case(away, there) if one.state == CheckState.FAILS] == []
    conditions = assessment(away, there).conditions
    assert next(one.threshold for one in conditions if one.id == "total_assets") == "300"
    save_value(away, there, "contact", "钱新")
    back = _read(_parcel(away, home, there), home)
    assert [(one.state, one.edition) for one in arrivals(home, back)] == [(FORWARD, ())]


def test_another_content_under_that_id_is_refused(desks: tuple[Desk, Desk]) -> None:
    """The colleague has the id with other rules: nothing is mixed, and nothing taken in."""
    home, away = desks
    case = int(start_case(home, int(open_round(home, OWN, 2027).value), "甲平台").value)
    _edition(away, "500")
    arrived = _read(_parcel(home, away, case), away)
    (found,) = arrivals(away, arrived)
    assert found.state == REFUSED
    assert found.told.startswith(f"对方所用的新版本“{OWN}”与这里另存的同名版本内容不同")
    assert (take_in(away, arrived, {}).value, list_rounds(away)) == ((), [])


@pytest.mark.parametrize("file", ["scheme.toml", "origin.toml"])
def test_an_edition_that_was_changed_on_the_way_is_refused(
    desks: tuple[Desk, Desk], file: str
) -> None:
    """The texts must have the digest that the case is under, and name a scheme that ships."""
    home, away = desks
    case = int(start_case(home, int(open_round(home, OWN, 2027).value), "甲平台").value)
    path = _parcel(home, away, case)
    _bend(path, file)
    arrived = _read(path, away)
    (found,) = arrivals(away, arrived)
    assert (found.state, "没有收入" in found.told) == (REFUSED, True)
    assert (take_in(away, arrived, {}).value, OWN in away.schemes) == ((), False)


def _bend(path: Path, file: str) -> None:
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(members["移交.json"])
    for texts in told["cases"][0]["texts"].values():
        texts[file] += "\n# 改\n"
    members["移交.json"] = json.dumps(told).encode()
    listed = json.loads(members["清单.json"])
    for one in listed["members"]:
        body = members[one["name"]]
        one["sha256"], one["size"] = sha256(body).hexdigest(), len(body)
    members["清单.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)


def test_a_file_that_can_keep_no_edition_says_so(
    desks: tuple[Desk, Desk], desk: Desk, tmp_path: Path
) -> None:
    """Nothing of the parcel is taken in."""
    home, _away = desks
    case = int(start_case(home, int(open_round(home, OWN, 2027).value), "甲平台").value)
    arrived = _read(_parcel(home, desk, case), desk)
    with pytest.raises(UserError, match="这里不能保存办法的新版本"):
        take_in(desk, arrived, {})
    assert list_rounds(desk) == []
