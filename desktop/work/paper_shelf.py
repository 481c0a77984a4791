"""The shelf of papers: every paper of a case or a round in its group, and what stands on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from desktop.domain.problem import UserError
from desktop.domain.regulation import SheetRef
from desktop.work.applicant_forms import applicant_forms, gather_applicant_form
from desktop.work.casedata import application_of
from desktop.work.cases import open_case
from desktop.work.desk import Desk
from desktop.work.draw_papers import AFTER, draw_papers, gather_draw_paper
from desktop.work.inquiry_paper import gather_inquiry, inquiry_papers, is_inquiry
from desktop.work.inward_papers import (
    DECLINE,
    LETTER,
    NOTICE,
    OF_CASE,
    RECEIPT,
    gather_inward,
    inward_papers,
    is_inward,
    round_papers,
)
from desktop.work.overprint import OVERPRINT, gather_overprint, has_overprint
from desktop.work.paper_wishes import as_wished
from desktop.work.papers import SheetFacts, SheetLine, gather
from desktop.work.rounds import scheme_of

OUTWARD, LETTERS, INWARD = "上报的表", "函件", "内部留存"
DRAW, FORMS = "抽查", "申报单位填写"
GROUPS = (OUTWARD, LETTERS, INWARD, DRAW, FORMS)
_LETTERS = (LETTER, RECEIPT, NOTICE, DECLINE)  # what is addressed to somebody
_FORBIDDEN = '\\/:*?"<>|'
_LONGEST = 80  # characters of an applicant's name in a file's name


@dataclass(frozen=True)
class ShelfLine:
    """One paper that can be made now, and the group that it stands in."""

    group: str
    line: SheetLine

    @property
    def key(self) -> tuple[str, str]:
        """What tells this paper from the others on its shelf."""
        return self.group, self.line.ref.id

    @property
    def one_each(self) -> bool:
        """True where every application has its own (一家一份)."""
        return self.line.ref.made_for == "application"

    @property
    def goes_up(self) -> bool:
        """True for what is sent to the bureau above: its tables, and the letter with them."""
        return self.group in (OUTWARD, LETTERS) and self.line.ref.outward

    @property
    def for_nobody(self) -> bool:
        """True where no application is needed: a blank form, or a paper of the whole round."""
        return self.group in (FORMS, INWARD) and not self.one_each


@dataclass(frozen=True)
class Paper:
    """One paper that is not poured yet: the name offered for its file, and what stands on it."""

    name: str
    facts: SheetFacts


@dataclass(frozen=True)
class Gathered:
    """Papers that are not poured yet; `without` names the applications that have none now."""

    papers: tuple[Paper, ...] = ()
    without: tuple[str, ...] = ()

    def __add__(self, other: Self) -> Self:
        """Those of both, in their order."""
        return replace(
            self, papers=self.papers + other.papers, without=self.without + other.without
        )


def papers_of_case(desk: Desk, application_id: int) -> list[ShelfLine]:
    """Return all papers of one application that can be made now, group by group."""
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    round_id = application_of(desk, application_id).round_id
    found = [*_official(scheme.id, scheme.sheets, "application")]
    if has_overprint(scheme):
        found.append(ShelfLine(OUTWARD, SheetLine(OVERPRINT, scheme.id, OVERPRINT.title)))
    found += _inward(inward_papers(desk, application_id))
    found += _inward(inquiry_papers(desk, application_id))
    found += [ShelfLine(DRAW, line) for line in draw_papers(desk, application_id)]
    found += [ShelfLine(FORMS, line) for line in applicant_forms(desk, round_id)]
    return _in_groups(found)


def papers_of_round(desk: Desk, round_id: int) -> list[ShelfLine]:
    """Return the papers of a round: of all applications, of each one, and the blank forms."""
    scheme = scheme_of(desk, round_id)
    found = [*_official(scheme.id, scheme.sheets, "round")]
    found += _inward(round_papers(desk, round_id))
    found += _official(scheme.id, scheme.sheets, "application")
    found += _inward([SheetLine(ref, scheme.id, ref.title) for ref in OF_CASE])
    found += [ShelfLine(DRAW, SheetLine(ref, scheme.id, ref.title)) for ref in AFTER]
    blank = [_blank(line) for line in applicant_forms(desk, round_id)]
    return _in_groups([*found, *blank])


def _inward(lines: Sequence[SheetLine]) -> list[ShelfLine]:
    return [ShelfLine(_group(line.ref), line) for line in lines]


def _group(ref: SheetRef) -> str:
    if is_inquiry(ref) or ref.id in {one.id for one in _LETTERS}:
        return LETTERS
    return OUTWARD if ref.outward else INWARD


def _blank(line: SheetLine) -> ShelfLine:
    """A form that nobody has filled in yet: it is the round's."""
    ref = replace(line.ref, made_for="round")
    return ShelfLine(FORMS, replace(line, ref=ref, title=f"{line.title}（空白）"))


def _official(scheme_id: str, sheets: Sequence[SheetRef], made_for: str) -> list[ShelfLine]:
    return [
        ShelfLine(_group(ref), SheetLine(ref, scheme_id, ref.title))
        for ref in sheets
        if ref.made_for == made_for
    ]


def _in_groups(lines: Sequence[ShelfLine]) -> list[ShelfLine]:
    return sorted(lines, key=lambda one: GROUPS.index(one.group))


def gather_paper(
    desk: Desk, paper: ShelfLine, round_id: int, application_ids: Sequence[int]
) -> SheetFacts:
    """Gather what stands on a paper, whichever errand knows it; UserError where it can't be made.

    A paper that each application has its own of is made for the first of `application_ids`.
    """
    ref = paper.line.ref
    if paper.group == DRAW:
        return gather_draw_paper(desk, application_ids[0], ref.id)
    if paper.group == FORMS:
        one = application_ids[0] if paper.one_each else None
        return gather_applicant_form(desk, ref, round_id, one)
    if ref == OVERPRINT:
        return gather_overprint(desk, application_ids[0])
    if is_inquiry(ref):
        return gather_inquiry(desk, ref, application_ids[0])
    if is_inward(ref):
        return gather_inward(desk, ref, round_id, application_ids)
    return as_wished(desk, gather(desk, ref, round_id, application_ids))


def gather_papers(
    desk: Desk, paper: ShelfLine, round_id: int, application_ids: Sequence[int]
) -> Gathered:
    """Gather a paper for the round, or one for each of the applications, in their order.

    Applications that have no such paper now (nothing to mend, no draw yet) are left out and
    named. UserError names the application whose paper can't be made.
    """
    if not (application_ids or paper.for_nobody):
        raise UserError("还没有选择申报单位。", "请先勾选要列入表中的申报。")
    if not paper.one_each:
        facts = gather_paper(desk, paper, round_id, application_ids)
        return Gathered((Paper(paper.line.title, facts),))
    wanted = [one for one in application_ids if _has_use(desk, paper, one)]
    left = [one for one in application_ids if one not in wanted]
    papers = [_one(desk, paper, round_id, number, wanted) for number in wanted]
    return Gathered(tuple(papers), tuple(_numbered_name(desk, number) for number in left))


def _has_use(desk: Desk, paper: ShelfLine, application_id: int) -> bool:
    ref = paper.line.ref
    if paper.group == DRAW:
        return ref.id in {one.ref.id for one in draw_papers(desk, application_id)}
    return ref not in OF_CASE or ref in {one.ref for one in inward_papers(desk, application_id)}


def _numbered_name(desk: Desk, application_id: int) -> str:
    case = open_case(desk, application_id)
    return " ".join(filter(None, (case.number, case.name)))


def _one(desk: Desk, paper: ShelfLine, round_id: int, number: int, several: Sequence[int]) -> Paper:
    case = open_case(desk, number)
    try:
        facts = gather_paper(desk, paper, round_id, [number])
    except UserError as error:
        if len(several) == 1:
            raise
        raise UserError(f"“{case.name}”：{error.sentence}", error.hint) from error
    parts = (case.number, plain_name(case.name), paper.line.title)
    return Paper(" ".join(filter(None, parts)), facts)


def plain_name(name: str) -> str:
    """Return a name without what a file's name can't hold, and no longer than it may be."""
    kept = "".join(letter for letter in name if letter not in _FORBIDDEN and letter >= " ")
    return kept.strip(" .")[:_LONGEST]
