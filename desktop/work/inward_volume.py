"""What stands on 卷内文件目录: the materials in hand, and what was printed of the application."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from desktop.domain.regulation import SheetRef
from desktop.store import printed
from desktop.store.journal import history
from desktop.work.department import department
from desktop.work.inward_case import Handed, InwardCase, short_title
from desktop.work.inward_materials import IN_HAND, papers_handed

LEFT = ("打印", "另存")  # the acts by which a paper leaves, as the journal calls them


def volume_facts(
    case: InwardCase, own: Sequence[SheetRef], shared: Sequence[SheetRef]
) -> dict[str, Any]:
    """Return what stands on 卷内文件目录: the materials in hand, then what was printed here.

    `own` are the papers of each case; `shared` those of the round (推荐函, 推荐汇总表, …), which
    are listed where this application was among those that they were made for.
    """
    prints = (*_of_case(case, own), *_of_round(case, shared))
    rows = [*_volume_materials(case), *_rows(case, prints)]
    return {"rows": [{"serial": serial} | row for serial, row in enumerate(rows, 1)]}


def _volume_materials(case: InwardCase) -> Iterator[dict[str, Any]]:
    """One row for each item of which papers are in hand, with their pages where all are noted."""
    told: dict[str, list[Handed]] = {}
    for one in papers_handed(case):
        if one.state in IN_HAND:
            told.setdefault(one.material.id, []).append(one)
    for papers in told.values():
        counts = [one.total("pages") for one in papers]
        whole = sum(count or 0 for count in counts) if all(counts) else None
        yield {
            "maker": case.operator or case.name,
            "title": short_title(papers[0].material.text),
            "on": None,
            "pages": whole,
            "remark": papers[0].material.article,
        }


def _of_case(case: InwardCase, refs: Sequence[SheetRef]) -> Iterator[tuple[str, str]]:
    """Title and time of each paper of the case that left as final, the latest of each."""
    titles = {ref.id: ref.title for ref in refs}
    newest: dict[str, str] = {}
    for one in printed.printed(case.desk.store, application_id=case.application.id):
        name, _, number = one.sheet_id.partition("@")  # `draw_list@1` is the first lock's
        if name in titles and not one.draft:
            newest[titles[name] + (f"（第{number}次封存）" if number else "")] = one.at
    yield from newest.items()


def _of_round(case: InwardCase, refs: Sequence[SheetRef]) -> Iterator[tuple[str, str]]:
    """Title and time of each paper of the round that left as final and names this application."""
    titles, round_id = {ref.id: ref.title for ref in refs}, case.application.round_id
    naming = {
        str(entry.detail["sha256"])
        for entry in history(case.desk.store, f"round:{round_id}")
        if entry.act in LEFT and entry.detail
        and case.application.id in entry.detail.get("applications", ())
    }  # fmt: skip  # one condition a line
    newest = {
        one.sheet_id: one.at
        for one in printed.printed(case.desk.store, round_id=round_id)
        if one.sheet_id in titles and not one.draft and one.sha256 in naming
    }
    yield from ((titles[sheet_id], at) for sheet_id, at in newest.items())


def _rows(case: InwardCase, prints: Sequence[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    ours = department(case.desk)
    for title, at in prints:
        yield {
            "maker": ours.name if ours else "",
            "title": title,
            "on": date.fromisoformat(case.desk.local(at)[:10]),
            "pages": None,
            "remark": "",
        }
