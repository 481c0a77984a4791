"""The journal's hash chain as plain functions: canonical JSON, a row's own hash, the next row."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64  # what stands before the first row
SALT_BYTES = 16


@dataclass(frozen=True)
class Link:
    """One row of the journal, in the order in which it is hashed; hashes are lower-case hex."""

    seq: int
    at: str
    operator: str
    act: str
    subject: str
    detail_hash: str
    previous: str
    own: str = ""


def canonical(value: Any) -> str:
    """Return canonical JSON: sorted keys, no blanks, no escapes. TypeError for what isn't plain.

    Floats are refused, for their text differs between programs; so are keys that aren't text.
    """
    _refuse(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _refuse(value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a journal key is a {type(key).__name__}, not text")
            _refuse(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse(inner)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"a journal detail holds a {type(value).__name__}")


def detail_hash(salt: bytes, text: str) -> str:
    """Return SHA-256(salt ‖ detail); the salt keeps a guessed detail from being tried."""
    return sha256(salt + text.encode()).hexdigest()


def own_hash(link: Link) -> str:
    """Return the SHA-256 of the canonical JSON array of all other fields, in the table's order."""
    fields = [
        link.seq,
        link.at,
        link.operator,
        link.act,
        link.subject,
        link.detail_hash,
        link.previous,
    ]
    return sha256(canonical(fields).encode()).hexdigest()


def new_salt() -> bytes:
    """Return a fresh salt from the system's source."""
    return secrets.token_bytes(SALT_BYTES)


def short_code(head: str) -> str:
    """Return a head's short code for paper (校验码): its first 20 hex digits in fours."""
    return " ".join(head[start : start + 4] for start in range(0, 20, 4))
