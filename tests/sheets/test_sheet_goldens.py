"""Every sheet that ships, composed and compared whole with a picture checked against its annex."""

from pathlib import Path

import pytest

from desktop import paths
from desktop.sheets.compose import compose
from desktop.sheets.describe import read_sheet
from desktop.sheets.document import picture

GOLDEN = Path(__file__).parent.parent / "golden" / "sheets"
SHEETS = [
    "kunming-platform-2022/summary",
    "kunming-platform-2022/opinion",
    "kunming-base-2022/summary",
    "kunming-base-2022/opinion",
    "yunnan-platform-2022/summary",
    "yunnan-platform-2022/evaluation",
    "national-platform-2017/recommendation",
    "national-platform-2017/summary",
    "nanchang-platform-2022/recommendation",
]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_says_what_its_annex_says(sheet: str, make_facts):
    """Titles, labels, notes and places for seals stand as in the annex, and the facts in them."""
    document = compose(read_sheet(paths.forms_dir() / f"{sheet}.toml"), make_facts(3))
    golden = GOLDEN / (sheet.replace("/", "--") + ".txt")
    assert picture(document) == golden.read_text("utf-8")


def test_every_described_sheet_has_a_golden_picture():
    """No sheet's file ships without standing in the list above."""
    described = sorted(
        f"{file.parent.name}/{file.stem}"
        for file in paths.forms_dir().glob("*/*.toml")
        if file.stem in {"summary", "recommendation", "evaluation", "opinion"}
    )
    assert described == sorted(SHEETS)


def test_another_mark_and_missing_values_leave_the_form_as_it_is(make_facts):
    """The bureau's own mark replaces the annex's, None is an empty cell, no date a blank one."""
    facts = make_facts(0) | {"annex": "附件3", "date": None, "method_labels": [], "operator": None}
    sheet = read_sheet(paths.forms_dir() / "national-platform-2017/recommendation.toml")
    lines = picture(compose(sheet, facts)).splitlines()
    assert [lines[1], *lines[5:8]] == [
        "«附件3",
        "«示范平台承担单位名称:   ≡____",
        "«推荐省(区、市):   ≡__云南省__",
        "«填报日期:   ≡__　　　年　　月　　日__",
    ]
    assert sum(line.startswith("││") for line in lines) == 10
    assert "┃测评方法│☐ 上门拜访　☐ 电话询问　☐ 网络互动　☐ 书面征求　☐ 其他 ⟨7×1⟩│" in lines


def test_a_missing_fact_is_a_bug(make_facts):
    """A path that the facts lack raises, and is never printed as an empty cell."""
    facts = make_facts(1)
    del facts["rows"][0]["principal"]
    sheet = read_sheet(paths.forms_dir() / "kunming-platform-2022/summary.toml")
    with pytest.raises(KeyError, match="principal"):
        compose(sheet, facts)
