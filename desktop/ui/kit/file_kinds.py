"""Qt's own file dialog, where a system has none: its list of files speaks Chinese and has room."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFileSystemModel,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeView,
)

from desktop.ui.kit.layouts import by_text
from desktop.ui.kit.theme import with_icon

_SIZE, _KIND, _DAY = 1, 2, 3  # columns of Qt's own model, after the name
_WIDTHS = (290, 90, 110, 170)  # px at 100 %
_SIZE_OF_DIALOG, _SIDE = (840, 520), 130
_ICONS = {  # Qt's own arrows are black on a dark ground
    "backButton": "previous",
    "forwardButton": "next",
    "toParentButton": "up",
    "newFolderButton": "add",
    "listModeButton": "todo",
    "detailModeButton": "table",
}
_KINDS = {
    "docx": "Word 文档",
    "doc": "Word 文档",
    "wps": "WPS 文档",
    "xlsx": "Excel 工作簿",
    "xls": "Excel 工作簿",
    "et": "WPS 表格",
    "ods": "ODS 表格",
    "csv": "CSV 表格",
    "tsv": "文本",
    "txt": "文本",
    "pdf": "PDF 文件",
    "zip": "压缩包",
    "rar": "压缩包",
    "7z": "压缩包",
    "png": "图片",
    "jpg": "图片",
    "jpeg": "图片",
    "tif": "图片",
    "bmp": "图片",
    "json": "数据（JSON）",
    "review": "初审数据文件",
    "rdpack": "报送材料包",
}


class RowDelegate(QStyledItemDelegate):
    """Says size, kind and day of a file: Qt's own words are the system's, English on many."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Put our words in place of Qt's."""
        super().initStyleOption(option, index)
        words = words_of(index)
        if words:
            setattr(option, "text", words)  # noqa: B010 - the stubs don't know the field


def words_of(index: QModelIndex | QPersistentModelIndex) -> str:
    """A cell of Qt's list of files in Chinese; empty for a name, which stays as it is."""
    model = index.model()
    if index.column() == 0 or not isinstance(model, QFileSystemModel):
        return ""
    info = model.fileInfo(index)
    if index.column() == _DAY:
        at = info.lastModified()
        return (
            f"{at.date().year()}年{at.date().month()}月{at.date().day()}日 {at.toString('HH:mm')}"
        )
    if info.isDir():
        return "文件夹" if index.column() == _KIND else ""
    if index.column() == _SIZE:
        return size_words(info.size())
    return _KINDS.get(info.suffix().lower(), "文件")


def size_words(size: int) -> str:
    """A file's size (bytes), rounded up as other lists of files do."""
    for unit, power in (("GB", 30), ("MB", 20), ("KB", 10)):
        if size >> power:
            return f"{-(-size >> power)} {unit}"
    return f"{size} 字节"


def dress_soon() -> None:
    """Dress the file dialog that is about to be shown, unless it is the system's own."""
    QTimer.singleShot(0, _dress_shown)


def _dress_shown() -> None:
    shown = QApplication.activeModalWidget()
    if isinstance(shown, QFileDialog):
        dress_dialog(shown)


def dress_dialog(dialog: QFileDialog) -> None:
    """Let a dialog's list speak Chinese, with room; the system's own has no list of ours."""
    for view in dialog.findChildren(QTreeView):
        dialog.resize(by_text(_SIZE_OF_DIALOG[0]), by_text(_SIZE_OF_DIALOG[1]))
        for split in dialog.findChildren(QSplitter):
            split.setSizes([by_text(_SIDE), by_text(_SIZE_OF_DIALOG[0] - _SIDE)])
        made = RowDelegate(view)
        for column, width in enumerate(_WIDTHS):
            view.setItemDelegateForColumn(column, made)
            view.setColumnWidth(column, by_text(width))
    for name, icon in _ICONS.items():
        for one in dialog.findChildren(QToolButton, name):
            with_icon(one, icon)
