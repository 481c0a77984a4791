"""Makes each page at its first use: what a page needs is imported then, and not at the start."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.kit.office import Office
from desktop.ui.kit.page import Page
from desktop.ui.kit.theme import Theme

if TYPE_CHECKING:  # the page itself is not wanted before it is shown
    from desktop.ui.keeper import Keeper
    from desktop.ui.pages.first_start import Beginning


def page_factories(
    theme: Theme, beginning: "Callable[[], Beginning]", keeper: "Callable[[], Keeper]"
) -> Mapping[str, Callable[[Office], Page]]:
    """What makes the window's pages, by their keys."""
    return {
        "todo": _todo,
        "cases": _cases,
        "incoming": _incoming,
        "case": _case,
        "send": _send,
        "bureau": _bureau,
        "dynamic": _dynamic,
        "unit": _unit,
        "archive": _archive,
        "schemes": _schemes,
        "settings": partial(_settings, theme),
        "round": _round,
        "radar": _radar,
        "history": _history,
        "letters": _letters,
        "handover": _handover,
        "safety": partial(_safety, beginning, keeper),
        "first_start": partial(_first_start, beginning),
    }


def _todo(office: Office) -> Page:
    from desktop.ui.pages.todo import Todo

    return Todo(office)


def _cases(office: Office) -> Page:
    from desktop.ui.pages.cases import Cases

    return Cases(office)


def _incoming(office: Office) -> Page:
    from desktop.ui.pages.incoming import IncomingPage

    return IncomingPage(office)


def _case(office: Office) -> Page:
    from desktop.ui.pages.case import Case

    return Case(office)


def _send(office: Office) -> Page:
    from desktop.ui.pages.send import Send

    return Send(office)


def _bureau(office: Office) -> Page:
    from desktop.ui.pages.bureau import Bureau

    return Bureau(office)


def _dynamic(office: Office) -> Page:
    from desktop.ui.pages.dynamic import Dynamic

    return Dynamic(office)


def _unit(office: Office) -> Page:
    from desktop.ui.pages.dynamic_unit import Unit

    return Unit(office)


def _archive(office: Office) -> Page:
    from desktop.ui.pages.archive import ArchivePage

    return ArchivePage(office)


def _schemes(office: Office) -> Page:
    from desktop.ui.pages.schemes import Schemes

    return Schemes(office)


def _settings(theme: Theme, office: Office) -> Page:
    from desktop.ui.pages.settings import SettingsPage

    return SettingsPage(office, theme)


def _round(office: Office) -> Page:
    from desktop.ui.pages.round import Round

    return Round(office)


def _safety(
    beginning: "Callable[[], Beginning]", keeper: "Callable[[], Keeper]", office: Office
) -> Page:
    from desktop.ui.pages.safety import Safety

    return Safety(office, keeper(), beginning().open)


def _history(office: Office) -> Page:
    from desktop.ui.pages.history import History

    return History(office)


def _handover(office: Office) -> Page:
    from desktop.ui.pages.handover import Handover

    return Handover(office)


def _letters(office: Office) -> Page:
    from desktop.ui.pages.letters import Letters

    return Letters(office)


def _radar(office: Office) -> Page:
    from desktop.ui.pages.radar import Radar

    return Radar(office)


def _first_start(beginning: "Callable[[], Beginning]", office: Office) -> Page:
    from desktop.ui.pages.first_start import FirstStart

    return FirstStart(office, beginning())
