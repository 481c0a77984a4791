"""The survey's result in full: what was claimed beside what was said, the interval, extensions."""

from dataclasses import dataclass

from desktop.domain.chart import Chart
from desktop.domain.chart_of import survey_chart
from desktop.domain.claims import Comparison, claims_of, compare_claims
from desktop.domain.figure import percent
from desktop.domain.hypergeometric import FRAME_LIMIT, interval
from desktop.domain.problem import UserError
from desktop.domain.size import Size
from desktop.store import locks
from desktop.work.asking import ask_page
from desktop.work.casedata import Loaded, load
from desktop.work.desk import Desk
from desktop.work.framing import size_for
from desktop.work.surveydata import Drawn, drawn


@dataclass(frozen=True)
class IntervalQuestion:
    """`satisfied` of `asked` answers out of `firms` on the locked list; `sampled` by chance."""

    satisfied: int
    asked: int
    firms: int


@dataclass(frozen=True)
class ResultPage:
    """The result as its panel shows it.

    `size` firms are to be asked now, at most `most`; `extensions` are those that were made, each
    in words; `advice` says why more should be asked, empty where nothing asks for it. `chart` shows
    the result beside the line that it must reach.
    """

    verdict: str
    sentence: str
    notes: tuple[str, ...]
    comparison: Comparison
    question: IntervalQuestion
    size: int
    most: int
    wanted: int
    advice: str
    extensions: tuple[str, ...]
    chart: Chart


def result_page(desk: Desk, application_id: int) -> ResultPage:
    """Return the result of one application; UserError before the draw."""
    loaded = load(desk, application_id)
    found = drawn(desk, application_id, loaded.scheme)
    if found is None:
        raise UserError("还没有抽取，没有抽查结果。", "请先封存名单并抽取。")
    asking = ask_page(desk, application_id)
    firms, size = len(found.lock.firms), found.kept.size
    now = size_for(loaded, firms)
    return ResultPage(
        asking.verdict,
        asking.sentence,
        asking.notes,
        _comparison(loaded, found),
        IntervalQuestion(asking.satisfied, asking.asked, firms),
        size,
        firms,
        min(now.required, firms),
        _advice(now, size, firms),
        tuple(_told(desk, one) for one in locks.extensions(desk.store, found.kept.id)),
        survey_chart(found.standing.result, loaded.scheme.sample.threshold),
    )


def _comparison(loaded: Loaded, found: Drawn) -> Comparison:
    rule = loaded.scheme.sample
    rows = loaded.case.rosters.get(rule.compare_with or rule.roster, ())
    return compare_claims(found.standing, claims_of(found.lock, rows), rule)


def _advice(now: Size, size: int, firms: int) -> str:
    needed = min(now.required, firms)
    if needed <= size:
        return ""
    return (
        f"按现在的自报数，以{now.base}家为基数应抽查{needed}家，已抽{size}家："
        "请沿原来的抽取顺序追加，不重新抽取。"
    )


def _told(desk: Desk, one: locks.Extension) -> str:
    day, _, clock = desk.local(one.at).partition("T")
    return f"{day} {clock[:5]} 追加至{one.size}家：{one.reason}"


def comparison_words(found: Comparison) -> str:
    """Return how the roster's own claims and the answers compare, in one sentence."""
    claimed = found.satisfied + found.dissatisfied
    if not claimed:
        return "申报单位的名单没有写明这些企业是否满意，无从对比。"
    without = f"，另有{found.unclaimed}家没有写明" if found.unclaimed else ""
    return (
        f"已评价的企业中，名单自报满意{found.satisfied}家、不满意{found.dissatisfied}家{without}；"
        f"与抽查一致{found.agreeing}家，不一致{len(found.differences)}家。"
    )


def interval_words(asked: IntervalQuestion) -> str:
    """Return the exact interval for the whole list in words; slow: off the window's thread."""
    if not asked.asked:
        return "还没有评价，没有可参考的区间。"
    if asked.firms > FRAME_LIMIT:
        return f"名单超过{FRAME_LIMIT}家，不计算参考区间。"
    low, high = interval(asked.satisfied, asked.asked, asked.firms)
    shares = f"{percent(low, asked.firms)}至{percent(high, asked.firms)}"
    return (
        f"参考：由{asked.asked}家中{asked.satisfied}家满意推算，名单{asked.firms}家中满意的在"
        f"{low}至{high}家之间（{shares}，95%把握，精确计算）。只供参考，不作结论。"
    )
