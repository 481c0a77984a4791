"""Paper or PDF rosters (纸质名单): pages and lines are entered, only drawn lines are typed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.case import Case, Row, Value
from desktop.domain.clean import fold_name
from desktop.domain.frame import Frame, paper_frame
from desktop.domain.problem import UserError
from desktop.store import values
from desktop.work.casedata import application_of, load
from desktop.work.desk import Changed, Desk, case_subject, changed
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of
from desktop.work.surveydata import drawn, newest_lock

TITLE_PATH, LINES_PATH, TYPED_PATH = "draw.paper.title", "draw.paper.lines", "draw.paper.typed"
TYPED = (("name", "企业名称"), ("contact", "联系人"), ("phone", "电话"), ("service", "接受的服务"))
PAPER_NAME = "paper_name"  # the cell of a typed line that has the firm's own name
_MOST_PAGES, _MOST_LINES = 2000, 500
_JOIN = "、"


@dataclass(frozen=True)
class PaperRoster:
    """The roster's title and the number of firms on each page."""

    title: str
    lines: tuple[int, ...]

    def frame(self) -> Frame:
        """The list of firms, each named by its page and line."""
        return paper_frame(self.lines, self.title)


@dataclass(frozen=True)
class PaperLine:
    """One drawn line of the paper: `i` in the lock, where it stands, what was typed from it."""

    k: int
    i: int
    place: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class PaperPage:
    """The paper roster of one application; `frozen` once it is locked, `drawn` lines to type."""

    title: str
    lines: str
    frozen: bool
    drawn: tuple[PaperLine, ...]


def paper_of(case: Case) -> PaperRoster | None:
    """Return the paper roster that was entered, or None where the roster is a file."""
    lines = case.text(LINES_PATH)
    if not lines:
        return None
    return PaperRoster(case.text(TITLE_PATH), tuple(int(part) for part in lines.split(_JOIN)))


def parse_lines(text: str) -> tuple[int, ...]:
    """Return the lines of each page from `12、15、20` or one number a row; UserError otherwise."""
    parts = [part for part in re.split(r"[\s,，、;；]+", text.strip()) if part]
    if not parts or not all(part.isdecimal() for part in parts):
        raise UserError("请按页填写每页的企业行数，例如 12、15、20。", "只填数字，按页的先后。")
    lines = tuple(int(part) for part in parts)
    if len(lines) > _MOST_PAGES or not all(0 < count <= _MOST_LINES for count in lines):
        raise UserError(f"每页应有1至{_MOST_LINES}行。", "没有企业的页不要计入。")
    return lines


def set_paper(desk: Desk, application_id: int, title: str, text: str) -> Changed:
    """Let the list be drawn from paper with so many lines on each page; empty: from files again.

    UserError where a list is locked, or firms were imported from a file.
    """
    kept = newest_lock(desk, application_id)
    if kept is not None:
        raise UserError("名单已经封存，不能更改页数和行数。", "须先说明原因作废封存。")
    loaded = load(desk, application_id)
    if text.strip() and loaded.case.rosters.get(loaded.scheme.sample.roster):
        raise UserError("已经导入名单文件。", "纸质名单只用于没有电子名单的申报；请先撤销导入。")
    named = clean_text(title) or "纸质名单"
    lines = _JOIN.join(str(count) for count in parse_lines(text)) if text.strip() else ""
    with desk.act("填写纸质名单", case_subject(application_id), title=named, lines=lines):
        pairs = [(TITLE_PATH, Value(named if lines else "")), (LINES_PATH, Value(lines))]
        values.put_values(desk.store, application_id, pairs)
    return changed("draw", "values")


def paper_page(desk: Desk, application_id: int) -> PaperPage:
    """Return the paper roster as the panel shows it."""
    case = load(desk, application_id).case
    paper = paper_of(case)
    frozen = newest_lock(desk, application_id) is not None
    lines = _drawn_lines(desk, application_id, case) if paper else ()
    return PaperPage(case.text(TITLE_PATH), case.text(LINES_PATH), frozen, lines)


def _drawn_lines(desk: Desk, application_id: int, case: Case) -> tuple[PaperLine, ...]:
    scheme = scheme_of(desk, application_of(desk, application_id).round_id)
    found = drawn(desk, application_id, scheme)
    if found is None:
        return ()
    return tuple(
        PaperLine(
            place.k,
            place.i,
            place.name,
            {key: case.text(_path(place.i, key)) for key, _label in TYPED},
        )
        for place in found.standing.places
    )


def _path(i: int, key: str) -> str:
    return f"{TYPED_PATH}.{i}.{key}"


def type_line(desk: Desk, application_id: int, i: int, key: str, text: str) -> Changed:
    """Type one cell of a drawn line; UserError for a line that was not drawn."""
    page = paper_page(desk, application_id)
    if i not in {line.i for line in page.drawn}:
        raise UserError("只录入抽中的行。", "递补的行轮到时再录入。")
    if key not in dict(TYPED):
        raise KeyError(key)
    kept = clean_text(text)
    with desk.act("录入纸质名单", case_subject(application_id), firm=i, column=key, text=kept):
        values.put_values(desk.store, application_id, [(_path(i, key), Value(kept))])
    return changed("answers", "values")


def typed_rows(desk: Desk, application_id: int) -> dict[str, Row]:
    """Return what was typed from paper as rows, found by the folded page and line."""
    return typed_in(values.values(desk.store, application_id))


def typed_in(kept: Mapping[str, Value]) -> dict[str, Row]:
    """Return `typed_rows` of an application's values."""
    if not kept.get(LINES_PATH, Value("")).text:
        return {}
    lines = kept[LINES_PATH].text.split(_JOIN)
    paper = PaperRoster(kept[TITLE_PATH].text, tuple(int(part) for part in lines))
    found: dict[str, Row] = {}
    for firm in paper.frame().firms:
        cells = {key: kept[p].text for key, _label in TYPED if (p := _path(firm.i, key)) in kept}
        if any(cells.values()):
            name = cells.pop("name", "")
            row = Row(firm.i, paper.title, "", firm.i, cells | {PAPER_NAME: name})
            found[fold_name(firm.name)] = row
    return found
