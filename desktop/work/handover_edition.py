"""The edition of a scheme that a handed over case brings: looked at, kept when it is taken in."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.edition_diff import Difference
from desktop.domain.measures import computations
from desktop.domain.problem import UserError
from desktop.domain.scheme import Scheme
from desktop.schemes.edition import origin_of
from desktop.schemes.reader import SchemeError
from desktop.schemes.shelf import Shelf
from desktop.schemes.texts import scheme_of_texts
from desktop.work.desk import Desk
from desktop.work.edition_keep import changes_of
from desktop.work.edition_restore import put_edition
from desktop.work.edition_strange import odd_sheets


@dataclass(frozen=True)
class Brought:
    """An edition that comes along: what is said of it, what it changes, or why it is refused."""

    scheme: Scheme | None = None
    told: str = ""
    changes: tuple[Difference, ...] = ()
    refused: str = ""


def brought_edition(desk: Desk, case: Mapping[str, Any]) -> Brought:
    """Look at the edition that a case is under; nothing is kept.

    Nothing is said where the case is under a scheme that ships, or under the very edition that is
    here already. One that is here with another content can't be taken in beside it.
    """
    scheme_id, digest = str(case["scheme_id"]), str(case["scheme_digest"])
    texts = case["texts"].get(digest)
    if scheme_id in desk.schemes:
        if not desk.is_own(scheme_id) or desk.schemes[scheme_id].digest == digest:
            return Brought()
        return Brought(
            refused=f"对方所用的新版本“{scheme_id}”与这里另存的同名版本内容不同，不能收入；"
            "请对方换一个标识另存，并让申报换用它，再移交。"
        )
    if not isinstance(texts, Mapping):
        return Brought()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        try:
            found = scheme_of_texts(place, scheme_id, texts, frozenset(computations()))
        except (SchemeError, ValueError, OSError):
            return Brought(refused="对方另存的办法新版本不能使用，没有收入。")
        return _looked_at(desk, found, place / scheme_id, digest)


def _looked_at(desk: Desk, found: Scheme, folder: Path, digest: str) -> Brought:
    origin = origin_of(folder)
    if found.digest != digest or origin not in desk.schemes or desk.is_own(origin):
        return Brought(refused="对方另存的办法新版本不知由哪个办法改编，或与校验码不符，没有收入。")
    source = desk.folder(origin)
    if why := odd_sheets(folder, found, source):
        return Brought(refused=f"对方另存的办法新版本不能使用：{why}")
    changes = changes_of(desk.schemes[origin], source, found, folder)
    told = (
        f"办法是对方自己另存的新版本“{found.name}”（{found.id}，由{desk.schemes[origin].name}改编，"
        f"与原办法有{len(changes)}处不同，校验码{digest}），收入时一并留在本机，可在“办法”页查看。"
    )
    return Brought(found, told, changes)


def keep_brought(desk: Desk, case: Mapping[str, Any]) -> None:
    """Keep the edition that a case brings, where this machine lacks it.

    UserError where editions can't be kept here, or this one can't.
    """
    scheme_id, digest = str(case["scheme_id"]), str(case["scheme_digest"])
    if scheme_id in desk.schemes:
        return
    own, shelf = desk.own_forms, desk.schemes
    if own is None or not isinstance(shelf, Shelf):
        raise UserError(
            "这里不能保存办法的新版本，没有收入。", "请在本程序的窗口中打开文件后再试。"
        )
    if not put_edition(own, desk.forms, scheme_id, case["texts"].get(digest, {}), digest):
        raise UserError("对方另存的办法新版本不能使用，没有收入。", "请对方重新移交。")
    shelf.look_again()
