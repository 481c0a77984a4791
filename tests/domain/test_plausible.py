"""Figures out of proportion are reminded of, with both named; nothing is decided by them."""

import pytest

from desktop import paths
from desktop.domain.figure import without_unit
from desktop.domain.measures import computations
from desktop.domain.plausible import Hint, equipment_hints, form_hints, roster_hints
from desktop.domain.scheme import Scheme
from desktop.schemes.reader import read_scheme

NATIONAL = "national-platform-2017"
SCHEMES = [
    "kunming-platform-2022",
    "kunming-base-2022",
    "yunnan-platform-2022",
    NATIONAL,
    "nanchang-platform-2022",
]
YUAN = "可能按元填写，请核对。"


def _scheme(name: str) -> Scheme:
    return read_scheme(paths.forms_dir() / name, frozenset(computations()))


def _said(scheme: str, texts: dict[str, str]) -> list[str]:
    return [hint.sentence for hint in form_hints(_scheme(scheme).form, texts)]


def _table(rows: list[dict[str, str]], key: str = "operations") -> dict[str, str]:
    return {
        f"{key}.{at}.{column}": text
        for at, row in enumerate(rows, 1)
        for column, text in row.items()
    }


def _year(year: str, **told: str) -> dict[str, str]:
    plain = {"revenue": "600", "service_revenue": "500", "assets": "900", "profit": "50"}
    return {"year": year, **plain, "tax": "9", "served": "168", "fees_waived": "3"} | told


def test_an_amount_in_yuan_is_named_beside_its_fellow():
    """A year's income six thousand times its assets; it is said once, at the figure in doubt."""
    texts = _table([_year("2023", revenue="6123500", assets="986.3"), _year("2024", assets="986")])
    assert form_hints(_scheme(NATIONAL).form, texts) == (
        Hint(
            ("operations.1.revenue", "operations.1.assets"),
            f"2023年“营业收入”6123500万元是2023年“资产总额”986.3万元的6208倍，{YUAN}",
        ),
    )


@pytest.mark.parametrize(
    ("times", "hints"), [("899999.999999", 0), ("900000", 1), ("90000", 0), ("600", 0)]
)
def test_a_thousand_times_is_the_bound(times: str, hints: int):
    """Below a thousand times nothing is said: the bound is compared in whole millionths."""
    texts = _table([_year("2024", revenue=times), _year("2025", revenue=times)])
    assert len(_said(NATIONAL, texts)) == 2 * hints


def test_one_year_a_hundred_times_another_is_asked_about():
    """Firms served, and money too; a zero is no fellow."""
    texts = _table([_year("2024", served="2"), _year("2025", served="200")])
    assert _said(NATIONAL, texts) == [
        "2025年“服务中小企业户数”200户是2024年“服务中小企业户数”2户的100倍，请核对。"
    ]
    assert _said(NATIONAL, _table([_year("2024", profit="0"), _year("2025")])) == []


def test_a_part_is_not_larger_than_its_whole():
    """服务收入 above 营业收入, 设备 above 总资产, qualified above all staff."""
    texts = _table([_year("2025", service_revenue="700")])
    assert _said(NATIONAL, texts) == [
        "2025年“服务收入”700万元大于2025年“营业收入”600万元，请核对。"
    ]
    fields = {"total_assets": "900", "equipment_value": "9000000", "staff_total": "20"}
    assert _said(NATIONAL, fields | {"staff_qualified": "21"}) == [
        f"“购买价格”9000000万元大于“上年末总资产”900万元，{YUAN}",
        "“其中: 大专及以上学历和中级及以上技术职称的专业人员”21人大于“从业人数”20人，请核对。",
    ]


def test_parts_come_to_their_whole():
    """自有 and 租用 beside the whole area; shares of the services beside one hundred."""
    assert _said(NATIONAL, {"area": "1680", "area_own": "80", "area_rented": "1680"}) == [
        "“自有”80平方米与“租用”1680平方米合计1760平方米，“服务场地面积”1680平方米，请核对。"
    ]
    shares = _table([{"content": "甲", "revenue_share": "60%"}] * 2, "services")
    assert _said(NATIONAL, shares) == ["各行“服务收入占年营业收入%”合计120%，大于100%，请核对。"]


def test_a_share_that_its_figures_do_not_give_is_asked_about():
    """占总资产 beside 设备 and 总资产; within one in a hundred it is right."""
    fields = {"total_assets": "1000", "equipment_value": "200"}
    assert _said(NATIONAL, fields | {"equipment_share": "20.9"}) == []
    assert _said(NATIONAL, fields | {"equipment_share": "40"}) == [
        "“占总资产”40%，按“购买价格”200万元、“上年末总资产”1000万元计算约为20%，请核对。"
    ]


def test_a_blank_among_a_years_figures_is_asked_for():
    """上缴税金 left empty; 无 is an answer, and an empty row is none."""
    assert _said(NATIONAL, _table([_year("2024", tax=""), {"year": ""}])) == [
        "2024年“上缴税金”没有填写，确无此项的请填0或“无”。"
    ]
    assert _said(NATIONAL, _table([_year("2024", tax="无")])) == []


def test_all_amounts_in_yuan_are_vast_by_themselves():
    """Where no fellow is smaller: assets of ten milliard 元 and more."""
    assert _said(NATIONAL, {"total_assets": "12864000"}) == [
        f"“上年末总资产”12864000万元，即1286.4亿元，{YUAN}"
    ]


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_has_the_reminders(name: str):
    """In each form a year's figure that is in 元 is asked about."""
    form = _scheme(name).form
    table = next(one for one in form.tables if one.rows == "years")
    key = next(column.key for column in table.columns if column.unit == "万元")
    rows = [{"year": year, key: text} for year, text in (("2024", "700"), ("2025", "8000000"))]
    asked = [
        hint for hint in form_hints(form, _table(rows, table.key)) if hint.sentence.endswith(YUAN)
    ]
    assert [hint.paths for hint in asked] == [(f"{table.key}.2.{key}", f"{table.key}.1.{key}")]


def test_a_device_for_a_thousand_times_the_others_is_asked_about():
    """In the list beside its fellows; beside the form's assets; and how many there are."""
    scheme = _scheme(NATIONAL)
    rows = [{"name": "甲", "quantity": "1", "price": text} for text in ("9", "8", "860000", "7")]
    assert roster_hints(scheme.roster("equipment"), rows) == (
        (2, "price", f"860000万元是本栏居中的9万元的95555倍，{YUAN}"),
    )
    texts = {"total_assets": "1000", "equipment_count": "5"}
    assert equipment_hints(scheme.form, texts, list(enumerate(rows, 2))) == (
        Hint(
            ("total_assets",),
            f"设备清单第4行的价格860000万元大于“上年末总资产”1000万元，{YUAN}",
        ),
        Hint(
            ("equipment_count",),
            "设备清单合计4台（套），含软件；“仪器、设备数量”5台(套)，两处不同，请核对。",
        ),
    )


@pytest.mark.parametrize(
    ("text", "unit", "plain"),
    [
        ("168家", "户", "168"),
        ("168户", "家", "168"),
        ("168 个", "户", "168"),
        ("350万元", "万元", "350"),
        ("168家次", "户", "168家次"),
        ("约168家", "户", "约168家"),
        ("1.2亿元", "万元", "1.2亿元"),
        ("168", "", "168"),
    ],
)
def test_firms_are_counted_in_any_of_their_words(text: str, unit: str, plain: str):
    """家, 户 and 个 are one; another unit is not guessed."""
    assert without_unit(text, unit) == plain
