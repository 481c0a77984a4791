"""Frozen dataclasses to plain JSON values and back: strictly, whole numbers and text only."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")


class PlainError(ValueError):
    """A value has not the shape asked for; the message is a Chinese sentence with its place."""


def canonical(value: Any) -> str:
    """Return canonical JSON of a plain value: sorted keys, no blanks, no escapes, no floats."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_plain(value: Any) -> Any:
    """Return `value` (dataclass, tuple, mapping, text, whole number, None) as JSON knows it.

    TypeError for anything else: floats and bytes have no place in a record.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(inner) for inner in value]
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"no plain value: {type(value).__name__}")


def from_plain(kind: type[T], value: Any, where: str = "") -> T:
    """Return `value` as a `kind`; PlainError names the place where its shape is another.

    A dataclass takes exactly its own fields, every one of them; True is no whole number.
    """
    found: T = _read(kind, value, where)
    return found


def _read(kind: Any, value: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind), value, where)
    if origin is UnionType:
        inner = next(one for one in get_args(kind) if one is not NoneType)
        return None if value is None else _read(inner, value, where)
    if origin is tuple:
        return _tuple(get_args(kind), value, where)
    if origin is not None:
        return _mapping(get_args(kind)[1], value, where)
    if is_dataclass(kind):
        return _dataclass(kind, value, where)
    if issubclass(kind, StrEnum):
        return kind(_one_of(tuple(one.value for one in kind), value, where))
    if type(value) is not kind:
        raise PlainError(f"{where}：值的种类不对。")
    return value


def _one_of(allowed: tuple[Any, ...], value: Any, where: str) -> Any:
    if value not in allowed:
        raise PlainError(f"{where}：不认识的值。")
    return value


def _tuple(kinds: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise PlainError(f"{where}：应为一列值。")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise PlainError(f"{where}：应有{len(kinds)}个值。")
    pairs = enumerate(zip(kinds, value, strict=True), 1)
    return tuple(_read(kind, inner, f"{where}[{at}]") for at, (kind, inner) in pairs)


def _mapping(kind: Any, value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PlainError(f"{where}：应为一组值。")
    return {key: _read(kind, inner, f"{where}.{key}") for key, inner in value.items()}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields, in their order: asked for once, not for every value."""
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def _dataclass(kind: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise PlainError(f"{where}：应为一组值。")
    hints = _hints(kind)
    names = list(hints)
    odd = sorted(set(names) ^ set(value))
    if odd:
        raise PlainError(f"{where}：缺少或多出了“{'、'.join(odd)}”。")
    return kind(**{name: _read(hints[name], value[name], f"{where}.{name}") for name in names})
