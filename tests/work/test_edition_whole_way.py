"""An edition of each scheme, edited in each kind of table, is used for a case the whole way."""

import io
from collections.abc import Mapping
from pathlib import Path

import docx
import drawn_case
import pytest
from dossier_maker import NOON, SECRET

from desktop import paths
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import Draft, sections
from desktop.schemes.edition_sections import Cell
from desktop.sheets.fonts import Fonts
from desktop.work import papers
from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.assess import assessment
from desktop.work.desk import Desk, open_desk
from desktop.work.edition_keep import draft_of, save_draft
from desktop.work.receive import form_page, save_value
from desktop.work.record import verify_case
from desktop.work.rounds import list_rounds

SCHEMES = (
    "kunming-base-2022",
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)


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
    """Registered, assessed by the new condition, drawn and asked, recommended, printed."""
    here = (paths.forms_dir(), paths.fonts_dir(), lambda: NOON, lambda: SECRET)
    desk = open_desk(tmp_path / "区.review", *here, own=tmp_path / "forms")
    desk.fonts = faces  # loaded once for all
    draft = draft_of(desk, scheme_id)
    edit_everything(draft, shelf[scheme_id])
    new_id = f"{scheme_id.rpartition('-')[0]}-2099"
    assert save_draft(desk, draft.written(new_id)).value.problems == ()
    case = drawn_case.start(desk, new_id, 14)
    save_value(desk, case, "blank_1", "5")
    _judged(desk, case)
    drawn_case.lock_and_draw(desk, case)
    drawn_case.ask_all(desk, case)
    for key, text in (("meets", "是"), ("agrees", "是"), ("opinion", "同意推荐。")):
        save_value(desk, case, f"rec.{key}", text)
    _printed(desk, list_rounds(desk)[0].id, case)
    assert [one for one in verify_case(desk, case) if one.state == "fails"] == []
    desk.close()


def _judged(desk: Desk, case: int) -> None:
    line = next(o for o in assessment(desk, case).conditions if o.text == "新填的栏不少于3个")
    assert (line.article, line.declared, line.verdict) == ("第九十九条", "5", "met")


def _printed(desk: Desk, round_id: int, case: int) -> None:
    for sheet in papers.sheets_of_round(desk, round_id):
        assert papers.pour_pdf(papers.gather(desk, sheet.ref, round_id, [case]))[:5] == b"%PDF-"
    form = applicant_forms(desk, round_id)[0]
    paper = papers.pour_docx(gather_applicant_form(desk, form.ref, round_id, case))
    rows = [row for table in docx.Document(io.BytesIO(paper)).tables for row in table.rows]
    texts = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in rows]
    assert ["新填的栏", "5"] in texts
    assert "新填的栏" in {one.label for one in form_page(desk, case).form.fields}
