"""Turn TOML tables into the rules' values: an unknown key or a wrong type is a problem."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar, get_args, get_origin

from cattrs import Converter, ForbiddenExtraKeysError, transform_error
from cattrs.errors import ClassValidationError
from cattrs.gen import make_dict_structure_fn

from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import Scheme

T = TypeVar("T")


class WrongTypeError(ValueError):
    """A value of another type than the scheme's data has at this place; the text is Chinese."""


class Structure:
    """Turns tables into schemes; what it has learnt of a type serves the next scheme too."""

    def __init__(self) -> None:
        """Nothing is learnt yet."""
        self._converter = _converter()

    def scheme(self, tables: Mapping[str, Any], files: Mapping[str, str]) -> Scheme | list[Problem]:
        """Return the scheme that `tables` hold, or every problem that stands in the way.

        `files` maps a top-level key to the file that it stands in, for the problems' places.
        """
        return self._structured(tables, Scheme, files)

    def table(self, tables: Mapping[str, Any], kind: type[T], file: str) -> T | list[Problem]:
        """Return the value of another kind that a file's tables hold, or every problem of it."""
        return self._structured(tables, kind, dict.fromkeys(tables, file) | {"": file})

    def _structured(
        self, tables: Mapping[str, Any], kind: type[T], files: Mapping[str, str]
    ) -> T | list[Problem]:
        try:
            return self._converter.structure(tables, kind)
        except ClassValidationError as error:
            lines = transform_error(error, path="", format_exception=_sentence)
            return [_problem(line, files) for line in lines]


def place(path: str, files: Mapping[str, str]) -> str:
    """Return `path` (`conditions[3].article`) with its file in front."""
    top = path.split(".")[0].split("[")[0]
    file = files.get(top, "scheme.toml")
    return f"{file}: {path}" if path else file


def _problem(line: str, files: Mapping[str, str]) -> Problem:
    sentence, _, path = line.rpartition(" @ ")
    return Problem(place(path.removeprefix("."), files), sentence, Severity.ERROR)


def _sentence(error: BaseException, _type: type | None) -> str:
    if isinstance(error, KeyError):
        return "缺少必填的一项。"
    if isinstance(error, ForbiddenExtraKeysError):
        return f"不认识的键：{'、'.join(sorted(error.extra_fields))}。"
    if isinstance(error, WrongTypeError):
        return str(error)
    return f"值不合要求：{error}。"


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, bool, date):
        converter.register_structure_hook(kind, _exact(kind))
    converter.register_structure_hook_factory(_is_literal, _literal_hook)
    converter.register_structure_hook_factory(_is_tuple, lambda kind: _tuple_hook(kind, converter))
    converter.register_structure_hook_factory(
        is_dataclass, lambda kind: _table_hook(kind, converter)
    )
    return converter


def _exact(kind: type) -> Callable[[Any, Any], Any]:
    """Refuse what only resembles `kind`: True is no whole number, a date with a time no date."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise WrongTypeError(f"此处应为{_type_name(kind)}，而不是 {_shown(value)}。")
        return value

    return hook


def _type_name(kind: type) -> str:
    names = {str: "文字", int: "整数", bool: "true 或 false", date: "日期（如 2022-10-08）"}
    return names[kind]


def _is_literal(kind: Any) -> bool:
    return get_origin(kind) is Literal


def _literal_hook(kind: Any) -> Callable[[Any, Any], Any]:
    choices = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if value not in choices:
            raise WrongTypeError(f"此处只能是 {'、'.join(choices)} 之一，而不是 {_shown(value)}。")
        return value

    return hook


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple_hook(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    item, *rest = get_args(kind)
    length = 0 if rest == [Ellipsis] else 1 + len(rest)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise WrongTypeError(f"此处应为列表，而不是 {_shown(value)}。")
        if length and len(value) != length:
            raise WrongTypeError(f"此处应有 {length} 项，现有 {len(value)} 项。")
        return tuple(converter.structure(value, list[item]))  # type: ignore[valid-type]  # at run time

    return hook


def _table_hook(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise WrongTypeError(f"此处应为一组键和值，而不是 {_shown(value)}。")
        return inner(value, kind)

    return hook


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return f"“{value}”" if isinstance(value, str) else str(value)


def required_texts(value: Any) -> list[str]:
    """Return the names of the text attributes of a dataclass that have no default and are empty."""
    bare = [one for one in fields(value) if one.default is MISSING and one.type is str]
    return [one.name for one in bare if not getattr(value, one.name).strip()]
