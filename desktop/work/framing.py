"""The list of firms that may be drawn (抽查企业名单): who is on it, who is not, and how many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from desktop.domain.case import Row, Value
from desktop.domain.filters import holds
from desktop.domain.frame import (
    FIRM_REASONS,
    NO_NAME,
    NOTE,
    SAME_AS,
    TOTAL,
    Frame,
    build_frame,
    is_large,
    only_in_one,
)
from desktop.domain.holes import shown_label
from desktop.domain.lazily import joined, mapped
from desktop.domain.lock import commitment
from desktop.domain.measures import Context, measure
from desktop.domain.problem import Problem, UserError
from desktop.domain.size import Size, required_size
from desktop.store import frames, locks, rosters, values
from desktop.work.alike import Alike, alike_of
from desktop.work.casedata import Loaded, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.materials import checklist
from desktop.work.paper_roster import paper_of
from desktop.work.receive import clean_text

REASONS = FIRM_REASONS
SIZE_PATH = "draw.size"
SHOWN = 200


@dataclass(frozen=True)
class FirmLine:
    """One firm of the list that may be drawn, as the page shows it."""

    i: int
    name: str
    code: str
    place: str
    row_id: int


@dataclass(frozen=True)
class OutLine:
    """One row left out; `by_hand` where the reviewer said so and can take it back."""

    row_id: int
    place: str
    name: str
    reason: str
    by_hand: bool


@dataclass(frozen=True)
class LockLine:
    """One lock as the page shows it; `state` is 已封存, 已抽取 or 已作废."""

    id: int
    number: int
    state: str
    digest: str
    commitment: str
    N: int
    size: int
    kind: str
    created_at: str
    reason: str
    supervisor: str
    digits: str


@dataclass(frozen=True)
class FramePage:
    """The list before and after the lock, the size, and all locks of the case.

    `sentences` are the first of what is `said` of the list: of 60,000 firms as many may be, and
    they would hold all rows. `can_lock` is empty, or the sentence why the list can't be locked now.
    """

    frame_label: str
    firms: int
    shown: tuple[FirmLine, ...]
    out: tuple[OutLine, ...]
    alike: tuple[Alike, ...]
    stated: str
    stated_label: str
    N: int
    required: int
    size: int
    needed: int
    whole: bool
    sentences: tuple[str, ...]
    said: int
    locks: tuple[LockLine, ...]
    can_lock: str


def frame_page(desk: Desk, application_id: int) -> FramePage:
    """Return the list of firms that may be drawn, with the reason of every row left out."""
    loaded = load(desk, application_id)
    frame = frame_of(desk, loaded)
    size = size_of(loaded, frame)
    kept = locks.locks(desk.store, application_id)
    by_hand = frames.left_out(desk.store, application_id)
    said = _sentences(desk, loaded, frame, size)
    return FramePage(
        loaded.scheme.sample.frame_label,
        len(frame.firms),
        tuple(
            FirmLine(f.i, f.name, f.code, row_first(f.place), f.row_id) for f in frame.firms[:SHOWN]
        ),
        tuple(
            OutLine(
                o.row_id, row_first(o.place), o.name, _shown_reason(o.reason), o.row_id in by_hand
            )
            for o in frame.out
        ),
        alike_of(desk, application_id, frame),
        "未填" if size.stated is None else str(size.stated),
        shown_label(loaded.scheme.sample.stated_label),
        size.base,
        size.required,
        size.n,
        size.needed,
        size.whole,
        tuple(said[:SHOWN]),
        len(said),
        tuple(lock_line(desk, one) for one in kept),
        why_not(kept, frame),
    )


def reason_words(reason: str) -> str:
    """Return a reason for leaving a row out as the reader reads it."""
    if reason.startswith(SAME_AS):
        return f"与{_place(reason.removeprefix(SAME_AS))}为同一企业"
    return {TOTAL: "合计行", NO_NAME: "没有企业名称", NOTE: "表尾说明"}.get(reason, reason)


def _shown_reason(reason: str) -> str:
    if reason.startswith(SAME_AS):
        return f"与{row_first(reason.removeprefix(SAME_AS))}为同一企业"
    return reason_words(reason)


def _place(place: str) -> str:
    file, _, rest = place.partition("!")
    sheet, _, line = rest.rpartition("!")
    return f"{file} {sheet} 第{line}行" if line else place


def row_first(place: str) -> str:
    """Where a firm was read, as a narrow column can show it: the file is the same in all rows.

    A sheet that is named as its file is not said twice.
    """
    file, _, rest = place.partition("!")
    sheet, _, line = rest.rpartition("!")
    if not line:
        return place
    return f"{'' if sheet == PurePath(file).stem else sheet}第{line}行 {file}"


def lock_line(desk: Desk, kept: locks.Lock) -> LockLine:
    """Return a stored lock as the page shows it."""
    state = "已作废" if kept.void_reason else "已抽取" if kept.seed else "已封存"
    return LockLine(
        kept.id,
        kept.number,
        state,
        kept.digest,
        commitment(kept.secret) if kept.secret else "",
        kept.text.count(b"\nfirm\t"),
        kept.size,
        kept.seed_kind,
        desk.local(kept.created_at),
        kept.void_reason or kept.reason,
        kept.seed.supervisor if kept.seed else kept.supervisor,
        kept.seed.digits if kept.seed else "",
    )


def frame_of(desk: Desk, loaded: Loaded) -> Frame:
    """Return the list as the rules see it now."""
    rule, number = loaded.scheme.sample, loaded.application.id
    paper = paper_of(loaded.case)
    if paper is not None:
        return paper.frame()
    said = frames.left_out(desk.store, number)
    version = (desk.store.roster_revision(number), tuple(sorted(said.items())))
    rows = loaded.case.rosters.get(rule.roster, ())
    return desk.memory.recall(("frame", number), version, lambda: build_frame(rows, rule, said))


def size_of(loaded: Loaded, frame: Frame) -> Size:
    """Return how many firms must be asked, as raised by the reviewer."""
    return size_for(loaded, len(frame.firms))


def size_for(loaded: Loaded, firms: int) -> Size:
    """Return how many of a list of `firms` must be asked by what the application states now."""
    context = Context(loaded.case, {f.id: f for f in loaded.scheme.filters})
    found = measure(loaded.scheme.sample.stated, context).low
    stated = None if found is None or found.denominator != 1 or found < 0 else int(found)
    raised = loaded.case.text(SIZE_PATH)
    return required_size(stated, firms, loaded.scheme.sample, int(raised) if raised else 0)


def _sentences(desk: Desk, loaded: Loaded, frame: Frame, size: Size) -> Sequence[str]:
    # First those that have to be settled before the lock.
    parts = [_not_meant(loaded, frame), mapped(_sentence, frame.findings)]
    found = [problem.sentence for problem in size.findings]
    if checklist(desk, loaded.application.id).missing:
        found.append("材料还有缺件或需补正的，建议补正完成后再封存名单。")
    rule = loaded.scheme.sample
    if rule.compare_with:
        mine, other = _two_rosters(loaded.case.rosters, rule.roster, rule.compare_with)
        title = loaded.scheme.roster(rule.compare_with).title
        if mine:
            found.append(f"有{len(mine)}家不在《{title}》中：{_some(mine)}")
        if other:
            found.append(f"《{title}》中有{len(other)}家不在本名单中：{_some(other)}")
    return joined([*parts, found])


def _sentence(problem: Problem) -> str:
    return problem.sentence


def _not_meant(loaded: Loaded, frame: Frame) -> list[str]:
    """Say which firms the rule does not mean by what the roster says of them; none is left out."""
    if paper_of(loaded.case) is not None:
        return []  # no row says anything of a firm on paper
    rule, left = loaded.scheme.sample, {one.row_id for one in frame.out}
    rows = [row for row in loaded.case.rosters.get(rule.roster, ()) if row.id not in left]
    told = [_is_meant(loaded, row) for row in rows]
    others = [at for at, answer in enumerate(told) if answer is False]
    unknown = told.count(None)
    found = []
    if others:
        names = mapped(lambda at: rows[at].cells.get("name", ""), others)
        found.append(
            f"有{len(others)}家按名单所写不是{rule.frame_label}：{_some(names)}。"
            f"{rule.article}只抽查{rule.frame_label}，请核实后不列入并写明原因。"
        )
    if unknown:
        found.append(f"有{unknown}家判断不出是不是{rule.frame_label}，请在“名单”中逐户标明。")
    return found


def _is_meant(loaded: Loaded, row: Row) -> bool | None:
    """Whether the rule means the firm of a row; None where its size can't be told.

    Every scheme draws from 中小企业: a firm is one until its roster says that it is large (大型).
    A scheme that means fewer firms has a filter of its own.
    """
    rule = loaded.scheme.sample
    if not rule.where:
        return not is_large(row.cells.get("size", ""))
    filters = {one.id: one for one in loaded.scheme.filters}
    return holds(rule.where, row, filters, loaded.case.readings)


def _two_rosters(
    rows: Mapping[str, tuple[Row, ...]], one: str, other: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not rows.get(one) or not rows.get(other):
        return (), ()
    return only_in_one(rows[one], rows[other])


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:5]) + (" 等" if len(names) > 5 else "")


def why_not(kept: Sequence[locks.Lock], frame: Frame) -> str:
    """Return why the list can't be locked now, empty where it can."""
    if not frame.firms:
        return "抽查企业名单中没有企业，请先在“名单”中导入。"
    if any(one.seed is None and not one.void_reason for one in kept):
        return "上一次封存的名单尚未抽取。"
    return ""


def leave_out(desk: Desk, application_id: int, row_id: int, reason: str) -> Changed:
    """Leave a row out of the list, with a reason; the lock prints both.

    UserError without a reason, and while the list is locked and not drawn.
    """
    kept = clean_text(reason)
    if not kept:
        raise UserError("请写明不列入抽查名单的原因。", "原因会印在名单确认表上。")
    row = rosters.row(desk.store, row_id)
    with desk.act(
        "不列入抽查名单", case_subject(application_id), row=row_id, place=row.place, reason=kept
    ):
        frames.leave_out(desk.store, application_id, row_id, kept)
    return changed("draw")


def take_back(desk: Desk, application_id: int, row_id: int) -> Changed:
    """Take a row that was left out by hand back into the list."""
    with desk.act("重新列入抽查名单", case_subject(application_id), row=row_id):
        frames.take_in(desk.store, application_id, row_id)
    return changed("draw")


def raise_size(desk: Desk, application_id: int, size: int) -> Changed:
    """Ask more firms than the rule demands; UserError where it would be fewer, or more than all.

    UserError too while the list is locked and not drawn.
    """
    locks.refuse_while_sealed(desk.store, application_id)
    loaded = load(desk, application_id)
    frame = frame_of(desk, loaded)
    least = min(size_of(loaded, frame).required, len(frame.firms))
    if size < least:
        raise UserError(f"抽查企业数不能少于{least}家。", "可以增加，不能减少。")
    if size > len(frame.firms):
        raise UserError(f"名单中只有{len(frame.firms)}家企业。", "最多全部抽查。")
    with desk.act("确定抽查企业数", case_subject(application_id), size=size):
        values.put_values(desk.store, application_id, [(SIZE_PATH, Value(str(size)))])
    return changed("draw")
