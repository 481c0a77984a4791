"""The published JSON schema of a dossier's data, made from the very values that are read."""

from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.dossier.data import CaseData, WholeData
from desktop.dossier.manifest import Manifest
from desktop.dossier.signing import Signature

_PLAIN = {str: {"type": "string"}, int: {"type": "integer"}, bool: {"type": "boolean"}}


def published_schema() -> dict[str, Any]:
    """Return the JSON schema (2020-12) of manifest, signature, 报送.json and each case's data."""
    definitions: dict[str, Any] = {}
    files = (Manifest, Signature, WholeData, CaseData)
    refs = [_schema(kind, definitions) for kind in files]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "报送材料包的数据（review-dossier 1）",
        "anyOf": refs,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        some = [_schema(one, definitions) for one in inner if one is not NoneType]
        return {"anyOf": [*some, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(inner[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(inner[1], definitions)}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, definitions)
    return _PLAIN[kind]


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind)]
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "properties": {key: _schema(hints[key], definitions) for key in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}
