"""How names are read (拼音): their initials to be found by, and their order in a sorted list."""

import re
from collections.abc import Callable, Iterable
from itertools import count

# Words of firms' names in which a character is read otherwise than by itself.
_WORDS = {
    "重庆": "cq",
    "银行": "yh",
    "商行": "sh",
    "车行": "ch",
    "洋行": "yh",
    "支行": "zh",
    "分行": "fh",
    "行业": "hy",
    "成长": "cz",
    "会计": "kj",
    "音乐": "yy",
    "乐器": "yq",
    "民乐": "my",
    "空调": "kt",
    "西藏": "xz",
    "厦门": "xm",
    "六安": "la",
    "番禺": "py",
    "解放": "jf",
    "单县": "sx",
    "什邡": "sf",
    "会稽": "kj",
    "重阳": "cy",
    "重叠": "cd",
}
# Surnames that are read otherwise than the character by itself; those of two characters too.
_SURNAMES = {
    "万俟": "mq",
    "尉迟": "yc",
    "澹台": "tt",
    "长孙": "zs",
    "单于": "cy",
    "单": "s",
    "仇": "q",
    "解": "x",
    "查": "z",
    "区": "o",
    "盖": "g",
    "朴": "p",
    "洗": "x",
    "冼": "x",
    "繁": "p",
    "员": "y",
    "召": "s",
    "折": "s",
    "秘": "b",
    "种": "c",
    "祭": "z",
    "乐": "y",
    "乜": "n",
    "黑": "h",
    "蔚": "y",
    "重": "c",
    "车": "c",
    "贾": "j",
}


class Readings:
    """The readings of all characters, as resources/words/readings.txt gives them."""

    def __init__(self, text: str) -> None:
        """`text` has a line for each syllable with its tone (`kun1 昆坤…`), in their order."""
        lines = [line.split(" ", 1) for line in text.splitlines() if line[:1].isalpha()]
        self._signs = "".join(signs for _, signs in lines)
        self._first = _table(self._signs, (line[0][0] for line in lines for _ in line[1]))
        self._ranks = ""
        self._words = _replacer(_WORDS, "")
        self._surnames = _replacer(_SURNAMES, "^")

    def initials(self, name: str) -> str:
        """Return the initials of a folded name or of many; what is no Chinese character stays."""
        return self._words(name).translate(self._first)

    def person(self, name: str) -> str:
        """Return the initials of a person's name, or of several on lines of their own."""
        return self._words(self._surnames(name)).translate(self._first)

    def order(self, name: str) -> str:
        """Return what sorts a name as it is read: syllable, tone, then the character itself."""
        if not self._ranks:
            # From U+10000 on nothing else is used: what is no Chinese character comes first.
            self._ranks = _table(self._signs, (chr(0x10000 + at) for at in count()))
        return name.translate(self._ranks)


def _table(signs: str, become: Iterable[str]) -> str:
    """What `str.translate` takes for a table: at each sign's place what it becomes, else itself.

    What lies behind its end stays too. A dict of 27,000 characters would take 4 MB.
    """
    table = list(map(chr, range(max(map(ord, signs), default=-1) + 1)))
    for sign, become_one in zip(signs, become, strict=False):
        table[ord(sign)] = become_one
    return "".join(table)


def _replacer(table: dict[str, str], before: str) -> Callable[[str], str]:
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile(f"{before}(?:{'|'.join(longest)})", re.MULTILINE)
    return lambda text: pattern.sub(lambda found: table[found.group()], text)
