"""Files of the program's own that are dropped as if an applicant had sent them."""

import io
import zipfile

from desktop.store import moving
from desktop.store.parcel import HANDED, MANIFEST

_HANDED = (
    "这是同事移交来的申报（移交件），不是申报单位的文件，没有读入，也没有保存。"
    "请在“申报初审”按“移交和收回…”，再按“打开移交件…”。"
)
_MOVED = (
    "这是本程序的迁移包，不是申报单位的文件，没有读入，也没有保存。"
    "请按左下角的文件夹图标（Ctrl+O），在开始页“导入迁移包…”。"
)


def told_of_own(data: bytes) -> str:
    """Say what a zip of our own is and where it is opened; empty for any other zip.

    Its attachments are an applicant's files: read as such they would make the application anew.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    if MANIFEST not in names:
        return ""
    if HANDED in names:
        return _HANDED
    return _MOVED if moving.DATA in names else ""
