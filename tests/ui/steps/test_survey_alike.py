"""待核和疑似重复: each pair can be looked at in 名单 and ticked off; nothing waits for it."""

from pathlib import Path

from applicant import put_book
from pytestqt.qtbot import QtBot
from survey_hand import frame, shown

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.work.desk import Desk
from desktop.work.history import case_history
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.rosters import roster_page
from desktop.work.rounds import scheme_of

HEAD = ("企业名称", "联系人", "联系电话", "服务内容")
ROWS = (
    ("昆明石林石城机械有限公司", "甲", "13800000101", "培训"),
    ("昆明石林石城机械有限责任公司", "乙", "13800000202", "培训"),
    ("昆明滇池食品有限公司", "丙", "13800000303", "咨询"),
    ("昆明滇地食品有限公司", "丁", "13800000303", "咨询"),
)


def test_a_pair_is_looked_at_and_ticked_off(
    qtbot: QtBot, office: Office, desk: Desk, place: Place, tmp_path: Path
) -> None:
    """不是同一家 takes a pair from the count, told in the history; 撤回 puts it back."""
    read = read_incoming(
        [put_book(tmp_path / "服务企业.xlsx", [HEAD, *ROWS])],
        scheme_of(desk, place.round_id or 0),
        lambda *_: None,
        lambda: False,
    )
    keep_incoming(desk, place.application_id or 0, read)
    page = shown(qtbot, office, place)
    alike = page.list.alike
    first = frame(desk, place).alike
    assert alike.head.text() == "待核和疑似重复2条"
    went: list[Place] = []
    page.go.connect(went.append)
    alike.list.setCurrentRow(0)
    alike.second.click()
    row = roster_page(desk, place.application_id or 0, "firms")[1]
    assert [(one.step, one.detail) for one in went] == [("rosters", f"row:firms:{row.id}")]
    alike.apart.click()
    assert alike.head.text() == "待核和疑似重复1条，已核对1条"
    assert [one.settled for one in frame(desk, place).alike] == [False, True]
    told = case_history(desk, place.application_id or 0)[0]
    assert (told.act, told.new) == ("核对名称相近", "不是同一家")
    alike.list.setCurrentRow(1)
    assert alike.apart.text() == "撤回“不是同一家”"
    alike.apart.click()
    assert frame(desk, place).alike == first
