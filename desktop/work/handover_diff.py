"""How two copies of one case differ (这里、那一份), in the words of the forms."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain.assessment import VERDICT_WORDS
from desktop.domain.completeness import STATES
from desktop.domain.scheme import Scheme
from desktop.store.whole_case import PARTS, Rows
from desktop.work.blank_names import labels_of
from desktop.work.cases import STATE_WORDS

_STATES = dict(STATES)
_EMPTY = "（空）"
_COUNTED = {
    "source_file": ("附件", "份"),
    "draw_lock": ("封存", "次"),
    "draw_seed": ("抽取", "次"),
    "survey_attempt": ("抽查联系", "次"),
    "decision": ("流转", "次"),
    "erasure": ("清除个人信息", "次"),
}
_REST = ("lock_void", "lock_extension", "survey_rekey", "left_out")


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: in which part, what, how it is here and how there."""

    part: str
    what: str
    here: str
    there: str


def differences(
    here: Mapping[str, Any], there: Mapping[str, Any], scheme: Scheme
) -> tuple[Difference, ...]:
    """Return all differences of two copies, in the order of the work."""
    return tuple(_all(here, there, scheme))


def _all(here: Mapping[str, Any], there: Mapping[str, Any], scheme: Scheme) -> Iterator[Difference]:
    yield from _heads(here["head"], there["head"])
    old, new = here["tables"], there["tables"]
    labels = labels_of(scheme) | {f"rec.{one.key}": one.label for one in scheme.recommendation}
    first, second = (_known(_values(one), labels) for one in (old, new))
    yield from _keyed("收件登记", first, second, labels)
    yield from _notes(_values(old), _values(new), labels)
    yield from _rosters(old["roster_row"], new["roster_row"], scheme)
    lines = {line.id: line.text for item in scheme.materials for line in getattr(item, "lines", ())}
    yield from _keyed("材料", _materials(old), _materials(new), lines)
    names = {one.id: one.text for one in scheme.conditions}
    names |= {one.id: one.name for one in scheme.functions}
    yield from _keyed("测评", _verdicts(old), _verdicts(new), names)
    for table, (what, unit) in _COUNTED.items():
        yield from _counted(what, unit, old[table], new[table])
    if any(old[table] != new[table] for table in _REST):
        yield Difference("抽查", "作废、追加、复核录入或未列入的企业", "有不同", "有不同")


def _heads(here: Mapping[str, str], there: Mapping[str, str]) -> Iterator[Difference]:
    words = {"name": "申报名称", "operator_name": "单位", "state": "状态", "stage": "办理阶段"}
    for key, what in words.items():
        old, new = (STATE_WORDS.get(one[key], one[key]) for one in (here, there))
        if here[key] != there[key]:
            yield Difference("申报", what, old or "办理中", new or "办理中")


def _keyed(
    part: str, here: Mapping[str, str], there: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Difference]:
    for key in sorted({*here, *there}):
        old, new = here.get(key, ""), there.get(key, "")
        if old != new:
            yield Difference(part, labels.get(key, key), old or _EMPTY, new or _EMPTY)


def _notes(
    here: Mapping[str, str], there: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Difference]:
    """What stands in no blank of the form: what the office noted, told by its count alone."""
    paths = {*here, *there} - set(labels)
    other = [path for path in paths if here.get(path, "") != there.get(path, "")]
    if other:
        counts = [f"{len(paths & set(one))}项" for one in (here, there)]
        told = f"{counts[1]}，其中{len(other)}项与这里不同"
        yield Difference("办理", "告知、函询、抽查数等记录", counts[0], told)


def _known(texts: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
    return {path: text for path, text in texts.items() if path in labels}


def _values(tables: Mapping[str, Rows]) -> dict[str, str]:
    return {
        str(path): f"{text}{'' if confirmed or not source else '（待核对）'}"
        for path, text, source, confirmed in tables["value"]
        if text
    }


def _materials(tables: Mapping[str, Rows]) -> dict[str, str]:
    return {
        str(row[0]): "，".join(
            str(one) for one in (_STATES.get(str(row[1]), row[1]), row[2], *row[3:6]) if one
        )
        for row in tables["material_state"]
    }


def _verdicts(tables: Mapping[str, Rows]) -> dict[str, str]:
    return {
        str(row[0]): f"{VERDICT_WORDS.get(str(row[1]), row[1])}{f'（{row[2]}）' if row[2] else ''}"
        for row in tables["verdict"]
    }


def _rosters(here: Rows, there: Rows, scheme: Scheme) -> Iterator[Difference]:
    names = {one.key: one.title for one in scheme.rosters}
    for roster, title in names.items():
        old, new = _shown(here, roster), _shown(there, roster)
        if old != new:
            added, gone = len(set(new) - set(old)), len(set(old) - set(new))
            there_words = f"{len(new)}行；与这里不同的{added}行，这里独有的{gone}行"
            yield Difference("名单", title, f"{len(old)}行", there_words)


def _shown(rows: Rows, roster: str) -> list[str]:
    """The cells of the rows that are shown, as text."""
    at = {name: n for n, name in enumerate(_part("roster_row"))}
    return [
        json.dumps([row[at["cells"]], row[at["marks"]]], ensure_ascii=False)
        for row in rows
        if row[at["roster"]] == roster and row[at["hidden_by"]] is None and not row[at["removed"]]
    ]


def _part(table: str) -> tuple[str, ...]:
    return next(part.columns for part in PARTS if part.table == table)


def _counted(what: str, unit: str, here: Rows, there: Rows) -> Iterator[Difference]:
    if here != there:
        more = sum(row not in here for row in there)
        fewer = sum(row not in there for row in here)
        told = f"{len(there)}{unit}；这里没有的{more}{unit}，这里独有的{fewer}{unit}"
        yield Difference("记录", what, f"{len(here)}{unit}", told)
