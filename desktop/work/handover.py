"""移交: a case leaves whole for a colleague's computer, and can't be changed here meanwhile."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.lock import parse_lock
from desktop.domain.problem import UserError
from desktop.store import applications, departments, erasing, files, journal, parcel, rounds
from desktop.store.final import HANDED
from desktop.store.whole_case import digest_of, lists_used, whole
from desktop.work.casedata import NO_NAME, application_of, draw_number
from desktop.work.checking import ERASED
from desktop.work.department import department
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.office_notes import moment_words
from desktop.work.receive import clean_text
from desktop.work.record import SCHEME_TEXTS, program_version
from desktop.work.rounds import round_of

DATA = parcel.HANDED
FORMAT = 1
_MOST_DATA = 1 << 30
KIND = parcel.Kind(
    "移交件",
    {DATA: _MOST_DATA},
    "没有收入任何内容",
    "请让对方重新移交一次，并核对文件是否传完整。",
)
KINDS = (
    "values",
    "rosters",
    "materials",
    "verdicts",
    "draw",
    "answers",
    "recommendation",
    "printed",
    "office",
    "rounds",
    "handover",
)
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Handed:
    """Who has a case now, since when, and by whom it was handed over; `at` in words."""

    application_id: int
    name: str
    to: str
    by: str
    at: str

    @property
    def sentence(self) -> str:
        """The whole of it in a sentence."""
        return f"已移交给{self.to}（{self.at}，{self.by}），收回以前在这里不能改动。"


@dataclass(frozen=True)
class Leaving:
    """A parcel that waits to be written: its text, and the attachments by their SHA-256."""

    application_ids: tuple[int, ...]
    text: bytes
    attached: Mapping[str, Path]


def told_of(desk: Desk, application_id: int) -> dict[str, Any]:
    """Return what the file keeps of handing a case over; empty where it never was."""
    return dict(departments.setting(desk.store, f"{HANDED}{application_id}", {}))


def put_told(desk: Desk, application_id: int, told: Mapping[str, Any]) -> None:
    """Keep it, inside an act; a detail that is empty is not kept."""
    kept = {key: value for key, value in told.items() if value}
    departments.put_setting(desk.store, f"{HANDED}{application_id}", kept)


def handed(desk: Desk, application_id: int) -> Handed | None:
    """Return who has a case now; None where it is here."""
    told = told_of(desk, application_id)
    if not told.get("to"):
        return None
    name = application_of(desk, application_id).name or NO_NAME
    at = moment_words(desk, told["at"])
    return Handed(application_id, name, told["to"], told["by"], at)


def all_handed(desk: Desk) -> tuple[Handed, ...]:
    """Return every case that a colleague has now, in the order of their ids."""
    keys = departments.settings_like(desk.store, HANDED)
    numbers = sorted(int(key.removeprefix(HANDED)) for key in keys)
    return tuple(one for number in numbers if (one := handed(desk, number)) is not None)


def home_of(desk: Desk, application_id: int) -> str:
    """Return the name that a case has in every file: where it began, and its id there."""
    return str(told_of(desk, application_id).get("home") or f"{desk.store.uuid}:{application_id}")


def hand_over(desk: Desk, application_ids: Sequence[int], to: str) -> Changed:
    """Mark cases as 已移交 in one act; `value` is Leaving, to be written by `write_handover`.

    UserError where nothing is chosen, nobody is named, a case is with somebody already, or an
    attachment is missing.
    """
    whom = clean_text(to)
    chosen = tuple(dict.fromkeys(application_ids))
    if not chosen:
        raise UserError("还没有选择申报。", "请先选中要移交的申报。")
    if not whom:
        raise UserError("请填写移交给谁。", "写明接手同事的姓名。")
    cases = [_case(desk, one) for one in chosen]
    attached: dict[str, Path] = {}
    for case in cases:
        attached |= _attached(desk, case)
    ours = department(desk)
    head = {
        "format": FORMAT,
        "program": program_version(),
        "by": desk.operator,
        "unit": ours.name if ours else "",
        "to": whom,
        "at": desk.store.now(),
    }
    first, *others = zip(chosen, cases, strict=True)
    with desk.act("移交", case_subject(first[0]), to=whom, digest=first[1]["digest"]) as act:
        for number, case in others:
            act.also("移交", case_subject(number), to=whom, digest=case["digest"])
        for number, case in (first, *others):
            told = told_of(desk, number) | {"home": case["home"], "to": whom}
            put_told(desk, number, told | {"by": desk.operator or "经办人", "at": head["at"]})
    for number in chosen:
        desk.summaries.pop(number, None)
    text = json.dumps({**head, "cases": cases}, ensure_ascii=False).encode()
    return changed("handover", value=Leaving(chosen, text, attached))


def _case(desk: Desk, application_id: int) -> dict[str, Any]:
    application = application_of(desk, application_id)
    round_ = round_of(desk, application.round_id)
    case = whole(desk.store, application_id)
    subject = case_subject(application_id)
    return case | {
        "number": draw_number(desk, application),
        "home": home_of(desk, application_id),
        "base": told_of(desk, application_id).get("base", ""),
        "digest": digest_of(case),
        "scheme_id": round_.scheme_id,
        "scheme_digest": round_.scheme_digest,
        "year": round_.year,
        "call": round_.call,
        "lists": list(lists_used(desk.store, case)),
        "texts": _texts(desk, application_id) | edition_texts(desk, round_),
        "journal": [
            [one.at, one.operator, one.act, one.subject.removeprefix(subject), one.detail]
            for one in journal.history(desk.store, subject)
        ],
    }


def _texts(desk: Desk, application_id: int) -> dict[str, Any]:
    """The schemes' texts that the case's locks were made by, so that a draw is verified there."""
    rows = desk.store.read("SELECT text FROM draw_lock WHERE application_id = ?", (application_id,))
    digests = {parse_lock(bytes(row[0])).scheme_digest for row in rows}
    found = {one: departments.setting(desk.store, f"{SCHEME_TEXTS}{one}") for one in digests}
    return {digest: texts for digest, texts in found.items() if texts}


def edition_texts(desk: Desk, round_: rounds.Round) -> dict[str, Any]:
    """The edition that a case is under, where it is somebody's own: it is worked by it there."""
    if round_.scheme_id not in desk.schemes or not desk.is_own(round_.scheme_id):
        return {}
    kept = departments.setting(desk.store, f"{SCHEME_TEXTS}{round_.scheme_digest}")
    return {round_.scheme_digest: kept} if kept else {}


def _attached(desk: Desk, case: Mapping[str, Any]) -> dict[str, Path]:
    names = {row[1]: row[0] for row in case["tables"]["source_file"]}
    names |= {one["file"][2]: one["file"][0] for one in case["lists"]}
    found = {sha256: files.file_place(desk.store, sha256) for sha256 in names}
    gone = erasing.erased_files(desk.store, ERASED)
    for sha256, place in found.items():
        if sha256 not in gone and not place.exists():
            raise UserError(
                f"附件“{names[sha256]}”不见了，没有移交。", "请先从备份恢复附件文件夹。"
            )
    return {sha256: place for sha256, place in found.items() if sha256 not in gone}


def write_handover(leaving: Leaving, target: Path, say: Progress) -> int:
    """Write the parcel whole or not at all; returns how many attachments. On any thread.

    UserError where it can't be written, or an attachment was changed.
    """
    for sha256, place in leaving.attached.items():
        if hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
            raise UserError(
                "保存的附件被改动过，与登记的校验码不符。", "请先从备份恢复附件文件夹。"
            )
    members: dict[str, Path | bytes] = {DATA: leaving.text}
    members |= {parcel.inside(place): place for place in leaving.attached.values()}
    parcel.write_parcel(target, KIND, members, say)
    return len(leaving.attached)


def take_back(desk: Desk, application_ids: Sequence[int], why: str) -> Changed:
    """Let cases be worked here again without what the colleague did (收回), with the reason.

    What he sends later is compared with what is here then. UserError without a reason.
    """
    reason = clean_text(why, is_long=True)
    if not reason:
        raise UserError("请写明收回的原因。", "原因会记入办理经过。")
    out = [one for one in application_ids if handed(desk, one) is not None]
    if not out:
        raise UserError("没有已移交的申报可以收回。", "没有改动。")
    told = {one: told_of(desk, one) for one in out}
    first, *others = out
    with desk.act("收回", case_subject(first), to=told[first]["to"], why=reason) as act:
        for one in others:
            act.also("收回", case_subject(one), to=told[one]["to"], why=reason)
        for one in out:
            put_told(desk, one, told[one] | {"to": "", "by": "", "at": ""})
    return changed("handover")


def known_case(desk: Desk, home: str) -> int | None:
    """Return the application that this file has of a case, or None."""
    for key, told in departments.settings_like(desk.store, HANDED).items():
        if told.get("home") == home:
            return int(key.removeprefix(HANDED))
    uuid, _, number = home.rpartition(":")
    if uuid != desk.store.uuid or not number.isdigit():
        return None
    try:
        return applications.application(desk.store, int(number)).id
    except KeyError:
        return None
