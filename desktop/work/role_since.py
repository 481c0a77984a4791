"""Whether a case was made final in another role (推荐, 预审) than this department has by now."""

from desktop.domain.role import PREPARE, RECOMMEND
from desktop.store import applications, journal
from desktop.store.final import FINAL
from desktop.work.casedata import application_of
from desktop.work.desk import Desk, case_subject
from desktop.work.role import is_preparing
from desktop.work.since_signing import MOVED

KEY = "role"  # in the detail of the act that made a case final


def role_now(desk: Desk, round_id: int) -> str:
    """Return what this department does in a round: 推荐 or 预审."""
    return PREPARE if is_preparing(desk, round_id) else RECOMMEND


def told_other_role(desk: Desk, application_id: int) -> str:
    """Say that a final case's opinion was written in another role; empty where it was not.

    The sheets follow the role of today, what was written and signed does not.
    """
    application = application_of(desk, application_id)
    if application.stage not in FINAL:
        return ""
    details = [
        one.detail or {}
        for one in journal.history_of(desk.store, case_subject(application_id), MOVED)
    ]
    was = next(
        (str(one.get(KEY, "")) for one in reversed(details) if one.get("new") == FINAL[0]), ""
    )
    now = role_now(desk, application.round_id)
    if not was or was == now:
        return ""
    return (
        f"定稿时本部门的职责是“{was}”，现在是“{now}”：表上的推荐单位和意见栏已随之改变，"
        "已写的意见没有改。请退回修改，核对意见后再定稿。"
    )


def told_of_round(desk: Desk, round_id: int) -> str:
    """Say how many final cases of a round have an opinion of another role; empty for none."""
    found = applications.applications(desk.store, round_id)
    open_ones = [one.id for one in found if one.state == "open"]
    count = sum(bool(told_other_role(desk, one)) for one in open_ones)
    if not count:
        return ""
    return f"{count}份申报定稿后本部门的职责改过，意见与表不一致，请退回修改后再定稿。"
