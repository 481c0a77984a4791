"""问题清单: what an applicant is asked to put right, from files just read or from what was kept."""

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from docx import Document

from desktop.domain.issues import HEADS
from desktop.domain.masking import masked
from desktop.domain.problem import UserError
from desktop.work import cases, incoming, mend, problem_list, receive, rounds
from desktop.work.desk import Desk
from desktop.work.incoming_file import Incoming

KUNMING = "kunming-platform-2022"
ROWS = (
    ("序号", "企业名称", "联系人", "联系电话", "统一社会信用代码"),
    (1, "=甲公司", "张三", "154000", "91530100MA6K000014"),
    (2, "", "李四", "15400000002", ""),
    (3, "丙公司", "王五", "15400000003", ""),
    (4, "丙公司", "王五", "15400000003", ""),
    ("合计", "4家", "", "", ""),
)


def read(desk: Desk, tmp_path: Path) -> list[Incoming]:
    """A roster with one of each kind of trouble, a scan instead of a form, and scans as asked."""
    book = openpyxl.Workbook()
    book.active.title = "名单"
    for row in ROWS:
        book.active.append(row)
        if str(row[1]).startswith("="):
            book.active.cell(book.active.max_row, 2).data_type = "s"
    book.save(tmp_path / "1名单.xlsx")
    names = ["1名单.xlsx", "2申请表.pdf", "3批文.pdf", "4名单盖章版.pdf", "5执照.jpg"]
    for name in names[1:]:
        start = b"%PDF-1.4" if name.endswith("pdf") else b"\xff\xd8\xff"
        (tmp_path / name).write_bytes(start + name.encode())
    paths = [tmp_path / name for name in names]
    return incoming.read_incoming(paths, desk.schemes[KUNMING], lambda *_: None, lambda: False)


def lines(data: bytes) -> list[tuple[str, ...]]:
    """The rows of the written list from its header on."""
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    rows = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
    return rows[rows.index(HEADS) :]


def test_each_trouble_has_its_place_and_what_to_do(desk: Desk, tmp_path: Path):
    """Sheet, line and column as the applicant sees them; a total row troubles nobody."""
    found = read(desk, tmp_path)
    one = mend.refuse_rows(found[0], desk.schemes[KUNMING], [("firms", "名单", 4)], "已注销")
    issues = problem_list.issues_of([one, *found[1:]], desk.schemes[KUNMING])
    data = problem_list.write_issues("甲平台", "某局", issues)
    assert lines(data)[1:] == [
        (
            "1",
            "1名单.xlsx",
            "名单",
            "2",
            "联系电话",
            "154000",
            "“154000”不像电话号码，请核对（手机11位，座机可带区号和分机）。",
            "补正为11位手机号或带区号的座机号，分机写作“转8012”。",
        ),
        (
            "2",
            "1名单.xlsx",
            "名单",
            "2",
            "统一社会信用代码",
            "915***********0014",
            "统一社会信用代码的校验位（第18位）对不上，可能有一位抄错，请核对。",
            "照营业执照核对18位代码后更正。",
        ),
        (
            "3",
            "1名单.xlsx",
            "名单",
            "3",
            "",
            "2 李四 154****0002",
            "这一行没有企业名称。",
            "补上企业全称；不是企业的行请删去。",
        ),
        (
            "4",
            "1名单.xlsx",
            "名单",
            "4",
            "",
            "3 丙公司 王五 154****0003",
            "经办人不采纳：已注销",
            "请核实后说明，或删去这一行。",
        ),
        (
            "5",
            "2申请表.pdf",
            "",
            "",
            "",
            "",
            "只有扫描件，读不出其中的内容。",
            "请提供 Word 或 Excel 原件。",
        ),
    ]


def test_doubles_are_asked_about(desk: Desk, tmp_path: Path):
    """The later row names the earlier one."""
    [*_, pair, _pdf] = problem_list.issues_of(read(desk, tmp_path), desk.schemes[KUNMING])
    assert (pair.line, pair.wrong) == (5, "与第4行“丙公司”：企业名称相同。")


def test_a_formula_in_a_name_stays_text(desk: Desk, tmp_path: Path):
    """What an applicant typed is shown and never run."""
    book = openpyxl.load_workbook(
        BytesIO(
            problem_list.write_issues(
                "=1+1", "某局", problem_list.issues_of(read(desk, tmp_path), desk.schemes[KUNMING])
            )
        )
    )
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}


def test_what_was_kept_is_listed_with_what_is_lacking(desk: Desk, tmp_path: Path):
    """After the files were kept the list can still be made: blanks, refused rows, cells."""
    case = cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value
    incoming.keep_incoming(desk, case, read(desk, tmp_path))
    receive.save_value(desk, case, "total_assets", "八百万")
    found = problem_list.kept_issues(desk, case)
    assert [(i.column, i.wrong) for i in found if i.text == "八百万"] == [
        ("上年末总资产", "“八百万”不是数字，请用阿拉伯数字填写（单位：万元）。")
    ]
    assert ("必填，没有填写。" in {i.wrong for i in found}) is True
    assert [(i.sheet, i.line, i.column) for i in found if i.file == "1名单.xlsx"] == [
        ("名单", 3, ""),
        ("名单", 2, "联系电话"),
        ("名单", 2, "统一社会信用代码"),
    ]


def test_nothing_to_ask_is_said(desk: Desk):
    """An empty list is not sent to anybody."""
    with pytest.raises(UserError, match="没有需要"):
        problem_list.write_issues("甲平台", "某局", [])


def test_long_numbers_keep_their_ends_only():
    """Enough to find the number in one's own file; short numbers and words stay."""
    assert masked("电话13800001234、0871-65551234，第120家，ABCDEFGH") == (
        "电话138****1234、0871-655***34，第120家，ABCDEFGH"
    )


def test_the_list_leaves_as_pdf_and_word_too(desk: Desk, tmp_path: Path):
    """The same lines in each; one PDF is what is printed. Nothing wrong is no paper."""
    issues = problem_list.issues_of(read(desk, tmp_path), desk.schemes[KUNMING])
    found = problem_list.list_for(desk, "甲平台", issues)
    wanted = ["甲平台", "1名单.xlsx", "联系电话", "154000", "补上企业全称；不是企业的行请删去。"]
    pdf = problem_list.pour_list(found, "pdf")
    with closing(pypdfium2.PdfDocument(pdf)) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    squeezed = "".join("".join(pages).split())
    assert [text for text in wanted if text not in squeezed] == []
    word = Document(BytesIO(problem_list.pour_list(found, "docx")))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert len([row for row in rows if row[0].isdigit()]) == len(issues)
    assert lines(problem_list.pour_list(found, "xlsx"))[1][4] == "联系电话"
    with pytest.raises(UserError, match="没有需要申报单位处理的问题"):
        problem_list.pour_list(replace(found, issues=()), "pdf")


def test_what_only_the_clerk_can_do_is_not_asked_of_the_applicant(desk: Desk, tmp_path: Path):
    """A photograph is nothing wrong, another table has words for its sender; a cell comes once."""
    book = openpyxl.Workbook()
    book.active.title = "名单"
    rows = (("企业名称", "联系人及电话", "服务内容"), ("甲公司", "王某（2号楼）154", "培训"))
    other = book.create_sheet("补充")
    for row in rows:
        book.active.append(row)
        other.append(row)
    book.save(tmp_path / "名单.xlsx")
    (tmp_path / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    paths = [tmp_path / "名单.xlsx", tmp_path / "照片.jpg"]
    scheme = desk.schemes[KUNMING]
    got = incoming.read_incoming(paths, scheme, lambda *_: None, lambda: False)
    assert [(one.file, one.line, one.wrong) for one in problem_list.issues_of(got, scheme)] == [
        ("名单.xlsx", 0, "工作表“补充”也像是这份名单，没有导入。"),
        (
            "名单.xlsx",
            2,
            "“王某(2号楼)154”不像电话号码，请核对（手机11位，座机可带区号和分机）。",
        ),
    ]
