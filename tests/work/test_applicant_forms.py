"""The applicant's papers say what the annexes say, and the import reads what is filled in."""

import shutil
from pathlib import Path

import pytest
from applicant_case import SCHEMES, Facts, every_example, kept, open_for, put_case

from desktop import paths
from desktop.intake.documents import read_document
from desktop.intake.word import FormReading, take_form
from desktop.sheets.document import picture
from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.desk import Desk, open_desk
from desktop.work.incoming import recognise
from desktop.work.papers import composed, note_printed, pages_of, pour_docx, pour_pdf, pour_xlsx

GOLDEN = Path(__file__).parent.parent / "golden" / "applicant"
# What no paper of the annex has a place for: the reviewer asks for it.
ADDED = {"nanchang-platform-2022": {"operations.1.served", "operations.2.served"}}


@pytest.fixture(scope="module")
def examples() -> list[Facts]:
    """The ten applicants of the bundled example."""
    return every_example()


def _of(examples: list[Facts], scheme: str) -> Facts:
    return next(one for one in examples if one.scheme.id == scheme)


def _read(desk: Desk, scheme_id: str, data: bytes) -> FormReading:
    scheme = desk.schemes[scheme_id]
    document = read_document(data, "申请表.docx")
    return take_form(document, scheme.form, scheme.rosters, scheme.functions)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_papers_say_what_the_annex_says(scheme: str, desk: Desk, examples: list[Facts]):
    """Each paper blank, and filled in with three rows, whole as it was laid beside the annex."""
    round_id = open_for(desk, scheme)
    case = put_case(desk, round_id, _of(examples, scheme), 3)
    for line in applicant_forms(desk, round_id):
        for kind, number in (("blank", None), ("filled", case)):
            made = picture(composed(gather_applicant_form(desk, line.ref, round_id, number)))
            golden = GOLDEN / f"{scheme}--{line.ref.id}--{kind}.txt"
            assert made == golden.read_text("utf-8")


def test_a_filled_form_is_read_back_with_all_its_fields(desk: Desk, examples: list[Facts]):
    """The Word form of each of the ten examples, read by the import, says the very same."""
    for facts in examples:
        scheme = facts.scheme
        round_id = open_for(desk, scheme.id)
        case = put_case(desk, round_id, facts, 3)
        [form, *_] = applicant_forms(desk, round_id)
        data = pour_docx(gather_applicant_form(desk, form.ref, round_id, case))
        back = _read(desk, scheme.id, data)
        assert (back.problems, back.unread) == ((), ())
        totals = {roster.total_field for roster in scheme.rosters}  # they stand under the roster
        elsewhere = totals | ADDED.get(scheme.id, set())
        told = {path: text for path, text in facts.values.items() if text}
        read = {path: value.text for path, value in back.values.items()}
        assert read == {path: text for path, text in told.items() if path not in elsewhere}


def test_a_filled_roster_is_read_back_with_all_its_rows(desk: Desk, examples: list[Facts]):
    """Each roster of five examples, as a Word table: every row, and the total under it."""
    for facts in (_of(examples, scheme) for scheme in SCHEMES):
        round_id = open_for(desk, facts.scheme.id)
        case = put_case(desk, round_id, facts, 12)
        for roster in facts.scheme.rosters:
            line = next(x for x in applicant_forms(desk, round_id) if x.ref.id == roster.key)
            data = pour_docx(gather_applicant_form(desk, line.ref, round_id, case))
            back = _read(desk, facts.scheme.id, data)
            own = [c.key for c in roster.columns if not c.additional and c.key != "serial"]
            told = [
                kept({key: row.get(key, "") for key in own}) for row in facts.rosters[roster.key]
            ]
            full = [row for row in told[:12] if any(list(row.values())[1:])]
            rows = back.rosters[roster.key].rows
            read = [{key: row.cells.get(key, "") for key in own} for row in rows]
            assert (read, back.unread) == (full, ())
            total = back.values.get(roster.total_field)
            assert (total.text if total else "") == facts.values.get(roster.total_field, "")


def test_the_program_takes_its_own_form_for_one(desk: Desk, examples: list[Facts]):
    """Told by its content alone, the Word form is the 申请表, with nothing left unread."""
    round_id = open_for(desk, examples[0].scheme.id)
    case = put_case(desk, round_id, examples[0], 0)
    [form, *_] = applicant_forms(desk, round_id)
    data = pour_docx(gather_applicant_form(desk, form.ref, round_id, case))
    back = recognise("随便.docx", data, desk.schemes[form.scheme_id])
    assert (back.what, back.sentence) == ("form", "昆明市中小企业公共服务示范平台申请表：读出61项")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_blank_paper_says_nothing(scheme: str, desk: Desk):
    """Nothing on a blank paper is taken for an answer, nor for something not understood."""
    round_id = open_for(desk, scheme)
    for line in applicant_forms(desk, round_id):
        back = _read(desk, scheme, pour_docx(gather_applicant_form(desk, line.ref, round_id, None)))
        taken = [row for roster in back.rosters.values() for row in roster.rows]
        assert (dict(back.values), taken, back.problems, back.unread) == ({}, [], (), ())


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_paper_pours(scheme: str, desk: Desk, examples: list[Facts]):
    """Blank papers and filled ones pour into PDF, xlsx and docx; a print is noted, none a draft."""
    round_id = open_for(desk, scheme)
    case = put_case(desk, round_id, _of(examples, scheme), 3)
    for line in applicant_forms(desk, round_id):
        for number in (None, case):
            made = gather_applicant_form(desk, line.ref, round_id, number)
            pdf = pour_pdf(made)
            note_printed(desk, made, pdf, "print")
            assert (made.draft, made.application_ids) == (False, () if number is None else (case,))
            assert pages_of(pdf) in range(1, 7)
        assert pour_xlsx(made).startswith(b"PK")


def test_other_wording_is_a_change_of_one_file(tmp_path: Path, examples: list[Facts]):
    """A word changed in form.toml is printed, and what is filled in under it is read."""
    forms = tmp_path / "forms"
    shutil.copytree(paths.forms_dir(), forms)
    file = forms / "kunming-platform-2022" / "form.toml"
    text = file.read_text("utf-8")
    for old, new in (
        ("注册地址", "登记的住所"),
        ("郑重承诺：", "庄严承诺："),
        ("上年末总资产", "期末资产"),
    ):
        text = text.replace(f'"{old}', f'"{new}').replace(f"事项{old}", f"事项{new}")
    file.write_text(text, "utf-8")
    desk = open_desk(tmp_path / "测试.review", forms, paths.fonts_dir())
    round_id = open_for(desk, "kunming-platform-2022")
    case = put_case(desk, round_id, examples[0], 0)
    [form, *_] = applicant_forms(desk, round_id)
    made = gather_applicant_form(desk, form.ref, round_id, case)
    shown, back = picture(composed(made)), _read(desk, form.scheme_id, pour_docx(made))
    desk.close()
    for old, new in (
        ("注册地址", "登记的住所"),
        ("郑重承诺", "庄严承诺"),
        ("上年末总资产", "期末资产"),
    ):
        assert (old in shown, new in shown) == (False, True)
    told = examples[0].values
    assert back.values["registered_address"].text == told["registered_address"]
    assert (back.values["total_assets"].text, back.unread) == (told["total_assets"], ())
