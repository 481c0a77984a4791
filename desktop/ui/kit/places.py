"""A place in a file in few letters: the file's name loses its middle, sheet and cell stay whole."""

import re

_FILE = re.compile(r"(?P<file>.+?\.\w{2,5})(?P<place>\s.+)")
_LEAST = 7  # Chinese letters of a file's name that still tell it
_PLAIN = 24  # Chinese letters of what is no place in a file, such as an application of last year
_TAIL = 4  # Chinese letters of its end, the ending with them
_WIDE = 0x2E80  # from here on a letter is as wide as two


def short_place(source: str, letters: int) -> str:
    """Return `申请表.docx 第2个表 第3行` at most so many Chinese letters wide, if it can be."""
    found = _FILE.fullmatch(source)
    if _width(source) <= 2 * letters:
        return source
    if found is None:
        return cut_middle(source, max(letters, _PLAIN))
    room = max(_LEAST, letters - (_width(found["place"]) + 1) // 2)
    return cut_middle(found["file"], room) + found["place"]


def cut_middle(text: str, letters: int) -> str:
    """Return the beginning and the end of a text, at most so many Chinese letters wide."""
    if _width(text) <= 2 * letters:
        return text
    tail = text[len(text) - _fitting(text[::-1], 2 * min(_TAIL, letters // 2)) :]
    head = text[: _fitting(text, 2 * letters - 2 - _width(tail))]
    return f"{head}…{tail}"


def without_file(source: str, file: str) -> str:
    """Return the place alone where it lies in the file that is shown."""
    return source.removeprefix(f"{file} ")


def _width(text: str) -> int:
    return sum(1 + (ord(one) >= _WIDE) for one in text)


def _fitting(text: str, width: int) -> int:
    """Return how many letters from the beginning are as wide as `width` halves."""
    for count in range(len(text)):
        if _width(text[: count + 1]) > width:
            return count
    return len(text)
