"""What is missing, as the text of the 申报材料补正告知单: once, numbered, ready for a message."""

from collections.abc import Collection, Sequence

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


def to_look_at(items: Sequence[MaterialState]) -> list[str]:
    """Return the lines that nobody has looked at, or not since files came for them."""
    new = [line.id for item in items for line in item.lines if line.new_files]
    return [*unseen_of(items), *new]


def unseen_of(items: Sequence[MaterialState]) -> list[str]:
    """Return the lines that nobody has looked at.

    Of papers joined by 或 none is left where another one of them is complete already.
    """
    return [line.id for group in _groups(items) if not _done(group) for line in _unseen(group)]


def rest_of(items: Sequence[MaterialState], filed: Collection[str] = ()) -> list[str]:
    """Return the lines that 其余均齐全 speaks of: those that nobody has looked at.

    Of papers joined by 或 which one was handed in is the reviewer's to say, so they are left out,
    but where all others are 缺件 or 不涉及, or one alone has a file (`filed`).
    """
    groups = [group for group in _groups(items) if not _done(group)]
    return [line.id for group in groups for line in _only(group, filed)]


def left_groups(items: Sequence[MaterialState], filed: Collection[str] = ()) -> int:
    """Return of how many groups joined by 或 the reviewer must say which paper is there."""
    groups = [group for group in _groups(items) if not _done(group) and _unseen(group)]
    return sum(not _only(group, filed) for group in groups)


def _groups(items: Sequence[MaterialState]) -> list[list[LineState]]:
    """Return the lines, those joined by 或 together."""
    groups: dict[tuple[str, str], list[LineState]] = {}
    for item in items:
        for line in item.lines:
            groups.setdefault((item.id, line.any_of or f"line {line.id}"), []).append(line)
    return [*groups.values()]


def _only(group: Sequence[LineState], filed: Collection[str]) -> list[LineState]:
    unseen = _unseen(group)
    if len(unseen) > 1:
        unseen = [line for line in unseen if line.id in filed]
    sure = len(unseen) == 1 and not any(line.state == "mend" for line in group)
    return unseen if sure else []


def _unseen(group: Sequence[LineState]) -> list[LineState]:
    return [line for line in group if line.state == "unseen"]


def _done(group: Sequence[LineState]) -> bool:
    return any(line.state == "complete" for line in group)
