"""Plain lists of what was read in a form: the blank or the place, the text, where it stood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.domain.scheme import Scheme
from desktop.ui.kit.places import without_file
from desktop.ui.kit.table import Rows, Table, TableColumn
from desktop.work.blank_names import labels_of
from desktop.work.incoming_file import Incoming


@dataclass(frozen=True)
class Line:
    """What comes first (a blank or a place), the text, its place; `source` is the whole place."""

    first: str
    text: str
    place: str
    source: str


def form_lines(one: Incoming, scheme: Scheme) -> list[Line]:
    """Return what was read in the form's blanks, in their order; places without the file's name."""
    assert one.form is not None
    labels = labels_of(scheme)
    order = {path: number for number, path in enumerate(labels)}
    values = sorted(one.form.values.items(), key=lambda item: order.get(item[0], len(order)))
    return [
        Line(labels.get(path, path), value.text, without_file(value.source, one.name), value.source)
        for path, value in values
    ]


def unread_lines(one: Incoming) -> list[Line]:
    """Return what was not understood, each with its place first."""
    assert one.form is not None
    return [
        Line(without_file(value.source, one.name), value.text, "", value.source)
        for value in one.form.unread
    ]


def plain_rows(owner: QWidget, heads: Sequence[tuple[str, int]]) -> Rows[Line]:
    """Rows of two or three columns; `heads` are their words and widths in px."""
    getters: tuple[Callable[[Line], str], ...] = (
        lambda line: line.first,
        lambda line: line.text,
        lambda line: line.place,
    )
    columns = [
        TableColumn(str(n), title, getters[n], width, tip=_tip_of(getters[n]))
        for n, (title, width) in enumerate(heads)
    ]
    return Rows(columns, lambda line: line, owner)


def plain_table(name: str, rows: Rows[Line], label: str) -> Table:
    """A table of such rows; `label` is for a screen reader."""
    made = Table(name, rows)
    made.setAccessibleName(label)
    return made


def _tip_of(text: Callable[[Line], str]) -> Callable[[Line], str]:
    """A cell's whole text; of a place all of it, with the file's name."""
    return lambda line: (
        line.source if text(line) and line.source.endswith(text(line)) else text(line)
    )
