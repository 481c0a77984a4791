"""Dossiers of the bundled applicants, for the tests that open, forge and pour them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from desktop import paths
from desktop.domain.scheme import Scheme
from desktop.dossier.manifest import MANIFEST, SIGNATURE, Manifest
from desktop.dossier.opened import open_dossier
from desktop.dossier.pack import Part, write_dossier
from desktop.dossier.signing import Signer
from desktop.sheets.fonts import Fonts
from desktop.store.store import Store
from desktop.work.desk import Desk
from desktop.work.dossier_gather import gather_dossier
from desktop.work.dossier_pack import Written, save_dossier
from desktop.work.dossier_scheme import Tools
from desktop.work.example import Note, example_notes, start_department, work_applicant

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SECRET = "000102030405060708090a0b0c0d0e0f"
KEY, OTHER_KEY = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))


def notes_of(scheme: str) -> list[Note]:
    """The bundled applicants of a scheme: the one that passes first."""
    every = example_notes(paths.resources_dir() / "example")
    return sorted((n for n in every if n.scheme == scheme), key=lambda n: not n.passes)


def desk_at(place: Path, shelf: Mapping[str, Scheme], faces: Fonts) -> Desk:
    """A desk over a new file, with a clock that stands still and dice that are known."""
    store = Store.open(place, clock=lambda: NOON)
    forms = paths.forms_dir()
    made = Desk(store, dict(shelf), lambda: NOON, lambda: SECRET, forms, faces, path=place)
    made.operator = "王测试"
    return made


def worked(desk: Desk, scheme: str, *, both: bool = False) -> tuple[int, list[int]]:
    """Work a scheme's applicant that passes (or both) to 定稿; the round's id, and theirs."""
    notes = notes_of(scheme)[: None if both else 1]
    round_id = start_department(desk, scheme, notes[0].year)
    return round_id, [work_applicant(desk, round_id, note) for note in notes]


def packed(
    desk: Desk, round_id: int, ids: list[int], target: Path, *, whole: bool = False
) -> Written:
    """Gather and write a dossier, signed with KEY; without `whole` only its outward papers."""
    dossier = gather_dossier(desk, round_id, ids, KEY)
    leaves = tuple(one for one in dossier.leaves if whole or one.kind == "sheet")
    return save_dossier(replace(dossier, leaves=leaves), target, lambda *_told: None)


def tools_of(shelf: Mapping[str, Scheme], faces: Fonts, scratch: Path) -> Tools:
    """What a bureau verifies with."""
    return Tools(shelf, paths.forms_dir(), faces, scratch)


@dataclass(frozen=True)
class Taken:
    """A dossier taken apart: its heading and its members, to be changed and put together again."""

    heading: Manifest
    parts: tuple[Part, ...]

    def with_part(self, path: str, data: bytes) -> "Taken":
        """The same with another content of one member."""
        assert path in {one.path for one in self.parts}, path
        return replace(
            self, parts=tuple(replace(p, data=data) if p.path == path else p for p in self.parts)
        )

    def data(self, path: str) -> bytes:
        """What is in one member."""
        return {one.path: one.data for one in self.parts}[path]

    def together(self, signer: Signer = KEY) -> bytes:
        """The dossier of these parts, its manifest made and signed anew."""
        out = BytesIO()
        write_dossier(out, self.heading, self.parts, signer)
        return out.getvalue()


def taken_apart(data: bytes) -> Taken:
    """Take an honest dossier apart."""
    opened = open_dossier(BytesIO(data))
    kinds = {one.path: one for one in opened.manifest.members}
    parts = tuple(
        Part(name, kinds[name].kind, kinds[name].application, opened.read(name))
        for name in opened.entries
        if name not in (MANIFEST, SIGNATURE)
    )
    return Taken(replace(opened.manifest, members=()), parts)
