"""The manual's pages: the running head, the page's number, what goes into contents and bookmarks.

Only `manual_pdf` imports this, when a manual is written: it loads reportlab's layout at once.
"""

from collections.abc import Callable
from typing import IO, Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    PageTemplate,
    Paragraph,
    Table,
)
from reportlab.platypus.tableofcontents import TableOfContents

_A4 = (595.28, 841.89)  # points
_SIDE, _HEAD, _FOOT = 62.0, 60.0, 56.0
_DEEPEST = 1  # chapters and their headings are bookmarks; contents list the chapters


class Heading(Paragraph):
    """A heading that is noted in contents and bookmarks."""

    def __init__(self, shown: str, style: ParagraphStyle, entry: tuple[int, str, str]) -> None:
        """`entry` is its depth (0: a chapter), its words, and its chapter's key."""
        super().__init__(shown, style)
        self.entry = entry


class Template(BaseDocTemplate):
    """A4 pages; headings are bookmarked, chapters stand in contents."""

    def __init__(
        self, out: IO[bytes], face: str, contents: TableOfContents, told: Callable[[int], None]
    ) -> None:
        """`told` hears the number of each page that is begun."""
        super().__init__(out, pagesize=_A4, title="使用手册", author="", invariant=1, lang="zh-CN")
        self.contents = contents
        self._face, self._told = face, told
        self._top, self._running, self._marks = "", "", 0
        inner = (_SIDE, _FOOT, _A4[0] - 2 * _SIDE, _A4[1] - _HEAD - _FOOT)
        frame = Frame(*inner, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        self.addPageTemplates([PageTemplate("page", [frame], onPageEnd=self._dress)])

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Every pass begins without what the one before has left."""
        self._top, self._running, self._marks = "", "", 0

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Note a heading's page, and which chapter the page begins with."""
        if isinstance(flowable, Heading):
            self._note(flowable)
        if isinstance(flowable, (Image, Paragraph, Table)):  # and not what only breaks a page
            self._top = self._top or self._running

    def _note(self, heading: Heading) -> None:
        level, words, chapter = heading.entry
        if level == 0:
            self._running = words
            self.notify("TOCEntry", (0, words, self.page, chapter))
        if level <= _DEEPEST:
            self._marks += 1
            key = f"mark{self._marks}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(words, key, level, closed=1)

    def _dress(self, canvas: Any, document: Any) -> None:
        self._told(document.page)
        if document.page == 1:
            return
        canvas.setFont(self._face, 9)
        canvas.setFillGray(0.4)
        canvas.drawString(_SIDE, _A4[1] - 40, self._top)
        self._top = ""
        canvas.drawCentredString(_A4[0] / 2, 32, f"— {document.page} —")


def template(out: IO[bytes], face: str, style: Any, told: Callable[[int], None]) -> Template:
    """Pages that write to `out` in the face of that name; contents in `style`."""
    contents = TableOfContents()
    contents.levelStyles = [style]
    contents.dotsMinLevel = 0
    return Template(out, face, contents, told)
