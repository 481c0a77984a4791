"""What a firm or person on a roster is known by: code, folded name, phones; for comparing only."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.clean import fold_name
from desktop.domain.codes import valid_code

_BETWEEN = re.compile(r"[、，,;；/／|\n]+")
_EXTENSION = re.compile(r"(转|分机|ext\.?).*$", re.IGNORECASE)
_DASHED = re.compile(r"(.*\d)-\d{1,6}")
_NOT_DIGIT = re.compile("[^0-9]")
_LEAST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Signs:
    """What one row is known by: its valid code or nothing, its folded name or nothing."""

    code: str
    name: str


def signs_of(cells: Mapping[str, str]) -> Signs:
    """Return the signs of a row's cells (keys code and name)."""
    return Signs(valid_code(cells.get("code", "")) or "", fold_name(cells.get("name", "")))


def phones_of(text: str) -> tuple[str, ...]:
    """Return the numbers in a cell as digits, without extensions, each once.

    Several may stand there (、 / ；); what has fewer than seven digits is none. A mobile number
    loses its country code.
    """
    plain = unicodedata.normalize("NFKC", text)
    found = []
    for part in _BETWEEN.split(plain):
        digits = _digits(_EXTENSION.sub("", part.strip()))
        if len(digits) >= _LEAST_DIGITS:
            found.append(digits)
    return tuple(dict.fromkeys(found))


def _digits(part: str) -> str:
    digits = _NOT_DIGIT.sub("", part)
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("1"):
        return digits
    dashed = _DASHED.fullmatch(part)  # 0871-6000000-8012
    whole = _NOT_DIGIT.sub("", dashed[1]) if dashed else ""
    return whole if len(whole) >= _LEAST_DIGITS else digits


def firm_keys(rows: Iterable[Signs]) -> list[str]:
    """Return, row by row, a key that is equal for two rows exactly when they are one firm.

    By code first. A row without a code goes with the one code that its name has elsewhere; where
    the name has several codes or none, it goes by its name. A row without either has no key.
    """
    names, keys = list[str](), list[str]()  # nothing else of a long list is held
    for one in rows:
        names.append(one.name)
        keys.append(f"code:{one.code}" if one.code else "")
    bare = {name for name, key in zip(names, keys, strict=True) if name and not key}
    known: dict[str, str] = {}  # the key of a name's code; empty where it has several
    for name, key in zip(names, keys, strict=True):
        if key and name in bare and known.setdefault(name, key) != key:
            known[name] = ""
    return [key or _by_name(name, known) for name, key in zip(names, keys, strict=True)]


def _by_name(name: str, known: Mapping[str, str]) -> str:
    return known.get(name, "") or (f"name:{name}" if name else "")
