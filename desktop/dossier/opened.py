"""Opens a dossier of unknown origin: container, manifest, signature, and every member."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from desktop.dossier.container import (
    STORED,
    ContainerError,
    Entry,
    packed_bytes,
    printable,
    read_directory,
    unpacked,
)
from desktop.dossier.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    ManifestError,
    Member,
    read_manifest,
)
from desktop.dossier.signing import checked_signature

_LONGEST_MANIFEST = 20_000_000  # bytes


@dataclass(frozen=True)
class Opened:
    """A dossier whose container is whole; its members are read when they are asked for.

    `key` is the public key that signed it (empty where there is none), `unsigned` the sentence
    for what is wrong with the signature.
    """

    file: BinaryIO
    manifest: Manifest
    entries: Mapping[str, Entry]
    key: str
    unsigned: str

    def read(self, path: str) -> bytes:
        """Return a member's bytes; ContainerError where they can't be had, KeyError for none."""
        entry = self.entries[path]
        return unpacked(entry, packed_bytes(self.file, entry))


def open_dossier(file: BinaryIO) -> Opened:
    """Open a dossier; ContainerError says what is wrong with it as a whole.

    The members are compared with the manifest by `wrong_members`, not yet here.
    """
    entries = read_directory(file)
    last = [entry.name for entry in entries[-2:]]
    if last != [MANIFEST, SIGNATURE] or any(one.method != STORED for one in entries[-2:]):
        raise ContainerError("包里没有清单和签名，不是报送材料包。")
    if entries[-2].size > _LONGEST_MANIFEST:
        raise ContainerError("包内清单太长。")
    data = unpacked(entries[-2], packed_bytes(file, entries[-2]))
    signature = unpacked(entries[-1], packed_bytes(file, entries[-1]))
    try:
        manifest = read_manifest(data)
    except ManifestError as error:
        raise ContainerError(str(error)) from None
    key, unsigned = checked_signature(data, signature)
    by_name = {entry.name: entry for entry in entries}
    return Opened(file, manifest, by_name, key, unsigned)


def wrong_members(opened: Opened, told: Callable[[int, int], None]) -> tuple[str, ...]:
    """Hash every member and return a sentence for each that is not as the manifest says.

    `told` hears how many members are done, and of how many.
    """
    listed = {one.path: one for one in opened.manifest.members}
    inside = [name for name in opened.entries if name not in (MANIFEST, SIGNATURE)]
    found = [f"清单中的“{printable(path)}”不在包内。" for path in listed if path not in inside]
    if len(listed) != len(opened.manifest.members):
        found.append("清单中有重复的文件。")
    for number, name in enumerate(inside):
        told(number, len(inside))
        if name not in listed:
            found.append(f"“{printable(name)}”不在清单中，是后来放进去的。")
        elif why := _wrong(opened, opened.entries[name], listed[name]):
            found.append(f"“{printable(name)}”{why}")
    return tuple(found)


def _wrong(opened: Opened, entry: Entry, member: Member) -> str:
    packed = packed_bytes(opened.file, entry)
    if sha256(packed).hexdigest() != member.packed:
        return "的内容与清单不符，被改动过。"
    if entry.method == STORED:
        same = (entry.size, member.packed) == (member.size, member.sha256)
        return "" if same else "的校验码在清单中前后不一。"
    try:
        data = unpacked(entry, packed)
    except ContainerError:
        return "解压后与清单不符。"
    same = (len(data), sha256(data).hexdigest()) == (member.size, member.sha256)
    return "" if same else "解压后与清单不符。"
