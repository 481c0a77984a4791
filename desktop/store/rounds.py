"""Keeps the rounds (年度): one for each scheme and year, with its call and the scheme as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.problem import UserError
from desktop.store import chain
from desktop.store.store import Store

_SELECT = "SELECT id, scheme_id, year, call, scheme_digest, scheme_json FROM round"


@dataclass(frozen=True)
class Round:
    """One scheme's round of one year; `call` is the year's 申报通知 (number, dates, quota …)."""

    id: int
    scheme_id: str
    year: int
    call: dict[str, Any]
    scheme_digest: str = ""
    scheme_json: str = ""


def add_round(
    store: Store,
    scheme_id: str,
    year: int,
    call: Mapping[str, Any],
    scheme_digest: str = "",
    scheme_json: str = "",
) -> int:
    """Add a round and return its id; UserError where this scheme has one in this year."""
    if store.read("SELECT 1 FROM round WHERE scheme_id = ? AND year = ?", (scheme_id, year)):
        raise UserError(f"{year}年度已经建立，不能重复建立。", "请在上方选择已有的年度。")
    return store.add(
        "INSERT INTO round (scheme_id, year, call, scheme_digest, scheme_json) "
        "VALUES (?, ?, ?, ?, ?)",
        (scheme_id, year, chain.canonical(call), scheme_digest, scheme_json),
    )


def rounds(store: Store) -> list[Round]:
    """Return all rounds, newest year first."""
    return [_round(row) for row in store.read(f"{_SELECT} ORDER BY year DESC, id")]


def round_(store: Store, round_id: int) -> Round:
    """Return one round; KeyError where there is none."""
    found = store.read(f"{_SELECT} WHERE id = ?", (round_id,))
    if not found:
        raise KeyError(round_id)
    return _round(found[0])


def save_call(store: Store, round_id: int, call: Mapping[str, Any]) -> None:
    """Keep the year's call (年度申报通知) anew."""
    store.write("UPDATE round SET call = ? WHERE id = ?", (chain.canonical(call), round_id))


def save_scheme(store: Store, round_id: int, scheme_digest: str, scheme_json: str) -> None:
    """Keep the scheme's data that the round goes by from now on."""
    store.write(
        "UPDATE round SET scheme_digest = ?, scheme_json = ? WHERE id = ?",
        (scheme_digest, scheme_json, round_id),
    )


def _round(row: tuple[Any, ...]) -> Round:
    return Round(row[0], row[1], row[2], json.loads(row[3]), row[4], row[5])
