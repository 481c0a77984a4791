"""What is missing, as the text of the 申报材料补正告知单: once, numbered, ready for a message."""

from collections.abc import Sequence

from desktop.ui.pages.steps.facts import Heading
from desktop.work.materials import Checklist, LineState, MaterialState

TITLE = "申报材料补正告知单（一次性告知）"
_OWED = ("missing", "mend")


def notice_text(about: Heading, found: Checklist, until: str) -> str:
    """Return the notice's text, empty where nothing is missing. Every gap stands once.

    `until` says by when it is owed (于2026年11月20日前, 尽快).
    """
    if not found.missing:
        return ""
    name = about.operator_name or about.name or "申报单位"
    lines = [
        TITLE,
        f"{name}：",
        f"你单位申报{about.year}年度{about.scheme.name}的材料已收悉。"
        f"经审查，下列{len(found.missing)}项须补充或补正，现一次性告知：",
    ]
    for number, gap in enumerate(found.missing, 1):
        lines.append(f"{number}. {gap}{_notes(gap, found.items)}")
    lines.append(f"请{until}补齐后报来，以便继续审查。")
    return "\n".join(lines)


def _notes(gap: str, items: Sequence[MaterialState]) -> str:
    notes = [
        line.note
        for item in items
        if gap.startswith(item.article)
        for line in item.lines
        if line.state in _OWED and line.note and line.text in gap
    ]
    return f"（{'；'.join(notes)}）" if notes else ""


def rest_of(items: Sequence[MaterialState]) -> list[str]:
    """Return the lines that 其余均齐全 speaks of: nobody has looked at them.

    Of papers joined by 或 none is left where another one of them is complete already.
    """
    done = {line.any_of for item in items for line in item.lines if line.any_of and _complete(line)}
    return [
        line.id
        for item in items
        for line in item.lines
        if line.state == "unseen" and not (line.any_of and line.any_of in done)
    ]


def _complete(line: LineState) -> bool:
    return line.state == "complete"
