"""Lets the system show a file or a folder with its own program, and says where it can't."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.ui.kit.office import Office

_NONE = (
    "没有打开“{}”：这台电脑上没有能打开它的软件。"
    "请先安装（PDF用阅读器，表格和文稿用WPS），或到 {} 查看。"
)


def show_outside(office: Office, path: Path) -> None:
    """Open `path`; where no program takes it, the window's bar says so."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        office.noted.emit(_NONE.format(path.name, path.parent))
