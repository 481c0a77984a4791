"""Unified social credit codes (统一社会信用代码, GB 32100): valid or not, and in words why not."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from operator import mul

_NOTHING = frozenset({"", "-", "—", "/", "无", "暂无"})
_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_PLAIN = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.ASCII)
_LENGTH, _DIGITS = 18, range(2, 8)  # how many characters, and those that are digits always
_LETTERS = b"0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = bytes.maketrans(_LETTERS, bytes(range(31)))
_MULTIPLES = frozenset(range(0, 30 * 30 * _LENGTH, 31))
_WEIGHTS = (*(pow(3, place, 31) for place in range(17)), 1)
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_CUT_TO_FIFTEEN = re.compile(r"\d{15}000")


def is_plain_code(code: str) -> bool:
    """Tell whether `code` is valid and in its standard form already: what most are, told at once.

    The check character makes the sum of all characters' values, weighed by 3^i, divisible by 31.
    """
    if _PLAIN.fullmatch(code) is None:
        return False
    weighed: int = sum(map(mul, code.encode("ascii").translate(_VALUES), _WEIGHTS))
    return weighed % 31 == 0


def are_plain_codes(codes: Sequence[str]) -> bool:
    """Tell whether each of many is valid and in its standard form: a list's column, told at once.

    Each code has a lane of 16 bits in one long number, which its weighed sum can't leave.
    """
    values = "".join(codes).encode("ascii", "replace")
    if set(map(len, codes)) - {_LENGTH} or values.translate(None, _LETTERS):
        return False
    if not all(values[place::_LENGTH].isdigit() for place in _DIGITS if codes):
        return False
    values, lanes, total = values.translate(_VALUES), bytearray(2 * len(codes)), 0
    for place, weight in enumerate(_WEIGHTS):
        lanes[::2] = values[place::_LENGTH]
        total += weight * int.from_bytes(lanes, "little")
    sums = memoryview(total.to_bytes(len(lanes), sys.byteorder)).cast("H")
    return _MULTIPLES.issuperset(sums)


def valid_code(text: str) -> str | None:
    """Return the code in its standard form (18 capitals and digits), or None where none is valid.

    Full-width characters, blanks, hyphens and small letters are folded.
    """
    if is_plain_code(text):
        return text
    code = _compact(text)
    return code if not _wrong(code) else None


def code_problem(text: str) -> str:
    """Return a whole Chinese sentence naming what is wrong with the code; empty where nothing is.

    No code at all (empty, a dash, 无) is no problem here: no regulation asks a roster for codes.
    """
    if is_plain_code(text):  # most rows of a long roster
        return ""
    folded = unicodedata.normalize("NFKC", text).strip()
    return "" if folded in _NOTHING else _wrong(_compact(text))


def _compact(text: str) -> str:
    from stdnum.cn import uscc  # at the first odd code: it brings a web client's libraries

    return str(uscc.compact(unicodedata.normalize("NFKC", text)))


def _wrong(code: str) -> str:
    from stdnum.cn import uscc
    from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength

    if uscc.is_valid(code):
        return ""
    if _lost_digits(code):
        return "统一社会信用代码像是被表格软件当作数字存过，后几位已丢失，请按原证照重新填写。"
    try:
        uscc.validate(code)
    except InvalidLength:
        return _length_sentence(code)
    except InvalidFormat:
        return _character_sentence(code)
    except InvalidChecksum:
        pass
    return "统一社会信用代码的校验位（第18位）对不上，可能有一位抄错，请核对。"


def _lost_digits(code: str) -> bool:
    """Whether a spreadsheet's 15 significant digits, or its `9.11E+17`, explain the code."""
    return bool(_SCIENTIFIC.fullmatch(code) or _CUT_TO_FIFTEEN.fullmatch(code))


def _length_sentence(code: str) -> str:
    kind = {15: "，像是旧的工商注册号", 9: "，像是组织机构代码"}.get(len(code), "")
    return f"统一社会信用代码应为18位，这里是{len(code)}位{kind}。"


def _character_sentence(code: str) -> str:
    strange = "、".join(dict.fromkeys(char for char in code if char not in _ALPHABET))
    if strange:
        return f"统一社会信用代码中不会出现“{strange}”（字母不用I、O、S、V、Z），请核对。"
    return "统一社会信用代码的前8位一般为数字，请核对。"
