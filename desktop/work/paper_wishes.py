"""What outward sheets bear besides the annex's own: another mark (附件2), a foot, who 预审 it."""

from dataclasses import dataclass, replace

from desktop.domain.problem import UserError
from desktop.sheets.describe import Mark, read_sheet
from desktop.work.department import department, get_setting, put_setting
from desktop.work.desk import Changed, Desk
from desktop.work.papers import CODE, SheetFacts
from desktop.work.role import is_preparing
from desktop.work.rounds import list_rounds

FOOT_SETTING = "outward.foot"
FOOT = f"本表校验 {CODE}"
_LONGEST = 20


@dataclass(frozen=True)
class MarkLine:
    """One outward sheet with a mark: its own one, and what the department wants in its place."""

    key: str
    title: str
    own: str
    wanted: str


def as_wished(desk: Desk, facts: SheetFacts) -> SheetFacts:
    """Put the department's own mark and foot on an outward sheet, where it wants them.

    In 预审 the foot names this department: the annex has a place for the recommending unit alone,
    whose it stays, and whoever has the sheet has to see whose case it is.
    """
    mark = str(get_setting(desk, annex_key(facts), ""))
    marked = replace(facts, facts={**facts.facts, "annex": mark}) if mark else facts
    parts = (_prepared_by(desk, facts), FOOT if outward_foot(desk) else "")
    return replace(marked, foot="　".join(filter(None, parts)))


def _prepared_by(desk: Desk, facts: SheetFacts) -> str:
    ours = department(desk)
    if ours is None or not facts.ref.outward or not is_preparing(desk, facts.round_id):
        return ""
    return f"预审单位：{ours.name}"


def annex_key(facts: SheetFacts) -> str:
    """Return the setting that holds the mark of a sheet."""
    return _key(facts.description.parent.name, facts.ref.id)


def _key(scheme_id: str, sheet_id: str) -> str:
    return f"annex.{scheme_id}.{sheet_id}"


def mark_lines(desk: Desk) -> list[MarkLine]:
    """Return the sheets that have a mark, of the schemes with a round in this file."""
    schemes = dict.fromkeys(line.scheme_id for line in list_rounds(desk))
    return [
        MarkLine(key, ref.title, own, str(get_setting(desk, key, "")))
        for scheme_id in schemes
        for ref in desk.schemes[scheme_id].sheets
        for own in _marks(desk, scheme_id, ref.file)
        for key in [_key(scheme_id, ref.id)]
    ]


def _marks(desk: Desk, scheme_id: str, file: str) -> list[str]:
    blocks = read_sheet(desk.folder(scheme_id) / file).blocks
    return [block.text for block in blocks if isinstance(block, Mark)][:1]


def save_mark(desk: Desk, key: str, text: str) -> Changed:
    """Keep the mark of a sheet; an empty one is the regulation's own again.

    UserError where it is too long for its line, or has a character that can't be printed.
    """
    mark = text.strip()
    missing = desk.fonts.uncovered(mark)
    if missing:
        raise UserError(f"“{missing[0].character}”（{missing[0].name}）印不出来。", "请换一个字。")
    if len(mark) > _LONGEST:
        raise UserError(f"附件标记“{mark}”太长。", f"请不超过{_LONGEST}个字，例如“附件2”。")
    return put_setting(desk, key, mark)


def outward_foot(desk: Desk) -> bool:
    """Tell whether outward sheets bear a foot with their code and pages."""
    return bool(get_setting(desk, FOOT_SETTING, default=False))


def save_outward_foot(desk: Desk, *, on: bool) -> Changed:
    """Put the foot on outward sheets from now on, or leave it away, as the annexes do."""
    return put_setting(desk, FOOT_SETTING, on)
