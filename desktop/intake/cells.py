"""Reads one cell in its column's own way: ticks, phones, codes, amounts, dates."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from desktop.domain.amount import MONEY, money_unit, read_amount
from desktop.domain.codes import are_plain_codes, code_problem, is_plain_code
from desktop.domain.dates import arabic_date, parse_date
from desktop.domain.fieldcheck import kind_sentences
from desktop.domain.figure import parse_figure
from desktop.domain.form import Column
from desktop.domain.phone import read_phones
from desktop.intake.found import Found
from desktop.intake.joint import JOINT, half_of, is_joint
from desktop.intake.labels import TICK_COLUMNS, fold_label
from desktop.intake.tick_words import LETTERS, chosen

_TICKS = frozenset("√✓✔☑☒■●○v是1y对有") | {"1.0", "yes", "true", "√√", "✅", "打勾", "已勾选"}
_SYMBOLS = frozenset("√✓✔☑■✅")
_UNTICKED = frozenset("□☐")
_COUNT = re.compile(r"\d[\d,.]*\s*[%家户人个分次]?")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_EMPTY = frozenset({"", "-", "—", "/", "无", "\\"})
_JANUARY = re.compile(r"(?:19|20)\d\d\.1")  # of a cell that holds a number: typed as 2018.10
_MOBILE = 11  # digits of a mobile phone's number


Reader = Callable[[str], tuple[str, str]]
Keeper = Callable[[Sequence[str]], bool]


@dataclass
class Columns:
    """What is known of a sheet's columns: kinds, units of money, and units that nobody names."""

    dates: frozenset[str]
    units: Mapping[str, str]
    since_1904: bool = False
    joint: bool = False
    unclear: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """One column as its cells are read: its key, place, column and reader.

    `keeps` is as `keeper_of` gives it; `may_lose` is whether its digits may have been lost.
    """

    key: str
    place: int
    column: Column | None
    reader: Reader | None
    keeps: Keeper | None
    may_lose: bool

    @property
    def label(self) -> str:
        """The column's label, or its key where the roster has no such column."""
        return self.column.label if self.column is not None else self.key

    def read(self, text: str, notes: list[str]) -> str:
        """Return a text as it is kept; what is to be known of it goes to the notes."""
        if self.reader is None:
            return text
        text, note = self.reader(text)
        if note:
            notes.append(note if note.startswith(self.label) else f"{self.label}：{note}")
        return text


def columns_of(found: Found, columns: Mapping[str, Column], dates: frozenset[str]) -> Columns:
    """Return the units that the headers, the lines above or the reviewer name."""
    lines = found.grid.cells[: found.header_lines[0]] if found.header_lines else []
    above = next((u for row in lines for text in row if (u := _title_unit(text))), "")
    units = {}
    for key, place in found.mapping.items():
        column = columns.get(key)
        if column is not None and column.unit in MONEY:
            texts = [found.grid.text(line, place) for line in found.header_lines]
            own = next((unit for text in texts if (unit := money_unit(text))), "")
            units[key] = found.units.get(key) or own or above
    return Columns(dates, units, found.grid.since_1904, is_joint(found))


def _title_unit(text: str) -> str:
    return money_unit(text) if "单位" in text and "盖章" not in text else ""


def reader_of(key: str, column: Column | None, known: Columns) -> Reader | None:
    """Return what reads a column's texts: the text as kept, and what a reader should know of it.

    None where a text is kept as it is. No reader is asked about an empty text.
    """
    if key in TICK_COLUMNS:
        return _remembered(_ticked)
    if column is None:
        return None
    if known.joint and key in JOINT:
        return half_of(key)
    if key in known.dates or column.kind == "date":
        return lambda text: _date(text, known.since_1904)
    if column.kind == "phone" or key == "phone":
        return _phone
    if column.kind == "code" or key == "code":
        return _code
    if column.kind == "figure":
        return lambda text: _figure(key, column, text, known)
    if column.kind == "idcard":
        return lambda text: (text, "".join(kind_sentences("idcard", "", text)))
    if column.kind == "choice":
        return _choice
    return None


def keeper_of(key: str, column: Column | None, known: Columns) -> Keeper | None:
    """Return what tells of many texts that the reader keeps all, with nothing to be known.

    It may doubt of some that would be kept. None where nothing is quicker than the reader.
    """
    if key in TICK_COLUMNS or column is None or (known.joint and key in JOINT):
        return None
    if key in known.dates or column.kind == "date":
        return None
    if column.kind == "phone" or key == "phone":
        return _are_mobiles
    if column.kind == "code" or key == "code":
        return lambda texts: are_plain_codes(list(filter(None, texts)))
    return None


def _are_mobiles(texts: Sequence[str]) -> bool:
    filled = list(filter(None, texts))
    whole = "".join(filled)
    digits = whole.isascii() and whole.isdigit() and {*map(len, filled)} == {_MOBILE}
    return digits and not whole[::_MOBILE].strip("1")


def _remembered(reader: Reader) -> Reader:
    """Ask about each text once: a column of ticks has few of them."""
    seen: dict[str, tuple[str, str]] = {}

    def read(text: str) -> tuple[str, str]:
        if text not in seen:
            seen[text] = reader(text)
        return seen[text]

    return read


def _code(text: str) -> tuple[str, str]:
    return text, "" if is_plain_code(text) else code_problem(text)


def _choice(text: str) -> tuple[str, str]:
    return "是" if text in _SYMBOLS else "" if text in _UNTICKED else text, ""


def tick(text: str) -> str:
    """Return 是 for a tick in any of its signs, nothing for an empty box, else the text."""
    if not text:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold().replace(" ", "")
    if folded in _TICKS:
        return "是"
    return "" if folded in _UNTICKED else text


def _ticked(text: str) -> tuple[str, str]:
    shown = LETTERS.get(text.strip())
    if shown:
        return "是", f"“{text}”读作{shown}（符号字体里的勾）"
    return tick(text), ""


def settle_ticks(cells: dict[str, str], notes: list[str], *, shared: bool) -> None:
    """Read words (满意, 不满意) in the scale's columns; say where both or neither can be.

    `shared` is whether one column serves for the whole scale.
    """
    yes, no = cells.get("satisfied", ""), cells.get("dissatisfied", "")
    if not shared and yes in _SETTLED and no in _SETTLED:  # nearly every row
        if yes == no == "是":
            notes.append(_BOTH)
        return
    if shared and yes:
        word = fold_label(chosen(yes) or yes)
        cells["satisfied"] = "是" if word in _GOOD else "" if word in _BAD else yes
        cells["dissatisfied"] = "是" if word in _BAD else ""
        if word not in _GOOD and word not in _BAD:
            notes.append(f"“{yes}”读不出满意还是不满意，已照原样保留，请核对")
        return
    for key, word in zip(TICK_COLUMNS, ("满意", "不满意"), strict=True):
        text = cells.get(key, "")
        if text not in ("", "是") and word in (fold_label(text), chosen(text)):
            cells[key] = "是"
        elif _COUNT.fullmatch(unicodedata.normalize("NFKC", text)):
            notes.append(f"“{word}”一栏应打√，填的是“{cells[key]}”，已照原样保留，请核对")
    if cells.get("satisfied") == cells.get("dissatisfied") == "是":
        notes.append(_BOTH)


_SETTLED = frozenset({"", "是"})
_BOTH = "满意与不满意两栏都打了勾，请核对"
_GOOD = frozenset({"满意", "是", "非常满意", "很满意", "十分满意"})
_BAD = frozenset({"不满意", "否", "非常不满意", "很不满意", "×", "不"})


def _phone(text: str) -> tuple[str, str]:
    if len(text) == _MOBILE and text[0] == "1" and text.isascii() and text.isdigit():
        return text, ""
    phones = read_phones(text)
    return phones.text, "，".join(phones.notes)


def _figure(key: str, column: Column, text: str, known: Columns) -> tuple[str, str]:
    if text in _EMPTY:
        return text, ""
    written_in = known.units.get(key, "")
    plain = parse_figure(text)
    if plain is not None and key in known.units and not written_in:
        known.unclear[key] = known.unclear.get(key, 0) + 1
    if plain is not None and written_in in ("", column.unit):
        return text, ""
    got = read_amount(text, column.unit, written_in)
    if not got.text:
        return text, f"{got.note}，已照原样保留，请核对" if got.note else ""
    return got.text, got.note


def _date(text: str, since_1904: bool) -> tuple[str, str]:
    if _JANUARY.fullmatch(text):
        return text, f"“{text}”可能是{text[:4]}年10月（表格软件会去掉末尾的0），请核对"
    if parse_date(text) is not None or text in _EMPTY:
        return text, ""
    serial = _SERIAL.fullmatch(text)
    if serial:
        first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        day = (first + timedelta(days=int(serial[1]))).isoformat()
        return day, f"“{text}”是表格软件的日期序号，读作{day}"
    if plain := arabic_date(text):
        return plain, f"“{text}”读作{plain}"
    return text, f"“{text}”读不出日期，已照原样保留，请核对"
