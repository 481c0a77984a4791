"""The bureau's own file: the signing keys that it knows, and its summary sheet."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.problem import UserError
from desktop.work.bureau import Office, compared, entered_of, summary_facts, with_keys
from desktop.work.department import department, get_setting, put_setting
from desktop.work.desk import Changed, Desk
from desktop.work.dossier_report import Report
from desktop.work.paper_shelf import Paper
from desktop.work.rounds import call_of, list_rounds, open_round

KEYS = "bureau.keys"


def known_keys(desk: Desk) -> dict[str, str]:
    """Return the keys (hex) that were compared with sealed paper, by their units."""
    found: dict[str, str] = dict(get_setting(desk, KEYS, {}))
    return found


def confirm_key(desk: Desk, unit: str, key: str) -> Changed:
    """Note that a unit's key is the one on its sealed paper; it is expected from now on."""
    return put_setting(desk, KEYS, {**known_keys(desk), unit: key})


def looked_at(desk: Desk, reports: Sequence[Report]) -> list[Report]:
    """Return fresh reports with what this file knows: the keys, and the year's own quotas."""
    found = with_keys(reports, known_keys(desk))
    quotas = {
        (line.scheme_id, line.year): call_of(desk, line.id).get("quota", "")
        for line in list_rounds(desk)
    }
    return compared(found, desk.schemes, quotas)


def summary_paper(desk: Desk, reports: Sequence[Report], scheme_id: str, year: int) -> Changed:
    """Gather the next level's summary sheet; `value` is the Paper, poured on any thread.

    The year is opened in this file where it is not yet, because what is printed belongs to it.
    草稿 stands on it while a dossier of that year does not hold. UserError as `summary_facts`.
    """
    ours = department(desk)
    if ours is None:
        raise UserError("还没有填写本部门。", "请先在“设置”中填写部门名称。")
    if scheme_id not in desk.schemes:
        raise UserError(f"本机没有办法数据“{scheme_id}”，不能汇总。")
    scheme = desk.schemes[scheme_id]
    office = Office(ours.name, ours.filler, ours.phone, ours.region, desk.clock().date())
    entered = entered_of(reports, scheme_id, year)
    own = [one for one in reports if (one.scheme_id, one.year) == (scheme_id, year)]
    draft = any(one.failed for one in own)
    place = (desk.folder(scheme_id), desk.fonts)
    facts = summary_facts(entered, scheme, year, office, place, draft=draft)
    opened = _round(desk, scheme_id, year)
    name = f"{year}年度 {facts.ref.title}（上级汇总{len(entered)}家）"
    made = replace(facts, round_id=int(opened.value))
    return replace(opened, value=Paper(name, made))


def _round(desk: Desk, scheme_id: str, year: int) -> Changed:
    """The year in this file; nothing has changed where it was open already."""
    for line in list_rounds(desk):
        if (line.scheme_id, line.year) == (scheme_id, year):
            return Changed(frozenset(), line.id)
    return open_round(desk, scheme_id, year)
