"""Resident identity numbers (公民身份号码, GB 11643): in words what is wrong with one."""

import re
import unicodedata

_DIGITS = re.compile(r"\d{17}[\dX]", re.ASCII)
_BREAKS = re.compile(r"[\s·-]+")
_LENGTH = 18


def id_card_problem(text: str) -> str:
    """Return a whole Chinese sentence naming what is wrong with the number; empty where nothing is.

    Blanks, hyphens, full-width characters and a small x are folded. The place in the first six
    digits is not looked up: districts are renamed and founded, and no list of them is complete.
    """
    from stdnum.cn import ric  # at the first number: it brings a web client's libraries
    from stdnum.exceptions import InvalidComponent

    number = _BREAKS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if len(number) != _LENGTH:
        return f"身份证号应为18位，这里是{len(number)}位，请对照证件核对。"
    if _DIGITS.fullmatch(number) is None:
        return "身份证号应为17位数字，末位是数字或X，请对照证件核对。"
    try:
        ric.get_birth_date(number)
    except InvalidComponent:
        return "身份证号第7到14位不是日期，请对照证件核对。"
    if ric.calc_check_digit(number) != number[-1]:
        return "身份证号的末位（校验码）与前17位对不上，请对照证件核对。"
    return ""
