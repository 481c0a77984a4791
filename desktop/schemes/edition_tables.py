"""Which parts of a scheme are edited in tables for a new edition, and how a cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from desktop.domain.dates import parse_date

Kind = Literal["text", "whole", "day", "share", "shown"]


@dataclass(frozen=True)
class Column:
    """One column: the key of the data, its heading, and how its cells are read.

    `shown` cells are not edited. An `optional` one that is emptied is taken out of the data.
    """

    key: str
    label: str
    kind: Kind = "text"
    optional: bool = False
    width: int = 120


@dataclass(frozen=True)
class TableOf:
    """A list in the data as a table: `path` names the list, `[]` each entry of one above it.

    `blank` is what a new row holds; without it rows are neither added nor taken away. `bare` lists
    hold texts and no tables.
    """

    key: str
    title: str
    path: str
    columns: tuple[Column, ...]
    blank: Mapping[str, str] = field(default_factory=dict)
    bare: bool = False


@dataclass(frozen=True)
class Line:
    """One value of the scheme by itself, as a row of the table 基本情况 or 抽查."""

    path: str
    label: str
    kind: Kind = "text"
    optional: bool = False


_ARTICLE = Column("article", "条款", width=110)
BASIC = (
    Line("name", "办法所认定的"),
    Line("short_name", "简称"),
    Line("document.title", "文件名称"),
    Line("document.number", "文号"),
    Line("document.issued_by", "印发机关"),
    Line("document.issued_on", "印发日期", "day"),
    Line("document.in_force_from", "施行日期", "day"),
    Line("document.article_in_force", "施行的条款"),
    Line("document.replaced", "所替代的办法", optional=True),
    Line("document.successor", "后续办法的提示", optional=True),
    Line("scope", "适用范围"),
    Line("scope_article", "适用范围的条款"),
    Line("function_rule.text", "服务功能的要求"),
    Line("function_rule.article", "服务功能的条款"),
    Line("function_rule.needed", "至少几项功能", "whole", optional=True),
    Line("after.valid_years", "有效期（年）", "whole"),
    Line("after.valid_article", "有效期的条款"),
    Line("after.reapply", "再次申报", optional=True),
)
SAMPLE = (
    Line("sample.article", "条款"),
    Line("sample.text", "规定"),
    Line("sample.share", "比例（如 1/10）", "share", optional=True),
    Line("sample.minimum", "至少几家", "whole", optional=True),
    Line("sample.threshold", "满意度要求（如 4/5）", "share", optional=True),
)
TABLES = (
    TableOf(
        "conditions",
        "申报条件",
        "conditions",
        (
            _ARTICLE,
            Column("text", "条件", width=330),
            Column("threshold", "数值", optional=True, width=70),
            Column("unit", "单位", optional=True, width=60),
            Column("note", "说明", optional=True, width=160),
        ),
        {"article": "", "kind": "judged", "text": ""},
    ),
    TableOf(
        "functions",
        "服务功能",
        "functions",
        (_ARTICLE, Column("name", "功能", width=150), Column("text", "要求", width=420)),
    ),
    TableOf(
        "figures",
        "功能数值",
        "functions[].figures",
        (
            Column("name", "功能", "shown", width=150),
            Column("label", "数值", width=260),
            Column("threshold", "要求", width=80),
            Column("unit", "单位", width=70),
        ),
    ),
    TableOf(
        "materials",
        "申报材料",
        "materials",
        (_ARTICLE, Column("text", "材料", width=560)),
        {"article": "", "text": ""},
    ),
    TableOf(
        "lines",
        "逐件核对",
        "materials[].lines",
        (Column("article", "条款", "shown", width=110), Column("text", "逐件", width=560)),
    ),
    TableOf(
        "conventions",
        "本程序约定",
        "conventions",
        (Column("", "约定", width=680),),
        {"": ""},
        bare=True,
    ),
)


def shown(value: Any) -> str:
    """Return a value of the data as the cell shows it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "/".join(map(str, value))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def read(text: str, kind: Kind) -> Any:
    """Return what a cell says as the data want it; text where it can't be read.

    The strict reader then tells at that very place what should stand there.
    """
    bare = text.strip()
    if kind == "whole":
        return int(bare) if bare.isascii() and bare.isdecimal() else bare
    if kind == "day":
        return parse_date(bare) or bare
    if kind == "share":
        parts = [one.strip() for one in bare.split("/")]
        whole = len(parts) == 2 and all(one.isascii() and one.isdecimal() for one in parts)
        return [int(one) for one in parts] if whole else bare
    return bare
