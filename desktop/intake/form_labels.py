"""Finds the form's blanks by their labels: beside the label, behind its colon, or below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.form import Field, Form
from desktop.intake.book import WordCell
from desktop.intake.form_behind import Behind, may_answer
from desktop.intake.labels import bare_label, fold_label
from desktop.intake.layout import Marks, Plane

_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")


@dataclass(frozen=True)
class LabelHit:
    """A label found: its fields (the same words may be printed twice), the value, and its place.

    `start` and `end` are the characters of the value in `cell`; `label` is the label's own cell.
    `more` are the cells below the value that answer the same label once more: the annex prints two
    rows for 主要投资方, and a form has a field for each. `loose` values stand straight behind the
    label, with nothing between them: they are less sure.
    """

    fields: tuple[Field, ...]
    label: WordCell
    start: int
    end: int
    cell: WordCell | None = None
    more: tuple[WordCell, ...] = ()
    loose: bool = False


def _says(cell: WordCell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


class Labels:
    """The spellings of all the form's labels, ready for finding."""

    def __init__(self, form: Form) -> None:
        self._fields: dict[str, tuple[Field, ...]] = {}
        for spelling, field in self._spellings(form):
            known = self._fields.get(spelling, ())
            if field not in known:
                self._fields[spelling] = (*known, field)
        printed = self._printed(form)
        self._behind = Behind(printed)
        self._inside = re.compile(
            r"(?:^|(?<=[\s，,；;。、)）]))(" + "|".join(printed) + r")\s*"
            r"(?:[（(][^（）()\n]{1,20}[)）]\s*)?([:：]|[_＿]{2,}|\s{2,}|\t|\n)",
            re.MULTILINE,
        )

    @staticmethod
    def _spellings(form: Form) -> Iterator[tuple[str, Field]]:
        """Yield labels before aliases, so that a label's own field comes first."""
        for field in form.fields:
            yield fold_label(field.label), field
        for field in form.fields:
            for alias in field.aliases:
                yield fold_label(alias), field
        for field in form.fields:
            for text in (field.label, *field.aliases):
                if len(bare_label(text)) > 1:
                    yield bare_label(text), field

    @staticmethod
    def _printed(form: Form) -> list[str]:
        texts = {text for field in form.fields for text in (field.label, *field.aliases)}
        texts |= {re.sub(r"[（(][^（）()]*[)）]", "", text) for text in texts}
        words = ["".join(text.split()) for text in texts]
        longest = sorted({word for word in words if len(word) > 1}, key=lambda w: (-len(w), w))
        return [r"\s*".join(re.escape(char) for char in word) for word in longest]

    def of_cell(self, text: str) -> tuple[Field, ...]:
        """Return the fields whose label is the whole of `text`, units in brackets apart."""
        if len(text) > 80:
            return ()
        text = _NUMBERED.sub("", text)
        return self._fields.get(fold_label(text)) or self._fields.get(bare_label(text)) or ()

    def find(self, plane: Plane, marks: Marks) -> Iterator[LabelHit]:
        """Yield the labels of a plane in reading order, each with the place of its value."""
        for cell in plane.cells:
            if not cell.text.strip() or marks.touched(plane, cell):
                continue
            fields = self.of_cell(cell.text)
            if fields and not plane.loose:
                yield self._beside(plane, cell, fields, marks)
                continue
            behind = None if plane.loose else self._straight(cell)
            if behind is not None and behind.fields[0].kind == "long":
                yield behind
                continue
            found = False
            for hit in self._within(plane, cell, marks):
                found = True
                yield hit
            if not found and behind is not None:
                yield behind

    def _straight(self, cell: WordCell) -> LabelHit | None:
        """Return the answer that follows its label in the cell with nothing between them.

        Below the label, on a line of its own, it stands where the annexes leave room for it: that
        is as sure as beside it.
        """
        found = self._behind.find(cell.text)
        if found is None:
            return None
        label, start = found
        fields = self.of_cell(label)
        said = cell.text[start:]
        if not fields or not may_answer(fields[0], label, said):
            return None
        below = said.lstrip(" \t　").startswith("\n")
        return LabelHit(fields, cell, start, len(cell.text), cell, loose=not below)

    def _free(self, plane: Plane, cell: WordCell | None, marks: Marks) -> bool:
        """Tell whether a cell may hold a value: it is no label, and nobody read it before."""
        if cell is None or marks.touched(plane, cell):
            return False
        text = _NUMBERED.sub("", cell.text)
        return not self.of_cell(cell.text) and self._inside.match(text) is None

    def _beside(
        self, plane: Plane, cell: WordCell, fields: tuple[Field, ...], marks: Marks
    ) -> LabelHit:
        """Take the cell to the right, or the one below where the right one is a label too."""
        right, below = plane.right(cell), plane.below(cell)
        value = right if self._free(plane, right, marks) else None
        if value is not None and not value.text.strip() and self._ends_labels(plane, cell):
            value = below if self._free(plane, below, marks) and _says(below) else value
        if value is None and self._free(plane, below, marks):
            value = below
        end = len(value.text) if value is not None else 0
        more = self._rows(plane, cell, below, len(fields) - 1, marks) if value is below else ()
        return LabelHit(fields, cell, 0, end, value, more)

    def _ends_labels(self, plane: Plane, cell: WordCell) -> bool:
        """Tell whether a label follows another in its row: then the answers stand below them."""
        left = plane.at.get((cell.row, cell.column - 1))
        return left is not None and left.row == cell.row and bool(self.of_cell(left.text))

    def _rows(
        self, plane: Plane, label: WordCell, first: WordCell | None, count: int, marks: Marks
    ) -> tuple[WordCell, ...]:
        """Return up to `count` further cells below the first, as wide as the label itself."""
        rows: list[WordCell] = []
        cell = first
        while cell is not None and len(rows) < count:
            cell = plane.below(cell)
            wide = cell is not None and (cell.column, cell.columns) == (label.column, label.columns)
            if not wide or not self._free(plane, cell, marks):
                break
            rows += [cell] if cell is not None else []
        return tuple(rows)

    def _within(self, plane: Plane, cell: WordCell, marks: Marks) -> Iterator[LabelHit]:
        """Cut a cell or paragraph at its labels (`联系人：张三 联系电话：139…`)."""
        matches = list(self._inside.finditer(cell.text))
        for place, match in enumerate(matches):
            fields = self.of_cell(match[1])
            if not fields:
                continue
            long = fields[0].kind == "long"
            last = long or place + 1 == len(matches)
            end = len(cell.text) if last else matches[place + 1].start()
            if cell.text[match.end() : end].strip(" \t\n\u3000_＿"):
                yield LabelHit(fields, cell, match.end(), end, cell)
            elif last and self._free(plane, plane.right(cell), marks):
                value = plane.right(cell)
                yield LabelHit(fields, cell, 0, len(value.text) if value else 0, value)
            else:
                yield LabelHit(fields, cell, match.end(), end, cell)
            if long:
                return
