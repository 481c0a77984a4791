"""A roster's columns in its table: headings as on paper, no wider than what is in them."""

from desktop.domain.case import Row
from desktop.domain.fieldcheck import column_sentences
from desktop.domain.form import Column
from desktop.ui.kit.table import TableColumn

_LETTER, _HEAD = 13, 18  # px, a character of a heading at 100 %, and the room around it
_UNIT = "（"
_LONG = 8  # letters of a heading that is broken in two, where its cells are no wider
# px at 100 %, as a rule and at the least, by what a column holds: few letters, or many.
_KEYS = {
    "serial": (48, 36),
    "name": (210, 120),
    "district": (84, 64),
    "contact": (72, 58),
    "position": (84, 58),
    "post": (92, 52),
    "age": (56, 44),
    "education": (84, 60),
    "school": (170, 92),
    "special": (88, 66),
    "service": (130, 84),
    "size": (80, 62),
    "years": (84, 56),
    "satisfied": (72, 60),
    "dissatisfied": (72, 60),
}
_KINDS = {
    "long": (180, 96),
    "figure": (92, 72),
    "percent": (92, 72),
    "phone": (112, 94),
    "code": (164, 148),
    "date": (112, 104),
}
_TEXT = (112, 76)
_PERSON = (76, 54)  # 姓名


def shown_column(one: Column) -> TableColumn[Row]:
    """The column of the table: its heading has the group above it, or the unit below."""
    key, title = one.key, _heading(one)
    head = _HEAD + _LETTER * max(map(len, title.split("\n")))
    width, least = _KEYS.get(key) or _KINDS.get(one.kind, _TEXT)
    if one.label == "姓名":
        width, least = _PERSON
    return TableColumn(
        key,
        title,
        lambda row: row.cells.get(key, ""),
        max(width, head),
        right=one.kind in ("figure", "percent"),
        editable=True,
        tip=lambda row: "\n".join([row.cells.get(key, ""), *wrong_in(one, row)]).strip(),
        least=least,
    )


def _heading(one: Column) -> str:
    if one.group:
        return f"{one.group}\n{one.label}"
    name, opening, unit = one.label.partition(_UNIT)
    if name and unit:
        return f"{name}\n{opening}{unit}"
    half = (len(name) + 1) // 2
    return f"{name[:half]}\n{name[half:]}" if len(name) >= _LONG and one.kind != "code" else name


def wrong_in(one: Column | None, found: Row) -> tuple[str, ...]:
    """What is wrong with a row's cell in the column `one`."""
    return column_sentences(one, found.cells.get(one.key, "")) if one is not None else ()
