"""一页呈批 is one page whatever was written, and says where the rest stands."""

import shutil
import subprocess
from pathlib import Path

import pytest
from drawn_case import start
from inward_office import BASE, KUNMING, NATIONAL, SCHEMES, YUNNAN

from desktop.domain.problem import UserError
from desktop.work import inward_papers as papers
from desktop.work.cases import start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.inward_memo import cut
from desktop.work.materials import checklist, save_line, set_lines
from desktop.work.papers import SheetFacts, pages_of, pour_docx, pour_pdf, pour_xlsx
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

LONG = "昆明云岭创新服务国际控股（集团）有限责任公司第九分公司" * 8
ABOVE = (YUNNAN, NATIONAL)  # a district only prepares what these recommend
OPINION = "经初审，该平台申报材料齐全，符合规定的各项条件；满意度随机抽查达到要求。\n" * 40


def _case(desk: Desk, scheme: str, name: str = "滇池芯火平台") -> tuple[int, int]:
    save_department(desk, Department(LONG[:60], "district", "云南省"))
    round_id = int(open_round(desk, scheme, 2026).value)
    return round_id, int(start_case(desk, round_id, name).value)


def _memo(desk: Desk, round_id: int, case: int) -> SheetFacts:
    return papers.gather_inward(desk, papers.MEMO, round_id, [case])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_long_texts_are_cut_with_a_pointer(scheme: str, desk: Desk):
    """Names of 200 characters, an opinion of pages, every material missing: still one page."""
    round_id, case = _case(desk, scheme, LONG[:200])
    save_value(desk, case, "operator_name", LONG[:200])
    save_value(desk, case, "contact", LONG[:100])
    save_value(desk, case, "rec.agrees", "否")
    save_value(desk, case, "rec.opinion", OPINION)
    found = checklist(desk, case)
    lines = [line.id for item in found.items for line in item.lines]
    set_lines(desk, case, lines, "missing")
    save_line(desk, case, lines[0], note=LONG)
    made = _memo(desk, round_id, case)
    assert pages_of(pour_pdf(made)) == 1
    facts = made.facts
    assert facts["opinion"].endswith("……（全文见推荐意见）")
    assert "……（见《初审测评情况表》和材料审查情况）" in facts["problems"]
    assert facts["proposal"] == ("拟不予上报。" if scheme in ABOVE else "拟不予推荐。")


def _declined(desk: Desk, scheme: str) -> SheetFacts:
    """The memo of a case with the longest names, an opinion of pages and every paper missing."""
    round_id, case = _case(desk, scheme, LONG[:200])
    save_value(desk, case, "operator_name", LONG[:200])
    save_value(desk, case, "rec.opinion", OPINION)
    lines = [line.id for item in checklist(desk, case).items for line in item.lines]
    set_lines(desk, case, lines, "missing")
    return _memo(desk, round_id, case)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_ends_in_dots_is_told_where_it_stands_whole(scheme: str, desk: Desk):
    """Names have no room for a pointer of their own, so the page says it once."""
    facts = _declined(desk, scheme).facts
    assert facts["case_name"].endswith("……")
    assert facts["shortened"].startswith("因篇幅以“……”略去的，名称和联系人见申报材料")


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice to lay the files out")
def test_an_office_program_needs_one_page_too(desk: Desk, tmp_path: Path):
    """LibreOffice with other faces: Word file and workbook of the longest memos and a short one."""
    memos = [_declined(desk, KUNMING), _declined(desk, NATIONAL), _memo(desk, *_case(desk, BASE))]
    for at, made in enumerate(memos):
        (tmp_path / f"word{at}.docx").write_bytes(pour_docx(made))
        (tmp_path / f"book{at}.xlsx").write_bytes(pour_xlsx(made))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    files = [*tmp_path.glob("word*.docx"), *tmp_path.glob("book*.xlsx")]
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    subprocess.run(command, check=True, capture_output=True)
    pages = [pages_of(file.with_suffix(".pdf").read_bytes()) for file in files]
    assert pages == [1] * 6


def test_a_text_without_any_break_is_cut_too(desk: Desk):
    """One word without an end, and line feeds only, leave the page one page."""
    round_id, case = _case(desk, BASE, "Yunling" * 28)
    for opinion in ("f" * 5000, "甲\n" * 900):
        save_value(desk, case, "rec.opinion", opinion)
        assert pages_of(pour_pdf(_memo(desk, round_id, case))) == 1


def test_a_short_case_is_told_whole(desk: Desk):
    """What has room is not cut, and nothing points elsewhere."""
    round_id, case = _case(desk, KUNMING)
    save_value(desk, case, "rec.agrees", "是")
    save_value(desk, case, "rec.opinion", "同意推荐。")  # says itself what is proposed
    facts = _memo(desk, round_id, case).facts
    assert (facts["proposal"], facts["opinion"]) == ("", "同意推荐。")
    assert "（见" not in facts["problems"]


def test_what_is_open_is_told_as_open(desk: Desk):
    """A case that nobody judged yet has its open conditions by article, and no proposal."""
    round_id, case = _case(desk, KUNMING)
    facts = _memo(desk, round_id, case).facts
    assert facts["proposal"] == "尚未提出是否推荐的意见。"
    assert "待定32项：第三条、第十条、第七条（二）" in facts["problems"]
    assert facts["materials"] == "未审43项"


def test_a_character_that_no_face_has_is_named(desk: Desk):
    """The memo is laid out to be fitted, so it says itself what can't be printed."""
    round_id, case = _case(desk, KUNMING)
    save_value(desk, case, "rec.opinion", "同意😀推荐")
    with pytest.raises(UserError, match="GRINNING FACE"):
        _memo(desk, round_id, case)


def test_a_cut_text_is_one_line():
    """Line feeds become blanks, so that a cut counts what it shows."""
    assert cut("甲\n乙", 5) == "甲 乙"
    assert cut("甲乙丙丁", 2, "……") == "甲乙……"


def test_a_count_that_is_enough_is_no_problem(desk: Desk):
    """存在问题 lists what is to be weighed; a difference that decides nothing is told below it."""
    case = start(desk, KUNMING, 110)
    save_value(desk, case, "operations.1.year", "2025")
    told = []
    for served in ("120", "99"):
        save_value(desk, case, "operations.1.served", served)
        lines = _memo(desk, 1, case).facts["problems"].splitlines()
        told.append([one for one in lines if "112" in one])
    assert told == [
        [
            "说明：申报数与清点数不同、按清点符合条件的："
            "年服务中小企业100家以上（第七条（三）），申报120家（2025年度），清点112家。"
        ],
        [
            "2. 申报与清点不一致（第七条（三））：年服务中小企业100家以上，"
            "申报99家（2025年度），清点112家"
        ],
    ]
