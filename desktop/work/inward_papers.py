"""The inward papers (内部用纸) and what goes up with the sheets: which can be made now, and how."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from desktop import paths
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.sheets.compose import compose
from desktop.sheets.coverage import refuse_uncovered
from desktop.sheets.describe import read_sheet
from desktop.sheets.layout import fitted, lay_out
from desktop.sheets.office import RoughFaces
from desktop.store.final import FINAL
from desktop.work.archive_paper import archive_facts
from desktop.work.casedata import application_of
from desktop.work.cases import list_cases
from desktop.work.desk import Desk
from desktop.work.draw_papers import AFTER
from desktop.work.dynamic_papers import change_facts, validity_facts, yearly_facts
from desktop.work.inward_case import InwardCase, case_facts, inward_case, office_facts
from desktop.work.inward_findings import assessment_facts, decline_facts, is_declined
from desktop.work.inward_materials import (
    gaps_of,
    notice_facts,
    receipt_facts,
    truth_facts,
    was_checked,
)
from desktop.work.inward_memo import ROOMS, memo_facts
from desktop.work.inward_round import (
    handover_facts,
    letter_facts,
    recommends,
    sending_facts,
)
from desktop.work.inward_volume import volume_facts
from desktop.work.papers import YES, SheetFacts, SheetLine
from desktop.work.role import recommends_up
from desktop.work.round_picture import round_state_facts
from desktop.work.rounds import scheme_of
from desktop.work.steps import NOT_BEGUN, step_states


def _paper(
    paper_id: str,
    title: str,
    made_for: Literal["round", "application"] = "application",
    *,
    outward: bool = False,
) -> SheetRef:
    return SheetRef(paper_id, title, f"{paper_id}.toml", made_for, outward)


RECEIPT = _paper("receipt", "收件回执")
NOTICE = _paper("mend_notice", "申报材料补正告知单")
TRUTH = _paper("truth_record", "真实性核验记录")
ASSESSMENT = _paper("assessment", "初审测评情况表")
MEMO = _paper("memo", "一页呈批")
DECLINE = _paper("decline_notice", "不予推荐告知单")
VOLUME = _paper("volume_contents", "卷内文件目录")
ARCHIVE = _paper("unit_archive", "单位档案")
LETTER = _paper("letter", "推荐函", "round", outward=True)
HANDED_ON = "预审材料报送函"  # what the letter is where a department above recommends
SENDING = _paper("sending_list", "报送材料清单", "round", outward=True)
ROUND_STATE = _paper("round_state", "年度办理情况表", "round")
HANDOVER = _paper("handover", "工作交接单", "round")
VALIDITY = _paper("validity", "示范平台（基地）有效期到期情况表", "round")
SPARE = 18  # millimetres of 一页呈批 that another program's own measures may take
OF_CASE = (RECEIPT, NOTICE, TRUTH, ASSESSMENT, MEMO, DECLINE, VOLUME, ARCHIVE)
YEARLY = _paper("yearly_reports", "年度总结和计划情况表", "round")
CHANGES = _paper("changes", "变更备案情况表", "round")
OF_UNITS = (VALIDITY, YEARLY, CHANGES)
OF_ROUND = (LETTER, SENDING, ROUND_STATE, HANDOVER, *OF_UNITS)


def inward_papers(desk: Desk, application_id: int) -> list[SheetLine]:
    """Return the papers that make sense now for one application, in the order of the work."""
    case = inward_case(desk, application_id)
    states = {step.key: step.state for step in step_states(case.facts)}
    lines = [line for item in case.facts.checklist.items for line in item.lines]
    judged = states["assess"] != NOT_BEGUN
    wanted = {
        RECEIPT: True,
        NOTICE: bool(gaps_of(case)),
        TRUTH: any(was_checked(line) for line in lines),
        ASSESSMENT: judged,
        MEMO: judged or bool(case.text("rec.agrees")),
        DECLINE: is_declined(case),
        VOLUME: True,
        ARCHIVE: True,
    }
    return [SheetLine(ref, case.scheme.id, ref.title) for ref, now in wanted.items() if now]


def round_papers(desk: Desk, round_id: int) -> list[SheetLine]:
    """Return the papers of a round; the letter only where an application is recommended."""
    scheme = scheme_of(desk, round_id)
    agreed = any(line.agrees in YES and line.state == "open" for line in list_cases(desk, round_id))
    every = refs_of_round(desk, round_id)
    return [SheetLine(ref, scheme.id, ref.title) for ref in (every if agreed else every[1:])]


def refs_of_round(desk: Desk, round_id: int) -> tuple[SheetRef, ...]:
    """Return the papers of a round, the letter first and by the name that it has here (预审)."""
    return letter_of(desk, round_id), *OF_ROUND[1:]


def is_inward(ref: SheetRef) -> bool:
    """Whether a paper is one of these, the letter by either of its names."""
    return ref in (*OF_CASE, *OF_ROUND) or replace(ref, title=LETTER.title) == LETTER


def letter_of(desk: Desk, round_id: int) -> SheetRef:
    """Return 推荐函, called 预审材料报送函 where a department above recommends."""
    return LETTER if recommends_up(desk, round_id) else replace(LETTER, title=HANDED_ON)


def gather_inward(
    desk: Desk, ref: SheetRef, round_id: int, application_ids: Sequence[int]
) -> SheetFacts:
    """Gather what stands on a paper: one application's, or those chosen of a round, in order.

    UserError where nothing is chosen that it needs, or a character of 一页呈批 can't be printed.
    KeyError for an unknown paper.
    """
    made = _of_case if ref.made_for == "application" else _of_round
    return made(desk, ref, round_id, tuple(application_ids))


def _of_case(desk: Desk, ref: SheetRef, round_id: int, ids: tuple[int, ...]) -> SheetFacts:
    if not ids:
        raise UserError("还没有选择申报。", "请先选择一份申报。")
    case = inward_case(desk, ids[0])
    if ref == MEMO:
        return _one_page(case, round_id, ids)
    gatherers: dict[SheetRef, Callable[[InwardCase], dict[str, Any]]] = {
        RECEIPT: receipt_facts,
        NOTICE: notice_facts,
        TRUTH: truth_facts,
        ASSESSMENT: assessment_facts,
        DECLINE: decline_facts,
        VOLUME: lambda one: _volume_facts(one, round_id),
        ARCHIVE: lambda one: archive_facts(desk, one.application.organisation_id),
    }
    facts = case_facts(case) | gatherers[ref](case)
    # Only what tells the applicant a decision waits for 定稿; the rest is signed on its way there.
    draft = ref == DECLINE and case.application.stage not in FINAL
    return _sheet(desk, ref, facts, round_id, ids, draft=draft)


def _volume_facts(case: InwardCase, round_id: int) -> dict[str, Any]:
    sheets = case.scheme.sheets
    shared = [ref for ref in sheets if ref.made_for == "round"]
    letter = letter_of(case.desk, round_id)
    return volume_facts(case, (*sheets, *AFTER, *OF_CASE), (*shared, letter, SENDING))


def _one_page(case: InwardCase, round_id: int, ids: tuple[int, ...]) -> SheetFacts:
    """Return 一页呈批 with as much as one page holds."""
    for room in ROOMS:
        facts = case_facts(case) | memo_facts(case, room)
        made = _sheet(case.desk, MEMO, facts, round_id, ids, draft=False)
        if page_count(made) == 1 and _is_one_elsewhere(made):
            break
    return made


def _is_one_elsewhere(made: SheetFacts) -> bool:
    """Whether a sheet is one page in Word too, whose faces may be wider and higher than ours."""
    document = compose(read_sheet(made.description), made.facts)
    page = replace(document.page, bottom=document.page.bottom + SPARE)
    return fitted(replace(document, page=page), RoughFaces())[1] == 1


def page_count(made: SheetFacts) -> int:
    """Return how many pages a sheet takes; UserError names a character that no face has."""
    document = compose(read_sheet(made.description), made.facts)
    refuse_uncovered(document, made.fonts)
    return len(lay_out(document, made.fonts))


def units_facts(desk: Desk, ref: SheetRef, scheme: Scheme) -> dict[str, Any]:
    """Return what a paper of 动态管理 says of the units of one scheme, whatever the round."""
    made = {VALIDITY: validity_facts, YEARLY: yearly_facts, CHANGES: change_facts}[ref]
    return made(desk, scheme)


def _of_round(desk: Desk, ref: SheetRef, round_id: int, ids: tuple[int, ...]) -> SheetFacts:
    scheme, letter = scheme_of(desk, round_id), letter_of(desk, round_id)
    ref = letter if ref.id == LETTER.id else ref
    gatherers: dict[SheetRef, Callable[[], dict[str, Any]]] = {
        letter: lambda: letter_facts(desk, round_id, ids),
        SENDING: lambda: sending_facts(desk, round_id, ids, letter.title),
        ROUND_STATE: lambda: round_state_facts(desk, round_id),
        HANDOVER: lambda: handover_facts(desk),
        **{one: partial(units_facts, desk, one, scheme) for one in OF_UNITS},
    }
    facts = office_facts(desk, round_id, scheme) | gatherers[ref]()
    # Of those chosen the letter names only who is recommended.
    told = [one for one in ids if ref != letter or recommends(inward_case(desk, one))]
    draft = ref.outward and any(application_of(desk, one).stage not in FINAL for one in told)
    return _sheet(desk, ref, facts, round_id, tuple(told), draft=draft)


def _sheet(
    desk: Desk,
    ref: SheetRef,
    facts: dict[str, Any],
    round_id: int,
    ids: tuple[int, ...],
    *,
    draft: bool,
) -> SheetFacts:
    return SheetFacts(ref, description_of(ref), desk.fonts, facts, draft, round_id, ids)


def description_of(ref: SheetRef) -> Path:
    """Return where an inward paper is described."""
    return paths.resources_dir() / "papers" / ref.file
