"""Writes dossiers' data as SQL for PostgreSQL: the published tables, then COPY blocks.

Every text is escaped as COPY's text format asks; PostgreSQL can't hold a NUL, which becomes U+FFFD.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TextIO

from desktop.domain.check import Check, CheckState
from desktop.domain.figure import parse_figure, show_figure
from desktop.domain.lock import LockError, parse_lock
from desktop.domain.record import Record, RecordedLock
from desktop.dossier.data import CaseData, ConditionData, FunctionData, WholeData

Field = str | int | bool | None
# COPY's own escapes; a tab ends a field, a line end ends a row.
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        "\b": "\\b",
        "\f": "\\f",
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\v": "\\v",
        "\0": "\ufffd",
    }
)
# The tables in the order in which they are filled, and the columns of each.
COLUMNS = (
    (
        "dossier",
        "id, file, unit, level, region, scheme, scheme_name, scheme_digest, year, made_at, "
        "sheet_date, draft, key, program, outcome",
    ),
    ("finding", "dossier, position, state, property, place, why"),
    (
        "application",
        "dossier, number, name, operator, code, stage, received, meets, agrees, opinion, "
        "survey_drawn, survey_required, survey_asked, survey_satisfied, survey_finished, "
        "survey_reached",
    ),
    ("value", "dossier, number, path, text, figure, source, confirmed"),
    ("roster_row", "dossier, number, roster, position, file, sheet, line, cells"),
    (
        "condition",
        "dossier, number, id, position, article, text, declared, counted, threshold, unit, "
        "program, own, reason, verdict",
    ),
    (
        "service_function",
        "dossier, number, id, position, name, article, claimed, program, own, reason, verdict",
    ),
    ("material", "dossier, number, line, position, item, article, text, state, note"),
    ("file", "dossier, number, position, name, size, sha256, member"),
    (
        "attempt",
        "dossier, number, lock, id, firm, firm_name, firm_code, called_at, method, outcome, "
        "answer, supersedes",
    ),
)
# How many of a table's first columns are its primary key.
_KEYS = {
    "dossier": 1,
    "finding": 2,
    "application": 2,
    "roster_row": 4,
    "attempt": 4,
} | dict.fromkeys(("value", "condition", "service_function", "material", "file"), 3)
_LARGEST = 2**31 - 1
_FIRST = 1900  # a year before that is none of ours
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(f"{_DAY.pattern}T[0-9:]{{8}}([.][0-9]{{1,6}})?[+-][0-9]{{2}}:[0-9]{{2}}")
_TRUTH = {"是": True, "同意": True, "否": False, "不同意": False}


@dataclass(frozen=True)
class Exported:
    """One dossier that is written out: its file, whose hash is its id, and what was found in it."""

    file: str
    sha256: str
    key: str
    outcome: str
    checks: tuple[Check, ...]
    whole: WholeData
    cases: tuple[tuple[CaseData, Record | None], ...]


def copied(field: Field) -> str:
    """Return one field as COPY's text format has it; None is NULL."""
    if field is None:
        return "\\N"
    if isinstance(field, bool):
        return "t" if field else "f"
    return str(field).translate(_ESCAPES)


def numeric(text: str) -> str | None:
    """Return the figure that a text says, as PostgreSQL writes one, exactly; None for no figure."""
    found = parse_figure(text)
    return None if found is None else show_figure(found)


def write_start(out: TextIO, schema: str) -> None:
    """Begin: one transaction, the published tables."""
    out.write("\\set ON_ERROR_STOP on\nSET client_encoding = 'UTF8';\nBEGIN;\n")
    out.write(f"{schema.rstrip()}\n\n")


def write_end(out: TextIO) -> None:
    """End the transaction."""
    out.write("COMMIT;\nANALYZE;\n")


def write_exported(out: TextIO, one: Exported) -> int:
    """Write one dossier's rows, what it had before taken away; returns how many rows.

    ValueError, and nothing written, for data that the tables would refuse: one such dossier must
    not keep the others out.
    """
    whole = one.whole
    if not _MOMENT.fullmatch(whole.made_at) or datetime.fromisoformat(whole.made_at).year < _FIRST:
        raise ValueError(whole.made_at)
    for day in (whole.date, *(case.received for case, _record in one.cases)):
        if not _DAY.fullmatch(day) or date.fromisoformat(day).year < _FIRST:
            raise ValueError(day)
    tables = [(table, columns, list(rows)) for table, columns, rows in _tables(one)]
    for table, _columns, rows in tables:
        _refuse(table, rows)
    out.write(f"DELETE FROM review.dossier WHERE id = '{one.sha256}';\n")
    for table, columns, rows in tables:
        _copy(out, table, columns, rows)
    return sum(len(rows) for _table, _columns, rows in tables)


def _refuse(table: str, rows: Sequence[Sequence[Field]]) -> None:
    """Refuse a key that stands twice, and a whole number that PostgreSQL has no room for."""
    keys = [tuple(row[: _KEYS[table]]) for row in rows]
    if len(set(keys)) != len(keys):
        raise ValueError(f"{table}: twice")
    largest = max((abs(one) for row in rows for one in row if isinstance(one, int)), default=0)
    if largest > _LARGEST:
        raise ValueError(f"{table}: {largest}")


def _copy(out: TextIO, table: str, columns: str, rows: Sequence[Sequence[Field]]) -> None:
    if rows:
        out.write(f"COPY review.{table} ({columns}) FROM stdin;\n")
        out.writelines("\t".join(map(copied, row)) + "\n" for row in rows)
        out.write("\\.\n")


def _tables(one: Exported) -> Iterator[tuple[str, str, Iterable[Sequence[Field]]]]:
    cases = [case for case, _record in one.cases]
    attempts = (
        (one.sha256, case.number, *row)
        for case, record in one.cases
        for lock in (record.locks if record else ())
        for row in _attempts(lock)
    )
    rows: Mapping[str, Iterable[Sequence[Field]]] = {
        "dossier": [_dossier(one)],
        "finding": _findings(one),
        "application": [_application(one, case) for case in cases],
        "value": _of_cases(one, _values),
        "roster_row": _of_cases(one, _rows),
        "condition": _of_cases(one, _conditions),
        "service_function": _of_cases(one, _functions),
        "material": _of_cases(one, _materials),
        "file": _of_cases(one, _files),
        "attempt": attempts,
    }
    for table, columns in COLUMNS:
        yield table, columns, rows[table]


def _of_cases(
    one: Exported, rows: Callable[[CaseData], Iterator[Sequence[Field]]]
) -> Iterator[Sequence[Field]]:
    for case, _record in one.cases:
        for row in rows(case):
            yield one.sha256, case.number, *row


def _dossier(one: Exported) -> Sequence[Field]:
    whole = one.whole
    return (
        one.sha256,
        one.file,
        whole.unit.name,
        whole.unit.level,
        whole.unit.region,
        whole.scheme_id,
        whole.scheme_name,
        whole.scheme_digest,
        whole.year,
        whole.made_at,
        whole.date,
        whole.draft,
        one.key,
        whole.program,
        one.outcome,
    )


def _findings(one: Exported) -> Iterator[Sequence[Field]]:
    told = [check for check in one.checks if check.state is not CheckState.HOLDS]
    for at, check in enumerate(told, 1):
        yield one.sha256, at, check.state.value, check.name, check.where, check.why


def _application(one: Exported, case: CaseData) -> Sequence[Field]:
    survey = case.survey
    return (
        one.sha256,
        case.number,
        case.name,
        case.operator_name,
        case.code or None,
        case.stage,
        case.received,
        _TRUTH.get(case.text("rec.meets")),
        _TRUTH.get(case.text("rec.agrees")),
        case.text("rec.opinion"),
        survey.drawn,
        survey.required,
        survey.asked,
        survey.satisfied,
        survey.finished,
        survey.reached,
    )


def _values(case: CaseData) -> Iterator[Sequence[Field]]:
    for one in case.values:
        yield one.path, one.text, numeric(one.text), one.source, one.confirmed


def _rows(case: CaseData) -> Iterator[Sequence[Field]]:
    for roster, rows in sorted(case.rosters.items()):
        for at, one in enumerate(rows, 1):
            cells = {_held(key): _held(text) for key, text in one.cells.items()}
            shown = json.dumps(cells, ensure_ascii=False, sort_keys=True)
            yield roster, at, one.file, one.sheet, one.line, shown


def _held(text: str) -> str:
    return text.replace("\0", "\ufffd")


def _conditions(case: CaseData) -> Iterator[Sequence[Field]]:
    for at, one in enumerate(case.conditions, 1):
        figures = (one.declared, one.counted, one.threshold, one.unit)
        yield one.id, at, one.article, one.text, *figures, *_verdicts(one)


def _functions(case: CaseData) -> Iterator[Sequence[Field]]:
    for at, one in enumerate(case.functions, 1):
        yield one.id, at, one.name, one.article, one.claimed, *_verdicts(one)


def _verdicts(one: ConditionData | FunctionData) -> tuple[str, str, str, str]:
    return one.program, one.own, one.reason, one.verdict


def _materials(case: CaseData) -> Iterator[Sequence[Field]]:
    for at, one in enumerate(case.materials, 1):
        yield one.line, at, one.item, one.article, one.text, one.state, one.note


def _files(case: CaseData) -> Iterator[Sequence[Field]]:
    for at, one in enumerate(case.files, 1):
        yield at, one.name, one.size, one.sha256, one.member


def _attempts(kept: RecordedLock) -> Iterator[Sequence[Field]]:
    try:
        firms = {firm.i: firm for firm in parse_lock(kept.text.encode("utf-8")).firms}
    except LockError:
        firms = {}
    for one in kept.attempts:
        firm = firms.get(one.firm)
        name, code = (firm.name, firm.code) if firm else ("", "")
        told = (one.called_at, one.method, one.outcome.value, one.answer, one.supersedes)
        yield kept.number, one.id, one.firm, name, code, *told
