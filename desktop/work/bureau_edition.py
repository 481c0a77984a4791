"""收下新版本: an edition that a dossier carries is kept here, once a person has looked at it."""

from hashlib import file_digest
from io import BytesIO
from pathlib import Path

from desktop.domain.problem import UserError
from desktop.domain.verify_lock import scheme_digest
from desktop.dossier.container import ContainerError
from desktop.dossier.opened import open_dossier
from desktop.dossier.wrapping import PassphraseError, is_wrapped, unwrapped
from desktop.schemes.shelf import Shelf
from desktop.work.department import put_setting
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dossier_report import EditionSeen, Report
from desktop.work.dossier_scheme import texts_in
from desktop.work.edition_restore import put_edition

TAKEN = "bureau.edition:"
_WHOLE = frozenset({"container", "signature", "members"})


def can_take(report: Report) -> bool:
    """Whether a dossier brings an edition that may be kept: whole, signed, and not here yet."""
    seen = report.edition
    return seen is not None and not seen.held and not {o.key for o in report.failed} & _WHOLE


def take_edition(desk: Desk, report: Report, path: Path, passphrase: str = "") -> Changed:
    """Keep the edition of a dossier that was verified and looked at; where it came from is noted.

    UserError where the file is another one by now, editions can't be kept on this machine, or the
    id is taken by another content.
    """
    seen = report.edition
    own, shelf = desk.own_forms, desk.schemes
    if own is None or not isinstance(shelf, Shelf):
        raise UserError("这里不能保存办法的新版本。", "请在本程序的窗口中打开文件后再试。")
    if seen is None or not can_take(report):
        raise UserError("这个包没有可以收下的新版本。", "包须完整、签名有效。")
    if seen.id in shelf:
        raise UserError(f"本机已有“{seen.id}”，内容不同，不能收下。", "请报送单位换一个标识另存。")
    texts = _texts(path, report, seen, passphrase)
    if not put_edition(own, desk.forms, seen.id, texts, seen.digest):
        raise UserError("这个新版本不能使用，没有收下。", "请报送单位核对。")
    shelf.look_again()
    kept = {"id": seen.id, "by": seen.by, "file": report.file, "sha256": report.sha256}
    put_setting(desk, f"{TAKEN}{seen.digest}", kept)
    return changed("rounds")


def _texts(path: Path, report: Report, seen: EditionSeen, passphrase: str) -> dict[str, str]:
    """The scheme's files of the very dossier that was verified."""
    gone = UserError("文件读不出来，或核验以后被改动过。", "请重新核验后再收下。")
    try:
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != report.sha256:
                raise gone
            file.seek(0)
            locked = is_wrapped(file.read(64))
            file.seek(0)
            plain = BytesIO(unwrapped(file.read(), passphrase)) if locked else file
            texts = texts_in(open_dossier(plain))
    except (OSError, ContainerError, PassphraseError):
        raise gone from None
    if texts is None or scheme_digest(texts) != seen.digest:
        raise gone
    return texts
