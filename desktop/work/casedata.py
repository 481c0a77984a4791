"""Loads one application from the file into the values that the rules look at."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desktop.domain.assessment import Own
from desktop.domain.case import Case, SurveyFigures
from desktop.domain.measures import Counts
from desktop.domain.problem import UserError
from desktop.domain.role import recommender
from desktop.domain.scheme import Scheme
from desktop.store import applications, departments, values, verdicts
from desktop.store.applications import Application
from desktop.store.final import HANDED
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.role import is_preparing
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import survey_figures

READING = "r:"
# What an application is called until its form names it.
NO_NAME = "（未填名称）"


@dataclass(frozen=True)
class Loaded:
    """One application with its scheme, its data, and what the reviewer has said of it.

    `preparing`: a department above recommends, this one prepares the case (预审).
    """

    application: Application
    scheme: Scheme
    case: Case
    own: dict[str, Own]
    counts: Counts = field(default_factory=dict)
    preparing: bool = False


def load(desk: Desk, application_id: int) -> Loaded:
    """Return everything of one application; UserError where it is not in the file."""
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    said = verdicts.verdicts(desk.store, application_id)
    readings = {
        k.removeprefix(READING): v.verdict for k, v in said.items() if k.startswith(READING)
    }
    preparing = is_preparing(desk, application.round_id)
    case = Case(
        values.values(desk.store, application_id),
        {r.key: desk.rows(application_id, r.key) for r in scheme.rosters},
        reference_day(desk, application),
        readings,
        _survey(desk, application_id, scheme),
        ours.region if (ours := department(desk)) else "",
        recommender(scheme.levels, preparing=preparing),
    )
    own = {k: Own(v.verdict, v.reason) for k, v in said.items() if not k.startswith(READING)}
    revision = desk.store.roster_revision(application_id)
    counts: Counts = desk.memory.recall(("counts", application_id), revision, dict)
    return Loaded(application, scheme, case, own, counts, preparing)


def case_names(loaded: Loaded) -> tuple[str, str]:
    """Return what a case and its operator are called everywhere: (平台或基地, 运营单位).

    As the recommendation names them, else the form, else as they were when the case was begun.
    """
    form, case, stored = loaded.scheme.form, loaded.case, loaded.application
    name = case.text("rec.platform_name") or case.text(form.name_field) or stored.name
    operator = case.text("rec.operator_name") or case.text(form.operator_field)
    return name.strip(), (operator or stored.operator_name).strip()


def application_of(desk: Desk, application_id: int) -> Application:
    """Return the stored application; UserError where there is none."""
    try:
        return applications.application(desk.store, application_id)
    except KeyError:
        raise UserError("找不到这份申报。", "请回到申报初审重新选择。") from None


def draw_number(desk: Desk, application: Application) -> str:
    """Return the number that a case's draws go by: that which it had where it came from (移交).

    What was locked bears it for ever, whatever number the case has in this file.
    """
    told = departments.setting(desk.store, f"{HANDED}{application.id}", {})
    return str(told.get("number") or application.number)


def reference_day(desk: Desk, application: Application) -> date:
    """Return the day up to which years are counted: that of receipt (本程序约定)."""
    return datetime.fromisoformat(desk.local(application.created_at)).date()


def _survey(desk: Desk, application_id: int, scheme: Scheme) -> SurveyFigures | None:
    return survey_figures(desk, application_id, scheme)
