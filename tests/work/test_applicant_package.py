"""The zip for an applicant is whole and names are right; its workbook comes back by the import."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from applicant_case import SCHEMES, Facts, every_example, kept, open_for

from desktop.domain.form import Column
from desktop.store import values
from desktop.store.files import files
from desktop.work.applicant_forms import forms_zip, gather_forms_package, workbook_of
from desktop.work.cases import start_case
from desktop.work.desk import Desk
from desktop.work.incoming import keep_incoming, read_incoming
from desktop.work.incoming_file import whole_files
from desktop.work.rounds import open_round, save_call

KUNMING = "kunming-platform-2022"


@pytest.fixture(scope="module")
def examples() -> list[Facts]:
    """The ten applicants of the bundled example."""
    return every_example()


def test_the_zip_holds_all_that_an_applicant_needs(desk: Desk):
    """Word files, blank PDFs, workbook and 说明.txt, under names that are marked as UTF-8."""
    round_id = open_for(desk, KUNMING)
    save_call(desk, round_id, "department_due", "2026年5月20日")
    told: list[tuple[int, int]] = []
    package = gather_forms_package(desk, round_id)
    made = forms_zip(package, lambda done, every: told.append((done, every)))
    assert made == forms_zip(package)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        entries = archive.infolist()
        note = archive.read("说明.txt").decode("utf-8-sig")
        starts = {entry.filename.rpartition(".")[2]: archive.read(entry)[:4] for entry in entries}
    assert [entry.filename for entry in entries] == [
        "说明.txt",
        "名单工作簿.xlsx",
        "1 昆明市中小企业公共服务示范平台申请表.docx",
        "空白表（PDF，供打印）/1 昆明市中小企业公共服务示范平台申请表.pdf",
        "2 管理和专职服务人员情况表.docx",
        "空白表（PDF，供打印）/2 管理和专职服务人员情况表.pdf",
        "3 服务活动开展情况表.docx",
        "空白表（PDF，供打印）/3 服务活动开展情况表.pdf",
        "4 服务中小微企业及服务评价表.docx",
        "空白表（PDF，供打印）/4 服务中小微企业及服务评价表.pdf",
        "5 主要服务设施、设备及信息系统（软件）清单.docx",
        "空白表（PDF，供打印）/5 主要服务设施、设备及信息系统（软件）清单.pdf",
    ]
    assert {(e.flag_bits & 0x800, e.create_system, e.date_time) for e in entries} == {
        (0x800, 0, (2026, 11, 20, 12, 0, 0))
    }
    assert starts["docx"] == starts["xlsx"] == b"PK\3\4"
    assert (starts["pdf"], told[0], told[-1]) == (b"%PDF", (0, 5), (5, 5))
    assert note.count("\n") == note.count("\r\n")
    wanted = (
        "本部门受理截止日期：2026年5月20日",
        "联系电话：0871-60000000",
        "第九条（三） 服务平台",
    )
    assert [line in note for line in wanted] == [True] * 3


def test_a_round_without_a_call_says_so(desk: Desk):
    """Where neither dates nor department are known 说明.txt points to the call."""
    round_id = int(open_round(desk, "national-platform-2017", 2026).value)
    package = gather_forms_package(desk, round_id)
    assert package.name == "国家中小企业公共服务示范平台申报用表（2026年度）"
    assert (
        "一、时间和要求\n　以当年申报通知为准。\n\n二、受理部门\n　见当年申报通知。\n"
        in package.note
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_call_asks_for_besides_stands_with_the_materials(scheme: str, desk: Desk):
    """说明.txt lists it below the regulation's own, and no word of it is about a program."""
    round_id = open_for(desk, scheme)
    save_call(desk, round_id, "extra", "信用报告\n社保缴纳证明")
    save_call(desk, round_id, "department_due", "2026年5月20日")
    save_call(desk, round_id, "bureau_due", "2026年6月20日")  # the office's own: none of theirs
    save_call(desk, round_id, "copies", "3")  # how often it is sent up
    note = gather_forms_package(desk, round_id).note
    assert note.endswith(
        f"{desk.schemes[scheme].materials[-1].text}\n"
        "　当年申报通知另要求的材料：\n　　信用报告\n　　社保缴纳证明\n"
    )
    assert ("本程序" in note, "5月20日" in note, "6月20日" in note) == (False, True, False)
    assert "报送份数" not in note


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_filled_workbook_comes_back_whole(
    scheme: str, desk: Desk, examples: list[Facts], tmp_path: Path
):
    """Every row of every roster is taken by the import, in its columns, with nothing by hand."""
    [_, facts] = [one for one in examples if one.scheme.id == scheme]
    round_id = open_for(desk, scheme)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(_filled(workbook_of(gather_forms_package(desk, round_id)), facts))
    read = read_incoming([path], desk.schemes[scheme], lambda *_: None, lambda: False)
    case = int(start_case(desk, round_id, facts.name).value)
    keep_incoming(desk, case, read)
    assert [file.name for file in files(desk.store, case)] == ["名单.xlsx"]
    assert [one.name for one in whole_files(read)] == ["名单.xlsx"]
    for roster in facts.scheme.rosters:
        keys = [column.key for column in roster.columns if column.key != "serial"]
        told = [kept({key: row.get(key, "") for key in keys}) for row in facts.rosters[roster.key]]
        full = [row for row in told if any(list(row.values())[1:])]
        rows = desk.rows(case, roster.key)
        assert [{key: row.cells.get(key, "") for key in keys} for row in rows] == full
        [one] = [one for one in read if one.roster == roster.key]
        assert one.taken is not None
        assert one.found is not None
        assert [r.reason for r in one.taken.refused if "没有填写" not in r.reason] == []
        assert (one.found.unmapped, {*one.found.confidence.values()}) == ((), {100})
        assert one.problems == ()  # a workbook of our own has nothing to be told of
        total = values.values(desk.store, case).get(roster.total_field)
        assert (total.text if total else "") == facts.values.get(roster.total_field, "")


def test_an_empty_workbook_has_no_rows(desk: Desk, tmp_path: Path):
    """The workbook as it was handed out is understood, and brings nothing."""
    round_id = open_for(desk, KUNMING)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(workbook_of(gather_forms_package(desk, round_id)))
    [one] = read_incoming([path], desk.schemes[KUNMING], lambda *_: None, lambda: False)
    assert one.taken is not None
    assert (one.what, one.taken.rows) == ("roster", ())


def _filled(data: bytes, facts: Facts) -> bytes:
    """Fill the workbook in as a person would, by its headers."""
    book = openpyxl.load_workbook(BytesIO(data))
    for roster in facts.scheme.rosters:
        sheet = book[roster.title[:31]]
        first = int(sheet.freeze_panes[1:])
        if roster.total_field:
            sheet.cell(2, 3).value = facts.values[roster.total_field]
        for at, row in enumerate(facts.rosters[roster.key]):
            for place, column in enumerate(roster.columns, 1):
                if column.key in row:
                    sheet.cell(first + at, place).value = _typed(column, row[column.key])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(column: Column, text: str) -> str | int | None:
    return int(text) if column.kind == "figure" and text.isdigit() else text or None
