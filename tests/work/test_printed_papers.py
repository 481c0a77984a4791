"""What was final prints again exactly, byte for byte; a draft is only noted."""

from pathlib import Path

import pytest
from drawn_case import lock_and_draw, start

from desktop.domain.problem import UserError
from desktop.store import files
from desktop.work.desk import Desk
from desktop.work.draw_papers import gather_draw_paper
from desktop.work.office_way import reopen
from desktop.work.paper_shelf import OUTWARD, gather_paper, papers_of_case, papers_of_round
from desktop.work.papers import note_printed, pour_pdf
from desktop.work.printed_papers import (
    changed_since,
    kept_pdf,
    note_again,
    printed_of_case,
    printed_of_round,
)
from desktop.work.receive import save_value
from desktop.work.rounds import scheme_of

KUNMING = "kunming-platform-2022"
OPINION = "县（市）区、开发（度假）区中小企业主管部门审查推荐意见"


def set_final(desk: Desk, case: int) -> None:
    """Put the application at 定稿, without the way there."""
    with desk.act("办理", f"application:{case}"):
        desk.store.write("UPDATE application SET stage = '定稿' WHERE id = ?", (case,))


def outward(desk: Desk, case: int) -> tuple[object, bytes]:
    """The case's own outward sheet and its PDF."""
    line = next(one for one in papers_of_case(desk, case) if one.group == OUTWARD)
    facts = gather_paper(desk, line, 1, [case])
    return facts, pour_pdf(facts)


def place_of(desk: Desk, digest: str) -> Path:
    """Where the kept bytes lie."""
    return desk.path.with_name(f"{desk.path.name}.files") / digest[:2] / digest


def test_a_draft_is_noted_and_not_kept(desk: Desk):
    """It stands in the list as 草稿; asked for, it is said that there is no original."""
    case = start(desk, KUNMING, 14)
    facts, pdf = outward(desk, case)
    note_printed(desk, facts, pdf, "print")
    (line,) = printed_of_case(desk, case)
    assert (line.title, line.how, line.draft, line.kept) == (
        OPINION,
        "打印",
        True,
        False,
    )
    assert (line.at, line.name) == ("2026-11-20T12:00:00+08:00", "滇池芯火中小企业公共服务平台")
    with pytest.raises(UserError, match="这一份是草稿，没有留存原件"):
        kept_pdf(desk, line)


def test_what_was_final_prints_again_byte_for_byte_when_the_data_changed(desk: Desk):
    """The kept PDF is the one of then, the sheet of today is another one, and that is told."""
    case = start(desk, KUNMING, 14)
    set_final(desk, case)
    facts, pdf = outward(desk, case)
    note_printed(desk, facts, pdf, "print")
    same = changed_since(desk, facts, pdf)
    reopen(desk, case, "补充推荐意见")
    save_value(desk, case, "rec.opinion", "同意推荐，另有说明。")
    set_final(desk, case)
    later, other = outward(desk, case)
    (line,) = printed_of_case(desk, case)
    assert (line.draft, line.kept, kept_pdf(desk, line) == pdf, other == pdf) == (
        False,
        True,
        True,
        False,
    )
    assert (same, changed_since(desk, later, other)) == ("", "2026年11月20日打印过")
    note_printed(desk, later, other, "pdf")
    assert changed_since(desk, facts, pdf) == "2026年11月20日另存过"


def test_printing_the_original_again_is_noted_as_such(desk: Desk):
    """The list is newest first, and tells 照原件重印 from 打印; the bytes are kept once."""
    case = start(desk, KUNMING, 14)
    set_final(desk, case)
    facts, pdf = outward(desk, case)
    note_printed(desk, facts, pdf, "pdf")
    note_printed(desk, facts, pdf, "print")
    note_again(desk, printed_of_case(desk, case)[0], "print")
    lines = printed_of_case(desk, case)
    assert [one.how for one in lines] == ["照原件重印", "打印", "存PDF"]
    assert [kept_pdf(desk, one) == pdf for one in lines] == [True] * 3
    assert len(files.files(desk.store, None)) == 1


def test_a_signed_paper_of_the_draw_is_kept_long_before_the_end(desk: Desk):
    """The 抽取记录 bears the journal's head, so it is another one each time; each is kept."""
    case = start(desk, KUNMING, 14)
    lock_and_draw(desk, case)
    pdfs = []
    for _ in range(2):
        facts = gather_draw_paper(desk, case, "draw_record")
        pdfs.append(pour_pdf(facts))
        note_printed(desk, facts, pdfs[-1], "print")
    kept = [kept_pdf(desk, one) for one in printed_of_case(desk, case)]
    assert (kept[::-1] == pdfs, pdfs[0] != pdfs[1]) == (True, True)


def test_a_kept_paper_that_is_gone_or_changed_is_said_to_be(desk: Desk):
    """It is never shown as the original; printing the same sheet anew mends it."""
    case = start(desk, KUNMING, 14)
    set_final(desk, case)
    facts, pdf = outward(desk, case)
    note_printed(desk, facts, pdf, "print")
    (line,) = printed_of_case(desk, case)
    place = place_of(desk, line.sha256)
    place.write_bytes(pdf[:-1] + b"x")
    with pytest.raises(UserError, match=f"留存的原件“{OPINION}”被改动过"):
        kept_pdf(desk, line)
    place.unlink()
    with pytest.raises(UserError, match="不见了或读不出来"):
        kept_pdf(desk, line)
    note_printed(desk, facts, pdf, "print")
    assert kept_pdf(desk, line) == pdf


def test_the_rounds_list_has_its_sheets_and_those_of_its_applications(desk: Desk):
    """Newest first, each with the application's name; a round's sheet has none."""
    case = start(desk, KUNMING, 14)
    facts, pdf = outward(desk, case)
    note_printed(desk, facts, pdf, "print")
    line = next(one for one in papers_of_round(desk, 1) if not one.one_each)
    summary = gather_paper(desk, line, 1, [case])
    note_printed(desk, summary, pour_pdf(summary), "xlsx")
    title = scheme_of(desk, 1).sheets[0].title
    found = [(one.title, one.name, one.how) for one in printed_of_round(desk, 1)]
    assert found == [
        (title, "", "存xlsx"),
        (OPINION, "滇池芯火中小企业公共服务平台", "打印"),
    ]
