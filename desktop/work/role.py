"""What this department does in a round: it recommends (推荐), or prepares for one above (预审)."""

from desktop.domain import role as rules
from desktop.domain.form import Field
from desktop.domain.scheme import Scheme
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.rounds import call_of, scheme_of

ROLE = "role"  # the line of the year's call in which a department says that it is entrusted
ABOVE = "上级中小企业主管部门"


def is_preparing(desk: Desk, round_id: int) -> bool:
    """Whether what a round's sheets recommend is for a department above to say (预审)."""
    ours = department(desk)
    chosen = call_of(desk, round_id).get(ROLE, "")
    return ours is not None and rules.prepares(scheme_of(desk, round_id).levels, ours.level, chosen)


def sheet_unit(desk: Desk, round_id: int) -> str:
    """Return the recommending unit that the official sheets name: none in 预审."""
    ours = department(desk)
    return "" if ours is None or is_preparing(desk, round_id) else ours.name


def receiver_of(desk: Desk, round_id: int) -> str:
    """Return to whom the round's letter goes: as the call page says, else the next level up."""
    told = call_of(desk, round_id).get("receiver", "").strip()
    ours = department(desk)
    if told or ours is None:
        return told or ABOVE
    step = rules.own_step(scheme_of(desk, round_id).levels, ours.level, ours.region)
    return step.receives if step else ABOVE


def recommends_up(desk: Desk, round_id: int) -> bool:
    """Whether the letter recommends: by one that recommends, or a province's own step below it."""
    ours = department(desk)
    if ours is None or not is_preparing(desk, round_id):
        return True
    levels = scheme_of(desk, round_id).levels
    return rules.own_step(levels, ours.level, ours.region) is not None


def role_here(desk: Desk, round_id: int) -> str:
    """Say which part this department has in a round, and why; by its level or by its own word."""
    ours, scheme = department(desk), scheme_of(desk, round_id)
    above = f"本办法由{scheme.levels[-1].recommends}推荐"
    if ours is None:
        return f"{above}；还没有填写本部门的层级，请先到“设置”填写。"
    chosen = call_of(desk, round_id).get(ROLE, "")
    role = rules.PREPARE if is_preparing(desk, round_id) else rules.RECOMMEND
    by = "这里所选" if chosen else f"本部门为{rules.RANK_WORDS[ours.level]}级"
    return f"现在按“{role}”办理（{by}）：{above}。"


def role_words(desk: Desk, round_id: int) -> str:
    """Say on 推荐 what 预审 means here; empty where this department recommends."""
    ours, scheme = department(desk), scheme_of(desk, round_id)
    if ours is None or not is_preparing(desk, round_id):
        return ""
    blank = "”“".join(rules.left_blank(scheme.recommendation))
    return (
        f"本办法由{scheme.levels[-1].recommends}推荐；本部门为{rules.RANK_WORDS[ours.level]}级，"
        f"这里办的是预审：表上的推荐单位和“{blank}”留空，由推荐单位填写、盖章，页脚印本部门为预审单位；"
        "本页填的是本部门的预审意见，印在呈批单和初审测评情况表上。"
        "受委托推荐的，在年度申报通知页的“本部门的职责”中选“推荐”。"
    )


def own_fields(scheme: Scheme, *, preparing: bool) -> tuple[Field, ...]:
    """Return the blanks of 推荐; in 预审 the opinion is called this department's own."""
    return tuple(rules.own_field(one, preparing=preparing) for one in scheme.recommendation)


def agree_words(*, preparing: bool) -> str:
    """Return what this department agrees to: 推荐, in 预审 上报."""
    return "上报" if preparing else "推荐"
