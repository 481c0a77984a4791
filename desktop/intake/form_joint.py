"""Reads contact and phone out of one blank of a form: `联系人及电话 | 乙某 13900000001`."""

import re
import unicodedata
from collections.abc import Iterator

from desktop.domain.contact import is_both, split_contact
from desktop.intake.book import WordCell
from desktop.intake.joint import HEADER
from desktop.intake.layout import Marks, Plane

_BRACKETS = re.compile(r"[(][^()]*[)]$")


def joint_blanks(plane: Plane, marks: Marks) -> Iterator[tuple[WordCell, WordCell, str, str]]:
    """Yield such a label's cell, the answer's cell, and the contact and the phones in it."""
    for cell in plane.cells:
        right = plane.right(cell)
        if right is None or marks.touched(plane, cell) or marks.touched(plane, right):
            continue
        text = "".join(unicodedata.normalize("NFKC", cell.text).split()).rstrip(":")
        if HEADER.fullmatch(_BRACKETS.sub("", text)) and is_both(right.text):
            split = split_contact(right.text)
            yield cell, right, split.name, split.phones
