"""再次申报: last time's values beside the new form, jumps marked, and taken over when asked."""

import pytest
from drawn_case import code_of

from desktop.domain.case import Value
from desktop.domain.problem import UserError
from desktop.store import values
from desktop.work.again import LastBlank, fill_from_last, last_time
from desktop.work.cases import set_state, start_case
from desktop.work.desk import Desk
from desktop.work.receive import save_value
from desktop.work.rounds import open_round

SCHEMES = (
    "kunming-base-2022",
    "kunming-platform-2022",
    "nanchang-platform-2022",
    "national-platform-2017",
    "yunnan-platform-2022",
)
SCHEME = "kunming-platform-2022"
UNIT = "昆明云岭创新服务有限公司"


def start(desk: Desk, scheme: str, year: int, **texts: str) -> int:
    """An application of one organisation, with some blanks filled."""
    number = int(start_case(desk, open_round(desk, scheme, year).value, "平台").value)
    for path, text in {"operator_name": UNIT, **texts}.items():
        save_value(desk, number, path, text)
    return number


def test_last_time_stands_beside_with_its_jumps(desk: Desk):
    """Half as much again, a third less, another phone: said; what is near is shown alone."""
    start(desk, SCHEME, 2024, area="1", contact="更早")
    last = start(
        desk, SCHEME, 2025, contact="钱", phone="13908710001", area="400", staff_total="30"
    )
    save_value(desk, last, "served_last_year", "120")
    now = start(desk, SCHEME, 2026, phone="13908710002", area="600", staff_total="20")
    save_value(desk, now, "served_last_year", "130")
    found = last_time(desk, now)
    assert found is not None
    assert (found.application_id, found.label) == (last, "2025年度 昆明市示范平台 0001")
    assert found.blanks == {
        "contact": LastBlank("钱", "", offered=True),
        "phone": LastBlank("13908710001", "与上次不同", offered=True),
        "area": LastBlank("400", "比上次增加50%"),
        "staff_total": LastBlank("30", "比上次减少33.3%"),
        "served_last_year": LastBlank("120"),
    }
    assert found.empty == ("contact",)


def test_what_is_taken_over_says_where_it_is_from_and_waits(desk: Desk):
    """Chosen blanks, never a figure; the source stands there until it is confirmed."""
    start(desk, SCHEME, 2025, contact="钱", phone="13908710001", area="400", fill_date="20250310")
    now = start(desk, SCHEME, 2026)
    found = last_time(desk, now)
    assert found is not None
    assert found.empty == ("contact", "phone")
    taken = fill_from_last(desk, now, ["contact", "phone", "area", "fill_date"]).value
    kept = values.values(desk.store, now)
    source = "上次申报（2025年度 昆明市示范平台 0001）"
    assert taken == 2
    assert kept["contact"] == Value("钱", source, confirmed=False)
    assert "area" not in kept
    with pytest.raises(UserError, match="没有可以按上次填入的内容"):
        fill_from_last(desk, now, ["area"])


def test_the_same_code_finds_an_organisation_under_another_name(desk: Desk):
    """A new name is no new organisation; the same name with another code is."""
    last = start(desk, SCHEME, 2025, contact="钱", **{"rec.code": code_of(7)})
    now = start(desk, SCHEME, 2026, operator_name="云南云岭集团有限公司")
    assert last_time(desk, now) is None
    save_value(desk, now, "rec.code", code_of(7))
    found = last_time(desk, now)
    assert found is not None
    assert found.application_id == last
    other = start(desk, SCHEME, 2027, **{"rec.code": code_of(9)})
    assert last_time(desk, other) is None


def test_void_ones_do_not_count_and_the_same_scheme_comes_first(desk: Desk):
    """An application that was void never was one."""
    own = start(desk, SCHEME, 2023, contact="钱")
    start(desk, "kunming-base-2022", 2025, contact="孙")
    void = start(desk, SCHEME, 2025, contact="李")
    set_state(desk, void, "void", "重复")
    now = start(desk, SCHEME, 2026)
    found = last_time(desk, now)
    assert found is not None
    assert found.application_id == own
    set_state(desk, own, "void", "重复")
    found = last_time(desk, now)
    assert found is not None
    assert found.blanks["contact"].text == "孙"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_takes_over_who_it_is(desk: Desk, scheme: str):
    """The contact of last year is offered under each of the five; the total area never is."""
    start(desk, scheme, 2025, contact="钱", area="400")
    now = start(desk, scheme, 2026)
    found = last_time(desk, now)
    assert found is not None
    assert "contact" in found.empty
    assert not found.blanks["area"].offered
