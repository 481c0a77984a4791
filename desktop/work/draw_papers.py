"""The inward papers of the draw (抽查用纸): which can be made now, and what stands on them."""

from dataclasses import replace

from desktop import paths
from desktop.domain.regulation import SheetRef
from desktop.store import locks
from desktop.work.casedata import application_of
from desktop.work.desk import Desk
from desktop.work.draw_facts import common_facts, list_facts, paper_case, record_facts
from desktop.work.draw_survey_facts import asking_facts, result_facts
from desktop.work.papers import SheetFacts, SheetLine
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import newest_lock


def _paper(paper_id: str, title: str) -> SheetRef:
    return SheetRef(paper_id, title, f"{paper_id}.toml", "application", outward=False)


LIST = _paper("draw_list", "满意度随机抽查企业名单确认表")
RECORD = _paper("draw_record", "满意度随机抽查抽取记录")
ASKING = _paper("draw_asking", "满意度随机抽查记录表")
RESULT = _paper("draw_result", "满意度随机抽查结果汇总表")
BEFORE, AFTER = (LIST,), (LIST, RECORD, ASKING, RESULT)
OF_EARLIER = (LIST, RECORD, RESULT)


def draw_papers(desk: Desk, application_id: int) -> list[SheetLine]:
    """Return the papers that can be made now: none before the lock, all after the draw.

    After them come those of the case's other locks, void or drawn anew, each with its number.
    """
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    kept = newest_lock(desk, application_id)
    refs = () if kept is None else AFTER if kept.seed else BEFORE
    others = [
        one for one in locks.locks(desk.store, application_id) if kept is None or one.id != kept.id
    ]
    earlier = [_of_lock(ref, one) for one in others for ref in (OF_EARLIER if one.seed else BEFORE)]
    return [SheetLine(ref, scheme.id, ref.title) for ref in (*refs, *earlier)]


def _of_lock(ref: SheetRef, kept: locks.Lock) -> SheetRef:
    title = f"{ref.title}（第{kept.number}次封存）"
    return replace(ref, id=f"{ref.id}@{kept.number}", title=title)


def gather_draw_paper(desk: Desk, application_id: int, paper_id: str) -> SheetFacts:
    """Gather what stands on one paper of the draw; pour it with `papers.pour_pdf`.

    `paper_id` is one of the four ids, with `@2` behind it for the second lock's. UserError where
    the list is not locked, or the paper needs a draw and there is none. KeyError for an unknown
    paper or lock.
    """
    name, _, number = paper_id.partition("@")
    ref = {one.id: one for one in AFTER}[name]
    case = paper_case(desk, application_id, int(number or 0))
    own = {LIST: list_facts, RECORD: record_facts, ASKING: asking_facts, RESULT: result_facts}
    facts = common_facts(case) | own[ref](case)
    round_id = application_of(desk, application_id).round_id
    description = paths.resources_dir() / "papers" / ref.file
    shown = _of_lock(ref, case.kept) if number else ref
    draft = False  # it is signed when it is printed, long before 定稿
    return SheetFacts(shown, description, desk.fonts, facts, draft, round_id, (application_id,))
