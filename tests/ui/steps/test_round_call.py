"""The call's page: which part this department has is said, and final papers are asked about."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages import round as round_page
from desktop.ui.pages.round import Round
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.office_way import move_stage
from desktop.work.receive import save_value
from desktop.work.rounds import call_of, open_round


def test_a_change_that_final_papers_follow_is_asked_about(
    qtbot: QtBot, office: Office, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not agreed to: the blank shows again what it was. Agreed to: kept, and said as it is now."""
    save_department(desk, Department("示例县工业和信息化局", "district", "云南省"))
    number = int(open_round(desk, "yunnan-platform-2022", 2026).value)
    case = int(start_case(desk, number, "示例平台").value)
    save_value(desk, case, "rec.agrees", "否")
    move_stage(desk, case, "定稿", "王测试")
    page = Round(office)
    qtbot.addWidget(page)
    page.show()
    page.show_for(Place("round", number))
    role = page.form.rows["call.role"]
    above = "本办法由州（市）工业和信息化局推荐"
    assert role.note.text().startswith(f"现在按“预审”办理（本部门为县（市、区）级）：{above}。")
    answers, asked = [False, True], []

    def answer(_parent: object, question: str, *_words: str) -> bool:
        asked.append(question)
        return answers.pop(0)

    monkeypatch.setattr(round_page, "ask_yes", answer)
    role.editor.take("推荐")
    kept = (call_of(desk, number).get("role", ""), role.editor.text())
    role.editor.take("推荐")
    assert (kept, call_of(desk, number)["role"]) == (("", ""), "推荐")
    assert role.note.text().startswith(f"现在按“推荐”办理（这里所选）：{above}。")
    assert len(asked) == 2
