"""交叉核对: what stands out over a round's rosters is found, whole and in any order of rows."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case import Row
from desktop.domain.radar import (
    CONTACT,
    FIRM,
    MANY,
    MOST_SPOTS,
    PHONE,
    SELF,
    STAFF,
    Applicant,
    Finding,
    find_all,
)

CODE, OTHER = "91530100MA6K000013", "91530100MA6K000026"


def row(number: int, name: str, contact: str = "", phone: str = "", code: str = "") -> Row:
    """A firm's row."""
    cells = {"name": name, "contact": contact, "phone": phone, "code": code}
    return Row(number, "名单.xlsx", "表", number, cells)


def applicant(number: int, firms: Sequence[Row], **own: object) -> Applicant:
    """An applicant with these firms."""
    known = {"names": (f"单位{number}",), "codes": (), "phones": (), "staff": (), **own}
    return Applicant(id=number, name=f"单位{number}", roster="firms", firms=firms, **known)  # type: ignore[arg-type] # the story's own words


def told(found: Sequence[Finding]) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Findings as plain values."""
    return [
        (one.kind, one.sentence, [(s.application_id, s.row_id) for s in one.spots]) for one in found
    ]


def test_each_kind_of_finding_has_its_places():
    """The applicant itself, its people and phones, a shared phone, firms and contacts of two."""
    first = applicant(
        1,
        [
            row(1, "单位1"),
            row(2, "甲公司", "张三", "13800000001"),
            row(3, "乙公司", "王五", "0871-6000000转8012"),
            row(4, "丙公司", "周七", "13800000009"),
            row(5, "丁公司", "", "13800000009、13800000008"),
            row(6, "戊公司", "", "13800000009"),
        ],
        phones=("0871-6000000",),
        staff=[row(90, "张三", phone="13800000001")],
    )
    second = applicant(
        2, [row(21, "甲 公司", "李四", "13900000001"), row(22, "己公司", "周七", "13800000008")]
    )
    assert told(find_all([first, second])) == [
        (SELF, "“单位1”的名单中有申报单位自己：“单位1”。", [(1, 1)]),
        (STAFF, "“单位1”名单中1行的电话是本单位人员“张三”的电话。", [(1, 90), (1, 2)]),
        (STAFF, "“单位1”名单中1行的电话是申报单位自己的电话。", [(1, 3)]),
        (STAFF, "“单位1”名单中1行的联系人与本单位人员“张三”同名。", [(1, 90), (1, 2)]),
        (MANY, "“单位1”名单中3家企业填写同一电话。", [(1, 4), (1, 5), (1, 6)]),
        (PHONE, "“单位1”、“单位2”的名单中，2家不同企业填写同一电话。", [(1, 5), (2, 22)]),
        (FIRM, "“甲公司”同时在“单位1”、“单位2”的名单中。", [(1, 2), (2, 21)]),
        (
            CONTACT,
            "“单位1”、“单位2”的名单中，2家不同企业的联系人都叫“周七”。",
            [(1, 4), (2, 22)],
        ),
    ]


def test_a_code_goes_before_a_name():
    """One code under two names is one firm; two codes under one name are two."""
    one = applicant(1, [row(1, "甲公司", code=CODE)])
    renamed = applicant(2, [row(2, "甲科技公司", code=CODE)])
    other = applicant(2, [row(2, "甲公司", code=OTHER)])
    assert [found.kind for found in find_all([one, renamed])] == [FIRM]
    assert find_all([one, other]) == ()


def test_the_applicant_is_found_by_its_code_once():
    """Two rows of the applicant itself are one finding."""
    firms = [row(1, "别名公司", code=CODE), row(2, "单位1")]
    [found] = find_all([applicant(1, firms, codes=(CODE,))])
    assert (found.kind, [spot.row_id for spot in found.spots]) == (SELF, [1, 2])


def test_a_finding_names_so_many_places_and_says_how_many_there_are():
    """A phone on hundreds of rows does not fill the screen."""
    firms = [row(n, f"{n}号公司", phone="13800000009") for n in range(1, 121)]
    [found] = find_all([applicant(1, firms)])
    assert (found.kind, len(found.spots)) == (MANY, MOST_SPOTS)
    assert found.sentence == "“单位1”名单中120家企业填写同一电话。（只列出前50处，共120处）"


NAMES = st.sampled_from(["单位1", "甲公司", "乙公司", "丙公司", "丁公司", ""])
PHONES = st.sampled_from(["13800000001", "13800000002", "", "123"])
PEOPLE = st.sampled_from(["张三", "李四", "", "无"])


@st.composite
def rounds(draw: st.DrawFn) -> list[Applicant]:
    """Some applicants with rows drawn from few names, phones and contacts."""
    number = 0
    found = []
    for whose in range(1, draw(st.integers(1, 4)) + 1):
        firms = []
        for _ in range(draw(st.integers(0, 6))):
            number += 1
            firms.append(row(number, draw(NAMES), draw(PEOPLE), draw(PHONES)))
        found.append(applicant(whose, firms, phones=(draw(PHONES),)))
    return found


@given(rounds())
def test_a_firm_is_found_exactly_when_two_rosters_hold_it(applicants: list[Applicant]):
    """The findings are those of a plain comparison of all pairs."""
    found = {one.sentence.split("”")[0][1:] for one in find_all(applicants) if one.kind == FIRM}
    rosters = [{r.cells["name"] for r in one.firms} - {""} for one in applicants]
    twice = {
        name for n, one in enumerate(rosters) for other in rosters[n + 1 :] for name in one & other
    }
    assert found == twice


@given(rounds())
def test_the_order_of_applicants_changes_no_finding(applicants: list[Applicant]):
    """The same keys are found whichever applicant comes first, so that notes stay."""
    keys = sorted(one.key for one in find_all(applicants))
    assert keys == sorted(one.key for one in find_all(applicants[::-1]))
    assert len(set(keys)) == len(keys)


@given(rounds())
def test_every_place_that_is_named_is_one_of_the_rows(applicants: list[Applicant]):
    """A finding between rosters has places in two of them at least, each row once."""
    known = {(one.id, r.id) for one in applicants for r in one.firms}
    for one in find_all(applicants):
        places = [(spot.application_id, spot.row_id) for spot in one.spots]
        assert set(places) <= known
        assert len(set(places)) == len(places)
        if one.kind in (FIRM, PHONE, CONTACT):
            assert len({whose for whose, _ in places}) > 1
