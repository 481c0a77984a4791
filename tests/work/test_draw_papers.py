"""The papers of the draw say what was locked, drawn and answered, in honest words."""

import shutil
import subprocess
from pathlib import Path

import pytest
from drawn_case import ask_all, lock_and_draw, start, still

from desktop.domain.problem import UserError
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture
from desktop.store import locks
from desktop.store.journal import short_code
from desktop.store.printed import printed
from desktop.work.asking import answer, ask_page, record
from desktop.work.desk import Desk
from desktop.work.draw_papers import draw_papers, gather_draw_paper
from desktop.work.drawing import draw_sample, lock_frame, raise_size, void_lock
from desktop.work.papers import SheetFacts, composed, note_printed, pages_of, pour_pdf, pour_xlsx
from desktop.work.surveydata import newest_lock

GOLDEN = Path(__file__).parent.parent / "golden" / "papers"
PAPERS = ["draw_list", "draw_record", "draw_asking", "draw_result"]
KUNMING, NATIONAL = "kunming-platform-2022", "national-platform-2017"


def _text(desk: Desk, application_id: int, paper: str) -> str:
    return picture(composed(gather_draw_paper(desk, application_id, paper)))


def _ids(desk: Desk, application_id: int) -> list[str]:
    return [line.ref.id for line in draw_papers(desk, application_id)]


def _golden_text(facts: SheetFacts) -> str:
    # The journal is salted, so its head is another one each time.
    still_facts = {**facts.facts, "head_code": short_code("0" * 64)}
    return picture(compose(read_sheet(facts.description), still_facts))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("scheme", [KUNMING, NATIONAL])
def test_a_paper_says_what_it_should(scheme: str, paper: str, desk: Desk):
    """Each paper of a small case, whole, as it was looked at and found good."""
    still(desk)
    case = start(desk, scheme, 14)
    lock_and_draw(desk, case)
    if paper == "draw_result":
        ask_all(desk, case)
    golden = GOLDEN / f"{scheme}--{paper}.txt"
    assert _golden_text(gather_draw_paper(desk, case, paper)) == golden.read_text("utf-8")


@pytest.mark.parametrize(
    "scheme",
    [KUNMING, "kunming-base-2022", "yunnan-platform-2022", NATIONAL, "nanchang-platform-2022"],
)
def test_all_schemes_have_the_same_papers(scheme: str, desk: Desk):
    """Under every scheme the four papers pour into PDF and xlsx, and a print is noted."""
    case = start(desk, scheme, 20)
    lock_and_draw(desk, case)
    for line in draw_papers(desk, case):
        facts = gather_draw_paper(desk, case, line.ref.id)
        pdf = pour_pdf(facts)
        note_printed(desk, facts, pdf, "print")
        assert pages_of(pdf) in (1, 2, 3)
        assert pour_xlsx(facts).startswith(b"PK")
    kept = printed(desk.store, application_id=case)
    assert [(one.sheet_id, one.draft) for one in kept] == [(paper, False) for paper in PAPERS]


def test_the_papers_come_with_the_acts(desk: Desk):
    """Nothing before the lock, the list after it, all after the draw; too early is a sentence."""
    case = start(desk, KUNMING, 14)
    assert _ids(desk, case) == []
    with pytest.raises(UserError, match="还没有封存"):
        gather_draw_paper(desk, case, "draw_list")
    lock_id = lock_frame(desk, case).value
    assert _ids(desk, case) == PAPERS[:1]
    with pytest.raises(UserError, match="还没有抽取"):
        gather_draw_paper(desk, case, "draw_record")
    draw_sample(desk, case, lock_id, "042042", "李见证")
    assert _ids(desk, case) == PAPERS


def test_a_list_printed_after_the_digits_says_so(desk: Desk):
    """The 确认表 is to be signed before any digit is typed; a later print can't pass for it."""
    case = start(desk, KUNMING, 14)
    lock_id = lock_frame(desk, case).value
    assert "补印" not in _text(desk, case, "draw_list")
    draw_sample(desk, case, lock_id, "042042", "李见证")
    assert "为补印，不能代替抽取前签字的原件" in _text(desk, case, "draw_list")


def test_a_seed_is_called_what_it_was(desk: Desk):
    """Digits called out, a public number without evidence, the machine alone: each is said."""
    case = start(desk, KUNMING, 14)
    told = lock_frame(desk, case).value
    draw_sample(desk, case, told, "123456", "李见证", told=True)
    assert "随机码方式│监督人在场，自报数字│监督人│李见证" in _text(desk, case, "draw_record")
    source = ["福利彩票双色球", "2026135期", "红球六个号码依次相连", "顺延至下一期"]
    public = lock_frame(desk, case, "public", source, "名单有误", "李见证").value
    draw_sample(desk, case, public, "010203040506")
    text = _text(desk, case, "draw_record")
    assert "随机码方式│公开号码（公布前未留外部凭证）│监督人│未填" in text
    assert "来源：福利彩票双色球；期号：2026135期；取号规则：红球六个号码依次相连" in text
    assert "机内随机数校验码（随机码承诺）│无（公开号码）│" in text
    machine = lock_frame(desk, case, "machine", (), "名单又有误", "李见证").value
    draw_sample(desk, case, machine)
    text = _text(desk, case, "draw_record")
    assert "随机码方式│系统生成│监督人│无" in text
    assert "随机码数字│无（系统生成） ⟨3×1⟩" in text


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum on this machine")
def test_any_shell_gives_the_firms_on_the_paper(desk: Desk):
    """The lines printed on the record, run by a shell, name the drawn firms in their order."""
    case = start(desk, NATIONAL, 40)
    lock_and_draw(desk, case)
    facts = gather_draw_paper(desk, case, "draw_record").facts
    done = subprocess.run(["sh", "-c", facts["shell"]], capture_output=True, text=True, check=True)
    again = [int(line.split()[1]) for line in done.stdout.splitlines()]
    assert again == [row["i"] for row in facts["sample"]]
    assert len(again) == 10


def test_the_code_holds_what_identifies_the_draw(desk: Desk):
    """The QR code's text has case, lock, digest, digits and size."""
    case = start(desk, NATIONAL, 40)
    lock_and_draw(desk, case)
    kept = newest_lock(desk, case)
    expected = f"draw1 case=2026-0001 lock=1 sha256={kept.digest} digits=042042 n=10"
    assert gather_draw_paper(desk, case, "draw_record").facts["qr"] == expected
    assert f"▦{expected}" in _text(desk, case, "draw_record")


def test_every_paper_after_a_second_draw_says_so(desk: Desk):
    """第2次抽取 stands on each with its reason, and the earlier locks are listed, void ones too."""
    case = start(desk, KUNMING, 14)
    lock_and_draw(desk, case)
    void = lock_frame(desk, case, reason="漏了一家", supervisor="李见证").value
    void_lock(desk, case, void, "又发现一家")
    third = lock_frame(desk, case, reason="名单补正", supervisor="张监督").value
    draw_sample(desk, case, third, "654321", "张监督")
    texts = [_text(desk, case, paper) for paper in PAPERS]
    assert [t.count("≡第2次抽取：名单补正（监督人：张监督）") for t in texts] == [1] * 4
    for text in texts[:2]:
        assert "│1│2026年11月20日12:00│已抽取│李见证││" in text
        assert "│2│2026年11月20日12:00│已作废│李见证│又发现一家│" in text


def test_a_raised_size_and_a_further_draw_are_told(desk: Desk):
    """The size's sentence says who raised it; firms drawn later are marked 追加抽取."""
    case = start(desk, KUNMING, 40)
    raise_size(desk, case, 6)
    lock_id = lock_and_draw(desk, case)
    text = _text(desk, case, "draw_list")
    words = (
        "应抽查4家（按名单的40家不低于10%计，不足1家的计1家，第十一条）；封存前由经办人增加为6家。"
    )
    assert words in text
    with desk.act("追加抽取", f"application:{case}"):
        locks.extend_lock(desk.store, lock_id, 8, "申报数更正")
    rows = gather_draw_paper(desk, case, "draw_record").facts["sample"]
    assert [(row["k"], row["remark"]) for row in rows[5:]] == [
        ("6/8", ""),
        ("7/8", "追加抽取"),
        ("8/8", "追加抽取"),
    ]


def test_a_short_list_is_asked_whole(desk: Desk):
    """Fewer firms than the rule's minimum: all are asked, and nobody substitutes."""
    case = start(desk, NATIONAL, 8)
    lock_and_draw(desk, case)
    facts = gather_draw_paper(desk, case, "draw_record").facts
    assert facts["size_words"] == (
        "应抽查10家（不少于10家，第十六条、附件1）；名单只有8家，全部抽查。"
    )
    assert (facts["near"], facts["substitutes"]) == ([], [])
    assert facts["rest_words"] == "名单全部抽查，没有递补企业。"


def test_of_many_substitutes_the_first_fifty_are_listed(desk: Desk):
    """A long roster's substitutes are not printed to the last; the sentence says how to go on."""
    case = start(desk, NATIONAL, 130)
    lock_and_draw(desk, case)
    facts = gather_draw_paper(desk, case, "draw_record").facts
    assert [row["k"] for row in facts["substitutes"]] == list(range(1, 51))
    assert facts["substitutes"][:5] == facts["near"]
    assert facts["rest_words"].startswith("递补企业共120家，附页列出前50家")


def test_the_result_gives_the_interval_only_when_it_is_done(desk: Desk):
    """While a firm is open there is no interval; at the end it is a 参考 under the verdict."""
    case = start(desk, NATIONAL, 100)
    lock_and_draw(desk, case)
    page = ask_page(desk, case)
    for line in page.lines[:9]:
        answer(desk, case, line.i, "very_satisfied", 2)
    assert "参考：" not in _text(desk, case, "draw_result")
    answer(desk, case, page.lines[9].i, "dissatisfied", 2)
    facts = gather_draw_paper(desk, case, "draw_result").facts
    assert (facts["verdict"], facts["share"]) == ("达到80%", "9/10＝90%")
    assert facts["notes"] == (
        "参考：由本次抽查推算，名单100家中满意的在58家至99家之间"
        "（58%至99%；超几何分布精确区间，置信水平95%），不作结论。"
    )


def test_the_paper_for_the_pen_knows_what_was_typed_already(desk: Desk):
    """A firm that answered is marked, one that refused brings the next in, the rest are blank."""
    case = start(desk, KUNMING, 40)
    lock_and_draw(desk, case)
    lines = ask_page(desk, case).lines
    answer(desk, case, lines[0].i, "satisfied", 2)
    record(desk, case, lines[1].i, "refused", 2)
    facts = gather_draw_paper(desk, case, "draw_asking").facts
    assert [(row["k"], row["known"]) for row in facts["lines"]] == [
        ("1/5", "已登记：满意"),
        ("2/5", "已登记：拒绝评价"),
        ("3/5", ""),
        ("4/5", ""),
        ("5/5", ""),
    ]
    assert facts["lines"][4]["firm"].endswith("\n（递补企业）")
    assert [row["k"] for row in facts["next"]] == [f"递补\n{at}" for at in range(1, 6)]
    assert {row["boxes"] for row in facts["lines"]} == {"☐ 满意\n☐ 不满意"}


def test_a_firm_that_is_none_is_told_with_its_reason(desk: Desk):
    """A firm out of the frame keeps its line with why, and the next one stands as 递补企业."""
    case = start(desk, KUNMING, 40)
    lock_and_draw(desk, case)
    firm = ask_page(desk, case).lines[1].i
    record(desk, case, firm, "out_of_frame", 2, "已注销")
    rows = gather_draw_paper(desk, case, "draw_result").facts["lines"]
    assert [(row["k"], row["outcome"], row["remark"]) for row in rows] == [
        ("1/5", "待联系", ""),
        ("2/5", "不在抽查范围", "已注销"),
        ("3/5", "待联系", ""),
        ("4/5", "待联系", ""),
        ("5/5", "待联系", "递补企业"),
    ]
