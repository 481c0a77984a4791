"""What the history calls all that the journal has by its key: blanks, papers, drawn firms."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desktop.domain.clean import fold_name
from desktop.domain.lock import parse_lock
from desktop.domain.scheme import Scheme
from desktop.store import applications, locks
from desktop.store.journal import Entry
from desktop.work.desk import Desk
from desktop.work.draw_papers import AFTER
from desktop.work.history_words import Names, names_of
from desktop.work.inward_papers import OF_CASE, OF_ROUND
from desktop.work.overprint import OVERPRINT
from desktop.work.paper_roster import PAPER_NAME, typed_rows
from desktop.work.printed_papers import titles_of
from desktop.work.rounds import scheme_of

_FIRM, _LOCK = "firm", "lock"  # the keys by which an act has one firm of a sealed list


def names_anywhere(scheme: Scheme | None = None) -> Names:
    """Return what a scheme calls what the journal has by its key, and the papers of all."""
    own = names_of(scheme) if scheme is not None else Names()
    papers = {ref.id: ref.title for ref in (*AFTER, *OF_CASE, *OF_ROUND, OVERPRINT)}
    return replace(own, sheets=papers | dict(own.sheets))


def names_of_round(desk: Desk, round_id: int) -> Names:
    """Return the words for what was done in a round, its papers by the names they have here."""
    return replace(names_of(scheme_of(desk, round_id)), sheets=titles_of(desk, round_id))


def names_of_case(
    desk: Desk, application: applications.Application, names: Names, acts: Iterable[Entry]
) -> Names:
    """Return a round's words with those of one application: the firms that its acts speak of.

    The names are read from the sealed lists and nowhere else: the journal itself has none.
    """
    if not any(one.detail is not None and _FIRM in one.detail for one in acts):
        return names
    return replace(names, firms=_firms(desk, application.id))


def _firms(desk: Desk, application_id: int) -> Mapping[tuple[int, int], str]:
    """The firms by their lock's id and number; those of the newest lock also by 0."""
    typed = typed_rows(desk, application_id)
    found: dict[tuple[int, int], str] = {}
    for kept in locks.locks(desk.store, application_id):
        for firm in parse_lock(kept.text).firms:
            row = typed.get(fold_name(firm.name))
            name = (row.cells.get(PAPER_NAME, "") if row else "") or firm.name
            found[kept.id, firm.i] = found[0, firm.i] = name
    return found
