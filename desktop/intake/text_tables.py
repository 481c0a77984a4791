"""Tables kept as text (csv, tsv): which encoding, which delimiter, and the cells."""

import codecs
import csv
import io
from collections import Counter

from desktop.intake.book import Limits, Refused
from desktop.intake.text_marks import without_apostrophes, without_formulas

_DELIMITERS = (",", "\t", ";", "，", "；", "|")


def decode(data: bytes, encoding: str = "", *, whole: bool = True) -> str | None:
    """Return the text of `data`: by its mark, else utf-8, else gb18030; None where none fits.

    With `whole` False a character cut at the end is forgiven. No guessing by frequency: a short
    GBK table was taken for UTF-16 by a guesser.
    """
    for name in (encoding,) if encoding else _ladder(data):
        try:
            return codecs.getincrementaldecoder(name)().decode(data, final=whole)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _ladder(data: bytes) -> tuple[str, ...]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in data[:4000]:
        return (_wide(data[:4000]),)
    return ("utf-8-sig", "gb18030")


def _wide(head: bytes) -> str:
    """Return which UTF-16 a text without a mark is: no other text has zero bytes."""
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def read_text_table(data: bytes, encoding: str, limits: Limits) -> list[list[str]] | Refused:
    """Return the cells of a csv or tsv, or why there are too many."""
    text = decode(data, encoding)
    if text is None:
        return Refused("文字编码读不出来。", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。")
    csv.field_size_limit(len(text) + 1)
    text, delimiter = _delimited(text)
    marked = '="' in text
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if len(row) > limits.columns and any(cell.strip() for cell in row[limits.columns :]):
            return Refused(f"第{len(rows) + 1}行超过{limits.columns}列。", "请删去多余的列再导入。")
        rows.append(without_formulas(row[: limits.columns]) if marked else row[: limits.columns])
        if len(rows) > limits.rows:
            return Refused(f"表格超过{limits.rows}行。", "请分成几个文件再导入。")
    without_apostrophes(rows)
    return rows


def _delimited(text: str) -> tuple[str, str]:
    """Return the text without Excel's own `sep=;` line, and the delimiter."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    if len(told) == 5 and told.startswith("sep="):
        return rest, told[-1]
    return text, _delimiter(text)


def _delimiter(text: str) -> str:
    """Return the delimiter by which most of the first lines have the same number of cells.

    How often a mark stands there says little: a long sentence is full of commas.
    """
    head = "".join(text.splitlines(keepends=True)[:40])
    return max(_DELIMITERS, key=lambda mark: _evenness(head, mark))


def _evenness(head: str, mark: str) -> tuple[int, int]:
    """Return how many lines share the commonest number of cells (two and more), and that number."""
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=mark)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]))
    return lines * width, width
