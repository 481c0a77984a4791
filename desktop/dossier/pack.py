"""Writes a dossier: its members one after the other, then the manifest and its signature."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from desktop.dossier.container import Writer
from desktop.dossier.manifest import MANIFEST, SIGNATURE, Manifest, Member, manifest_bytes
from desktop.dossier.signing import Signer


@dataclass(frozen=True)
class Part:
    """One member that is ready to be written; see `manifest.Member`."""

    path: str
    kind: str
    application: str
    data: bytes


def write_dossier(
    out: BinaryIO, heading: Manifest, parts: Iterable[Part], signer: Signer
) -> Manifest:
    """Write a dossier to an empty file and return its manifest; equal parts give equal bytes.

    `heading` is a manifest without members. ValueError for a name that is not safe everywhere,
    and where the whole becomes too large.
    """
    writer = Writer(out)
    members: list[Member] = []
    for part in parts:
        packed = writer.add(part.path, part.data)
        digest = hashlib.sha256(part.data).hexdigest()
        members.append(
            Member(part.path, len(part.data), digest, packed, part.kind, part.application)
        )
    manifest = replace(heading, members=tuple(members))
    data = manifest_bytes(manifest)
    writer.add(MANIFEST, data, as_it_is=True)
    writer.add(SIGNATURE, signer.sign(data), as_it_is=True)
    writer.finish()
    return manifest
