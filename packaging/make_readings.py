"""Makes resources/words/readings.txt: how each Chinese character is read, from pypinyin's table.

Run by hand with the development environment: `python packaging/make_readings.py`. The program
itself reads the small text only, for the library takes 25 MB and half a second to load.
"""

import sys
import unicodedata
from pathlib import Path

from pypinyin.constants import PINYIN_DICT

OUT = Path(__file__).parents[1] / "resources" / "words" / "readings.txt"
HEAD = "# 汉字的读音，按拼音排列；由 packaging/make_readings.py 从 pypinyin 的字表生成。\n"
# Where the names of firms and people have another reading than the table's first.
USUAL = {"长": "cháng", "晟": "shèng", "曾": "zēng", "覃": "qín", "郇": "xún", "炅": "guì"}
USUAL |= {"翟": "zhái", "佴": "nài", "俟": "sì", "阚": "kàn", "么": "me", "卜": "bǔ", "缪": "miào"}
_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
_LAST = 0xFFFF  # the plane that holds what names are written with


def reading(code: int) -> tuple[str, int]:
    """Return the syllable in plain letters and its tone, 5 for none."""
    first = USUAL.get(chr(code)) or PINYIN_DICT[code].split(",")[0]
    parts = unicodedata.normalize("NFD", first)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), 5)
    return "".join(one for one in parts if one.isascii() and one.isalpha()), tone


def main() -> None:
    """Write the file: a line for each syllable with its tone, and the characters after it."""
    lines: dict[tuple[str, int], list[str]] = {}
    for code in sorted(one for one in PINYIN_DICT if one <= _LAST):
        if unicodedata.category(chr(code)) == "Lo" and not unicodedata.decomposition(chr(code)):
            lines.setdefault(reading(code), []).append(chr(code))
    text = "".join(
        f"{syllable}{tone} {''.join(lines[syllable, tone])}\n"
        for syllable, tone in sorted(lines)
        if syllable
    )
    OUT.write_text(HEAD + text, "utf-8")
    sys.stdout.write(f"{OUT}: {len(lines)} readings\n")


if __name__ == "__main__":
    main()
