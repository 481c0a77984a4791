"""The second engine for web pages: counts the filled cells of their tables with libxml2."""

from dataclasses import dataclass, field

from lxml import etree

from desktop.intake.text_tables import decode

_SILENT = frozenset({"script", "style", "head", "title"})


@dataclass
class _Table:
    """The filled cells of each row of a table so far; `cell` is None between two cells."""

    rows: list[int] = field(default_factory=list)
    cell: bool | None = None


@dataclass
class _Page:
    """Follows libxml2's own tags, which it has set right, and counts."""

    done: list[list[int]] = field(default_factory=list)
    open: list[_Table] = field(default_factory=list)
    loose: int = 0
    text: str = ""
    silent: int = 0

    def start(self, tag: str, _: dict[str, str]) -> None:
        """Open what a tag opens."""
        self._flush()
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            loose = self.loose if not self.open else 0
            self.loose -= loose
            self.open.append(_Table([1] * loose))
        elif self.open and tag == "tr":
            self.open[-1].rows.append(0)
        elif self.open and tag in ("td", "th"):
            self.open[-1].rows = self.open[-1].rows or [0]
            self.open[-1].cell = False

    def end(self, tag: str) -> None:
        """Close what a tag closes."""
        self._flush()
        if tag in _SILENT:
            self.silent -= 1
        elif tag == "table" and self.open:
            self.done.append(self.open.pop().rows)
        elif self.open and tag in ("td", "th") and self.open[-1].rows:
            self.open[-1].rows[-1] += bool(self.open[-1].cell)
            self.open[-1].cell = None

    def data(self, piece: str) -> None:
        """Keep a piece of text until the next tag."""
        self.text += piece

    def _flush(self) -> None:
        text, self.text = self.text, ""
        if not text.strip() or self.silent:
            return
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell = True
        else:
            self.loose += 1

    def close(self) -> dict[str, list[int]]:
        """Return the count of each table that has content, under the name that it is read by."""
        self._flush()
        if self.done:
            self.done[-1] += [1] * self.loose
        filled = [rows for rows in self.done if any(rows)]
        many = len(filled) > 1
        return {f"第{n}个表" if many else "": rows for n, rows in enumerate(filled, 1)}


def count_page(data: bytes, encoding: str) -> dict[str, list[int]]:
    """Return how many cells of each row of each table of a page have content.

    ValueError where the text can't be read.
    """
    text = decode(data, encoding)
    if text is None:
        raise ValueError("the text's encoding is not known")
    parser = etree.HTMLParser(target=_Page(), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.lstrip("\ufeff").encode("utf-8", "replace"))
        counts: dict[str, list[int]] = parser.close()
    except etree.LxmlError as error:
        raise ValueError("libxml2 gave up") from error
    return counts
