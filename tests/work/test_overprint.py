"""The opinion over the applicant's own page: moved by what the test page shows, no lines."""

import pypdfium2
import pytest
from inward_office import BASE, KUNMING, NATIONAL, SCHEMES

from desktop.domain.problem import UserError
from desktop.sheets.document import picture
from desktop.sheets.layout import lay_out
from desktop.sheets.rows import MM
from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.casedata import application_of
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.overprint import (
    Offsets,
    gather_overprint,
    has_overprint,
    overprint_date,
    overprint_offsets,
    overprint_test_page,
    save_overprint_date,
    save_overprint_offsets,
)
from desktop.work.papers import composed, note_printed, pages_of, pour_pdf
from desktop.work.receive import save_value
from desktop.work.rounds import open_round


def _case(desk: Desk, scheme: str) -> int:
    save_department(desk, Department("昆明市盘龙区工业和信息化局", "district", "云南省"))
    round_id = int(open_round(desk, scheme, 2026).value)
    case = int(start_case(desk, round_id, "滇池芯火中小企业公共服务平台").value)
    save_value(desk, case, "rec.opinion", "经审查，该平台符合规定的条件，\n同意推荐𠮷。")
    save_value(desk, case, "rec.opinion_date", "2026年11月21日")
    save_overprint_date(desk, on=True)
    return case


def _places(desk: Desk, case: int) -> list[tuple[int, int, str]]:
    """Each drawn text with its left and upper edge in whole millimetres; none has a border."""
    made = gather_overprint(desk, case)
    (page,) = lay_out(composed(made), desk.fonts)
    assert not [one for one in page if one.border or one.rule]
    return [(round(one.x / MM), round(one.y / MM), one.lines[0]) for one in page]


@pytest.mark.parametrize("scheme", [KUNMING, BASE])
def test_only_the_opinion_and_the_date_are_printed(scheme: str, desk: Desk):
    """The text's paragraphs and the date at the right, and nothing of the form itself."""
    text = picture(composed(gather_overprint(desk, _case(desk, scheme))))
    assert text.split("\n") == [
        "主管部门审查推荐意见（套印）  [竖 210×297]",
        "¶2«经审查，该平台符合规定的条件，",
        "¶2«同意推荐𠮷。",
        "»2026年11月21日",
        "",
    ]


def test_the_offsets_move_the_text_by_as_much(desk: Desk):
    """Right and down in millimetres, kept in the file; each text moves by the very same."""
    case = _case(desk, KUNMING)
    assert overprint_offsets(desk) == Offsets(0, 0)
    before = _places(desk, case)
    changed = save_overprint_offsets(desk, -7, 112)
    assert (changed.kinds >= {"department"}, overprint_offsets(desk)) == (True, Offsets(-7, 112))
    after = _places(desk, case)
    assert [(x - 7, y + 112, text) for x, y, text in before] == after
    assert before[0][1] == 33


@pytest.mark.parametrize("scheme", [KUNMING, BASE])
def test_all_that_is_printed_stands_within_the_form_s_last_cell(scheme: str, desk: Desk):
    """Laid over our own blank form, four lines and the date are below the label, above the rule.

    The date was 77 mm below the label, where the cell has 40, and the base's cell out of reach.
    """
    case = _case(desk, scheme)
    save_value(desk, case, "rec.opinion", "经审查，该平台符合规定的条件。" * 10)
    form = applicant_forms(desk, application_of(desk, case).round_id)[0]
    blank = gather_applicant_form(desk, form.ref, application_of(desk, case).round_id, None)
    cell = [one for one in lay_out(composed(blank), desk.fonts)[-1] if one.border][-1]
    assert "审查推荐意见" in cell.lines[0]
    left, top = round(cell.x / MM) + 4, round(cell.y / MM) + 8
    save_overprint_offsets(desk, left - 30, top - 33)
    (page,) = lay_out(composed(gather_overprint(desk, case)), desk.fonts)
    assert [len(one.lines) for one in page] == [1, 1, 1, 1, 1]
    assert min(one.y for one in page) >= cell.y + 7 * MM
    assert max(one.y + one.height for one in page) <= cell.y + cell.height
    assert max(one.x + one.width for one in page) <= cell.x + cell.width


def test_offsets_that_leave_the_paper_are_refused(desk: Desk):
    """The sentence says how far it may go, and what was kept before stays."""
    save_overprint_offsets(desk, 20, 225)
    for right, down in ((21, 0), (-21, 0), (0, 226), (0, -26)):
        with pytest.raises(UserError, match="超出了纸面"):
            save_overprint_offsets(desk, right, down)
    assert overprint_offsets(desk) == Offsets(20, 225)
    assert len(_places(desk, _case(desk, BASE))) == 3


def test_a_date_that_is_not_there_is_left_to_the_pen(desk: Desk):
    """The form has its own 年 月 日: without a date nothing is printed there."""
    case = _case(desk, KUNMING)
    save_value(desk, case, "rec.opinion_date", "")
    assert [text for _, _, text in _places(desk, case)] == [
        "经审查，该平台符合规定的条件，",
        "同意推荐𠮷。",
    ]


def test_the_form_s_own_year_month_and_day_are_not_printed_over(desk: Desk):
    """Both annexes print 年 月 日: no date is printed by default, and the choice is kept."""
    assert not overprint_date(desk)
    case = _case(desk, KUNMING)
    with_date = [text for _, _, text in _places(desk, case)]
    save_overprint_date(desk, on=False)
    without = [text for _, _, text in _places(desk, case)]
    assert (with_date, overprint_date(desk)) == ([*without, "2026年11月21日"], False)


def test_what_can_not_be_printed_over_is_said(desk: Desk):
    """Another scheme's form, no opinion yet, one that is too long: a sentence each."""
    case = _case(desk, KUNMING)
    save_value(desk, case, "rec.opinion", "")
    with pytest.raises(UserError, match="还没有填写审查推荐意见"):
        gather_overprint(desk, case)
    save_value(desk, case, "rec.opinion", "经审查，符合规定的条件。" * 60)
    with pytest.raises(UserError, match="套印放不下"):
        gather_overprint(desk, case)
    with pytest.raises(UserError, match="没有主管部门审查推荐意见栏"):
        gather_overprint(desk, _case(desk, NATIONAL))
    told = [scheme for scheme in SCHEMES if has_overprint(desk.schemes[scheme])]
    assert told == [KUNMING, BASE]


def test_it_is_a_draft_until_it_is_final_and_its_print_is_noted(desk: Desk):
    """As every outward sheet: 草稿 before 定稿."""
    case = _case(desk, KUNMING)
    made = gather_overprint(desk, case)
    pdf = pour_pdf(made)
    assert (made.draft, pages_of(pdf)) == (True, 1)
    note_printed(desk, made, pdf, "print")


def test_the_test_page_has_its_cross_where_the_text_begins(desk: Desk):
    """The cross is dark on the page just there, and the numbers count from the unmoved place."""
    save_overprint_offsets(desk, 5, 96)
    page = pypdfium2.PdfDocument(overprint_test_page(desk))
    scale = 4
    bitmap = page[0].render(scale=scale, grayscale=True)

    def dark(right_mm: float, down_mm: float) -> bool:
        x, y = int(right_mm * MM * scale), int(down_mm * MM * scale)
        return bitmap.buffer[y * bitmap.stride + x] < 100

    cross = [(35, 129), (31, 129), (39, 129), (35, 125), (35, 133)]
    assert [dark(x, y) for x, y in cross] == [True] * 5
    assert not dark(33, 126)
    text = page[0].get_textpage().get_text_range()
    bitmap.close()
    page.close()
    assert all(word in text for word in ("左20", "右0", "右170", "上10", "下250", "套印测试页"))
