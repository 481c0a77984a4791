"""What a new edition of a scheme changes against the old one, entry by entry, with its article."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from desktop.domain.scheme import Scheme

_SKIPPED = frozenset({"id", "digest", "key"})
_PARTS = {
    "document": "文件",
    "levels": "推荐层级",
    "form": "申请表",
    "rosters": "名单",
    "conditions": "条件",
    "functions": "服务功能",
    "function_rule": "服务功能的要求",
    "materials": "申报材料",
    "sample": "满意度随机抽查",
    "sheets": "报送的表",
    "recommendation": "推荐栏目",
    "after": "认定以后",
    "conventions": "本程序约定",
}
_KEYS = {
    "name": "名称",
    "short_name": "简称",
    "title": "名称",
    "number": "文号",
    "issued_by": "印发机关",
    "issued_on": "印发日期",
    "in_force_from": "施行日期",
    "replaced": "所替代的办法",
    "successor": "后续办法",
    "scope": "适用范围",
    "text": "文字",
    "article": "条款",
    "threshold": "要求",
    "unit": "单位",
    "note": "说明",
    "label": "名称",
    "needed": "至少几项",
    "share": "比例",
    "minimum": "至少几家",
    "valid_years": "有效期（年）",
    "reapply": "再次申报",
}


@dataclass(frozen=True)
class Difference:
    """One change: the article it stands under, what it is about, what was said and is said now.

    `old` is empty for what is new, `new` for what is gone.
    """

    article: str
    about: str
    old: str
    new: str


def differences(old: Scheme, new: Scheme) -> tuple[Difference, ...]:
    """Return everything that differs but the ids, in the order of the data."""
    return tuple(_of_parts(old, new, "", ""))


def _of_parts(old: Any, new: Any, article: str, about: str) -> Iterator[Difference]:
    for one in fields(old):
        if one.name in _SKIPPED:
            continue
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before != after:
            named = _join(about, _PARTS.get(one.name, ""))
            below = _article(new) or _article(old) or article
            yield from _of_values(before, after, below, named, one.name)


def _of_values(old: Any, new: Any, article: str, about: str, key: str) -> Iterator[Difference]:
    if is_dataclass(old) and is_dataclass(new):
        yield from _of_parts(old, new, _article(new) or article, about)
    elif isinstance(old, tuple) and isinstance(new, tuple) and _named(old + new):
        yield from _of_lists(old, new, article, about)
    elif isinstance(old, tuple) and isinstance(new, tuple) and not _whole(old + new):
        gone = [one for one in old if one not in new]
        come = [one for one in new if one not in old]
        for at in range(max(len(gone), len(come))):
            before, after = gone[at : at + 1], come[at : at + 1]
            yield Difference(
                article, about, "".join(map(_said, before)), "".join(map(_said, after))
            )
    else:
        yield Difference(article, _join(about, _KEYS.get(key, "")), _said(old), _said(new))


def _of_lists(old: Any, new: Any, article: str, about: str) -> Iterator[Difference]:
    before = {_key(one): one for one in old}
    after = {_key(one): one for one in new}
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        one = now if now is not None else was
        below, named = _article(one) or article, _join(about, _title(one))
        if was is None or now is None:
            text = _title(one)
            yield Difference(below, about, text if was else "", text if now else "")
        else:
            yield from _of_parts(was, now, below, named)


def _named(values: tuple[Any, ...]) -> bool:
    return bool(values) and all(is_dataclass(one) and _key(one) for one in values)


def _whole(values: tuple[Any, ...]) -> bool:
    return all(isinstance(one, int) for one in values)


def _key(value: Any) -> str:
    return str(getattr(value, "id", "") or getattr(value, "key", ""))


def _title(value: Any) -> str:
    for name in ("name", "label", "title", "text"):
        if getattr(value, name, ""):
            return str(getattr(value, name))
    return _key(value)


def _article(value: Any) -> str:
    return str(getattr(value, "article", "") or "")


def _join(about: str, more: str) -> str:
    return "：".join(filter(None, (about, more)))


def _said(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, tuple):
        return ("/" if _whole(value) else "、").join(map(_said, value))
    if is_dataclass(value):
        return _title(value)
    return "" if value is None else str(value)
