"""Who refers to a part of a scheme: what must not be taken away while a rule goes by it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.schemes.edition_paths import at_path, steps_of

_BLANK = re.compile(r"\{([^{}]*)\}")
_FIELDS = ("field", "part", "whole", "offer", "total_field", "claimed_field", "after")
_OWN = {"name_field": "申请表的单位名称", "operator_field": "申请表的运营单位名称"}
_KNOWN = ("name", "code", "contact", "phone")  # columns of the frame that the draw reads


def users_of(whole: Mapping[str, Any], path: str) -> tuple[str, ...]:
    """Return who goes by the entry at `path`, in words; nobody where it may be taken away."""
    entry = at_path(whole, path)
    keys = [step for step in steps_of(path) if isinstance(step, str)]
    key = (entry.get("key") or entry.get("id")) if isinstance(entry, Mapping) else entry
    owner = at_path(whole, path.rpartition(".")[0]) if len(keys) > 1 else None
    owned = str(owner.get("key", "")) if isinstance(owner, Mapping) else ""
    find = {
        ("form", "fields"): lambda: _of_field(whole, key),
        ("form", "sections"): lambda: _of_section(whole, key),
        ("form", "tables", "columns"): lambda: _of_column(whole, "table", owned, key),
        ("rosters", "columns"): lambda: _of_column(whole, "roster", owned, key),
        ("filters",): lambda: _with(whole, ("where", "among"), key, "filters"),
        ("asked",): lambda: _with(whole, ("asked",), key),
        ("functions", "figures"): lambda: _of_figure(owner, key),
        ("recommendation",): lambda: _of_field(whole, key),
    }.get(tuple(keys))
    return tuple(dict.fromkeys(find())) if find else ()


def refusal(users: tuple[str, ...]) -> str:
    """Return the sentence why an entry can't be taken away; empty where nobody goes by it."""
    more = f"等{len(users)}处" if len(users) > 3 else ""
    return f"{'、'.join(users[:3])}{more}用到这一行，不能删去；请先改那里。" if users else ""


def _of_field(whole: Mapping[str, Any], key: Any) -> Iterator[str]:
    form = whole["form"]
    for name, words in _OWN.items():
        standard = {"name_field": "platform_name", "operator_field": "operator_name"}[name]
        if form.get(name, standard) == key:
            yield words
    for one in form.get("patterns", ()):
        if key in _BLANK.findall(one["text"]):
            yield f"填空行“{one['text'][:30]}”"
    yield from _with(whole, _FIELDS, key)
    for one in whole.get("naming", ()):
        if one.get("field") == key:
            yield f"名称要求（{one.get('article', '')}）"


def _of_section(whole: Mapping[str, Any], key: Any) -> Iterator[str]:
    for one in (*whole["form"].get("fields", ()), *whole["form"].get("tables", ())):
        if one.get("section") == key:
            yield f"“{one.get('label') or one.get('title')}”"


def _of_column(whole: Mapping[str, Any], kind: str, owner: str, key: Any) -> Iterator[str]:
    sample = whole.get("sample", {})
    asked = owner in (sample.get("roster"), sample.get("compare_with"))
    if kind == "roster" and (key == "name" or (asked and key in _KNOWN)):
        yield "满意度随机抽查" if asked else "名单的读取"
    if kind == "roster" and key == "type":
        fixed = [one for one in whole.get("rosters", ()) if one["key"] == owner]
        yield from (f"“{one['title']}”印好的行" for one in fixed if one.get("fixed_rows"))
    for said, one in _described(whole):
        names = (
            one.get("column"),
            one.get("each"),
            *_listed(one.get("columns")),
            *_listed(one.get("against")),
        )
        if one.get(kind) == owner and key in names:
            yield said
        if kind == "table" and key == "year" and one.get("table") == owner:
            yield said


def _of_figure(function: Any, key: Any) -> Iterator[str]:
    ways = function.get("readings", ()) if isinstance(function, Mapping) else ()
    if any(key in way for reading in ways for way in reading):
        yield f"功能“{function['name']}”的读法"


def _with(
    whole: Mapping[str, Any], names: tuple[str, ...], key: Any, several: str = ""
) -> Iterator[str]:
    for said, one in _described(whole):
        if any(one.get(name) == key for name in names) or key in _listed(one.get(several)):
            yield said


def _described(whole: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everything that may refer to something, with what it is in words."""
    for one in whole.get("conditions", ()):
        for side in ("declared", "counted"):
            if side in one:
                yield f"条件“{one['text'][:20]}”（{one['article']}）", one[side]
    for function in whole.get("functions", ()):
        for figure in function.get("figures", ()):
            yield f"功能“{function['name']}”的“{figure['label'][:20]}”", figure["measure"]
    for one in whole.get("filters", ()):
        yield f"筛选“{one['text'][:20]}”", one
    sample = whole.get("sample", {})
    yield "满意度随机抽查", sample
    yield "满意度随机抽查的总体家数", sample.get("stated", {})
    for one in whole.get("recommendation", ()):
        yield f"推荐栏目“{one['label'][:20]}”", one
    for one in whole["form"].get("fields", ()):
        yield f"申请表的“{one['label'][:20]}”", {"offer": one.get("offer")}
    for one in whole["form"].get("tables", ()):
        yield f"申请表的表“{one['title'][:20]}”", {"after": one.get("after")}
    for one in whole.get("rosters", ()):
        yield f"名单“{one['title'][:20]}”", {"total_field": one.get("total_field")}
    yield "服务功能的要求", whole.get("function_rule", {})


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else ()
