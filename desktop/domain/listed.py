"""What a published list (专精特新企业名单) says of a roster's rows, beside what the roster says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.clean import fold_name
from desktop.domain.signs import Signs, signs_of

OPEN, AGREES, DIFFERS, UNLISTED = "open", "agrees", "differs", "unlisted"
_NOTHING = frozenset({"", "-", "—", "/", "\\"})
_NO = ("否", "不", "无", "非", "未", "没有", "×", "✗", "x", "0")
_YES = frozenset({"是", "有", "√", "✓", "✔", "y", "yes", "1", "对"})


@dataclass(frozen=True)
class ListEntry:
    """A firm as a list has it; `value` is what the list says of it."""

    id: int
    list_name: str
    place: str
    name: str
    code: str
    value: str


@dataclass(frozen=True)
class Said:
    """A roster's row beside a list's entry.

    `kind`: OPEN (the roster says nothing), AGREES, DIFFERS, or UNLISTED (the roster says so and no
    list does; then there is no entry). `by` is what they were matched by: 代码 or 名称.
    """

    kind: str
    row: Row
    own: str
    entry: ListEntry | None = None
    by: str = ""


def compare_with_lists(
    rows: Sequence[Row], column: str, entries: Iterable[ListEntry]
) -> tuple[Said, ...]:
    """Return what the lists say of `rows` in `column`, in the rows' order.

    Matched by valid code, else by folded name; two valid codes that differ are two firms, however
    alike their names. Of several entries the first one counts: give the newest list first. A row
    that neither claims anything nor stands on a list is left out.
    """
    codes: dict[str, ListEntry] = {}
    names: dict[str, list[tuple[str, ListEntry]]] = {}
    for entry in entries:
        signs = signs_of({"name": entry.name, "code": entry.code})
        if signs.code:
            codes.setdefault(signs.code, entry)
        names.setdefault(signs.name, []).append((signs.code, entry))
    told = (_said(row, row.cells.get(column, "").strip(), codes, names) for row in rows)
    return tuple(one for one in told if one is not None)


def _said(
    row: Row,
    own: str,
    codes: Mapping[str, ListEntry],
    names: Mapping[str, list[tuple[str, ListEntry]]],
) -> Said | None:
    signs = signs_of(row.cells)
    entry, by = codes.get(signs.code) if signs.code else None, "代码"
    if entry is None:
        entry, by = _by_name(signs, names), "名称"
    nothing = own in _NOTHING
    if entry is None:
        return None if nothing or _says_no(own) else Said(UNLISTED, row, own)
    if nothing:
        return Said(OPEN, row, own, entry, by)
    return Said(AGREES if agrees(own, entry.value) else DIFFERS, row, own, entry, by)


def _by_name(signs: Signs, names: Mapping[str, list[tuple[str, ListEntry]]]) -> ListEntry | None:
    for code, entry in names.get(signs.name, ()) if signs.name else ():
        if not (code and signs.code and code != signs.code):
            return entry
    return None


def agrees(own: str, listed: str) -> bool:
    """Tell whether a roster's own words say what the list says (是 agrees with any)."""
    mine, theirs = fold_name(own), fold_name(listed)
    if _says_no(own):
        return mine == theirs
    return mine in _YES or mine in theirs or theirs in mine


def _says_no(own: str) -> bool:
    return fold_name(own).startswith(_NO)
