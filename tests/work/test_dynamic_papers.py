"""The lists of 动态管理 and 工作交接单, filled in with units of one scheme, as they are printed."""

import io
from datetime import datetime, timedelta, timezone

import openpyxl
import pypdfium2
import pytest
from inward_office import golden_text

from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.dynamic_history import unit_history
from desktop.work.dynamic_keep import add_row, add_unit, save_field
from desktop.work.free_papers import gather_free, owner_scheme, papers_of_owner
from desktop.work.inward_papers import CHANGES, HANDOVER, VALIDITY, YEARLY, gather_inward
from desktop.work.papers import note_printed, pages_of, pour_docx, pour_pdf, pour_xlsx
from desktop.work.printed_papers import (
    kept_pdf,
    note_again,
    printed_of_owner,
    printed_of_round,
)
from desktop.work.rounds import open_round

SCHEME, OTHER = "kunming-platform-2022", "nanchang-platform-2022"


@pytest.fixture
def round_id(desk: Desk) -> int:
    """Kunming's platforms on 5 February 2026: three units, and one of another scheme."""
    _on(desk, "2025-11-03")
    save_department(desk, Department("昆明市示例区工信局", "district", "云南省"))
    first = _unit(desk, SCHEME, "云岭平台", "20230610")
    save_field(desk, first, "unit.operator_name", "云岭服务有限公司")
    save_field(desk, first, "unit.document", "昆工信通〔2023〕45号")
    second = _unit(desk, SCHEME, "滇池平台", "20240905")
    _unit(desk, SCHEME, "早已到期的平台", "20200101")
    _unit(desk, OTHER, "赣江平台", "20241011")
    for path, text in (
        ("what", "法定代表人"),
        ("old", "张某"),
        ("new", "李某"),
        ("done", "20260112"),
    ):
        if path == "what":
            add_row(desk, first, "change")
        save_field(desk, first, f"change.1.{path}", text)
    save_field(desk, first, "change.1.to1", "20260120")
    _on(desk, "2026-02-05")
    for key in ("summary", "plan"):
        save_field(desk, second, f"duty.2026.{key}", "20260120")
    save_field(desk, first, "duty.2026.summary", "20260203")
    return int(open_round(desk, SCHEME, 2026).value)


def _on(desk: Desk, day: str) -> None:
    now = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=timezone(timedelta(hours=8)))
    desk.clock = lambda: now
    desk.store._clock = lambda: now


def _unit(desk: Desk, scheme: str, name: str, since: str) -> int:
    number = int(add_unit(desk, scheme, name).value)
    save_field(desk, number, "unit.recognised_on", since)
    return number


def rows(text: str) -> list[str]:
    """The lines of tables that have something in them."""
    return [line for line in text.split("\n") if line.startswith("│") and line.strip("│")]


def test_the_list_of_validity_is_by_its_end(desk: Desk, round_id: int) -> None:
    """What ended before this year is left out; the empty rows are for the pen."""
    text = golden_text(gather_inward(desk, VALIDITY, round_id, ()))
    assert rows(text) == [
        "│1│云岭平台│云岭服务有限公司│昆工信通〔2023〕45号│2023年6月10日│2026年6月10日│尚未│今年到期│",
        "│2│滇池平台│││2024年9月5日│2027年9月5日││有效│",
    ]
    assert "本表按数据文件中登记的认定单位列出" in text


def test_the_list_of_yearly_papers_says_what_came_and_what_is_overdue(
    desk: Desk, round_id: int
) -> None:
    """Day and word of each paper, in from the platform and up from the department."""
    up = "2025年度工作总结材料：待报⏎2026年度工作计划：待报"
    assert rows(golden_text(gather_inward(desk, YEARLY, round_id, ()))) == [
        "│1│云岭平台│云岭服务有限公司│2025年度工作总结：2026年2月3日迟收⏎"
        f"2026年度工作计划：逾期未收，已逾期4个工作日│{up}│",
        f"│2│滇池平台││2025年度工作总结：2026年1月20日已收⏎2026年度工作计划：2026年1月20日已收│{up}│",
    ]


def test_the_list_of_changes_has_their_terms(desk: Desk, round_id: int) -> None:
    """Filed with one of the two; the other one is overdue."""
    assert rows(golden_text(gather_inward(desk, CHANGES, round_id, ()))) == [
        "│1│云岭平台│法定代表人│原：张某⏎现：李某│2026年1月12日│2026年1月26日│"
        "所属县（市）区、开发（度假）区中小企业主管部门：2026年1月20日⏎市工业和信息化局：未备案│"
        "逾期未备案，已逾期8个工作日│",
    ]


def test_the_successor_is_told_of_every_unit_that_stands(desk: Desk, round_id: int) -> None:
    """Of all schemes, by their end, with what is to do; what has ended is left out."""
    text = golden_text(gather_inward(desk, HANDOVER, round_id, ()))
    lines = rows(text.partition("三、已认定")[2])
    assert [line.split("│")[2:6] for line in lines] == [
        [
            "昆明市示范平台",
            "云岭平台⏎云岭服务有限公司",
            "2026年6月10日⏎今年到期",
            "逾期：2026年度工作计划",
        ],
        [
            "昆明市示范平台",
            "滇池平台",
            "2027年9月5日⏎有效",
            "待交：2025年度工作总结材料、2026年度工作计划",
        ],
        ["南昌市示范平台", "赣江平台", "2027年10月11日⏎有效", "办法未规定"],
    ]
    assert "逾期未" not in text
    assert "法定代表人未向市工业和信息化局备案，应于2026年1月26日前，已逾期8个工作日" in text


@pytest.mark.parametrize("ref", [VALIDITY, YEARLY, CHANGES, HANDOVER], ids=lambda ref: ref.id)
def test_each_pours_in_three_kinds(desk: Desk, round_id: int, ref: object) -> None:
    """A list on one page with these few units, 工作交接单 on two."""
    made = gather_inward(desk, ref, round_id, ())  # type: ignore[arg-type]  # one of the papers
    pages = 2 if ref == HANDOVER else 1
    assert (pour_xlsx(made)[:2], pour_docx(made)[:2]) == (b"PK", b"PK")
    assert pages_of(pour_pdf(made)) <= pages


def test_what_is_typed_is_printed_as_text(desk: Desk, round_id: int) -> None:
    """Signs of formulas and of markup stay letters, on paper and in the workbook."""
    for name in ("=1+1", "昆明<b>某</b>平台", "@甲{name}"):
        _unit(desk, SCHEME, name, "20250610")
    made = gather_inward(desk, VALIDITY, round_id, ())
    sheet = openpyxl.load_workbook(io.BytesIO(pour_xlsx(made))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells if "=1+1" in str(cell.value)} == {"s"}
    page = pypdfium2.PdfDocument(pour_pdf(made))[0].get_textpage().get_text_bounded()
    text = "".join(page.split())
    assert [one in text for one in ("=1+1", "昆明<b>某</b>平台", "@甲{name}")] == [True] * 3


def test_every_schemes_papers_are_made_without_a_round(desk: Desk) -> None:
    """A file with recognised units alone: what is printed is noted under the scheme, and kept."""
    save_department(desk, Department("昆明市示例区工信局", "district", "云南省"))
    for scheme in desk.schemes:
        _unit(desk, scheme, f"{scheme}平台", "20240610")
        owner = owner_scheme(scheme)
        lines = papers_of_owner(desk, owner)
        assert [one.line.ref for one in lines] == [VALIDITY, YEARLY, CHANGES]
        for line in lines:
            [paper] = gather_free(desk, line, owner).papers
            assert paper.name == f"{desk.schemes[scheme].short_name} {line.line.title}"
            text = golden_text(paper.facts)
            assert desk.schemes[scheme].name in text
            assert (f"{scheme}平台" in text) == (line.line.ref == VALIDITY or "│1│" in text)
        pdf = pour_pdf(paper.facts)
        note_printed(desk, paper.facts, pdf, "pdf")
        [kept] = printed_of_owner(desk, owner)
        assert (kept.title, kept.how, kept_pdf(desk, kept)) == ("变更备案情况表", "存PDF", pdf)
        note_again(desk, kept, "print")
        assert [one.how for one in printed_of_owner(desk, owner)] == ["照原件重印", "存PDF"]


def test_a_printed_list_stands_in_the_history_of_its_units_and_of_the_year(desk: Desk) -> None:
    """Printed before there was a year and in it; a unit that came later was not on it."""
    save_department(desk, Department("昆明市示例区工信局", "district", "云南省"))
    first = _unit(desk, SCHEME, "甲平台", "20240610")
    other = _unit(desk, "kunming-base-2022", "丙基地", "20240610")
    owner = owner_scheme(SCHEME)
    line = next(one for one in papers_of_owner(desk, owner) if one.line.ref == VALIDITY)
    [paper] = gather_free(desk, line, owner).papers
    note_printed(desk, paper.facts, pour_pdf(paper.facts), "print")
    later = _unit(desk, SCHEME, "乙平台", "20240610")
    round_id = int(open_round(desk, SCHEME, 2026).value)
    made = gather_inward(desk, YEARLY, round_id, ())
    note_printed(desk, made, pour_pdf(made), "xlsx")

    def told(unit: int) -> list[tuple[str, str]]:
        lines = unit_history(desk, unit)
        return [(one.act, one.what) for one in lines if one.act in ("打印", "另存")]

    both = [("另存", f"表：{YEARLY.title}"), ("打印", f"表：{VALIDITY.title}")]
    assert [told(unit) for unit in (first, later, other)] == [both, both[:1], []]
    papers = {(one.title, one.how) for one in printed_of_round(desk, round_id)}
    assert papers == {(VALIDITY.title, "打印"), (YEARLY.title, "存xlsx")}
