"""Keeps a line of the year's call, and asks first where final papers would change by it."""

from desktop.domain import call as calls
from desktop.domain import role as rules
from desktop.domain.problem import UserError
from desktop.store import applications
from desktop.store.final import FINAL
from desktop.work.department import department
from desktop.work.desk import Changed, Desk
from desktop.work.materials import extra_of
from desktop.work.role import ROLE
from desktop.work.rounds import call_of, save_call, scheme_of

_LETTER = ("number", "receiver", "copies")  # what 推荐函 and 报送材料清单 bear
_LETTER_WORDS = "已报出的推荐函、报送材料清单上印的是原来的内容；改动后再印的，与已报出的不同。"


class ChangesFinalError(UserError):
    """A line of the call by which final papers would change; it may be kept all the same."""


def keep_call(desk: Desk, round_id: int, key: str, text: str, *, agreed: bool = False) -> Changed:
    """Keep one line of the call as `save_call` does.

    ChangesFinalError, with what would change, where papers of applications at 定稿 or 报送 would be
    others by it and nobody has said that it may be (`agreed`).
    """
    told = "" if agreed else told_before_change(desk, round_id, key, text)
    if told:
        raise ChangesFinalError(told)
    return save_call(desk, round_id, key, text)


def told_before_change(desk: Desk, round_id: int, key: str, text: str) -> str:
    """Say what a new line of the call would change on final papers; empty where nothing."""
    found = applications.applications(desk.store, round_id)
    final = [one for one in found if one.stage in FINAL and one.state == "open"]
    sent = sum(one.stage == "报送" for one in final)
    old = call_of(desk, round_id).get(key, "")
    if not final or calls.in_one_way(key, text.strip()) == old:
        return ""
    if key == ROLE:
        what = _role(desk, round_id, text)
    elif key == "extra":
        what = _extra(desk, round_id, text)
    else:
        what = _LETTER_WORDS if key in _LETTER and sent and old else ""
    told = f"（其中已报送{sent}份）" if sent else ""
    return f"本年度已有{len(final)}份申报定稿{told}。{what}" if what else ""


def _role(desk: Desk, round_id: int, chosen: str) -> str:
    ours, scheme = department(desk), scheme_of(desk, round_id)
    if ours is None:
        return ""
    before = call_of(desk, round_id).get(ROLE, "")
    was, will = (rules.prepares(scheme.levels, ours.level, one) for one in (before, chosen))
    if was == will:
        return ""
    blank = "”“".join(rules.left_blank(scheme.recommendation))
    if will:
        change = f"改为预审后，表上的推荐单位和“{blank}”将留空"
    else:
        change = f"改为推荐后，表上的推荐单位将印“{ours.name}”，并印出“{blank}”"
    kept = "已写的意见不会跟着改，请逐份退回修改，核对意见后再定稿。"
    return f"{change}，这些申报已定稿的表也随之改变。{kept}"


def _extra(desk: Desk, round_id: int, text: str) -> str:
    """What is added asks nothing of those that are final; what is taken away leaves their lists."""
    before, after = (
        {one.text for one in (item.lines if item is not None else ())}
        for item in map(extra_of, (call_of(desk, round_id), {"extra": text}))
    )
    gone = "、".join(sorted(before - after))
    return f"删去或改写的“{gone}”不再列入这些申报的材料清单，已审的结果也不再印出。" if gone else ""
