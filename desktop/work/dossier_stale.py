"""Whether the 报送材料包 that was made last still is what the file says, by the journal."""

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.dates import show_date
from desktop.store import applications, journal
from desktop.store.final import FINAL
from desktop.work.desk import Desk, case_subject
from desktop.work.since_signing import LEAVES, MOVED

PACKED = "制作报送材料包"
_CALL = "填写申报通知"
_NAMES = 3


def told_stale(desk: Desk, round_id: int, ids: Sequence[int]) -> str:
    """Say why the newest dossier of a round is out of date; empty while it is not, or for none.

    `ids` are the applications that are on the sheets now. A 草稿包 is told of as one.
    """
    made = journal.history_of(desk.store, f"round:{round_id}", PACKED)
    detail = made[-1].detail if made else None
    if not detail:
        return ""
    why = "；".join(_whys(desk, round_id, ids, made[-1].seq, set(detail.get("applications", ()))))
    if not why:
        return ""
    kind = "草稿包" if detail.get("draft") else "报送材料包"
    day = show_date(date.fromisoformat(desk.local(made[-1].at)[:10]))
    return f"{day}做的{kind}已不是最新内容：{why}。要报送的，请重新制作。"


def _whys(
    desk: Desk, round_id: int, ids: Sequence[int], since: int, packed: set[str]
) -> Iterator[str]:
    found = [one for one in applications.applications(desk.store, round_id) if one.id in set(ids)]
    if {one.number for one in found} != packed:
        yield "列入的申报与包里的不同"
    inside = [one for one in found if one.number in packed]
    acts = {one.id: _acts(desk, one.id, since) for one in inside}
    back = [one.name for one in inside if one.stage not in FINAL and MOVED in acts[one.id]]
    if back:
        yield f"{_listed(back)}已退回修改"
    other = [one.name for one in inside if one.name not in back and set(acts[one.id]) - LEAVES]
    if other:
        yield f"{_listed(other)}此后有改动"
    if _CALL in journal.acts_after(desk.store, f"round:{round_id}", since):
        yield "申报通知此后有改动"


def _acts(desk: Desk, application_id: int, since: int) -> list[str]:
    return journal.acts_after(desk.store, case_subject(application_id), since)


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}份" if len(names) > _NAMES else ""
    return f"“{'”“'.join(names[:_NAMES])}”{more}"
