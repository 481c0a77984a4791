"""What the file knows of an application, as the plain data of a dossier, and back again."""

from collections.abc import Mapping
from datetime import date

from desktop.domain.assessment import Assessment, Own
from desktop.domain.attempt import Patience
from desktop.domain.case import Case, Row, SurveyFigures, Value
from desktop.domain.codes import valid_code
from desktop.domain.draw import extended, sample
from desktop.domain.lock import parse_lock
from desktop.domain.record import Record, RecordedLock, attempt_of
from desktop.domain.role import recommender
from desktop.domain.scheme import Scheme
from desktop.domain.survey import Standing, standing
from desktop.dossier.data import (
    CASE_FORMAT,
    CaseData,
    ConditionData,
    DecisionData,
    FileData,
    FunctionData,
    MaterialData,
    OwnData,
    RowData,
    SurveyData,
    ValueData,
)
from desktop.store import organisations, recommendations
from desktop.store.applications import Application
from desktop.work.asking import METHODS_PATH, AskPage, ask_page, page_from
from desktop.work.assess import assessed
from desktop.work.casedata import Loaded, draw_number, load
from desktop.work.contacts import rows_by_sign
from desktop.work.desk import Desk
from desktop.work.materials import checklist
from desktop.work.paper_roster import typed_in
from desktop.work.rounds import round_of

NOT_DRAWN = "尚未抽取"
OFFICE = "office."  # values that the office keeps beside an application, and nobody sends up


def case_data(
    desk: Desk, application_id: int, files: tuple[FileData, ...], record: str
) -> CaseData:
    """Return everything of one application; `record` is the member that holds its draw record."""
    loaded = load(desk, application_id)
    application, case = loaded.application, loaded.case
    found = assessed(loaded)
    year = round_of(desk, application.round_id).year
    return CaseData(
        CASE_FORMAT,
        application.number,
        f"{year}-{draw_number(desk, application)}",
        application.name,
        application.operator_name,
        _code(desk, loaded),
        application.state,
        application.stage,
        case.reference_day.isoformat(),
        tuple(
            ValueData(path, one.text, one.source, one.confirmed)
            for path, one in sorted(case.values.items())
            if not path.startswith(OFFICE)
        ),
        {key: tuple(map(_row_data, rows)) for key, rows in case.rosters.items()},
        dict(case.readings),
        {key: OwnData(one.verdict, one.reason) for key, one in loaded.own.items()},
        _materials(desk, application_id),
        files,
        conditions_of(found),
        functions_of(found),
        survey_of(ask_page(desk, application_id)),
        _decisions(desk, application_id),
        record,
    )


def _code(desk: Desk, loaded: Loaded) -> str:
    """The applicant's 统一社会信用代码: the form's own, else what the file knows."""
    keys = [field.key for field in loaded.scheme.form.fields if field.kind == "code"]
    told = next((code for key in keys if (code := valid_code(loaded.case.text(key)))), "")
    known = organisations.organisation(desk.store, loaded.application.organisation_id)
    return told or valid_code(known.code) or ""


def _row_data(row: Row) -> RowData:
    return RowData(row.id, row.file, row.sheet, row.line, dict(row.cells), dict(row.marks))


def _materials(desk: Desk, application_id: int) -> tuple[MaterialData, ...]:
    return tuple(
        MaterialData(
            item.id,
            item.article,
            line.id,
            line.text,
            line.state,
            line.note,
            line.how,
            line.by,
            line.on,
            line.copies,
            line.pages,
        )
        for item in checklist(desk, application_id).items
        for line in item.lines
    )


def _decisions(desk: Desk, application_id: int) -> tuple[DecisionData, ...]:
    return tuple(
        DecisionData(desk.local(one.at), one.by, one.from_stage, one.to_stage, one.why)
        for one in recommendations.decisions(desk.store, application_id)
    )


def conditions_of(found: Assessment) -> tuple[ConditionData, ...]:
    """Return the conditions of an assessment as a dossier has them."""
    return tuple(
        ConditionData(
            line.id,
            line.article,
            line.text,
            line.declared,
            line.counted,
            line.threshold,
            line.unit,
            line.program,
            line.own,
            line.reason,
            line.verdict,
        )
        for line in found.conditions
    )


def functions_of(found: Assessment) -> tuple[FunctionData, ...]:
    """Return the service functions of an assessment as a dossier has them."""
    return tuple(
        FunctionData(
            line.id,
            line.name,
            line.article,
            line.claimed,
            line.program,
            line.own,
            line.reason,
            line.verdict,
        )
        for line in found.functions
    )


def survey_of(page: AskPage) -> SurveyData:
    """Return the survey's result as a dossier has it."""
    return SurveyData(
        page.drawn,
        page.required,
        page.asked,
        page.satisfied,
        page.finished,
        page.reached,
        page.sentence,
        page.survey_methods,
    )


def standing_of(record: Record, scheme: Scheme) -> Standing | None:
    """Do the newest draw of a record again, with the survey that followed; None without a draw.

    The order is drawn anew from the lock and the seed's text. ValueError where the lock or a time
    can't be read: `verify` names the reason.
    """
    standing_locks = [one for one in record.locks if one.void is None]
    if not standing_locks or standing_locks[-1].seed is None:
        return None
    return _standing(standing_locks[-1], scheme, record.patience)


def _standing(kept: RecordedLock, scheme: Scheme, patience: Patience) -> Standing:
    lock = parse_lock(kept.text.encode("utf-8"))
    draw = sample(lock, kept.seed.text if kept.seed else "")
    size = max([draw.n, *(one.size for one in kept.extensions)])
    rows = [attempt_of(one) for one in kept.attempts]
    return standing(lock, extended(draw, size), rows, scheme.sample, patience)


def loaded_of(
    data: CaseData, scheme: Scheme, now: Standing | None, region: str = "", *, preparing: bool
) -> Loaded:
    """Return a dossier's application as the rules look at it; ValueError for a day that is none.

    `region` is that of the department that sent it; `preparing`: it only prepared the case.
    """
    values = {one.path: Value(one.text, one.source, one.confirmed) for one in data.values}
    case = Case(
        values,
        {one.key: tuple(map(_row, data.rosters.get(one.key, ()))) for one in scheme.rosters},
        date.fromisoformat(data.received),
        data.readings,
        _figures(now),
        region,
        recommender(scheme.levels, preparing=preparing),
    )
    own = {key: Own(one.verdict, one.reason) for key, one in data.own.items()}
    return Loaded(_application(data), scheme, case, own, preparing=preparing)


def _figures(now: Standing | None) -> SurveyFigures | None:
    return now.result.figures() if now else None


def _row(row: RowData) -> Row:
    return Row(row.id, row.file, row.sheet, row.line, row.cells, row.marks)


def _application(data: CaseData) -> Application:
    return Application(
        0,
        0,
        0,
        data.number,
        data.name,
        data.operator_name,
        "open",
        "定稿",
        "",
        "",
    )


def page_of_data(loaded: Loaded, now: Standing | None) -> AskPage:
    """Return where the survey of a dossier's application stands."""
    rule = loaded.scheme.sample
    if now is None:
        return AskPage((), rule.answers, rule.methods, rule.method_for, NOT_DRAWN, "")
    known = _known(loaded.case.rosters, rule.roster, rule.compare_with)
    known |= typed_in(dict(loaded.case.values))
    return page_from(now, known, rule, loaded.case.values.get(METHODS_PATH))


def _known(rosters: Mapping[str, tuple[Row, ...]], *keys: str) -> dict[str, Row]:
    return rows_by_sign(row for key in keys if key for row in rosters.get(key, ()))
