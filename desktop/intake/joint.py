"""One column for contact and phone (联系人及电话): recognised, and split where rows are taken."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from desktop.domain.contact import is_both, split_contact
from desktop.domain.form import Roster
from desktop.intake.found import Found
from desktop.intake.labels import LEAST

JOINT = ("contact", "phone")
HEADER = re.compile(
    r"(联系人|联络人|对接人|负责人|经办人|姓名)(员|姓名|名称)?[\s及和与、/+&,(:;;-]+(其)?"
    r"(联系|联络|办公|手机|移动)?(电话|手机|方式|号码)"
)
_LOOKED_AT = 60


def with_joint(found: Found, roster: Roster) -> Found:
    """Return the table with contact and phone in one column, where that is what it has.

    The header says so, or half of its cells hold a name and a number. The clerk sees it as unsure.
    """
    if not set(JOINT) <= {column.key for column in roster.columns}:
        return found
    mapped = [key for key in JOINT if key in found.mapping]
    if len(mapped) != 1:
        return found
    place = found.mapping[mapped[0]]
    heads = [found.grid.text(line, place) for line in found.header_lines]
    if not (_says_both(heads) or _hold_both(found, place)):
        return found
    order = [column.key for column in roster.columns]
    mapping = {**found.mapping, **dict.fromkeys(JOINT, place)}
    confidence = {**found.confidence, **dict.fromkeys(JOINT, LEAST)}
    return replace(
        found, mapping={key: mapping[key] for key in order if key in mapping}, confidence=confidence
    )


def _says_both(heads: list[str]) -> bool:
    texts = [unicodedata.normalize("NFKC", text) for text in heads]
    return any(HEADER.search(text) for text in (*texts, "".join(texts)))


def _hold_both(found: Found, place: int) -> bool:
    rows = range(found.first_row, min(len(found.grid.cells), found.first_row + _LOOKED_AT))
    texts = [text for row in rows if (text := found.grid.text(row, place).strip())]
    return bool(texts) and 2 * sum(map(is_both, texts)) >= len(texts)


def is_joint(found: Found) -> bool:
    """Tell whether one column serves for both."""
    place = found.mapping.get(JOINT[0], -1)
    return place >= 0 and place == found.mapping.get(JOINT[1], -1)


def half_of(key: str) -> Callable[[str], tuple[str, str]]:
    """Return what reads one half of a joint cell: the text as kept, and what is to be known."""
    if key == JOINT[0]:
        return lambda text: (split_contact(text).name, "")

    def phones(text: str) -> tuple[str, str]:
        split = split_contact(text)
        return split.phones, split.note

    return phones


def joint_text(found: Found, row: int, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the whole cell with one half exchanged, for both keys; nothing where it is not joint.

    `texts` are new texts by key; `row` is 0-based in the sheet.
    """
    if not is_joint(found) or not set(JOINT) & set(texts):
        return {}
    old = split_contact(found.grid.text(row, found.mapping[JOINT[0]]))
    halves = (texts.get("contact", old.name), texts.get("phone", old.phones))
    return dict.fromkeys(JOINT, " ".join(filter(None, halves)))
