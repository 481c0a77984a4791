"""Sorts rows as Chinese readers do, figures as figures, and remembers each table's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QCollator, QLocale, QSettings, Qt

R = TypeVar("R")
_DOWN = "down"
_COLLATED = 2_000


def sorted_rows(
    rows: Sequence[R],
    text: Callable[[R], str],
    value: Callable[[R], Any] | None,
    *,
    down: bool,
) -> list[R]:
    """Return the rows by `value`, else by their texts as they are read (拼音, 3号 before 10号).

    Rows that compare equal keep their order. What is empty comes last, either way. Thousands of
    rows are sorted by their plain texts: the window would wait for the collator.
    """
    if value is not None:
        return sorted(rows, key=value, reverse=down)
    if len(rows) > _COLLATED:
        return sorted(rows, key=text, reverse=down)
    collator = QCollator(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    collator.setNumericMode(True)
    filled = [(collator.sortKey(shown), row) for row in rows if (shown := text(row))]
    filled.sort(key=lambda pair: pair[0], reverse=down)
    return [row for _key, row in filled] + [row for row in rows if not text(row)]


def remembered_order(name: str, keys: Sequence[str]) -> tuple[int, Qt.SortOrder]:
    """Return the column that the table `name` was last sorted by, -1 for none, and which way."""
    kept = QSettings().value(f"sort/{name}")
    key, _, way = kept.partition(":") if isinstance(kept, str) else ("", "", "")
    order = Qt.SortOrder.DescendingOrder if way == _DOWN else Qt.SortOrder.AscendingOrder
    return keys.index(key) if key in keys else -1, order


def remember_order(name: str, key: str, order: Qt.SortOrder) -> None:
    """Remember on this machine that the table `name` is sorted by the column `key`, "" for none."""
    way = _DOWN if order == Qt.SortOrder.DescendingOrder else "up"
    QSettings().setValue(f"sort/{name}", f"{key}:{way}" if key else "")
