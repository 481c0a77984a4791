"""Says an act's detail in the reviewer's words: which blank, what it was, what it became."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.domain.assessment import VERDICT_WORDS
from desktop.domain.attempt import Outcome
from desktop.domain.completeness import STATES
from desktop.domain.scheme import Scheme
from desktop.work.blank_names import labels_of
from desktop.work.history_office import moved_words, office_words
from desktop.work.paper_roster import TYPED
from desktop.work.printed_papers import sheet_title

ERASED_WORDS = "（内容已清除）"
EMPTY = "（空）"
_CALL = "call:"  # begins the id of a paper that the call asks for; its text follows
_SHOWN = 6  # blanks that are named one by one

Detail = Mapping[str, Any]
_MATERIAL = dict(STATES)
_STATES = {
    "open": "办理中",
    "withdrawn": "撤回",
    "overdue": "逾期未补",
    "declined": "不予推荐",
    "void": "作废",
}
# What a detail's key is called where an act has no words of its own; a key that is not here is
# for the program and not for a reader.
_KEYS = {
    "item": "事项",
    "name": "名称",
    "title": "名称",
    "reason": "理由",
    "why": "理由",
    "evidence": "依据",
    "supervisor": "监督人",
    "digits": "随机码",
    "place": "位置",
    "firms": "名单企业数",
    "size": "抽查数",
    "rows": "行数",
    "count": "条数",
    "number": "第几次",
    "sheet": "表",
    "region": "地区",
    "phone": "电话",
    "filler": "填表人",
    "note": "说明",
    "by": "经办",
    "backup": "备份",
    "aside": "搁置的文件",
    "lost": "缺少的操作数",
    "undone": "撤销的操作",
    "by_old": "按原办法",
    "by_new": "按新办法",
}


@dataclass(frozen=True)
class Said:
    """An act in words: what it is about, what stood there, what stands there since."""

    what: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Names:
    """What keys are called: blanks, papers, lists' columns, conditions, answers, sheets, firms.

    A firm goes by its lock's id and its number in the sealed list; by 0 in the newest one.
    """

    blanks: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    judged: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    firms: Mapping[tuple[int, int], str] = field(default_factory=dict)


def names_of(scheme: Scheme) -> Names:
    """Return what a scheme calls all that the journal has by its key."""
    blanks = labels_of(scheme) | {f"rec.{one.key}": one.label for one in scheme.recommendation}
    judged = {one.id: f"{one.article} {one.text}" for one in scheme.conditions}
    for each in scheme.functions:
        judged[f"f:{each.id}"] = each.name
        judged |= {f"q:{one.id}": one.text for one in each.qualities}
    return Names(
        blanks,
        {line.id: line.text for each in scheme.materials for line in each.lines},
        {one.key: one.label for roster in scheme.rosters for one in roster.columns},
        judged,
        {one.id: one.label for one in scheme.sample.answers},
        {one.id: one.title for one in scheme.sheets},
    )


def say(act: str, detail: Detail | None, names: Names) -> Said:
    """Return an act in words; of an emptied detail only that it was emptied."""
    if detail is None:
        return Said(ERASED_WORDS)
    return _WORDS.get(act, _plain)(detail, names)


def _plain(detail: Detail, names: Names) -> Said:
    if "path" in detail:
        return _value(detail, names)
    parts = [
        f"{_KEYS[key]}：{_text(key, detail[key], names)}" for key in _KEYS if _told(detail, key)
    ]
    return Said("；".join(parts), _short(detail.get("old")), _short(detail.get("new")))


def _told(detail: Detail, key: str) -> bool:
    return isinstance(detail.get(key), str | int) and detail[key] != ""


def _text(key: str, value: Any, names: Names) -> str:
    return sheet_title(names.sheets, str(value)) if key == "sheet" else str(value)


def _short(value: Any) -> str:
    return str(value) if isinstance(value, str | int) else ""


def _value(detail: Detail, names: Names) -> Said:
    path = str(detail["path"])
    old, new = str(detail.get("old", "")), str(detail.get("new", ""))
    ground = f"（依据：{detail['ground']}）" if detail.get("ground") else ""
    return Said(f"{names.blanks.get(path, path)}{ground}", old or EMPTY, new or EMPTY)


def _cell(detail: Detail, names: Names) -> Said:
    column = names.columns.get(str(detail.get("column")), str(detail.get("column", "")))
    place = str(detail.get("place", ""))
    old, new = str(detail.get("old", "")), str(detail.get("new", ""))
    return Said(f"{place} {column}".strip(), old or EMPTY, new or EMPTY)


def _given_back(detail: Detail, names: Names) -> Said:
    return _value(detail, names) if "path" in detail else _cell(detail, names)


def _named(keys: list[str], words: Mapping[str, str]) -> str:
    shown = "、".join(words.get(key, key.removeprefix(_CALL)) for key in keys[:_SHOWN])
    return f"{shown}等{len(keys)}项" if len(keys) > _SHOWN else shown


def _seen(detail: Detail, names: Names) -> Said:
    return Said(_named(list(detail.get("paths", ())), names.blanks), "", "已核对，无误")


def _settled(detail: Detail, _names: Names) -> Said:
    return Said("文件中没有采用的一处内容", "", "已处理" if detail.get("done") else "改回未处理")


def _unseen(detail: Detail, names: Names) -> Said:
    return Said(_named(list(detail.get("paths", ())), names.blanks), "", "撤回，待核对")


def _taken_over(detail: Detail, names: Names) -> Said:
    return Said(_named(list(detail.get("values", {})), names.blanks), "", "采用")


def _read_in(detail: Detail, _names: Names) -> Said:
    kept = detail.get("kept", [])
    told = [f"{name}（读到{read}项，采用{taken}，未采用{out}）" for name, read, taken, out in kept]
    return Said("；".join(told))


def _materials(detail: Detail, names: Names) -> Said:
    before = detail.get("lines", {})
    old = {_MATERIAL.get(state, str(state)) for state in before.values()}
    new = str(detail.get("state", ""))
    return Said(_named(list(before), names.lines), "、".join(sorted(old)), _MATERIAL.get(new, new))


def _office(detail: Detail, names: Names) -> Said:
    return Said(*office_words(detail, names.lines))


def _moved(detail: Detail, _names: Names) -> Said:
    return Said(*moved_words(detail))


def _checked(detail: Detail, names: Names) -> Said:
    if "at" in detail:
        return _office(detail, names)
    words = {
        "note": "备注",
        "result": "结果",
        "said": "说明",
        "how": "方式",
        "by": "核验人",
        "on": "日期",
        "copies": "份数",
        "pages": "页数",
    }
    told = "；".join(f"{word}：{detail[key]}" for key, word in words.items() if detail.get(key))
    lines = list(detail.get("lines", ())) or [str(detail.get("line", ""))]
    return Said(_named(lines, names.lines), "", told)


def _judged(detail: Detail, names: Names) -> Said:
    keys = list(detail.get("keys", ())) or [str(detail.get("key", ""))]
    old = detail.get("old") or {}
    verdict = str(detail.get("verdict", ""))
    reason = f"（{detail['reason']}）" if detail.get("reason") else ""
    new = f"{VERDICT_WORDS.get(verdict, verdict) or '按程序结论'}{reason}"
    return Said(_named([key for key in keys if key], names.judged), _verdict(old), new)


def _verdict(old: Mapping[str, str]) -> str:
    word = VERDICT_WORDS.get(old.get("verdict", ""), old.get("verdict", ""))
    return f"{word}（{old['reason']}）" if old.get("reason") else word


def _answered(detail: Detail, names: Names) -> Said:
    outcome = str(detail.get("outcome", ""))
    known = outcome in set(Outcome)
    answer = names.answers.get(str(detail.get("answer", "")), "")
    told = "：".join(filter(None, (Outcome(outcome).label if known else outcome, answer)))
    again = "（更正）" if detail.get("supersedes") else ""
    reason = f"理由：{detail['reason']}" if detail.get("reason") else ""
    return Said(f"{_firm(detail, names)}{again}", "", "；".join(filter(None, (told, reason))))


def _firm(detail: Detail, names: Names) -> str:
    """A firm of a sealed list: its name and its number there; without a lock, the newest's."""
    number = detail.get("firm", 0)
    name = names.firms.get((detail.get("lock", 0), number), "")
    return f"{name}（名单第{number}号）" if name else f"名单第{number}号企业"


def _keyed_again(detail: Detail, names: Names) -> Said:
    answer = str(detail.get("answer", ""))
    by = f"；复核录入人：{detail['by']}" if detail.get("by") else ""
    return Said(f"{_firm(detail, names)}{by}", "", names.answers.get(answer, answer))


def _from_paper(detail: Detail, names: Names) -> Said:
    column = str(detail.get("column", ""))
    told = f"{_firm(detail, names)} {dict(TYPED).get(column, column)}"
    return Said(told, "", str(detail.get("text", "")) or EMPTY)


def _state(detail: Detail, _names: Names) -> Said:
    old, new = str(detail.get("old", "")), str(detail.get("new", ""))
    return Said(f"理由：{detail.get('why', '')}", _STATES.get(old, old), _STATES.get(new, new))


def _dropped(detail: Detail, names: Names) -> Said:
    removed = detail.get("removed", {})
    if not isinstance(removed, Mapping):
        return _plain(detail, names)
    told = "；".join(f"{names.blanks.get(key, key)}：{text}" for key, text in removed.items())
    return Said(told, "", "（删除）")


def _placed(detail: Detail, names: Names) -> Said:
    new = detail.get("new", {})
    if not isinstance(new, Mapping):
        return _plain(detail, names)
    places = (names.lines.get(one, "不属于清单上的任何一项") for one in new.values())
    told = "、".join(dict.fromkeys(places))
    return Said(f"收到的文件{len(new)}个", "", told)


def _left(detail: Detail, _names: Names) -> Said:
    why = f"理由：{detail['why']}" if detail.get("why") else ""
    return Said(f"由{detail.get('to', '')}接手{f'；{why}' if why else ''}")


def _came(detail: Detail, _names: Names) -> Said:
    who = f"{detail.get('unit', '')}{detail.get('from', '')}"
    told = {"here": "保留这里的，未采用来的一份", "beside": "两份都留"}
    words = told.get(str(detail.get("choice", "")), "")
    number = f"原编号{detail['was']}" if detail.get("was") else ""
    return Said("；".join(filter(None, (f"来自{who}", words, number))))


def _erased(detail: Detail, _names: Names) -> Said:
    return Said(f"{detail.get('whose', '')}；清空{len(detail.get('seqs', ()))}条操作日志的内容")


_WORDS: Mapping[str, Callable[[Detail, Names], Said]] = {
    "修改名单": _cell,
    "还原读入值": _given_back,
    "核对": _seen,
    "撤回核对": _unseen,
    "处理未采用内容": _settled,
    "采用申请表内容": _taken_over,
    "读入文件": _read_in,
    "材料审查": _materials,
    "真实性核验": _checked,
    "测评判断": _judged,
    "登记抽查答复": _answered,
    "复核录入": _keyed_again,
    "录入纸质名单": _from_paper,
    "变更状态": _state,
    "流转": _moved,
    "归入材料": _placed,
    "登记告知": _office,
    "征求意见": _office,
    "登记报送": _office,
    "删除表行": _dropped,
    "清除个人信息": _erased,
    "移交": _left,
    "收回": _left,
    "接收移交": _came,
    "收回移交": _came,
    "撤销修改名单": _cell,
}
