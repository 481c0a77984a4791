"""The wording of a scheme's sheets (报送各表): each text with its place, and what was changed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.edition_diff import Difference
from desktop.domain.problem import Problem, Severity

_BLANK = re.compile(r"\{[^{}]*\}")
_KINDS = {
    "mark": "附件标记",
    "title": "标题",
    "line": "行",
    "paragraph": "段",
    "note": "注",
    "table": "表",
    "grid": "表",
}


@dataclass(frozen=True)
class SheetText:
    """One text of a sheet: `summary.toml:blocks[3].columns[0].label`, the sheet, its place."""

    path: str
    sheet: str
    place: str
    text: str


def sheet_texts(file: str, tables: Mapping[str, Any]) -> tuple[SheetText, ...]:
    """Return every text of a sheet that says something of its own, in the order of the paper."""
    name = str(tables.get("title", file))
    found = [("title", "名称", name)]
    for at, block in enumerate(tables.get("blocks", ())):
        place = f"第{at + 1}块{_KINDS.get(str(block.get('kind')), '')}"
        found += [(path, place + more, text) for path, more, text in _texts(block, f"blocks[{at}]")]
    return tuple(SheetText(f"{file}:{path}", name, place, text) for path, place, text in found)


def _texts(value: Mapping[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    for key in ("text", "label", "group", "foot"):
        if isinstance(value.get(key), str) and _says(value[key]):
            yield f"{path}.{key}", {"group": "上一层栏名", "foot": "落款"}.get(key, ""), value[key]
    for at, one in enumerate(value.get("lines", ())):
        if _says(one):
            yield f"{path}.lines[{at}]", f"第{at + 1}行", one
    for key, word in (("parts", "之"), ("columns", "第"), ("rows", "第"), ("cells", "第")):
        inner = value.get(key)
        unit = {"parts": "", "columns": "栏", "rows": "行", "cells": "格"}[key]
        for at, one in enumerate(inner if isinstance(inner, list) else ()):
            for below, more, text in _texts(one, f"{path}.{key}[{at}]"):
                yield below, f"{word}{at + 1}{unit}{more}", text


def _says(text: str) -> bool:
    return bool(_BLANK.sub("", text).strip(" \n　：:（）()"))


def blank_faults(old: tuple[SheetText, ...], new: tuple[SheetText, ...]) -> Iterator[Problem]:
    """Yield the blanks that a text did not have: nothing would fill them."""
    before = {one.path: one.text for one in old}
    for one in new:
        had = set(_BLANK.findall(before.get(one.path, "")))
        odd = [blank for blank in _BLANK.findall(one.text) if blank not in had]
        rest = _BLANK.sub("", one.text)
        if odd or "{" in rest or "}" in rest:
            what = odd[0] if odd else "{ }"
            sentence = f"{what} 不是原来这一处的空格，不会有内容填入；空格须照抄原文。"
            file, _, path = one.path.partition(":")
            yield Problem(f"{file}: {path}", sentence, Severity.ERROR)
        if not one.text.strip():
            file, _, path = one.path.partition(":")
            yield Problem(f"{file}: {path}", "不能为空。", Severity.ERROR)


def sheet_differences(
    old: tuple[SheetText, ...], new: tuple[SheetText, ...]
) -> tuple[Difference, ...]:
    """Return what the sheets word otherwise, text by text."""
    before = {one.path: one for one in old}
    after = {one.path: one for one in new}
    found = []
    for path in dict.fromkeys([*before, *after]):
        was, now = before.get(path), after.get(path)
        one = now or was
        if one is not None and (was and was.text) != (now and now.text):
            about = f"报送的表：{one.sheet}：{one.place}"
            found.append(Difference("", about, was.text if was else "", now.text if now else ""))
    return tuple(found)
