"""The way of one application through receipt, rosters and materials, by the mouse alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Place
from desktop.ui.pages.case import Case
from desktop.ui.pages.steps.materials import MaterialsPage
from desktop.ui.pages.steps.receive import ReceivePage
from desktop.work.cases import open_case
from desktop.work.desk import Desk


def test_three_steps_take_five_acts(
    qtbot: QtBot, office: Office, place: Place, desk: Desk, folder: Path
) -> None:
    """Drop the folder; 全部采纳; 全部核对无误; on to 材料; 其余均齐全; which of two it was."""
    case = Case(office)
    qtbot.addWidget(case)
    case.resize(1140, 720)
    case.go.connect(case.show_for)
    case.show_for(place.at("case", step="receive"))
    case.show()
    acts = 0

    def press(button: QWidget) -> None:
        nonlocal acts
        acts += 1
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    receive, materials = case.step("receive"), case.step("materials")
    assert isinstance(receive, ReceivePage)
    assert isinstance(materials, MaterialsPage)
    case.take_files([folder])
    acts += 1
    press(receive.preview.accept_button)
    press(receive.confirm)
    press(case.steps["materials"])
    press(materials.rest)
    for key in ("premises_lease", "partner_contract"):
        materials.rows[key].chosen.emit(key, "complete")
    steps = {step.key: step for step in open_case(desk, place.application_id or 0).steps}
    assert acts == 5
    assert steps["receive"].sentence == "4个必填项未填"
    assert (
        steps["rosters"].sentence
        == "缺服务活动开展情况表、主要服务设施、设备及信息系统（软件）清单"
    )
    assert steps["materials"].state == "完成"
