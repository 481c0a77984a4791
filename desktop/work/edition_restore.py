"""Lends a file the editions of a scheme that it is worked by, where this machine has others."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from desktop.domain.measures import computations
from desktop.schemes.edition import origin_of
from desktop.schemes.edition_paper import FOLDER as PAPERS
from desktop.schemes.edition_paper import fit_papers
from desktop.schemes.following import PLACE, read_following
from desktop.schemes.reader import PARTS, SchemeError
from desktop.schemes.shelf import Shelf, folder_digest
from desktop.schemes.texts import scheme_of_texts
from desktop.store import departments, rounds
from desktop.work.desk import Desk
from desktop.work.edition_strange import odd_sheets
from desktop.work.edition_there import is_right
from desktop.work.record import SCHEME_TEXTS

PINNED = (
    ".pinned"  # below the own editions: contents by their digests, for the files that need them
)


def restore_editions(desk: Desk) -> list[str]:
    """Have the editions at hand that the file is worked by; returns the ids that were lent.

    One that this machine lacks is written among its own. Where it has another content under that
    id (edited since, or somebody else's) the file goes by its own, which lies apart. What the file
    holds is read strictly and must have the digest that its round was opened with; else nothing is
    written, and the window says that the scheme is not here.
    """
    if desk.own_forms is None or not isinstance(desk.schemes, Shelf):
        return []
    lent = []
    for one in rounds.rounds(desk.store):
        if is_right(desk.schemes, one.scheme_id, one.scheme_digest):
            continue
        texts = departments.setting(desk.store, f"{SCHEME_TEXTS}{one.scheme_digest}", {})
        if texts and _lend(desk, desk.schemes, one.scheme_id, texts, one.scheme_digest):
            lent.append(one.scheme_id)
    return lent


def _lend(desk: Desk, shelf: Shelf, scheme_id: str, texts: Mapping[str, str], digest: str) -> bool:
    assert desk.own_forms is not None  # asked for before
    if scheme_id not in shelf:
        done = put_edition(desk.own_forms, desk.forms, scheme_id, texts, digest)
        shelf.look_again()
        return done
    apart = desk.own_forms / PINNED / digest
    kept = apart / scheme_id
    if kept.is_dir() and folder_digest(kept) != digest:  # spoilt by hand
        shutil.rmtree(kept)
    if not kept.is_dir() and not put_edition(apart, desk.forms, scheme_id, texts, digest):
        return False
    shelf.pin(scheme_id, kept)
    return True


def put_edition(
    own: Path, forms: Path, scheme_id: str, texts: Mapping[str, str], digest: str
) -> bool:
    """Write an edition that came as texts below `own`; False where it can't be used.

    The papers for applicants and what follows the recognition are no part of the texts: they are
    those of the scheme that it was made of, where that ships under `forms`, fitted to the edition.
    """
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=own) as name:
        place = Path(name)
        try:
            found = scheme_of_texts(place, scheme_id, texts, frozenset(computations()))
        except (SchemeError, ValueError):
            return False
        folder = place / scheme_id
        if found.digest != digest or (own / scheme_id).exists():
            return False
        origin = origin_of(folder)
        if origin and (forms / origin / PARTS[0]).is_file():
            if odd_sheets(folder, found, forms / origin):
                return False
            for part in (PAPERS, PLACE[0]):
                if (forms / origin / part).is_dir():
                    shutil.copytree(forms / origin / part, folder / part)
        fit_papers(folder, found)
        try:
            read_following(place, found)
        except SchemeError:  # its [after] says otherwise: then that alone is followed
            shutil.rmtree(folder / PLACE[0])
        folder.rename(own / scheme_id)
    return True
