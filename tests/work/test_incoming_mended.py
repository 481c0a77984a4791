"""What is put right in the preview is taken, noted, remembered and taken back as a whole."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.intake.found import RefusedRow, Taken, TakenRow
from desktop.intake.word import FormReading
from desktop.store import files as kept_files
from desktop.store import journal, origins
from desktop.work import cases, incoming, mend, problem_list, receive, rosters, rounds, shapes
from desktop.work.desk import Desk
from desktop.work.incoming_file import Incoming
from desktop.work.incoming_more import More, more_of, take_more
from desktop.work.incoming_undo import LastTaking, last_taking, undo_taking

KUNMING = "kunming-platform-2022"
HEADERS = ("序号", "企业名称", "联系人", "联系电话", "服务内容简述")


@pytest.fixture
def case(desk: Desk) -> int:
    """A new application in Kunming's round."""
    return cases.start_case(desk, rounds.open_round(desk, KUNMING, 2026).value, "甲平台").value


def workbook(path: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = HEADERS) -> Path:
    """A roster with these rows."""
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(desk: Desk, *paths: Path) -> list[Incoming]:
    """Read files as the window does, with what is remembered."""
    scheme = desk.schemes[KUNMING]
    known = shapes.shapes(desk, scheme)
    return incoming.read_incoming(paths, scheme, lambda *_: None, lambda: False, known)


def rows_of(one: Incoming) -> tuple[list[str], list[str], str]:
    """Names taken, reasons refused, and the sentence."""
    assert one.taken is not None
    names = [row.cells["name"] for row in one.taken.rows]
    return names, [row.reason for row in one.taken.refused], one.sentence


def three(tmp_path: Path) -> Path:
    """Two rows, and one without a name."""
    return workbook(
        tmp_path / "名单.xlsx",
        (1, "甲公司", "甲某", "154", "培训"),
        (2, "", "乙某", "15400000002", "培训"),
        (3, "丙公司", "丙某", "15400000003", "培训"),
    )


def test_a_row_is_judged_anew_when_its_cell_is_put_right(desk: Desk, case: int, tmp_path: Path):
    """The nameless row gets its name and is taken; a phone is corrected; both are noted 手改."""
    scheme = desk.schemes[KUNMING]
    [one] = read(desk, three(tmp_path))
    one = mend.mend_cell(one, scheme, ("firms", "名单", 3), "name", "乙公司")
    one = mend.mend_cell(one, scheme, ("firms", "名单", 2), "phone", "15400000001")
    title = scheme.roster("firms").title
    assert rows_of(one) == (
        ["甲公司", "乙公司", "丙公司"],
        [],
        f"{title}：读入3 = 采纳3 + 拒绝0（名单），手改2格",
    )
    assert one.taken is not None
    assert [row.notes for row in one.taken.rows] == [
        ("手改：联系电话原为“154”",),
        ("手改：企业名称原为“”",),
        (),
    ]
    incoming.keep_incoming(desk, case, [one])
    assert [(o.column, o.kind, o.before, o.after) for o in kept_origins(desk, case)] == [
        ("phone", "hand", "154", "15400000001"),
        ("name", "hand", "", "乙公司"),
    ]
    detail = journal.entries(desk.store, 1)[0].detail or {}
    assert detail["mended"] == [
        ["名单.xlsx", "firms", "名单", 3, "name", "", "乙公司"],
        ["名单.xlsx", "firms", "名单", 2, "phone", "154", "15400000001"],
    ]


def kept_origins(desk: Desk, case: int) -> list[origins.Origin]:
    """Where cells of the roster of firms have their text from."""
    return origins.origins(desk.store, case, "firms")


def test_a_row_is_refused_by_hand_with_a_reason_and_taken_back(desk: Desk, tmp_path: Path):
    """The sum stays true, the reason is told, and giving back takes the row again."""
    scheme, at = desk.schemes[KUNMING], ("firms", "名单", 4)
    [one] = read(desk, three(tmp_path))
    with pytest.raises(UserError, match="原因"):
        mend.refuse_rows(one, scheme, [at], " ")
    refused = mend.refuse_rows(one, scheme, [at], "已注销")
    names, reasons, sentence = rows_of(refused)
    assert (names, reasons) == (
        ["甲公司"],
        ["这一行没有企业名称。", "经办人不采纳：已注销"],
    )
    assert "读入3 = 采纳1 + 拒绝2" in sentence
    assert rows_of(mend.give_back(refused, scheme, [at])) == rows_of(one)


def test_a_choice_of_columns_is_remembered_for_files_of_the_same_shape(
    desk: Desk, case: int, tmp_path: Path
):
    """The second file is read as the first was, says so, and the memory can be dropped."""
    scheme, heads = desk.schemes[KUNMING], ("序号", "企业名称", "怎么找到他")
    first = workbook(tmp_path / "一.xlsx", (1, "甲公司", "15400000001"), heads=heads)
    second = workbook(tmp_path / "二.xlsx", (1, "乙公司", "15400000002"), heads=heads)
    [one] = read(desk, first)
    assert one.found is not None
    assert "phone" not in one.found.mapping
    one = incoming.remap(one, scheme, "firms", {"name": 1, "phone": 2}, 1, "名单")
    incoming.keep_incoming(desk, case, [one])
    [again] = read(desk, second)
    assert again.taken is not None
    assert again.taken.rows[0].cells == {"name": "乙公司", "phone": "15400000002"}
    assert again.sentence.startswith("按上次的对应读取（一.xlsx）。")
    plain = incoming.as_recognised(again, scheme)
    assert (plain.shape, plain.found is not None and "phone" in plain.found.mapping) == ("", False)
    shapes.forget(desk, again.shape)
    [unknown] = read(desk, second)
    assert (unknown.shape, shapes.shapes(desk, scheme)) == ("", ())


def test_a_file_that_was_recognised_alone_is_not_remembered(desk: Desk, case: int, tmp_path: Path):
    """Only what a person chose is worth remembering."""
    incoming.keep_incoming(desk, case, read(desk, three(tmp_path)))
    assert shapes.shapes(desk, desk.schemes[KUNMING]) == ()


def test_a_whole_import_goes_back_with_all_that_it_replaced(desk: Desk, case: int, tmp_path: Path):
    """Rosters and values are as before; what the reviewer typed since stays and is counted."""
    first = workbook(tmp_path / "一.xlsx", (1, "甲公司", "", "", ""), ("上一年度共服务企业3家",))
    second = workbook(tmp_path / "二.xlsx", (1, "乙公司", "", "", ""), ("上一年度共服务企业4家",))
    incoming.keep_incoming(desk, case, read(desk, first))
    before = everything(desk, case)
    incoming.keep_incoming(desk, case, read(desk, second))
    last = last_taking(desk, case)
    assert last is not None
    assert last == LastTaking(last.id, "2026-11-20T12:00:00+08:00", ("二.xlsx",), 1, 1)
    assert undo_taking(desk, case, last.id).value == 0
    assert everything(desk, case) == before
    with pytest.raises(UserError, match="已经撤销"):
        undo_taking(desk, case, last.id)
    earlier = last_taking(desk, case)
    assert earlier is not None
    receive.save_value(desk, case, "served_last_year", "9")
    assert undo_taking(desk, case, earlier.id).value == 1
    names, found = everything(desk, case)
    assert (names, found["served_last_year"], last_taking(desk, case)) == ([], Value("9"), None)


def everything(desk: Desk, case: int) -> tuple[list[str], dict[str, Value]]:
    """The firms and the values, without notes of what was not taken."""
    values = dict(receive.form_page(desk, case).values)
    values.pop("unread", None)
    return [row.cells["name"] for row in rosters.roster_page(desk, case, "firms")], values


def test_a_forms_own_table_leaves_a_workbooks_roster_unless_it_is_wanted(
    desk: Desk, case: int, tmp_path: Path
):
    """Importing the Word form alone says what it left; the reviewer may want its table instead."""
    incoming.keep_incoming(desk, case, read(desk, three(tmp_path)))
    row = TakenRow("表2", 3, {"name": "表内公司"})
    inner = {"firms": Taken((row,), (), (), 1)}
    form = Incoming(
        "申请表.docx",
        incoming.FORM,
        "",
        "申请表：读出0项",
        data=b"form",
        kind="docx",
        form=FormReading({}, inner, (), ()),
        inner=inner,
    )
    [kept] = incoming.keep_incoming(desk, case, [form]).value
    title = desk.schemes[KUNMING].roster("firms").title
    assert kept.sentence == f"申请表：读出0项；表内《{title}》1行没有采用，以单独的名单为准"
    assert everything(desk, case)[0] == ["甲公司", "丙公司"]
    incoming.keep_incoming(desk, case, [replace(form, wanted=frozenset({"firms"}))])
    assert everything(desk, case)[0] == ["表内公司"]


def test_a_row_of_a_forms_table_is_put_right_too(desk: Desk):
    """A refused row gets its name and is taken; a taken one can be refused."""
    scheme = desk.schemes[KUNMING]
    rows = (TakenRow("表2", 3, {"name": "甲公司"}),)
    refused = (RefusedRow("表2", 4, {"name": "", "phone": "1"}, "这一行没有企业名称。"),)
    inner = {"firms": Taken(rows, refused, (), 2)}
    form = Incoming(
        "申请表.docx", incoming.FORM, "", "", form=FormReading({}, inner, (), ()), inner=inner
    )
    mended = mend.mend_cell(form, scheme, ("firms", "表2", 4), "name", "乙公司")
    mended = mend.refuse_rows(mended, scheme, [("firms", "表2", 3)], "重复")
    taken = mended.inner["firms"]
    assert [row.cells["name"] for row in taken.rows] == ["乙公司"]
    assert [row.reason for row in taken.refused] == ["经办人不采纳：重复"]
    back = mend.give_back(mended, scheme, [("firms", "表2", 3)])
    assert [row.cells["name"] for row in back.inner["firms"].rows] == ["甲公司", "乙公司"]


def test_one_half_of_a_joint_cell_is_put_right(desk: Desk, tmp_path: Path):
    """联系人及电话 is one column: a new phone leaves the contact, and the row notes it."""
    heads = ("序号", "企业名称", "联系人及电话", "服务内容简述")
    rows = ((1, "甲公司", "甲某 13900000001", "培训"), (2, "乙公司", "乙某 154", "培训"))
    [one] = read(desk, workbook(tmp_path / "名单.xlsx", *rows, heads=heads))
    scheme = desk.schemes[KUNMING]
    one = mend.mend_cell(one, scheme, ("firms", "名单", 2), "phone", "13900000009")
    one = mend.mend_cell(one, scheme, ("firms", "名单", 3), "contact", "乙某")
    one = mend.mend_cell(one, scheme, ("firms", "名单", 3), "phone", "13900000002")
    assert one.taken is not None
    assert [(row.cells["contact"], row.cells["phone"]) for row in one.taken.rows] == [
        ("甲某", "13900000009"),
        ("乙某", "13900000002"),
    ]
    assert one.taken.rows[0].notes == ("手改：联系电话原为“甲某 13900000001”",)


def two_tables(path: Path) -> Path:
    """One sheet with two lists of firms below one another, in other columns and words."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名单"
    sheet.append(HEADERS)
    sheet.append((1, "甲公司", "甲某", "15400000001", "培训"))
    sheet.append((2, "乙公司", "乙某", "15400000002", "培训"))
    sheet.append((3, "", "丙某", "15400000003", "培训"))
    sheet.append(())
    sheet.append(("第二批",))
    sheet.append(("手机号码", "单位名称", "对接人", "满意", "不满意", "服务内容"))
    sheet.append(("15400000004", "丁公司", "丁某", "√", "", "融资"))
    sheet.append(("15400000005", "戊公司", "戊某", "", "√", "融资"))
    sheet.append(("15400000006", "", "己某", "", "√", "融资"))
    book.save(path)
    return path


def test_another_table_below_a_long_list_is_offered(desk: Desk, tmp_path: Path):
    """What the warning calls 一并导入 is offered, however long the list above it is."""
    firms = "".join(f"{n},甲{n}公司,甲某,15400000001,培训\n" for n in range(1, 20_501))
    path = tmp_path / "名单.csv"
    path.write_text(
        f"{','.join(HEADERS)}\n{firms}\n人员情况\n姓名,学历,职务\n甲,本科,经理\n", "utf-8"
    )
    [one] = read(desk, path)
    told = [each.sentence[:8] for each in one.problems if "一并导入" in each.sentence]
    offers = more_of(one, desk.schemes[KUNMING])
    assert told == ["第20503行起"]
    assert offers == (More("", 20_503, 3, known=False, whole=False),)


def test_another_table_of_the_sheet_is_taken_too(desk: Desk, case: int, tmp_path: Path):
    """It is offered with its place and read by its own columns; for both N = K + R."""
    scheme = desk.schemes[KUNMING]
    [one] = read(desk, two_tables(tmp_path / "名单.xlsx"))
    [offer] = more_of(one, scheme)
    assert offer == More("名单", 1, 3, known=True, whole=False)
    first, second = take_more(one, scheme, offer, [])
    assert [problem.sentence for problem in first.problems if "一并导入" in problem.sentence] == []
    assert first.found is not None
    assert second.found is not None
    assert (first.found.mapping["phone"], second.found.mapping["phone"]) == (3, 0)
    title = scheme.roster("firms").title
    sums = f"{title}：读入3 = 采纳2 + 拒绝1（名单）"
    assert [rows_of(first)[2], rows_of(second)[2]] == [sums, sums]
    second = mend.mend_cell(second, scheme, ("firms", "名单", 10), "name", "己公司")
    kept = incoming.keep_incoming(desk, case, [first, second]).value
    assert [(one.read, one.taken, one.refused) for one in kept] == [(3, 2, 1), (3, 3, 0)]
    names = ["甲公司", "乙公司", "丁公司", "戊公司", "己公司"]
    page = rosters.roster_page(desk, case, "firms", 0, 10)
    assert [row.cells["name"] for row in page] == names
    assert [ref.name for ref in kept_files.files(desk.store, case)] == ["名单.xlsx"]
    card = next(one for one in rosters.roster_cards(desk, case) if one.key == "firms")
    assert [(part.read, part.taken, part.refused) for part in card.parts] == [(3, 2, 1), (3, 3, 0)]
    assert [one.line for one in problem_list.kept_issues(desk, case) if one.sheet] == [4]
    rosters.undo_import(desk, case, card.parts[-1].id)
    assert rosters.roster_page(desk, case, "firms") == []
