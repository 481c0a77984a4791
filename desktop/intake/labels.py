"""Compares the headers that people type with the rosters' own columns, by their usual spellings."""

from desktop.domain.form import Column, Roster
from desktop.domain.labels import (
    EXACT,
    LEAST,
    Folds,
    Wanted,
    bare_label,
    fold_label,
    is_broken,
    is_serial,
    wanted,
)

__all__ = [
    "EXACT",
    "LEAST",
    "TICK_COLUMNS",
    "Folds",
    "Wanted",
    "bare_label",
    "fold_label",
    "is_broken",
    "is_serial",
    "name_column",
    "wanted",
    "wanted_column",
]

# Usual spellings of the columns that every roster shares, by the column's key.
_USUAL: dict[str, tuple[str, ...]] = {
    "name": ("企业名称", "单位名称", "公司名称", "客户名称", "服务企业名称", "企业全称"),
    "code": ("统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码"),
    "contact": ("联系人", "企业联系人", "联系人姓名"),
    "phone": ("联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "联系人电话"),
    "satisfied": ("满意",),
    "dissatisfied": ("不满意",),
}
TICK_COLUMNS = ("satisfied", "dissatisfied")


def wanted_column(column: Column) -> Wanted:
    """Return the spellings of a roster's or table's column."""
    return wanted(column.label, (*column.aliases, *_USUAL.get(column.key, ())), column.group)


def name_column(roster: Roster) -> str:
    """Return the key without which a row is nothing: name, else the first column."""
    keys = [column.key for column in roster.columns if not is_serial(column.label)]
    return "name" if "name" in keys else keys[0]
