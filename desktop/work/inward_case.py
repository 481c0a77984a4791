"""What the inward papers (内部用纸) look at: one application, and what every paper bears."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain import completeness
from desktop.domain.scheme import Scheme
from desktop.store.applications import Application
from desktop.store.journal import short_code
from desktop.work.casedata import case_names, reference_day
from desktop.work.department import department
from desktop.work.desk import Desk
from desktop.work.materials import WORDS, Checklist, LineState, MaterialState
from desktop.work.rounds import round_of
from desktop.work.steps import Facts, gather_facts

# Of papers joined by 或 the first state that any of them has is that of all (as in completeness).
_BEST_FIRST = (
    completeness.COMPLETE,
    completeness.MEND,
    completeness.UNSEEN,
    completeness.MISSING,
)


@dataclass(frozen=True)
class InwardCase:
    """One application as its papers look at it: the desk, and the state of all six steps."""

    desk: Desk
    facts: Facts

    @property
    def application(self) -> Application:
        """The application as stored."""
        return self.facts.loaded.application

    @property
    def scheme(self) -> Scheme:
        """The regulation that it is reviewed by."""
        return self.facts.loaded.scheme

    @property
    def received(self) -> date:
        """The day on which it was registered (收件登记)."""
        return reference_day(self.desk, self.application)

    @property
    def name(self) -> str:
        """What the platform or base is called."""
        return case_names(self.facts.loaded)[0]

    @property
    def operator(self) -> str:
        """What its operator is called; empty where it is not said."""
        return case_names(self.facts.loaded)[1]

    def text(self, path: str) -> str:
        """What stands in one blank of the case."""
        return self.facts.loaded.case.text(path).strip()


def inward_case(desk: Desk, application_id: int) -> InwardCase:
    """Return what the papers of one application look at; UserError where it is not in the file."""
    return InwardCase(desk, gather_facts(desk, application_id))


def office_facts(desk: Desk, round_id: int, scheme: Scheme) -> dict[str, Any]:
    """Return what every inward paper bears: the office, the round, the journal's code, the day."""
    year = round_of(desk, round_id).year
    return (
        plain_facts(desk)
        | scheme_facts(desk, scheme)
        | {
            "year": year,
            "scheme": f"{scheme.name}（{year}年度）",
        }
    )


def plain_facts(desk: Desk) -> dict[str, Any]:
    """Return what a paper of no round bears: the office, the journal's code, the day."""
    ours = department(desk)
    return {
        "unit": ours.name if ours else "",
        "filler": ours.filler if ours else "",
        "filler_phone": ours.phone if ours else "",
        "date": desk.clock().date(),
        "head_code": short_code(desk.store.head()),
    }


def scheme_facts(desk: Desk, scheme: Scheme) -> dict[str, Any]:
    """Return what a paper says of its scheme, whatever the year."""
    return {
        "scheme_name": scheme.name,
        "document": document_here(desk, scheme),
        "noun": scheme.noun,
    }


def case_facts(case: InwardCase) -> dict[str, Any]:
    """Return what every paper of one application bears beside the office's facts."""
    application = case.application
    office = office_facts(case.desk, application.round_id, case.scheme)
    return office | {
        "case_id": f"{office['year']}-{application.number}",
        "case_name": case.name,
        "operator_name": case.operator,
        "addressee": case.operator or case.name,
        "received": case.received,
        "contact": case.text("contact"),
        "phone": case.text("phone") or case.text("mobile"),
        "draws": case.facts.asking.draws,
    }


NOT_SHIPPED = "（办法数据非随附版本）"
_ENDS = "。；，、：;,.: "  # what a note ends with, or one more is typed for by habit


def document_here(desk: Desk, scheme: Scheme) -> str:
    """Return the regulation as inward papers cite it: marked where its data are an own edition."""
    return document_words(scheme) + (NOT_SHIPPED if desk.is_own(scheme.id) else "")


def document_words(scheme: Scheme) -> str:
    """Return the regulation as papers cite it: 《…》（文号）, the number where it has one."""
    document = scheme.document
    return f"《{document.title}》" + (f"（{document.number}）" if document.number else "")


def unended(note: str) -> str:
    """Return a note without its own closing punctuation, where the program's own follows."""
    return note.strip().rstrip(_ENDS)


def joined_notes(*notes: str) -> str:
    """Return notes as one, 甲；乙: only the last keeps the punctuation it ends with."""
    said = [one for one in notes if unended(one)]
    return "；".join([*map(unended, said[:-1]), *said[-1:]])


@dataclass(frozen=True)
class Handed:
    """One paper of the list of materials, or several joined by 或, as one line of a paper.

    `state` is a key of completeness.STATES; `lines` are those that the line speaks of.
    """

    material: MaterialState
    text: str
    state: str
    lines: tuple[LineState, ...]

    @property
    def note(self) -> str:
        """What the reviewer noted of it."""
        return joined_notes(*dict.fromkeys(line.note for line in self.lines))

    def total(self, what: str) -> int | None:
        """The copies or pages of its papers together; None where none are noted."""
        return sum(int(getattr(line, what) or 0) for line in self.lines) or None


def handed_of(found: Checklist) -> list[Handed]:
    """Return the whole list of materials as lines, papers joined by 或 as one line."""
    return [one for item in found.items for one in _of_item(item)]


def _of_item(item: MaterialState) -> Iterator[Handed]:
    groups: dict[str, list[LineState]] = {}
    for line in item.lines:
        groups.setdefault(line.any_of or f"line {line.id}", []).append(line)
    for lines in groups.values():
        states = [line.state for line in lines]
        state = next((one for one in _BEST_FIRST if one in states), completeness.NA)
        told = [line for line in lines if _told(line, state)]
        yield Handed(item, "或".join(line.text for line in told), state, tuple(told))


def _told(line: LineState, state: str) -> bool:
    """Whether a paper stands in its line: of a complete group only those that are there."""
    if state == completeness.COMPLETE:
        return line.state == state
    return line.state != completeness.NA or state == completeness.NA


def state_words(state: str) -> str:
    """Return 齐全, 缺件, 需补正, 不涉及 or 未审."""
    return WORDS[state]


def short_title(text: str) -> str:
    """Return an item's name without what the article says of its contents (：…, （包括…）)."""
    return text.partition("：")[0].partition("（包括")[0]
