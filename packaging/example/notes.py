"""Writes what the reviewer would type and find (说明.toml), and the example's README."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.condition import Function
from desktop.domain.scheme import Scheme
from example.facts import Facts

Table = Mapping[str, Any]


def write_note(facts: Facts, files: Mapping[str, str], grounds: Mapping[str, str]) -> str:
    """Return 说明.toml; `files` maps a roster's key to its file's name."""
    spec, scheme = facts.spec, facts.scheme
    passes = "不" not in spec["folder"]
    parts = [
        f"# 虚构示例。{spec['about']}",
        _lines(
            {"scheme": scheme.id, "applicant": facts.name, "year": 2026, "pass": passes},
        ),
        _table("form", {"file": "申请表.docx"}),
    ]
    parts += ["[[rosters]]\n" + _lines({"key": key, "file": files[key]}) for key in files]
    parts += [
        _table("values", _typed(facts, passes=passes)),
        _table("judged", _judged(facts, grounds)),
        _table("materials", _materials(facts)),
        _table("survey", spec["survey"]),
        _table("expected", _expected(spec, scheme)),
    ]
    return "\n\n".join(parts) + "\n"


def _lines(table: Table) -> str:
    return "\n".join(f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _table(name: str, table: Table) -> str:
    return f"[{name}]\n{_lines(table)}".rstrip()


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def _typed(facts: Facts, *, passes: bool) -> dict[str, str]:
    """What the files lack: figures with their places, and the recommendation's blanks."""
    typed: dict[str, str] = {}
    for key, (text, place) in facts.spec["asked"].items():
        typed |= {f"asked.{key}": text, f"asked.{key}.ground": place}
    said = dict(facts.spec.get("rec", {}))
    if "rec_name" in facts.spec:
        said["platform_name"] = facts.spec["rec_name"]
    offered = {
        "address": facts.values.get("registered_address", ""),
        "principal": facts.values.get("legal_person", ""),
        "contact": facts.values.get("contact", ""),
        "phone": facts.values.get("mobile") or facts.values.get("phone", ""),
        "meets": "是" if passes else "否",
        "agrees": "是" if passes else "否",
        "opinion": _opinion(facts, passes=passes),
    }
    for field in facts.scheme.recommendation:
        text = said.get(field.key) or offered.get(field.key, "")
        if text:
            typed[f"rec.{field.key}"] = text
    return typed


def _opinion(facts: Facts, *, passes: bool) -> str:
    name = facts.name
    if passes:
        return f"经初审，{name}申报材料齐全、真实，符合各项申报条件，同意推荐。"
    texts = {one.id: one.text for one in facts.scheme.conditions}
    failed = {key for key, value in facts.spec["expected"].items() if _fails(key, value)}
    unmet = [text.removeprefix("其中：") for key, text in texts.items() if key in failed]
    return f"经初审，{name}不符合以下条件：{'；'.join(unmet)}。不予推荐。"


def _fails(key: str, verdict: str) -> bool:
    return verdict == "unmet" and key != "recommended"


def _judged(facts: Facts, grounds: Mapping[str, str]) -> dict[str, list[str]]:
    scheme = facts.scheme
    said: dict[str, list[str]] = {}
    for condition in scheme.conditions:
        if condition.kind == "judged":
            ground = grounds.get(condition.id, "查阅申报材料并现场核对")
            said[condition.id] = ["met", ground]
    for function in scheme.functions:
        if _claims(function, facts):
            for quality in function.qualities:
                said[f"q:{quality.id}"] = ["met", "现场查看并查阅佐证材料"]
    return said | facts.spec.get("judged", {})


def _claims(function: Function, facts: Facts) -> bool:
    """Whether the applicant offers the function: by its row, its claim, or an asked figure."""
    if facts.spec["functions"]:
        return function.id in facts.spec["functions"]
    claimed = facts.values.get("claimed_functions", "")
    asked = {figure.measure.asked for figure in function.figures}
    return function.name in claimed or bool(asked & set(facts.spec["asked"]))


def _materials(facts: Facts) -> dict[str, str]:
    """What is not simply 齐全: alternatives not taken, optional papers, and what is wrong."""
    states: dict[str, str] = {}
    given: set[str] = set()
    stated = facts.spec.get("materials", {})
    for item in facts.scheme.materials:
        for line in item.lines:
            state = stated.get(line.id, "")
            if line.optional:
                state = state or "na"
            elif line.any_of and not state:
                state = "na" if line.any_of in given else ""
            if line.any_of and state not in ("na", "missing"):
                given.add(line.any_of)
            if state:
                states[line.id] = state
    return states


def _expected(spec: Table, scheme: Scheme) -> dict[str, str]:
    """Every figure's verdict, the functions' rule, and whatever else is not met."""
    figures = {one.id: "met" for one in scheme.conditions if one.kind == "figure"}
    return figures | {"functions": "met"} | spec["expected"]


def write_readme(every: Iterable[Facts]) -> str:
    """Return the README of the example: what each applicant is, in Chinese."""
    lines = [
        "# 示例数据",
        "",
        "五个办法各两家申报单位：一家应当通过，一家应当恰好在所列条件上不通过。",
        "企业、人名、电话、证照号全部虚构：手机号取自未启用的 154 号段，统一社会信用代码的",
        "主体标识码以 EXA 开头（校验位正确），网址用 example.com，",
        "身份证号为 1900 年 1 月 1 日出生。",
        "",
        "每家的文件夹里是单位报来的申请表（.docx）和名单（.xlsx，一家有 .csv），另有 `说明.toml`：",
        "审核人要填写的数字及出处、判断类条件的依据、材料的状态、抽查的随机码和评价，以及应有的结论。",
        "全部文件由 `packaging/make_example.py` 生成，重新生成的结果逐字节相同。",
        "",
    ]
    scheme = ""
    for facts in every:
        if facts.scheme.id != scheme:
            scheme = facts.scheme.id
            lines += [f"## {facts.scheme.name}（`{scheme}`）", ""]
        lines.append(f"- **{facts.spec['folder']}** {facts.name}：{facts.spec['about']}")
        if facts.spec is not None and "不" in facts.spec["folder"]:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
