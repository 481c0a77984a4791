"""Reads one chapter of the manual aloud to the eye: pictures fit the width, headings are found."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from desktop.ui.kit.layouts import GAP
from desktop.ui.kit.theme import tones

_LINE_HEIGHT = 150  # per cent
_MARGIN = 3 * GAP
_PAUSE = 150  # ms after the last change of the width
_IMAGE = QTextDocument.ResourceType.ImageResource
_DENSE = 5_000  # dots a metre, from which on two of them are one px (tests/e2e/manual_pictures.py)
_STEP = 4  # px: at 125 and 150 % too a picture has whole pixels, else Qt tears it where it paints
_OBJECT = "\ufffc"  # stands for a picture in the text


class Reader(QTextBrowser):
    """Shows the manual's files; its own history leads back and forward."""

    turned = Signal(str)  # the key of the chapter that is shown

    def __init__(self) -> None:
        """Empty until `read`."""
        super().__init__()
        self._words = ""
        self._folder = QUrl()  # all files of the manual lie in one
        self.setAccessibleName("手册内容")
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._fit_pictures)
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self._recolour)
        self.sourceChanged.connect(self._on_source)

    def read(self, url: QUrl) -> None:
        """Show a file of the manual, at the heading that the URL's fragment begins."""
        self._folder = url.resolved(QUrl("."))
        self.setSource(url)

    def key(self) -> str:
        """The name of the file that is shown, without .md."""
        return self.source().fileName().removesuffix(".md")

    def mark_all(self, words: str) -> int:
        """Mark every place that holds `words`; returns how many there are."""
        self._words = words
        found: list[QTextEdit.ExtraSelection] = []
        at = self.document().find(words) if words else QTextCursor()
        while not at.isNull():
            found.append(_marked(at))
            at = self.document().find(words, at)
        self.setExtraSelections(found)
        return len(found)

    def turn_to(self, words: str, *, back: bool = False, afresh: bool = False) -> bool:
        """Go to the next place (or the one before) that holds `words`; False at the end."""
        flags = QTextDocument.FindFlag(0)
        if back:
            flags |= QTextDocument.FindFlag.FindBackward
        if afresh:
            edge = QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start
            self.moveCursor(edge)
        return self.find(words, flags)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture is had at the width of the text, sharp on this screen."""
        if kind != _IMAGE.value:
            return super().loadResource(kind, name)
        return self._picture(self._folder.resolved(QUrl(name)).toLocalFile())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width once it stays."""
        super().resizeEvent(event)
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        """A link's colour is set when the text is read: another theme reads it again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.key():
            self._repaint.start()

    def _recolour(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value()
        self.reload()
        bar.setValue(place)

    def _picture(self, path: str) -> QImage:
        image, ratio = QImage(path), self.devicePixelRatioF()
        room = max(self.viewport().width() - 2 * _MARGIN - GAP, 200)
        own = image.width() // (2 if image.dotsPerMeterX() > _DENSE else 1)
        if not image.isNull():
            wide = min(room, own) // _STEP * _STEP
            high = round(wide * image.height() / image.width() / _STEP) * _STEP
            size = QSize(round(wide * ratio), round(high * ratio))
            image = image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def _fit_pictures(self) -> None:
        document = self.document()
        for name in _pictures(document):
            url = self._folder.resolved(QUrl(name))
            document.addResource(_IMAGE.value, url, self._picture(url.toLocalFile()))
        document.markContentsDirty(0, document.characterCount())

    def _on_source(self, url: QUrl) -> None:
        _space_out(self.document())
        heading = url.fragment(QUrl.ComponentFormattingOption.FullyDecoded)
        block = _heading(self.document(), heading)
        if heading and block.isValid():
            # From the end upwards, so that the heading comes to stand at the top.
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.setTextCursor(QTextCursor(block))
        self.mark_all(self._words)
        self.turned.emit(url.fileName().removesuffix(".md"))  # `source` is still the last one


def _marked(at: QTextCursor) -> QTextEdit.ExtraSelection:
    shown = tones()
    one = QTextEdit.ExtraSelection()
    one.cursor = QTextCursor(at)
    look = QTextCharFormat()
    look.setBackground(QColor(shown.chosen))
    look.setForeground(QColor(shown.ink))
    one.format = look
    return one


def _pictures(document: QTextDocument) -> list[str]:
    return [
        form.toImageFormat().name()
        for form in document.allFormats()
        if form.isImageFormat() and form.toImageFormat().name()
    ]


def _space_out(document: QTextDocument) -> None:
    """Give the lines room; a picture's line has its own height."""
    kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    block = document.begin()
    while block.isValid():
        if _OBJECT not in block.text():
            look = QTextBlockFormat()
            look.setLineHeight(_LINE_HEIGHT, kind)
            QTextCursor(block).mergeBlockFormat(look)
        block = block.next()
    document.clearUndoRedoStacks()


def _heading(document: QTextDocument, words: str) -> QTextBlock:
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() and block.text().startswith(words):
            return block
        block = block.next()
    return block
