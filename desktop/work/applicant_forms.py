"""The applicant's own papers (申请表、承诺书、名单): blank, or filled in from a case."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.store import values
from desktop.work.applicant_facts import Filled, form_facts, roster_facts
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.papers import SheetFacts, SheetLine
from desktop.work.rounds import scheme_of

FOLDER = "applicant"  # beside scheme.toml; how papers look is no rule, so no digest covers it


def applicant_forms(desk: Desk, round_id: int) -> list[SheetLine]:
    """Return the papers that an applicant fills in, in the annexes' order: form, rosters, letters.

    They are the files `forms/<scheme>/applicant/<place>_<key>.toml`, where the key is
    `application`, a roster's or a printed text's.
    """
    scheme = scheme_of(desk, round_id)
    files = sorted((desk.forms / scheme.id / FOLDER).glob("*_*.toml"))
    return [SheetLine(_ref(scheme, file), scheme.id, _title(scheme, _key(file))) for file in files]


def _key(file: Path) -> str:
    return file.stem.partition("_")[2]


def _ref(scheme: Scheme, file: Path) -> SheetRef:
    key = _key(file)
    return SheetRef(key, _title(scheme, key), f"{FOLDER}/{file.name}", "application")


def _title(scheme: Scheme, key: str) -> str:
    titles = {roster.key: roster.title for roster in scheme.rosters}
    titles |= {text.key: text.title for text in scheme.form.texts}
    return {"application": scheme.form.title, **titles}[key]


def gather_applicant_form(
    desk: Desk, sheet: SheetRef, round_id: int, application_id: int | None
) -> SheetFacts:
    """Gather one of the papers, blank where no application is named. It is never a 草稿.

    What is blank belongs to the round. UserError where the application is not in the file.
    """
    scheme = scheme_of(desk, round_id)
    ids = () if application_id is None else (application_of(desk, application_id).id,)
    ref = sheet if ids else replace(sheet, made_for="round")
    facts = _facts(desk, scheme, sheet.id, application_id)
    description = desk.forms / scheme.id / sheet.file
    return SheetFacts(
        ref, description, desk.fonts, facts, draft=False, round_id=round_id, application_ids=ids
    )


def _facts(desk: Desk, scheme: Scheme, key: str, application_id: int | None) -> dict[str, Any]:
    filled = Filled(_texts(desk, application_id))
    facts = form_facts(scheme.form, filled)
    facts["operator"] = filled.text(scheme.form.operator_field)
    roster = next((one for one in scheme.rosters if one.key == key), None)
    if roster is None:
        return facts
    rows = desk.rows(application_id, key) if application_id is not None else ()
    return facts | roster_facts(roster, rows, filled.text(roster.total_field))


def _texts(desk: Desk, application_id: int | None) -> Mapping[str, str]:
    if application_id is None:
        return {}
    return {path: value.text for path, value in values.values(desk.store, application_id).items()}
