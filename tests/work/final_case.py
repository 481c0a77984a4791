"""A case whose little is known, taken to 定稿 in haste, for tests of what comes after."""

from desktop.store import recommendations
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

KUNMING = "kunming-platform-2022"
SCHEMES = (
    KUNMING,
    "kunming-base-2022",
    "yunnan-platform-2022",
    "national-platform-2017",
    "nanchang-platform-2022",
)


def begun(desk: Desk, scheme: str = KUNMING) -> int:
    """A case with names, a contact and an opinion against it (which needs no survey)."""
    ours = Department("昆明市示例区工信局", "district", "云南省", "王测试", "0871-60000000")
    save_department(desk, ours)
    round_id = int(open_round(desk, scheme, 2026).value)
    case = int(start_case(desk, round_id, "滇池芯火中小企业公共服务平台").value)
    for path, text in (
        (desk.schemes[scheme].form.operator_field, "昆明云岭创新服务有限公司"),
        ("contact", "杨示例"),
        ("phone", "13900000001"),
        ("rec.agrees", "否"),
        ("rec.address", "昆明市五华区示例路1号"),
        ("rec.opinion", "不同意推荐。"),
    ):
        save_value(desk, case, path, text)
    return case


def settle(desk: Desk, case: int, stage: str = "定稿") -> None:
    """Put the case at `stage`, without the way there."""
    with desk.act("流转", f"application:{case}"):
        recommendations.add_decision(desk.store, case, stage, "赵科长")
