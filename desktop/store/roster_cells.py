"""Turns a roster row's cells into what the file keeps: JSON, and the few columns it searches by."""

import json
import unicodedata
from collections.abc import Mapping

# The columns that every roster may have and the draw knows (domain.form.Roster).
KNOWN = ("name", "code", "contact", "phone")

# One encoder for all rows: making one for each takes longer than the row.
encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def fold(text: str) -> str:
    """Return the text as searches compare it: NFKC, no blanks, lower case. For finding only."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).lower()


def columns(cells: Mapping[str, str]) -> tuple[str, str, str, str, str, str]:
    """Return name, folded name, code, contact, phone, and all the cells as JSON."""
    get = cells.get
    name = get("name", "")
    text = encode(cells if type(cells) is dict else dict(cells))
    return name, fold(name), get("code", ""), get("contact", ""), get("phone", ""), text
