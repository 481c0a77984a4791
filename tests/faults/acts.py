"""Every act of the program, once: a story whose writes are recorded, in the order of the work."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from desktop.domain.case import Value
from desktop.domain.measures import computations
from desktop.dossier.signing import Signer
from desktop.schemes.shelf import Shelf
from desktop.store import drafts, files, organisations, rosters, values
from desktop.work import (
    again,
    answers,
    archive,
    ask_lists,
    asking,
    assess,
    cases,
    ceremony,
    department,
    dossier_gather,
    dossier_pack,
    drawing,
    dynamic_history,
    dynamic_import,
    dynamic_keep,
    edition_keep,
    editions,
    erasing,
    framing,
    handover,
    handover_take,
    history,
    incoming,
    incoming_keep,
    incoming_undo,
    inquiries,
    keeping,
    materials,
    mending,
    messages,
    office_notes,
    office_way,
    paper_roster,
    papers,
    printed_papers,
    problem_list,
    radar,
    receive,
    received_files,
    recommend,
    record_files,
    reference_lists,
    refit,
    rekey,
    rounds,
    shapes,
    submissions,
    working_days,
)
from desktop.work import rosters as work_rosters
from desktop.work.desk import Desk

SCHEME = "kunming-platform-2022"
FIRMS = 24
WITNESS = "李见证"


@dataclass
class Memo:
    """What one step of the story leaves for the next."""

    round_id: int = 0
    case: int = 0
    other: int = 0
    ids: dict[str, int] = field(default_factory=dict)


Step = Callable[[Desk, Memo], object]


def _department(desk: Desk, _memo: Memo) -> None:
    department.use_operator(desk, "王测试")
    ours = department.Department("昆明市盘龙区工业和信息化局", "district", "云南省", "王测试", "")
    department.save_department(desk, ours)


def _round(desk: Desk, memo: Memo) -> None:
    memo.round_id = rounds.open_round(desk, SCHEME, 2026).value
    rounds.save_call(desk, memo.round_id, "number", "昆工信〔2026〕1号")


def _cases(desk: Desk, memo: Memo) -> None:
    memo.case = cases.start_case(desk, memo.round_id, "甲平台").value
    memo.other = cases.start_case(desk, memo.round_id, "乙平台").value
    cases.set_state(desk, memo.other, "withdrawn", "申报单位撤回")
    cases.set_state(desk, memo.other, "open", "重新申报")


def _form(desk: Desk, memo: Memo) -> None:
    receive.save_value(desk, memo.case, "operator_name", "昆明云岭创新服务有限公司")
    receive.save_value(desk, memo.case, "contact", "杨𠮷祥")
    receive.confirm_values(desk, memo.case, ["operator_name", "contact"])
    drafts.put_draft(desk.store, f"receive:{memo.case}:phone", "1390")
    drafts.drop_draft(desk.store, f"receive:{memo.case}:phone")
    receive.settle_unread(desk, memo.case, "申请表.docx 第3行：另附说明", done=True)
    with desk.act("填写", f"application:{memo.case}"):
        values.put_values(desk.store, memo.case, [("phone", Value("13900000001", "申请表.docx"))])
    receive.open_values(desk, memo.case, ["phone"])


def _free_rows(desk: Desk, memo: Memo) -> None:
    form = desk.schemes[SCHEME].form
    table = next(one for one in form.tables if one.rows != "fixed")
    column = table.columns[0].key
    receive.save_value(desk, memo.case, f"{table.key}.1.{column}", "1")
    receive.drop_table_row(desk, memo.case, table.key, "1")


def _rosters(desk: Desk, memo: Memo) -> None:
    roster = desk.schemes[SCHEME].sample.roster
    for number in (memo.case, memo.other):
        with desk.act("读入文件", f"application:{number}"):
            kept = files.keep_file(desk.store, number, "名单.xlsx", b"list %d" % number, "xlsx")
            rows = [rosters.NewRow("名录", n + 1, _firm(n)) for n in range(1, FIRMS + 1)]
            batch = rosters.add_import(desk.store, number, roster, kept.id, rows)
        memo.ids[f"import{number}"] = batch
    row_id = work_rosters.add_row(desk, memo.case, roster, "昆明补录商行").value
    work_rosters.edit_cell(desk, memo.case, row_id, "contact", "赵某")
    held = desk.schemes[SCHEME].filters[0]
    first = rosters.rows(desk.store, memo.case, roster)[0]
    work_rosters.mark_row(desk, memo.case, first.id, held.id, answer=True)
    again = rosters.add_import
    with desk.act("读入文件", f"application:{memo.case}"):
        kept = files.keep_file(desk.store, memo.case, "名单二.xlsx", b"second", "xlsx")
        second = again(desk.store, memo.case, roster, kept.id, [rosters.NewRow("甲", 2, _firm(1))])
    work_rosters.undo_import(desk, memo.case, second)
    framing.leave_out(desk, memo.case, row_id, "登记为个体")
    framing.take_back(desk, memo.case, row_id)
    framing.raise_size(desk, memo.case, 12)


def _firm(number: int) -> dict[str, str]:
    return {
        "name": f"昆明𬭎甲{number}号精密机械有限公司",
        "contact": f"联系人{number}",
        "phone": f"1390871{number:04d}",
        "service": "政策咨询",
        "satisfied": "√",
    }


def _review(desk: Desk, memo: Memo) -> None:
    lines = [line.id for item in materials.checklist(desk, memo.case).items for line in item.lines]
    materials.set_lines(desk, memo.case, lines, "complete")
    materials.save_line(desk, memo.case, lines[0], how="核对原件", by="王测试", on="2026-11-20")
    found = assess.assessment(desk, memo.case)
    judged = next(line for line in found.conditions if line.kind == "judged")
    assess.judge(desk, memo.case, judged.id, "met", "经查阅申报材料")
    if found.asked:
        assess.save_asked(desk, memo.case, found.asked[0].path, "1", "申报材料")
    if found.readings:
        reading = found.readings[0]
        assess.set_reading(desk, memo.case, reading.filter_id, "and")


def _lock(desk: Desk, memo: Memo) -> None:
    void = drawing.lock_frame(desk, memo.case).value
    drawing.void_lock(desk, memo.case, void, "名单有误")
    memo.ids["lock"] = drawing.lock_frame(desk, memo.case).value
    drawing.draw_sample(desk, memo.case, memo.ids["lock"], "042042", WITNESS)
    drawing.extend_sample(desk, memo.case, 14, "申报单位更正了服务企业数")
    drawing.lock_frame(desk, memo.other)
    ceremony.draw_many(desk, [memo.other], "135135", WITNESS)


def _ask(desk: Desk, memo: Memo) -> None:
    first, second, *rest = asking.ask_page(desk, memo.case).lines
    answers.answer(desk, memo.case, first.i, "satisfied", interviewee="赵六")
    answers.correct(desk, memo.case, first.i, "dissatisfied", "录入有误")
    answers.record(desk, memo.case, second.i, "refused", 1)
    told = [ask_lists.ListRow(3 + n, one.i, one.firm, "满意", 1, {}) for n, one in enumerate(rest)]
    ask_lists.keep_list(desk, memo.case, told)
    while line := asking.ask_page(desk, memo.case).next_firm:
        answers.answer(desk, memo.case, line, "satisfied")
    asking.set_survey_methods(desk, memo.case, (1,))
    rekey.put_rekey(desk, on=True)
    due = rekey.rekey_page(desk, memo.case).lines[0]
    rekey.rekey(desk, memo.case, due.i, "satisfied", "钱复核")


def _paper(desk: Desk, memo: Memo) -> None:
    third = cases.start_case(desk, memo.round_id, "丙平台").value
    paper_roster.set_paper(desk, third, "名册（复印件）", "12、15")
    drawing.draw_sample(desk, third, drawing.lock_frame(desk, third).value, "042042", WITNESS)
    line = paper_roster.paper_page(desk, third).drawn[0]
    paper_roster.type_line(desk, third, line.i, "name", "昆明示例商行")


def _decide(desk: Desk, memo: Memo) -> None:
    page = recommend.recommend_page(desk, memo.case)
    recommend.take_offers(desk, memo.case, list(page.offers))
    office_way.move_stage(desk, memo.case, "拟办", "王测试")
    office_way.move_stage(desk, memo.case, "退回", "孙领导", "请补充")


def _around(desk: Desk, memo: Memo) -> None:
    """What is noted around a case: told, asked, sent with its receipt and scan, taken back."""
    mending.set_due(desk, memo.case, "20261201")
    messages.note_sent(desk, memo.case, "补正", "短信", "杨某", "请补齐材料。")
    number = inquiries.begin_inquiry(desk, memo.case, "税务部门", "有无欠税").value
    inquiries.save_inquiry(desk, memo.case, number, {"way": "公函"})
    inquiries.attach_answer(desk, memo.case, number, [("复函.pdf", b"%PDF-1.4 answer")])
    line = materials.checklist(desk, memo.case).items[0].lines[0]
    materials.attach_scan(desk, memo.case, line.id, [("原件.jpg", b"picture")])
    receive.save_value(desk, memo.case, "rec.agrees", "否")
    office_way.move_stage(desk, memo.case, "定稿", "赵科长")
    office_way.move_stage(desk, memo.case, "报送", "王测试")
    submissions.note_receipt(desk, memo.case, 1, by="市局刘老师")
    scan = [("盖章件.pdf", b"%PDF-1.4 sealed")]
    office_notes.attach(desk, memo.case, submissions.ACT, submissions.under(1), scan)
    kept = office_notes.attached(desk, memo.case, submissions.under(1))[0]
    office_notes.detach(desk, memo.case, submissions.ACT, submissions.under(1), kept.id)
    office_way.reopen(desk, memo.case, "补充说明")


def _papers(desk: Desk, memo: Memo) -> None:
    sheet = papers.sheets_of_round(desk, memo.round_id)[0]
    facts = papers.gather(desk, sheet.ref, memo.round_id, [memo.case])
    for how in ("print", "save"):
        papers.note_printed(desk, facts, b"%PDF-1.4 invented", how)
    written = record_files.WrittenRecord(Path("记录.json"), Path("核验页.html"), "0" * 64)
    record_files.note_exported(desk, memo.case, written, mask=True)
    signer = Signer(bytes(32))
    dossier = dossier_gather.gather_dossier(desk, memo.round_id, [memo.case], signer, draft=True)
    made = dossier_pack.Written(Path("包.rdpack"), "0" * 64, 1, 1)
    dossier_pack.note_packed(desk, dossier, made, memo.round_id)


def _read_files(desk: Desk, memo: Memo) -> None:
    """A roster as a workbook, kept, taken back, kept again; a value given back as it was read."""
    book = desk.path.parent / "名单.xlsx"
    heads = [column.label for column in desk.schemes[SCHEME].rosters[0].columns]
    _workbook(book, [heads, ["昆明甲1号商行", *["1"] * (len(heads) - 1)]])
    scheme = desk.schemes[SCHEME]
    read = incoming.read_incoming([book], scheme, lambda *_: None, lambda: False)
    incoming_keep.keep_incoming(desk, memo.other, read)
    [came, *_] = received_files.received_files(desk, memo.other)
    received_files.place_files(desk, memo.other, {came.file.id: received_files.NONE})
    taken = incoming_undo.last_taking(desk, memo.other)
    assert taken is not None
    incoming_undo.undo_taking(desk, memo.other, taken.id)
    incoming_keep.receive_new(desk, memo.round_id, "丁平台", read)
    problem_list.note_sent(desk, memo.other, 1)
    shapes.forget(desk, "shape.none")


def _lists(desk: Desk, memo: Memo) -> None:
    """A published list is imported, used, and withdrawn; what it filled in is given back."""
    book = desk.path.parent / "公布名单.xlsx"
    _workbook(book, [["企业名称", "类别"], [_firm(1)["name"], "专精特新"]])
    reading = reference_lists.read_list(book, lambda: False)
    head = ("2026年专精特新名单", "省厅", "2026-06-01")
    number = reference_lists.keep_list(desk, reading, *head, reading.column).value
    roster = desk.schemes[SCHEME].sample.roster
    reference_lists.adopt(desk, memo.case, roster, reading.column)
    first = rosters.rows(desk.store, memo.case, roster)[0]
    reference_lists.take_back(desk, memo.case, first.id, reading.column)
    reference_lists.withdraw_list(desk, number)
    found = radar.radar(radar.radar_basis(desk, memo.round_id))
    radar.note_finding(desk, memo.round_id, found[0].finding, "已核：确为两家都服务")


def _workbook(path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _other_form(desk: Desk, memo: Memo) -> None:
    """The bureau's own form is filled and kept; a paper is printed again; the file is minded."""
    sheet = papers.sheets_of_round(desk, memo.round_id)[0]
    facts = papers.gather(desk, sheet.ref, memo.round_id, [memo.case])
    book = desk.path.parent / "上级表样.xlsx"
    _workbook(book, [["序号", "平台名称", "联系人"], ["", "", ""]])
    kept = refit.remembered(desk, facts)
    form = refit.look(book.name, book.read_bytes(), refit.lists_of(facts, kept.answers))
    table = form.tables[0]
    keys = tuple(one.key for one in refit.columns(table, kept))
    refit.keep_form(desk, form, table, keys, facts, b"made")
    line = printed_papers.printed_of_round(desk, memo.round_id)[0]
    printed_papers.note_again(desk, line, "print")
    profile = desk.path.parent / "profile"
    keeping.note_restored(desk, Path("备份.review"), Path("旧.review"), profile)
    keeping.accept(desk, profile)


def _take_back(desk: Desk, memo: Memo) -> None:
    """The last typed value and the last typed cell are taken back."""
    receive.save_value(desk, memo.other, "contact", "周某")
    _undo(desk, memo.other)
    row = rosters.rows(desk.store, memo.other, desk.schemes[SCHEME].sample.roster)[0]
    work_rosters.edit_cell(desk, memo.other, row.id, "contact", "郑某")
    _undo(desk, memo.other)


def _undo(desk: Desk, number: int) -> None:
    last = history.undoable(desk, number)
    assert last is not None
    history.undo_last(desk, number, last.seq)


def _recognised(desk: Desk, memo: Memo) -> None:
    """Units are entered, read from a list, followed from a case, filled in, and void."""
    calendar = desk.path.parent / "工作日历.toml"
    calendar.write_text(_YEAR, "utf-8")
    table = working_days.read_calendar(calendar, working_days.calendar_of(desk))
    working_days.drop_calendar(desk, working_days.keep_calendar(desk, table).value)
    book = desk.path.parent / "认定名单.xlsx"
    _workbook(book, [["名称", "认定日期"], ["春城平台", "2024-06-10"]])
    dynamic_import.keep_units(desk, dynamic_import.read_units(book, lambda: False), SCHEME)
    unit = dynamic_keep.follow_case(desk, memo.case).value
    dynamic_keep.save_field(desk, unit, "unit.recognised_on", "20250610")
    last = dynamic_history.unit_undoable(desk, unit)
    assert last is not None
    dynamic_history.undo_unit(desk, unit, last.seq)
    dynamic_keep.save_field(desk, unit, "unit.recognised_on", "20250611")
    for kind in ("change", "evaluation"):
        number = dynamic_keep.add_row(desk, unit, kind).value
        dynamic_keep.save_field(desk, unit, f"{kind}.{number}.note", "说明")
    dynamic_keep.drop_row(desk, unit, "evaluation", 1)
    dynamic_keep.mark_duty(desk, [unit], 2026, "summary", "20260120")
    wrong = dynamic_keep.add_unit(desk, SCHEME, "登记错的平台").value
    dynamic_keep.void_units(desk, [wrong], "重复登记")
    first, second, *_others = organisations.organisations(desk.store)
    archive.part_files(desk, archive.join_files(desk, first.id, second.id).value)
    archive.keep_apart(desk, first.id, second.id)
    archive.offer_again(desk, first.id, second.id)


_YEAR = """year = 2027
[[festivals]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
"""


def _again(desk: Desk, memo: Memo) -> None:
    """The organisation applies a second time, and says who it is as last time."""
    name = receive.form_page(desk, memo.case).values["operator_name"].text
    receive.save_value(desk, memo.case, "contact", "钱")
    next_year = rounds.open_round(desk, SCHEME, 2027).value
    number = cases.start_case(desk, next_year, "明年的平台").value
    receive.save_value(desk, number, "operator_name", name)
    again.fill_from_last(desk, number, ["contact"])


def _hand_over(desk: Desk, memo: Memo) -> None:
    """A case is handed over and taken back, comes back as it was, and comes as another's."""
    handover.hand_over(desk, [memo.other], "李同事")
    handover.take_back(desk, [memo.other], "李同事请假")
    leaving = handover.hand_over(desk, [memo.other], "李同事").value
    package = desk.path.parent / "移交件.zip"
    handover.write_handover(leaving, package, lambda *_told: None)
    arrived = handover_take.read_handover(package, desk.path.parent, lambda *_told: None)
    handover_take.take_in(desk, arrived, {})
    foreign = {**arrived.cases[0], "home": "another file:1"}
    handover_take.take_in(desk, dataclasses.replace(arrived, cases=(foreign,)), {})


def _new_edition(desk: Desk, memo: Memo) -> None:
    """A case goes over to another scheme's data; an edition whose year is open is edited again."""
    case = int(cases.start_case(desk, memo.round_id, "换用新办法的平台").value)
    editions.change_over(desk, [case], "yunnan-platform-2022", "新办法施行")
    own = desk.path.parent / "另存的办法"
    desk.own_forms = own
    desk.schemes = Shelf(desk.forms, frozenset(computations()), need_sheets=True, own=own)
    fresh = edition_keep.draft_of(desk, SCHEME)
    edition_keep.save_draft(desk, fresh.written("story-platform-2027"))
    rounds.open_round(desk, "story-platform-2027", 2027)
    changed = edition_keep.draft_of(desk, "story-platform-2027")
    changed.put("short_name", "改过的平台")
    edition_keep.save_draft(desk, changed.written("story-platform-2027"))


def _erase(desk: Desk, memo: Memo) -> None:
    erasing.erase(desk, memo.case)


STORY: tuple[Step, ...] = (
    _department,
    _round,
    _cases,
    _form,
    _free_rows,
    _rosters,
    _take_back,
    _review,
    _lock,
    _ask,
    _paper,
    _decide,
    _around,
    _papers,
    _read_files,
    _lists,
    _other_form,
    _recognised,
    _again,
    _hand_over,
    _new_edition,
    _erase,
)
