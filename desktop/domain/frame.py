"""The firms that may be drawn (抽查企业名单): each once, and every row left out with its reason."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.case import Row
from desktop.domain.clean import clean, fold_name
from desktop.domain.codes import code_problem, valid_code
from desktop.domain.lazily import Lazily, joined, mapped
from desktop.domain.likeness import Likely, digits, likely_places
from desktop.domain.problem import Problem, Severity
from desktop.domain.scheme import SampleRule

TOTAL = "total"
NO_NAME = "no-name"
NOTE = "note"
SAME_AS = "same-as "
# The reviewer's usual reasons; these hold for the firm itself, so for all of its rows.
NOT_SMALL = "非中小企业"
PROJECT_TEAM = "项目团队"
APPLICANT = "申报单位自身"
FIRM_REASONS = (NOT_SMALL, "非小微企业", PROJECT_TEAM, APPLICANT)

_TOTAL = re.compile(
    r"(合计|总计|小计|共计|累计|总数):?[0-9,.]*[家户个人]?"
    r"|(上一年度|上年度|本年度)?(共|共计|实际|合计)服务(中小)?企业:?[(_]*[0-9]*[)_]*[家户][。.]?"
)
# What a table prints at its foot: 注：…, 填表人：…
_NOTE = re.compile("(注|备注|说明|填表说明|填表人|制表人|审核人|联系人|联系电话|填表日期):.*")
_LARGE = ("大型", "大型企业", "大", "大企业", "特大型", "特大型企业", "大型集团")
_COUNT = re.compile(r"[0-9,.]*[家户个]?")


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm that may be drawn: number from 1, name, valid code or nothing, its first row."""

    i: int
    name: str
    code: str
    row_id: int
    place: str


@dataclass(frozen=True, slots=True)
class Out:
    """One row left out, as it stands in the lock: place `source!sheet!row` and the reason."""

    place: str
    name: str
    code: str
    reason: str
    row_id: int


@dataclass(frozen=True)
class Pending:
    """Rows (待核) that bear one name but may be several firms, so that they are not merged."""

    name: str
    row_ids: tuple[int, ...]
    sentence: str


@dataclass(frozen=True)
class Frame:
    """The list before it is locked; `pending`, `likely` and `findings` decide nothing.

    Firms and findings of a long roster are made from its rows when they are looked at.
    """

    firms: Sequence[Firm]
    out: tuple[Out, ...]
    pending: tuple[Pending, ...] = ()
    likely: tuple[Likely, ...] = ()
    findings: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """What the frame looks at in one row."""

    row: Row
    name: str
    folded: str
    code: str

    @property
    def place(self) -> str:
        return _place(self.row)


def build_frame(
    rows: Sequence[Row], rule: SampleRule, left_out: Mapping[int, str] | None = None
) -> Frame:
    """Return the firms of `rows` in their order, each once, and the rows left out.

    `rows` come in the order of file, sheet, line. `left_out` maps a row's id to the reviewer's
    reason. Rows of other rosters than `rule.roster` are the caller's to leave away. Same firm:
    same valid code, or same folded name where at most one valid code stands under that name. The
    first row stays; a reason of FIRM_REASONS holds for all rows of that firm. An empty reason
    leaves nothing out.
    """
    said = _said(left_out or {})
    read = [_read(row) for row in rows]
    named = [one for one in read if not _machine_reason(one)]
    codes = _codes_by_name(named)
    reasons = _reasons(read, codes, said)
    kept = [one for one in read if one.row.id not in reasons]
    out = tuple(
        Out(one.place, one.name, _as_written(one), reasons[one.row.id], one.row.id)
        for one in read
        if one.row.id in reasons
    )
    stays = _stays_findings(read, kept, codes, said)
    findings = joined([_code_findings(named), _name_findings(named), stays, _empty(kept, rule)])
    return Frame(_firms(kept), out, _pending(named, codes), _likely(kept), findings)


def is_large(size: str) -> bool:
    """Whether a roster's 企业规模 says that the firm is large: no 中小企业 (中小企业划型标准)."""
    folded = fold_name(size)
    return folded in _LARGE


def paper_frame(lines: Sequence[int], title: str = "纸质名单") -> Frame:
    """Return the frame of a paper or PDF roster from the number of lines on each page.

    Only the lines that are drawn are typed in, so a firm is named by its page and line here.
    """
    places = [(page, line) for page, count in enumerate(lines, 1) for line in range(1, count + 1)]
    firms = (
        Firm(i, f"第{page}页第{line}行", "", i, f"{title}!第{page}页!{line}")
        for i, (page, line) in enumerate(places, 1)
    )
    return Frame(tuple(firms), ())


def only_in_one(
    one: Iterable[Row], other: Iterable[Row]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that stand only in `one` and only in `other`, each in their own order.

    For the base's two rosters (入驻企业名录, 满意度评价表): same code or same folded name is the
    same firm here, and rows without a name or with a total are passed over.
    """
    left, right = _listed(one), _listed(other)
    return _missing_from(right, left), _missing_from(left, right)


def _listed(rows: Iterable[Row]) -> list[_Read]:
    read = (_read(row) for row in rows)
    return [one for one in read if not _machine_reason(one)]


def _missing_from(there: list[_Read], here: list[_Read]) -> tuple[str, ...]:
    names = {one.folded for one in there}
    codes = {one.code for one in there} - {""}
    lone = (one.name for one in here if one.folded not in names and one.code not in codes)
    return tuple(dict.fromkeys(lone))


def _said(left_out: Mapping[int, str]) -> dict[int, str]:
    """Return the reviewer's reasons as they can stand in the lock, without the empty ones."""
    reasons = {row_id: clean(reason).text for row_id, reason in left_out.items()}
    return {row_id: reason for row_id, reason in reasons.items() if reason not in ("", "-")}


def _read(row: Row) -> _Read:
    name = row.cells.get("name", "")
    folded = fold_name(name)
    return _Read(row, name, name if folded == name else folded, _code(row))  # held once


def _code(row: Row) -> str:
    return valid_code(row.cells.get("code", "")) or ""


def _place(row: Row) -> str:
    """Return a row's place as it stands in the lock."""
    return clean(f"{row.file}!{row.sheet}!{row.line}").text


def _firms(kept: Sequence[_Read]) -> Sequence[Firm]:
    """Return the firms of these rows; which codes are valid isn't reckoned again."""
    rows, coded = [one.row for one in kept], bytes(bool(one.code) for one in kept)

    def make(at: int) -> Firm:
        row = rows[at]
        code = _code(row) if coded[at] else ""
        return Firm(at + 1, row.cells.get("name", ""), code, row.id, _place(row))

    return Lazily(len(rows), make)


def _likely(kept: Sequence[_Read]) -> tuple[Likely, ...]:
    """Return the pairs that `likely_same` finds."""

    def apart(one: int, other: int) -> bool:
        codes = kept[one].code, kept[other].code
        return all(codes) and codes[0] != codes[1]

    folded = [one.folded for one in kept]
    phones = (digits(one.row.cells.get("phone", "")) for one in kept)
    found = likely_places(folded, phones, lambda at: kept[at].name, apart)
    return tuple(Likely((kept[one].row.id, kept[other].row.id), why) for one, other, why in found)


def _as_written(one: _Read) -> str:
    return one.code or one.row.cells.get("code", "")


def _machine_reason(one: _Read) -> str:
    if _TOTAL.fullmatch(one.folded):
        return TOTAL
    if _NOTE.fullmatch(one.folded):
        return NOTE
    if not _COUNT.fullmatch(one.folded.strip("-—/")):
        return ""
    others = (fold_name(cell) for cell in one.row.cells.values())
    return TOTAL if any(_TOTAL.fullmatch(cell) for cell in others) else NO_NAME


def _codes_by_name(named: Iterable[_Read]) -> dict[str, tuple[str, ...]]:
    """Return the different codes that stand under each name; a set for each takes four times."""
    codes: dict[str, tuple[str, ...]] = {}
    for one in named:
        known = codes.setdefault(one.folded, ())
        if one.code and one.code not in known:
            codes[one.folded] = (*known, one.code)
    return codes


def _same(one: _Read, codes: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Return what is equal for two rows exactly when they are the same firm."""
    under_name = codes[one.folded]
    if one.code:
        return "code", one.code
    if len(under_name) > 1:
        return "row", str(one.row.id)
    return ("code", under_name[0]) if under_name else ("name", one.folded)


def _reasons(
    read: Sequence[_Read], codes: Mapping[str, Sequence[str]], said: Mapping[int, str]
) -> dict[int, str]:
    reasons: dict[int, str] = {}
    first: dict[tuple[str, str], _Read] = {}
    whole_firm = _left_out_as_firms(read, codes, said)
    for one in read:
        reason = _machine_reason(one) or said.get(one.row.id, "")
        if not reason:
            same = _same(one, codes)
            taken = first.get(same) or whole_firm.get(same)
            first.setdefault(same, one)
            reason = SAME_AS + taken.place if taken else ""
        if reason:
            reasons[one.row.id] = reason
    return reasons


def _left_out_as_firms(
    read: Sequence[_Read], codes: Mapping[str, Sequence[str]], said: Mapping[int, str]
) -> dict[tuple[str, str], _Read]:
    """Return the row by which a whole firm was left out, for each such firm."""
    rows: dict[tuple[str, str], _Read] = {}
    for one in read:
        if said.get(one.row.id, "").startswith(FIRM_REASONS) and not _machine_reason(one):
            rows.setdefault(_same(one, codes), one)
    return rows


def _pending(named: Sequence[_Read], codes: Mapping[str, Sequence[str]]) -> tuple[Pending, ...]:
    rows: dict[str, list[_Read]] = defaultdict(list)
    for one in named:
        if len(codes[one.folded]) > 1:
            rows[one.folded].append(one)
    return tuple(_one_pending(same, codes[folded]) for folded, same in rows.items())


def _one_pending(same: list[_Read], codes: Sequence[str]) -> Pending:
    places = "、".join(one.row.place for one in same)
    sentence = (
        f"“{same[0].name}”名下有{len(codes)}个不同的统一社会信用代码，"
        f"是否同一企业待核，未合并：{places}。"
    )
    return Pending(same[0].name, tuple(one.row.id for one in same), sentence)


def _code_findings(named: Iterable[_Read]) -> Sequence[Problem]:
    wrong = [one.row for one in named if code_problem(one.row.cells.get("code", ""))]

    def told(row: Row) -> Problem:
        sentence, place = code_problem(row.cells.get("code", "")), row.place
        return Problem(place, f"“{row.cells.get('name', '')}”（{place}）的{sentence}")

    return mapped(told, wrong)


def _name_findings(named: Iterable[_Read]) -> tuple[Problem, ...]:
    """One code under two names is one firm by the rule, and may be a copied cell in truth."""
    first: dict[str, _Read] = {}
    names: dict[str, dict[str, _Read]] = {}  # of the codes with several alone
    for one in named:
        if one.code and (before := first.setdefault(one.code, one)).folded != one.folded:
            names.setdefault(one.code, {before.folded: before}).setdefault(one.folded, one)
    return tuple(
        Problem(
            "、".join(one.row.place for one in same.values()),
            f"统一社会信用代码{code}名下有不同的企业名称，已按同一企业计，请核对："
            + "、".join(one.name for one in same.values())
            + "。",
        )
        for code, same in ((code, names[code]) for code in first if code in names)
    )


def _stays_findings(
    read: Sequence[_Read],
    kept: Sequence[_Read],
    codes: Mapping[str, Sequence[str]],
    said: Mapping[int, str],
) -> tuple[Problem, ...]:
    """A reason about one line leaves the firm's other line in: that should be meant."""
    if not said:
        return ()
    still = {_same(one, codes): one.row.place for one in kept}
    return tuple(
        Problem(
            one.row.place,
            f"“{one.name}”的这一行已排除（{said[one.row.id]}），"
            f"但同一企业的另一行仍在名单中：{still[_same(one, codes)]}。",
        )
        for one in read
        if one.row.id in said and not _machine_reason(one) and _same(one, codes) in still
    )


def _empty(kept: Sequence[_Read], rule: SampleRule) -> tuple[Problem, ...]:
    if kept:
        return ()
    sentence = f"没有可抽查的企业：名单中没有一行写有企业名称（{rule.frame_label}）。"
    return (Problem("抽查企业名单", sentence, Severity.ERROR),)
