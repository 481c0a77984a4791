"""数了哪些行: every figure of every scheme's assessment leads to its cells, or to its rows."""

import re
from fractions import Fraction

import pytest

from desktop import paths
from desktop.domain.assess import FUNCTIONS_LINE
from desktop.domain.assessment import Assessment, ConditionLine
from desktop.domain.measures import show_exact
from desktop.domain.problem import UserError
from desktop.work import assess, incoming, rosters, rounds, traces
from desktop.work.desk import Desk
from desktop.work.example import example_notes

SCHEMES = (
    "kunming-base-2022",
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)


def figures(found: Assessment) -> list[tuple[str, str, str]]:
    """Every figure that is shown: item, side, text."""
    shown = [
        (line.id, side, text)
        for line in found.conditions
        if line.id != FUNCTIONS_LINE  # it counts the functions that stand below it
        for side, text in _sides(line)
    ]
    return shown + [
        (f"n:{line.id}:{figure.key}", "declared", figure.value)
        for line in found.functions
        for figure in line.figures
        if figure.value
    ]


def _sides(line: ConditionLine) -> list[tuple[str, str]]:
    sides = (("declared", line.declared), ("counted", line.counted))
    return [(side, text) for side, text in sides if text and line.kind == "figure"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_figure_of_the_example_leads_to_its_place(desk: Desk, scheme: str):
    """A form's figure names file and cell; a count is the number of its rows, and of those in
    doubt; nothing that is shown leads nowhere."""
    note = next(n for n in example_notes(paths.resources_dir() / "example" / scheme) if n.passes)
    number = rounds.open_round(desk, scheme, 2026).value
    read = incoming.read_incoming([note.folder], desk.schemes[scheme], _quiet, lambda: False)
    case, _ = incoming.receive_new(desk, number, "示例", read).value
    for path, text in note.values.items():
        if path.startswith("asked.") and not path.endswith(".ground"):
            assess.save_asked(desk, case, path, text, "申请报告第3页")
    shown = figures(assess.assessment(desk, case))
    assert len(shown) >= 8
    for item, side, text in shown:
        found = traces.evidence(desk, case, item, side)
        if found.trace.roster:
            assert _agree(found, text), (item, text)
            left = [one for one in found.rows if one.state != "计入"]
            assert all(one.why for one in left), item
            assert _is_whole(desk, case, found), item
        else:
            assert found.cells, (item, side)
            assert all(_is_place(cell.source) for cell in found.cells), (item, found.cells)


def _is_whole(desk: Desk, case: int, found: traces.Evidence) -> bool:
    """Tell whether every row of the roster is there, once."""
    rows = rosters.roster_page(desk, case, found.trace.roster, 0, 10_000)
    return sorted(one.row.id for one in found.rows) == sorted(row.id for row in rows)


def _quiet(_done: int, _all: int, _name: str) -> None:
    """Nobody watches."""


def _is_place(source: str) -> bool:
    return source == "申请报告第3页" or bool(re.search(r"\.(docx|xlsx) .*第\d+(行|段|格)", source))


def _agree(found: traces.Evidence, text: str) -> bool:
    """Tell whether the rows make up the figure: a number, a sum, a share, a share in doubt."""
    sure = sum(one.state == "计入" for one in found.rows)
    doubt = sum(one.state == "无法判断" for one in found.rows)
    whole = sum(one.within for one in found.rows)
    if found.trace.summed:
        column, counted = found.trace.summed, [r for r in found.rows if r.state == "计入"]
        return int(text) == sum(int(one.row.cells[column]) for one in counted)
    if "至" in text:
        return text.startswith(f"{show_exact(Fraction(sure * 100, whole))}%至")
    if found.trace.share:
        return text.endswith(f"（{sure}/{whole}）") and not doubt
    return text == f"{sure}" + (f"（另有{doubt}行无法判断）" if doubt else "")


def test_who_is_not_counted_is_told_why(desk: Desk):
    """A general manager is no 服务人员: the row stands among those not counted, with its post."""
    number = rounds.open_round(desk, "yunnan-platform-2022", 2026).value
    case, _ = incoming.receive_new(desk, number, "示例", []).value
    for name, post in (("甲", "咨询师"), ("乙", "总经理"), ("丙", "会计")):
        row = rosters.add_row(desk, case, "staff", name).value
        rosters.edit_cell(desk, case, row, "post", post)
    found = traces.evidence(desk, case, "service_staff", "counted")
    assert (found.sentence, [(one.state, one.why) for one in found.rows]) == (
        "计入1行，不计入1行，无法判断1行，合计3行",
        [
            ("计入", ""),
            ("不计入", "岗位“总经理”：不属于“从事为中小企业服务的人员”"),
            ("无法判断", "岗位“会计”：看不出是不是“从事为中小企业服务的人员”"),
        ],
    )


def test_a_line_without_a_figure_says_so(desk: Desk):
    """What a person judges has no cell."""
    number = rounds.open_round(desk, SCHEMES[1], 2026).value
    case, _ = incoming.receive_new(desk, number, "示例", []).value
    judged = next(c.id for c in desk.schemes[SCHEMES[1]].conditions if c.kind == "judged")
    with pytest.raises(UserError, match="没有数据出处"):
        traces.evidence(desk, case, judged, "declared")
