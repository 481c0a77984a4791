"""States beside the steps (撤回, 逾期未补, 不予推荐, 作废): since when, why, and what next."""

from dataclasses import dataclass

from desktop.store import journal
from desktop.store.applications import State
from desktop.work.casedata import application_of
from desktop.work.cases import STATE_WORDS
from desktop.work.desk import Desk, case_subject
from desktop.work.mending import is_overdue
from desktop.work.office_notes import moment_words

StateKey = State
ACT = "变更状态"
# What is offered: the words of the act, in the order of the menu.
OFFERS: tuple[tuple[State, str], ...] = (
    ("withdrawn", "撤回申报"),
    ("overdue", "逾期未补"),
    ("declined", "不予推荐"),
    ("void", "作废"),
)
BACK_WORDS = "恢复办理"


@dataclass(frozen=True)
class StateView:
    """A case's state in words, why it is so, and what it may become, each with its act's words.

    `told` is empty where the case is open. `paper` is the id of the paper that tells the
    applicant, if there is one.
    """

    word: str
    told: str
    offers: tuple[tuple[State, str], ...]
    paper: str = ""


def state_view(desk: Desk, application_id: int) -> StateView:
    """Return the state of one application; 逾期未补 is offered once its day is past."""
    state = application_of(desk, application_id).state
    overdue = is_overdue(desk, application_id)
    offers = tuple(one for one in OFFERS if one[0] != state and (one[0] != "overdue" or overdue))
    if state == "open":
        return StateView("", "", offers)
    back: tuple[tuple[State, str], ...] = (("open", BACK_WORDS),)
    paper = "decline_notice" if state == "declined" else ""
    word = STATE_WORDS[state]
    return StateView(word, _told(desk, application_id, word, state), (*back, *offers), paper)


def _told(desk: Desk, application_id: int, word: str, state: State) -> str:
    """Say since when, by whom and why; of an erased reason only when and by whom."""
    acts = [
        one
        for one in journal.history_of(desk.store, case_subject(application_id), ACT)
        if one.detail is None or one.detail.get("new") == state
    ]
    if not acts:
        return word
    last = acts[-1]
    why = str((last.detail or {}).get("why", "（内容已清除）"))
    return f"{word}：{moment_words(desk, last.at)}，{last.operator}，{why}"
