"""What was sent up (报送): frozen cell by cell, with scan and receipt; and what changed since."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain.dates import parse_date, show_date
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.store import files, printed, recommendations
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk
from desktop.work.office_notes import (
    FROZEN,
    Attached,
    attached,
    day_text,
    erased_digests,
    notes,
    put_notes,
    write_notes,
)
from desktop.work.rounds import scheme_of
from desktop.work.sheet_cells import SheetCell, cells_of

ACT = "登记报送"
_FORMAT = 1
_UP = "up_on"  # the note of the day on which it went up


@dataclass(frozen=True)
class Submission:
    """One sending: when and by whom (ISO, local), its receipt, its scans, and what was frozen.

    `received_on` is 2026年11月20日 or empty; `cells` is empty where nothing was frozen or it was
    erased. `prints` are the SHA-256 of the sheets that were printed as final until then, `lost`
    says why what was frozen can't be read, `day` is the day that the sheets bore (ISO). `on` is
    the day on which it went up (2026年11月20日), which may lie before it was noted.
    """

    number: int
    at: str
    by: str
    why: str
    received_on: str
    received_by: str
    scans: tuple[Attached, ...]
    sha256: str
    cells: tuple[SheetCell, ...]
    prints: tuple[str, ...] = ()
    lost: str = ""
    day: str = ""
    on: str = ""


@dataclass(frozen=True)
class ChangedCell:
    """A cell that is another one now than when it was sent: sheet, what it is, old and new.

    `number` tells several of one label apart, from 1.
    """

    sheet: str
    label: str
    old: str
    new: str
    number: int = 1


def under(number: int) -> str:
    """Return where the notes of the sending `number` stand."""
    return f"sent.{number}"


def frozen_now(desk: Desk, application_id: int, on: date | None = None) -> tuple[SheetCell, ...]:
    """Return every cell of the outward sheets as they are now; `on` is the day that they bear."""
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    return tuple(_cells(desk, scheme, application.round_id, application_id, on))


def _cells(
    desk: Desk, scheme: Scheme, round_id: int, application_id: int, on: date | None
) -> Iterator[SheetCell]:
    from desktop.sheets.compose import compose  # only what is sent up is composed
    from desktop.sheets.describe import read_sheet
    from desktop.work.papers import gather

    for ref in scheme.sheets:
        if ref.outward:
            made = gather(desk, ref, round_id, [application_id])
            facts = {**made.facts, "date": on or made.facts["date"]}
            yield from cells_of(ref.id, ref.title, compose(read_sheet(made.description), facts))


def freeze(desk: Desk, application_id: int, number: int, cells: Sequence[SheetCell]) -> str:
    """Keep what is sent now as it is, inside the act that sends it; returns its SHA-256."""
    outward = {ref.id for ref in _scheme(desk, application_id).sheets if ref.outward}
    final = [
        row.sha256
        for row in printed.printed(desk.store, application_id=application_id)
        if row.sheet_id in outward and not row.draft
    ]
    body: dict[str, Any] = {
        "format": _FORMAT,
        "date": desk.clock().date().isoformat(),
        "cells": [[one.sheet_id, one.sheet, one.label, one.text] for one in cells],
        "prints": final,
    }
    data = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    name = f"第{number}次报送.json"
    kept = files.keep_file(desk.store, application_id, name, data, FROZEN)
    write_notes(desk, application_id, under(number), {"frozen": kept.sha256})
    return kept.sha256


def _scheme(desk: Desk, application_id: int) -> Scheme:
    return scheme_of(desk, application_of(desk, application_id).round_id)


def submissions(desk: Desk, application_id: int) -> tuple[Submission, ...]:
    """Return what was sent, the first first; a frozen one that can't be read says so."""
    sent = [
        one
        for one in recommendations.decisions(desk.store, application_id)
        if one.to_stage == "报送"
    ]
    return tuple(_one(desk, application_id, n, one) for n, one in enumerate(sent, 1))


def _one(
    desk: Desk, application_id: int, number: int, decision: recommendations.Decision
) -> Submission:
    noted = notes(desk, application_id, under(number))
    found, lost = _read_again(desk, noted.get("frozen", ""))
    at = desk.local(decision.at)
    return Submission(
        number,
        at,
        decision.by,
        decision.why,
        noted.get("received_on", ""),
        noted.get("received_by", ""),
        attached(desk, application_id, under(number)),
        noted.get("frozen", ""),
        tuple(SheetCell(*cell) for cell in found.get("cells", ())),
        tuple(found.get("prints", ())),
        lost,
        found.get("date", ""),
        noted.get(_UP, "") or show_date(date.fromisoformat(at[:10])),
    )


def _read_again(desk: Desk, digest: str) -> tuple[dict[str, Any], str]:
    """Return what was frozen, and why it can't be read: bad luck must not hide the rest."""
    try:
        return _frozen(desk, digest), ""
    except UserError as error:
        return {}, f"留存的报送内容读不出来：{error.sentence}{error.hint}"


def _frozen(desk: Desk, digest: str) -> dict[str, Any]:
    """Return what was frozen; nothing where none was, or where it was erased with the rest."""
    if not digest or digest in erased_digests(desk):
        return {}
    return dict(json.loads(files.read_file(desk.store, digest)))


def changed_cells(desk: Desk, application_id: int) -> tuple[ChangedCell, ...]:
    """Return what stands otherwise on the sheets now than when they were last sent.

    The day that a sheet bears is left out: it is another one on every day.
    """
    sent = submissions(desk, application_id)
    if not sent or not sent[-1].cells:
        return ()
    now = frozen_now(desk, application_id, date.fromisoformat(sent[-1].day))
    return tuple(differing(sent[-1].cells, now))


def differing(old: Sequence[SheetCell], new: Sequence[SheetCell]) -> Iterator[ChangedCell]:
    """Compare cells by sheet and label; of several with one label the first with the first."""
    before, after = _numbered(old), _numbered(new)
    for key in [*before, *(one for one in after if one not in before)]:
        was, now = before.get(key), after.get(key)
        shown = now or was
        if shown is not None and (was.text if was else "") != (now.text if now else ""):
            yield ChangedCell(
                shown.sheet,
                shown.label,
                was.text if was else "",
                now.text if now else "",
                key[2],
            )


def _numbered(cells: Sequence[SheetCell]) -> dict[tuple[str, str, int], SheetCell]:
    found: dict[tuple[str, str, int], SheetCell] = {}
    counts: dict[tuple[str, str], int] = {}
    for one in cells:
        place = (one.sheet_id, one.label)
        counts[place] = counts.get(place, 0) + 1
        found[(*place, counts[place])] = one
    return found


def note_receipt(
    desk: Desk, application_id: int, number: int, *, on: str | None = None, by: str | None = None
) -> Changed:
    """Note on which day (loosely typed) and by whom a sending was received; None: as it is.

    UserError where the day is none, or lies before that of the sending.
    """
    sent = submissions(desk, application_id)
    if not 1 <= number <= len(sent):
        raise UserError("还没有这一次报送。", "请先在“办理”中办“报送”。")
    texts = {} if by is None else {"received_by": by}
    if on is not None:
        texts["received_on"] = day_text(on, "收到日期")
        _refuse_early(texts["received_on"], sent[number - 1].on)
    return put_notes(desk, application_id, ACT, under(number), texts)


def note_day(desk: Desk, application_id: int, number: int, text: str) -> Changed:
    """Note on which day (loosely typed) a sending really went up; UserError as `up_day` says.

    UserError too where it was received before that day.
    """
    (one,) = [one for one in submissions(desk, application_id) if one.number == number]
    told = up_day(text, desk.clock().date())
    _refuse_early(one.received_on, told)
    return put_notes(desk, application_id, ACT, under(number), {_UP: told})


def up_day(text: str, today: date) -> str:
    """Return the day of a sending as 2026年11月20日.

    UserError where it is none, is to come, or lies before the last year: 1118 is no day then.
    """
    told = day_text(text, "报送日期")
    day = parse_date(told) if told else None
    if day is None or day.year < today.year - 1:
        raise UserError(
            f"报送日期“{text.strip()}”请核对。" if told else "没有填写报送日期。",
            "请填写盖章报出去的那一天，例如20261120。",
        )
    if day > today:
        raise UserError(f"报送日期{told}还没有到。", "请填写实际报出去的那一天。")
    return told


def keep_day(desk: Desk, application_id: int, number: int, told: str) -> None:
    """Keep the day of a sending (as `up_day` returns it), inside the act that sends."""
    write_notes(desk, application_id, under(number), {_UP: told})


def _refuse_early(received: str, sent: str) -> None:
    day, sending = parse_date(received) if received else None, parse_date(sent)
    if day is not None and sending is not None and day < sending:
        raise UserError(f"收到日期{received}早于报送日期{sent}。", "请核对回执上的日期。")
