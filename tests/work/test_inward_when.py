"""Which inward papers can be made when, to whom they go, and what they leave to the pen."""

from dataclasses import replace
from datetime import date

import pytest
from drawn_case import start
from inward_office import BASE, KUNMING, NATIONAL, YUNNAN, decided, golden_text

from desktop.domain.problem import UserError
from desktop.store.recommendations import add_decision
from desktop.work import inward_papers as papers
from desktop.work.cases import list_cases, set_state, start_case
from desktop.work.department import Department, save_department
from desktop.work.desk import Desk
from desktop.work.draw_papers import gather_draw_paper
from desktop.work.drawing import lock_frame, void_lock
from desktop.work.materials import checklist, save_line, set_line, set_lines
from desktop.work.office_way import move_stage
from desktop.work.papers import SheetFacts, gather, note_printed, pour_pdf, sheets_of_round
from desktop.work.receive import save_value
from desktop.work.rounds import open_round, save_call
from desktop.work.step_counts import step_counts

ALL = (*papers.OF_CASE, *papers.OF_ROUND)


def _round(desk: Desk, scheme: str) -> int:
    save_department(desk, Department("昆明市盘龙区工业和信息化局", "district", "云南省"))
    return int(open_round(desk, scheme, 2026).value)


def _case(desk: Desk, scheme: str) -> tuple[int, int]:
    round_id = _round(desk, scheme)
    return round_id, int(start_case(desk, round_id, "滇池芯火中小企业公共服务平台").value)


def _sheet(desk: Desk, ref: papers.SheetRef, round_id: int, *ids: int) -> SheetFacts:
    return papers.gather_inward(desk, ref, round_id, ids)


def _ids(desk: Desk, case: int) -> list[str]:
    return [line.ref.id for line in papers.inward_papers(desk, case)]


def _first_line(desk: Desk, case: int) -> str:
    return checklist(desk, case).items[0].lines[0].id


def test_the_papers_come_with_the_work(desk: Desk):
    """A new case has a receipt and a contents list; each finding brings its paper, no other."""
    _, case = _case(desk, KUNMING)
    assert _ids(desk, case) == ["receipt", "volume_contents", "unit_archive"]
    line = _first_line(desk, case)
    set_line(desk, case, line, "mend")
    assert _ids(desk, case) == ["receipt", "mend_notice", "volume_contents", "unit_archive"]
    save_line(desk, case, line, how="查验原件")
    assert _ids(desk, case) == [
        "receipt",
        "mend_notice",
        "truth_record",
        "volume_contents",
        "unit_archive",
    ]
    set_line(desk, case, line, "complete")
    save_value(desk, case, "rec.agrees", "否")
    assert _ids(desk, case) == [
        "receipt",
        "truth_record",
        "memo",
        "decline_notice",
        "volume_contents",
        "unit_archive",
    ]
    save_value(desk, case, "asked.public_share", "20")
    assert "assessment" in _ids(desk, case)


def test_a_case_of_which_nothing_is_known_still_has_its_papers(desk: Desk):
    """An empty case, no department: every paper pours, and none says what nobody knows."""
    round_id = int(open_round(desk, YUNNAN, 2026).value)
    case = int(start_case(desk, round_id).value)
    save_value(desk, case, "rec.agrees", "是")
    for ref in ALL:
        made = _sheet(desk, ref, round_id, case)
        assert pour_pdf(made).startswith(b"%PDF")
        text = golden_text(made)
        assert not [word for word in ("│齐全│", "已收│", "│符合│", "None") if word in text]


def test_a_notice_says_by_when_only_where_it_is_known(desk: Desk):
    """The call's own date if it is still ahead; without one, or past, the pen fills it in."""
    round_id, case = _case(desk, KUNMING)
    set_line(desk, case, _first_line(desk, case), "missing")
    due = [_sheet(desk, papers.NOTICE, round_id, case).facts["due"]]
    for day in ("2026年11月19日", "2026-11-20", "月底"):
        save_call(desk, round_id, "department_due", day)
        due.append(_sheet(desk, papers.NOTICE, round_id, case).facts["due"])
    assert due == ["", "", "2026年11月20日（本部门受理截止日期）前", ""]
    text = golden_text(_sheet(desk, papers.NOTICE, round_id, case))
    assert text.count("请于") == text.count("请于　　　　年　　月　　日前将补齐、改正的材料") == 1


def test_a_notice_tells_all_at_once_only_when_all_was_seen(desk: Desk):
    """While materials are unseen it doesn't say 一次性告知, and how many are still looked at."""
    round_id, case = _case(desk, YUNNAN)
    line = _first_line(desk, case)
    set_line(desk, case, line, "missing")
    facts = _sheet(desk, papers.NOTICE, round_id, case).facts
    assert (facts["told"], facts["unseen"]) == (
        "现予告知",
        "另有13项材料尚在审查，需要补正的另行告知。",
    )
    found = checklist(desk, case)
    rest = [one.id for item in found.items for one in item.lines if one.id != line]
    set_lines(desk, case, rest, "complete")
    facts = _sheet(desk, papers.NOTICE, round_id, case).facts
    assert (facts["told"], facts["unseen"], facts["count"]) == ("现一次性告知", "", 1)


def test_a_receipt_names_what_came_and_leaves_the_rest_blank(desk: Desk):
    """Of papers joined by 或 the one that came; unseen ones are blank; 不涉及 is left out."""
    round_id, case = _case(desk, KUNMING)
    set_line(desk, case, "premises_lease", "complete")
    save_line(desk, case, "premises_lease", copies="2", pages="15")
    set_line(desk, case, "business_licence", "mend")
    set_line(desk, case, "audit_report", "missing")
    set_lines(desk, case, ["partner_contract", "partner_agreement"], "na")
    rows = _sheet(desk, papers.RECEIPT, round_id, case).facts["rows"]
    told = {row["text"]: (row["state"], row["copies"], row["pages"]) for row in rows}
    assert told["固定经营服务场所长期租赁合同复印件"] == ("已收", 2, 15)
    assert told["服务平台运营主体工商营业执照复印件"] == ("已收，需补正", None, None)
    assert told["上一年度财务审计报告复印件"] == ("未收", None, None)
    assert told["创业导师名单"] == ("", None, None)
    assert not [text for text in told if "合同或协议" in text or "产权证明" in text]
    assert not [text for text in told if "偷漏税" in text]  # a point of the 承诺书 is no paper


def test_truth_is_recorded_under_the_article_that_asks_for_it(desk: Desk):
    """Where the regulation asks for no check, the paper says so; unchecked ones are counted."""
    told = []
    for scheme in (BASE, YUNNAN):
        round_id, case = _case(desk, scheme)
        found = checklist(desk, case)
        first, second = [line.id for item in found.items for line in item.lines][:2]
        set_lines(desk, case, [first, second], "complete")
        save_line(desk, case, first, how="查验原件", by="王测试", on="20261118")
        facts = _sheet(desk, papers.TRUTH, round_id, case).facts
        told.append((facts["ground"], facts["rest"], facts["rows"][0]["on"]))
    rest = "另有1件已收材料没有填写核验情况，未列入本表。"
    assert told == [
        (
            "《昆明市小型微型企业创业创新示范基地认定管理办法（修订）》第十条",
            rest,
            "2026年11月18日",
        ),
        (
            "《云南省中小企业公共服务示范平台认定管理办法（试行）》"
            "没有单列真实性核验的条款，由本部门自行核验",
            rest,
            "2026年11月18日",
        ),
    ]


def test_whom_the_letter_goes_to_follows_from_who_sends_it(desk: Desk):
    """A province writes to the ministry, one of Guangdong's cities to its province, others up."""
    round_id = _round(desk, NATIONAL)
    case = decided(desk, round_id)
    receivers = []
    whose = (("province", "示例省"), ("city", "广东"), ("city", "示例省"), ("district", "示例省"))
    for level, region in whose:
        save_department(desk, Department("示例主管部门", level, region))
        facts = _sheet(desk, papers.LETTER, round_id, case).facts
        receivers.append((facts["receiver"], facts["asks"]))
    save_call(desk, round_id, "receiver", "示例市工业和信息化局")
    receivers.append((_sheet(desk, papers.LETTER, round_id, case).facts["receiver"], ""))
    assert receivers == [
        ("工业和信息化部", "请予审核"),
        ("广东省工业和信息化厅", "请予审核"),
        ("上级中小企业主管部门", "请予审核推荐"),
        ("上级中小企业主管部门", "请予审核推荐"),
        ("示例市工业和信息化局", ""),
    ]


def test_a_letter_bears_the_number_with_which_it_was_sent(desk: Desk):
    """The 文号 noted at 报送 stands on the letter that is printed again; without one it is open."""
    round_id = _round(desk, KUNMING)
    case = decided(desk, round_id)
    before = _sheet(desk, papers.LETTER, round_id, case).facts["letter_number"]
    with desk.act("流转", f"application:{case}"):
        add_decision(desk.store, case, "报送", "王测试", "西工信〔2026〕12号，随函报送")
    after = _sheet(desk, papers.LETTER, round_id, case).facts["letter_number"]
    assert (before, after) == ("〔2026〕　　号", "西工信〔2026〕12号")


def test_what_went_up_is_counted_as_sent(desk: Desk):
    """各步骤份数 tells 已报送 from 已定稿."""
    round_id = _round(desk, KUNMING)
    first, _second = decided(desk, round_id), decided(desk, round_id)
    with desk.act("流转", f"application:{first}"):
        add_decision(desk.store, first, "报送", "王测试", "")
    counts = dict(step_counts(list_cases(desk, round_id)))
    assert (counts["已定稿"], counts["已报送"]) == (1, 1)


def test_a_letter_needs_somebody_who_is_decided(desk: Desk):
    """Only open cases with 同意推荐 stand in it; without any it is refused and not offered."""
    round_id, other = _case(desk, YUNNAN)
    with pytest.raises(UserError, match="没有同意推荐的"):
        _sheet(desk, papers.LETTER, round_id, other)
    case = decided(desk, round_id)
    made = _sheet(desk, papers.LETTER, round_id, other, case)
    assert (len(made.facts["rows"]), made.draft) == (1, False)  # the other is not 定稿
    assert "letter" in [line.ref.id for line in papers.round_papers(desk, round_id)]
    set_state(desk, case, "withdrawn", "申报单位来函撤回")
    assert "letter" not in [line.ref.id for line in papers.round_papers(desk, round_id)]
    for ref in (papers.SENDING, papers.RECEIPT):
        with pytest.raises(UserError, match="还没有选择"):
            _sheet(desk, ref, round_id)


def test_a_letter_tells_of_a_survey_only_where_one_was_made(desk: Desk):
    """Without a finished survey of every case it speaks of the 测评 alone."""
    round_id = _round(desk, KUNMING)
    facts = _sheet(desk, papers.LETTER, round_id, decided(desk, round_id)).facts
    assert facts["surveyed"] == ""


def test_what_is_sent_back_is_a_draft_again(desk: Desk):
    """A case that left 定稿 makes the outward papers and the decline a 草稿; the rest is none."""
    round_id = _round(desk, BASE)
    case = decided(desk, round_id)
    assert [ref.id for ref in ALL if _sheet(desk, ref, round_id, case).draft] == []
    move_stage(desk, case, "退回", "示例负责人", "数字有误")
    drafts = [ref.id for ref in ALL if _sheet(desk, ref, round_id, case).draft]
    assert drafts == ["decline_notice", "letter", "sending_list"]


def test_the_copies_are_those_of_the_call(desk: Desk):
    """A number stands in the column, words stand below the list; what the regulation says too."""
    round_id = _round(desk, NATIONAL)
    case = decided(desk, round_id)
    blank = _sheet(desk, papers.SENDING, round_id, case).facts
    save_call(desk, round_id, "copies", "3")
    numbered = _sheet(desk, papers.SENDING, round_id, case).facts
    save_call(desk, round_id, "copies", "一式三份，另附光盘")
    worded = _sheet(desk, papers.SENDING, round_id, case).facts
    columns = [{row["copies"] for row in one["rows"]} for one in (blank, numbered, worded)]
    assert columns == [{""}, {"3"}, {""}]
    assert blank["notes"] == numbered["notes"]
    assert "一式两份" in blank["notes"].split("\n")[0]
    assert worded["notes"].split("\n")[0] == "1．报送份数：一式三份，另附光盘。"


def test_what_the_call_asks_for_besides_is_sent_too(desk: Desk):
    """Each paper of 通知另要求的材料 for each application, and whose check it is."""
    round_id = _round(desk, NATIONAL)
    cases = [decided(desk, round_id), decided(desk, round_id)]
    before = _sheet(desk, papers.SENDING, round_id, *cases).facts
    save_call(desk, round_id, "extra", "1．信用报告；2.年度审计报告\n（三）2025年纳税证明。")
    facts = _sheet(desk, papers.SENDING, round_id, *cases).facts
    added = [row["title"] for row in facts["rows"] if row["remark"] == "通知另要求"]
    assert added == ["信用报告", "年度审计报告", "2025年纳税证明"] * 2
    assert len(facts["rows"]) == len(before["rows"]) + 6
    assert [row["serial"] for row in facts["rows"]] == list(range(1, len(facts["rows"]) + 1))
    assert "通知另要求" not in before["notes"]
    assert facts["notes"].endswith("．年度通知另要求的材料按申报通知列出，由报送人核对。")


def test_what_the_call_asks_for_is_sent_once_and_only_if_it_is_there(desk: Desk):
    """What was seen of it is not listed a second time; what is missing is not sent."""
    round_id, case = _case(desk, KUNMING)
    save_value(desk, case, "rec.agrees", "是")
    save_call(desk, round_id, "extra", "信用报告\n近两年获奖证书\n纳税证明")
    set_line(desk, case, "call:信用报告", "complete")
    set_line(desk, case, "call:近两年获奖证书", "missing")
    facts = _sheet(desk, papers.SENDING, round_id, case).facts
    titles = [row["title"] for row in facts["rows"] if row["remark"] or "申报通知" in row["title"]]
    assert titles == ["信用报告", "纳税证明"]


def test_a_hand_over_lists_what_is_under_way(desk: Desk):
    """What was sent up or withdrawn is counted and not listed; the call's dates stand beside."""
    round_id, first = _case(desk, KUNMING)
    second = decided(desk, round_id)
    save_call(desk, round_id, "bureau_due", "2026.12.31")
    facts = _sheet(desk, papers.HANDOVER, round_id).facts
    assert [row["number"] for row in facts["going"]] == ["0001", "0002"]
    move_stage(desk, second, "报送", "示例负责人")
    set_state(desk, first, "withdrawn", "申报单位来函撤回")
    facts = _sheet(desk, papers.HANDOVER, round_id).facts
    assert (facts["going"], facts["none_going"]) == ([], True)
    assert [(row["count"], row["stages"], row["due"]) for row in facts["rounds"]] == [
        (2, "撤回1份、报送1份", "上级要求报送日期：2026年12月31日")
    ]


def test_a_decline_without_a_rule_gives_the_departments_own_reason(desk: Desk):
    """Nothing unmet and still declined: the reason is the one that was typed."""
    round_id, case = _case(desk, KUNMING)
    save_value(desk, case, "rec.agrees", "否")
    save_value(desk, case, "rec.opinion", "同一单位已推荐另一平台。")
    facts = _sheet(desk, papers.DECLINE, round_id, case).facts
    assert (facts["rows"], facts["own"]) == ([], "同一单位已推荐另一平台。")
    save_value(desk, case, "rec.agrees", "")
    assert "decline_notice" not in _ids(desk, case)
    set_state(desk, case, "declined", "超出推荐名额")
    assert "decline_notice" in _ids(desk, case)
    made = _sheet(desk, papers.DECLINE, round_id, case)
    text = golden_text(made)
    assert "经初审，本次不予推荐。" in text
    assert "不予推荐的原因：超出推荐名额" in text
    set_state(desk, case, "open", "重新办理")
    assert _sheet(desk, papers.DECLINE, round_id, case).facts["own"] != "超出推荐名额"


def test_the_contents_list_names_what_was_printed(desk: Desk):
    """Materials in hand with their pages, then each paper once, with the day of its last print."""
    round_id, case = _case(desk, KUNMING)
    set_line(desk, case, "audit_report", "complete")
    save_line(desk, case, "audit_report", pages="42")
    for ref in (papers.RECEIPT, papers.DECLINE, papers.RECEIPT):
        made = _sheet(desk, ref, round_id, case)
        note_printed(desk, made, pour_pdf(made), "print")
    rows = _sheet(desk, papers.VOLUME, round_id, case).facts["rows"]
    assert [(row["title"], row["pages"], row["on"]) for row in rows] == [
        ("服务平台运营主体上一年度财务审计报告复印件", 42, None),
        ("收件回执", None, date(2026, 11, 20)),
    ]  # the decline was a draft


def test_the_contents_list_names_the_rounds_papers_that_name_it(desk: Desk):
    """推荐汇总表, 推荐函 and 报送材料清单 of this application; no drafts, nor of others."""
    round_id = _round(desk, KUNMING)
    first, second, declined = (decided(desk, round_id, agrees) for agrees in ("是", "是", "否"))
    summary = next(one for one in sheets_of_round(desk, round_id) if one.ref.id == "summary").ref
    table = gather(desk, summary, round_id, [first, declined])
    letter = _sheet(desk, papers.LETTER, round_id, first, second, declined)
    for made in (table, letter, replace(letter, application_ids=(first,), draft=True)):
        note_printed(desk, made, pour_pdf(made), "print")
    found = {
        case: [row["title"] for row in _sheet(desk, papers.VOLUME, round_id, case).facts["rows"]]
        for case in (first, second, declined)
    }
    assert letter.application_ids == (first, second)
    assert found == {
        first: [summary.title, "推荐函"],
        second: ["推荐函"],
        declined: [summary.title],
    }


def test_the_contents_list_has_the_papers_of_earlier_locks(desk: Desk):
    """A list that was locked before and voided was signed too: it stands with its number."""
    case = start(desk, KUNMING, 14)
    lock = int(lock_frame(desk, case).value)
    made = gather_draw_paper(desk, case, "draw_list")
    void_lock(desk, case, lock, "名单有误")
    lock_frame(desk, case)
    old = gather_draw_paper(desk, case, "draw_list@1")
    for one in (made, old):
        note_printed(desk, one, pour_pdf(one), "print")
    titles = [row["title"] for row in _sheet(desk, papers.VOLUME, 1, case).facts["rows"]]
    name = "满意度随机抽查企业名单确认表"
    assert titles == [name, f"{name}（第1次封存）"]
