"""Phone numbers as clerks type them: several in a cell, extensions, floats; nothing is invented."""

import re
import unicodedata
from dataclasses import dataclass

_FLOAT = re.compile(r"(\d{7,12})\.0+")
_EXPONENT = re.compile(r"(\d)\.?(\d*)[eE]\+?(\d{1,2})")
_SPLIT = re.compile(r"[、,;/|\n\r]+|\s{2,}|(?<=\d{7})\s+(?=(?:1\d{10}|0\d{2,3}-?\d{7}))")
_EXTENSION = re.compile(
    r"(.*?\d)(?:\s*(?:转分机|转|分机号?|ext\.?)[:\s]*|-(?=\d{1,4}$))(\d{1,6})", re.I
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AREA = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})")
_LOCAL = re.compile(r"[2-9]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}|95\d{3}|96\d{3,4}|1[02]\d{3}")
# What says whose or which: （传真）, （微信同号）, 传真：…
_SAID = re.compile(
    r"\([^()\d]{1,12}\)"
    r"|^(?:办公|单位|联系)?(?:传真|电话|手机|座机|固话|办公室?|微信同号)(?:号码?)?[:\s]*(?=[\d+(])"
    r"|(?<=\d)\s*(?:传真|手机|微信同号)$"
)
_NOTHING = frozenset({"", "-", "—", "/", "无", "暂无"})
_DASH = re.compile(r"(?<=\d)\s*[—–―‐‑−ー]+\s*(?=\d)")  # 0871—63111111
_ERROR = re.compile(r"#(?:N/A|NAME\?|DIV/0!|[A-Z_]+[!?]?)|Err:\d{3}")


@dataclass(frozen=True)
class Phone:
    """One number: digits alone, and the extension behind it (转8012)."""

    number: str
    extension: str = ""


@dataclass(frozen=True)
class Phones:
    """A cell of phones as it is kept, the numbers that it surely holds, and what is to be said."""

    text: str
    numbers: tuple[Phone, ...] = ()
    notes: tuple[str, ...] = ()


def read_phones(text: str) -> Phones:
    """Return a cell's phones; the text stays as written but for floats and folded digits.

    13912345678.0 and 1.3912345678E+10 become whole again; 1.39E+10 has lost digits, which is said.
    """
    kept = " ".join(unicodedata.normalize("NFKC", text).split(" ")).strip().removeprefix("'")
    if kept in _NOTHING:
        return Phones(text.strip())
    if _ERROR.fullmatch(kept):
        return Phones(kept, (), (f"“{kept}”是表格里的错误值，请补填",))
    kept = plain_dashes(kept)
    notes: list[str] = []
    whole = _FLOAT.fullmatch(kept)
    power = _EXPONENT.fullmatch(kept)
    if whole:
        kept = whole[1]
    elif power and len(power[2].rstrip("0")) > 8:
        kept = str(int(power[1] + power[2].ljust(int(power[3]), "0")))
        notes.append(f"“{text}”是科学计数法，读作{kept}")
    elif power:
        return Phones(text.strip(), (), (f"“{text}”成了科学计数法，后几位已经丢失，请补填",))
    numbers = []
    for part in _SPLIT.split(kept):
        if part.strip():
            found = _one(part.strip())
            if found is None:
                notes.append(f"“{part.strip()}”不像电话号码")
            else:
                numbers.append(found)
    alone = len(numbers) == 1 and not notes and bare_phone(kept) == kept
    if alone and _MOBILE.fullmatch(numbers[0].number):
        kept = numbers[0].number  # 139 1234 5678
    return Phones(kept, tuple(numbers), tuple(notes))


def plain_dashes(text: str) -> str:
    """Return numbers with the hyphen between their digits that was typed as a dash (0871—6…)."""
    return _DASH.sub("-", text)


def printed_phones(text: str) -> str:
    """Return phones as they are printed: without the blanks that were typed inside of a number.

    A text that is not surely phones stays as it was typed.
    """
    found = read_phones(text)
    folded = unicodedata.normalize("NFKC", text)
    if found.notes or not found.numbers or not re.search(r"\s", text.strip()):
        return text
    if any(bare_phone(part) != part.strip() for part in _SPLIT.split(folded)):
        return text  # （传真） says which of them it is
    return "、".join(_shown(one) for one in found.numbers)


def _shown(one: Phone) -> str:
    area = _AREA.fullmatch(one.number)
    number = f"{area[1]}-{area[2]}" if area else one.number
    return f"{number}转{one.extension}" if one.extension else number


def bare_phone(text: str) -> str:
    """Return one number without the words that say which it is: 传真：…, （办公）, （微信同号）.

    `text` is folded (NFKC).
    """
    return _SAID.sub("", text.strip()).strip()


def _one(text: str) -> Phone | None:
    bare = re.sub(r"^(?:(?:\+|00)86[- ]?|86[- ]?(?=1[3-9](?:[- ]?\d){9}$))", "", bare_phone(text))
    split = _EXTENSION.fullmatch(bare)
    for body, extension in ((bare, ""), *(((split[1], split[2]),) if split else ())):
        digits = re.sub(r"[-\s()]", "", body)
        if any(p.fullmatch(digits) for p in (_MOBILE, _AREA, _LOCAL, _SERVICE)):
            return Phone(digits, extension)
    return None
