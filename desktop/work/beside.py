"""A supplementary roster (补充名单): its rows come behind those there, none of them twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.domain.case import Row
from desktop.domain.scheme import Scheme
from desktop.domain.signs import signs_of
from desktop.intake.found import RefusedRow, Taken, TakenRow
from desktop.work.incoming_file import Incoming

_NUMBERING = "serial"


def beside_of(incoming: Sequence[Incoming]) -> frozenset[str]:
    """Return the rosters whose rows the reviewer wants behind those that are there."""
    return frozenset(one.roster for one in incoming if one.beside and one.taken is not None)


def without_those_there(
    incoming: Sequence[Incoming], scheme: Scheme, there: Mapping[str, Sequence[Row]]
) -> list[Incoming]:
    """Return the files with what the application has already refused, where it is added to.

    In a roster of firms that is a firm with the same code or name: it was served once. In any
    other roster it is a row with the same cells. `there` are the rows by roster.
    """
    wanted = beside_of(incoming)
    made = []
    for one in incoming:
        if one.taken is not None and one.roster in wanted and there.get(one.roster):
            firms = one.roster in (scheme.sample.roster, scheme.sample.compare_with)
            taken = _without(one.taken, there[one.roster], firms=firms)
            title = scheme.roster(one.roster).title
            sums = f"读入{taken.read} = 采纳{len(taken.rows)} + 拒绝{len(taken.refused)}"
            made.append(replace(one, taken=taken, sentence=f"{title}：接在现有名单后面，{sums}"))
        else:
            made.append(one)
    return made


def _without(taken: Taken, there: Sequence[Row], *, firms: bool) -> Taken:
    known: dict[str, Row] = {}
    for row in there:
        for sign in _signs(row.cells, firms=firms):
            known.setdefault(sign, row)
    rows, refused = [], list(taken.refused)
    for fresh in taken.rows:
        old = next(
            (known[sign] for sign in _signs(fresh.cells, firms=firms) if sign in known), None
        )
        if old is None:
            rows.append(fresh)
        else:
            refused.append(_refused(fresh, old))
    return replace(taken, rows=tuple(rows), refused=tuple(refused))


def _signs(cells: Mapping[str, str], *, firms: bool) -> list[str]:
    if firms:
        signs = signs_of(cells)
        return [sign for sign in (signs.code, signs.name) if sign]
    said = sorted((key, text) for key, text in cells.items() if text and key != _NUMBERING)
    return [repr(said)] if said else []


def _refused(fresh: TakenRow, old: Row) -> RefusedRow:
    reason = f"现有名单中已有（{old.place}），没有再采纳"
    return RefusedRow(fresh.sheet, fresh.line, fresh.cells, reason)
