"""The shelf of papers: groups, several applications at once, and files named after them."""

from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.problem import UserError
from desktop.store.printed import printed
from desktop.work.cases import start_case
from desktop.work.department import put_setting
from desktop.work.desk import Desk
from desktop.work.drawing import lock_frame
from desktop.work.overprint import OVERPRINT
from desktop.work.paper_sheaf import note_sheaf, pour_sheaf, save_each, save_sheaf
from desktop.work.paper_shelf import (
    DRAW,
    FORMS,
    INWARD,
    LETTERS,
    OUTWARD,
    ShelfLine,
    gather_paper,
    gather_papers,
    papers_of_case,
    papers_of_round,
    plain_name,
)
from desktop.work.paper_wishes import annex_key
from desktop.work.papers import pages_of
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

KUNMING = "kunming-platform-2022"
OPINION = "县（市）区、开发（度假）区中小企业主管部门审查推荐意见"


def silent(_done: int, _total: int, _words: str) -> None:
    """Nobody listens."""


def titles(lines: list[ShelfLine], group: str) -> list[str]:
    """What stands in one group."""
    return [one.line.title for one in lines if one.group == group]


def three(desk: Desk) -> tuple[int, list[int]]:
    """A round with three applications."""
    round_id = open_round(desk, KUNMING, 2026).value
    names = ("甲/乙平台", "丙:丁平台", "丙:丁平台")
    return round_id, [start_case(desk, round_id, name).value for name in names]


def each(lines: list[ShelfLine]) -> ShelfLine:
    """The first outward paper that every application has its own of."""
    return next(one for one in lines if one.group == OUTWARD and one.one_each)


def test_a_case_has_its_papers_in_groups(desk: Desk):
    """上报 stands before 抽查, whose papers come with the lock and the draw."""
    case = start(desk, KUNMING, 14)
    before = papers_of_case(desk, case)
    lock_and_draw(desk, case)
    after = papers_of_case(desk, case)
    groups = [one.group for one in after]
    assert (titles(before, OUTWARD), titles(before, DRAW)) == (
        [OPINION, OVERPRINT.title],
        [],
    )
    assert len(titles(after, DRAW)) == 4
    assert list(dict.fromkeys(groups)) == [OUTWARD, LETTERS, INWARD, DRAW, FORMS]


def test_every_paper_on_the_shelf_can_be_poured(desk: Desk):
    """Whatever is offered of a drawn case and of its round becomes a PDF."""
    case = start(desk, KUNMING, 14)
    save_value(desk, case, "rec.opinion", "同意推荐。")
    lock_and_draw(desk, case)
    lines = [*papers_of_case(desk, case), *papers_of_round(desk, 1)]
    found = [(one.line.title, gather_papers(desk, one, 1, [case]).papers) for one in lines]
    poured = [pour_sheaf(title, papers, silent) for title, papers in found if papers]
    assert {sheaf.whole[:5] for sheaf in poured} == {b"%PDF-"}
    useless = [title for title, papers in found if not papers]
    assert useless == ["申报材料补正告知单", "不予推荐告知单", "真实性核验记录"]


def test_several_applications_papers_are_one_pdf_in_their_order(desk: Desk):
    """One each, in the order that is given, joined into the PDF that is shown and printed."""
    round_id, ids = three(desk)
    line = each(papers_of_round(desk, round_id))
    papers = gather_papers(desk, line, round_id, [ids[2], ids[0]]).papers
    sheaf = pour_sheaf(line.line.title, papers, silent)
    assert [one.facts.application_ids for one in sheaf.papers] == [(ids[2],), (ids[0],)]
    assert [one.name for one in papers] == [
        f"0003 丙丁平台 {OPINION}",
        f"0001 甲乙平台 {OPINION}",
    ]
    assert pages_of(sheaf.whole) == sum(map(pages_of, sheaf.pdfs))
    assert sheaf.name == f"{OPINION}（2份）"


def test_rows_are_numbered_anew_in_the_given_order(desk: Desk):
    """The 汇总表 of some, turned round, begins with 1 again."""
    round_id, ids = three(desk)
    for number, remark in zip(ids, "甲乙丙", strict=True):
        save_value(desk, number, "rec.remark", remark)
    line = papers_of_round(desk, round_id)[0]
    facts = gather_paper(desk, line, round_id, [ids[2], ids[0]]).facts
    rows = [(row["serial"], row["remark"]) for row in facts["rows"]]
    assert rows == [(1, "丙"), (2, "甲")]


def test_each_is_saved_as_a_file_of_its_own_and_noted(desk: Desk, tmp_path: Path):
    """Number and name stand in the file's name; what is there is not written over."""
    round_id, ids = three(desk)
    line = each(papers_of_round(desk, round_id))
    papers = gather_papers(desk, line, round_id, ids).papers
    sheaf = pour_sheaf(line.line.title, papers, silent)
    title = line.line.title
    (tmp_path / f"0001 甲乙平台 {title}.xlsx").write_text("mine", "utf-8")
    written = save_each(sheaf, tmp_path, "xlsx", silent)
    note_sheaf(desk, sheaf, "xlsx")
    assert [one.name for one in written] == [
        f"0001 甲乙平台 {title}（2）.xlsx",
        f"0002 丙丁平台 {title}.xlsx",
        f"0003 丙丁平台 {title}.xlsx",
    ]
    noted = [len(printed(desk.store, application_id=one)) for one in ids]
    assert ((tmp_path / f"0001 甲乙平台 {title}.xlsx").read_text("utf-8"), noted) == (
        "mine",
        [1, 1, 1],
    )


def test_several_papers_are_no_one_workbook(desk: Desk, tmp_path: Path):
    """They are refused in words; as one PDF they are saved."""
    round_id, ids = three(desk)
    line = each(papers_of_round(desk, round_id))
    papers = gather_papers(desk, line, round_id, ids).papers
    sheaf = pour_sheaf(line.line.title, papers, silent)
    with pytest.raises(UserError, match="不能合成一个"):
        save_sheaf(sheaf, tmp_path / "表.xlsx", silent)
    save_sheaf(sheaf, tmp_path / "表.pdf", silent)
    assert [one.name for one in tmp_path.glob("表.*")] == ["表.pdf"]
    assert (tmp_path / "表.pdf").read_bytes() == sheaf.whole


def test_the_application_whose_paper_fails_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """Of several it is named; alone, the reason stands for itself."""

    def refuse(*_asked: object) -> None:
        raise UserError("此表现在不能做。")

    monkeypatch.setattr("desktop.work.paper_shelf.gather", refuse)
    round_id, ids = three(desk)
    line = each(papers_of_round(desk, round_id))
    with pytest.raises(UserError, match="“甲/乙平台”：此表现在不能做"):
        gather_papers(desk, line, round_id, ids)
    with pytest.raises(UserError, match=r"^此表现在不能做"):
        gather_papers(desk, line, round_id, ids[:1])
    with pytest.raises(UserError, match="还没有选择申报单位"):
        gather_papers(desk, line, round_id, [])


def test_the_draw_papers_of_several_are_one_pdf_and_who_has_none_is_named(desk: Desk):
    """The four stand in the round; in the given order come those locked, or drawn."""
    drawn = start(desk, KUNMING, 14)
    lock_and_draw(desk, drawn)
    without = start_case(desk, 1, "乙平台").value
    locked = start(desk, KUNMING, 14)
    lock_frame(desk, locked)
    lines = [one for one in papers_of_round(desk, 1) if one.group == DRAW]
    found = [gather_papers(desk, one, 1, [locked, without, drawn]) for one in lines]
    whom = [[one.facts.application_ids[0] for one in each.papers] for each in found]
    name = "滇池芯火中小企业公共服务平台"
    assert [one.line.title for one in lines] == [
        "满意度随机抽查企业名单确认表",
        "满意度随机抽查抽取记录",
        "满意度随机抽查记录表",
        "满意度随机抽查结果汇总表",
    ]
    assert whom == [[locked, drawn], [drawn], [drawn], [drawn]]
    assert [one.without for one in found] == [
        ("0002 乙平台",),
        *[(f"0003 {name}", "0002 乙平台")] * 3,
    ]
    sheaf = pour_sheaf(lines[0].line.title, found[0].papers, silent)
    assert pages_of(sheaf.whole) == sum(map(pages_of, sheaf.pdfs))


def test_a_long_job_hears_how_far_it_is_and_can_be_ended(desk: Desk):
    """One sheet tells its pages, several tell the papers; what the listener raises ends it."""
    round_id, ids = three(desk)
    lines = papers_of_round(desk, round_id)
    heard: list[tuple[int, int]] = []

    def listen(done: int, total: int, _words: str) -> None:
        heard.append((done, total))
        if len(heard) == 3:
            raise UserError("已取消。")

    pour_sheaf("表", gather_papers(desk, lines[0], round_id, ids).papers, listen)
    with pytest.raises(UserError, match="已取消"):
        pour_sheaf("表", gather_papers(desk, each(lines), round_id, ids).papers, listen)
    assert heard == [(0, 1), (0, 3), (1, 3)]


def test_the_annex_mark_of_a_sheet_can_be_changed(desk: Desk):
    """附件3 stands where the sheet's own 附件2 stood, on this sheet and no other."""
    round_id, ids = three(desk)
    line = papers_of_round(desk, round_id)[0]
    before = gather_paper(desk, line, round_id, ids)
    put_setting(desk, annex_key(before), "附件3")
    after = gather_paper(desk, line, round_id, ids)
    assert ("annex" in before.facts, after.facts["annex"]) == (False, "附件3")


def test_a_files_name_holds_no_signs_of_the_system():
    """Nor control characters, nor a point at its end, and it is not too long."""
    assert plain_name(' 昆明<某>\t公司: "A/B" 。. ') == "昆明某公司 AB 。"
    assert len(plain_name("长" * 300)) == 80
