"""What was printed or saved (已打印): a list, and the final papers again exactly as they were."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.dates import show_date
from desktop.domain.problem import UserError
from desktop.store import applications, files, printed, rounds
from desktop.store.journal import Entry, history
from desktop.work.applicant_forms import applicant_forms
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.draw_papers import AFTER
from desktop.work.inquiry_paper import PAPER, TITLE
from desktop.work.inward_papers import OF_CASE, refs_of_round
from desktop.work.overprint import OVERPRINT
from desktop.work.papers import KEPT_KIND, SheetFacts
from desktop.work.rounds import scheme_of

PRINTING = ("打印", "另存", "重印")  # the acts by which a paper leaves the program
_ON_PAPER = ("print", "again")  # of HOW: what really was printed
HOW = {
    "print": "打印",
    "save": "另存",
    "again": "照原件重印",
    "pdf": "存PDF",
    "xlsx": "存xlsx",
    "docx": "存docx",
}


@dataclass(frozen=True)
class PrintedLine:
    """One paper that left the program: when, for whom, how, whether as 草稿.

    `kept` is True where its PDF was kept. `name` is the application's; "" for one of the round. The
    `id` of a paper of no round is below 0: the journal alone has it, under that number.
    """

    id: int
    at: str
    title: str
    name: str
    how: str
    draft: bool
    kept: bool
    sha256: str
    sheet_id: str
    subject: str


def printed_of_case(desk: Desk, application_id: int) -> list[PrintedLine]:
    """Return what was printed or saved for one application, newest first."""
    application = applications.application(desk.store, application_id)
    lines = printed.printed(desk.store, application_id=application_id)
    subject = f"application:{application_id}"
    return _lines(desk, application.round_id, lines, subject, application.name)


def printed_of_round(desk: Desk, round_id: int) -> list[PrintedLine]:
    """Return what was printed or saved for a round and for each of its applications, newest first.

    The lists of its scheme's units that were printed before there was a round are among them.
    """
    found = _lines(
        desk, round_id, printed.printed(desk.store, round_id=round_id), f"round:{round_id}", ""
    )
    for application in applications.applications(desk.store, round_id):
        found += printed_of_case(desk, application.id)
    found += printed_of_owner(desk, f"scheme:{rounds.round_(desk.store, round_id).scheme_id}")
    return sorted(found, key=lambda line: (line.at, abs(line.id)), reverse=True)


def printed_of_owner(desk: Desk, owner: str) -> list[PrintedLine]:
    """Return what was printed or saved of a scheme's or an organisation's papers, newest first.

    They belong to no round: the journal alone has them, and their PDFs were kept.
    """
    kept = {f.sha256: f.name for f in files.files(desk.store, None) if f.kind == KEPT_KIND}
    found = [
        (one, one.detail)
        for one in history(desk.store, owner)
        if one.act in PRINTING and one.detail is not None and "how" in one.detail
    ]
    return [
        PrintedLine(
            -one.seq,
            desk.local(one.at),
            kept.get(detail["sha256"], "").removesuffix(".pdf"),
            "",
            HOW.get(_how(one), _how(one)),
            draft=False,
            kept=detail["sha256"] in kept,
            sha256=detail["sha256"],
            sheet_id=detail["sheet"],
            subject=owner,
        )
        for one, detail in reversed(found)
    ]


def _lines(
    desk: Desk, round_id: int, rows: Sequence[printed.Printed], subject: str, name: str
) -> list[PrintedLine]:
    kept = {f.sha256: f.name for f in files.files(desk.store, None) if f.kind == KEPT_KIND}
    titles = titles_of(desk, round_id)
    made = [
        PrintedLine(
            row.id,
            desk.local(row.at),
            kept.get(row.sha256, "").removesuffix(".pdf") or sheet_title(titles, row.sheet_id),
            name,
            HOW.get(how, how),
            row.draft,
            row.sha256 in kept,
            row.sha256,
            row.sheet_id,
            subject,
        )
        for row, how in zip(rows, _hows(desk, subject, rows), strict=True)
    ]
    return made[::-1]


def titles_of(desk: Desk, round_id: int) -> dict[str, str]:
    """Return what each paper of a round and of its applications is called, by its id."""
    sheets = scheme_of(desk, round_id).sheets
    forms = (line.ref for line in applicant_forms(desk, round_id))
    own = (*AFTER, *OF_CASE, *refs_of_round(desk, round_id), OVERPRINT)
    return {ref.id: ref.title for ref in (*own, *forms, *sheets)}


def sheet_title(titles: Mapping[str, str], sheet_id: str) -> str:
    """Return a sheet's title; `draw_list@2` is the second lock's, `inquiry@2` the second letter."""
    name, _, number = sheet_id.partition("@")
    if name == PAPER:
        return f"{TITLE}（第{number}份）"
    return titles.get(name, name) + (f"（第{number}次封存）" if number else "")


def _hows(desk: Desk, subject: str, rows: Sequence[printed.Printed]) -> list[str]:
    """In what way each paper left: the journal says it, one entry for each, in their order."""
    acts = [
        (one.detail["sha256"], _how(one))
        for one in history(desk.store, subject)
        if one.act in PRINTING and one.detail is not None and "how" in one.detail
    ]
    found: list[str] = []
    for row in rows:
        at = next((n for n, (digest, _how) in enumerate(acts) if digest == row.sha256), None)
        found.append("" if at is None else acts.pop(at)[1])
    return found


def _how(entry: Entry) -> str:
    how = str((entry.detail or {})["how"])
    return "again" if (entry.act, how) == ("重印", "print") else how


def kept_pdf(desk: Desk, line: PrintedLine) -> bytes:
    """Return a final paper's PDF as it was; UserError where it is missing, changed, or was none."""
    if not line.kept:
        raise UserError(
            "这一份是草稿，没有留存原件。" if line.draft else "这一份没有留存原件。",
            "请从“表”中重新生成。",
        )
    try:
        return files.read_file(desk.store, line.sha256)
    except UserError as error:
        raise UserError(
            f"留存的原件“{line.title}”{_fault(error)}，不能照原样再印。",
            f"请从备份恢复附件文件夹；登记的校验码是{line.sha256[:16]}…。",
        ) from error


def _fault(error: UserError) -> str:
    return "被改动过" if "改动" in error.sentence else "不见了或读不出来"


def note_again(desk: Desk, line: PrintedLine, how: str) -> Changed:
    """Note that a kept paper was printed or saved once more."""
    with desk.act(
        "重印", line.subject, sheet=line.sheet_id, how=how, sha256=line.sha256, of=abs(line.id)
    ):
        kind, _, number = line.subject.partition(":")
        if kind in ("application", "round"):
            printed.add_printed(
                desk.store,
                line.sheet_id,
                line.sha256,
                line.draft,
                application_id=int(number) if kind == "application" else None,
                round_id=int(number) if kind == "round" else None,
            )
    return changed("printed")


def changed_since(desk: Desk, facts: SheetFacts, pdf: bytes) -> str:
    """Return when and how this sheet last left as final, where it looks otherwise today; else "".

    2026年11月20日打印过; 另存过 where it was saved and not printed.
    """
    alone = facts.application_ids[0] if facts.ref.made_for == "application" else None
    rows = printed.printed(
        desk.store, application_id=alone, round_id=None if alone else facts.round_id
    )
    subject = case_subject(alone) if alone else f"round:{facts.round_id}"
    final = [
        (row, how)
        for row, how in zip(rows, _hows(desk, subject, rows), strict=True)
        if row.sheet_id == facts.ref.id and not row.draft
    ]
    if not final or final[-1][0].sha256 == hashlib.sha256(pdf).hexdigest():
        return ""
    row, how = final[-1]
    day = show_date(date.fromisoformat(desk.local(row.at)[:10]))
    return f"{day}{'打印过' if how in _ON_PAPER else '另存过'}"
