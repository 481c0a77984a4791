"""The draw record (抽取记录) of one application: exported, and verified against the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.domain.case import Row
from desktop.domain.check import Check
from desktop.domain.claims import claims_of
from desktop.domain.lock import parse_lock
from desktop.domain.measures import computations
from desktop.domain.problem import UserError
from desktop.domain.record import (
    Extension,
    JournalHead,
    Record,
    SchemeData,
    Void,
    record_text,
)
from desktop.domain.recording import Heading, KeptLock, KeptSeed, build_record
from desktop.domain.scheme import Scheme
from desktop.domain.verify import verify, verify_text
from desktop.domain.verify_lock import scheme_digest
from desktop.domain.verify_outside import Database, JournalWords, RosterFiles
from desktop.dossier.verify_page import verify_page
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf
from desktop.schemes.texts import folder_texts, rule_of_texts, scheme_of_texts
from desktop.store import attempts, departments, files, journal, locks
from desktop.work.casedata import Loaded, draw_number, load
from desktop.work.desk import Desk
from desktop.work.incoming import recognise
from desktop.work.paper_roster import paper_of
from desktop.work.rounds import round_of
from desktop.work.surveydata import patience, recorded_attempt

SCHEME_TEXTS = "scheme-texts:"


@dataclass(frozen=True)
class RecordFiles:
    """An exported record: the JSON, the page that verifies it offline, and their common name."""

    name: str
    record: str
    page: str


def keep_scheme_texts(desk: Desk, scheme: Scheme) -> None:
    """Keep the scheme's files with the draw that they rule, once for each digest; in an act.

    UserError where the files are other ones than those that were read when the program was
    started: an update came meanwhile, and the draw could never be verified.
    """
    key = f"{SCHEME_TEXTS}{scheme.digest}"
    if departments.setting(desk.store, key) is None:
        texts = folder_texts(desk.folder(scheme.id))
        if scheme_digest(texts) != scheme.digest:
            raise UserError(
                "办法数据文件在程序打开以后被更新过，与正在使用的不一致，没有保存。",
                "请关闭程序，重新打开后再办。",
            )
        departments.put_setting(desk.store, key, texts)


def export_record(desk: Desk, application_id: int, *, mask: bool = False) -> RecordFiles:
    """Return the record of all draws of the case; UserError where nothing was locked yet."""
    record = record_of(desk, application_id, mask=mask)
    text = record_text(record)
    return RecordFiles(f"抽取记录 {record.case_id}", text, verify_page(text))


def record_of(desk: Desk, application_id: int, *, mask: bool = False) -> Record:
    """Return the record as a value; with `mask` names and phones of persons are masked."""
    loaded = load(desk, application_id)
    kept = locks.locks(desk.store, application_id)
    if not kept:
        raise UserError("还没有封存过名单，没有抽取记录。", "请先在“抽查”中封存名单。")
    whole = [_kept(desk, loaded, one) for one in kept]
    return build_record(_heading(desk, loaded, kept), whole, mask=mask)


def _heading(desk: Desk, loaded: Loaded, kept: list[locks.Lock]) -> Heading:
    heads = journal.heads(desk.store)
    newest = max(heads)
    year = round_of(desk, loaded.application.round_id).year
    read = [parse_lock(one.text) for one in kept]
    ruled = dict.fromkeys((one.scheme_id, one.scheme_digest) for one in read)
    return Heading(
        desk.store.now(),
        program_version(),
        f"{year}-{draw_number(desk, loaded.application)}",
        loaded.application.name,
        tuple(_scheme_data(desk, loaded.scheme, *one) for one in ruled),
        patience(desk),
        JournalHead(newest, heads[newest][1]),
    )


def _scheme_data(desk: Desk, scheme: Scheme, scheme_id: str, digest: str) -> SchemeData:
    """The scheme that a draw was ruled by; the case may be under another edition since."""
    texts = departments.setting(desk.store, f"{SCHEME_TEXTS}{digest}", {})
    rule = rule_of_texts(texts) if texts else None
    return SchemeData(scheme_id, scheme.name, digest, rule or scheme.sample, texts)


def program_version() -> str:
    """Return the program's own name and version."""
    from importlib.metadata import PackageNotFoundError, version  # 2 MB, and seldom asked

    try:
        return f"review-desk {version('review-desk')}"
    except PackageNotFoundError:
        return "review-desk"


def _kept(desk: Desk, loaded: Loaded, one: locks.Lock) -> KeptLock:
    seed = one.seed
    return KeptLock(
        one.number,
        one.text,
        one.digest,
        one.seed_kind,
        one.secret,
        one.required,
        one.size_at_lock,
        one.reason,
        one.supervisor,
        one.created_at,
        Void(one.void_reason, one.voided_at) if one.void_reason else None,
        KeptSeed(seed.digits, seed.evidence, seed.supervisor, seed.at) if seed else None,
        tuple(Extension(e.size, e.reason, e.at) for e in locks.extensions(desk.store, one.id)),
        tuple(recorded_attempt(row) for row in attempts.attempts(desk.store, one.id)),
        _claims(loaded, one),
    )


def _claims(loaded: Loaded, one: locks.Lock) -> dict[int, bool | None]:
    rule = loaded.scheme.sample
    rosters = loaded.case.rosters
    rows = rosters.get(rule.compare_with, ()) or rosters.get(rule.roster, ())  # as the check does
    return claims_of(parse_lock(one.text), rows)


@dataclass(frozen=True)
class Evidence:
    """What a case is verified from; gathered at the file, it can be checked on any thread."""

    record: Record
    roster: RosterFiles
    database: Database


def evidence_of(desk: Desk, application_id: int) -> Evidence:
    """Gather the record, the rosters and the journal; UserError where nothing was locked yet."""
    roster = _roster(desk, load(desk, application_id))
    return Evidence(record_of(desk, application_id), roster, _database(desk, application_id))


def verify_evidence(found: Evidence) -> tuple[Check, ...]:
    """Re-do all draws of the case from what was gathered."""
    return verify(
        found.record, roster=found.roster, database=found.database, read_rule=rule_of_texts
    )


def verify_case(desk: Desk, application_id: int) -> tuple[Check, ...]:
    """Re-do all draws of the case from the file itself, with its rosters and its journal."""
    return verify_evidence(evidence_of(desk, application_id))


def evidence_for(desk: Desk, text: str) -> Evidence | None:
    """Gather what the open file knows of an exported record's case; None where it has none."""
    number = _application_of(desk, text)
    return None if number is None else evidence_of(desk, number)


def verify_with(
    text: str, found: Evidence | None, roster: RosterFiles | None = None
) -> tuple[Check, ...]:
    """Verify an exported record with what was gathered for it; on any thread."""
    return verify_text(
        text,
        roster=roster or (found.roster if found else None),
        database=found.database if found else None,
        read_rule=rule_of_texts,
    )


def verify_record(
    text: str, desk: Desk | None = None, roster: RosterFiles | None = None
) -> tuple[Check, ...]:
    """Verify an exported record: alone, with a roster, or against a file that has the case."""
    return verify_with(text, evidence_for(desk, text) if desk else None, roster)


def _application_of(desk: Desk, text: str) -> int | None:
    """The application of the open file that an exported record speaks of, by its lock's digest."""
    try:
        digests = {one["digest"] for one in json.loads(text)["locks"]}
    except (ValueError, KeyError, TypeError):
        return None
    found = (locks.application_of(desk.store, str(digest)) for digest in digests)
    return next((number for number in found if number is not None), None)


def _roster(desk: Desk, loaded: Loaded) -> RosterFiles:
    rule = loaded.scheme.sample
    rosters = loaded.case.rosters
    digests = {f.name: f.sha256 for f in files.files(desk.store, loaded.application.id)}
    if paper_of(loaded.case) is not None:
        return RosterFiles((), digests, ())  # the paper itself is at hand, and no file
    other = rosters.get(rule.compare_with, ()) if rule.compare_with else ()
    return RosterFiles(rosters.get(rule.roster, ()), digests, other)


def _database(desk: Desk, application_id: int) -> Database:
    problems = tuple(
        f"{one.where}：{one.sentence}"
        for one in journal.check_chain(desk.store)
        if one.severity == "error"
    )
    words = _words(desk, application_id)
    return Database(record_of(desk, application_id), journal.heads(desk.store), problems, words)


def _words(desk: Desk, application_id: int) -> JournalWords:
    """What the journal's own details say of locks, seeds and attempts.

    Where the detail of an answer was erased (清除个人信息), the journal says nothing of attempts.
    """
    erased = False
    numbers = {one.id: one.number for one in locks.locks(desk.store, application_id)}
    digests: dict[int, str] = {}
    digits: dict[int, str] = {}
    told: dict[int, list[tuple[int, str, str]]] = {number: [] for number in numbers.values()}
    for entry in journal.history(desk.store, f"application:{application_id}"):
        detail: Mapping[str, Any] = entry.detail or {}
        erased = erased or (entry.act == "登记抽查答复" and entry.detail is None)
        number = numbers.get(int(str(detail.get("lock", 0))), 0)
        if entry.act == "确认并封存名单" and detail:
            digests[int(str(detail["number"]))] = str(detail["digest"])
        elif entry.act == "登记随机码" and number:
            digits[number] = str(detail["digits"])
        elif entry.act in ("接收移交", "收回移交"):
            _handed_over(detail, digests, digits, told)
        elif entry.act == "登记抽查答复" and number:
            row = (int(str(detail["firm"])), str(detail["outcome"]), str(detail["answer"]))
            told[number].append(row)
    whole = {} if erased else {n: tuple(rows) for n, rows in told.items() if rows}
    return JournalWords(digests, digits, whole)


def _handed_over(
    detail: Mapping[str, Any],
    digests: dict[int, str],
    digits: dict[int, str],
    told: dict[int, list[tuple[int, str, str]]],
) -> None:
    """What a colleague's file brought of draws is vouched for by the act that took it in."""
    for one in detail.get("draws", ()):
        number = int(one["number"])
        digests[number] = str(one["digest"])
        if one["digits"]:
            digits[number] = str(one["digits"])
        told.setdefault(number, []).extend((int(f), str(o), str(a)) for f, o, a in one["answers"])


def roster_of_file(text: str, path: Path, forms: Path) -> RosterFiles:
    """Read a roster file for a record's own scheme; UserError where it is no such roster."""
    scheme = _scheme_of(text, forms)
    data = path.read_bytes() if path.is_file() else b""
    got = recognise(path.name, data, scheme)
    if got.taken is None or got.roster != scheme.sample.roster:
        raise UserError(f"“{path.name}”不是这次抽查所用的名单。", got.sentence)
    rows = tuple(
        Row(number, path.name, row.sheet, row.line, row.cells)
        for number, row in enumerate(got.taken.rows, 1)
    )
    return RosterFiles(rows, {path.name: sha256(data).hexdigest()})


def _scheme_of(text: str, forms: Path) -> Scheme:
    """The scheme of a record's newest lock: the one that it carries, else that of this program.

    An edition of somebody's own is not here; what the record carries is read strictly, and kept
    nowhere.
    """
    try:
        data = json.loads(text)["schemes"][-1]
        scheme_id, digest, texts = str(data["id"]), str(data["digest"]), dict(data["texts"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        raise UserError("这不是抽取记录。", "请选择导出的抽取记录（.json）。") from None
    shelf = Shelf(forms, frozenset(computations()))
    if scheme_id in shelf and (not texts or shelf[scheme_id].digest == digest):
        return shelf[scheme_id]
    with TemporaryDirectory() as name:
        try:
            found = scheme_of_texts(Path(name), scheme_id, texts, frozenset(computations()))
        except (SchemeError, ValueError, OSError):
            why = f"本机没有办法数据“{scheme_id}”，记录中的也不能使用，名单不能核对。"
            raise UserError(why) from None
    if found.digest != digest:
        raise UserError("记录中的办法数据与其校验码不符，名单不能核对。")
    return found


def read_text(path: Path) -> str:
    """Return a record file's text; UserError where it can't be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            f"文件“{path.name}”读不出来。", "请选择导出的抽取记录（.json）。"
        ) from error
