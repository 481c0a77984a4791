"""Amounts, counts and shares as people write them: units, Chinese numerals, nothing guessed."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from desktop.domain.figure import MILLION, parse_figure, show_figure

# How many 元 a unit of money is. 万 and 亿 alone are money only where the column asks for money.
MONEY: dict[str, int] = {
    "元": 1,
    "圆": 1,
    "块": 1,
    "千元": 10**3,
    "万元": 10**4,
    "万": 10**4,
    "百万元": 10**6,
    "千万元": 10**7,
    "亿元": 10**8,
    "亿": 10**8,
}  # fmt: skip - read as a list
_DIGITS = (
    {char: at for at, char in enumerate("零一二三四五六七八九")}
    | {char: at for at, char in enumerate("〇壹贰叁肆伍陆柒捌玖")}
    | {"两": 2, "○": 0}
)  # fmt: skip - read as a list
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8}
_UNIT_IN_HEADER = re.compile(
    r"[(（\[【/／:：]\s*(?:单位[:：]?)?\s*(?:人民币)?(百万元|千万元|千元|万元|亿元|元|万|亿)"
)
_SIGNS = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])|(?:整|正)$")
_NUMBER = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_VAGUE = re.compile(r"[约近余多]|左右|以上|以下|上下|不到|超过|[~～—至]|\d-\d")
_PERCENT_WORDS = re.compile(r"百分之(.+)")


@dataclass(frozen=True)
class Read:
    """A figure as it is kept, in the blank's own unit; `text` is empty where it is none.

    `note` says what was done to it, or why nothing was.
    """

    text: str
    note: str = ""


def chinese_number(text: str) -> int | None:
    """Return the number that Chinese numerals write (二百三十万, 贰佰, 二〇二五, 十二), or None.

    一万二 and 三百五 are none: they are said for 12 000 and 350, and written for 10 002 and 305.
    """
    if not text or any(c not in _DIGITS and c not in _STEPS and c not in _BIG for c in text):
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    for big in ("亿", "万"):
        head, mark, tail = text.replace("萬", "万").rpartition(big)
        if mark:
            return _joined(chinese_number(head), _BIG[big], tail)
    return _below_ten_thousand(text)


def _joined(head: int | None, factor: int, tail: str) -> int | None:
    if head is None or (len(tail) == 1 and tail in _DIGITS):
        return None
    rest = chinese_number(tail) if tail else 0
    return None if rest is None else head * factor + rest


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last = 0, -1, 10
    for char in text:
        if char in _STEPS:
            total += (1 if digit < 0 else digit) * _STEPS[char]
            digit, last = -1, _STEPS[char]
        elif _DIGITS[char] == 0:
            digit, last = -1, 10
        elif digit >= 0:
            return None
        else:
            digit = _DIGITS[char]
    if digit >= 0 and last > 10:
        return None
    return total + max(digit, 0)


def money_unit(header: str) -> str:
    """Return the unit of money that a header or a title names (`收入（万元）`, `单位：元`)."""
    found = _UNIT_IN_HEADER.search(unicodedata.normalize("NFKC", header))
    return found[1] if found else ""


def read_amount(text: str, unit: str, written_in: str = "") -> Read:
    """Return the figure in `unit`; `written_in` is the unit that the column's own header names.

    A unit in the cell goes before the column's. An exact conversion is noted; what is vague (约,
    余, 100-200) or would be rounded is no figure, with the reason.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split()).replace("，", ",")
    if not folded:
        return Read("")
    plain = parse_figure(folded)
    if plain is not None:
        return _converted(text, Fraction(plain, MILLION), unit, written_in or unit)
    if _VAGUE.search(folded):
        return Read("", f"“{text}”是约数或范围，不是一个确定的数")
    folded = _SIGNS.sub("", _SIGNS.sub("", folded))
    own, number = _own_unit(folded, unit)
    value = _number(number)
    if value is None:
        return Read("", f"“{text}”不是数字")
    told = parse_figure(number) is None
    return _converted(text, value, unit, own or written_in or unit, told=told)


def _own_unit(folded: str, unit: str) -> tuple[str, str]:
    """Split a cell's own unit off its number."""
    if unit in MONEY:
        for name in sorted(MONEY, key=len, reverse=True):
            if folded.endswith(name) and len(folded) > len(name):
                return name, folded[: -len(name)]
    folded_unit = unicodedata.normalize("NFKC", unit)
    if folded_unit and folded.endswith(folded_unit):
        return unit, folded[: -len(folded_unit)]
    counted = re.fullmatch(
        r"(.*[\d零一二三四五六七八九十百千万亿])([人家户名位个台套件场次])", folded
    )
    return ("", counted[1]) if counted else ("", folded)


def _number(text: str) -> Fraction | None:
    """Return a number in digits, in Chinese numerals, or mixed (1.2万, 3千)."""
    plain = parse_figure(text)
    if plain is not None:
        return Fraction(plain, MILLION)
    steps = {**_STEPS, **_BIG}
    if len(text) > 1 and text[-1] in steps and _NUMBER.fullmatch(text[:-1]):
        before = parse_figure(text[:-1])
        return Fraction(before, MILLION) * steps[text[-1]] if before is not None else None
    number = chinese_number(text)
    return Fraction(number) if number is not None else None


def _converted(
    text: str, value: Fraction, unit: str, written_in: str, *, told: bool = False
) -> Read:
    factor = (
        Fraction(MONEY.get(written_in, 1), MONEY.get(unit, 1)) if unit in MONEY else Fraction(1)
    )
    millionths = value * factor * MILLION
    if millionths.denominator != 1:
        return Read("", f"“{text}”（{written_in}）换算成{unit}不是整的小数")
    shown = show_figure(millionths.numerator)
    if factor != 1:
        return Read(shown, f"“{text}”（{written_in}）换算为{shown}{unit}")
    if told:
        return Read(shown, f"“{text}”读作{shown}")
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return Read(folded if parse_figure(folded) is not None else shown)


def read_percent(text: str) -> Read:
    """Return a share as percent: 85, 85%, 百分之八十五; a bare 0.85 is kept and asked about."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    signed = folded.endswith("%")
    words = _PERCENT_WORDS.fullmatch(folded)
    number = words[1] if words else folded.rstrip("%")
    value = _number(number)
    if value is None:
        return Read("", f"“{text}”不是百分数" if folded else "")
    shown = show_figure(int(value * MILLION))
    if words:
        return Read(shown, f"“{text}”读作{shown}%")
    if not signed and 0 < value <= 1 and value.denominator != 1:
        percent = show_figure(int(value * 100 * MILLION))
        return Read(shown, f"“{text}”是{percent}%还是{shown}%，请核对，已照原样保留")
    return Read(shown)
