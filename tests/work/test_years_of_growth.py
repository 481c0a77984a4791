"""What is judged of growth stands beside the years' figures, so that nobody seeks them."""

from applicant_case import open_for

from desktop.work.cases import start_case
from desktop.work.charts import with_years
from desktop.work.desk import Desk
from desktop.work.receive import save_value

SERVED = (("2025", "126"), ("2024", "105"), ("2023", "88"))


def test_the_years_stand_in_the_line_that_asks_for_growth(desk: Desk):
    """稳步增长 has no number in the regulation; the figures are the form's, with their steps."""
    case = int(start_case(desk, open_for(desk, "yunnan-platform-2022"), "甲机构").value)
    bare = with_years(desk, case).line("growth")
    for row, (year, count) in enumerate(SERVED):
        save_value(desk, case, f"operations.{row}.year", year)
        save_value(desk, case, f"operations.{row}.served", count)
    line = with_years(desk, case).line("growth")
    assert (bare.declared, line.declared, line.note) == (
        "",
        "88户→105户→126户（2023年度至2025年度）",
        "办法未定增幅：各年度户数见“平台运营管理”表；2023年度88户；"
        "2024年度105户，比上年度增长19.31%；2025年度126户，比上年度增长20%",
    )
