"""A file with a round for each scheme: one applicant worked through, some at other steps."""

from collections.abc import Callable

from desktop import paths
from desktop.work import asking, cases, drawing, incoming, materials, receive, rounds
from desktop.work.desk import Desk
from desktop.work.dynamic_keep import add_row, add_unit, save_field
from desktop.work.example import Note, example_notes, start_department, work_applicant

FIRST = "kunming-platform-2022"  # its round has an application at every stretch of the way
NAME = "platform_name"  # the blank 平台名称 of its form
HALF = 7  # so many firms have answered where a survey is under way
OTHERS: tuple[tuple[str, str], ...] = (
    ("滇澜中小企业技术服务平台", "received"),
    ("翠岭数字化服务平台", "mending"),
    ("云帆创业服务平台", "asking"),
)


def fill(desk: Desk, say: Callable[[str], None] = lambda _: None) -> None:
    """Work the passing applicant of every scheme through, the failing one to its receipt."""
    notes = example_notes(paths.resources_dir() / "example")
    desk.operator = "王测试"
    for scheme in [*sorted({note.scheme for note in notes} - {FIRST}), FIRST]:
        own = [note for note in notes if note.scheme == scheme]
        round_id = start_department(desk, scheme, own[0].year)
        for note in own:
            if note.passes:
                work_applicant(desk, round_id, note, say)
        failing = next(note for note in own if not note.passes)
        receive_as(desk, round_id, failing, failing.applicant)
        if scheme == FIRST:
            _others(desk, round_id, failing)
            follow_unit(desk)


def follow_unit(desk: Desk) -> int:
    """A unit that was recognised two years ago, with a change that is to be filed; its id."""
    number = int(add_unit(desk, FIRST, "滇澜中小企业技术服务平台").value)
    save_field(desk, number, "unit.year", "2024")
    add_row(desk, number, "change")
    return number


def _others(desk: Desk, round_id: int, note: Note) -> None:
    for name, stretch in OTHERS:
        number = receive_as(desk, round_id, note, name)
        if stretch == "received":
            continue
        page = receive.form_page(desk, number)
        receive.confirm_values(desk, number, list(page.values))
        found = materials.checklist(desk, number)
        lines = [line.id for item in found.items for line in item.lines]
        materials.set_lines(desk, number, lines, "complete")
        if stretch == "mending":
            materials.set_lines(desk, number, lines[3:5], "missing")
        else:
            ask_some(desk, number)


def receive_as(desk: Desk, round_id: int, note: Note, name: str) -> int:
    number = int(cases.start_case(desk, round_id, name).value)
    scheme = rounds.scheme_of(desk, round_id)
    read = incoming.read_incoming([note.folder], scheme, lambda *_: None, lambda: False)
    incoming.keep_incoming(desk, number, read)
    if name != note.applicant:
        receive.save_value(desk, number, NAME, name)
    return number


def ask_some(desk: Desk, number: int) -> None:
    lock = int(drawing.lock_frame(desk, number).value)
    drawing.draw_sample(desk, number, lock, "271828", "顾明远")
    page = asking.ask_page(desk, number)
    yes = next(choice.id for choice in page.answers if choice.satisfied)
    for line in page.lines[:HALF]:
        asking.answer(desk, number, line.i, yes, method=2)
