"""What stands on the papers about the materials: 收件回执, 补正告知单, 真实性核验记录, 卷内目录."""

from collections.abc import Iterator
from typing import Any

from desktop.domain.completeness import COMPLETE, MEND, MISSING, NA, UNSEEN
from desktop.domain.dates import parse_date, show_date
from desktop.store import files
from desktop.work.inward_case import Handed, InwardCase, handed_of, joined_notes, state_words
from desktop.work.materials import LineState, handed_items
from desktop.work.mending import UNDER, due_day
from desktop.work.office_notes import OWN_KINDS, notes

_RECEIVED = {COMPLETE: "已收", MEND: "已收，需补正", MISSING: "未收", UNSEEN: ""}
_SHORT = 16  # hex digits of a file's SHA-256: enough to tell it from a changed one, and read aloud
IN_HAND = (COMPLETE, MEND)


def papers_handed(case: InwardCase) -> list[Handed]:
    """Return the lines that are papers: the points of the 承诺书 are looked at, not handed in."""
    items = handed_items(case.scheme)
    return [one for one in handed_of(case.facts.checklist) if one.material.id in items]


def receipt_facts(case: InwardCase) -> dict[str, Any]:
    """Return what stands on 收件回执: the list of materials with what came, and the files.

    What nobody has looked at yet is left blank for the pen; what does not apply is left out.
    """
    wanted = [one for one in papers_handed(case) if one.state != NA]
    rows = [
        {
            "serial": serial,
            "article": one.material.article,
            "text": one.text,
            "state": _RECEIVED[one.state],
            "copies": one.total("copies"),
            "pages": one.total("pages"),
        }
        for serial, one in enumerate(wanted, 1)
    ]
    there = files.files(case.desk.store, case.application.id)
    kept = [one for one in there if one.kind not in OWN_KINDS]
    return {"rows": rows, "files": [_file(at, one) for at, one in enumerate(kept, 1)]}


def _file(serial: int, one: files.FileRef) -> dict[str, Any]:
    short = one.sha256[:_SHORT]
    groups = " ".join(short[at : at + 4] for at in range(0, _SHORT, 4))
    return {"serial": serial, "name": one.name, "digest": groups}


def gaps_of(case: InwardCase) -> list[Handed]:
    """Return what is missing or to be mended, in the regulation's order."""
    return [one for one in handed_of(case.facts.checklist) if one.state in (MISSING, MEND)]


def notice_facts(case: InwardCase) -> dict[str, Any]:
    """Return what stands on 申报材料补正告知单: every gap, once.

    Only where every material was looked at does it say that it tells all at once (一次性告知).
    """
    rows = [
        {
            "serial": serial,
            "article": one.material.article,
            "text": one.text,
            "state": state_words(one.state),
            "note": one.note,
        }
        for serial, one in enumerate(gaps_of(case), 1)
    ]
    unseen = case.facts.checklist.total - case.facts.checklist.done
    return {
        "rows": rows,
        "count": len(rows),
        "told": "现予告知" if unseen else "现一次性告知",
        "unseen": f"另有{unseen}项材料尚在审查，需要补正的另行告知。" if unseen else "",
        "due": (due := due_words(case)),
        "no_due": not due,
    }


def due_words(case: InwardCase) -> str:
    """Return by when it is to be mended: the case's own day or the call's, if still ahead."""
    day = due_day(case.desk, case.application.id)
    if day is None or day < case.desk.clock().date():
        return ""
    own = notes(case.desk, case.application.id, UNDER).get("due", "")
    return f"{show_date(day)}前" if own else f"{show_date(day)}（本部门受理截止日期）前"


def truth_facts(case: InwardCase) -> dict[str, Any]:
    """Return what stands on 真实性核验记录: what was checked, how, by whom, when."""
    checked = list(_checked(case))
    rows = [
        {
            "serial": serial,
            "article": article,
            "text": line.text,
            "state": state_words(line.state),
            "how": line.how,
            "by": line.by,
            "on": _day(line.on),
            "result": line.result,
            "note": _found(line),
        }
        for serial, (article, line) in enumerate(checked, 1)
    ]
    seen = [line for item in case.facts.checklist.items for line in item.lines]
    rest = sum(line.state in IN_HAND and not was_checked(line) for line in seen)
    return {"rows": rows, "ground": _ground(case), "rest": _rest(rest)}


def _found(line: LineState) -> str:
    """What is said of a check, and what is laid beside it."""
    scans = f"附图{len(line.scans)}件" if line.scans else ""
    return joined_notes(line.said, line.note, scans)


def _ground(case: InwardCase) -> str:
    if case.scheme.truth_check:
        return f"{_title(case)}{case.scheme.truth_article}"
    return f"{_title(case)}没有单列真实性核验的条款，由本部门自行核验"


def _title(case: InwardCase) -> str:
    return f"《{case.scheme.document.title}》"


def _rest(count: int) -> str:
    return f"另有{count}件已收材料没有填写核验情况，未列入本表。" if count else ""


def _checked(case: InwardCase) -> Iterator[tuple[str, LineState]]:
    for item in case.facts.checklist.items:
        yield from ((item.article, line) for line in item.lines if was_checked(line))


def was_checked(line: LineState) -> bool:
    """Whether the reviewer noted of a paper how, by whom or when it was checked."""
    return line.checked


def _day(text: str) -> str:
    found = parse_date(text)
    return show_date(found) if found else text
