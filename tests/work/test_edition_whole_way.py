"""An edition of each scheme, edited in each kind of table, is used for a case the whole way."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from dossier_maker import NOON, SECRET, notes_of, packed, tools_of

from desktop import paths
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import Draft, sections
from desktop.schemes.edition_sections import Cell
from desktop.sheets.fonts import Fonts
from desktop.work import papers
from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.assess import assessment
from desktop.work.desk import Desk, open_desk
from desktop.work.dossier_report import Report, edition_lines
from desktop.work.dossier_verify import verify_file
from desktop.work.edition_keep import draft_of, save_draft
from desktop.work.example import start_department, work_applicant
from desktop.work.receive import form_page

SCHEMES = (
    "kunming-base-2022",
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)
SENT = SCHEMES[1]  # whose dossier is made and verified too


def write(draft: Draft, path: str, text: str) -> None:
    """Type into the cell at `path`, as the table does."""
    cell = _cell(draft, path)
    draft.put(path, text, cell.kind, optional=cell.optional, words=cell.words)


def _cell(draft: Draft, path: str) -> Cell:
    cells = (c for one in sections(draft) for _path, row in one.rows for c in row)
    return next(one for one in cells if one.path == path)


def edit_everything(draft: Draft, scheme: Scheme) -> None:
    """One of each kind: a field, a column, a filter, a condition, a function, a sheet's heading."""
    field = draft.add("fields", after="form.fields[4]")
    write(draft, f"{field}.label", "新填的栏")
    write(draft, f"{field}.section", scheme.form.sections[1])
    write(draft, f"{field}.kind", "数字")
    write(draft, f"{field}.unit", "个")
    column = draft.add("columns", "rosters[0]")
    write(draft, f"{column}.label", "新加的名单栏")
    write(draft, f"{column}.aliases", "另一写法；又一写法")
    narrowed = draft.add("filters")
    write(draft, f"{narrowed}.text", "新加的筛选")
    write(draft, f"{narrowed}.roster", scheme.rosters[0].title)
    write(draft, f"{narrowed}.columns", "新加的名单栏")
    write(draft, f"{narrowed}.contains", "甲；乙")
    condition = draft.add("conditions")
    for key, text in (("article", "第九十九条"), ("text", "新填的栏不少于3个"), ("kind", "数字")):
        write(draft, f"{condition}.{key}", text)
    write(draft, f"{condition}.threshold", "3")
    write(draft, f"{condition}.unit", "个")
    write(draft, f"{condition}.declared.kind", "申请表的一栏")
    write(draft, f"{condition}.declared.field", "新填的栏")
    write(draft, "functions[0].text", f"{scheme.functions[0].text}（新）")
    paper = draft.add("materials")
    for key, text in (
        ("article", "第九十九条"),
        ("text", "新的材料"),
        ("lines[0].text", "新的一件"),
    ):
        write(draft, f"{paper}.{key}", text)
    write(draft, "recommendation[0].note", "新的说明")
    heading = next(o for o in draft.sheets() if "{" not in o.text and o.place[-1] in "栏格")
    write(draft, heading.path, f"{heading.text}新")


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_an_edition_is_used_the_whole_way(
    scheme_id: str, shelf: Mapping[str, Scheme], faces: Fonts, tmp_path: Path
) -> None:
    """Registered, assessed by the new condition, drawn, recommended, printed, sent and verified."""
    desk = open_desk(
        tmp_path / "区.review",
        paths.forms_dir(),
        paths.fonts_dir(),
        lambda: NOON,
        lambda: SECRET,
        own=tmp_path / "forms",
    )
    draft = draft_of(desk, scheme_id)
    edit_everything(draft, shelf[scheme_id])
    new_id = f"{scheme_id.rpartition('-')[0]}-2099"
    kept = save_draft(desk, draft.written(new_id)).value
    assert kept.problems == ()
    note = replace(notes_of(scheme_id)[0], scheme=new_id)
    round_id = start_department(desk, new_id, note.year)
    case = work_applicant(desk, round_id, note)
    _judged(desk, case)
    _printed(desk, round_id, case)
    if scheme_id != SENT:
        desk.close()
        return
    path = packed(desk, round_id, [case], tmp_path / "包.rdpack").path
    desk.close()
    report = verify_file(path, tools_of(shelf, faces, tmp_path / "scratch"))
    assert [one.why for one in report.failed] == []
    _told(report, scheme_id, len(kept.changes))


def _judged(desk: Desk, case: int) -> None:
    line = next(o for o in assessment(desk, case).conditions if o.text == "新填的栏不少于3个")
    assert (line.article, line.threshold, line.unit) == ("第九十九条", "3", "个")


def _printed(desk: Desk, round_id: int, case: int) -> None:
    for sheet in papers.sheets_of_round(desk, round_id):
        assert papers.pour_pdf(papers.gather(desk, sheet.ref, round_id, [case]))[:5] == b"%PDF-"
    form = applicant_forms(desk, round_id)[0]
    paper = papers.pour_docx(gather_applicant_form(desk, form.ref, round_id, None))
    cells = {
        cell.text
        for table in docx.Document(io.BytesIO(paper)).tables
        for row in table.rows
        for cell in row.cells
    }
    assert "新填的栏" in cells
    assert "新填的栏" in {one.label for one in form_page(desk, case).form.fields}


def _told(report: Report, scheme_id: str, count: int) -> None:
    seen = report.edition
    assert seen is not None
    (check,) = [one for one in report.open if one.key == "scheme"]
    assert (seen.held, len(seen.changes), check.why) == (False, count, seen.sentence)
    assert f"由{report.scheme_name}改编" in seen.sentence
    assert "第九十九条　条件：（无） → 新填的栏不少于3个" in edition_lines(report)
    assert scheme_id.rpartition("-")[0] in seen.id
