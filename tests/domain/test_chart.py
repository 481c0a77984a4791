"""Pictures as values: what each bar says, how long it is, and where the line stands."""

from datetime import date

from survey_record import Record

from desktop import paths
from desktop.domain.assessment import FigureLine, FunctionLine
from desktop.domain.case import Case, Value
from desktop.domain.chart import Bar, Chart, round_chart
from desktop.domain.chart_layout import Area, place
from desktop.domain.chart_of import function_chart, growth_charts, met_chart, survey_chart
from desktop.domain.measures import computations
from desktop.schemes.shelf import Shelf


def test_what_the_survey_can_still_become_is_the_hatched_range() -> None:
    """3 of 4 satisfied, one firm not reached: 60 % to 80 %, and the line at exactly 80 %."""
    record = Record(50, 5).answers(1, 2, 3).answers(4, answer="dissatisfied")
    found = survey_chart(record.now().result, (4, 5))
    words = "已评价4家，满意3家，75%，尚不能判定（1家待联系）；还可能在60%至80%之间"
    assert found.bars == (Bar("满意的比例", words, 600_000, 800_000, "open"),)
    assert (found.mark, found.mark_words) == (800_000, "要求不低于80%")
    assert found.spoken == (
        f"满意度与要求。满意的比例：{words}。竖线：要求不低于80%。"
        "实心为已取得的满意评价，斜线为1家未取得评价或待核实的企业可能带来的变化。"
    )


def test_a_finished_survey_has_no_range() -> None:
    """4 of 5 satisfied stands at the line, solid, and is met."""
    record = Record(50, 5).answers(1, 2, 3, 4).answers(5, answer="dissatisfied")
    found = survey_chart(record.now().result, (4, 5))
    words = "已评价5家，满意4家，80%，达到80%"
    assert found.bars == (Bar("满意的比例", words, 800_000, 800_000, "met"),)


def _function(name: str, value: str, verdict: str, *, claimed: bool = True) -> FunctionLine:
    line = FigureLine("n", "活动", value, "", "4", "次", verdict)
    return FunctionLine(
        name, name, "第八条", "", claimed, (line,), (), verdict, "", "", "", verdict
    )


def test_functions_stand_against_their_own_threshold_in_the_middle() -> None:
    """Half of what is needed is a quarter of the width; twice and more is all of it."""
    lines = [
        _function("信息", "2", "unmet"),
        _function("培训", "4", "met"),
        _function("创业", "90", "met"),
        _function("融资", "", "cannot"),
        _function("咨询", "1", "unmet", claimed=False),
    ]
    found = function_chart(lines)
    assert [(one.label, one.words, one.low, one.sign) for one in found.bars] == [
        ("信息　活动", "2次，要求4次以上，不符合", 250_000, "unmet"),
        ("培训　活动", "4次，要求4次以上，符合", 500_000, "met"),
        ("创业　活动", "90次，要求4次以上，符合", 1_000_000, "met"),
        ("融资　活动", "未填（要求4次以上）", 0, "open"),
    ]
    assert met_chart(lines[:4], 2).bars == (
        Bar("符合", "2项", 500_000, 500_000, "met"),
        Bar("不符合", "1项", 250_000, 250_000, "unmet"),
        Bar("待判断", "1项", 250_000, 250_000, "open"),
    )


def test_growth_is_told_only_from_one_year_to_the_next() -> None:
    """2022, 2024, 2025: the gap is no growth; a year that can't be read is left out."""
    years = {"1": ("2022", "80"), "2": ("2024", "100"), "3": ("2025", "90"), "4": ("2023", "多")}
    values = {
        f"operations.{row}.{key}": Value(text)
        for row, pair in years.items()
        for key, text in zip(("year", "served"), pair, strict=True)
    }
    scheme = Shelf(paths.forms_dir(), frozenset(computations()))["kunming-platform-2022"]
    (found,) = growth_charts(scheme, Case(values, {}, date(2026, 1, 1)))
    assert (found.title, [(one.label, one.words, one.low) for one in found.bars]) == (
        "历年服务企业户数",
        [
            ("2022年度", "80户", 800_000),
            ("2024年度", "100户", 1_000_000),
            ("2025年度", "90户，比上年度减少10%", 900_000),
        ],
    )


def test_the_rounds_steps_are_shares_of_all_its_applications() -> None:
    """Three applications in two steps."""
    found = round_chart([("材料", 2), ("已定稿", 1)])
    assert [(one.words, one.low) for one in found.bars] == [("2份", 666_666), ("1份", 333_333)]
    assert found.source == "本年度共3份，每份计在正在办理的一步。"


def test_every_painter_gets_the_same_places() -> None:
    """A title, the bar's words, its frame, what is so, what may be, the line, and the note."""
    chart = Chart("图", (Bar("甲", "一半", 500_000, 750_000, "open"),), "来源", 800_000, "要求")
    found = place(chart, 100.0, 10.0, lambda text, _width, _style: [text])
    assert [(one.text, one.style) for one in found.words] == [
        ("图", "head"),
        ("甲　一半", "plain"),
        ("竖线：要求。来源", "quiet"),
    ]
    top = 2 * 14.5 + 2.2
    assert found.areas == (
        Area(0.0, top, 100.0, 8.0, "blank", "open"),
        Area(0.0, top, 50.0, 8.0, "solid", "open"),
        Area(50.0, top, 25.0, 8.0, "hatched", "open"),
    )
    assert [x for x, _, _ in found.marks] == [80.0]
