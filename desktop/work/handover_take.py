"""接收移交, 收回移交: a parcel is read, compared with what is here, and taken in case by case."""

import base64
import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.edition_diff import Difference as Change
from desktop.domain.problem import UserError
from desktop.store import applications, departments, files, parcel, rounds
from desktop.store.luck import disk_words
from desktop.store.whole_case import KEPT, PARTS, Rows, digest_of, grew_from, whole
from desktop.store.whole_case_keep import add_lists, add_whole, replace_whole
from desktop.work.casedata import NO_NAME, application_of
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.handover import (
    DATA,
    FORMAT,
    KIND,
    KINDS,
    Progress,
    handed,
    known_case,
    put_told,
    told_of,
)
from desktop.work.handover_diff import Difference, differences
from desktop.work.handover_edition import brought_edition, keep_brought
from desktop.work.office_notes import moment_words
from desktop.work.record import SCHEME_TEXTS, keep_scheme_texts
from desktop.work.rounds import scheme_of

NEW, SAME, FORWARD, DIVERGED, REFUSED = "新收入", "没有变化", "替换", "两边都改过", "不能收入"
THERE, HERE, BESIDE = "there", "here", "beside"
CHOICES = ((THERE, "用对方的替换这里的"), (HERE, "保留这里的"), (BESIDE, "两份都留，另存一份"))
_NUMBER = re.compile("[0-9]{4,9}")
_NO_SCHEME = "本机没有这个办法的数据，请安装含有此办法的程序版本。"


@dataclass(frozen=True)
class Arrived:
    """A parcel that was read and not taken in: who sent it to whom, its cases, its attachments."""

    by: str
    unit: str
    to: str
    at: str
    cases: tuple[dict[str, Any], ...]
    attached: Mapping[str, bytes]


@dataclass(frozen=True)
class Arrival:
    """One case of a parcel beside what is here: `state` is one of the words above.

    `application_id` is the case here, if it is known. `can_replace` is False where what is here
    has records that nobody may take away. `edition` is what an edition that comes along changes.
    """

    at: int
    name: str
    operator: str
    scheme: str
    year: int
    number: str
    application_id: int | None
    state: str
    told: str
    differences: tuple[Difference, ...] = ()
    can_replace: bool = True
    edition: tuple[Change, ...] = ()

    @property
    def shown(self) -> tuple[Difference, ...]:
        """What is to be read of it line by line: what its edition changes, then the case's own."""
        return (*(_of_edition(one) for one in self.edition), *self.differences)


def _of_edition(one: Change) -> Difference:
    what = f"{one.article}　{one.about}".strip("　")
    return Difference("办法", what, f"原办法：{one.old or '无'}", f"新版本：{one.new or '删去'}")


def read_handover(package: Path, scratch: Path, say: Progress) -> Arrived:
    """Read a parcel; nothing of the file is touched. On any thread.

    UserError where it is damaged, of a newer program, or no parcel of this kind.
    """
    folder = scratch / f"handover-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700, parents=True)
        parcel.read_parcel(package, folder, KIND, say)
        raw = json.loads((folder / DATA).read_bytes())
        if int(raw["format"]) > FORMAT:
            raise parcel.newer(KIND.word)
        for case in raw["cases"]:
            _refuse_odd(case)
        attached = {one.name: one.read_bytes() for one in (folder / "附件").glob("??/*")}
        by, unit, to, sent = (str(raw[key]) for key in ("by", "unit", "to", "at"))
        return Arrived(by, unit, to, sent, tuple(raw["cases"]), attached)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KIND.bad from error
    except OSError as error:
        why = disk_words(error)
        raise UserError(f"移交件不能读取（{why}）。", "请检查文件和磁盘空间。") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_odd(case: Mapping[str, Any]) -> None:
    """Raise ValueError where a case is not what it says, or a lock not what its digest says."""
    for part in PARTS:
        if any(len(row) != len(part.columns) for row in case["tables"][part.table]):
            raise ValueError("a row of another length")
    if digest_of(case) != case["digest"]:
        raise ValueError("another digest")
    for row in case["tables"]["draw_lock"]:
        text = base64.b64decode(row[1], validate=True)
        if hashlib.sha256(text).hexdigest() != row[2]:
            raise ValueError("a lock that is not what was locked")
    number, year = case["number"], case["year"]
    if not (_NUMBER.fullmatch(number) and type(year) is int and 1990 <= year <= 2099):
        raise ValueError("another number")
    if not all(isinstance(case[key], str) for key in ("home", "base", "scheme_id", "code")):
        raise ValueError("no name")
    if not isinstance(case["lists"], list) or not isinstance(case["texts"], dict):
        raise ValueError("nothing around it")
    if not set(case["head"]) == {"name", "operator_name", "state", "stage", "created_at"}:
        raise ValueError("another head")


def arrivals(desk: Desk, arrived: Arrived) -> list[Arrival]:
    """Compare every case of a parcel with what is here."""
    return [_arrival(desk, at, case) for at, case in enumerate(arrived.cases)]


def _arrival(desk: Desk, at: int, case: Mapping[str, Any]) -> Arrival:
    scheme = desk.schemes.get(case["scheme_id"])
    number = known_case(desk, case["home"])
    head = case["head"]
    start = (
        at,
        head["name"] or NO_NAME,
        head["operator_name"],
        scheme.short_name if scheme else case["scheme_id"],
        int(case["year"]),
        case["number"],
        number,
    )
    brought = brought_edition(desk, case)
    if brought.refused or (scheme is None and brought.scheme is None):
        return Arrival(*start, REFUSED, brought.refused or _NO_SCHEME)
    used = scheme or brought.scheme
    assert used is not None  # asked for just now
    start = (*start[:3], used.short_name, *start[4:])
    other = scheme is not None and case["scheme_digest"] != scheme.digest
    note = "对方所用的办法数据与本机的不同，收入后请核对测评。" if other else brought.told
    if number is None:
        told = f"这里没有这份申报，作为新的一份收入。{note}"
        return Arrival(*start, NEW, told, edition=brought.changes)
    scheme = scheme_of(desk, application_of(desk, number).round_id)
    if scheme.id != used.id:
        note += f"对方已换用“{used.name}”，收入后仍在这里原来的年度中，要换用请到“办法”。"
    here = whole(desk.store, number)
    now = digest_of(here)
    if now == case["digest"]:
        return Arrival(*start, SAME, f"与这里的完全相同。{note}")
    found = differences(here, case, scheme)
    can = grew_from(here["tables"], case["tables"])
    if now == case["base"] and can:
        told = f"移交以后这里没有改动，用交回的内容替换，共{len(found)}处不同。{note}"
        return Arrival(*start, FORWARD, told, found, edition=brought.changes)
    told = f"移交以后这里也有改动，共{len(found)}处不同，请选择。{note}"
    if not can:
        told += "这里有不得删改的抽查、流转或清除记录是那一份所没有的，不能替换。"
    return Arrival(*start, DIVERGED, told, found, can, brought.changes)


def take_in(desk: Desk, arrived: Arrived, choices: Mapping[int, str]) -> Changed:
    """Take the cases of a parcel in, each in one act; `value` are the applications, in order.

    `choices` say by a case's place what is done where both copies were changed (CHOICES). UserError
    where one of these is missing, before anything is taken in.
    """
    found = arrivals(desk, arrived)
    if any(one.state == DIVERGED and one.at not in choices for one in found):
        raise UserError("有申报两边都改过，还没有选择用哪一份。", "请逐份选择，再收入。")
    for one in found:
        if one.state != REFUSED:
            keep_brought(desk, arrived.cases[one.at])
    for digest, data in arrived.attached.items():
        files.put_back(desk.store, digest, data)
    taken: list[int] = []
    for one in found:
        case = arrived.cases[one.at]
        if one.state == REFUSED:
            continue
        choice = choices.get(one.at, THERE) if one.state == DIVERGED else THERE
        if one.application_id is None or choice == BESIDE:
            taken.append(_add(desk, arrived, case, beside=choice == BESIDE))
        else:
            taken.append(_settle(desk, arrived, case, one, choice))
    return changed(*KINDS, value=tuple(taken))


def _add(desk: Desk, arrived: Arrived, case: Mapping[str, Any], *, beside: bool) -> int:
    round_id = _round(desk, case)
    number, moved = _number(desk, round_id, case["number"])
    subject = f"round:{round_id}"
    told = {"from": arrived.by, "unit": arrived.unit, "digest": case["digest"]}
    with desk.act("接收移交", subject, name=case["head"]["name"], **told) as act:
        act.detail["lists"] = _around(desk, arrived, case)
        application_id = add_whole(desk.store, round_id, number, case)
        act.detail["application"] = application_id
        detail = told | {"number": number, "was": case["number"] if moved else ""}
        detail |= {
            "draws": draws_of(case["tables"], None),
            "kept": _keep(desk, application_id, case),
        }
        act.also("接收移交", case_subject(application_id), **detail)
        home = f"{desk.store.uuid}:{application_id}" if beside else case["home"]
        kept = {"home": home, "base": case["digest"], "from": arrived.by}
        put_told(desk, application_id, kept | {"number": case["number"] if moved else ""})
    return application_id


def _settle(
    desk: Desk, arrived: Arrived, case: Mapping[str, Any], one: Arrival, choice: str
) -> int:
    """Let what came stand in the place of what is here, or leave that; both are kept as files."""
    number = one.application_id
    assert number is not None  # asked for before
    here = whole(desk.store, number)
    was = handed(desk, number)
    told = {"from": arrived.by, "unit": arrived.unit, "choice": choice, "state": one.state}
    told |= {"before": digest_of(here), "digest": case["digest"]}
    was_out = was is not None or case["home"].startswith(f"{desk.store.uuid}:")
    what = "收回移交" if was_out else "接收移交"
    with desk.act(what, case_subject(number), **told) as act:
        if choice == THERE and one.state != SAME:
            act.detail["lists"] = _around(desk, arrived, case)
            act.detail["draws"] = draws_of(case["tables"], here["tables"])
            replace_whole(desk.store, number, case)
            act.detail["differences"] = len(one.differences)
        act.detail["kept"] = [*_keep(desk, number, case), *_keep(desk, number, here, "收入前")]
        base = here if choice == HERE else case
        told_now = told_of(desk, number) | {"home": case["home"], "to": "", "by": "", "at": ""}
        put_told(desk, number, told_now | {"base": digest_of(base), "from": arrived.by})
    desk.summaries.pop(number, None)
    return number


def _around(desk: Desk, arrived: Arrived, case: Mapping[str, Any]) -> int:
    """Keep what a case stands on: published lists, and the texts of its draws' schemes."""
    for digest, texts in case["texts"].items():
        if departments.setting(desk.store, f"{SCHEME_TEXTS}{digest}") is None:
            departments.put_setting(desk.store, f"{SCHEME_TEXTS}{digest}", texts)
    return add_lists(desk.store, case["lists"], arrived.attached)


def _keep(
    desk: Desk, application_id: int, case: Mapping[str, Any], what: str = "移交件"
) -> list[str]:
    """Keep a copy as plain data beside the file; returns its SHA-256."""
    data = json.dumps(case, ensure_ascii=False, sort_keys=True).encode()
    name = f"{what} {desk.now()[:10]}.json"
    return [files.keep_file(desk.store, application_id, name, data, KEPT).sha256]


def _round(desk: Desk, case: Mapping[str, Any]) -> int:
    for one in rounds.rounds(desk.store):
        if (one.scheme_id, one.year) == (case["scheme_id"], case["year"]):
            return one.id
    digest = desk.schemes[case["scheme_id"]].digest
    name = f"round:{case['scheme_id']}:{case['year']}"
    with desk.act("新建年度", name, scheme=case["scheme_id"], digest=digest):
        if desk.is_own(case["scheme_id"]):
            keep_scheme_texts(desk, desk.schemes[case["scheme_id"]])
        return rounds.add_round(
            desk.store, case["scheme_id"], int(case["year"]), case["call"], digest
        )


def _number(desk: Desk, round_id: int, wanted: str) -> tuple[str, bool]:
    """The case's own number where it is free here, else the next one; and whether it had to go."""
    used = {one.number for one in applications.applications(desk.store, round_id)}
    if wanted not in used:
        return wanted, False
    return f"{max(map(int, used)) + 1:04d}", True


def draws_of(tables: Mapping[str, Rows], before: Mapping[str, Rows] | None) -> list[dict[str, Any]]:
    """Return what came of each draw and was not here before, for the journal to vouch for."""
    old = before or {part.table: [] for part in PARTS}
    parts = {part.table: part.columns for part in PARTS}
    found = []
    for number, row in enumerate(tables["draw_lock"], 1):
        lock = dict(zip(parts["draw_lock"], row, strict=True))
        seeds = [one[1] for one in tables["draw_seed"] if one[0] == number]
        answers = [
            [cells["firm"], cells["outcome"], cells["answer"]]
            for one in tables["survey_attempt"][len(old["survey_attempt"]) :]
            if (cells := dict(zip(parts["survey_attempt"], one, strict=True)))["lock_id"] == number
        ]
        found.append(
            {
                "number": number,
                "digest": lock["digest"],
                "digits": seeds[0] if seeds else "",
                "answers": answers,
            }
        )
    return found


def sender_words(desk: Desk, arrived: Arrived) -> str:
    """Say who sent a parcel, to whom, and when."""
    who = "　".join(filter(None, (arrived.unit, arrived.by or "（未填经办人）")))
    return (
        f"{who}移交给{arrived.to}，{moment_words(desk, arrived.at)}，{len(arrived.cases)}份申报。"
    )


def names_of(desk: Desk, application_ids: Sequence[int]) -> str:
    """Return the names of applications for a sentence."""
    return "、".join(application_of(desk, one).name or NO_NAME for one in application_ids)
