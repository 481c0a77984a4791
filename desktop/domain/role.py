"""Which part a department has in a scheme: it recommends, or prepares for one above (预审)."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.form import Field
from desktop.domain.regulation import Level

LEVELS = ("district", "city", "province")
RANK_WORDS = {"district": "县（市、区）", "city": "州（市）", "province": "省"}
_SIGNS = {"district": "县", "city": "市", "province": "省"}
RECOMMEND, PREPARE = "推荐", "预审"
# What the recommending department alone says on the sheets; in 预审 it stays empty there.
LEFT_BLANK = ("meets", "agrees", "opinion", "opinion_date")
_NO_PLACE = "无此栏"
_OWN_WORDS = {
    "meets": "本部门预审：是否满足各项申报条件",
    "agrees": "本部门预审：是否同意上报",
    "opinion": "本部门预审意见",
    "opinion_date": "预审意见日期",
}


def holds_in(province: str, region: str) -> bool:
    """Whether what holds in `province` alone (empty: in all) holds in `region` (广东, 广东省)."""
    return _bare(region).startswith(_bare(province))


def _bare(region: str) -> str:
    return "".join(region.split()).removesuffix("省").removesuffix("市").removesuffix("自治区")


def rank_of(level: Level) -> str:
    """Return the level of the department that recommends at this step.

    Where the data don't say, it is the smallest of county, city and province that its words name
    (`县（市）区…主管部门`, `州（市）工业和信息化局`, `省级…`); empty where they name none.
    """
    return level.by or next((one for one, sign in _SIGNS.items() if sign in level.recommends), "")


def prepares(levels: Sequence[Level], rank: str, chosen: str = "") -> bool:
    """Whether a department of `rank` only prepares what a level above recommends (预审).

    The last step of the way up recommends. `chosen` (推荐, 预审) is the department's own word,
    for one that is entrusted with it; empty: by its level.
    """
    top = rank_of(levels[-1]) if levels else ""
    if chosen in (RECOMMEND, PREPARE):
        return chosen == PREPARE
    return bool(top) and LEVELS.index(rank) < LEVELS.index(top)


def recommender(levels: Sequence[Level], *, preparing: bool) -> str:
    """Return who recommends where this department only prepares; "" where it does so itself."""
    return levels[-1].recommends if preparing and levels else ""


def own_step(levels: Sequence[Level], rank: str, region: str) -> Level | None:
    """Return the step of the way up that a department of `rank` in `region` has; None: none."""
    there = (one for one in levels if holds_in(one.province, region))
    return next((one for one in there if rank_of(one) == rank), None)


def left_blank(fields: Sequence[Field]) -> list[str]:
    """Return what the recommending department fills in on the sheets, by its labels.

    A blank whose note says that the sheets have no place for it (无此栏) is none of theirs.
    """
    own = [one for one in fields if one.key in LEFT_BLANK and _NO_PLACE not in one.note]
    return [one.label for one in own if one.kind != "date"]


def own_field(field: Field, *, preparing: bool) -> Field:
    """Return a blank of the recommendation as this department has it.

    In 预审 what the recommending department says is our own word, kept for our own papers: no
    article asks for it, and the blank is not called by the name of the one on the sheets.
    """
    if not preparing or field.key not in LEFT_BLANK:
        return field
    return replace(field, label=_OWN_WORDS[field.key], article="", note="")
