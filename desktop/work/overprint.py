"""主管部门审查推荐意见 over the applicant's own page (套印): its place, and what it says."""

from dataclasses import dataclass

from desktop import paths
from desktop.domain.dates import parse_date
from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.domain.scheme import Scheme
from desktop.sheets.ruler import write_ruler
from desktop.store.final import FINAL
from desktop.work.casedata import application_of, load
from desktop.work.department import get_setting, put_setting
from desktop.work.desk import Changed, Desk
from desktop.work.inward_papers import page_count
from desktop.work.inward_round import PART_OF_FORM
from desktop.work.papers import SheetFacts
from desktop.work.rounds import scheme_of

OVERPRINT = SheetRef(
    "overprint", "主管部门审查推荐意见（套印）", "overprint.toml", "application"
)  # fmt: skip  # one line is too long by the Chinese width
SETTING = "overprint.offsets"
DATE_SETTING = "overprint.date"
# Where the text begins on a page that nothing moves, in millimetres; the margins of its TOML.
ORIGIN = (30, 33)
MOST_ASIDE, MOST_UP, MOST_DOWN = 20, 25, 225  # so that the text stays on the paper
WORDS = (
    "套印测试页：印在申请表末页的复印件上，找到意见文字左上角应在的地方，",
    "读出那里的“右（左）”“下（上）”各多少毫米，填入设置（左、上填负数）。粗十字是现在的位置。",
)


@dataclass(frozen=True)
class Offsets:
    """How far the text is moved from where it stands by itself: millimetres right and down."""

    right: int = 0
    down: int = 0


def has_overprint(scheme: Scheme) -> bool:
    """Whether the scheme has the department's opinion as a part of the applicant's own form."""
    return any(sheet.id == PART_OF_FORM for sheet in scheme.sheets)


def overprint_offsets(desk: Desk) -> Offsets:
    """Return the offsets that were set; none as long as no test page was read."""
    right, down = get_setting(desk, SETTING, (0, 0))
    return Offsets(int(right), int(down))


def save_overprint_offsets(desk: Desk, right_mm: int, down_mm: int) -> Changed:
    """Keep the offsets; UserError where the text would leave the paper."""
    if abs(right_mm) > MOST_ASIDE or not -MOST_UP <= down_mm <= MOST_DOWN:
        raise UserError(
            f"偏移“右{right_mm}毫米、下{down_mm}毫米”超出了纸面。",
            f"左右不超过{MOST_ASIDE}毫米，向上不超过{MOST_UP}毫米，向下不超过{MOST_DOWN}毫米。",
        )
    return put_setting(desk, SETTING, [right_mm, down_mm])


def overprint_date(desk: Desk) -> bool:
    """Whether the date is printed over the page; not by default: the annexes print 年 月 日."""
    return bool(get_setting(desk, DATE_SETTING, default=False))


def save_overprint_date(desk: Desk, *, on: bool) -> Changed:
    """Keep whether the date is printed, for forms of which the cell prints no 年 月 日."""
    return put_setting(desk, DATE_SETTING, on)


def overprint_test_page(desk: Desk) -> bytes:
    """Return the test page as PDF: a millimetre grid from the text's place, a cross where it is."""
    now = overprint_offsets(desk)
    return write_ruler(desk.fonts.with_chosen({}), ORIGIN, (now.right, now.down), WORDS)


def gather_overprint(desk: Desk, application_id: int) -> SheetFacts:
    """Gather the opinion, moved by the offsets, without any line.

    The form's own 年 月 日 is left to the pen, and no date is printed beside it unless that was
    chosen (`overprint_date`). UserError where the scheme has no such place, nothing is written yet,
    or the text is too long for it.
    """
    loaded = load(desk, application_id)
    application = application_of(desk, application_id)
    if not has_overprint(scheme_of(desk, application.round_id)):
        raise UserError("这个办法的申请表没有主管部门审查推荐意见栏，不能套印。")
    opinion = loaded.case.text("rec.opinion").strip()
    if not opinion:
        raise UserError("还没有填写审查推荐意见，不能套印。", "请先在“推荐”中填写。")
    offsets = overprint_offsets(desk)
    facts = {
        "opinion": opinion,
        "opinion_date": parse_date(loaded.case.text("rec.opinion_date"))
        if overprint_date(desk)
        else None,
        "shift": (offsets.right, offsets.down),
    }
    description = paths.resources_dir() / "papers" / OVERPRINT.file
    draft = application.stage not in FINAL
    made = SheetFacts(
        OVERPRINT, description, desk.fonts, facts, draft, application.round_id, (application_id,)
    )
    if page_count(made) > 1:
        raise UserError("审查推荐意见太长，套印放不下。", "请缩短意见，或改用单印的粘贴页。")
    return made
