"""Scans among what an applicant sent (扫描件): kept to be looked at, with nothing wrong."""

from collections.abc import Iterable, Sequence

from desktop.domain.scheme import Scheme
from desktop.work.incoming_file import FORM, REFUSED, ROSTER, Incoming

SCAN = "scan"  # the kind of such a file
_PDF, _ZIP, _OFD = b"%PDF", b"PK", b"OFD.xml"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_FORM_NAMES = ("申请表", "申报表", "申请报告", "申报书")
_ROSTER_NAMES = ("名单", "名录", "一览表", "清单", "情况表", "评价表")
_KEPT = "作为附件（扫描件）保存，在“材料”中打开核对。"
_ASK = "申请表、名单要有 Word 或 Excel 原件才能读入；没有的，请向申报单位要。"


def scan_of(name: str, data: bytes) -> Incoming | None:
    """Return a PDF, OFD or picture as what it is, a scan to keep; None for any other file."""
    if data.startswith(_PDF):
        what = " PDF 文件"
    elif data.startswith(_ZIP) and _OFD in data[:4096]:
        what = " OFD 版式文件"
    elif data.startswith(_PICTURES):
        what = "图片"
    else:
        return None
    asked = _ASK if _names(name, (*_FORM_NAMES, *_ROSTER_NAMES)) else ""
    return Incoming(name, REFUSED, "", f"这是{what}，{_KEPT}{asked}", data=data, kind=SCAN)


def is_scan(one: Incoming) -> bool:
    """Tell whether a file is kept as a scan."""
    return one.what == REFUSED and one.kind == SCAN


def is_wanted_otherwise(one: Incoming, every: Sequence[Incoming], scheme: Scheme) -> bool:
    """Tell whether a scan stands for a form or a roster of which no readable file came.

    A stamped form beside its Word file is what the rules ask for.
    """
    if not is_scan(one):
        return False
    titles = (*_ROSTER_NAMES, *(roster.title for roster in scheme.rosters))
    if _names(one.name, (*_FORM_NAMES, scheme.form.title)):
        return not any(other.what == FORM for other in every)
    return _names(one.name, titles) and not any(
        other.what == ROSTER or other.inner for other in every
    )


def _names(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)
