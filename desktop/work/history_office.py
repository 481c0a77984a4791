"""Says what the office noted around a case in words: what was sent, asked, received, attached."""

from collections.abc import Mapping
from typing import Any

from desktop.work.office_way import stage_words

Detail = Mapping[str, Any]
_KEYS = {
    "due": "补正期限",
    "to": "部门",
    "about": "核实事项",
    "sent_on": "发出日期",
    "way": "方式",
    "due_on": "函复期限",
    "answered_on": "答复日期",
    "answer": "答复",
    "words": "答复内容",
    "void": "作废原因",
    "up_on": "报送日期",
    "received_on": "收到日期",
    "received_by": "收件人",
}
_PLACES = {"inquiry": "第{}份征求意见函", "sent": "第{}次报送", "mend": "补正"}


def place_words(at: str, lines: Mapping[str, str]) -> str:
    """Return what a note belongs to: 第1次报送, a paper of the list; "" for what is not known."""
    kind, _, rest = at.partition(".")
    if kind == "truth":
        return lines.get(rest, rest.removeprefix("call:"))
    return _PLACES.get(kind, "").format(rest)


def office_words(detail: Detail, lines: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what a note is about, what stood there, and what stands there since."""
    if "kind" in detail:
        told = "，".join(filter(None, (str(detail.get("way", "")), str(detail.get("to", "")))))
        return f"{detail['kind']}（{told}）" if told else str(detail["kind"]), "", _text(detail)
    place = place_words(str(detail.get("at", "")), lines)
    for key, word in (("attached", "附上"), ("detached", "移去附件")):
        if key in detail:
            return place, "", f"{word}：{'、'.join(map(str, detail[key]))}"
    return place, _named(detail.get("old")), _named(detail.get("new"))


def _text(detail: Detail) -> str:
    return str(detail.get("text", ""))


def _named(found: Any) -> str:
    if not isinstance(found, Mapping):
        return ""
    return "；".join(
        f"{_KEYS[key]}：{text}" for key, text in found.items() if key in _KEYS and text
    )


def moved_words(detail: Detail) -> tuple[str, str, str]:
    """Return who moved a case on and why, from which stage, to which."""
    sent = int(detail.get("sent", 0))
    day = f"报送日期：{detail['on']}" if detail.get("on") else ""
    parts = (str(detail.get("by", "")), str(detail.get("why", "")), day)
    old, new = str(detail.get("old", "")), str(detail.get("new", ""))
    return "　".join(filter(None, parts)), stage_words(old), stage_words(new, sent)
