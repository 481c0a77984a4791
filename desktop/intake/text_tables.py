"""Tables kept as text (csv, tsv): which encoding, which delimiter, and the cells."""

import codecs
import csv
import io

from desktop.intake.book import Limits, Refused

_DELIMITERS = (",", "\t", ";", "，")


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
    return ("utf-8-sig", "gb18030")


def read_text_table(data: bytes, encoding: str, limits: Limits) -> list[list[str]] | Refused:
    """Return the cells of a csv or tsv, or why there are too many."""
    text = decode(data, encoding)
    if text is None:
        return Refused("文字编码读不出来。", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。")
    csv.field_size_limit(len(text) + 1)
    rows: list[list[str]] = []
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
        if len(row) > limits.columns and any(cell.strip() for cell in row[limits.columns :]):
            return Refused(f"第{len(rows) + 1}行超过{limits.columns}列。", "请删去多余的列再导入。")
        rows.append(row[: limits.columns])
        if len(rows) > limits.rows:
            return Refused(f"表格超过{limits.rows}行。", "请分成几个文件再导入。")
    return rows


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the first lines."""
    head = "\n".join(text.split("\n", 30)[:30])
    return max(_DELIMITERS, key=head.count)
