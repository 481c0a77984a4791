"""What 待办事项 shows at once, by name alone: the rules take long to load, and it needs none."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.store import applications, rounds
from desktop.store.applications import Application
from desktop.work.desk import Desk

if TYPE_CHECKING:  # the rules are loaded when an application is judged, and not before
    from desktop.work.cases import CaseLine


@dataclass(frozen=True)
class TodoLine:
    """One thing to do; with an `application_id` and a step's key it is a link.

    kind: overdue (逾期), due (a date of the year's call, or a term), start (nothing there yet),
    problem (有问题), open (to go on with), send (to send up), away (with a colleague, or from one).
    `step` names a page where there is no
    application, `detail` what is wanted there.
    """

    sentence: str
    application_id: int | None
    step: str
    kind: str
    round_id: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class TodoPage:
    """All that is to be done, how many applications stand at each step, and where one left off.

    `recent` is the applications under way with their rounds, the last edited first. `unread` are
    those whose steps are not reckoned yet.
    """

    lines: tuple[TodoLine, ...]
    counts: tuple[tuple[str, int], ...]
    resume: TodoLine | None
    recent: "tuple[tuple[int, CaseLine], ...]" = ()
    unread: tuple[int, ...] = ()


def names(desk: Desk, round_id: int | None = None) -> TodoPage:
    """Return the applications under way in one round, or in all, none of them judged yet."""
    wanted = [one.id for one in rounds.rounds(desk.store)] if round_id is None else [round_id]
    found = [
        (number, one)
        for number in wanted
        for one in applications.applications(desk.store, number)
        if one.state == "open"
    ]
    lines = tuple(waiting_line(number, one) for number, one in found)
    return TodoPage(lines, (), None, (), tuple(one.id for _number, one in found))


def waiting_line(round_id: int, one: Application) -> TodoLine:
    """Return the line of an application that is still to be judged."""
    return TodoLine(f"{one.name}：正在核对…", one.id, "", "open", round_id)
