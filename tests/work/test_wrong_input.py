"""Whatever is typed or handed in gets a sentence that says what and where, and nothing is lost."""

from pathlib import Path

import openpyxl
import pytest

from desktop.domain.problem import UserError
from desktop.work import (
    asking,
    assess,
    cases,
    drawing,
    framing,
    incoming,
    incoming_keep,
    office_way,
    papers,
    receive,
    recommend,
    rosters,
    rounds,
)
from desktop.work.desk import Desk

SCHEME = "kunming-platform-2022"
HEADERS = ("序号", "企业名称", "所属县区", "所属产业类型", "服务内容简述", "联系人", "联系电话")


@pytest.fixture
def case(desk: Desk) -> int:
    """A new application in Kunming's round."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    return cases.start_case(desk, round_id, "甲平台").value


def workbook(path: Path, *rows: tuple) -> Path:
    """A workbook with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(desk: Desk, *paths: Path) -> list[incoming.Incoming]:
    """Read files as the window does."""
    return incoming.read_incoming(paths, desk.schemes[SCHEME], lambda *_: None, lambda: False)


def firms(count: int, name: str = "昆明示例{}号公司") -> list[tuple]:
    """A roster of invented firms."""
    rows = [(i, name.format(i), "五华区", "制造业", "培训", f"联系人{i}", f"154{i:08}")
            for i in range(1, count + 1)]  # fmt: skip  # a row of the roster in a line
    return [HEADERS, *rows]


@pytest.mark.parametrize(
    ("path", "text", "sentence"),
    [
        (
            "total_assets",
            "6238000元",
            "“6238000元”不是数字，请用阿拉伯数字填写（单位：万元），折合623.8万元。",
        ),
        ("total_assets", "二百万", "“二百万”不是数字，请用阿拉伯数字填写（单位：万元）。"),
        (
            "registered_on",
            "去年春天",
            "“去年春天”不是日期，请按2026年11月20日、2026-11-20或20261120填写。",
        ),
        ("phone", "138001", "“138001”不像电话号码，请核对（手机11位，座机可带区号和分机）。"),
        ("operations.1.revenue", "约三百", "“约三百”不是数字，请用阿拉伯数字填写（单位：万元）。"),
    ],
)  # fmt: skip  # one wrong value in a line
def test_what_is_typed_is_kept_whatever_it_is(desk: Desk, case: int, path, text, sentence):
    """The sentence stands at the blank, and the text stays as it was typed."""
    assert receive.save_value(desk, case, path, text).value == (sentence,)
    page = receive.form_page(desk, case)
    assert (page.values[path].text, page.problems[path]) == (text, (sentence,))
    assert any("不是数字" in line.why for line in assess.assessment(desk, case).conditions) is (
        path == "total_assets"
    )


def test_a_date_typed_loosely_is_shown_in_one_way(desk: Desk, case: int):
    """20190308, 2019.3.8 and 2019-3-8 are the same day; a month alone stays as it was written."""
    for typed, shown in (
        ("20190308", "2019年3月8日"),
        ("2019.3.8", "2019年3月8日"),
        ("2019-03-08", "2019年3月8日"),
        ("2019年3月", "2019年3月"),
        ("201903", "201903"),
    ):
        receive.save_value(desk, case, "registered_on", typed)
        assert receive.form_page(desk, case).values["registered_on"].text == shown


def test_files_that_cannot_be_read_say_what_to_do(desk: Desk, case: int, tmp_path: Path):
    """A .doc that calls itself .docx, an empty file and a PDF are kept, each with its sentence."""
    (tmp_path / "申请表.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
    (tmp_path / "空.xlsx").write_bytes(b"")
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.7\n")
    got = read(desk, tmp_path / "申请表.docx", tmp_path / "空.xlsx", tmp_path / "扫描.pdf")
    assert [one.what for one in got] == ["refused"] * 3
    assert all(len(one.sentence) > 8 and one.sentence.endswith("。") for one in got)
    kept = incoming.keep_incoming(desk, case, got).value
    assert [one.name for one in kept] == ["申请表.docx", "空.xlsx", "扫描.pdf"]


def test_a_workbook_without_a_header_is_asked_about_and_can_be_told(
    desk: Desk, case: int, tmp_path: Path
):
    """Nothing is guessed: the reviewer says which roster it is and where its columns stand."""
    path = workbook(tmp_path / "无表头.xlsx", *firms(12)[1:])
    [got] = read(desk, path)
    assert (got.what, got.taken) == ("other", None)
    assert "没有找到名单的表头" in got.sentence
    mapping = {"serial": 0, "name": 1, "contact": 5, "phone": 6}
    told = incoming.remap(got, desk.schemes[SCHEME], "firms", mapping, header_line=0)
    assert (told.what, told.taken.read) == ("roster", 12)


def test_an_empty_roster_is_said_to_be_empty(desk: Desk, case: int, tmp_path: Path):
    """A header with nothing below it takes nothing, and the list can't be locked."""
    [got] = read(desk, workbook(tmp_path / "空名单.xlsx", HEADERS))
    assert "没有可采纳的行" in got.sentence or "空" in got.sentence
    incoming.keep_incoming(desk, case, [got])
    with pytest.raises(UserError, match="没有企业"):
        drawing.lock_frame(desk, case)


def test_ten_thousand_firms_are_read_locked_and_drawn(desk: Desk, case: int, tmp_path: Path):
    """A tenth of ten thousand is a thousand, in the order that the seed gives."""
    [got] = read(desk, workbook(tmp_path / "一万家.xlsx", *firms(10_000)))
    assert (got.taken.read, len(got.taken.rows)) == (10_000, 10_000)
    incoming.keep_incoming(desk, case, [got])
    lock_id = drawing.lock_frame(desk, case).value
    drawing.draw_sample(desk, case, lock_id, "042042", "刘监督")
    page = asking.ask_page(desk, case)
    assert (len(page.lines), page.required) == (1000, 1000)


def test_long_and_rare_names_come_through_to_paper(desk: Desk, case: int, tmp_path: Path):
    """A name of 200 characters wraps; 𬭎 and 𠮷 stand on the sheet as they were typed."""
    name = "昆明𬭎𠮷" + "很长的名字" * 39 + "平台"
    receive.save_value(desk, case, "platform_name", name)
    assert cases.open_case(desk, case).name == name
    round_id = cases.open_case(desk, case).round_id
    [sheet] = papers.sheets_of_round(desk, round_id)
    facts = papers.gather(desk, sheet.ref, round_id, [case])
    assert papers.pour_pdf(facts).startswith(b"%PDF")
    assert facts.facts["rows"][0]["name"] == name


def test_a_character_that_no_face_has_is_refused_by_name(desk: Desk, case: int):
    """Better no sheet than one with a hole in a name."""
    receive.save_value(desk, case, "platform_name", "昆明\U0003134a平台")
    round_id = cases.open_case(desk, case).round_id
    [sheet] = papers.sheets_of_round(desk, round_id)
    with pytest.raises(UserError) as refused:
        papers.pour_pdf(papers.gather(desk, sheet.ref, round_id, [case]))
    assert "\U0003134a" in refused.value.sentence or "3134A" in refused.value.sentence


def test_a_draw_is_neither_lowered_nor_repeated_in_silence(desk: Desk, case: int, tmp_path: Path):
    """Fewer firms, a second draw, a second seed: each is refused with a sentence."""
    incoming.keep_incoming(desk, case, read(desk, workbook(tmp_path / "名单.xlsx", *firms(30))))
    with pytest.raises(UserError, match="不能少于3家"):
        drawing.raise_size(desk, case, 2)
    drawing.raise_size(desk, case, 5)
    lock_id = drawing.lock_frame(desk, case).value
    with pytest.raises(UserError, match="尚未抽取"):
        drawing.lock_frame(desk, case)
    with pytest.raises(UserError, match="至少6位"):
        drawing.draw_sample(desk, case, lock_id, "123", "刘监督")
    with pytest.raises(UserError, match="监督人"):
        drawing.draw_sample(desk, case, lock_id, "123456")
    drawing.draw_sample(desk, case, lock_id, "１２３ 456", "刘监督")
    with pytest.raises(UserError, match="不能更改"):
        drawing.draw_sample(desk, case, lock_id, "654321", "刘监督")
    with pytest.raises(UserError, match="原因"):
        drawing.lock_frame(desk, case)
    drawing.lock_frame(desk, case, reason="漏列了一份名单", supervisor="刘监督")
    assert cases.open_case(desk, case).draws == "第2次抽取：漏列了一份名单（监督人：刘监督）"
    assert [one.state for one in framing.frame_page(desk, case).locks] == ["已抽取", "已封存"]


def test_an_import_is_taken_back_whole(desk: Desk, case: int, tmp_path: Path):
    """After the undo the roster is as it was before."""
    incoming.keep_incoming(desk, case, read(desk, workbook(tmp_path / "一.xlsx", *firms(5))))
    incoming.keep_incoming(desk, case, read(desk, workbook(tmp_path / "二.xlsx", *firms(7))))
    card = {one.key: one for one in rosters.roster_cards(desk, case)}["firms"]
    assert (card.count, [one.file for one in card.imports]) == (7, ["一.xlsx", "二.xlsx"])
    rosters.undo_import(desk, case, card.imports[-1].id)
    assert len(rosters.roster_page(desk, case, "firms")) == 5


def test_another_verdict_than_the_programs_needs_its_reason(desk: Desk, case: int):
    """The reviewer may differ, and says why; the reason stays with the verdict."""
    receive.save_value(desk, case, "total_assets", "186")
    with pytest.raises(UserError, match="须写明理由"):
        assess.judge(desk, case, "total_assets", "met")
    assess.judge(desk, case, "total_assets", "met", "审计报告为216万元，申请表笔误")
    line = assess.assessment(desk, case).line("total_assets")
    assert (line.program, line.verdict, line.reason) == (
        "unmet",
        "met",
        "审计报告为216万元，申请表笔误",
    )


def test_an_application_may_start_without_a_name(desk: Desk):
    """Files come first, the name is read from them."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    nameless = cases.start_case(desk, round_id).value
    assert cases.open_case(desk, nameless).name == "（未填名称）"
    receive.save_value(desk, nameless, "platform_name", "乙平台")
    assert cases.open_case(desk, nameless).name == "乙平台"


def test_files_start_an_application_in_one_act(desk: Desk, tmp_path: Path, monkeypatch):
    """All of it is there or nothing: a disk that fails half way leaves no empty application."""
    round_id = rounds.open_round(desk, SCHEME, 2026).value
    got = read(desk, workbook(tmp_path / "名单.xlsx", *firms(12)))

    def full(*_: object, **__: object) -> None:
        raise UserError("磁盘已满。")

    with monkeypatch.context() as broken:
        broken.setattr(incoming_keep.rosters, "add_import", full)
        with pytest.raises(UserError, match="磁盘已满"):
            incoming_keep.receive_new(desk, round_id, "甲平台", got)
    assert cases.list_cases(desk, round_id) == []
    application_id, [kept] = incoming_keep.receive_new(desk, round_id, "甲平台", got).value
    assert (kept.read, kept.taken, cases.open_case(desk, application_id).name) == (12, 12, "甲平台")


def test_agreeing_against_the_assessment_is_said_and_left_to_the_department(desk: Desk, case: int):
    """是否同意推荐 is the department's word; that it goes against an article stands beside it."""
    receive.save_value(desk, case, "total_assets", "186")
    receive.save_value(desk, case, "rec.agrees", "是")
    told = [
        one for one in recommend.recommend_page(desk, case).obstacles if "同意推荐" in one.sentence
    ]
    assert [(one.sentence, one.step) for one in told] == [
        ("填写为同意推荐，但测评有1项不符合", "assess")
    ]
    assert "第七条（二）" in told[0].demanded
    with pytest.raises(UserError, match="抽查尚未完成"):
        office_way.move_stage(desk, case, "定稿", "赵科长")
