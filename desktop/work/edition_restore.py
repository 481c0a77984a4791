"""Brings back an edition of a scheme that the file is worked by and this machine lacks."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.measures import computations
from desktop.schemes.reader import SchemeError, read_scheme
from desktop.schemes.shelf import Shelf, folder_digest
from desktop.store import departments, rounds
from desktop.work.desk import Desk
from desktop.work.record import SCHEME_TEXTS


def restore_editions(desk: Desk) -> list[str]:
    """Write the editions that the file has and this machine lacks; returns their ids.

    What the file holds is read strictly and must have the digest that the round was opened with;
    else nothing is written, and the window says that the scheme is not here, as before.
    """
    if desk.own_forms is None or not isinstance(desk.schemes, Shelf):
        return []
    lacking = [one for one in rounds.rounds(desk.store) if one.scheme_id not in desk.schemes]
    back = []
    for one in lacking:
        texts = departments.setting(desk.store, f"{SCHEME_TEXTS}{one.scheme_digest}", {})
        if texts and _restored(desk.own_forms, one.scheme_id, texts, one.scheme_digest):
            back.append(one.scheme_id)
    if back:
        desk.schemes.look_again()
    return back


def _restored(own: Path, scheme_id: str, texts: Mapping[str, str], digest: str) -> bool:
    names = [scheme_id, *texts]
    if any(Path(name).name != name or name.startswith(".") for name in names):
        return False
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=own) as place:
        folder = Path(place) / scheme_id
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode("utf-8"))
        try:
            read_scheme(folder, frozenset(computations()), need_sheets=True)
        except SchemeError:
            return False
        if folder_digest(folder) != digest:
            return False
        folder.rename(own / scheme_id)
    return True
