"""The inward papers of the bundled applicants stand as they were looked at and found good."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from inward_office import KUNMING, NATIONAL, SCHEMES, Office, open_office

from desktop.domain.scheme import Scheme
from desktop.sheets.fonts import Fonts
from desktop.work import inward_papers as papers
from desktop.work.papers import pages_of, pour_docx, pour_pdf, pour_xlsx

GOLDEN = Path(__file__).parent.parent / "golden" / "inward"
ALL = (*papers.OF_CASE, *papers.OF_ROUND)
Offices = Callable[[str], Office]


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, shelf: Mapping[str, Scheme], faces: Fonts
) -> Iterator[Offices]:
    """The office of a scheme, worked once for all tests; none of them may change its cases."""
    made: dict[str, Office] = {}

    def opened(scheme: str) -> Office:
        if scheme not in made:
            made[scheme] = open_office(tmp_path_factory.mktemp(scheme), scheme, shelf, faces)
        return made[scheme]

    yield opened
    for one in made.values():
        one.desk.close()


@pytest.mark.parametrize("ref", ALL, ids=lambda ref: ref.id)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_paper_says_what_it_should(scheme: str, ref: papers.SheetRef, office: Offices):
    """Each paper of each scheme, whole: those of the declined case, and those of the round."""
    golden = GOLDEN / f"{scheme}--{ref.id}.txt"
    assert office(scheme).text(ref) == golden.read_text("utf-8")


@pytest.mark.parametrize("ref", [papers.ASSESSMENT, papers.MEMO], ids=lambda ref: ref.id)
def test_a_case_that_passes_has_no_problem_to_tell(ref: papers.SheetRef, office: Offices):
    """The applicant that passes: all conditions met, and the proposal to recommend."""
    found = office(KUNMING)
    golden = GOLDEN / f"{KUNMING}--{ref.id}--passes.txt"
    assert found.text(ref, found.passed) == golden.read_text("utf-8")


@pytest.mark.parametrize("scheme", [KUNMING, NATIONAL])
def test_every_paper_pours(scheme: str, office: Offices):
    """Every paper in all three kinds, none a draft once the case is 定稿; 一页呈批 is one page."""
    for ref in ALL:
        made = office(scheme).sheet(ref)
        assert (made.draft, pour_xlsx(made)[:2], pour_docx(made)[:2]) == (False, b"PK", b"PK")
        assert pages_of(pour_pdf(made)) <= (1 if ref == papers.MEMO else 6)


def test_only_inward_papers_bear_the_journals_code(office: Offices):
    """What goes up bears no foot; every inward paper has the short code of the head."""
    found = office(KUNMING)
    outward = {ref.id for ref in ALL if "日志校验" not in found.text(ref)}
    assert outward == {"letter", "sending_list"} == {ref.id for ref in ALL if ref.outward}


def test_the_articles_are_those_of_the_scheme(office: Offices):
    """No paper of one scheme cites another one's document."""
    numbers = {scheme: office(scheme).desk.schemes[scheme].document.title for scheme in SCHEMES}
    for scheme in SCHEMES:
        text = "".join(office(scheme).text(ref) for ref in ALL)
        told = {other for other, title in numbers.items() if f"《{title}》" in text}
        assert told == {scheme}
