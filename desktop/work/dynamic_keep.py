"""What is noted of recognised units: entered, filled in, taken away again, void; each an act."""

from collections.abc import Sequence
from typing import Any

from desktop.domain.codes import valid_code
from desktop.domain.dates import show_date
from desktop.domain.following import Duty
from desktop.domain.problem import UserError
from desktop.domain.recognised import RECOGNISED_WORD, duty_path, iso_day
from desktop.store import recognised
from desktop.store import values as kept_values
from desktop.work.casedata import application_of
from desktop.work.desk import Changed, Desk, changed
from desktop.work.dynamic_page import CHANGE, EVALUATION, fields_of, groups_of
from desktop.work.dynamic_units import (
    Followed,
    followed_one,
    following_of,
    kept_day,
    scheme_words,
    shown_day,
    whole_day,
)
from desktop.work.receive import clean_text
from desktop.work.rounds import scheme_of

KIND = "units"
FILL = "填写动态管理"
_EARLIEST, _LATEST = 1990, 2099
_OCTOBER = 10
_WORDS = {CHANGE: "变更", EVALUATION: "测评"}
ROW = "row"  # what makes a change or an evaluation be there before anything is filled in


def unit_subject(unit_id: int) -> str:
    """Return the journal's name for one unit."""
    return f"unit:{unit_id}"


def add_unit(desk: Desk, scheme_id: str, name: str) -> Changed:
    """Enter a unit that was recognised (earlier years); `value` is its id."""
    kept = clean_text(name)
    if not kept:
        raise UserError("请填写平台（基地）的名称。", "其他内容可以以后再填。")
    cells = {"scheme_id": scheme_id, "name": kept, "outcome": RECOGNISED_WORD}
    return _added(desk, "登记认定单位", cells)


def follow_case(desk: Desk, application_id: int) -> Changed:
    """Follow an application that was sent up, from 评审 to 认定; `value` is the unit's id.

    One that is followed already is simply returned.
    """
    for one in recognised.units(desk.store):
        if one.application_id == application_id:
            return changed(KIND, value=one.id)
    application = application_of(desk, application_id)
    scheme = scheme_of(desk, application.round_id)
    found = kept_values.values(desk.store, application_id)
    texts = {path: one.text.strip() for path, one in found.items()}
    codes = (texts.get(one.key, "") for one in scheme.form.fields if one.kind == "code")
    cells = {
        "scheme_id": scheme.id,
        "application_id": application_id,
        "name": texts.get("rec.platform_name") or application.name,
        "operator_name": texts.get("rec.operator_name") or application.operator_name,
        "code": next((code for text in codes if (code := valid_code(text))), ""),
    }
    return _added(desk, "登记待认定单位", cells)


def _added(desk: Desk, act: str, cells: dict[str, Any]) -> Changed:
    told = scheme_words(desk, str(cells["scheme_id"]))
    with desk.act(act, KIND, item=told, name=cells["name"]) as doing:
        number = recognised.add_unit(desk.store, cells)
        doing.detail["unit"] = number
    return changed(KIND, value=number)


def save_field(desk: Desk, unit_id: int, path: str, text: str) -> Changed:
    """Keep what was typed into one blank of a unit's page; days loosely typed, kept as ISO.

    UserError for an empty name or a year that is none; KeyError for a path that the page lacks.
    """
    one = _standing_one(desk, unit_id)
    blank = fields_of(groups_of(one))[path]
    kept = clean_text(text, is_long=blank.kind == "long")
    if blank.kind == "date":
        kept = kept_day(kept)
    if blank.kind == "code":
        kept = valid_code(kept) or kept
    before = standing(one, path)
    if before != kept:
        was, is_now = (shown_day(each) for each in (before, kept))
        with desk.act(FILL, unit_subject(unit_id), item=blank.label, key=path, old=was, new=is_now):
            write_field(desk, one, path, kept)
    return changed(KIND)


def _standing_one(desk: Desk, unit_id: int) -> Followed:
    """Return a unit that may be filled in; UserError where it is void."""
    one = followed_one(desk, unit_id)
    if one.unit.void:
        raise UserError("这个单位已作废，不能再填写。", "请回到列表，重新登记。")
    return one


def standing(one: Followed, path: str) -> str:
    """Return what stands in a blank as it is kept, "" for nothing."""
    kind, _, column = path.partition(".")
    if kind != "unit":
        return one.kept.values.get(path, "")
    found = getattr(one.kept, column)
    return str(found or "")


def write_field(desk: Desk, one: Followed, path: str, kept: str) -> None:
    """Write a blank inside an act; UserError for an empty name or a year that is none."""
    kind, _, column = path.partition(".")
    if kind != "unit":
        recognised.put_value(desk.store, one.unit.id, path, kept)
        return
    if column == "name" and not kept:
        raise UserError("名称不能空着。", "登记错了的，请在列表中“作废”。")
    recognised.set_column(
        desk.store, one.unit.id, column, _year(kept) if column == "year" else kept
    )


def _year(text: str) -> int:
    if not text:
        return 0
    plain = text.removesuffix("年").removesuffix("年度")
    year = int(plain) if plain.isdecimal() else 0
    if not _EARLIEST <= year <= _LATEST:
        raise UserError(f"认定年度“{text}”不对。", "请填四位数的年份，例如2024。")
    return year


def add_row(desk: Desk, unit_id: int, kind: str) -> Changed:
    """Begin a change (变更) or an evaluation (测评); `value` is its number."""
    one = _standing_one(desk, unit_id)
    number = max(one.unit.numbers(kind), default=0) + 1
    item = f"{_WORDS[kind]}{number}"
    with desk.act("新增动态管理记录", unit_subject(unit_id), item=item):
        recognised.put_value(desk.store, unit_id, f"{kind}.{number}.{ROW}", "1")
    return changed(KIND, value=number)


def drop_row(desk: Desk, unit_id: int, kind: str, number: int) -> Changed:
    """Take a change or an evaluation away that was entered by mistake; the journal keeps it."""
    one = _standing_one(desk, unit_id)
    at = f"{kind}.{number}."
    gone = {path: text for path, text in one.kept.values.items() if path.startswith(at)}
    labels = {path: blank.label for path, blank in fields_of(groups_of(one)).items()}
    told = "；".join(
        f"{labels.get(path, path)}：{shown_day(text)}"
        for path, text in gone.items()
        if not path.endswith(f".{ROW}")
    )
    item = f"{_WORDS[kind]}{number}"
    with desk.act("删除动态管理记录", unit_subject(unit_id), item=item, old=told, removed=gone):
        recognised.drop_values(desk.store, unit_id, gone)
    return changed(KIND)


def mark_duty(desk: Desk, unit_ids: Sequence[int], year: int, key: str, text: str) -> Changed:
    """Keep one day for a yearly paper of several units at once; `value` is how many were marked.

    Units of schemes without that paper are left out. UserError for no day, or where none is left.
    """
    day = whole_day(clean_text(text))
    if day is None:
        raise UserError("请写明年月日，例如20260310。", "")
    path, marked = duty_path(year, key), []
    for unit_id in unit_ids:
        one = followed_one(desk, unit_id)
        known = {duty.key for duty in following_of(desk, one.kept.scheme_id).duties}
        if key in known and iso_day(one.kept.values.get(path, "")) != day:
            marked.append(one)
    if not marked:
        raise UserError("选中的单位都不用登记。", "日期已经登记过，或办法没有规定这一项。")
    duty = next(each for each in marked[0].watch.following.duties if each.key == key)
    item = f"{duty.title(year)}：{show_date(day)}"
    with desk.act("登记年度总结", KIND, item=item, count=len(marked)) as doing:
        for one in marked:
            was = shown_day(one.kept.values.get(path, ""))
            doing.also(
                "登记年度总结",
                unit_subject(one.unit.id),
                item=duty.title(year),
                key=path,
                old=was,
                new=show_date(day),
            )
            recognised.put_value(desk.store, one.unit.id, path, day.isoformat())
    return changed(KIND, value=len(marked))


def void_units(desk: Desk, unit_ids: Sequence[int], why: str) -> Changed:
    """Let units stand no longer that were entered by mistake (作废), in one act, with a reason."""
    reason = clean_text(why)
    if not reason:
        raise UserError("请写明作废的原因。", "原因会记入办理记录。")
    with desk.act("作废认定单位", KIND, count=len(unit_ids), reason=reason) as doing:
        for unit_id in unit_ids:
            name = followed_one(desk, unit_id).kept.name
            doing.also("作废认定单位", unit_subject(unit_id), name=name, reason=reason)
            recognised.void(desk.store, unit_id, reason)
    return changed(KIND)


def years_and_duties(desk: Desk, unit_ids: Sequence[int]) -> list[tuple[int, Duty]]:
    """Return the yearly papers that may be noted of units now, the newest year first.

    Each with the year in which it is due: this year's, in November and December the next year's
    too, and last year's.
    """
    known: dict[str, Duty] = {}
    for unit_id in unit_ids:
        scheme_id = followed_one(desk, unit_id).kept.scheme_id
        for one in following_of(desk, scheme_id).duties:
            known.setdefault(one.key, one)
    today = desk.clock().date()
    years = [today.year + 1] if today.month > _OCTOBER else []
    return [(year, one) for year in (*years, today.year, today.year - 1) for one in known.values()]
