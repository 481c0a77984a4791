"""What stands on the papers of the survey: the one for the pen (记录表), and the result."""

from collections.abc import Mapping
from typing import Any

from desktop.domain.attempt import Outcome
from desktop.domain.claims import claims_of, compare_claims
from desktop.domain.clean import fold_name
from desktop.domain.lock import LockedFirm
from desktop.domain.survey import Place
from desktop.store import rosters
from desktop.work import draw_words as words
from desktop.work.asking import AskLine, ask_page, page_of
from desktop.work.draw_facts import NEAR, PaperCase
from desktop.work.rekey import MENDED, RekeyLine, rekey_page
from desktop.work.surveydata import earlier_note, patience

# What the pen writes into the box of an attempt; the order is that of the outcomes.
PEN_CODES = tuple(
    outcome.label
    for outcome in Outcome
    if outcome not in (Outcome.CHECKED_CONFIRMED, Outcome.CHECKED_REFUTED, Outcome.WITHDRAWN)
)


def asking_facts(case: PaperCase) -> dict[str, Any]:
    """Return what stands on 满意度随机抽查记录表; UserError before the draw."""
    page = ask_page(case.desk, case.id)
    boxes = "\n".join(f"☐ {choice.label}" for choice in case.rule.answers)
    tried = patience(case.desk)
    lines = [_asked_row(one, boxes) for one in page.lines]
    order = case.draw.draw.order[case.draw.standing.reach :][:NEAR]
    contacts = _contacts(case)
    return {
        "lines": lines,
        "boxes": boxes,
        "next": [
            _next_row(case.lock.firms[i - 1], at, boxes, contacts) for at, i in enumerate(order, 1)
        ],
        "scale": "、".join(choice.label for choice in case.rule.answers),
        "methods": _numbered(case.rule.methods),
        "codes": _numbered(PEN_CODES),
        "attempts": tried.attempts,
        "days": tried.days,
    }


def _numbered(texts: tuple[str, ...]) -> str:
    return "　".join(f"{at} {text}" for at, text in enumerate(texts, 1))


def _asked_row(line: AskLine, boxes: str) -> dict[str, Any]:
    known = f"已登记：{line.answer_label or line.state}" if line.attempts else ""
    return {
        "k": f"{line.k}/{line.n}",
        "firm": line.firm + ("\n（递补企业）" if line.substitute else ""),
        "contact": "\n".join(filter(None, (line.contact, line.phone))),
        "service": line.service,
        "boxes": boxes,
        "blank": "",
        "known": known,
    }


def _next_row(
    firm: LockedFirm, at: int, boxes: str, contacts: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    cells = contacts.get(firm.code) or contacts.get(fold_name(firm.name)) or {}
    return {
        "k": f"递补\n{at}",
        "firm": firm.name,
        "contact": "\n".join(filter(None, (cells.get("contact", ""), cells.get("phone", "")))),
        "service": cells.get("service", ""),
        "boxes": boxes,
        "blank": "",
        "known": "",
    }


def _contacts(case: PaperCase) -> dict[str, Mapping[str, str]]:
    """Return the drawn roster's cells by code and by folded name; the first row stays."""
    found: dict[str, Mapping[str, str]] = {}
    for row in rosters.rows(case.desk.store, case.id, case.rule.roster):
        code = row.cells.get("code", "").strip().upper()
        for sign in filter(None, (code, fold_name(row.cells.get("name", "")))):
            found.setdefault(sign, row.cells)
    return found


def result_facts(case: PaperCase) -> dict[str, Any]:
    """Return what stands on 满意度随机抽查结果汇总表; UserError before the draw."""
    page = page_of(case.desk, case.id, case.scheme, case.draw)
    now = case.draw.standing
    result = now.result
    notes = [*page.notes, words.interval_sentence(result, len(case.lock.firms))]
    lines = list(filter(None, notes))
    return {
        "sentence": page.sentence,
        "verdict": "，".join(filter(None, (result.text, result.whole_text))),
        "required": result.required,
        "listed": len(now.places),
        "asked": result.asked,
        "satisfied": result.satisfied,
        "share": words.share_words(result),
        "threshold": page.verdict,
        "answers": words.answer_words(result, case.rule),
        "without": words.settled_words(now),
        "lines": [_result_row(one, _why_out(now.place(one.i))) for one in page.lines],
        "notes": "\n".join(_in_order(lines)),
        **_claim_facts(case),
        "corrections": _corrections(case),
        **_rekey_facts(case),
    }


def _in_order(lines: list[str]) -> list[str]:
    """Number the notes where there are several of them."""
    return [f"{at}. {one}" for at, one in enumerate(lines, 1)] if len(lines) > 1 else lines


def _why_out(place: Place | None) -> str:
    last = place.folded.last if place else None
    return last.reason if last and last.outcome is Outcome.OUT_OF_FRAME else ""


def _result_row(line: AskLine, why: str) -> dict[str, Any]:
    person = " ".join(filter(None, (line.interviewee, line.position))) if line.attempts else ""
    return {
        "k": f"{line.k}/{line.n}",
        "firm": line.firm,
        "person": person,
        "outcome": line.state,
        "answer": line.answer_label,
        "told": "\n".join(line.attempts),
        "remark": "\n".join(filter(None, ("递补企业" if line.substitute else "", why))),
    }


def _claim_facts(case: PaperCase) -> dict[str, Any]:
    key = case.rule.compare_with or case.rule.roster
    rows = rosters.rows(case.desk.store, case.id, key)
    found = compare_claims(case.draw.standing, claims_of(case.lock, rows), case.rule)
    differences = [
        {"k": one.k, "firm": one.name, "claimed": one.claimed, "found": one.found}
        for one in found.differences
    ]
    return {"claims": words.claims_sentence(found), "differences": differences}


def _corrections(case: PaperCase) -> list[dict[str, Any]]:
    """Return every row that was corrected or withdrawn, the old beside the new (原记录、更正)."""
    labels = {choice.id: choice.label for choice in case.rule.answers}
    recorded = {one.id: one for one in case.draw.standing.recorded}
    positions = {i: k for k, i in enumerate(case.draw.draw.order, 1)}
    return [
        {
            "k": positions[one.firm],
            "firm": case.firm(one.firm),
            "old": words.row_words(recorded[one.supersedes], labels),
            "new": words.row_words(one, labels),
            "reason": one.reason,
        }
        for one in recorded.values()
        if one.supersedes in recorded
    ]


def _rekey_facts(case: PaperCase) -> dict[str, Any]:
    """Return the part 复核录入; all of it is empty where nothing is keyed again.

    Only answers of the draw that counts are keyed a second time.
    """
    if earlier_note(case.desk, case.kept):
        return {"rekeys": [], "rekey_head": "", "rekey_note": ""}
    page = rekey_page(case.desk, case.id)
    number = "四" if _corrections(case) else "三"
    return {
        "rekeys": [_rekey_row(line) for line in page.lines],
        "rekey_head": f"{number}、复核录入",
        "rekey_note": page.sentence if page.lines else "",
    }


def _rekey_row(line: RekeyLine) -> dict[str, Any]:
    return {
        "k": line.k,
        "firm": line.firm,
        "first": f"{line.first}（{line.first_by}）" if line.second else "",
        "second": f"{line.second}（{line.second_by}）" if line.second else "",
        "state": line.state + (f"为{line.now}" if line.state == MENDED else ""),
    }
