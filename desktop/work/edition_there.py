"""Whether this machine has the editions of schemes that a file is worked by: asked at opening."""

from desktop.schemes.shelf import Shelf, folder_digest
from desktop.store import rounds
from desktop.work.desk import Desk


def lacks_editions(desk: Desk) -> bool:
    """Whether a round goes by an edition that is not here with the content it was opened with."""
    shelf = desk.schemes
    return (
        desk.own_forms is not None
        and isinstance(shelf, Shelf)
        and not all(
            is_right(shelf, one.scheme_id, one.scheme_digest) for one in rounds.rounds(desk.store)
        )
    )


def is_right(shelf: Shelf, scheme_id: str, digest: str) -> bool:
    """Whether a scheme ships (its own updates are no editions) or has the digest asked for."""
    if scheme_id in shelf and not shelf.is_own(scheme_id):
        return True
    folder = shelf.folder(scheme_id)
    return scheme_id in shelf and folder.is_dir() and folder_digest(folder) == digest
