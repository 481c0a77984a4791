"""Lists of units recognised in earlier years: read, looked at, and kept whole or not at all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.domain.codes import code_problem, valid_code
from desktop.domain.form import Column, Roster
from desktop.domain.problem import UserError
from desktop.domain.recognised import RECOGNISED_WORD, iso_day
from desktop.intake.found import RefusedRow, TakenRow
from desktop.sheets.roster_book import RosterPage, write_roster_book
from desktop.store import files, recognised
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dynamic_keep import KIND
from desktop.work.dynamic_units import kept_day, scheme_words
from desktop.work.list_columns import Listing, known_lists, listing, remember
from desktop.work.receive import clean_text
from desktop.work.reference_lists import read_tables
from desktop.work.shapes import Shape

_EARLIEST, _LATEST = 1990, 2099
_NAMELESS = "这一行没有名称。"
_NO_NAME = "没有认出“名称”一栏：请在上方选择名称取自文件的哪一栏；标题不在这一行的，改标题行。"
_ROSTER = Roster(
    "recognised",
    "认定名单",
    "",
    (
        Column("serial", "序号"),
        Column(
            "name",
            "名称",
            aliases=("平台名称", "基地名称", "示范平台名称", "示范基地名称", "平台（基地）名称"),
        ),
        Column(
            "operator",
            "运营机构",
            aliases=(
                "运营单位",
                "运营主体",
                "服务机构名称",
                "运营（服务）机构名称",
                "单位名称",
                "申报单位",
                "承担单位",
            ),
        ),
        Column("code", "统一社会信用代码", "code", aliases=("信用代码", "社会信用代码")),
        Column("year", "认定年度", aliases=("批次", "年度", "认定批次", "认定年份", "年份")),
        Column("on", "认定日期", aliases=("认定时间", "发文日期", "授牌日期", "公布日期")),
        Column("until", "有效期至", aliases=("有效期", "到期日期", "有效期截止", "截止日期")),
        Column("document", "认定文件", aliases=("认定文件及文号", "文号", "文件", "认定文号")),
        Column("note", "备注", aliases=("说明",)),
    ),
)
FIELDS = tuple(one for one in _ROSTER.columns if one.key != "serial")  # what a column can be
# The cell of the unit that each field becomes.
CELLS = {
    "name": "name",
    "operator": "operator_name",
    "code": "code",
    "year": "year",
    "on": "recognised_on",
    "until": "valid_until",
    "document": "document",
    "note": "note",
}


At = tuple[str, str]  # a row's place in the file, and the key of a field


@dataclass(frozen=True)
class NewUnit:
    """A row as it will be kept: cells of the unit, its place in the file, what to look at.

    `mended` are the labels of the fields that were corrected by hand.
    """

    place: str
    cells: dict[str, str | int]
    notes: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Where it comes from, for whoever looks at the unit later."""
        return f"{self.place}（手改：{'、'.join(self.mended)}）" if self.mended else self.place


@dataclass(frozen=True)
class UnitReading:
    """A list as read, before it is kept: `read` = rows taken + refused, each with its reason.

    `listing` says which column was taken for which, and can be changed (`read_again`). `texts` are
    the fields of every row as the file has them, by its place; `mended` what was put right.
    """

    file: str
    data: bytes
    kind: str
    read: int
    taken: tuple[NewUnit, ...]
    refused: tuple[tuple[str, str], ...]
    listing: Listing
    told: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mended: Mapping[At, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The counts in words."""
        tail = f"，手改{len(self.mended)}格" if self.mended else ""
        return f"读入{self.read} = 采纳{len(self.taken)} + 拒绝{len(self.refused)}{tail}"

    def fields(self, place: str) -> dict[str, str]:
        """The fields of a row as they stand now, corrected ones too."""
        mended = {key: text for (row, key), text in self.mended.items() if row == place}
        return {**self.texts.get(place, {}), **mended}


BLANK_NAME = "认定名单（空白）.xlsx"
_GUIDE = (
    "一行一家；名称必须填写，其他各栏知道多少填多少。",
    "同一份名单应是按同一个办法认定的，批次或年度可以不同。",
    "日期写年月日，例如2024.6.10；只知道年份的，填在“认定年度”。",
    "认定文件写明了有效期的，填“有效期至”；没有写明的不填，按认定日期加3年计算。",
    "填好后在“动态管理”中导入，确认之前什么也不保存。",
)


def blank_list() -> bytes:
    """Return an empty workbook with the columns that the import knows, and how they are filled."""
    return write_roster_book("认定名单", _GUIDE, (RosterPage(_ROSTER),))


def known_units(desk: Desk) -> tuple[Shape, ...]:
    """Return the choices of columns that were made for such lists before."""
    return known_lists(desk, _ROSTER)


def read_units(
    path: Path, cancelled: Callable[[], bool], known: Sequence[Shape] = ()
) -> UnitReading:
    """Read a list in the child: a workbook, csv, or the tables of a Word document.

    A list whose columns were chosen by hand before (`known`) is read in the same way. UserError
    where it can't be read, or nothing stands in it.
    """
    data, kind, grids = read_tables(path, cancelled)
    found = listing(_ROSTER, path.name, grids, known)
    if found is None:
        raise UserError("表格是空的，没有可读的内容。", "请确认文件是认定名单。")
    return _reading(found, data, kind, {})


def read_again(reading: UnitReading, found: Listing) -> UnitReading:
    """Return the same file's rows with its columns taken as the clerk chose."""
    return _reading(found, reading.data, reading.kind, reading.mended)


def mend_cell(reading: UnitReading, place: str, key: str, text: str) -> UnitReading:
    """Return the reading with one field of a row put right (就地改正), the row judged anew.

    A field that is given what the file says is no longer mended; a row without a name is refused.
    """
    kept = {at: old for at, old in reading.mended.items() if at != (place, key)}
    new = clean_text(text)
    if new != clean_text(reading.texts.get(place, {}).get(key, "")):
        kept[place, key] = new
    return _reading(reading.listing, reading.data, reading.kind, kept)


def _reading(found: Listing, data: bytes, kind: str, mended: Mapping[At, str]) -> UnitReading:
    whole = found.take()
    told = [] if any("name" in one.mapping for one in found.tables) else [_NO_NAME]
    told += [problem.sentence for one in whole for problem in one.problems]
    count = sum(one.read for one in whole)
    rows: list[TakenRow | RefusedRow] = []
    for one in whole:
        both: list[TakenRow | RefusedRow] = [*one.rows, *one.refused]
        rows += sorted(both, key=lambda row: row.line)
    made = UnitReading(
        found.file,
        data,
        kind,
        count,
        (),
        (),
        found,
        tuple(told),
        {_place(row): dict(row.cells) for row in rows},
        {at: text for at, text in mended.items() if at[0] in {_place(row) for row in rows}},
    )
    judged = [_judged(made, row) for row in rows]
    return replace(
        made,
        taken=tuple(one for one in judged if isinstance(one, NewUnit)),
        refused=tuple(one for one in judged if not isinstance(one, NewUnit)),
    )


def _place(row: TakenRow | RefusedRow) -> str:
    return f"{row.sheet} 第{row.line}行"


def _judged(reading: UnitReading, row: TakenRow | RefusedRow) -> NewUnit | tuple[str, str]:
    """Return the unit that a row becomes, or its place and why it becomes none."""
    place = _place(row)
    by_hand = {key: text for (at, key), text in reading.mended.items() if at == place}
    texts = {**row.cells, **by_hand}
    if not texts.get("name") and (by_hand or isinstance(row, TakenRow)):
        return place, _NAMELESS
    if isinstance(row, RefusedRow) and not by_hand:
        return place, row.reason
    notes = row.notes if isinstance(row, TakenRow) else ()
    if "code" in by_hand:  # what was said of the file's own code no longer holds
        notes = tuple(one for one in notes if one != code_problem(row.cells.get("code", "")))
    labels = {one.key: one.label for one in FIELDS}
    said = [_said(labels[key], row.cells.get(key, ""), by_hand[key]) for key in by_hand]
    unit = _new(TakenRow(row.sheet, row.line, texts, (*notes, *said)))
    return replace(unit, mended=tuple(labels[key] for key in labels if key in by_hand))


def _said(label: str, old: str, new: str) -> str:
    return f"手改：{label}“{old or '（空）'}”改为“{new or '（空）'}”"


def _new(row: TakenRow) -> NewUnit:
    """Return a row's unit; what is no whole day or no code stays as it is, and is said."""
    texts = {key: clean_text(text) for key, text in row.cells.items()}
    on, until = (kept_day(texts.get(key, "")) for key in ("on", "until"))
    code, year = texts.get("code", ""), _year(texts.get("year", "") or texts.get("on", ""))
    notes = list(row.notes)
    notes += [f"认定日期“{on}”不是完整的日期"] if on and iso_day(on) is None else []
    notes += [f"有效期“{until}”不是完整的日期"] if until and iso_day(until) is None else []
    notes += [wrong] if (wrong := code_problem(code)) else []
    if not (year or iso_day(on) or iso_day(until)):
        notes.append("没有认定年度和日期，有效期算不出来")
    cells: dict[str, str | int] = {
        "name": texts.get("name", ""),
        "operator_name": texts.get("operator", ""),
        "code": valid_code(code) or code,
        "year": year,
        "document": texts.get("document", ""),
        "recognised_on": on,
        "valid_until": until,
        "note": texts.get("note", ""),
        "outcome": RECOGNISED_WORD,
    }
    return NewUnit(_place(row), cells, tuple(dict.fromkeys(notes)))


def _year(text: str) -> int:
    """The year that a text begins with or names (2024, 2024年第一批); 0 where it names none."""
    digits = "".join(letter if letter.isdecimal() else " " for letter in text).split()
    years = [int(one[:4]) for one in digits if len(one) in (4, 8)]
    return next((one for one in years if _EARLIEST <= one <= _LATEST), 0)


def compared(desk: Desk, reading: UnitReading, scheme_id: str) -> UnitReading:
    """Return a reading without what the file has already, or what stands in it twice."""
    known = {
        _same(one.name, one.year or one.recognised_on[:4])
        for one in recognised.units(desk.store)
        if one.scheme_id == scheme_id
    }
    taken: list[NewUnit] = []
    refused = list(reading.refused)
    seen: dict[tuple[str, str], str] = {}
    for one in reading.taken:
        cells = one.cells
        key = _same(str(cells["name"]), cells["year"] or str(cells["recognised_on"])[:4])
        if key in known:
            refused.append((one.place, f"“{cells['name']}”已经登记过。"))
        elif key in seen:
            refused.append((one.place, f"“{cells['name']}”与{seen[key]}重复。"))
        else:
            taken.append(one)
            seen[key] = one.place
    return replace(reading, taken=tuple(taken), refused=tuple(refused))


def _same(name: str, year: int | str) -> tuple[str, str]:
    return "".join(name.split()), str(year)


def keep_units(desk: Desk, reading: UnitReading, scheme_id: str) -> Changed:
    """Keep a list whole, with its file; `value` is how many units came. UserError for none."""
    found = compared(desk, reading, scheme_id)
    if not found.taken:
        raise UserError("没有可以导入的单位。", "名单上的都已登记过，或都被拒绝。")
    desk.before_import()
    told = scheme_words(desk, scheme_id)
    with desk.act(
        "导入认定名单", KIND, item=told, name=reading.file, count=len(found.taken)
    ) as act:
        ref = files.keep_file(desk.store, None, reading.file, reading.data, reading.kind)
        for one in found.taken:
            place = f"{reading.file} {one.source}"
            cells = {**one.cells, "scheme_id": scheme_id, "file_id": ref.id, "place": place}
            recognised.add_unit(desk.store, cells)
        remember(desk, found.listing)
        act.detail |= {"sha256": ref.sha256, "refused": len(found.refused)}
        if found.mended:
            act.detail["mended"] = len(found.mended)
    return changed(KIND, value=len(found.taken))
