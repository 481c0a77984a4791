"""Rows below a header that are no entry of the list: numbers of columns, samples, seals, errors."""

import re
import unicodedata
from collections.abc import Sequence

# What a row that is no entry may begin with: such a row is never taken at the first look.
STARTS = frozenset("#E例样示举（(【[")
_ERROR = re.compile(r"#(?:N/A|NAME\?|DIV/0!|[A-Z_]+[!?])|Err:\d{3}")
_SAMPLE = r"(?:填写)?(?:示例|样例|范例|举例|例如|例)"
_NUMBERED = re.compile(rf"{_SAMPLE}\d*")  # where the others have their serial number
_NAMED = re.compile(rf"[(\[【]{_SAMPLE}\d*[)\]】].*|{_SAMPLE}\d*:.*")
_FEWEST = 3  # numbers of columns in a row
_CLOSING = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|.*[(](?:盖章|公章|签章|签字|单位公章)[)]|第\d+页(?:[,/]?共\d+页)?"
    r"|[(]?(?:以下空白|以下无正文|此页无正文|续下页|转下页|接下页|续上页|接上页|续表)[)]?"
)


def why_no_entry(texts: Sequence[str], name: str, label: str, *, first: bool) -> str:
    """Return why a row is no entry, empty where it may be one.

    `texts` are the row's own without the empty ones; `name` is the text of the column that the
    list goes by, and `label` its header. `first` is whether the row lies right below the header.
    """
    folded = [_folded(text) for text in texts]
    own = _folded(name)
    if _ERROR.fullmatch(own):
        return f"{label}是错误值“{own}”，请在表格里改正后重新导入。"
    if first and _are_numbers(folded):
        return "这是栏次行，不作为名单内容。"
    if folded[0] != own and _NUMBERED.fullmatch(folded[0]):
        return "这是填写示例，不作为名单内容。"
    if _NAMED.fullmatch(folded[0]) or _NAMED.fullmatch(own):
        return "这是填写示例，不作为名单内容。"
    if all(map(_CLOSING.fullmatch, folded)):
        return "这是备注或填表说明，不作为名单内容。"
    return ""


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _are_numbers(texts: Sequence[str]) -> bool:
    """Tell whether the texts count on from 1: 1, 2, 3, or (1), (2), (3)."""
    bare = [text.strip("()") for text in texts]
    return len(bare) >= _FEWEST and bare == [str(at) for at in range(1, len(bare) + 1)]


def joined_name(text: str) -> str:
    """Return a name that was broken into lines in one line: Chinese needs no blank there."""
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f])", "", text)
