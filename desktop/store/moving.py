"""迁移包: data file, attachments and this machine's choices in one file for a new computer."""

import json
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop.domain.problem import UserError
from desktop.store.copies import check_copy
from desktop.store.file import sync_folder
from desktop.store.luck import disk_words
from desktop.store.parcel import (
    MANIFEST,
    Kind,
    Progress,
    inside,
    is_attachment,
    read_parcel,
    write_parcel,
)

__all__ = ["DATA", "MANIFEST", "SETTINGS", "pack", "unpack"]

DATA, SETTINGS = "数据.review", "设置.json"
_MOST_DATA, _MOST_SETTINGS = 8 << 30, 16 << 20
_KIND = Kind(
    "迁移包",
    {DATA: _MOST_DATA, SETTINGS: _MOST_SETTINGS},
    "没有导入任何内容",
    "请在原来的电脑上重新导出一份。",
)


def pack(
    copy: Path, attached: Path, settings: Mapping[str, Any], target: Path, say: Progress
) -> int:
    """Write the package whole or not at all; returns how many attachments are in it.

    `copy` is a checked copy of the data file that no program has open, `attached` the folder of
    its attachments. UserError where the copy isn't good, or the target can't be written.
    """
    if check_copy(copy).problems:
        raise UserError("数据文件没有通过检查，没有导出。", "请先在“备份与检查”中检查数据文件。")
    files = sorted(one for one in attached.glob("??/*") if is_attachment(one))
    text = json.dumps(dict(settings), ensure_ascii=False).encode()
    members: dict[str, Path | bytes] = {DATA: copy}
    members |= {inside(one): one for one in files} | {SETTINGS: text}
    write_parcel(target, _KIND, members, say)
    return len(files)


def unpack(package: Path, target: Path, say: Progress) -> dict[str, Any]:
    """Put a package's data file at `target`, its attachments beside it; returns its settings.

    All or nothing: names by a whitelist, sizes counted and not believed, each SHA-256 compared,
    the data file checked whole. UserError where it is damaged, hostile, or of a newer program,
    and where `target` is there already.
    """
    files = target.with_name(f"{target.name}.files")
    if target.exists() or files.exists():
        raise UserError(f"“{target.name}”已经存在，没有导入。", "请换一个文件名。")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        fresh.mkdir(mode=0o700)
        read_parcel(package, fresh, _KIND, say)
        settings = _settings(fresh)
        if check_copy(fresh / DATA).problems:
            raise _KIND.bad
        if (fresh / "附件").is_dir():
            (fresh / "附件").replace(files)
        (fresh / DATA).replace(target)
        sync_folder(target.parent)
    except OSError as error:
        why = disk_words(error)
        raise UserError(f"迁移包不能导入（{why}）。", "请检查磁盘空间和写入权限。") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return settings


def _settings(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / SETTINGS).read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise _KIND.bad from error
