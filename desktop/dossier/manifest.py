"""The manifest of a dossier (包内文件清单): what it is, from whom, and every member's SHA-256."""

import json
from dataclasses import dataclass
from typing import Any

from desktop.domain.plain import PlainError, canonical, from_plain, to_plain

FORMAT = "review-dossier 1"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
_DEEPEST = 100


class ManifestError(ValueError):
    """The text is no manifest, or no canonical one; the message is a Chinese sentence."""


@dataclass(frozen=True)
class Member:
    """One member: its size and SHA-256, and the SHA-256 of its bytes as they are packed.

    `kind`: sheet, draw, material, data, scheme, about. `application` is the case's number, empty
    for what belongs to all.
    """

    path: str
    size: int
    sha256: str
    packed: str
    kind: str
    application: str


@dataclass(frozen=True)
class Listed:
    """One application of the dossier, by its number and name."""

    number: str
    name: str


@dataclass(frozen=True)
class Manifest:
    """What is signed. `made_at` is ISO 8601; `draft` where not all of it is 定稿."""

    format: str
    program: str
    made_at: str
    draft: bool
    scheme_id: str
    scheme_digest: str
    year: int
    unit: str
    applications: tuple[Listed, ...]
    copies: str
    members: tuple[Member, ...]


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the manifest as it stands in the dossier: canonical JSON, UTF-8."""
    return canonical(to_plain(manifest)).encode("utf-8")


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly; ManifestError says what is wrong."""
    plain = parsed(data)
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise ManifestError("这不是报送材料包，或是不认识的版本。")
    try:
        return from_plain(Manifest, plain, "清单")
    except PlainError as error:
        raise ManifestError(f"包内清单不合规定（{error}）") from None


def parsed(data: bytes) -> Any:
    """Return what canonical JSON says; ManifestError for anything that is written otherwise."""
    try:
        text = data.decode("utf-8")
        plain = json.loads(text, parse_float=_no_float, parse_constant=_no_float)
        again = canonical(plain)
    except (ValueError, RecursionError):
        raise ManifestError("内容已损坏，不能读取。") from None
    if again != text:
        raise ManifestError("写法不合规定，可能被改动过。")
    return plain


def _no_float(text: str) -> Any:
    raise ValueError(text)
