"""How a workbook holds a text: Excel takes `_x0041_` in one for the character of that code."""

import re

_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAKEN_FOR_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """The text so that Excel, WPS and LibreOffice show it as it is (ECMA-376, ST_Xstring).

    openpyxl writes it as it stands, and a model number such as `A_x0041_` would be read as `AA`.
    """
    return _TAKEN_FOR_CODE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text that Excel shows for one of the XML; a code that is half of a pair stays."""
    return _CODE.sub(_character, text) if "_x" in text else text


def _character(code: re.Match[str]) -> str:
    number = int(code[1], 16)
    return code[0] if 0xD800 <= number < 0xE000 else chr(number)
