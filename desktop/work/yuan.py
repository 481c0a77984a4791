"""Amounts filled in in 元 where the form asks for 万元: what each is, several changed at once."""

from collections.abc import Iterator, Mapping

from desktop.domain.amount import read_amount
from desktop.domain.fieldcheck import converted
from desktop.domain.figure import parse_figure
from desktop.domain.form import Form
from desktop.domain.plausible import MONEY, asks_for_yuan
from desktop.work.desk import Changed, Desk, changed
from desktop.work.receive import save_value

_ALIKE = 100  # a cell that is at least a hundredth of the one in doubt is of its size


def amounts_in_yuan(
    form: Form, texts: Mapping[str, str], hints: Mapping[str, str]
) -> dict[str, str]:
    """Return by path what amounts are in 万元: those that name another unit, those in doubt.

    `hints` are the reminders by path. Beside a cell in doubt stand those of its column that are
    of its size: a column is filled in in one unit. Nothing is changed by this.
    """
    found = {}
    doubtful = {path for path, sentence in hints.items() if asks_for_yuan(sentence)}
    for path, unit in _money_paths(form, texts):
        text = texts[path].strip()
        named = converted(unit, text)
        if named:
            found[path] = named
        elif unit == MONEY and (path in doubtful or _is_alike(path, texts, doubtful)):
            found[path] = read_amount(f"{text}元", unit).text
    return {path: text for path, text in found.items() if text}


def take_amounts(desk: Desk, application_id: int, amounts: Mapping[str, str]) -> Changed:
    """Fill in each of several amounts as if it were typed, so that each can be taken back."""
    for path, text in amounts.items():
        save_value(desk, application_id, path, text)
    return changed("values")


def _money_paths(form: Form, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    units = {field.key: field.unit for field in form.fields if field.kind == "figure"}
    columns = {
        (table.key, one.key): one.unit
        for table in form.tables
        for one in table.columns
        if one.kind == "figure"
    }
    for path, text in texts.items():
        parts = path.split(".")
        unit = columns.get((parts[0], parts[2]), "") if len(parts) == 3 else units.get(path, "")
        if unit and text.strip():
            yield path, unit


def _is_alike(path: str, texts: Mapping[str, str], doubtful: set[str]) -> bool:
    """Whether a cell of the same column is in doubt, and this one is of its size."""
    parts, here = path.split("."), parse_figure(texts[path])
    if len(parts) != 3 or here is None:
        return False
    for other in doubtful:
        there = parse_figure(texts.get(other, ""))
        table, _row, column = (*other.split("."), "", "")[:3]
        if (table, column) == (parts[0], parts[2]) and there and here * _ALIKE >= there:
            return True
    return False
